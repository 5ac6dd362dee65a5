"""The real command, offscreen, ended by real signals in mid-reception."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from kiosk.apps.hang_log import hangs_logged, stacks
from kiosk.desk.journal import entries

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

LIMIT_S = 30

PROGRAM = """
import sys
import threading
from PySide6.QtCore import QTimer
from kiosk.apps import kiosk, run
from kiosk.config import Config
from kiosk.personas import find

class Virtual(kiosk.Kiosk):
    def __init__(self, config, *, virtual):
        super().__init__(config, virtual=True)
        self.desk_opened.connect(lambda: self.desk.card_placer.place(find("sakura")))
        if "hang" in sys.argv:
            self.painted.connect(self.hang)

    def hang(self, shown):
        if type(shown.page).__name__ == "MethodPage":
            threading.Event().wait(60)

run.Kiosk = Virtual
sys.exit(run.run(Config.model_validate_json(sys.argv[1])))
"""
"""`kiosk run`, with a virtual card laid down at once."""


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Callable[..., tuple[subprocess.Popen[str], Path]]]:
    started: list[subprocess.Popen[str]] = []

    def run(*more: str) -> tuple[subprocess.Popen[str], Path]:
        journal = tmp_path / "journal.jsonl"
        config: dict[str, Any] = {
            "reader": {"kind": "inprocess"},
            "camera": {"source": "collins"},
            "window": {"width": 400, "height": 640, "voice": False},
            "folder": {
                "data": str(tmp_path / "data"),
                "registry": str(tmp_path / "registry.sqlite"),
                "face": str(tmp_path / "face"),
                "journal": str(journal),
            },
        }
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, json.dumps(config), *more],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        until(lambda: any(s.get("step") == "ChoosingMethod" for s in lines(journal)), process)
        return process, journal

    yield run
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def lines(journal: Path) -> list[dict[str, Any]]:
    return list(entries(journal)) if journal.exists() else []


def until(reached: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    ends = monotonic() + LIMIT_S
    ticks = threading.Event()
    while not reached():
        assert process.poll() is None, process.communicate()[1]
        assert monotonic() < ends
        ticks.wait(0.05)


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_signal_ends_the_reception_and_the_command(running, name: str, code: int) -> None:
    process, journal = running()
    process.send_signal(getattr(signal, name))
    _, said = process.communicate(timeout=LIMIT_S)
    assert process.returncode == code
    assert [line["outcome"] for line in lines(journal) if "outcome" in line] == ["cancelled"]
    assert "Traceback" not in said
    assert "did not end in time" not in said


def test_five_times_ctrl_c_ends_the_command_once(running) -> None:
    process, journal = running()
    for _ in range(5):
        process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=LIMIT_S)
    assert process.returncode == 130
    assert [line["outcome"] for line in lines(journal) if "outcome" in line] == ["cancelled"]
    assert "Traceback" not in said


def test_a_gui_that_hangs_is_ended_all_the_same_and_says_where_it_hung(running) -> None:
    process, _ = running("hang")
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=LIMIT_S)
    assert process.returncode == 143
    assert "did not end in time" in said
    assert "thread MainThread:" in said


def test_a_gui_that_hangs_is_logged_with_files_lines_and_functions_only(
    qapp, caplog: pytest.LogCaptureFixture
) -> None:
    logged = threading.Event()
    caplog.handler.addFilter(lambda record: logged.set() or True)
    with hangs_logged(0.2):
        logged.wait(LIMIT_S)  # the GUI's thread, which is this one, does nothing else
    (record,) = caplog.records
    assert "test_signals.py" in record.getMessage()
    assert "secret-of-nobody" not in stacks()
