"""One server a folder: a lock the system releases by itself when its holder dies."""

import os
import socket
import sys
from pathlib import Path
from typing import IO

from kiosk.clock import japan
from kiosk.errors import Busy


class FolderLock:
    """Held from construction to `release`. Raises Busy, naming the holder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._holder = folder / "holder.txt"
        self._file: IO[bytes] = (folder / "lock").open("ab")
        try:
            _lock(self._file)
        except OSError:
            self._file.close()
            raise Busy(f"{folder.parent} is already served by {self._read()}") from None
        self._holder.write_text(
            f"process {os.getpid()} on {socket.gethostname()} since {japan():%F %T}\n",
            encoding="utf-8",
        )

    def release(self) -> None:
        """Give the folder free."""
        self._file.close()

    def _read(self) -> str:
        try:
            return self._holder.read_text(encoding="utf-8").strip()
        except OSError:
            return "another process"


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
