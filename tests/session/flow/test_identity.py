"""How identity is proven by face or PIN, and which methods are left after a failure."""

from dataclasses import replace

import pytest

from kiosk.session.effects import (
    CheckPin,
    End,
    Identify,
    Outcome,
    StartFace,
)
from kiosk.session.events import (
    CardFacts,
    CardKind,
    CardTaken,
    FaceRefused,
    FaceSeen,
    Failed,
    Fault,
    Hint,
    Method,
    PinChecked,
    Press,
    Tick,
)
from kiosk.session.screens import screen
from kiosk.session.states import Idle
from kiosk.session.view import (
    ConsentAllPage,
    ErrorPage,
    FacePage,
    FaceUnprovenPage,
    MethodPage,
    PinPage,
    Why,
)
from tests.support.session import CARD, Desk


def test_the_right_pin_proves_identity(desk: Desk) -> None:
    desk.place().press(Press.PIN).type_pin()
    assert desk.of(CheckPin) == [CheckPin(1, "1234", allow_last=False)]
    desk.play(PinChecked(desk.later(1), 1, correct=True, left=3))
    assert desk.of(Identify) == [Identify(1, Method.PIN)]


def test_a_wrong_pin_shows_what_is_left(desk: Desk) -> None:
    desk.place().press(Press.PIN).type_pin("0000")
    desk.play(PinChecked(desk.later(1), 1, correct=False, left=2))
    assert isinstance(desk.page, PinPage)
    assert (desk.page.wrong, desk.page.left, desk.page.entered) == (True, 2, 0)


def test_the_last_try_is_spent_only_after_the_patient_confirms(desk: Desk) -> None:
    desk.place(CardFacts(CardKind.MY_NUMBER, 1, True)).press(Press.PIN)
    assert isinstance(desk.page, PinPage)
    assert desk.page.ask_last
    desk.type_pin()
    assert desk.of(CheckPin) == []
    desk.press(Press.CONFIRM).type_pin()
    assert desk.of(CheckPin) == [CheckPin(1, "1234", allow_last=True)]


def test_locking_the_pin_leaves_the_face(desk: Desk) -> None:
    desk.place(CardFacts(CardKind.MY_NUMBER, 1, True)).press(Press.PIN, Press.CONFIRM).type_pin()
    desk.play(PinChecked(desk.later(1), 1, correct=False, left=0))
    assert desk.page == MethodPage(face=None, pin=Why.PIN_LOCKED, phone=True)


def test_locking_the_pin_without_a_photo_ends_with_the_reason(desk: Desk) -> None:
    desk.place(CardFacts(CardKind.MY_NUMBER, 1, False)).press(Press.PIN, Press.CONFIRM).type_pin()
    desk.play(PinChecked(desk.later(1), 1, correct=False, left=0))
    assert isinstance(desk.page, ErrorPage)
    assert desk.page.fault is Fault.PIN_LOCKED


def test_a_card_without_pin_offers_only_the_face(desk: Desk) -> None:
    desk.place(CardFacts(CardKind.FACE_ONLY, None, True))
    assert desk.page == MethodPage(face=None, pin=Why.NO_PIN, phone=True)
    desk.press(Press.PIN)
    assert desk.page == MethodPage(face=None, pin=Why.NO_PIN, phone=True)


def test_a_photo_that_does_not_decode_leaves_the_pin_and_says_why(desk: Desk) -> None:
    desk.place(face_fault=Fault.PHOTO_UNREADABLE)
    assert desk.page == MethodPage(face=Why.NO_PHOTO, pin=None, phone=True)


def test_no_method_left_names_the_cause(desk: Desk) -> None:
    desk.place(CardFacts(CardKind.FACE_ONLY, None, True), Fault.PHOTO_UNREADABLE)
    assert isinstance(desk.page, ErrorPage)
    assert desk.page.fault is Fault.PHOTO_UNREADABLE


def test_a_refused_face_may_try_again_and_then_falls_to_the_pin(desk: Desk) -> None:
    desk.place()
    for attempt in range(1, 4):
        desk.press(Press.FACE)
        desk.play(FaceRefused(desk.later(1), 1))
        expected = PinPage if attempt == 3 else FaceUnprovenPage
        assert isinstance(desk.page, expected)
    assert isinstance(desk.page, PinPage)
    assert not desk.page.face


