"""The live picture of `kiosk doctor --camera`."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from drivers.camera.mailbox import FrameMailbox
from kiosk.desk import camera_measures
from kiosk.texts import load
from ui.record.check_window import CameraCheckWindow, Line


def test_every_advice_has_a_sentence_in_the_window() -> None:
    texts = load(domain="recording")
    for name in camera_measures.WAYS:
        assert texts(f"check.way.{name}")
    for name in {name.partition(".")[0] for name in camera_measures.WAYS}:
        assert "12.5" in texts(f"check.{name}", value="12.5")


def test_the_window_says_what_to_change_and_ends_by_escape(qtbot: QtBot, tmp_path: Path) -> None:
    ended: list[bool] = []
    window = CameraCheckWindow(FrameMailbox(), lambda: ended.append(True))
    qtbot.addWidget(window)
    window.show()
    before = window.grab().toImage()
    window.tell((Line("rate", 29.9), Line("light", 20.0, "light.dark")), (0.4, 0.3, 0.6, 0.7))
    assert "明るくしてください" in window.accessibleDescription()
    assert window.grab().toImage() != before
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert ended == [True]
