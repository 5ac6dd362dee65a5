"""What hands, cables and files do wrong: the reception goes on."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from shutil import copytree

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QPointingDevice
from PySide6.QtTest import QTest

from kiosk.session.effects import Submit
from kiosk.session.events import (
    CardFacts,
    CardKind,
    CardPlaced,
    CardRead,
    Event,
    FaceMatched,
    Identified,
    PatientFacts,
    Press,
    Pressed,
    ReaderReady,
)
from kiosk.session.rules import Rules, load_profile
from kiosk.session.screens import screen
from kiosk.session.states import Language, State, initial
from kiosk.session.step import step
from kiosk.session.view import ConsentAllPage
from kiosk.texts import LOCALES, load
from tests.support.ui import SCREENS, Desk
from ui.kit.buttons import Pressable
from ui.kit.placement import screen_of
from ui.patient.frame import ScreenFrame

LEFT = Qt.MouseButton.LeftButton


def middle(desk: Desk, button: Pressable) -> QPoint:
    return button.mapTo(desk.window, button.rect().center())


@cache
def touch_screen() -> QPointingDevice:
    """The touch screen of this application."""
    return QTest.createTouchDevice()


def touch_all(desk: Desk, points: list[QPoint]) -> None:
    """All points at once, as one hand."""
    screen = touch_screen()
    down = QTest.touchEvent(desk.window, screen, False)
    for number, point in enumerate(points):
        down.press(number, point, desk.window)
    down.commit()
    up = QTest.touchEvent(desk.window, screen, False)
    for number, point in enumerate(points):
        up.release(number, point, desk.window)
    up.commit()


def test_two_fingers_on_two_answers_give_one_answer(desk: Desk) -> None:
    desk.show("consent-care")
    answers = [middle(desk, desk.button(press)) for press in (Press.AGREE, Press.DISAGREE)]
    touch_all(desk, answers)
    assert len(desk.pressed) <= 1


def test_a_fist_on_the_pad_types_one_digit_at_most(desk: Desk) -> None:
    desk.show("pin")
    touch_all(desk, [middle(desk, desk.button(Press.DIGIT, n)) for n in (1, 2, 4, 5, 7)])
    assert len(desk.pressed) <= 1
    touch_all(desk, [middle(desk, desk.button(Press.DIGIT, 9))])
    assert desk.pressed[-1] == (Press.DIGIT, 9), "the next finger counts again"


def test_both_buttons_of_a_mouse_press_once(desk: Desk) -> None:
    desk.show("consent-care")
    button = desk.button(Press.AGREE)
    QTest.mousePress(button, LEFT)
    QTest.mousePress(button, Qt.MouseButton.RightButton)
    QTest.mouseRelease(button, Qt.MouseButton.RightButton)
    QTest.mouseRelease(button, LEFT)
    assert desk.pressed == [(Press.AGREE, None)]


def test_200_presses_a_second_on_one_answer_answer_one_question(desk: Desk) -> None:
    """Every press reaches the session, which takes the first; the next page is guarded."""
    state = at_the_questions()
    desk.window.present(screen(state, 10.0))
    desk.time[0] += 1
    button = desk.button(Press.AGREE_ALL)
    for _ in range(200):
        QTest.mouseClick(button, LEFT)
    asked = []
    for number, (press, digit) in enumerate(desk.pressed):
        state, effects = step(state, Pressed(10.0 + number / 200, press, digit))
        asked += [effect for effect in effects if isinstance(effect, Submit)]
    assert len(asked) == 1


def at_the_questions() -> State:
    events: list[Event] = [
        ReaderReady(0.0),
        CardPlaced(1.0),
        CardRead(2.0, 1, CardFacts(CardKind.MY_NUMBER, 3, True)),
        Pressed(3.0, Press.FACE),
        FaceMatched(4.0, 1),
        Identified(9.0, 1, PatientFacts(registered=True, age=50)),
    ]
    state = initial(Rules(load_profile("2025-09-19")), 0.0)
    for event in events:
        state, _ = step(state, event)
    assert isinstance(screen(state, 10.0).page, ConsentAllPage)
    return state


def test_a_screen_that_was_unplugged_leaves_a_window_that_fills_the_one_there_is(
    make_desk: Callable[..., Desk],
) -> None:
    desk = make_desk(fullscreen=True)
    desk.window.open()
    desk.show("consent-care")
    handle = desk.window.windowHandle()
    desk.window.resize(640, 480)
    handle.screenChanged.emit(screen_of(desk.window))
    QCoreApplication.processEvents()
    assert desk.window.geometry() == screen_of(desk.window).geometry()
    (frame,) = [f for f in desk.window.findChildren(ScreenFrame) if f.isVisible()]
    assert frame.size() == desk.window.size()
    desk.time[0] += 1
    QTest.mouseClick(desk.button(Press.AGREE), LEFT)
    assert desk.pressed == [(Press.AGREE, None)]


@pytest.mark.parametrize("size", [(320, 320), (1920, 1080), (1080, 1920), (3840, 2160)])
def test_another_resolution_redraws_every_page_and_loses_no_press(
    desk: Desk, size: tuple[int, int]
) -> None:
    for name in ("idle", "consent-care", "pin", "take-alarm"):
        desk.show(name)
        desk.window.resize(*size)
        QCoreApplication.processEvents()
        (frame,) = [f for f in desk.window.findChildren(ScreenFrame) if f.isVisible()]
        assert frame.size() == desk.window.size()
    desk.show("pin")
    QTest.keyClicks(desk.window, "7")
    assert desk.pressed == [(Press.DIGIT, 7)]


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The texts in a folder that may be damaged."""
    folder = tmp_path / "texts"
    copytree(LOCALES, folder)
    monkeypatch.setattr("kiosk.texts.texts.LOCALES", folder)
    load.cache_clear()
    yield folder
    load.cache_clear()


