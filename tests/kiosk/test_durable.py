"""Data is put onto the disk, unless the process has said that it leaves nothing behind."""

import errno
import os
import subprocess
import sys

import pytest

from kiosk import durable

CODE = "from kiosk import durable; {}; durable.sync(9999); print(durable.synchronous('FULL'))"


def told(before: str) -> subprocess.CompletedProcess[str]:
    """What a process says that did this before; it puts a file onto the disk that is not open."""
    command = [sys.executable, "-c", CODE.format(before)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_data_is_put_onto_the_disk() -> None:
    with pytest.raises(OSError, match=os.strerror(errno.EBADF)):
        durable.sync(9999)
    assert durable.synchronous("FULL") == "PRAGMA synchronous = FULL"
    assert told("pass").returncode == 1


def test_a_process_of_test_desks_does_not_wait_for_the_disk() -> None:
    assert told("durable.forgo()").stdout == "PRAGMA synchronous = OFF\n"
