"""The desk of this process: which of several on one registry it is, and that it runs once."""

import re
import secrets
from pathlib import Path

from kiosk import files
from kiosk.lock import Lock

IDENTITY = re.compile(r"[0-9a-f]{32}")
DESK = "Uketsuke-Desk"
"""The header in which a desk tells a service its identity."""


class DeskIdentity:
    """The desk of a folder: locked for as long as this lives, known by an identity made once.

    The identity is random and lies in `desk-id`; a copy of the folder is another desk only when
    that file is left out. Raises Busy when this desk runs already, FolderUnwritable, OSError.
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
        """Let another process run this desk."""
        self._lock.release()


def _identity(file: Path) -> str:
    """The identity in the file, made where there is none."""
    try:
        kept = file.read_text(encoding="ascii", errors="replace").strip()
    except FileNotFoundError:
        kept = ""
    if not IDENTITY.fullmatch(kept):
        kept = secrets.token_hex(16)
        files.place(file, f"{kept}\n".encode())
    return kept
