"""目視確認モード: who is received by eye, for how long, and what staff may press."""

import pytest

from kiosk.session.effects import (
    End,
    Identify,
    Outcome,
    StopFace,
)
from kiosk.session.events import (
    CardFacts,
    CardKind,
    CardTaken,
    Fault,
    Method,
    Press,
    StaffPress,
    StaffPressed,
    Tick,
)
from kiosk.session.states import Idle
from kiosk.session.view import (
    ErrorPage,
    MethodPage,
    TakeCardPage,
    VisualPage,
)
from tests.support.session import Desk


def test_staff_can_vouch_by_eye(desk: Desk) -> None:
    desk.place().press(Press.FACE)
    desk.play(StaffPressed(desk.later(1), StaffPress.START_VISUAL))
    assert desk.page == VisualPage()
    assert desk.of(StopFace)
    desk.play(StaffPressed(desk.later(1), StaffPress.CONFIRM_VISUAL))
    assert desk.of(Identify) == [Identify(1, Method.VISUAL)]


def test_staff_can_cancel_and_the_card_is_asked_for(desk: Desk) -> None:
    desk.place().match().identified()
    desk.play(StaffPressed(desk.later(1), StaffPress.CANCEL))
    assert desk.page == TakeCardPage(alarm=False, completed=False)
    assert desk.of(End) == [End(1, Outcome.CANCELLED, None)]
    desk.play(CardTaken(desk.later(1)))
    assert isinstance(desk.state.phase, Idle)


def test_ending_visual_mode_without_any_other_method_says_why(desk: Desk) -> None:
    desk.play(StaffPressed(desk.later(1), StaffPress.START_VISUAL))
    desk.place(CardFacts(CardKind.MY_NUMBER, 0, True), Fault.PHOTO_UNREADABLE)
    desk.play(StaffPressed(desk.later(1), StaffPress.END_VISUAL))
    assert isinstance(desk.page, ErrorPage)


def test_visual_mode_for_one_patient_ends_with_that_patient(desk: Desk) -> None:
    desk.play(StaffPressed(desk.later(1), StaffPress.START_VISUAL)).place()
    assert desk.page == VisualPage()
    desk.play(StaffPressed(desk.later(1), StaffPress.CONFIRM_VISUAL))
    desk.identified().press(Press.AGREE_ALL).deliver()
    assert desk.state.visual is None


def test_visual_mode_for_some_minutes_serves_several_and_switches_itself_off(desk: Desk) -> None:
    desk.play(StaffPressed(desk.later(1), StaffPress.START_VISUAL, 10))
    for _ in range(2):
        desk.place()
        assert desk.page == VisualPage()
        desk.play(StaffPressed(desk.later(1), StaffPress.CONFIRM_VISUAL))
        desk.identified().press(Press.AGREE_ALL).deliver()
        desk.play(CardTaken(desk.later(1))).play(Tick(desk.later(5)))
    assert desk.state.visual is not None
    desk.play(Tick(desk.later(600)))
    assert desk.state.visual is None


def test_visual_mode_for_one_patient_ends_when_that_patient_is_refused(desk: Desk) -> None:
    desk.play(StaffPressed(desk.later(1), StaffPress.START_VISUAL)).place()
    desk.play(StaffPressed(desk.later(1), StaffPress.REFUSE_VISUAL))
    assert desk.state.visual is None


@pytest.mark.parametrize("press", [StaffPress.CONFIRM_VISUAL, StaffPress.CANCEL])
def test_staff_who_meant_an_earlier_patient_do_nothing_to_this_one(
    desk: Desk, press: StaffPress
) -> None:
    desk.play(StaffPressed(desk.later(1), StaffPress.START_VISUAL, 10)).place()
    desk.play(StaffPressed(desk.later(1), press, reception=0))
    assert desk.page == VisualPage()
    desk.play(StaffPressed(desk.later(1), press, reception=1))
    assert desk.page != VisualPage()


def test_ending_visual_mode_lets_the_waiting_patient_choose(desk: Desk) -> None:
    desk.play(StaffPressed(desk.later(1), StaffPress.START_VISUAL)).place()
    desk.play(StaffPressed(desk.later(1), StaffPress.END_VISUAL))
    assert desk.page == MethodPage(face=None, pin=None, phone=True)


def test_visual_mode_receives_a_card_whose_pin_is_locked_and_photo_broken(desk: Desk) -> None:
    desk.play(StaffPressed(desk.later(1), StaffPress.START_VISUAL))
    desk.place(CardFacts(CardKind.MY_NUMBER, 0, True), Fault.PHOTO_UNREADABLE)
    assert desk.page == VisualPage()
