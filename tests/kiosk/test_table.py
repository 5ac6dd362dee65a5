"""The demonstrator's table, fed by a whole kiosk: real cards, frames, registry and windows."""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from kiosk.app.actor import Actor
from kiosk.app.demo import Keys, Pace, Player, Record
from kiosk.app.faults import CATALOGUE
from kiosk.app.stories import CARDS, SCRIPTS, cards
from kiosk.app.table import Table
from kiosk.app.tiles import frames, playing
from kiosk.config import Config
from kiosk.personas import find
from kiosk.session.events import CertificateState, Fault, Hint, Method, Press
from kiosk.session.states import Language, TextSize
from kiosk.session.view import (
    CertificatePage,
    ConsentAllPage,
    ConsentPage,
    DonePage,
    ErrorPage,
    FacePage,
    FaceUnprovenPage,
    IdlePage,
    MethodPage,
    PinPage,
    RegistrationPage,
    RemovedEarlyPage,
    Screen,
    TakeCardPage,
    Wait,
    WaitPage,
    Why,
)
from ui.tray.model import (
    Advance,
    BeginStory,
    Choose,
    ClearFaults,
    PlaceCard,
    Play,
    TakeCard,
    ToggleFault,
)
from ui.tray.tiles import CardButton, FaultButton, Reader, card_mime

PATIENCE_S = 20
QUICK = Pace(thinking_ms=350, typing_ms=20)
NO_KEY = Qt.KeyboardModifier.NoModifier


class Stage:
    """A table, and hands for it."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.screens: list[Screen] = []
        table.kiosk.painted.connect(self.screens.append)

    @property
    def page(self) -> Any:
        return self.screens[-1].page if self.screens else None

    def until(self, reached: Callable[[], bool], what: str = "") -> None:
        ends = monotonic() + PATIENCE_S
        while not reached():
            QTest.qWait(10)
            if monotonic() < ends:
                continue
            raise AssertionError(f"waited for {what or reached}, shown is {self.page}")

    def shows(self, *pages: type, **values: object) -> Any:
        """Wait until the patient's window has shown a page of these since the last time."""

        def seen() -> bool:
            while self.screens:
                page = self.screens[0].page
                if isinstance(page, pages) and all(
                    getattr(page, name) == value for name, value in values.items()
                ):
                    return True
                if len(self.screens) == 1:
                    return False
                self.screens.pop(0)
            return False

        self.until(seen, f"{pages} {values}")
        return self.screens[0].page

    def tidy(self) -> None:
        """The table as at first, and nobody at the desk."""
        self.leave()
        for act in (ClearFaults(), BeginStory(None), Advance(0), Play("owner"), TakeCard()):
            self.table.act(act)
        self.table.act(Choose("profile", "2025-09-19"))
        self.table.act(Choose("facility", "all"))
        self.until(lambda: not self.on_reader, "an empty reader")
        self.until(lambda: self.leave() or isinstance(self.page, IdlePage), "待受")
        self.screens[:-1] = []

    def leave(self) -> None:
        """Staff end what is still going on; a message only has to be waited for."""
        from kiosk.session.events import StaffPress

        self.table.kiosk.staff(StaffPress.CANCEL)

    @property
    def on_reader(self) -> str | None:
        return self.table.view().on_reader

    def lay(self, persona: str) -> None:
        self.table.act(PlaceCard(persona))

    def press(self, *presses: Press) -> None:
        for press in presses:
            self.table.kiosk.press(press)

    def by_pin(self, persona: str) -> None:
        self.lay(persona)
        self.shows(MethodPage)
        self.type_pin(find(persona).card.pin)

    def type_pin(self, pin: str) -> None:
        self.press(Press.PIN)
        for digit in pin:
            self.table.kiosk.press(Press.DIGIT, int(digit))
        self.press(Press.ENTER)

    def by_face(self, persona: str) -> None:
        self.lay(persona)
        self.shows(MethodPage)
        self.press(Press.FACE)

    def find(self, kind: type[QWidget], name: str) -> Any:
        QApplication.processEvents()
        return next(
            w for w in self.table.window.findChildren(kind)
            if name in w.accessibleName() and w.isVisible()
        )  # fmt: skip

    def click(self, kind: type[QWidget], name: str) -> None:
        QTest.mouseClick(self.find(kind, name), Qt.MouseButton.LeftButton)


