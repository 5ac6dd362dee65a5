"""What the screens say of a state: the strip for the card, the step, marks and digits."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.session.effects import End, Outcome
from kiosk.session.events import (
    CardPlaced,
    CardRead,
    CardTaken,
    Delivered,
    Failed,
    Fault,
    Paused,
    PhotoOpened,
    PinChecked,
    Press,
    Pressed,
    ReaderDown,
    RulesChanged,
    StaffPress,
    StaffPressed,
    Tick,
)
from kiosk.session.rules import Rules, load_profile
from kiosk.session.screens import screen
from kiosk.session.states import Idle, TextSize, VisualMode, initial
from kiosk.session.view import (
    CodePage,
    IdlePage,
    MethodPage,
    PinPage,
    PrescriptionPage,
    RemovedEarlyPage,
    Strip,
    Wait,
    WaitPage,
)
from tests.support.session import CARD, IPHONE, Desk, desk_of


def strip(desk: Desk) -> Strip:
    return screen(desk.state, desk.now).strip


def gone(desk: Desk) -> Desk:
    return desk.play(CardTaken(desk.later(1)))


def laid(desk: Desk) -> Desk:
    return desk.play(CardPlaced(desk.later(1)))


def digits(desk: Desk, typed: str) -> Desk:
    for digit in typed:
        desk.play(Pressed(desk.later(1), Press.DIGIT, int(digit)))
    return desk


# The strip and the step.


def test_the_strip_says_that_a_card_stays_until_the_end(desk: Desk) -> None:
    assert strip(desk) is Strip.NONE
    assert strip(laid(desk)) is Strip.STAY
    desk.play(CardRead(desk.later(1), desk.number, CARD))
    assert strip(desk) is Strip.STAY
    assert strip(desk.match()) is Strip.STAY
    assert strip(desk.identified()) is Strip.STAY
    assert strip(desk.press(Press.AGREE_ALL)) is Strip.STAY
    assert strip(desk.deliver()) is Strip.TAKE
    assert strip(gone(desk)) is Strip.NONE


def test_the_strip_asks_for_a_card_that_left_early_and_keeps_one_put_back(desk: Desk) -> None:
    gone(desk.place().match().identified())
    assert strip(desk) is Strip.PLACE
    assert strip(laid(desk)) is Strip.STAY


def test_the_strip_of_a_message_says_take_or_place(desk: Desk) -> None:
    laid(desk).play(Failed(desk.later(1), desk.number, Fault.INTERNAL))
    assert strip(desk) is Strip.TAKE
    assert strip(gone(desk)) is Strip.NONE
    other = laid(desk_of("2025-09-19"))
    other.play(Failed(other.later(1), other.number, Fault.CARD_UNREADABLE))
    assert strip(other) is Strip.PLACE


def test_the_strip_tells_a_phone_to_leave_only_once_it_has_done_its_part(desk: Desk) -> None:
    laid(desk.press(Press.SMARTPHONE, Press.IPHONE))
    desk.play(CardRead(desk.later(1), desk.number, IPHONE))
    assert strip(desk) is Strip.NONE
    assert strip(desk.identified()) is Strip.PHONE
    assert strip(gone(desk)) is Strip.NONE


def test_the_strip_tells_a_card_to_leave_before_a_phone_is_held(desk: Desk) -> None:
    desk.place().press(Press.SMARTPHONE)
    assert strip(desk) is Strip.TAKE
    assert strip(gone(desk)) is Strip.NONE


def test_the_step_goes_from_the_proof_over_the_consent_to_the_end(desk: Desk) -> None:
    def now() -> int:
        return screen(desk.state, desk.now).step

    desk.state = replace(
        desk.state,
        rules=replace(
            desk.state.rules, facility=replace(desk.state.rules.facility, ask_prescription=True)
        ),
    )
    assert now() == 0
    steps = []
    acts: tuple[Callable[[], object], ...] = (
        lambda: laid(desk),
        lambda: desk.play(CardRead(desk.later(1), desk.number, CARD)),
        lambda: desk.press(Press.FACE),
        lambda: desk.press(Press.PIN),
        lambda: desk.press(Press.FACE).match(),
        desk.identified,
        lambda: desk.press(Press.ONE_BY_ONE),
        lambda: desk.press(Press.DISAGREE, Press.DISAGREE, Press.DISAGREE),
        lambda: desk.press(Press.PAPER),
        desk.deliver,
        lambda: desk.play(Tick(desk.later(3))),
    )
    for act in acts:
        act()
        steps.append(now())
    assert steps == [1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 0]


# Marks and digits.


def test_the_mark_of_a_wrong_number_goes_with_the_next_digit(desk: Desk) -> None:
    desk.state = replace(desk.state, rules=replace(desk.state.rules, ask_code_b=True))
    desk.place(CARD, Fault.CODE_B_MISSING).press(Press.FACE)
    assert desk.page == CodePage(0, wrong=False, checking=False)
    digits(desk, "55021720352285").press(Press.ENTER)
    desk.play(PhotoOpened(desk.later(1), desk.number, Fault.CODE_B_WRONG))
    assert desk.page == CodePage(0, wrong=True, checking=False)
    assert digits(desk, "5").page == CodePage(1, wrong=False, checking=False)
    assert desk.press(Press.ERASE).page == CodePage(0, wrong=False, checking=False)


def test_the_part_of_the_number_changes_exactly_after_its_last_digit() -> None:
    groups = [CodePage(entered, wrong=False, checking=False).group for entered in range(15)]
    assert groups == ["birth"] * 6 + ["expiry"] * 4 + ["security"] * 5


def test_the_mark_of_a_wrong_pin_goes_with_the_next_digit(desk: Desk) -> None:
    def wrong() -> bool:
        page = desk.page
        assert isinstance(page, PinPage)
        return page.wrong

    desk.place().press(Press.PIN)
    assert not wrong()
    desk.type_pin().play(PinChecked(desk.later(1), desk.number, correct=False, left=2))
    assert wrong()
    assert not (digits(desk, "1") and wrong())
    desk.press(Press.ERASE)
    assert not wrong()


def test_the_tries_that_are_shown_never_grow(desk: Desk) -> None:
    desk.place().press(Press.PIN)
    shown = []
    for left in (2, 3):
        desk.type_pin().play(PinChecked(desk.later(1), desk.number, correct=False, left=left))
        assert isinstance(desk.page, PinPage)
        shown.append(desk.page.left)
    assert shown == [2, 2]


def test_digits_are_in_no_repr(desk: Desk) -> None:
    desk.state = replace(desk.state, rules=replace(desk.state.rules, ask_code_b=True))
    desk.place(CARD, Fault.CODE_B_MISSING).press(Press.FACE)
    assert "73915" not in repr(digits(desk, "73915").state)
    desk.press(Press.PIN)
    assert "7391" not in repr(digits(desk, "7391").state)
    assert "7391" not in repr(desk.effects)
    desk.press(Press.ENTER)
    assert "7391" not in repr(desk.effects)


def test_the_age_of_the_holder_is_in_no_repr() -> None:
    assert "73" not in repr(CardRead(0.0, 1, CARD, age=73))
    assert "73" not in repr(PhotoOpened(0.0, 1, age=73))


def test_a_reading_that_tells_of_no_password_does_not_offer_it(desk: Desk) -> None:
    laid(desk).play(CardRead(desk.later(1), desk.number, CARD))
    assert isinstance(desk.page, MethodPage)
    assert not desk.page.visual


def test_an_erased_digit_is_the_last_one_only(desk: Desk) -> None:
    digits(desk.place().press(Press.PIN), "123").press(Press.ERASE)
    assert isinstance(desk.page, PinPage)
    assert desk.page.entered == 2


def test_the_text_grows_to_half_as_large_again_and_to_double() -> None:
    assert [size.value for size in TextSize] == [100, 150, 200]


def test_a_kiosk_starts_at_the_waiting_screen_and_names_what_it_waits_for() -> None:
    state = initial(Rules(load_profile("2025-09-19")), 0.0)
    assert screen(state, 0.0).page == IdlePage(Fault.STARTING, phone=False)


# What is taken back or forgotten.


def test_going_back_to_the_prescription_forgets_its_answer() -> None:
    desk = desk_of("2025-09-19", ask_prescription=True)
    known = replace(CARD, token=b"one")
    desk.place(known).match().identified(has_subsidy=True)
    desk.press(Press.AGREE_ALL, Press.ELECTRONIC, Press.BACK)
    laid(gone(desk)).play(CardRead(desk.later(1), desk.number, known))
    assert desk.page == PrescriptionPage()


def test_rules_set_meanwhile_are_obeyed_once_and_then_forgotten(desk: Desk) -> None:
    new = replace(desk.state.rules, low=True)
    desk.place().play(RulesChanged(desk.later(1), new))
    assert desk.state.rules != new
    desk.play(StaffPressed(desk.later(1), StaffPress.CANCEL, None, desk.number))
    gone(desk)
    assert isinstance(desk.state.phase, Idle)
    assert desk.state.rules == new
    assert desk.state.coming is None


def test_held_time_moves_the_start_of_the_visual_mode_too(desk: Desk) -> None:
    desk.play(StaffPressed(10.0, StaffPress.START_VISUAL, 10))
    desk.play(Paused(20.0, on=True)).play(Paused(120.0, on=False))
    assert desk.state.visual == VisualMode(110.0, 710.0)
    assert screen(desk.state, desk.now).visual == desk.state.visual


def test_a_reader_that_goes_down_has_no_card(desk: Desk) -> None:
    desk.place().match().identified().press(Press.AGREE_ALL)
    desk.play(ReaderDown(desk.later(1), Fault.READER_MISSING))
    desk.play(Delivered(desk.later(1), desk.number, validity="1")).play(Tick(desk.later(3)))
    assert desk.page == IdlePage(Fault.READER_MISSING, phone=False)


def test_a_card_that_stayed_under_a_lost_reader_is_no_reception_that_could_be_cancelled(
    desk: Desk,
) -> None:
    desk.play(CardPlaced(desk.later(1), stayed=True))
    assert screen(desk.state, desk.now).outcome is Outcome.ERROR
    desk.play(StaffPressed(desk.later(1), StaffPress.CANCEL, None, None))
    assert desk.of(End) == []


def test_a_card_put_back_and_taken_again_is_not_read_any_more(desk: Desk) -> None:
    laid(gone(desk.place().match().identified()))
    assert desk.page == WaitPage(Wait.READING, slow=False)
    assert isinstance(gone(desk).page, RemovedEarlyPage)


@pytest.mark.parametrize("slow", [False, True])
def test_a_wait_is_called_slow_only_after_a_while(desk: Desk, slow: bool) -> None:
    laid(desk)
    at = desk.now + desk.state.rules.timing.slow_after - (0 if slow else 0.01)
    assert screen(desk.state, at).page == WaitPage(Wait.READING, slow)


def test_an_infant_is_asked_whatever_has_no_least_age(desk: Desk) -> None:
    desk.place().match().identified(age=0)
    assert desk.state.reception is not None
    assert "surgery" in {question.id for question in desk.state.reception.questions}
