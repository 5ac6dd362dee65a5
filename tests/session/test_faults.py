"""The table of faults: complete, with numbers that are given and documented."""

from pathlib import Path

import pytest

from kiosk.session.events import Fault
from kiosk.session.faults import FACE_FAULTS, FAULTS, PHONE_FAULTS, REFUSALS
from kiosk.texts import load
from kiosk.texts.pages.ending import OUTAGES
from tools.list_faults import FILE, page


@pytest.mark.parametrize("fault", Fault)
def test_a_fault_has_its_facts_its_texts_and_its_row(fault: Fault) -> None:
    assert fault in FAULTS, "its facts: kiosk/session/faults.py"
    texts = load()
    ways = () if fault in OUTAGES else ("way",)
    for part in ("title", "lead", *ways):
        known = texts.has(f"fault.{fault}.{part}") or fault in ADVISED
        assert known, f"its text fault.{fault}.{part}: kiosk/texts/locales/ja"
    staff = load(domain="staff")
    assert staff.has(f"fault.{fault}"), "its text for staff: kiosk/texts/locales/ja, staff.po"


ADVISED = frozenset({Fault.CARD_UNREADABLE, Fault.CARD_NOT_MY_NUMBER})
"""Their screens say several ways out instead of one."""


def test_no_two_faults_have_one_number() -> None:
    numbers = [facts.number for facts in FAULTS.values()]
    assert len(set(numbers)) == len(numbers)


def test_numbers_stay_what_they_were() -> None:
    told = {Fault.READER_MISSING: "E100", Fault.PIN_LOCKED: "E110", Fault.INTERNAL: "E124"}
    assert {fault: FAULTS[fault].number for fault in told} == told
    assert [FAULTS[fault].known for fault in told] == [False] * 3


def test_a_fault_of_one_method_or_of_a_phone_is_no_fault_of_the_rest() -> None:
    assert not FACE_FAULTS & (PHONE_FAULTS | REFUSALS)


def test_the_page_on_faults_is_that_of_the_program() -> None:
    said = "run python -m tools.list_faults"
    assert (Path(FILE)).read_text("utf-8") == page(), said
