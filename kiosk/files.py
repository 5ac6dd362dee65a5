"""Files that appear whole or not at all: written aside, flushed to the disk, then renamed."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from kiosk import private
from kiosk.errors import FolderUnwritable


def aside(target: Path) -> Path:
    """Where `target` is written before it appears: beside it, under a name no consumer matches."""
    return target.with_name(f".{target.name}.part")


def stage(target: Path, data: bytes, *, shared: bool = False) -> None:
    """Write `data` aside and onto the disk. Raises FolderUnwritable and leaves nothing behind.

    Its owner alone can read it; a `shared` file can be read by whoever may list its folder.
    """
    beside = aside(target)
    try:
        with open(beside, "wb", opener=private.opener) as file:
            if shared:
                private.share_file(file.fileno(), beside.parent)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise _unwritable(target, error) from None


def discard(target: Path) -> None:
    """Remove what was staged and will not appear. Raises FolderUnwritable."""
    try:
        aside(target).unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(target, error) from None


def publish(target: Path, *, in_place: bool = False) -> None:
    """Let what was staged appear. Raises FolderUnwritable; what was staged then stays staged."""
    try:
        move(aside(target), target, in_place=in_place)
    except OSError as error:
        raise _unwritable(target, error) from None


def move(source: Path, target: Path, *, in_place: bool = False) -> None:
    """Let a whole file of a shared folder appear under another name. Raises OSError.

    By a rename; or `in_place`, written under its own name, for programs that do not notice renames
    (they may read it half-written). `source` is removed last.
    """
    if in_place:
        with open(target, "wb", opener=private.opener) as file:
            private.share_file(file.fileno(), target.parent)
            file.write(source.read_bytes())
            file.flush()
            os.fsync(file.fileno())
        source.unlink()
    else:
        source.replace(target)
    sync_folder(target.parent)


def place(target: Path, data: bytes, *, shared: bool = False) -> None:
    """Stage and publish in one go: see `stage`. Raises FolderUnwritable."""
    stage(target, data, shared=shared)
    publish(target)


def digest(data: bytes) -> str:
    """SHA-256 of what a file holds, in hexadecimal, for `is_unchanged`."""
    return hashlib.sha256(data).hexdigest()


def is_unchanged(file: Path, digest: str) -> bool:
    """Whether it is still the regular file with that content. Raises OSError."""
    if file.is_symlink() or not file.is_file():
        return False
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest() == digest


def sync_folder(folder: Path) -> None:
    """Put a folder's entries onto the disk, where the system can (not on Windows)."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _unwritable(target: Path, error: OSError) -> FolderUnwritable:
    return FolderUnwritable(
        f"{target.parent} cannot be written ({error.strerror or error}); "
        "make room or give this user the right to write there"
    )
