"""Cards and frames on the table."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from kiosk.apps.demo.windows import Keys
from kiosk.apps.table.controller import TableController
from kiosk.apps.table.stories import CARDS, cards
from kiosk.apps.table.tiles import frames, playing
from kiosk.config import Config
from kiosk.errors import Busy, FolderUnwritable, ServiceDown
from kiosk.personas import catalog, schema
from kiosk.personas.schema import find
from kiosk.session.view import (
    ConsentAllPage,
    FaceUnprovenPage,
    IdlePage,
    MethodPage,
    RemovedEarlyPage,
)
from kiosk.timing import REAL
from tests.support.table import NO_KEY, Stage
from ui.table.model import Play
from ui.table.tiles import CardButton, ReaderTile, card_mime


def test_a_number_key_lays_a_card_and_0_takes_it(stage: Stage) -> None:
    QTest.keyClick(stage.table.window, Qt.Key.Key_1)
    stage.shows(MethodPage)
    assert stage.on_reader == "sakura"
    assert "1234" in stage.table.view().reader_note
    QTest.keyClick(stage.table.window, Qt.Key.Key_0)
    stage.shows(RemovedEarlyPage, IdlePage)
    assert stage.on_reader is None


def test_in_the_patients_window_ctrl_or_function_keys_lay_cards(stage: Stage) -> None:
    ended: list[bool] = []
    keys, patient = Keys(stage.table, lambda: ended.append(True)), stage.table.kiosk.window
    QTest.keyClick(patient, Qt.Key.Key_F1)
    stage.shows(MethodPage)
    QTest.keyClick(patient, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    stage.until(lambda: stage.on_reader is None)
    stage.shows(RemovedEarlyPage, IdlePage)
    QTest.keyClick(patient, Qt.Key.Key_2)
    assert stage.on_reader is None, "digits alone are the patient's"
    QTest.keyClick(patient, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    stage.until(lambda: stage.on_reader == "unregistered")
    QTest.keyClick(patient, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    keys.release()
    assert ended == [True]


def test_a_card_is_laid_by_a_press(stage: Stage) -> None:
    stage.click(CardButton, "受付 唯")
    stage.shows(MethodPage)
    assert stage.on_reader == "expiring"


class Begun(QObject):
    """Counts the drags that a widget begins: each is a child of it for a moment."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.drags = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.drags += event.type() is QEvent.Type.ChildAdded
        return False


def test_a_card_is_laid_by_dragging_it_onto_the_reader(stage: Stage) -> None:
    window = stage.table.window
    card, reader = stage.find(CardButton, "架空 望"), stage.find(ReaderTile, "")
    begun = Begun(card)
    handle, start = window.windowHandle(), card.mapTo(window, card.rect().center())
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(handle, start + QPoint(60, 10))
    assert begun.drags == 1
    # Without a display Qt begins a drag and at once gives up, so its end is told to the reader.
    told = (Qt.DropAction.CopyAction, card_mime(card.card.id), Qt.MouseButton.LeftButton, NO_KEY)
    enter = QDragEnterEvent(reader.rect().center(), *told)
    QApplication.sendEvent(reader, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(reader, QDropEvent(reader.rect().center().toPointF(), *told))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=start)
    stage.shows(MethodPage)
    assert stage.on_reader == "one_try"


def test_every_other_card_is_in_the_box(stage: Stage) -> None:
    box = stage.find(QComboBox, "ほかのカード")
    box.setCurrentIndex(box.findData("kenji"))
    box.activated.emit(box.currentIndex())
    stage.shows(MethodPage)
    assert stage.on_reader == "kenji"
    reader = stage.find(ReaderTile, "見本 健司")
    assert reader is not None


def test_the_other_cards_stand_under_what_they_show(stage: Stage) -> None:
    box = stage.find(QComboBox, "ほかのカード")
    entries = [(box.itemText(at), box.itemData(at)) for at in range(box.count())]
    headings = [text for text, card in entries[1:] if card is None]
    assert headings[:3] == ["受付・証明書・子ども", "限度額の区分", "医療扶助"]
    assert len(headings) == len(set(headings)) == 10
    below = entries[entries.index(("限度額の区分", None)) + 1]
    assert below[1] == "limit_a01"
    place = box.findData(None) + 1
    assert box.model().flags(box.model().index(place, 0)) == Qt.ItemFlag.NoItemFlags


def test_an_insured_persons_card_is_received_with_what_it_shows(stage: Stage) -> None:
    stage.by_pin("recipient")
    stage.shows(ConsentAllPage)


