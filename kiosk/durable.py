"""What is written survives a power cut, except in a process whose desks leave nothing behind."""

import os

_needed = [True]


def forgo() -> None:
    """Leave it to the system when data reaches the disk. For a process of test desks, at its start:
    the waiting costs more than all that they compute.
    """
    _needed[0] = False


def sync(descriptor: int) -> None:
    """Put what was written to an open file or folder onto the disk. Raises OSError."""
    if _needed[0]:
        os.fsync(descriptor)


def synchronous(level: str) -> str:
    """The pragma that makes SQLite do the same, at its `level`."""
    return f"PRAGMA synchronous = {level if _needed[0] else 'OFF'}"