@pytest.fixture(scope="module")
def open_table(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Stage]:
    """One table for all tests here: keys and weights take long."""
    home = tmp_path_factory.mktemp("table")
    config = Config.model_validate(
        {
            "timing": {"done": 0.3, "face": 4.0, "message": 0.2},
            "camera": {"source": "collins"},
            "window": {"width": 400, "height": 640},
            "folder": {
                "data": str(home / "data"),
                "registry": str(home / "registry.sqlite"),
                "face": str(home / "face"),
                "journal": str(home / "journal.jsonl"),
            },
        }
    )
    table = Table(config)
    stage = Stage(table)
    table.open()
    stage.until(lambda: isinstance(stage.page, IdlePage) and stage.page.fault is None, "ready")
    store = Path(config.folder.data) / "cards"
    stage.until(lambda: len(list(store.glob("*/issue.json"))) >= len(CARDS), "all cards")
    yield stage
    table.close()
    table.window.deleteLater()
    table.kiosk.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def stage(open_table: Stage) -> Stage:
    open_table.tidy()
    return open_table


# Cards


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
    card, reader = stage.find(CardButton, "架空 望"), stage.find(Reader, "")
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
    reader = stage.find(Reader, "見本 健司")
    assert reader is not None


def test_a_card_that_was_asked_for_lies_on_the_table() -> None:
    assert cards("sakura") is CARDS
    assert [laid.persona for laid in cards("kenji")][-1] == "kenji"


# Frames


def test_the_camera_sees_the_owner_of_the_card_whoever_it_is(stage: Stage) -> None:
    stage.by_face("insurance_ended")
    stage.shows(ConsentAllPage)


def test_somebody_else_before_the_camera_is_not_let_in(stage: Stage) -> None:
    stage.table.act(Play("obama"))
    stage.by_face("sakura")
    stage.shows(FaceUnprovenPage, fault=None)


def test_every_clip_has_its_picture(stage: Stage) -> None:
    stage.until(
        lambda: sum(bool(tile.picture) for tile in stage.table.view().frames) == 5, "pictures"
    )


def test_frames_of_the_presenters_own_are_on_the_table() -> None:
    config = Config.model_validate({"camera": {"source": "folder/mine.mp4"}})
    assert playing(config) == "folder/mine.mp4"
    shown = frames("folder/mine.mp4")
    assert shown["folder/mine.mp4"] == "mine.mp4"
    assert len(shown) == 6


# Faults

CARD = {
    "card.in_sleeve": (ErrorPage, {"fault": Fault.CARD_UNREADABLE}),
    "card.pulled": (RemovedEarlyPage, {}),
    "card.slow": (WaitPage, {"what": Wait.READING}),
    "card.two": (ErrorPage, {"fault": Fault.CARD_SECOND}),
    "card.status": (ErrorPage, {}),
    "card.photo": (MethodPage, {"face": Why.NO_PHOTO}),
}
FACE = {
    "camera.unplug": (FaceUnprovenPage, {"fault": Fault.CAMERA_MISSING}),
    "camera.freeze": (FaceUnprovenPage, {"fault": None}),
    "camera.black": (FaceUnprovenPage, {"fault": None}),
    "camera.dark": (FacePage, {"hint": Hint.LIGHT}),
    "face.backlit": (FacePage, {"hint": Hint.BACKLIT}),
    "face.too_close": (FacePage, {"hint": Hint.FARTHER}),
    "face.off_center": (FacePage, {"hint": Hint.CENTER}),
    "face.two_faces": (FacePage, {"hint": Hint.ALONE}),
}
SYSTEM = {
    "net.down": (ErrorPage, {"fault": Fault.NETWORK_DOWN}),
    "system.down": (ErrorPage, {"fault": Fault.SYSTEM_DOWN}),
    "query.slow": (WaitPage, {"what": Wait.IDENTIFYING}),
    "folder.unwritable": (ErrorPage, {"fault": Fault.FOLDER_UNWRITABLE}),
    "xml.late": (WaitPage, {"what": Wait.SUBMITTING}),
}
VERDICTS = {
    "validity=2": "無効",
    "validity=3": "無効（新しい資格あり）",
    "validity=4": "該当資格なし",
}


