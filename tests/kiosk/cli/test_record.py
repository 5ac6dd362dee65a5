"""Recording: what is kept can be replayed, and the screen says so before the first frame."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtWidgets import QApplication

from drivers.camera.mailbox import FrameMailbox
from drivers.camera.preview import Preview
from drivers.camera.source import Frame, Take
from drivers.camera.sources.recording import Clip, Folder
from kiosk.apps.record import Recording, record
from kiosk.config import CameraConfig, Config
from kiosk.desk.sources import camera
from kiosk.errors import KioskError
from kiosk.personas.schema import FOLDER
from kiosk.session.events import CardPlaced
from ui.record.window import RecordingWindow

EMPTY = FOLDER / "clips" / "empty.mp4"


def test_what_is_recorded_can_be_replayed(tmp_path: Path, qapp: QApplication) -> None:
    config = Config.model_validate({"camera": {"source": "empty"}})
    kept, code = record(config, tmp_path / "new", 0.5)
    assert code == 0
    assert kept >= 5
    assert Folder(tmp_path / "new").open() == (1280, 720)
    assert (tmp_path / "new" / "RECORDED-FACES.txt").exists()


def test_a_folder_that_holds_anything_is_not_written_over(
    tmp_path: Path, qapp: QApplication
) -> None:
    (tmp_path / "mine.txt").write_text("keep", encoding="utf-8")
    config = Config.model_validate({"camera": {"source": "empty"}})
    with pytest.raises(KioskError, match="not empty"):
        record(config, tmp_path, 0.2)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_the_notice_is_drawn_and_ends_the_recording(qtbot: object, qapp: QApplication) -> None:
    stopped = threading.Event()
    window = RecordingWindow(FrameMailbox(), stopped.set)
    window.resize(960, 720)
    picture = window.grab().toImage()
    assert picture.pixelColor(8, 300).name() == "#b3261e"
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert stopped.is_set()
    window.close()


def test_cards_that_come_and_go_are_noted_without_anything_of_the_card(
    tmp_path: Path, qtbot: object, qapp: QApplication
) -> None:
    recording = Recording(Clip(EMPTY), tmp_path / "r", 0.4, Preview(FrameMailbox()))
    recording.note(CardPlaced(0.0))
    recording.start()
    qtbot.waitUntil(lambda: recording.frames > 0, timeout=60_000)  # type: ignore[attr-defined]
    recording.note(CardPlaced(0.0))
    recording.join()
    lines = (tmp_path / "r" / "events.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1
    assert '"CardPlaced"' in lines[0]


class Stalled:
    """A camera that gives three frames and then waits, as one whose bus has hung."""

    name = "stalled"

    def __init__(self) -> None:
        self.waits, self.freed = threading.Event(), threading.Event()

    def open(self) -> tuple[int, int]:
        return 64, 48

    def frames(self, take: Take) -> Iterator[Frame]:
        for _ in range(3):
            yield take()
        self.waits.set()
        self.freed.wait(60)

    def close(self) -> None:
        pass


def test_a_camera_that_hangs_does_not_hold_the_recording_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.apps.record.PAINTED_FIRST_S", 0.0)
    monkeypatch.setattr("kiosk.apps.record.STOPS_WITHIN_S", 0.1)
    stalled = Stalled()
    recording = Recording(stalled, tmp_path / "new", 60, Preview(FrameMailbox(64, 48)))
    recording.start()
    assert stalled.waits.wait(30)
    recording.stop()
    ticks = threading.Event()
    while not recording.over():
        ticks.wait(0.01)
    recording.join()
    stalled.freed.set()
    assert recording.failure is not None
    assert "no frames any more; 3 frames are kept" in recording.failure
    assert len(list((tmp_path / "new").glob("*.jpg"))) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_signal_ends_a_recording_in_order_with_its_code(tmp_path: Path) -> None:
    new = tmp_path / "new"
    command = [sys.executable, "-m", "kiosk.cli", "record", str(new), "--frames", "empty"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True
    ) as recording:
        ends, ticks = monotonic() + 60, threading.Event()
        while not list(new.glob("000001.jpg")):
            assert recording.poll() is None and monotonic() < ends
            ticks.wait(0.05)
        recording.send_signal(signal.SIGTERM)
        said, _ = recording.communicate(timeout=60)
    assert recording.returncode == 143
    kept = len(list(new.glob("*.jpg")))
    assert said.startswith(f"{kept} frames in")
    assert len((new / "timestamps.txt").read_text(encoding="utf-8").splitlines()) == kept
    assert Folder(new).open() == (1280, 720)


def test_a_recording_is_found_by_any_path_and_a_clip_by_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "odd [name]*"
    folder.mkdir()
    assert isinstance(camera(CameraConfig(source=str(folder))), Folder)
    assert isinstance(camera(CameraConfig(source="kenji")), Clip)
    assert camera(CameraConfig(source="*")).name == "*"
