"""Staff begin a reception anew; a demonstrator holds time."""

import pytest

from kiosk.session.effects import Begin, End, Outcome, ReadCard
from kiosk.session.events import (
    CardTaken,
    Paused,
    Press,
    ReaderReady,
    StaffPress,
    StaffPressed,
    Tick,
)
from kiosk.session.rules import Rules, load_profile
from kiosk.session.screens import screen, wake
from kiosk.session.states import ChoosingMethod, Idle, Reading, RemovedEarly, TakeCard, initial
from tests.support.session import Desk


def staff(desk: Desk, press: StaffPress, minutes: int | None = None) -> Desk:
    return desk.play(StaffPressed(desk.later(1), press, minutes, desk.number))


def test_staff_can_begin_a_reception_anew_with_the_card_that_lies_there(desk: Desk) -> None:
    desk.place().match().identified()
    first = desk.number
    desk.effects.clear()
    staff(desk, StaffPress.RESTART)
    assert isinstance(desk.state.phase, Reading)
    assert desk.effects == [
        End(first, Outcome.CANCELLED, None), Begin(first + 1), ReadCard(first + 1),
    ]  # fmt: skip
    assert desk.state.reception is not None
    assert desk.state.reception.patient is None


def test_staff_leave_the_last_page_of_a_reception_that_is_over(desk: Desk) -> None:
    desk.place()
    desk.play(CardTaken(desk.later(1)))
    assert isinstance(desk.state.phase, RemovedEarly)
    desk.effects.clear()
    staff(desk, StaffPress.CANCEL)
    assert isinstance(desk.state.phase, Idle)
    assert desk.effects == []  # it ended before, with its own outcome


def test_a_card_on_the_reader_is_asked_for_when_staff_leave_the_last_page(desk: Desk) -> None:
    desk.place().match().identified().press(Press.AGREE_ALL).deliver()
    staff(desk, StaffPress.CANCEL)
    assert isinstance(desk.state.phase, TakeCard)
    staff(desk, StaffPress.CANCEL)
    assert isinstance(desk.state.phase, TakeCard)
    assert desk.of(End) == [End(desk.number, Outcome.COMPLETED, None)]


def test_beginning_anew_without_a_card_ends_the_reception(desk: Desk) -> None:
    desk.place().match().identified()
    desk.play(CardTaken(desk.later(1)))
    assert isinstance(desk.state.phase, RemovedEarly)
    staff(desk, StaffPress.RESTART)
    assert isinstance(desk.state.phase, Idle)
    assert desk.effects[-1] == End(desk.number, Outcome.CANCELLED, None)


def test_what_is_being_delivered_is_not_begun_anew(desk: Desk) -> None:
    desk.place().match().identified().press(Press.AGREE_ALL)
    before = desk.state
    staff(desk, StaffPress.RESTART)
    assert desk.state == before


def test_while_time_is_held_no_screen_leaves_and_none_counts_down(desk: Desk) -> None:
    desk.place()
    desk.play(Paused(desk.later(45), True))
    assert screen(desk.state, desk.now).countdown is None
    desk.play(Tick(desk.later(900)))
    assert isinstance(desk.state.phase, ChoosingMethod)
    assert wake(desk.state, desk.now) is None


def test_when_time_goes_on_a_screen_has_what_it_had_left(desk: Desk) -> None:
    desk.place()
    since = desk.now
    desk.play(Paused(desk.later(45), True))
    desk.play(Paused(desk.later(5), True))
    desk.play(Paused(desk.later(900), False))
    assert desk.state.phase.deadline == pytest.approx(since + 60 + 905)
    assert screen(desk.state, desk.now).countdown is not None
    desk.play(Tick(desk.later(14.9)))
    assert isinstance(desk.state.phase, ChoosingMethod)
    desk.play(Tick(desk.later(0.2)))
    assert isinstance(desk.state.phase, TakeCard)


def test_a_screen_that_came_while_time_was_held_has_its_whole_time(desk: Desk) -> None:
    desk.play(Paused(desk.later(1), True))
    desk.place()
    desk.play(Paused(desk.later(500), False))
    assert desk.state.phase.deadline == desk.now + 60


def test_visual_mode_does_not_run_out_while_time_is_held(desk: Desk) -> None:
    desk.play(StaffPressed(desk.later(1), StaffPress.START_VISUAL, 10))
    desk.play(Paused(desk.later(60), True))
    desk.play(Tick(desk.later(900)))
    assert desk.state.visual is not None
    desk.play(Paused(desk.later(1), False))
    desk.play(Tick(desk.later(539)))
    assert desk.state.visual is not None
    desk.play(Tick(desk.later(2)))
    assert desk.state.visual is None


def test_time_that_was_not_held_goes_on_unchanged() -> None:
    state = initial(Rules(load_profile("2025-09-19")), 0.0)
    desk = Desk(state).play(ReaderReady(1.0))
    before = desk.state
    assert desk.play(Paused(5.0, False)).state == before
