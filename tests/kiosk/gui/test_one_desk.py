"""A second start at a desk: it offers to replace the first one, and that one ends."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kiosk.apps.one_desk import ReplaceDialog, replaceable
from kiosk.config import Config
from kiosk.desk.run_once import ask_to_end, asked_to_end, desk_folder
from kiosk.eligibility.desk_identity import DeskIdentity
from ui.kit.buttons import Button


def config(folder: Path) -> Config:
    places = {"desk": str(folder / "desk"), "journal": str(folder / "journal.jsonl")}
    return Config.model_validate({"folder": {"data": str(folder), **places}})


def press(window: ReplaceDialog, name: str) -> None:
    button = next(
        b for b in window.findChildren(Button) if b.accessibleName() == name and b.isVisible()
    )
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_second_start_gets_the_desk_when_the_first_one_has_ended(
    tmp_path: Path, qtbot: QtBot
) -> None:
    desk = config(tmp_path)
    first = DeskIdentity(desk_folder(desk))
    window = ReplaceDialog(desk)
    window.show()
    assert "もう動いています" in " ".join(one.text() for one in window.findChildren(QLabel))
    press(window, "入れ替える")
    assert asked_to_end(desk)
    assert not asked_to_end(desk), "it is asked once"
    first.close()
    qtbot.waitUntil(lambda: window.free, timeout=60_000)
    assert not window.isVisible()
    window.deleteLater()


def test_a_running_program_ends_when_it_is_asked_to(tmp_path: Path, qapp: QApplication) -> None:
    desk = config(tmp_path)
    desk_folder(desk).mkdir()
    ask_to_end(desk)  # of an earlier program: it ends nothing
    with replaceable(desk):
        QTimer.singleShot(0, lambda: ask_to_end(desk))
        assert qapp.exec() == 0
    assert not asked_to_end(desk)
