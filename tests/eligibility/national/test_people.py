"""The shipped persons show every value that a result can say."""

from collections import defaultdict
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any

import pytest

from kiosk.eligibility.national.checks import CheckQuestion
from kiosk.eligibility.national.results import describe, judge
from kiosk.eligibility.national.store.queries import Search
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.national.system import National
from kiosk.personas import schema
from kiosk.session import codes
from tests.support.eligibility import ManualClock

TODAY = date(2026, 11, 20)

IN_RESULTS = (
    codes.Sex, codes.Loss, codes.Relation, codes.Classification, codes.LimitKind, codes.LimitFlag,
    codes.Disease, codes.Preschool, codes.TicketType, codes.TicketCare, codes.TicketUse,
    codes.Presence, codes.Consistency, codes.Designation,
)  # fmt: skip


@pytest.fixture(scope="module")
def everyone() -> dict[str, schema.Persona]:
    return {persona.id: persona for persona in schema.everyone()}


@pytest.fixture
def national(registry: Registry, clock: ManualClock) -> National:
    registry.fill(schema.everyone())
    return National(registry, clock=clock)


def walk(value: Any, into: dict[type, set[Enum]]) -> None:
    if isinstance(value, Enum):
        into[type(value)].add(value)
    elif isinstance(value, tuple):
        for one in value:
            walk(one, into)
    elif is_dataclass(value):
        for field in fields(value):
            walk(getattr(value, field.name), into)


def search(persona: schema.Persona, place: int, *, branch: bool = True) -> Search:
    held = persona.insurance[place]
    given = held.branch if branch else None
    return Search(held.insurer_number, held.symbol, held.number, persona.person.birth, given)


def test_every_value_of_the_code_tables_occurs_in_some_person(
    registry: Registry, everyone: dict[str, schema.Persona]
) -> None:
    from kiosk.eligibility.pki.issuer import serial_of

    registry.fill(everyone.values())
    seen: dict[type, set[Enum]] = defaultdict(set)
    for name in (name for name, one in everyone.items() if not one.closed):
        holder, _ = registry.of_card(serial_of(name), TODAY)
        walk(describe(holder, holder.insurances, TODAY), seen)
    missing = {table.__name__: set(table) - seen[table] for table in IN_RESULTS}
    assert {name: values for name, values in missing.items() if values} == {}


def test_every_validity_occurs(national: National, everyone: dict[str, schema.Persona]) -> None:
    def validity(name: str, place: int = 0, *, branch: bool = True) -> codes.Validity:
        asked = search(everyone[name], place, branch=branch)
        return national.check("1312345678", [CheckQuestion(TODAY, asked)])[0].validity

    assert validity("aoi") is codes.Validity.VALID
    assert validity("lost_other") is codes.Validity.INVALID
    assert validity("mid_month") is codes.Validity.SUPERSEDED
    assert validity("mid_month", 1) is codes.Validity.VALID
    assert validity("itsuki", branch=False) is codes.Validity.SEVERAL
    assert validity("aid_unregistered") is codes.Validity.VALID_UNREGISTERED
    nobody = Search("990127", "", "0", date(2000, 1, 1))
    assert national.check("1312345678", [CheckQuestion(TODAY, nobody)])[0].validity is (
        codes.Validity.NOT_FOUND
    )


def test_public_assistance_beside_an_insurance_is_told_with_both(
    registry: Registry, everyone: dict[str, schema.Persona]
) -> None:
    from kiosk.eligibility.pki.issuer import serial_of

    registry.fill(everyone.values())
    holder, _ = registry.of_card(serial_of("aid_combined"))
    validity, held = judge(holder, TODAY)
    assert validity is codes.Validity.VALID
    assert {one.classification for one in held} == {"01", "A1"}


def test_preschool_ends_with_the_school_year_of_the_sixth_birthday() -> None:
    from kiosk.eligibility.national.results import preschool

    assert preschool(date(2020, 4, 2), date(2027, 3, 31))
    assert not preschool(date(2020, 4, 1), date(2026, 4, 1))
    assert preschool(date(2020, 4, 1), date(2026, 3, 31))
    assert preschool(date(2020, 3, 31), date(2026, 3, 31))
    assert not preschool(date(2020, 3, 31), date(2026, 3, 31) + timedelta(days=1))


def test_no_two_persons_share_an_insurance_and_branch(everyone: dict[str, schema.Persona]) -> None:
    keys = [
        (held.insurer_number, held.symbol, held.number, held.branch)
        for persona in everyone.values()
        for held in persona.insurance
    ]
    assert len(keys) == len(set(keys))


def test_a_card_that_does_not_serve_as_insurance_card_is_nobodys(
    registry: Registry, national: National
) -> None:
    from kiosk.eligibility.pki.issuer import serial_of

    closed = schema.find("closed")
    assert registry.of_card(serial_of("closed")) is None
    (found,) = national.check("1312345678", [CheckQuestion(TODAY, search(closed, 0))])
    assert found.validity is codes.Validity.VALID
    assert {(one.address, one.post_number) for one in found.results} == {(None, None)}
