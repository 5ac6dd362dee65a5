"""スマートフォン in place of the card, event by event."""

from dataclasses import replace

import pytest

from kiosk.session.effects import Begin, CheckPin, End, Identify, Outcome, ReadCard
from kiosk.session.events import (
    CardFacts,
    CardKind,
    CardPlaced,
    CardRead,
    CardTaken,
    Failed,
    Fault,
    Method,
    PinChecked,
    Press,
    ReaderDown,
    StaffPress,
    StaffPressed,
    Tick,
)
from kiosk.session.flow.accepts import accepts
from kiosk.session.screens import screen
from kiosk.session.states import HoldingPhone, Idle, usual
from kiosk.session.view import (
    ConsentAllPage,
    DonePage,
    ErrorPage,
    HoldPage,
    IdlePage,
    MethodPage,
    PhonePage,
    PinPage,
    Strip,
    WaitPage,
)
from tests.support.session import ANDROID, CARD, IPHONE, Desk, desk_of


def laid(desk: Desk) -> Desk:
    return desk.play(CardPlaced(desk.later(1)))


def read(desk: Desk, facts: CardFacts) -> Desk:
    return laid(desk).play(CardRead(desk.later(0.2), desk.number, facts))


def gone(desk: Desk) -> Desk:
    return desk.play(CardTaken(desk.later(0.2)))


def checked(desk: Desk, *, correct: bool, left: int = 3) -> Desk:
    return desk.play(PinChecked(desk.later(0.2), desk.number, correct, left))


def fails(desk: Desk, fault: Fault) -> Desk:
    return desk.play(Failed(desk.later(0.1), desk.number, fault))


def iphone(desk: Desk) -> Desk:
    return desk.press(Press.SMARTPHONE, Press.IPHONE)


def android(desk: Desk, pin: str = "2000") -> Desk:
    return desk.press(Press.SMARTPHONE, Press.ANDROID).type_pin(pin)


def strip(desk: Desk) -> Strip:
    return screen(desk.state, desk.now).strip


def outcomes(desk: Desk) -> list[Outcome]:
    return [effect.outcome for effect in desk.of(End)]  # type: ignore[attr-defined]


def test_an_iphone_is_held_once_and_may_leave_before_the_consents(desk: Desk) -> None:
    assert desk.page == IdlePage(None, phone=True)
    desk.press(Press.SMARTPHONE)
    assert (desk.page, strip(desk)) == (PhonePage(), Strip.NONE)
    desk.press(Press.IPHONE)
    assert desk.page == HoldPage(CardKind.IPHONE, reading=False, short=False)
    laid(desk)
    assert desk.page == HoldPage(CardKind.IPHONE, reading=True, short=False)
    desk.play(CardRead(desk.later(0.2), 1, IPHONE))
    assert desk.of(Begin) == [Begin(1)]
    assert desk.of(Identify) == [Identify(1, Method.PHONE)]
    desk.identified()
    assert isinstance(desk.page, ConsentAllPage)
    assert strip(desk) is Strip.PHONE
    gone(desk)
    assert isinstance(desk.page, ConsentAllPage)
    assert strip(desk) is Strip.NONE
    desk.press(Press.AGREE_ALL).deliver()
    assert isinstance(desk.page, DonePage)
    desk.play(Tick(desk.later(10)))
    assert desk.page == IdlePage(None, phone=True)
    assert outcomes(desk) == [Outcome.COMPLETED]


def test_an_android_phone_is_asked_for_its_pin_before_it_is_held(desk: Desk) -> None:
    desk.press(Press.SMARTPHONE, Press.ANDROID)
    assert desk.page == PinPage(0, None, False, False, False, face=False, phone=True)
    desk.type_pin("2000")
    assert desk.page == HoldPage(CardKind.ANDROID, reading=False, short=False)
    read(desk, ANDROID)
    assert desk.of(CheckPin) == [CheckPin(1, "2000", allow_last=False)]
    checked(desk, correct=True)
    assert desk.of(Identify) == [Identify(1, Method.PHONE)]
    desk.identified()
    assert desk.state.reception is not None
    assert desk.state.reception.phone_pin == ""
    assert isinstance(desk.page, ConsentAllPage)


def test_a_wrong_phone_pin_shows_what_is_left_and_the_phone_may_stay(desk: Desk) -> None:
    checked(read(android(desk), ANDROID), correct=False, left=2)
    assert desk.page == PinPage(0, 2, wrong=True, ask_last=False, checking=False, face=False,
                                phone=True)  # fmt: skip
    desk.type_pin("2000")
    assert desk.page == HoldPage(CardKind.ANDROID, reading=True, short=False)
    desk.play(CardRead(desk.later(1), 1, replace(ANDROID, pin_tries=2)))
    assert desk.of(CheckPin)[-1] == CheckPin(1, "2000", allow_last=False)


