"""A command without a window unwinds at a signal, wherever the signal meets it."""

import signal
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

PROGRAM = """
import sys, threading, weakref
from kiosk.cli import root

seconds, where = float(sys.argv[1]), sys.argv[2]
root.ENDS_WITHIN_S = seconds
ticks = threading.Event()

def wait(*_):
    print("waiting", flush=True)
    ticks.wait(60)

class Dies:
    def __del__(self):
        if where == "del":
            wait()

with root._unwound_by_signals():
    try:
        dies = Dies()
        if where == "weakref":
            watched = weakref.ref(dies, wait)
        del dies
        while where == "stubborn":
            try:
                wait()
            except BaseException:
                pass
        wait()
    finally:
        print("in order", flush=True)
"""


def ended(where: str, name: str, *, seconds: float) -> tuple[int, list[str], str]:
    """Code, lines of standard output and standard error of the program, sent a signal there."""
    command = [sys.executable, "-c", PROGRAM, str(seconds), where]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "waiting\n"
        process.send_signal(getattr(signal, name))
        said, errors = process.communicate(timeout=60)
    return process.returncode, said.splitlines(), errors


@pytest.mark.parametrize(
    ("where", "name", "code"),
    [("main", "SIGHUP", 129), ("del", "SIGTERM", 143), ("weakref", "SIGHUP", 129)],
)
def test_a_command_unwinds_wherever_the_signal_meets_it(where: str, name: str, code: int) -> None:
    ends, said, errors = ended(where, name, seconds=45)
    assert (ends, said[-1], errors) == (code, "in order", "")


@pytest.mark.parametrize("where", ["del", "weakref"])
def test_ctrl_c_is_not_lost_where_python_swallows_it(where: str) -> None:
    ends, said, errors = ended(where, "SIGINT", seconds=45)
    assert ends == -signal.SIGINT  # as Python ends at Ctrl+C when nothing catches it
    assert said[-1] == "in order"
    assert "Exception ignored" not in errors


def test_a_command_that_goes_on_all_the_same_is_ended_with_the_code_of_the_signal() -> None:
    ends, said, _ = ended("stubborn", "SIGTERM", seconds=0.5)
    assert ends == 143
    assert "in order" not in said
