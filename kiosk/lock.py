"""One process at a time: a lock that the system releases by itself when its holder dies.

No process id is trusted: what counts is the lock of the open file, which ends with the process.
"""

import errno
import logging
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

from kiosk.clock import japan
from kiosk.errors import Busy

UNSUPPORTED = {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL}
"""What a drive answers that has no locks, as some network drives do."""

log = logging.getLogger(__name__)


class Lock:
    """Held from construction to `release`; `what` begins the sentence that names the holder.

    With `shared`, others that share it may hold it too. The holder is written beside the lock
    unless `named` is False. Raises Busy when another holds it, OSError when the file cannot be
    made. On a drive without locks a warning is logged, `excludes` is False, and nobody is kept out.
    """

    def __init__(self, file: Path, what: str, *, named: bool = True, shared: bool = False) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self.excludes = True
        self._holder = file.with_name(f"{file.name}.holder")
        self._file: IO[bytes] = file.open("ab")
        try:
            lock_file(self._file, shared=shared)
        except OSError as error:
            if error.errno not in UNSUPPORTED:
                self._file.close()
                raise Busy(f"{what} by {self._read()}; end that one first") from None
            self.excludes = False
            log.warning("%s cannot be locked: see that only one process uses it", file)
        if not named:
            return
        with suppress(OSError):  # only told to others; the lock holds without it
            self._holder.write_text(
                f"process {os.getpid()} on {socket.gethostname()} since {japan():%F %T}\n",
                encoding="utf-8",
            )

    def release(self) -> None:
        """Let others in; again does nothing."""
        self._file.close()

    def _read(self) -> str:
        try:
            return self._holder.read_text(encoding="utf-8").strip() or "another process"
        except (OSError, UnicodeDecodeError):
            return "another process"


if sys.platform == "win32":
    import msvcrt

    def lock_file(file: IO[bytes], *, shared: bool) -> None:
        """Lock an open file for this process. Raises OSError at once where another has it."""
        if shared:
            raise OSError(errno.ENOSYS, "Windows shares no lock")
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def lock_file(file: IO[bytes], *, shared: bool) -> None:
        """Lock an open file for this process. Raises OSError at once where another has it."""
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
