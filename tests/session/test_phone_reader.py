"""Phones that have a reader of their own beside the card's (汎用カードリーダー)."""

import pytest

from kiosk.session.effects import CheckPin, Cue, End, Identify, Outcome, ReadCard, Sound
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
    ReaderReady,
    Tick,
)
from kiosk.session.flow.accepts import accepts
from kiosk.session.screens import screen
from kiosk.session.states import Idle
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
    TakeCardPage,
)
from tests.support.session import ANDROID, CARD, IPHONE, Desk, desk_of


@pytest.fixture
def desk() -> Desk:
    return desk_of("2025-09-19", phones_at="right").play(ReaderReady(0.0, phones=True))


def held(desk: Desk, facts: CardFacts | None = None) -> Desk:
    desk.play(CardPlaced(desk.later(1), phones=True))
    read = facts and CardRead(desk.later(0.2), desk.number, facts, phones=True)
    return desk.play(read) if read else desk


def lifted(desk: Desk) -> Desk:
    return desk.play(CardTaken(desk.later(0.2), phones=True))


def iphone(desk: Desk) -> Desk:
    return desk.press(Press.SMARTPHONE, Press.IPHONE)


def strip(desk: Desk) -> Strip:
    return screen(desk.state, desk.now).strip


def ends(desk: Desk) -> list[tuple[Outcome, Fault | None]]:
    return [(effect.outcome, effect.fault) for effect in desk.of(End)]  # type: ignore[attr-defined]


def test_a_phone_is_read_on_its_own_reader_and_the_page_says_where_that_is(desk: Desk) -> None:
    iphone(desk)
    assert desk.page == HoldPage(CardKind.IPHONE, reading=False, short=False, at="right")
    held(desk, IPHONE)
    assert desk.of(ReadCard) == [ReadCard(1, phones=True)]
    assert desk.of(Identify) == [Identify(1, Method.PHONE)]
    assert isinstance(desk.identified().page, ConsentAllPage)
    assert strip(desk) is Strip.PHONE
    assert strip(lifted(desk)) is Strip.NONE
    assert isinstance(desk.press(Press.AGREE_ALL).deliver().page, DonePage)
    assert isinstance(desk.play(Tick(desk.later(10))).state.phase, Idle)


def test_an_android_phone_compares_its_pin_there(desk: Desk) -> None:
    held(desk.press(Press.SMARTPHONE, Press.ANDROID).type_pin("2000"), ANDROID)
    assert desk.of(CheckPin) == [CheckPin(1, "2000", allow_last=False)]
    desk.play(PinChecked(desk.later(0.2), 1, correct=False, left=2))
    assert isinstance(desk.page, PinPage)


def test_a_phone_on_its_reader_does_nothing_until_it_is_chosen(desk: Desk) -> None:
    held(desk)
    assert desk.page == IdlePage(None, phone=True)
    assert desk.of(ReadCard) == []
    iphone(desk)
    assert desk.page == HoldPage(CardKind.IPHONE, reading=True, short=False, at="right")
    assert desk.of(ReadCard) == [ReadCard(1, phones=True)]


@pytest.mark.parametrize("chosen", [False, True])
def test_a_phone_on_the_cards_place_is_told_and_ends_when_it_is_taken(
    desk: Desk, chosen: bool
) -> None:
    (iphone(desk) if chosen else desk).place(IPHONE)
    page = desk.page
    assert isinstance(page, ErrorPage)
    assert (page.fault, strip(desk)) == (Fault.PHONE_MISPLACED, Strip.PHONE)
    assert (desk.of(Identify), ends(desk)) == ([], [(Outcome.REFUSED, Fault.PHONE_MISPLACED)])
    desk.play(CardTaken(desk.later(1))).play(Tick(desk.later(6)))
    assert desk.page == IdlePage(None, phone=True)
    assert isinstance(held(iphone(desk), IPHONE).identified().page, ConsentAllPage)


def test_a_phone_left_on_the_cards_place_is_asked_for_until_it_is_taken(desk: Desk) -> None:
    desk.place(IPHONE)
    for _ in range(3):
        desk.play(Tick(desk.later(20)))
        assert isinstance(desk.page, ErrorPage)
        assert desk.of(Sound)[-1] == Sound(1, Cue.LEFT_BEHIND, 0)
    desk.play(CardTaken(desk.later(1))).play(Tick(desk.later(6)))
    assert desk.page == IdlePage(None, phone=True)
    assert len(ends(desk)) == 1


