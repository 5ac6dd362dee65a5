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
from PySide6.QtWidgets import QApplication

from kiosk.apps.process.hang_log import hangs_logged, stacks
from kiosk.records.reading import entries

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

LIMIT_S = 120

PROGRAM = """
import sys
import threading
from pathlib import Path
from types import SimpleNamespace
from kiosk.apps import kiosk, run
from kiosk.apps.process import signals
from kiosk.apps.demo import headless, windows
from kiosk.apps.demo.output_files import Output
from kiosk.apps.simulated_patient import Move
from kiosk.apps.table import controller
from kiosk.config import Config
from kiosk.personas import find

SAKURA = find("sakura")
if "hang" not in sys.argv:
    signals.WITHIN_S = 25  # a loaded machine takes its time

class Virtual(kiosk.Kiosk):
    def __init__(self, config, *, virtual, replacements=None):
        super().__init__(config, virtual=True, replacements=replacements)
        self.desk_opened.connect(lambda: self.desk.card_placer.place(SAKURA))
        if "hang" in sys.argv:
            self.painted.connect(self.hang)

    def hang(self, shown):
        if type(shown.page).__name__ == "MethodPage":
            Path(config.folder.data, "hangs").touch()
            threading.Event().wait(60)

    def close(self):
        card = self.desk.devices.card
        release = card.release
        card.release = lambda: (release(), print("card given back", file=sys.stderr))
        super().close()

for module in (run, headless, controller):
    module.Kiosk = Virtual
config = Config.model_validate_json(sys.argv[1])
if "demo" in sys.argv:
    waiting = SimpleNamespace(act=lambda *args, **more: Move.WAIT)
    headless.play(config, SAKURA, waiting, Output(Path(config.folder.data)))
elif "table" in sys.argv:
    sys.exit(windows.present(config, SAKURA))
else:
    sys.exit(run.run(config))
"""
"""`kiosk run`, the demo without people or the demonstrator's table; a card is placed at once."""


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Callable[..., tuple[subprocess.Popen[str], Path]]]:
    started: list[subprocess.Popen[str]] = []

    def run(*more: str) -> tuple[subprocess.Popen[str], Path]:
        journal = tmp_path / "journal.jsonl"
        config: dict[str, Any] = {
            "reader": {"kind": "inprocess"},
            "camera": {"source": "sakura"},
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
        until(lambda: any(s.get("phase") == "choosing_method" for s in lines(journal)), process)
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


@pytest.mark.parametrize(
    ("program", "name", "times", "code"),
    [("run", "SIGINT", 5, 130), ("demo", "SIGTERM", 1, 143), ("table", "SIGHUP", 1, 129)],
)
def test_signals_end_the_reception_once_and_the_command_with_its_code(
    running: Callable[..., tuple[subprocess.Popen[str], Path]],
    program: str,
    name: str,
    times: int,
    code: int,
) -> None:
    process, journal = running(program)
    for _ in range(times):
        process.send_signal(getattr(signal, name))
    _, said = process.communicate(timeout=LIMIT_S)
    assert process.returncode == code, said
    assert [line["outcome"] for line in lines(journal) if "outcome" in line] == ["cancelled"]
    assert "card given back" in said
    assert "Traceback" not in said
    assert "did not end in time" not in said


def test_a_gui_that_hangs_is_ended_all_the_same_and_says_where_it_hung(
    running: Callable[..., tuple[subprocess.Popen[str], Path]],
) -> None:
    process, journal = running("hang")
    until((journal.parent / "data/hangs").exists, process)  # the page may be painted later
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=LIMIT_S)
    assert process.returncode == 143
    assert "did not end in time" in said
    assert "thread MainThread:" in said


def test_a_gui_that_hangs_is_logged_with_files_lines_and_functions_only(
    qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    logged = threading.Event()
    caplog.handler.addFilter(lambda record: logged.set() or True)
    with hangs_logged(0.2):
        logged.wait(LIMIT_S)  # the GUI's thread, which is this one, does nothing else
    (record,) = caplog.records
    assert "test_signals.py" in record.getMessage()
    assert "secret-of-nobody" not in stacks()
