"""Corner cases: what comes late, what is laid down behind another, and whose time it is."""

from dataclasses import replace

import pytest

from kiosk.session.effects import CheckPin, Cue, End, Identify, Outcome, ReadCard, Sound
from kiosk.session.events import (
    CardFacts,
    CardKind,
    CardPlaced,
    CardRead,
    CardTaken,
    CertificateState,
    Failed,
    Fault,
    Paused,
    PinChecked,
    Press,
    Pressed,
    Registered,
    RulesChanged,
    Tick,
)
from kiosk.session.faults import FACE_FAULTS
from kiosk.session.flow.accepts import accepts
from kiosk.session.rules import Category
from kiosk.session.screens import screen
from kiosk.session.states import (
    ChoosingMethod,
    EnteringPin,
    HoldingPhone,
    Idle,
    Language,
    Preferences,
    Problem,
    Reading,
    TakeCard,
)
from kiosk.session.step import fail_safe
from kiosk.session.view import (
    ConsentAllPage,
    ErrorPage,
    HoldPage,
    IdlePage,
    LanguagePage,
    MethodPage,
    PinPage,
    RegistrationPage,
    TakeCardPage,
    Why,
)
from tests.support.session import CARD, Desk, desk_of

ANDROID = CardFacts(CardKind.ANDROID, 3, has_photo=False)
IPHONE = CardFacts(CardKind.IPHONE, None, has_photo=False)
KNOWN = replace(CARD, token=b"one")


def laid(desk: Desk) -> Desk:
    return desk.play(CardPlaced(desk.later(0.1)))


def gone(desk: Desk) -> Desk:
    return desk.play(CardTaken(desk.later(0.1)))


def read(desk: Desk, facts: CardFacts) -> Desk:
    return desk.play(CardRead(desk.later(0.1), desk.number, facts))


def fails(desk: Desk, fault: Fault) -> Desk:
    return desk.play(Failed(desk.later(0.1), desk.number, fault))


def wait(desk: Desk, seconds: float) -> Desk:
    return desk.play(Tick(desk.later(seconds)))


def in_english(desk: Desk) -> Desk:
    place = list(Language).index(Language.ENGLISH)
    desk.press(Press.LANGUAGE)
    return desk.play(Pressed(desk.later(1), Press.CHOOSE_LANGUAGE, place))


# The choice of languages.


def test_a_choice_of_languages_left_open_at_the_waiting_screen_closes_by_itself(
    desk: Desk,
) -> None:
    desk.press(Press.LANGUAGE)
    assert isinstance(desk.page, LanguagePage)
    assert wait(desk, 61).page == IdlePage(None, phone=True)


def test_a_screen_that_times_out_closes_the_choice_of_languages(desk: Desk) -> None:
    desk.place().press(Press.LANGUAGE)
    assert isinstance(wait(desk, 61).page, TakeCardPage)


def test_a_card_left_behind_is_said_over_an_open_choice_of_languages(desk: Desk) -> None:
    desk.place().match().identified().press(Press.AGREE_ALL).deliver()
    wait(wait(desk, 1), 4).press(Press.LANGUAGE)
    assert isinstance(desk.page, LanguagePage)
    page = wait(desk, 11).page
    assert isinstance(page, TakeCardPage)
    assert page.alarm
    desk.press(Press.LANGUAGE)
    assert isinstance(wait(desk, 2).page, LanguagePage)


# Whose preferences.


@pytest.mark.parametrize("way", ["after the result", "instead of the first card"])
def test_the_next_patient_is_not_spoken_to_as_the_one_before(desk: Desk, way: str) -> None:
    in_english(desk).place(KNOWN).match().identified()
    if way == "after the result":
        gone(wait(desk.press(Press.AGREE_ALL).deliver(), 1))
        laid(desk)
    else:
        read(laid(gone(desk)), replace(CARD, token=b"two"))
    assert desk.number == 2
    assert desk.state.preferences == Preferences()


def test_who_tries_again_after_a_message_keeps_the_language(desk: Desk) -> None:
    in_english(desk)
    laid(desk)
    laid(gone(fails(desk, Fault.CARD_UNREADABLE)))
    assert desk.state.preferences.language is Language.ENGLISH


def test_a_desk_set_low_is_low_for_the_very_next_patient(desk: Desk) -> None:
    desk.play(RulesChanged(desk.later(1), replace(desk.state.rules, low=True)))
    assert desk.state.preferences.low
    other = in_english(desk_of("2025-09-19"))
    other.play(RulesChanged(other.later(1), replace(other.state.rules, low=True)))
    assert other.state.preferences.language is Language.ENGLISH


# What comes late.


