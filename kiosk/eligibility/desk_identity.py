"""The identity of this process's desk among several on one registry, and its lock."""

import re
import secrets
from pathlib import Path

from kiosk import files
from kiosk.lock import Lock

IDENTITY = re.compile(r"[0-9a-f]{32}")
DESK = "Uketsuke-Desk"
"""The HTTP header with the identity of a desk."""


class DeskIdentity:
    """The desk of a folder, locked until `close`, with a random identity stored in `desk-id`.

    A copy of the folder must not contain `desk-id`, else both copies are the same desk.
    Raises Busy if this desk already runs, FolderUnwritable, OSError.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = Lock(folder / "desk.lock", f"the desk of {folder} is already run")
        try:
            self.id = _identity(folder / "desk-id")
        except BaseException:
            self._lock.release()
            raise

    def close(self) -> None:
        """Release the lock."""
        self._lock.release()


def _identity(file: Path) -> str:
    """Read the identity from the file; creates it if it is missing."""
    try:
        kept = file.read_text(encoding="ascii", errors="replace").strip()
    except FileNotFoundError:
        kept = ""
    if not IDENTITY.fullmatch(kept):
        kept = secrets.token_hex(16)
        files.place(file, f"{kept}\n".encode())
    return kept
