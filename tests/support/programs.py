"""`kiosk` commands as processes of their own, with a data folder of their own."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx

from kiosk.timing import REAL

KIOSK = Path(sys.executable).with_name("kiosk")
Program = subprocess.Popen[str]


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "UKETSUKE_HOME": str(home)}


def start(home: Path, *words: str, before: tuple[str, ...] = ()) -> Program:
    """Start a command; `before` are words that stand before it, as `ip netns exec NAME`."""
    command = [*before, str(KIOSK), *words]
    return subprocess.Popen(
        command, env=environment(home), stdout=subprocess.PIPE, text=True, cwd=home
    )


def run(home: Path, *words: str) -> tuple[int, str]:
    """Run a command to its end; returns its exit code and what it printed."""
    done = subprocess.run(
        [str(KIOSK), *words], env=environment(home), cwd=home, timeout=120, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    return done.returncode, done.stdout


def end(*programs: Program) -> None:
    for program in programs:
        program.terminate()
    for program in programs:
        program.communicate(timeout=20)


def line_of(program: Program, pattern: str) -> str:
    """The group of the first printed line that has the pattern."""
    assert program.stdout is not None
    for line in program.stdout:
        found = re.search(pattern, line)
        if found:
            return found[1]
    raise AssertionError("the program has ended")


def wait_for(holds: Callable[[], bool]) -> None:
    """Wait until something holds; a program that does not listen yet is asked again."""
    until = REAL.monotonic() + 60
    while True:
        try:
            if holds():
                return
        except httpx.ConnectError:
            pass
        assert REAL.monotonic() < until
        REAL.signal().wait(0.05)