@pytest.mark.parametrize("other", [ANDROID, CARD])
def test_what_was_not_chosen_is_refused_on_the_phones_reader(desk: Desk, other: CardFacts) -> None:
    page = held(iphone(desk), other).page
    assert isinstance(page, ErrorPage)
    assert page.fault is Fault.PHONE_OTHER_KIND
    lifted(desk).play(Tick(desk.later(20)))
    assert desk.page == IdlePage(None, phone=True)


def test_a_phone_on_metal_is_told_so_and_three_times_is_the_communication_error(
    desk: Desk,
) -> None:
    iphone(desk)
    for _ in range(2):
        held(desk).play(Failed(desk.later(0.1), 1, Fault.CARD_UNREADABLE))
        assert desk.page == HoldPage(CardKind.IPHONE, False, False, mute=True, at="right")
        lifted(desk)
    held(desk).play(Failed(desk.later(0.1), 1, Fault.CARD_UNREADABLE))
    page = desk.page
    assert isinstance(page, ErrorPage)
    assert page.fault is Fault.PHONE_CONNECTION


def test_a_card_may_lie_on_its_place_while_the_phone_is_held(desk: Desk) -> None:
    desk.place().press(Press.SMARTPHONE, Press.IPHONE)
    assert strip(desk) is Strip.TAKE
    held(desk, IPHONE)
    assert isinstance(desk.identified().page, ConsentAllPage)
    assert strip(desk) is Strip.TAKE
    desk.press(Press.AGREE_ALL).deliver().play(Tick(desk.later(10)))
    assert isinstance(desk.page, TakeCardPage)


def test_a_card_taken_meanwhile_does_not_cut_the_contact_with_the_phone(desk: Desk) -> None:
    held(desk.place().press(Press.SMARTPHONE, Press.IPHONE))
    desk.play(CardTaken(desk.later(0.1)))
    assert desk.page == HoldPage(CardKind.IPHONE, reading=True, short=False, at="right")
    lifted(desk)
    assert desk.page == HoldPage(CardKind.IPHONE, reading=False, short=True, at="right")


def test_a_card_laid_down_instead_of_the_phone_begins_a_reception_of_its_own(desk: Desk) -> None:
    for press in (Press.SMARTPHONE, Press.IPHONE):
        desk.press(press)
    desk.place()
    desk.play(CardRead(desk.later(1), desk.number, CARD))
    assert isinstance(desk.page, MethodPage)
    assert (desk.number, ends(desk)) == (2, [(Outcome.CANCELLED, None)])


def test_a_reader_for_phones_that_is_missing_hides_the_offer_and_takes_cards(desk: Desk) -> None:
    desk.play(ReaderDown(desk.later(1), Fault.READER_MISSING, phones=True))
    assert desk.page == IdlePage(None)
    assert Press.SMARTPHONE not in accepts(desk.state)
    assert isinstance(desk.place().page, MethodPage)
    desk.play(ReaderReady(desk.later(1), phones=True))
    assert Press.SMARTPHONE in accepts(desk.state)


def test_a_reader_for_phones_lost_while_one_is_awaited_sends_for_the_card(desk: Desk) -> None:
    iphone(desk).play(ReaderDown(desk.later(1), Fault.READER_MISSING, phones=True))
    page = desk.page
    assert isinstance(page, ErrorPage)
    assert page.fault is Fault.PHONE_CONNECTION


def test_a_reader_for_cards_lost_while_a_phone_is_awaited_ends_the_reception(desk: Desk) -> None:
    page = iphone(desk).play(ReaderDown(desk.later(1), Fault.READER_MISSING)).page
    assert isinstance(page, ErrorPage)
    assert page.fault is Fault.READER_MISSING


def test_back_from_the_phone_leads_to_the_card_that_still_lies_there(desk: Desk) -> None:
    desk.place().press(Press.SMARTPHONE)
    assert desk.page == PhonePage()
    assert isinstance(desk.press(Press.BACK).page, MethodPage)