@pytest.mark.parametrize("fault", sorted(FACE_FAULTS))
@pytest.mark.parametrize("way", [Press.BACK, Press.PIN])
def test_a_camera_that_fails_after_the_patient_left_its_page_ends_nothing(
    desk: Desk, way: Press, fault: Fault
) -> None:
    desk.place().press(Press.FACE, way)
    before = type(desk.state.phase)
    fails(desk, fault)
    assert type(desk.state.phase) is before
    assert desk.of(End) == []


def test_a_camera_that_fails_late_on_a_card_without_pin_is_named(desk: Desk) -> None:
    desk.place(CardFacts(CardKind.FACE_ONLY, None, True)).press(Press.FACE, Press.BACK)
    page = fails(desk, Fault.CAMERA_MISSING).page
    assert isinstance(page, ErrorPage)
    assert page.fault is Fault.CAMERA_MISSING


def test_the_method_whose_camera_failed_late_is_shown_as_impossible(desk: Desk) -> None:
    desk.place().press(Press.FACE, Press.BACK)
    assert fails(desk, Fault.CAMERA_MISSING).page == MethodPage(Why.NO_CAMERA, None, phone=True)


def test_a_registration_that_came_while_the_card_was_away_is_not_asked_again(desk: Desk) -> None:
    desk.place(KNOWN).match().identified(registered=False).press(Press.REGISTER)
    gone(desk).play(Registered(desk.later(0.1), 1))
    read(laid(desk), KNOWN)
    assert isinstance(desk.page, ConsentAllPage)


def test_a_registration_that_did_not_come_is_asked_again(desk: Desk) -> None:
    desk.place(KNOWN).match().identified(registered=False).press(Press.REGISTER)
    read(laid(gone(desk)), KNOWN)
    assert desk.page == RegistrationPage()


# Time.


def test_every_key_of_the_pin_gives_its_whole_time_and_no_more(desk: Desk) -> None:
    desk.place().press(Press.PIN)
    for _ in range(3):
        wait(desk, 50).play(Pressed(desk.later(1), Press.DIGIT, 1))
    phase = desk.state.phase
    assert phase.deadline == phase.since + 60
    desk.press(Press.EXTEND)
    assert desk.state.phase.deadline == desk.now + 60


def test_keys_while_time_is_held_leave_the_whole_time_when_it_goes_on(desk: Desk) -> None:
    desk.place().press(Press.PIN).play(Paused(desk.later(1), on=True))
    wait(desk, 500).play(Pressed(desk.later(1), Press.DIGIT, 1))
    wait(desk, 500).play(Paused(desk.later(1), on=False))
    assert desk.state.phase.deadline == desk.now + 60


def test_a_card_that_hangs_over_the_pin_is_named_and_not_taken_for_a_slow_patient(
    desk: Desk,
) -> None:
    desk.place().press(Press.PIN).type_pin()
    page = wait(desk, 15).page
    assert isinstance(page, ErrorPage)
    assert page.fault is Fault.CARD_UNREADABLE


def test_an_alarm_does_not_grow_louder_while_time_is_held(desk: Desk) -> None:
    desk.place().match().identified().press(Press.AGREE_ALL).deliver()
    wait(wait(wait(desk, 1), 4), 11).play(Paused(desk.later(1), on=True))
    wait(desk, 600).play(Paused(desk.later(1), on=False))
    wait(desk, 2)
    assert desk.effects[-1] == Sound(1, Cue.LEFT_BEHIND, 0)
    wait(desk, 10)
    assert desk.effects[-1] == Sound(1, Cue.LEFT_BEHIND, 1)


# What lies on the reader when a phone's reception ends.


@pytest.mark.parametrize("ends", ["time-out", "outage"])
def test_a_card_laid_down_behind_a_phone_is_never_left_unseen(desk: Desk, ends: str) -> None:
    read(laid(desk.press(Press.SMARTPHONE, Press.IPHONE)), IPHONE).identified()
    laid(gone(desk))
    if ends == "time-out":
        wait(desk, 61)
    else:
        fails(desk.press(Press.AGREE_ALL), Fault.NETWORK_DOWN)
        wait(desk, 16)
    assert isinstance(desk.state.phase, TakeCard)
    assert laid(gone(desk)).number == 2


def test_a_card_laid_down_while_a_phones_pin_is_typed_is_asked_for_in_the_end(desk: Desk) -> None:
    laid(desk.press(Press.SMARTPHONE, Press.ANDROID))
    assert isinstance(wait(desk, 61).state.phase, TakeCard)