def test_the_last_try_of_a_phone_is_spent_only_after_the_patient_confirms(desk: Desk) -> None:
    read(android(desk), replace(ANDROID, pin_tries=1))
    assert desk.page == PinPage(0, 1, False, ask_last=True, checking=False, face=False, phone=True)
    assert desk.of(CheckPin) == []
    desk.press(Press.CONFIRM).type_pin("2000")
    desk.play(CardRead(desk.later(1), 1, replace(ANDROID, pin_tries=1)))
    assert desk.of(CheckPin) == [CheckPin(1, "2000", allow_last=True)]


@pytest.mark.parametrize("when", ["before", "by this try"])
def test_a_locked_phone_is_named_and_the_card_will_do(desk: Desk, when: str) -> None:
    if when == "before":
        read(android(desk), replace(ANDROID, pin_tries=0))
        assert desk.of(CheckPin) == []
    else:
        checked(read(android(desk), ANDROID), correct=False, left=0)
    page = desk.page
    assert isinstance(page, ErrorPage)
    assert page.fault is Fault.PHONE_PIN_LOCKED
    assert strip(desk) is Strip.PLACE
    gone(desk).place(CARD)
    assert isinstance(desk.page, MethodPage)
    assert outcomes(desk) == [Outcome.REFUSED]


@pytest.mark.parametrize("order", ["taken first", "failure first"])
def test_a_phone_held_too_short_is_asked_for_again_without_typing(desk: Desk, order: str) -> None:
    laid(android(desk))
    if order == "taken first":
        fails(gone(desk), Fault.CARD_TAKEN)
    else:
        gone(fails(desk, Fault.CARD_TAKEN))
    assert desk.page == HoldPage(CardKind.ANDROID, reading=False, short=True)
    assert desk.state.reception is not None
    assert desk.state.reception.contacts == 1
    assert desk.state.reception.card is None, "the next phone may be another"
    read(desk, ANDROID)
    assert desk.of(CheckPin) == [CheckPin(1, "2000", allow_last=False)]


def test_a_pin_whose_answer_was_lost_is_not_sent_twice_when_it_was_wrong(desk: Desk) -> None:
    gone(read(android(desk, "9999"), ANDROID))
    read(desk, replace(ANDROID, pin_tries=2))
    assert desk.page == PinPage(0, 2, wrong=True, ask_last=False, checking=False, face=False,
                                phone=True)  # fmt: skip
    assert len(desk.of(CheckPin)) == 1


def test_a_phone_that_left_before_it_signed_is_held_again(desk: Desk) -> None:
    checked(read(android(desk), ANDROID), correct=True)
    fails(gone(desk), Fault.CARD_TAKEN)
    assert desk.page == HoldPage(CardKind.ANDROID, reading=False, short=True)
    assert desk.state.reception is not None
    assert desk.state.reception.card is None, "the next phone may be another"
    checked(read(desk, ANDROID), correct=True)
    assert len(desk.of(Identify)) == 2


def test_a_phone_whose_departure_only_its_failure_tells_is_read_anew(desk: Desk) -> None:
    checked(read(android(desk), ANDROID), correct=True)
    fails(desk, Fault.CARD_TAKEN)
    assert desk.page == HoldPage(CardKind.ANDROID, reading=False, short=True)
    assert desk.state.reception is not None
    assert desk.state.reception.card is None, "the next phone may be another"


def test_a_phone_that_has_signed_may_leave_while_eligibility_is_asked(desk: Desk) -> None:
    gone(read(iphone(desk), IPHONE))
    assert isinstance(desk.page, WaitPage)
    desk.identified()
    assert isinstance(desk.page, ConsentAllPage)


def test_contacts_that_break_off_again_and_again_end_with_the_communication_error(
    desk: Desk,
) -> None:
    iphone(desk)
    for _ in range(3):
        fails(laid(desk), Fault.CARD_UNREADABLE)
        gone(desk)
    page = desk.page
    assert isinstance(page, ErrorPage)
    assert (page.fault, page.code) == (Fault.PHONE_CONNECTION, "OQC-OWSE0900000")
    assert outcomes(desk) == [Outcome.ERROR]