def test_giving_up_after_a_refused_face_is_a_refusal(desk: Desk) -> None:
    desk.place().press(Press.FACE)
    desk.play(FaceRefused(desk.later(1), 1)).play(CardTaken(desk.later(1)))
    assert desk.of(End) == [End(1, Outcome.REFUSED, None)]
    assert isinstance(desk.state.phase, Idle)


def test_an_empty_room_times_out(desk: Desk) -> None:
    desk.place().press(Press.FACE)
    desk.play(Tick(desk.later(21)))
    assert isinstance(desk.page, FaceUnprovenPage)
    desk.play(CardTaken(desk.later(1)))
    assert desk.of(End) == [End(1, Outcome.TIMEOUT, None)]


def test_faces_refused_on_a_card_without_pin_end_with_the_staff(desk: Desk) -> None:
    desk.place(CardFacts(CardKind.FACE_ONLY, None, True))
    for _ in range(3):
        desk.press(Press.FACE)
        desk.play(FaceRefused(desk.later(1), 1))
    assert isinstance(desk.page, ErrorPage)
    assert desk.page.fault is Fault.IDENTITY_REFUSED


def test_hints_change_at_most_once_a_second(desk: Desk) -> None:
    desk.place().press(Press.FACE)
    start = desk.now
    desk.play(FaceSeen(start + 0.1, 1, Hint.CLOSER, 0.0))
    desk.play(FaceSeen(start + 0.2, 1, Hint.FARTHER, 0.3))
    assert desk.page == FacePage(Hint.CLOSER, 0.3, pin=True)
    desk.play(FaceSeen(start + 1.2, 1, Hint.FARTHER, 0.4))
    assert desk.page == FacePage(Hint.FARTHER, 0.4, pin=True)


def test_a_camera_that_fails_spends_no_attempt(desk: Desk) -> None:
    desk.place().press(Press.FACE)
    desk.play(Failed(desk.later(1), 1, Fault.CAMERA_ENDED))
    assert desk.page == FaceUnprovenPage(retry=True, pin=True, fault=Fault.CAMERA_ENDED)
    reception = desk.state.reception
    assert reception is not None
    assert reception.face_failures == 0


def test_a_recognised_face_is_seen_before_the_questions_come(desk: Desk) -> None:
    desk.place().match()
    desk.gap = 0.01
    desk.identified()
    now = screen(desk.state, desk.now).page
    assert now == FacePage(Hint.HOLD, 1.0, pin=False, matched=True)
    desk.play(Tick(desk.later(0.4)))
    assert isinstance(desk.page, ConsentAllPage)


def test_starting_the_face_asks_for_the_camera_once(desk: Desk) -> None:
    desk.place().press(Press.FACE, Press.FACE)
    assert len(desk.of(StartFace)) == 1


def test_card_facts_default_card_has_all_methods(desk: Desk) -> None:
    desk.place(CARD)
    assert desk.page == MethodPage(face=None, pin=None, phone=True)


@pytest.mark.parametrize(
    ("age", "why"), [(0, Why.YOUNG), (12, Why.YOUNG), (13, None), (None, None)]
)
def test_the_face_is_not_offered_to_a_child(desk: Desk, age: int | None, why: Why | None) -> None:
    desk.place(age=age)
    assert desk.page == MethodPage(face=why, pin=None, phone=True)
    started = desk.press(Press.FACE).effects[-1] == StartFace(1)
    assert started is (why is None)


def test_the_age_from_which_faces_are_matched_is_a_rule(desk: Desk) -> None:
    desk.state = replace(desk.state, rules=replace(desk.state.rules, face_from_age=0))
    assert desk.place(age=3).page == MethodPage(face=None, pin=None, phone=True)


def test_a_child_without_a_pin_is_sent_to_the_desk(desk: Desk) -> None:
    desk.place(replace(CARD, pin_tries=None), age=5)
    assert isinstance(desk.page, ErrorPage)
    assert desk.page.fault is Fault.IDENTITY_REFUSED