@pytest.mark.parametrize("facts", [ANDROID, None], ids=["read", "unread"])
def test_back_from_a_phone_that_lies_there_never_offers_methods_of_no_card(
    desk: Desk, facts: CardFacts | None
) -> None:
    if facts is None:
        read(laid(desk), IPHONE).identified().press(Press.AGREE_ALL).deliver()
        wait(wait(desk, 1), 4).press(Press.SMARTPHONE)
    else:
        read(laid(desk), facts).press(Press.BACK)
    desk.press(Press.BACK)
    assert not isinstance(desk.state.phase, ChoosingMethod)
    assert desk.of(End)[-1].outcome is Outcome.CANCELLED  # type: ignore[attr-defined]


# Contacts of a phone.


def test_a_phone_that_slipped_and_lies_there_again_is_read_without_being_lifted(
    desk: Desk,
) -> None:
    read(laid(desk.press(Press.SMARTPHONE, Press.IPHONE)), IPHONE)
    laid(gone(desk))
    fails(desk, Fault.CARD_TAKEN)
    assert desk.page == HoldPage(CardKind.IPHONE, reading=True, short=True)
    assert len(desk.of(ReadCard)) == 2
    read(desk, IPHONE)
    assert len(desk.of(Identify)) == 2


def test_a_phone_that_slips_again_and_again_is_given_up_even_when_it_lies_there(
    desk: Desk,
) -> None:
    read(laid(desk.press(Press.SMARTPHONE, Press.IPHONE)), IPHONE)
    for _ in range(3):
        fails(laid(gone(desk)), Fault.CARD_TAKEN)
        if isinstance(desk.state.phase, HoldingPhone):
            read(desk, IPHONE)
    assert isinstance(desk.state.phase, Problem)
    assert desk.state.phase.fault is Fault.PHONE_CONNECTION


def test_a_contact_that_breaks_off_while_the_phone_signs_is_held_again(desk: Desk) -> None:
    read(laid(desk.press(Press.SMARTPHONE, Press.IPHONE)), IPHONE)
    fails(desk, Fault.CARD_UNREADABLE)
    assert desk.page == HoldPage(CardKind.IPHONE, reading=False, short=True)


def test_a_pin_typed_anew_after_a_lost_answer_is_sent(desk: Desk) -> None:
    desk.press(Press.SMARTPHONE, Press.ANDROID).type_pin("9999")
    gone(read(laid(desk), ANDROID))
    desk.press(Press.BACK).type_pin("2000")
    read(laid(desk), replace(ANDROID, pin_tries=2))
    assert [check.pin for check in desk.of(CheckPin)] == ["9999", "2000"]  # type: ignore[attr-defined]
    desk.play(PinChecked(desk.later(0.1), 1, correct=False, left=1))
    page = desk.page
    assert isinstance(page, PinPage)
    assert page.ask_last


# Questions.


def test_nobody_is_asked_for_what_opens_no_question() -> None:
    asked = {
        frozenset(Category): {"medicine", "checkup", "high_cost"},
        frozenset({Category.MEDICINE}): {"medicine"},
        frozenset({Category.LIMIT}): {"high_cost"},
        frozenset({Category.SPECIFIC_DISEASE}): {"high_cost"},
        frozenset({Category.SURGERY}): set(),
    }
    for uses, expected in asked.items():
        desk = desk_of("2021-10", uses=uses).place().match().identified()
        assert desk.state.reception is not None
        found = {question.id for question in desk.state.reception.questions}
        assert found - {"limit", "specific_disease"} == expected


def test_in_the_grace_a_facility_without_limits_asks_nothing_of_the_first_profile() -> None:
    desk = desk_of("2021-10", uses=frozenset({Category.MEDICINE}))
    desk.place().match().identified(certificate=CertificateState.GRACE, days_left=-3)
    desk.press(Press.CONFIRM)
    assert desk.state.reception is not None
    assert desk.state.reception.questions == ()


def test_extending_an_idle_screen_means_nothing(desk: Desk) -> None:
    desk.press(Press.LANGUAGE)
    assert isinstance(desk.state.phase, Idle)
    assert Press.EXTEND not in accepts(desk.state)
    assert screen(desk.state, desk.now + 59).countdown is None


def test_a_card_being_read_again_is_another_reception_for_staff(desk: Desk) -> None:
    desk.place().press(Press.PIN)
    assert isinstance(desk.state.phase, EnteringPin)
    laid(gone(desk))
    assert isinstance(desk.state.phase, Reading)
    assert desk.number == 2


def test_an_error_of_the_program_ends_a_reception_and_leaves_the_waiting_screen(
    desk: Desk,
) -> None:
    state, effects = fail_safe(desk.state, desk.later(1))
    assert isinstance(state.phase, Idle)
    assert effects == ()
    desk.place()
    state, effects = fail_safe(desk.state, desk.later(1))
    assert isinstance(state.phase, Problem)
    assert state.phase.fault is Fault.INTERNAL
    assert End(desk.number, Outcome.ERROR, Fault.INTERNAL) in effects