def test_a_phone_that_was_never_registered_sends_for_the_card(desk: Desk) -> None:
    read(iphone(desk), IPHONE).identified(registered=False)
    page = desk.page
    assert isinstance(page, ErrorPage)
    assert page.fault is Fault.PHONE_NOT_REGISTERED
    assert outcomes(desk) == [Outcome.REFUSED]
    gone(desk).place(CARD)
    assert isinstance(desk.page, MethodPage)


@pytest.mark.parametrize("profile", ["2021-10", "2023-05", "2024-10-07"])
def test_profiles_before_the_phones_neither_offer_nor_take_one(profile: str) -> None:
    desk = desk_of(profile)
    assert Press.SMARTPHONE not in accepts(desk.state)
    desk.place(IPHONE)
    page = desk.page
    assert isinstance(page, ErrorPage)
    assert page.fault is Fault.CARD_NOT_MY_NUMBER
    assert desk.of(Identify) == []


def test_without_a_reader_for_phones_the_method_is_not_offered() -> None:
    desk = desk_of("2025-09-19", phones=False)
    assert desk.page == IdlePage(None)
    assert desk.press(Press.SMARTPHONE).page == IdlePage(None)
    assert desk.place().page == MethodPage(None, None)


def test_a_reader_that_is_down_offers_no_phone(desk: Desk) -> None:
    desk.play(ReaderDown(desk.later(1), Fault.READER_MISSING))
    assert desk.page == IdlePage(Fault.READER_MISSING)
    assert Press.SMARTPHONE not in accepts(desk.state)


def test_beside_face_and_pin_the_phone_can_be_chosen_and_the_card_is_given_back(
    desk: Desk,
) -> None:
    desk.place()
    assert desk.page == MethodPage(None, None, phone=True)
    desk.press(Press.SMARTPHONE)
    assert (desk.page, strip(desk)) == (PhonePage(), Strip.TAKE)
    desk.press(Press.IPHONE)
    assert strip(desk) is Strip.TAKE
    assert len(desk.of(ReadCard)) == 1
    gone(desk)
    assert (desk.page, strip(desk)) == (HoldPage(CardKind.IPHONE, False, False), Strip.NONE)
    read(desk, IPHONE)
    assert desk.of(Identify) == [Identify(1, Method.PHONE)]


def test_back_leads_to_the_methods_of_the_card_or_to_the_waiting_screen(desk: Desk) -> None:
    desk.press(Press.SMARTPHONE, Press.BACK)
    assert desk.page == IdlePage(None, phone=True)
    assert outcomes(desk) == [Outcome.CANCELLED]
    desk.place().press(Press.SMARTPHONE, Press.BACK)
    assert isinstance(desk.page, MethodPage)
    desk.press(Press.SMARTPHONE, Press.ANDROID, Press.BACK)
    assert desk.page == PhonePage()


def test_back_to_the_waiting_screen_keeps_text_and_contrast_for_a_while(desk: Desk) -> None:
    desk.press(Press.TEXT_SIZE, Press.CONTRAST, Press.SMARTPHONE)
    chosen = desk.state.preferences
    desk.press(Press.BACK)
    assert isinstance(desk.page, IdlePage)
    assert desk.state.preferences == chosen
    desk.play(Tick(desk.later(desk.state.rules.timing.preferences)))
    assert desk.state.preferences == usual(desk.state.rules)


def test_who_goes_back_after_a_wrong_pin_is_refused_not_cancelled(desk: Desk) -> None:
    checked(read(android(desk), ANDROID), correct=False, left=2)
    desk.press(Press.BACK)
    desk.effects.clear()
    desk.press(Press.BACK)
    assert desk.effects == [End(desk.number, Outcome.REFUSED, None)]


def test_back_from_holding_asks_for_the_pin_again_or_for_the_kind(desk: Desk) -> None:
    android(desk).press(Press.BACK)
    assert isinstance(desk.page, PinPage)
    assert desk.state.reception is not None
    assert desk.state.reception.phone_pin == ""
    desk.press(Press.BACK, Press.IPHONE, Press.BACK)
    assert desk.page == PhonePage()


def test_another_kind_of_phone_than_was_chosen_is_refused_without_a_try(desk: Desk) -> None:
    other = desk_of("2025-09-19")
    for one, ended in ((desk, read(iphone(desk), ANDROID)), (other, read(android(other), IPHONE))):
        page = ended.page
        assert isinstance(page, ErrorPage)
        assert page.fault is Fault.PHONE_OTHER_KIND
        assert (one.of(Identify), one.of(CheckPin)) == ([], [])
        assert outcomes(one) == [Outcome.REFUSED]


