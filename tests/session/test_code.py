"""照合番号B typed before 顔認証, where nothing has looked at the card's face."""

from dataclasses import replace

import pytest

from kiosk.session.effects import Identify, OpenPhoto, StartFace
from kiosk.session.events import (
    CardFacts,
    CardKind,
    FaceMatched,
    Failed,
    Fault,
    Method,
    PhotoOpened,
    Press,
    Pressed,
    Tick,
)
from kiosk.session.flow.accepts import accepts
from kiosk.session.states import TakeCard
from kiosk.session.view import CodePage, ErrorPage, FacePage, MethodPage, PinPage, Why
from tests.support.session import CARD, Desk, desk_of

CODE = "55021720352285"


@pytest.fixture
def desk() -> Desk:
    """A desk that asks for the number, with a card on it whose face nothing has looked at."""
    desk = desk_of("2025-09-19")
    desk.state = replace(desk.state, rules=replace(desk.state.rules, ask_code_b=True))
    return desk.place(CARD, Fault.CODE_B_MISSING)


def typed(desk: Desk, digits: str = CODE) -> Desk:
    for digit in digits:
        desk.play(Pressed(desk.later(0.2), Press.DIGIT, int(digit)))
    return desk


def test_a_desk_that_does_not_ask_says_why_the_face_is_impossible() -> None:
    desk = desk_of("2025-09-19").place(CARD, Fault.CODE_B_MISSING)
    assert isinstance(desk.page, MethodPage)
    assert desk.page.face is Why.NO_PHOTO
    desk.press(Press.FACE)
    assert isinstance(desk.page, MethodPage)


def test_the_number_opens_the_photo_and_the_face_follows(desk: Desk) -> None:
    typed(desk.press(Press.FACE)).press(Press.ENTER)
    assert desk.page == CodePage(14, wrong=False, checking=True)
    assert desk.effects[-1] == OpenPhoto(1, CODE)
    desk.play(PhotoOpened(desk.later(1), 1))
    assert isinstance(desk.page, FacePage)
    assert desk.effects[-1] == StartFace(1)
    desk.play(FaceMatched(desk.later(1), 1))
    assert desk.effects[-1] == Identify(1, Method.FACE)


def test_enter_wakes_at_fourteen_digits_and_more_are_not_taken(desk: Desk) -> None:
    typed(desk.press(Press.FACE), CODE[:13])
    assert Press.ENTER not in accepts(desk.state)
    typed(desk, CODE[13:])
    assert accepts(desk.state) >= {Press.ENTER, Press.ERASE, Press.BACK, Press.EXTEND}
    typed(desk, "9").press(Press.ERASE)
    assert desk.page == CodePage(13, wrong=False, checking=False)
    assert [desk.page.group, CodePage(0, False, False).group] == ["security", "birth"]


@pytest.mark.parametrize("fault", [Fault.CODE_B_WRONG, Fault.CODE_B_MISSING])
def test_a_wrong_number_may_be_typed_once_more_and_never_locks_the_card(
    desk: Desk, fault: Fault
) -> None:
    desk.press(Press.FACE)
    for wrong in (True, False):
        typed(desk).press(Press.ENTER).play(PhotoOpened(desk.later(1), 1, fault))
        assert (desk.page == CodePage(0, wrong=True, checking=False)) is wrong
    assert isinstance(desk.page, MethodPage)
    assert desk.page.face is Why.NO_PHOTO
    assert len(desk.of(OpenPhoto)) == 2


def test_a_photo_that_cannot_be_used_leaves_the_pin(desk: Desk) -> None:
    typed(desk.press(Press.FACE)).press(Press.ENTER)
    desk.play(PhotoOpened(desk.later(1), 1, Fault.PHOTO_UNREADABLE))
    assert isinstance(desk.page, MethodPage)
    assert desk.page.pin is None


def test_a_card_without_pin_whose_number_stays_wrong_is_named() -> None:
    desk = desk_of("2025-09-19")
    desk.state = replace(desk.state, rules=replace(desk.state.rules, ask_code_b=True))
    desk.place(CardFacts(CardKind.FACE_ONLY, None, True), Fault.CODE_B_MISSING).press(Press.FACE)
    for _ in range(2):
        typed(desk).press(Press.ENTER)
        desk.play(PhotoOpened(desk.later(1), 1, Fault.CODE_B_WRONG))
    assert isinstance(desk.page, ErrorPage)


def test_the_number_is_nowhere_once_it_was_sent_and_never_in_a_repr(desk: Desk) -> None:
    typed(desk.press(Press.FACE))
    assert CODE not in repr(desk.state)
    desk.press(Press.ENTER)
    assert CODE not in repr(desk.effects)
    assert getattr(desk.state.phase, "digits", None) == ""
    desk.press(Press.BACK)
    assert desk.page == CodePage(14, wrong=False, checking=True), "no press while it is tried"


def test_whoever_types_nothing_gets_the_card_back(desk: Desk) -> None:
    desk.press(Press.FACE).play(Tick(desk.later(61)))
    assert isinstance(desk.state.phase, TakeCard)


def test_back_and_the_pin_are_always_there(desk: Desk) -> None:
    typed(desk.press(Press.FACE), "12").press(Press.PIN)
    assert isinstance(desk.page, PinPage)
    desk.press(Press.BACK, Press.FACE)
    assert desk.page == CodePage(0, wrong=False, checking=False)
    desk.press(Press.BACK)
    assert isinstance(desk.page, MethodPage)


def test_a_card_that_does_not_let_the_terminal_vouch_for_a_face_leaves_the_pin(
    desk: Desk,
) -> None:
    typed(desk.press(Press.FACE)).press(Press.ENTER).play(PhotoOpened(desk.later(1), 1))
    desk.play(FaceMatched(desk.later(1), 1))
    desk.play(Failed(desk.later(1), 1, Fault.IDENTITY_REFUSED))
    assert isinstance(desk.page, PinPage)
    desk.press(Press.BACK)
    assert desk.page == MethodPage(Why.TRIES_SPENT, None, phone=True)


def test_a_child_is_led_to_the_pin_as_soon_as_the_number_has_told_the_age(desk: Desk) -> None:
    typed(desk.press(Press.FACE)).press(Press.ENTER)
    desk.play(PhotoOpened(desk.later(1), 1, age=12))
    assert desk.page == MethodPage(Why.YOUNG, None, phone=True)
    assert not any(isinstance(effect, StartFace) for effect in desk.effects)


def test_who_is_old_enough_is_matched(desk: Desk) -> None:
    typed(desk.press(Press.FACE)).press(Press.ENTER)
    assert isinstance(desk.play(PhotoOpened(desk.later(1), 1, age=13)).page, FacePage)
