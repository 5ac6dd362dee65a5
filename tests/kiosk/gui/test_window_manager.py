"""A kiosk under a real window manager: who presses Alt+F4 does not leave the full screen."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pytest

PROGRAMS = ("Xvfb", "openbox", "xdotool")
SCREEN = (800, 600)
PATIENCE_S = 60

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, PROGRAMS)), reason=f"needs {', '.join(PROGRAMS)}: make setup"
)


def until(there: Callable[[], bool]) -> None:
    ends, ticks = monotonic() + PATIENCE_S, threading.Event()
    while not there():
        assert monotonic() < ends
        ticks.wait(0.1)


@pytest.fixture
def display(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of programs on a display of its own with openbox."""
    reading, writing = os.pipe()
    size = "x".join(map(str, SCREEN))
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
        pass_fds=[writing], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    environment = {
        **os.environ,
        "DISPLAY": f":{number}",
        "HOME": str(tmp_path),
        "UKETSUKE_HOME": str(tmp_path / "home"),
        "QT_QPA_PLATFORM": "xcb",
    }
    manager = subprocess.Popen(
        ["openbox", "--sm-disable"], env=environment, stderr=subprocess.DEVNULL
    )
    yield environment
    for process in (manager, server):
        process.terminate()
        process.wait(PATIENCE_S)


class Desktop:
    """A kiosk on that display, and keys pressed there as by a keyboard."""

    def __init__(self, environment: dict[str, str], folder: Path, *, full_screen: bool) -> None:
        self._environment = environment
        (folder / "config.toml").write_text(
            f"[window]\nfull_screen = {str(full_screen).lower()}\nwidth = 400\nheight = 400\n"
            'voice = false\n[reader]\nkind = "inprocess"\n[camera]\nsource = "empty"\n'
        )
        command = [sys.executable, "-m", "kiosk.cli", "run"]
        self.kiosk = subprocess.Popen(command, cwd=folder, env=environment)
        until(lambda: self.active() != "")

    def do(self, *words: str) -> str:
        """What xdotool says; nothing when it fails."""
        done = subprocess.run(
            ["xdotool", *words], env=self._environment, check=False,
            capture_output=True, text=True, timeout=PATIENCE_S,
        )  # fmt: skip
        return done.stdout.strip() if done.returncode == 0 else ""

    def active(self) -> str:
        """The window that has the keyboard, of the kiosk's process; none while it opens."""
        assert self.kiosk.poll() is None
        window = self.do("getactivewindow")
        return window if self.do("getwindowpid", window) == str(self.kiosk.pid) else ""

    def fills_the_screen(self) -> bool:
        """Whether the active window covers the whole screen."""
        told = self.do("getwindowgeometry", "--shell", self.active())
        place = dict(line.split("=") for line in told.split())
        return [place.get(name) for name in ("X", "Y", "WIDTH", "HEIGHT")] == [
            "0", "0", *map(str, SCREEN),
        ]  # fmt: skip


@pytest.fixture
def desktop(display: dict[str, str], tmp_path: Path) -> Iterator[Callable[..., Desktop]]:
    begun: list[Desktop] = []

    def begin(*, full_screen: bool) -> Desktop:
        begun.append(Desktop(display, tmp_path, full_screen=full_screen))
        return begun[-1]

    yield begin
    for one in begun:
        one.kiosk.kill()
        one.kiosk.wait(PATIENCE_S)


def test_alt_f4_neither_closes_nor_leaves_full_screen(desktop: Callable[..., Desktop]) -> None:
    here = desktop(full_screen=True)
    until(here.fills_the_screen)
    for _ in range(3):
        here.do("key", "alt+F4")
        assert here.fills_the_screen()
    here.kiosk.send_signal(signal.SIGTERM)
    assert here.kiosk.wait(PATIENCE_S) == 143  # 0 if a key had closed it


def test_alt_f4_closes_a_kiosk_in_a_window(desktop: Callable[..., Desktop]) -> None:
    here = desktop(full_screen=False)
    assert not here.fills_the_screen()
    here.do("key", "alt+F4")
    assert here.kiosk.wait(PATIENCE_S) == 0
