"""Presses by touch and by keys, the guard of a new page, and pages that change in place."""

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.session.events import Press
from kiosk.session.view import PinPage
from tests.support.ui import SCREENS, Desk, touch
from ui.patient.window import PatientWindow, WindowSettings

LEFT = Qt.MouseButton.LeftButton


@pytest.mark.parametrize(
    ("name", "press"),
    [
        ("method", Press.FACE),
        ("method", Press.PIN),
        ("face-align", Press.PIN),
        ("unproven", Press.FACE),
        ("unproven", Press.PIN),
        ("pin-full", Press.ENTER),
        ("pin", Press.ERASE),
        ("pin-last", Press.CONFIRM),
        ("register", Press.REGISTER),
        ("register", Press.NOT_REGISTER),
        ("certificate-expiring", Press.CONFIRM),
        ("consent-all", Press.AGREE_ALL),
        ("consent-all", Press.DISAGREE_ALL),
        ("consent-all", Press.ONE_BY_ONE),
        ("consent-care", Press.AGREE),
        ("consent-care", Press.DISAGREE),
        ("consent-disease", Press.PROVIDE),
        ("prescription", Press.ELECTRONIC),
        ("prescription", Press.PAPER),
        ("subsidy", Press.WITHHOLD),
        ("consent-care", Press.BACK),
        ("consent-countdown", Press.EXTEND),
        ("idle", Press.TEXT_SIZE),
        ("idle", Press.CONTRAST),
        ("idle", Press.VOICE),
        ("method", Press.LANGUAGE),
        ("idle", Press.REACH),
        ("consent-care", Press.REACH),
    ],
)
def test_a_touch_sends_the_press_of_what_was_touched(desk: Desk, name: str, press: Press) -> None:
    desk.show(name)
    touch(desk, press)
    assert desk.pressed == [(press, None)]


def test_the_keys_of_the_pad_send_their_digits(desk: Desk) -> None:
    desk.show("pin")
    for digit in (1, 9, 0):
        touch(desk, Press.DIGIT, digit)
    assert desk.pressed == [(Press.DIGIT, 1), (Press.DIGIT, 9), (Press.DIGIT, 0)]


@pytest.mark.parametrize(
    ("name", "key", "expected"),
    [
        ("method", "1", (Press.FACE, None)),
        ("method", "2", (Press.PIN, None)),
        ("consent-all", "3", (Press.ONE_BY_ONE, None)),
        ("consent-care", "1", (Press.AGREE, None)),
        ("consent-care", "2", (Press.DISAGREE, None)),
        ("consent-care", "0", (Press.BACK, None)),
        ("consent-care", Qt.Key.Key_Backspace, (Press.BACK, None)),
        ("pin", "0", (Press.DIGIT, 0)),
        ("pin", "7", (Press.DIGIT, 7)),
        ("pin", Qt.Key.Key_Backspace, (Press.ERASE, None)),
        ("pin", ".", (Press.ERASE, None)),
        ("pin-full", Qt.Key.Key_Enter, (Press.ENTER, None)),
        ("certificate-expiring", Qt.Key.Key_Return, (Press.CONFIRM, None)),
        ("idle", "*", (Press.TEXT_SIZE, None)),
        ("idle", "/", (Press.CONTRAST, None)),
        ("consent-countdown", "+", (Press.EXTEND, None)),
        ("method", "-", (Press.LANGUAGE, None)),
        ("language", "3", (Press.CHOOSE_LANGUAGE, 2)),
    ],
)
def test_a_plain_keypad_drives_every_page(
    desk: Desk, name: str, key: str | Qt.Key, expected: tuple[Press, int | None]
) -> None:
    desk.show(name)
    if isinstance(key, str):
        QTest.keyClicks(desk.window, key)
    else:
        QTest.keyClick(desk.window, key)
    assert desk.pressed == [expected]


def test_backspace_in_an_empty_pin_goes_back(desk: Desk) -> None:
    presses = SCREENS["pin"].presses - {Press.ERASE}
    desk.show("pin", page=PinPage(0, 3, False, False, False, True), presses=presses)
    QTest.keyClick(desk.window, Qt.Key.Key_Backspace)
    assert desk.pressed == [(Press.BACK, None)]


@pytest.mark.parametrize("name", ["consent-care", "consent-all", "register", "subsidy"])
def test_enter_alone_never_answers_a_question(desk: Desk, name: str) -> None:
    desk.show(name)
    QTest.keyClick(desk.window, Qt.Key.Key_Return)
    QTest.keyClick(desk.window, Qt.Key.Key_Space)
    assert desk.pressed == []


def test_tab_walks_to_the_first_answer_and_enter_takes_it(desk: Desk) -> None:
    desk.show("consent-care")
    desk.window.activateWindow()
    QTest.keyClick(desk.window, Qt.Key.Key_Tab)
    focused = desk.window.focusWidget()
    assert focused is desk.button(Press.AGREE)
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert desk.pressed == [(Press.AGREE, None)]


def test_a_method_that_cannot_be_chosen_is_not_chosen_by_its_key(desk: Desk) -> None:
    desk.show("method-no-pin")
    QTest.keyClicks(desk.window, "2")
    assert desk.pressed == []


def test_a_new_page_ignores_touches_and_keys_for_300_ms(desk: Desk) -> None:
    desk.window.present(SCREENS["consent-care"])
    desk.time[0] += 0.29
    touch(desk, Press.AGREE)
    QTest.keyClicks(desk.window, "1")
    assert desk.pressed == []
    desk.time[0] += 0.02
    touch(desk, Press.AGREE)
    assert desk.pressed == [(Press.AGREE, None)]


def test_a_finger_put_down_too_early_does_not_count_when_it_is_lifted(desk: Desk) -> None:
    desk.window.present(SCREENS["consent-care"])
    QTest.mousePress(desk.button(Press.AGREE), LEFT)
    desk.time[0] += 1
    QTest.mouseRelease(desk.button(Press.AGREE), LEFT)
    assert desk.pressed == []


def test_the_next_question_is_guarded_although_it_looks_alike(desk: Desk) -> None:
    desk.show("consent-care")
    desk.window.present(SCREENS["consent-surgery"])
    touch(desk, Press.AGREE)
    assert desk.pressed == []


def test_a_finger_that_slides_off_does_not_press(desk: Desk) -> None:
    desk.show("method")
    button = desk.button(Press.FACE)
    QTest.mousePress(button, LEFT)
    QTest.mouseRelease(button, LEFT, pos=QPoint(-50, -50))
    assert desk.pressed == []


def test_what_the_session_does_not_accept_is_not_sent(desk: Desk) -> None:
    desk.show("pin", presses=frozenset({Press.BACK}))
    QTest.keyClicks(desk.window, "1")
    QTest.keyClick(desk.window, Qt.Key.Key_Return)
    assert desk.pressed == []


def test_a_full_screen_window_closes_for_the_program_only(qtbot: QtBot) -> None:
    window = PatientWindow(WindowSettings(fullscreen=True), None, lambda *_: None, lambda: 0.0)
    window.open()
    asked = QCloseEvent()
    QCoreApplication.sendEvent(window, asked)
    assert not asked.isAccepted()
    assert window.isVisible()
    window.end()
    assert not window.isVisible()
