"""Nothing personal can be read by another user of the machine.

The commands make every file and folder for their user only, from its first byte; what an earlier
start left more open is closed. On Windows a user's folders are closed to others already, and
everything here does nothing.
"""

import logging
import os
import stat
from pathlib import Path

log = logging.getLogger(__name__)

OTHERS = 0o077
READERS = {"owner": (0o700, 0o700), "group": (0o750, 0o770), "everyone": (0o755, 0o777)}
"""Rights of a folder of results by who is to read them: when it is made, and the most it may have.

Others may have to write there too (an OQS folder), so what its administrator allows within these
bounds stays."""


def only_owner() -> None:
    """Make everything from now on for this user only. For a process of our own, at its start."""
    os.umask(OTHERS)


def folder(path: Path, *, repair: bool = True) -> None:
    """Make a folder for this user only, or close one that is more open. Raises OSError.

    Without `repair` one that is there stays as it is: somebody else's things may lie in it.
    """
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if repair:
        close(path)


def share(path: Path, readers: str) -> None:
    """Make a folder of results for these readers (see READERS), or close one that is more open.

    The files in it follow it: see `share_file`. Raises OSError.
    """
    made = not path.exists()
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if made and os.name != "nt":
        path.chmod(READERS[readers][0])
    close(path, READERS[readers][1])


def close(path: Path, allowed: int = 0o700) -> None:
    """Take away from others what a file or folder of ours allows beyond `allowed`; or log it."""
    if os.name == "nt":
        return
    try:
        found = path.stat()
        if not found.st_mode & OTHERS & ~allowed or not _plain(found.st_mode):
            return
        path.chmod(stat.S_IMODE(found.st_mode) & (0o7700 | allowed))
    except FileNotFoundError:
        return
    except OSError:
        log.warning("%s can be read by other users of this machine; change its rights", path)


def opener(path: str, flags: int) -> int:
    """For `open`: a new file is for its owner only, one that is there becomes so before it is used.

    Raises OSError.
    """
    close(Path(path))
    return os.open(path, flags, 0o600)


def share_file(handle: int, parent: Path) -> None:
    """Let an open file be read by those who may list its folder. Raises OSError."""
    if os.name != "nt":
        os.fchmod(handle, 0o600 | (parent.stat().st_mode & 0o044))


def _plain(mode: int) -> bool:
    """A file or folder of one owner: no device, and not /tmp."""
    return (stat.S_ISREG(mode) or stat.S_ISDIR(mode)) and not mode & stat.S_ISVTX