def test_a_missing_translation_is_said_in_japanese(desk: Desk, texts: Path) -> None:
    file = texts / "vi/LC_MESSAGES/patient.po"
    kept = file.read_text("utf-8").replace('"consent.agree"', '"consent.lost"')
    file.write_text(kept, "utf-8")
    desk.show("consent-care", language=Language.VIETNAMESE)
    assert desk.button(Press.AGREE).accessibleName() == "同意する"
    assert desk.button(Press.DISAGREE).accessibleName() != "同意しない"


@pytest.mark.parametrize("damage", ["gone", 'msgid ""\nmsgstr', "\0\0"])
def test_a_language_that_cannot_be_read_is_said_in_japanese(
    desk: Desk, texts: Path, damage: str
) -> None:
    file = texts / "ko/LC_MESSAGES/patient.po"
    file.unlink()
    if damage != "gone":
        file.write_text(damage, "utf-8")
    desk.show("method", language=Language.KOREAN)
    assert "顔認証" in desk.button(Press.FACE).accessibleName()


def test_every_screen_of_the_gallery_survives_keys_of_every_kind(desk: Desk) -> None:
    for name in SCREENS:
        desk.show(name)
        for key in (Qt.Key.Key_Escape, Qt.Key.Key_F5, Qt.Key.Key_Menu, Qt.Key.Key_Help):
            QTest.keyClick(desk.window, key)
        for text in "ａ７あ½x":
            down = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, text)
            QCoreApplication.sendEvent(desk.window, down)
    assert all(press is not Press.DIGIT for press, _ in desk.pressed)


def test_the_screen_is_no_child_of_a_window_with_which_it_would_be_destroyed(
    make_desk: Callable[..., Desk],
) -> None:
    desk = make_desk()
    desk.window.open()
    assert "parent..." not in shiboken6.dump(screen_of(desk.window))