def test_the_files_of_all_persons_are_read_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    people = tmp_path / "people"
    people.mkdir()
    for number in range(100):
        (people / f"own{number}.toml").write_text(schema.text("sakura"), encoding="utf-8")
    monkeypatch.setattr(catalog, "own", lambda: tmp_path)
    read: list[Path] = []
    load = schema.load
    monkeypatch.setattr(schema, "load", lambda file: read.append(file) or load(file))
    config = Config.model_validate({"folder": {"data": str(tmp_path / "data")}})
    table = TableController(config, time=REAL)
    for _ in range(3):
        assert len(table.view().others) > 100
    own = [file for file in read if file.parent == people]
    assert len(own) == len(set(own)) == 100
    table.close()


def test_a_card_that_was_asked_for_lies_on_the_table() -> None:
    assert cards("sakura") is CARDS
    assert [laid.persona for laid in cards("kenji")][-1] == "kenji"


def test_the_camera_sees_the_owner_of_the_card_whoever_it_is(stage: Stage) -> None:
    stage.by_face("insurance_ended")
    stage.shows(ConsentAllPage)


def test_somebody_else_before_the_camera_is_not_let_in(stage: Stage) -> None:
    stage.table.act(Play("kenji"))
    stage.by_face("sakura")
    stage.shows(FaceUnprovenPage, fault=None)


def test_every_clip_has_its_picture(stage: Stage) -> None:
    stage.until(
        lambda: sum(bool(tile.picture) for tile in stage.table.view().frames) == 5, "pictures"
    )


def test_a_film_of_the_list_plays_and_is_shown_as_chosen(stage: Stage) -> None:
    box = stage.find(QComboBox, "ほかの映像")
    entries = [(box.itemText(at), box.itemData(at)) for at in range(box.count())]
    headings = [text for text, film in entries[1:] if film is None]
    assert headings == ["顔に着けた物", "光とカメラの向き", "子ども"]
    box.setCurrentIndex(box.findData("glasses"))
    box.activated.emit(box.currentIndex())
    assert stage.find(QComboBox, "ほかの映像").currentData() == "glasses"
    stage.by_face("kenji")
    stage.shows(ConsentAllPage)


def test_a_film_that_the_configuration_names_takes_no_tile() -> None:
    config = Config.model_validate({"camera": {"source": "glasses"}})
    assert playing(config, find("sakura")) == "glasses"
    assert frames("glasses") == frames("owner")


def test_frames_of_the_presenters_own_are_on_the_table() -> None:
    config = Config.model_validate({"camera": {"source": "folder/mine.mp4"}})
    assert playing(config, find("sakura")) == "folder/mine.mp4"
    shown = frames("folder/mine.mp4")
    assert shown["folder/mine.mp4"] == "mine.mp4"
    assert len(shown) == 6


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ServiceDown("pcscd does not run"), "サービスが止まっています"),
        (Busy("somebody has it"), "ほかのプログラムが使っています"),
        (FolderUnwritable("the disk is full"), "書き込めません"),
        (RuntimeError("a mistake of ours"), "プログラムの誤り"),
    ],
)
def test_the_table_says_why_a_card_cannot_be_laid_down(
    stage: Stage, error: Exception, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    assert stage.table.kiosk.desk is not None
    with monkeypatch.context() as broken:
        broken.setattr(stage.table.kiosk.desk.card_placer, "place", fail)
        stage.lay("sakura")
        stage.until(lambda: told in stage.table.view().reader_note, told)
    stage.lay("sakura")
    stage.until(lambda: stage.on_reader == "sakura", "the card")
    assert told not in stage.table.view().reader_note


@pytest.mark.parametrize("card", ["sakura", "expiring"])
def test_the_film_of_the_first_persona_is_that_of_the_cards_owner(card: str) -> None:
    config = Config.model_validate({"camera": {"source": find(card).clip}})
    assert playing(config, find(card)) == "owner"


@pytest.mark.parametrize("source", ["kenji", "empty", "camera"])
def test_frames_of_somebody_else_are_not_those_of_the_cards_owner(source: str) -> None:
    config = Config.model_validate({"camera": {"source": source}})
    assert playing(config, find("sakura")) == source


@pytest.mark.usefixtures("qapp")
def test_a_table_begins_with_the_chosen_frames(tmp_path: Path) -> None:
    config = Config.model_validate({"folder": {"data": str(tmp_path / "data")}})
    table = TableController(config, frames="kenji", time=REAL)
    assert table.view().playing == "kenji"
    table.close()
