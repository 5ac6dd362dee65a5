"""What the dates of every person say is true on every day of three years.

CI tries a few days; more with, for example,
`UKETSUKE_EXAMPLES=2000 .venv/bin/pytest tests/eligibility/national/test_dates.py`.
"""

import json
import os
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kiosk.clock import age, month_end
from kiosk.eligibility.national.results import describe, in_force, judge, recipient_period
from kiosk.eligibility.national.store.generate import made
from kiosk.eligibility.national.store.queries import Holder
from kiosk.personas import schema
from kiosk.session.codes import Validity

FIRST, LAST = date(2026, 11, 26), date(2029, 11, 26)
EXAMPLES = int(os.environ.get("UKETSUKE_EXAMPLES", "8"))
DAYS = st.dates(FIRST, LAST)
SOON = timedelta(days=45)
PEOPLE = [persona for persona in schema.everyone() if persona.insurance]


def holder(persona: schema.Persona, today: date) -> Holder:
    held = tuple(one.moved(today) for one in persona.insurance)
    return Holder(1, persona.person, True, persona.withheld, persona.subsidy, held)


def generated(index: int, today: date) -> Holder:
    one = made(index, 7)
    names = ("insurer_number", "insurer_name", "symbol", "number", "branch", "relation",
             "classification", "burden", "start", "end")  # fmt: skip
    held = []
    for row in one.insurances:
        values = dict(zip(names, row[1:11], strict=True)) | json.loads(row[11] or "{}")
        held.append(schema.Insurance.model_validate(values).moved(today))
    person = schema.Person(
        name=one.person[1], kana=one.person[2], birth=one.person[5], sex=one.person[6],
        address=one.person[7], post=one.person[8],
    )  # fmt: skip
    return Holder(1, person, True, withheld=False, subsidy=False, insurances=tuple(held))


def faults(person: Holder, today: date) -> Iterator[str]:
    """What is wrong with a person's insurances and with what is told of them today."""
    birth = person.person.birth
    for held in person.insurances:
        if held.start < birth:
            yield "insured before birth"
        if held.is_for_elderly and age(birth, held.start) < 75:
            yield "後期高齢者 before 75"
        if held.end and held.end < held.start:
            yield "an insurance that ends before it begins"
        for ticket in held.tickets:
            if not (ticket.month == f"{today:%Y%m}" and ticket.start <= today <= ticket.end):
                yield "a ticket of another month"
        if held.limit and not (held.limit.start <= today <= held.limit.end <= today + SOON):
            yield "a limit that does not end soon"
        if held.valid_until and not today <= held.valid_until <= today + SOON:
            yield "a short-term card that does not end soon"
    lasting = in_force(person.insurances, today)
    if age(birth, today) >= 75 and any(
        not held.is_for_elderly and held.classification != "A1" for held in lasting
    ):
        yield "another insurance after 75"
    first, last = recipient_period(birth)
    for held, row in zip(lasting, describe(person, lasting, today), strict=True):
        if (row.insured_partial_contribution_ratio is not None) != held.is_for_elderly:
            yield "a ratio outside 後期高齢者医療, or none in it"
        expected = first <= today <= last and held.classification != "A1"
        if (row.elderly_recipient_certificate_info is not None) != expected:
            yield "a 高齢受給者証 that age and insurance do not agree with"
        if (row.public_expense_result_list is not None) != bool(held.tickets):
            yield "a ticket that is not told"


@settings(max_examples=EXAMPLES, deadline=None)
@given(DAYS)
@example(date(2027, 1, 31))
@example(date(2028, 2, 29))
@example(LAST)
def test_the_dates_of_every_persona_agree_with_the_day(today: date) -> None:
    found = {
        persona.id: told
        for persona in PEOPLE
        if (told := list(faults(holder(persona, today), today)))
    }
    assert found == {}


@settings(max_examples=EXAMPLES * 20, deadline=None)
@given(st.integers(0, 10**8 - 1), DAYS)
def test_the_dates_of_every_generated_person_agree_with_the_day(index: int, today: date) -> None:
    assert list(faults(generated(index, today), today)) == []


@settings(max_examples=EXAMPLES, deadline=None)
@given(DAYS)
def test_a_change_of_insurance_was_within_45_days(today: date) -> None:
    persona = next(one for one in PEOPLE if one.id == "mid_month")
    old, new = holder(persona, today).insurances
    assert old.end == new.start
    assert today - SOON <= new.start <= today


@settings(max_examples=EXAMPLES, deadline=None)
@given(DAYS)
def test_a_ticket_of_this_month_is_none_in_the_next(today: date) -> None:
    person = holder(next(one for one in PEOPLE if one.id == "aid_ticket"), today)
    assert judge(person, today)[0] is Validity.VALID
    later = month_end(today) + timedelta(days=1)
    assert judge(person, later)[0] is Validity.VALID_UNREGISTERED


@pytest.mark.parametrize("birth", [date(1955, 5, 1), date(1955, 5, 2), date(1956, 2, 29)])
def test_a_recipient_begins_with_a_month_and_ends_before_75(birth: date) -> None:
    first, last = recipient_period(birth)
    assert first.day == 1
    assert age(birth, first) == 70
    assert (age(birth, last), age(birth, last + timedelta(days=1))) == (74, 75)


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(2013, 5, 6), date(2026, 5, 5), 12),
        (date(2013, 5, 6), date(2026, 5, 6), 13),
        (date(2012, 2, 29), date(2025, 2, 28), 12),
        (date(2012, 2, 29), date(2025, 3, 1), 13),
    ],
)
def test_an_age_grows_on_the_birthday(born: date, on: date, years: int) -> None:
    assert age(born, on) == years
