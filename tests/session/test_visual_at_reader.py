"""目視確認 at the reader, with the facility's 目視モード用パスワード."""

import pytest

from kiosk.session.effects import CheckPassword, Identify, Outcome
from kiosk.session.events import (
    CardFacts,
    CardKind,
    CardRead,
    Fault,
    Identified,
    Method,
    PasswordChecked,
    PatientFacts,
    Press,
    Pressed,
    Tick,
)
from kiosk.session.flow.accepts import accepts
from kiosk.session.flow.identity import PASSWORD_TRIES
from kiosk.session.view import (
    ConsentAllPage,
    ErrorPage,
    FaceUnprovenPage,
    MethodPage,
    PasswordPage,
    TakeCardPage,
    Why,
)
from tests.support.session import CARD, Desk, desk_of

FACE_ONLY = CardFacts(CardKind.FACE_ONLY, None, True)


def placed(
    profile: str = "2025-09-19",
    card: CardFacts = CARD,
    face_fault: Fault | None = None,
    *,
    password: bool = True,
) -> Desk:
    """A card on the reader of a facility that has a password."""
    desk = desk_of(profile)
    desk.place(card, face_fault, password=password)
    return desk


def checked(desk: Desk, *, correct: bool, wait: float = 0.0) -> Desk:
    return desk.play(PasswordChecked(desk.later(1), desk.number, correct, wait))


def test_staff_vouch_at_the_reader_for_this_patient_only() -> None:
    desk = placed().press(Press.VISUAL).type_pin("246810")
    assert desk.effects[-1] == CheckPassword(1, "246810")
    assert desk.page == PasswordPage(0, wrong=False, checking=True)
    checked(desk, correct=True)
    assert desk.effects[-1] == Identify(1, Method.VISUAL)
    desk.play(Identified(desk.later(1), 1, PatientFacts(True, 45)))
    assert isinstance(desk.page, ConsentAllPage)
    assert desk.state.visual is None, "the next patient proves identity as usual"


def test_the_password_is_kept_nowhere_and_has_no_known_length() -> None:
    desk = placed().press(Press.VISUAL)
    assert Press.ENTER not in accepts(desk.state)
    for digit in range(12):
        desk.play(Pressed(desk.later(1), Press.DIGIT, digit % 10))
    assert Press.DIGIT not in accepts(desk.state)
    assert Press.ENTER in accepts(desk.state)
    assert "012345678901" not in repr(desk.state)
    desk.press(Press.ERASE)
    assert desk.page == PasswordPage(11, wrong=False, checking=False)
    desk.press(Press.BACK)
    assert isinstance(desk.page, MethodPage)


def test_wrong_passwords_are_limited_and_the_patient_goes_on_by_other_ways() -> None:
    desk = placed()
    for left in reversed(range(PASSWORD_TRIES)):
        if not isinstance(desk.page, PasswordPage):
            desk.press(Press.VISUAL)
        desk.type_pin("1111")
        checked(desk, correct=False)
        assert isinstance(desk.page, PasswordPage) is bool(left)
    assert desk.page == MethodPage(None, None, phone=True)
    desk.press(Press.VISUAL)
    assert isinstance(desk.page, MethodPage), "it is not offered any more"


def test_a_password_that_comes_too_soon_after_a_wrong_one_is_not_a_try() -> None:
    desk = placed().press(Press.VISUAL).type_pin("2468")
    checked(desk, correct=False, wait=7.2)
    assert desk.page == PasswordPage(0, wrong=False, checking=False, wait=8)
    assert desk.state.reception is not None
    assert desk.state.reception.password_tries == 0


@pytest.mark.parametrize(
    ("profile", "password"), [("2024-10-07", True), ("2025-09-19", False)], ids=["before", "none"]
)
def test_it_is_offered_only_since_it_exists_and_where_there_is_a_password(
    profile: str, password: bool
) -> None:
    desk = placed(profile, password=password)
    assert not desk.page.visual
    desk.press(Press.VISUAL)
    assert isinstance(desk.page, MethodPage)


def test_a_card_without_photo_is_refused_and_says_why() -> None:
    desk = placed(card=CardFacts(CardKind.MY_NUMBER, 3, False), face_fault=Fault.PHOTO_ABSENT)
    assert desk.page == MethodPage(Why.NO_PHOTO, None, phone=True, absent=True, visual=True)
    desk.press(Press.VISUAL)
    assert isinstance(desk.page, MethodPage)


def test_staff_can_vouch_where_neither_face_nor_pin_is_left() -> None:
    without = placed(card=FACE_ONLY, face_fault=Fault.CAMERA_MISSING, password=False)
    assert isinstance(without.page, ErrorPage)
    desk = placed(card=FACE_ONLY, face_fault=Fault.CAMERA_MISSING)
    assert desk.page == MethodPage(Why.NO_CAMERA, Why.NO_PIN, phone=True, visual=True)


def test_it_is_offered_after_a_face_that_was_not_accepted() -> None:
    desk = placed().press(Press.FACE)
    desk.play(Tick(desk.later(21)))
    assert desk.page == FaceUnprovenPage(True, True, None, visual=True)
    assert isinstance(desk.press(Press.VISUAL).page, PasswordPage)


def test_staff_who_go_away_end_the_reception() -> None:
    desk = placed().press(Press.VISUAL)
    desk.play(Tick(desk.later(61)))
    assert isinstance(desk.page, TakeCardPage)
    assert desk.state.reception is not None
    assert desk.state.reception.ended is Outcome.TIMEOUT


def test_an_answer_for_an_earlier_patient_changes_nothing() -> None:
    desk = placed().press(Press.VISUAL).type_pin("246810")
    desk.play(PasswordChecked(desk.later(1), desk.number - 1, correct=True))
    assert desk.page == PasswordPage(0, wrong=False, checking=True)
    desk.play(CardRead(desk.later(1), desk.number, CARD))
    assert desk.page == PasswordPage(0, wrong=False, checking=True)
