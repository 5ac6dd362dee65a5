"""A phone at the runner: what the card desk is asked, and when nothing more is asked of it."""

from kiosk.errors import CardRemoved, PinLocked, PinWrong, Unreadable
from kiosk.session.effects import Outcome
from kiosk.session.events import CardFacts, CardKind, Fault, Method, Press
from kiosk.session.view import (
    ConsentAllPage,
    DonePage,
    ErrorPage,
    HoldPage,
    IdlePage,
    PhonePage,
    PinPage,
)
from tests.support.kiosk import Desk

IPHONE = CardFacts(CardKind.IPHONE, None, has_photo=False)
ANDROID = CardFacts(CardKind.ANDROID, 3, has_photo=False)


def choose(desk: Desk, press: Press) -> None:
    desk.runner.press(Press.SMARTPHONE)
    desk.until(PhonePage)
    desk.runner.press(press)


def test_an_iphone_runs_from_the_waiting_screen_to_the_result_and_leaves_early(desk: Desk) -> None:
    desk.card.facts = IPHONE
    choose(desk, Press.IPHONE)
    desk.until(HoldPage, reading=False)
    desk.place()
    desk.until(ConsentAllPage)
    desk.take()
    desk.runner.press(Press.AGREE_ALL)
    desk.until(DonePage, phone=True)
    desk.until(IdlePage)
    assert desk.outcomes == [Outcome.COMPLETED]
    assert (desk.card.pins, desk.card.released) == ([], 1)
    assert [m.phase for m in desk.moments if m.phase][:3] == [
        "choosing_phone", "holding_phone", "identifying",
    ]  # fmt: skip


def test_an_android_phone_gets_the_pin_that_was_typed_before_it_came(desk: Desk) -> None:
    desk.card.facts = ANDROID
    choose(desk, Press.ANDROID)
    desk.until(PinPage, phone=True)
    desk.type_pin("2000")
    desk.until(HoldPage, reading=False)
    assert desk.card.pins == []
    desk.place()
    desk.until(ConsentAllPage)
    assert desk.card.pins == ["2000"]


def test_a_wrong_phone_pin_tells_what_is_left_and_a_locked_one_sends_for_the_card(
    desk: Desk,
) -> None:
    desk.card.facts = ANDROID
    desk.card.wrong["check_pin"] = PinWrong("wrong", left=2)
    choose(desk, Press.ANDROID)
    desk.type_pin("1111")
    desk.until(HoldPage)
    desk.place()
    assert desk.until(PinPage, wrong=True, left=2)
    desk.card.wrong["check_pin"] = PinLocked("locked")
    desk.type_pin("1111")
    desk.until(ErrorPage, fault=Fault.PHONE_PIN_LOCKED)
    assert desk.outcomes == [Outcome.REFUSED]


def test_a_phone_that_left_too_early_is_asked_for_again(desk: Desk) -> None:
    desk.card.facts = ANDROID
    desk.card.wrong["identify"] = CardRemoved("gone")
    choose(desk, Press.ANDROID)
    desk.type_pin("2000")
    desk.until(HoldPage)
    desk.place()
    desk.until(HoldPage, short=True)
    desk.take()
    del desk.card.wrong["identify"]
    desk.place()
    desk.until(ConsentAllPage)
    assert desk.card.pins == ["2000"]


def test_a_phone_taken_before_it_signed_is_asked_for_again(desk: Desk) -> None:
    desk.card.facts = IPHONE
    desk.card.wrong["sign"] = CardRemoved("gone")
    choose(desk, Press.IPHONE)
    desk.place()
    desk.until(HoldPage, short=True)
    desk.take()
    del desk.card.wrong["sign"]
    desk.place()
    desk.until(ConsentAllPage)


def test_a_phone_that_cannot_be_read_three_times_is_the_communication_error(desk: Desk) -> None:
    desk.card.wrong["identify"] = Unreadable("too far away")
    choose(desk, Press.IPHONE)
    for _ in range(2):
        desk.place()
        desk.until(HoldPage, mute=True, reading=False)
        desk.take()
    desk.place()
    desk.until(ErrorPage, fault=Fault.PHONE_CONNECTION, code="OQC-OWSE0900000")
    assert desk.outcomes == [Outcome.ERROR]


def test_eligibility_learns_that_it_was_a_phone(desk: Desk) -> None:
    methods: list[Method] = []
    sign = desk.card.sign

    def noted(challenge: bytes, method: Method) -> object:
        methods.append(method)
        return sign(challenge, method)

    desk.card.sign = noted  # type: ignore[method-assign,assignment]
    desk.card.facts = IPHONE
    choose(desk, Press.IPHONE)
    desk.place()
    desk.until(ConsentAllPage)
    assert methods == [Method.PHONE]