def test_every_fault_of_the_table_is_tried_here() -> None:
    assert {fault.id for fault in CATALOGUE} == {*CARD, *FACE, *SYSTEM, *VERDICTS}


@pytest.mark.parametrize("fault", CARD)
def test_a_fault_of_the_card_strikes_the_next_one_laid_down(stage: Stage, fault: str) -> None:
    page, values = CARD[fault]
    stage.table.act(ToggleFault(fault))
    stage.lay("sakura")
    stage.shows(page, **values)
    stage.tidy()
    stage.lay("sakura")
    assert stage.shows(MethodPage) == MethodPage(face=None, pin=None, phone=True)


def test_a_card_that_was_pulled_is_gone_from_the_table(stage: Stage) -> None:
    stage.table.act(ToggleFault("card.pulled"))
    stage.lay("sakura")
    stage.shows(RemovedEarlyPage)
    assert stage.on_reader is None


@pytest.mark.parametrize("fault", FACE)
def test_a_fault_of_the_camera_shows_while_matching(stage: Stage, fault: str) -> None:
    page, values = FACE[fault]
    stage.table.act(ToggleFault(fault))
    stage.by_face("sakura")
    stage.shows(page, **values)


@pytest.mark.parametrize("fault", SYSTEM)
def test_a_fault_of_the_system_is_said(stage: Stage, fault: str) -> None:
    page, values = SYSTEM[fault]
    stage.table.act(ToggleFault(fault))
    stage.by_pin("sakura")
    if fault in ("folder.unwritable", "xml.late"):
        stage.shows(ConsentAllPage)
        stage.press(Press.AGREE_ALL)
    stage.shows(page, **values)


@pytest.mark.parametrize(("fault", "verdict"), VERDICTS.items())
def test_another_verdict_is_told_beside_the_patients_screen(
    stage: Stage, fault: str, verdict: str
) -> None:
    stage.table.act(ToggleFault(fault))
    stage.by_pin("sakura")
    stage.shows(ConsentAllPage)
    stage.press(Press.AGREE_ALL)
    stage.shows(DonePage)
    assert stage.table.view().result == verdict


def test_all_faults_are_counted_and_go_with_one_press(stage: Stage) -> None:
    for fault in CATALOGUE:
        stage.click(FaultButton, fault.label)
    used = [f for group in stage.table.view().groups for f in group.faults if f.active]
    assert len(used) >= len(CATALOGUE) - 2, "two labels are said twice, of card and of line"
    from ui.components import Button

    stage.click(Button, "すべて戻す")
    assert not any(f.active for group in stage.table.view().groups for f in group.faults)
    stage.by_face("sakura")
    stage.shows(ConsentAllPage)
    stage.press(Press.AGREE_ALL)
    stage.shows(DonePage)
    assert stage.table.view().result == "有効"


# Clock, rules, language


@pytest.mark.parametrize(
    ("days", "state", "left"),
    [(0, CertificateState.EXPIRING, 45), (30, CertificateState.EXPIRING, 15)],
)
def test_days_pass_at_a_press_and_the_certificate_grows_old(
    stage: Stage, days: int, state: CertificateState, left: int
) -> None:
    stage.table.act(Advance(days))
    stage.by_pin("expiring")
    page = stage.shows(CertificatePage)
    assert page.state is state
    assert page.days_left in (left, left - 1), "today may be tomorrow in Japan"


def test_after_the_end_there_is_a_grace_and_after_the_grace_an_error(stage: Stage) -> None:
    for _ in range(2):
        stage.table.act(Advance(30))
    stage.by_pin("expiring")
    assert stage.shows(CertificatePage).state is CertificateState.GRACE
    stage.table.act(TakeCard())
    stage.shows(IdlePage, RemovedEarlyPage)
    stage.leave()
    stage.shows(IdlePage)
    stage.table.act(Advance(365))
    stage.by_pin("expiring")
    stage.shows(ErrorPage, fault=Fault.CERTIFICATE_INVALID)


