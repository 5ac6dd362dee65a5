"""The branches of the reception, event by event."""

from dataclasses import replace

import pytest

from kiosk.session.effects import (
    End,
    Outcome,
)
from kiosk.session.events import (
    CardPlaced,
    CardTaken,
    Failed,
    Fault,
    Identified,
    Press,
    Pressed,
    RulesChanged,
    Tick,
)
from kiosk.session.rules import load_profile, profile_names
from kiosk.session.states import Idle, Problem, RemovedEarly, TakeCard
from kiosk.session.view import (
    ConsentAllPage,
    ConsentPage,
    DonePage,
    ErrorPage,
    IdlePage,
    Wait,
    WaitPage,
)
from tests.support.session import PATIENT, Desk


def test_three_touches_complete_a_reception_by_face(desk: Desk) -> None:
    desk.place().match().identified().press(Press.AGREE_ALL).deliver()
    assert desk.page == DonePage(agreed=3, asked=3)
    assert desk.of(End) == [End(1, Outcome.COMPLETED, None)]
    desk.play(CardTaken(desk.later(1)))
    assert desk.page == DonePage(agreed=3, asked=3)
    desk.play(Tick(desk.later(5)))
    assert desk.page == IdlePage(None, phone=True)


def test_effects_of_a_reception_come_in_the_order_of_the_device(desk: Desk) -> None:
    desk.place().match().identified().press(Press.AGREE_ALL).deliver()
    kinds = [type(e) for e in desk.effects if type(e).__name__ != "Sound"]
    assert [k.__name__ for k in kinds] == [
        "Begin",
        "ReadCard",
        "StartFace",
        "StopFace",
        "Identify",
        "Submit",
        "End",
    ]


def test_an_answer_of_an_earlier_reception_is_dropped(desk: Desk) -> None:
    desk.place().press(Press.FACE)
    desk.play(CardTaken(desk.later(1))).play(CardPlaced(desk.later(1)))
    before = desk.state
    desk.play(Identified(desk.later(1), 1, PATIENT))
    assert desk.state == before


def test_checking_stays_long_enough_to_be_read(desk: Desk) -> None:
    desk.place().match().identified().press(Press.AGREE_ALL)
    desk.gap = 0.05
    desk.deliver()
    assert desk.page == WaitPage(Wait.SUBMITTING, slow=False)
    desk.play(Tick(desk.later(1)))
    assert isinstance(desk.page, DonePage)


@pytest.mark.parametrize("fault", list(Fault))
def test_every_fault_while_reading_is_shown_and_ends(desk: Desk, fault: Fault) -> None:
    desk.play(CardPlaced(desk.later(1)))
    desk.play(Failed(desk.later(1), 1, fault))
    if fault is Fault.CARD_TAKEN:
        assert isinstance(desk.state.phase, RemovedEarly)
    else:
        assert isinstance(desk.page, ErrorPage)
        assert desk.page.fault is fault
    desk.play(Tick(desk.later(16)))
    waits = Problem if fault is Fault.PHONE_MISPLACED else TakeCard | Idle
    assert isinstance(desk.state.phase, waits)


def test_the_public_error_numbers_are_those_of_the_device(desk: Desk) -> None:
    codes = {}
    for fault in Fault:
        desk.play(CardTaken(desk.later(100))).play(CardPlaced(desk.later(100)))
        desk.play(Failed(desk.later(1), desk.number, fault))
        if isinstance(desk.page, ErrorPage):
            codes[desk.page.code] = (fault, desk.page.known)
    known = {code for code, (_, known) in codes.items() if known}
    assert known == {"001", "002", "006", "OQC-OWSE0900000"}
    assert len(codes) == len(Fault) - 1
    assert codes["006"][0] is Fault.CERTIFICATE_INVALID


def test_no_secret_shows_in_a_repr(desk: Desk) -> None:
    desk.place().press(Press.PIN).type_pin("8351")
    seen = repr(desk.state) + repr(desk.effects) + repr(Pressed(0.0, Press.DIGIT, 8))
    assert "8351" not in seen
    assert "digit=" not in seen


def test_every_shipped_profile_names_its_source() -> None:
    assert profile_names() == (
        "2021-10", "2022-09", "2023-05", "2024-10-07", "2025-09-19", "next",
    )  # fmt: skip
    for name in profile_names():
        profile = load_profile(name)
        assert profile.name == name
        assert profile.source
        assert len({q.id for q in profile.questions}) == len(profile.questions)


def test_other_rules_hold_from_the_next_patient_on(desk: Desk) -> None:
    old = replace(desk.state.rules, profile=load_profile("2023-05"))
    desk.play(RulesChanged(desk.later(1), old))
    desk.place().match().identified()
    assert isinstance(desk.page, ConsentPage)
    new = replace(old, profile=load_profile("2025-09-19"))
    desk.play(RulesChanged(desk.later(1), new))
    assert isinstance(desk.page, ConsentPage), "who is being received goes on as they began"
    desk.play(CardTaken(desk.later(1))).play(Tick(desk.later(40)))
    desk.place().match().identified()
    assert isinstance(desk.page, ConsentAllPage)


def test_other_rules_hold_for_the_card_that_follows_at_once(desk: Desk) -> None:
    desk.place().match().identified().press(Press.AGREE_ALL).deliver()
    desk.play(CardTaken(desk.later(0.1)))
    old = replace(desk.state.rules, profile=load_profile("2023-05"))
    desk.play(RulesChanged(desk.later(0.1), old))
    desk.place()
    assert desk.state.rules is old
