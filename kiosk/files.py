"""Files that appear whole or not at all: written as temporary files, flushed, then renamed."""

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kiosk import durable, private
from kiosk.errors import Busy, FolderUnwritable
from kiosk.lock import Lock

HALF_MADE = ".half-made"
"""Folder in which the folders beside it are filled before they appear."""


def temporary(target: Path) -> Path:
    """Where `target` is written before it appears: beside it, under a name no consumer matches."""
    return target.with_name(f".{target.name}.part")


def stage(target: Path, data: bytes, *, shared: bool = False) -> None:
    """Write `data` to the temporary file of `target` and flush it to the disk.

    Raises FolderUnwritable and then removes the temporary file. Only the owner can read it; a
    `shared` file can be read by everybody who may list its folder.
    """
    beside = temporary(target)
    try:
        with open(beside, "wb", opener=private.opener) as file:
            if shared:
                private.share_file(file.fileno(), beside.parent)
            file.write(data)
            file.flush()
            durable.sync(file.fileno())
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise _unwritable(target, error) from None


def discard(target: Path) -> None:
    """Remove what was staged and will not appear. Raises FolderUnwritable."""
    try:
        temporary(target).unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(target, error) from None


def publish(target: Path, *, in_place: bool = False) -> None:
    """Let what was staged appear. Raises FolderUnwritable; what was staged then stays staged."""
    try:
        move(temporary(target), target, in_place=in_place)
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
            durable.sync(file.fileno())
        source.unlink()
    else:
        source.replace(target)
    sync_folder(target.parent)


def place(target: Path, data: bytes, *, shared: bool = False) -> None:
    """Stage and publish in one go: see `stage`. Raises FolderUnwritable."""
    stage(target, data, shared=shared)
    publish(target)


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """A new folder to fill; at the end of the block it appears as `target`.

    A `target` that another process made meanwhile stays. What interrupted processes left half-made
    beside `target` is removed first. Raises OSError, and leaves nothing behind.
    """
    place = target.parent / HALF_MADE
    private.folder(place)
    _sweep(place)
    beside, held = _claimed(place, target.name)
    try:
        beside.mkdir(mode=0o700)
        yield beside
        try:
            beside.rename(target)
        except OSError:  # a rename does not replace a folder that has files
            if not target.exists():
                raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        _let_go(beside, held)


def _claimed(place: Path, name: str) -> tuple[Path, Lock]:
    """A name in `place` that nothing has, and its lock, which lies beside it."""
    while True:
        beside = place / f"{name}.{secrets.token_hex(8)}"
        with suppress(Busy):  # a sweep of another process has just looked at it
            held = _lock(beside)
            if _lock_file(beside).exists():
                return beside, held
            held.release()


def _sweep(place: Path) -> None:
    """Remove what no process is filling any more."""
    for name in {entry.name.removesuffix(".lock") for entry in place.iterdir()}:
        with suppress(Busy, OSError):
            held = _lock(place / name)
            if held.excludes:
                shutil.rmtree(place / name, ignore_errors=True)
            _let_go(place / name, held)


def _lock_file(beside: Path) -> Path:
    return beside.with_name(f"{beside.name}.lock")


def _lock(beside: Path) -> Lock:
    return Lock(_lock_file(beside), f"{beside} is filled", named=False)


def _let_go(beside: Path, held: Lock) -> None:
    """Remove and release the lock; on Windows, where an open file stays, release it first."""
    if os.name == "nt":
        held.release()
    with suppress(OSError):
        _lock_file(beside).unlink()
    held.release()


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
            durable.sync(handle)
        finally:
            os.close(handle)


def _unwritable(target: Path, error: OSError) -> FolderUnwritable:
    if isinstance(error, FileNotFoundError):
        return FolderUnwritable(f"there is no folder {target.parent}; make it, or name another")
    return FolderUnwritable(
        f"{target.parent} cannot be written ({error.strerror or error}); "
        "make room or give this user the right to write there"
    )