@pytest.mark.parametrize("chosen", [False, True])
def test_a_card_laid_down_instead_begins_a_reception_of_its_own(desk: Desk, chosen: bool) -> None:
    desk.press(Press.SMARTPHONE)
    if chosen:
        read(desk.press(Press.IPHONE), CARD)
    else:
        laid(desk)
    desk.play(CardRead(desk.later(1), desk.number, CARD))
    assert isinstance(desk.page, MethodPage)
    assert (desk.number, outcomes(desk)) == (2, [Outcome.CANCELLED])


def test_a_phone_laid_down_without_a_word_is_asked_for_its_kind(desk: Desk) -> None:
    desk.place(IPHONE)
    assert (desk.page, strip(desk)) == (PhonePage(), Strip.NONE)
    assert desk.of(Identify) == []
    desk.press(Press.IPHONE)
    assert desk.page == HoldPage(CardKind.IPHONE, reading=True, short=False)
    desk.play(CardRead(desk.later(1), 1, IPHONE))
    assert desk.of(Identify) == [Identify(1, Method.PHONE)]
    other = desk_of("2025-09-19")
    other.place(ANDROID).press(Press.ANDROID).type_pin("2000")
    assert other.page == HoldPage(CardKind.ANDROID, reading=True, short=False)


def test_a_phone_that_lies_there_without_an_answer_is_told_from_one_that_left(desk: Desk) -> None:
    fails(laid(iphone(desk)), Fault.CARD_UNREADABLE)
    assert desk.page == HoldPage(CardKind.IPHONE, reading=False, short=False, mute=True)
    fails(laid(gone(desk)), Fault.CARD_MALFORMED)
    assert desk.page == HoldPage(CardKind.IPHONE, reading=False, short=True)


def test_nobody_is_alarmed_by_a_phone_that_stays(desk: Desk) -> None:
    read(iphone(desk), IPHONE).identified().press(Press.AGREE_ALL).deliver()
    assert strip(desk) is Strip.PHONE
    desk.play(Tick(desk.later(100)))
    assert isinstance(desk.state.phase, Idle)
    assert gone(desk).page == IdlePage(None, phone=True)
    assert desk.place().page == MethodPage(None, None, phone=True)


def test_what_is_laid_down_behind_a_phone_is_received_after_it(desk: Desk) -> None:
    gone(read(iphone(desk), IPHONE)).identified()
    laid(desk).press(Press.AGREE_ALL).deliver()
    desk.play(Tick(desk.later(10)))
    assert desk.number == 2
    assert desk.of(ReadCard)[-1] == ReadCard(2)


def test_a_reader_lost_after_the_phone_was_read_does_not_end_the_reception(desk: Desk) -> None:
    gone(read(iphone(desk), IPHONE)).identified()
    desk.play(ReaderDown(desk.later(1), Fault.READER_MISSING))
    assert isinstance(desk.page, ConsentAllPage)


def test_a_phone_that_never_comes_times_out(desk: Desk) -> None:
    for way in ((), (Press.IPHONE,), (Press.ANDROID,)):
        desk.press(Press.SMARTPHONE, *way)
        assert screen(desk.state, desk.now).countdown is None
        desk.play(Tick(desk.later(70)))
        assert isinstance(desk.state.phase, Idle)
    assert outcomes(desk) == [Outcome.TIMEOUT] * 3


def test_the_time_to_hold_a_phone_can_be_extended(desk: Desk) -> None:
    iphone(desk)
    before = desk.state.phase.deadline
    desk.press(Press.EXTEND)
    assert before is not None
    assert desk.state.phase.deadline == before + 1


def test_staff_cannot_vouch_by_eye_for_a_phone_but_can_cancel_it(desk: Desk) -> None:
    desk.press(Press.SMARTPHONE, Press.ANDROID)
    desk.play(StaffPressed(desk.later(1), StaffPress.START_VISUAL))
    assert isinstance(desk.page, PinPage)
    desk.play(StaffPressed(desk.later(1), StaffPress.CANCEL))
    assert isinstance(desk.state.phase, Idle)
    assert outcomes(desk) == [Outcome.CANCELLED]


def test_answers_that_come_late_never_check_a_pin_twice(desk: Desk) -> None:
    read(android(desk), ANDROID)
    desk.play(CardRead(desk.later(0.1), 1, ANDROID))
    assert len(desk.of(CheckPin)) == 1
    gone(desk)
    checked(desk, correct=True)
    assert desk.of(Identify) == []
    assert isinstance(desk.state.phase, HoldingPhone)


def test_the_pin_of_a_phone_shows_in_no_repr(desk: Desk) -> None:
    android(desk, "2718")
    assert "2718" not in repr(desk.state)