def test_another_profile_and_facility_hold_from_the_next_reception_on(stage: Stage) -> None:
    stage.by_pin("sakura")
    stage.shows(ConsentAllPage)
    stage.table.act(Choose("profile", "2023-05"))
    stage.table.act(Choose("facility", "pharmacy"))
    assert isinstance(stage.page, ConsentAllPage)
    stage.table.act(TakeCard())
    stage.until(lambda: stage.on_reader is None)
    stage.leave()
    stage.shows(IdlePage)
    stage.by_pin("sakura")
    page = stage.shows(ConsentPage)
    assert page.count < 5
    values = {choice.id: choice.value for choice in stage.table.view().choices}
    assert (values["profile"], values["facility"]) == ("2023-05", "pharmacy")


def test_language_and_text_size_are_the_patients(stage: Stage) -> None:
    stage.lay("sakura")
    stage.shows(MethodPage)
    stage.table.act(Choose("language", "en"))
    stage.table.act(Choose("text", "200"))
    stage.until(lambda: stage.screens[-1].preferences.text_size is TextSize.LARGEST)
    assert stage.screens[-1].preferences.language is Language.ENGLISH
    values = {choice.id: choice.value for choice in stage.table.view().choices}
    assert (values["language"], values["text"]) == ("en", "200")


# Stories


@pytest.mark.parametrize("script", ["first", "lapsed"])
def test_a_story_runs_to_its_end_by_what_the_patient_does(stage: Stage, script: str) -> None:
    table, record, done, steps = stage.table, Record(), [], []
    told = next(one for one in SCRIPTS if one.id == script)
    persona = find(told.persona)
    player = Player(persona, Actor(Method.FACE), QUICK, record, lambda: done.append(True))

    def seen(screen: Screen) -> None:
        steps.append(next(story.step for story in table.view().stories if story.id == script))
        player.seen(screen)

    table.act(BeginStory(script))
    table.kiosk.painted.connect(seen)
    table.kiosk.happened.connect(record.moments.append)
    player.begin(table.kiosk)
    stage.lay(told.persona)
    stage.until(lambda: bool(done), "the end")
    table.kiosk.painted.disconnect(seen)
    table.kiosk.happened.disconnect(record.moments.append)
    assert record.outcome == "completed"
    assert steps[-1] == len(told.lines) - 1
    assert sorted(set(steps)) == list(range(len(told.lines)))
    assert table.view().result == ("無効" if script == "lapsed" else "有効")


def test_the_story_of_the_forgotten_pin_ends_with_the_face(stage: Stage) -> None:
    def step() -> int | None:
        return next(s.step for s in stage.table.view().stories if s.id == "forgot")

    stage.table.act(BeginStory("forgot"))
    assert step() == 0
    stage.lay("one_try")
    stage.shows(MethodPage)
    assert step() == 1
    stage.press(Press.PIN)
    stage.shows(PinPage, ask_last=True)
    assert step() == 2
    stage.press(Press.CONFIRM)
    stage.shows(PinPage, ask_last=False)
    assert step() == 3
    stage.type_pin("0000")
    stage.shows(MethodPage, pin=Why.PIN_LOCKED)
    assert step() == 4
    stage.press(Press.FACE)
    stage.shows(ConsentAllPage)
    assert step() == 6
    stage.press(Press.AGREE_ALL)
    stage.shows(TakeCardPage)
    stage.table.act(TakeCard())
    stage.shows(IdlePage)
    assert step() == 8


def test_a_story_that_is_broken_off_begins_anew(stage: Stage) -> None:
    stage.table.act(BeginStory("first"))
    stage.lay("unregistered")
    stage.shows(MethodPage)
    stage.type_pin(find("unregistered").card.pin)
    stage.shows(RegistrationPage)
    assert stage.table.view().stories[0].step == 3, "the PIN will do as well"
    stage.table.act(TakeCard())
    stage.until(lambda: stage.on_reader is None)
    stage.leave()
    stage.shows(IdlePage)
    assert stage.table.view().stories[0].step == 0
