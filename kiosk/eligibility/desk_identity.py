"""The identity of this process's desk among several on one registry, and its lock."""

import hashlib
import logging
import re
import secrets
import sys
from contextlib import suppress
from pathlib import Path

from kiosk import files
from kiosk.lock import Lock

IDENTITY = re.compile(r"[0-9a-f]{32}")
DESK = "Uketsuke-Desk"
"""The HTTP header with the identity of a desk."""
FILE = "desk-id"
"""File of a desk's folder: the identity, then the machine and the folder it was made for."""

log = logging.getLogger(__name__)


class DeskIdentity:
    """The desk of a folder, locked until `close`, with a random identity stored in `desk-id`.

    A folder that was moved stays the same desk. A copy becomes a desk of its own, on the same
    machine if the original is still there, on another machine always; the log says so. With
    `shared`, several services on one registry are this desk, also those of other machines.
    Raises Busy if this desk already runs, FolderUnwritable, OSError.
    """

    def __init__(self, folder: Path, *, shared: bool = False) -> None:
        self.folder = folder
        what = f"the desk of {folder} is already run"
        self._lock = Lock(folder / "desk.lock", what, shared=shared)
        try:
            self.id = identity(folder, shared=shared)
        except BaseException:
            self._lock.release()
            raise

    def close(self) -> None:
        """Release the lock."""
        self._lock.release()


def identity(folder: Path, *, shared: bool = False) -> str:
    """Read the identity of the folder; it is made if it is missing or another desk's.

    With `shared` a folder that another machine serves too is no copy, wherever it is mounted.
    """
    folder = folder.resolve()
    kept, machine, place = _read(folder)
    if kept and shared:
        return kept
    here = machine_id(), str(folder)
    if kept and place and (machine, place) != here and _is_copied(kept, machine, Path(place)):
        log.warning(
            "%s was copied from another desk's folder (%s), so it is a desk of its own from now "
            "on; what the other one owes can be taken over by the staff",
            folder, place,
        )  # fmt: skip
        kept = ""
    if not kept or (machine, place) != here:
        kept = kept or secrets.token_hex(16)
        text = "\n".join((kept, *here, ""))
        folder.mkdir(parents=True, exist_ok=True)
        files.place(folder / FILE, text.encode("utf-8", "surrogateescape"))
    return kept


def _read(folder: Path) -> tuple[str, str, str]:
    """Identity, machine and folder as stored; the identity is "" if it is missing or damaged."""
    try:
        text = (folder / FILE).read_text("utf-8", "surrogateescape")
    except FileNotFoundError:
        text = ""
    kept, machine, place, *_ = (*text.split("\n", 2), "", "", "")
    return kept if IDENTITY.fullmatch(kept) else "", machine, place.removesuffix("\n")


def _is_copied(identity: str, machine: str, original: Path) -> bool:
    """Whether the identity stays with another folder, where it was made."""
    if machine != machine_id():
        return True
    with suppress(OSError):
        return _read(original)[0] == identity
    return False


def machine_id() -> str:
    """A digest that tells this machine from others, or "" where the system has no such number."""
    number = ""
    if sys.platform == "win32":
        import winreg

        with (
            suppress(OSError),
            winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key,
        ):
            number = str(winreg.QueryValueEx(key, "MachineGuid")[0])
    else:
        with suppress(OSError):
            number = Path("/etc/machine-id").read_text(encoding="ascii").strip()
    # machine-id(5): the number itself is to stay on the machine.
    return hashlib.sha256(f"uketsuke {number}".encode()).hexdigest()[:32] if number else ""
