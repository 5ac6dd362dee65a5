"""How long a consent is valid, against a slow obvious reference and the worked dates."""

import calendar
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kiosk.eligibility.uses import Month, Use, ends, last_second, needed, valid_until

TEN_YEARS = st.dates(date(2024, 1, 1), date(2034, 12, 31))
FIRST = date(2026, 11, 26)


def number(year: int, month: int) -> int:
    return year * 12 + month - 1


def holds_by_reference(first: date, care: set[Month], day: date, known_after: int) -> bool:
    """Walk month by month from the first one and ask every needed claim by its number."""
    begin, asked = number(first.year, first.month), number(day.year, day.month)
    claims = {number(month.year, month.month) for month in care}
    if day < first:
        return False
    for month in range(begin + 4, asked + 1):
        for claim in range(begin + 4 - known_after, month - known_after + 1):
            if claim not in claims:
                return False
    return True


@st.composite
def histories(draw: st.DrawFn) -> tuple[date, set[Month], date, int]:
    first = draw(TEN_YEARS)
    known_after = draw(st.sampled_from([2, 2, 1, 3]))
    length, gaps = draw(st.integers(0, 120)), draw(st.sets(st.integers(0, 120), max_size=3))
    care = {Month.of(first).plus(i) for i in range(length) if i not in gaps}
    day = draw(st.dates(first - timedelta(days=40), date(2045, 1, 1)))
    return first, care, day, known_after


@settings(max_examples=150)
@given(histories())
@example((date(2024, 2, 29), set(), date(2024, 5, 31), 2))
@example((date(2027, 11, 30), set(), date(2028, 2, 29), 2))
def test_a_consent_is_valid_on_the_days_of_the_reference(history: Any) -> None:
    first, care, day, known_after = history
    until = valid_until(first, care, known_after)
    assert (first <= day <= until) == holds_by_reference(first, care, day, known_after)
    assert until.day == calendar.monthrange(until.year, until.month)[1]


@settings(max_examples=50)
@given(histories())
def test_the_needed_claims_are_those_that_decide(history: Any) -> None:
    first, care, day, known_after = history
    if day >= first:
        valid = day <= valid_until(first, care, known_after)
        assert valid == all(one in care for one in needed(first, day, known_after))


@pytest.mark.parametrize(
    ("first", "until"),
    [
        ("2026-11-26", "2027-02-28"),
        ("2026-11-30", "2027-02-28"),
        ("2025-11-01", "2026-02-28"),
        ("2027-11-15", "2028-02-29"),
    ],
)
def test_the_worked_first_periods(first: str, until: str) -> None:
    assert valid_until(date.fromisoformat(first), set(), 2) == date.fromisoformat(until)


def test_the_worked_lapse() -> None:
    jan, feb, mar = (Month(2027, month) for month in (1, 2, 3))
    assert needed(FIRST, date(2027, 3, 31), 2) == (jan,)
    assert needed(FIRST, date(2027, 4, 1), 2) == (jan, feb)
    assert valid_until(FIRST, {jan}, 2) == date(2027, 3, 31)
    assert valid_until(FIRST, {jan, mar}, 2) == date(2027, 3, 31)
    assert valid_until(FIRST, {jan, feb}, 2) == date(2027, 4, 30)


@pytest.mark.parametrize("text", ["2027-13", "2027-1", "202701", "2027-01-01", "２０２７-01", ""])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="month"):
        Month.parse(text)


def test_the_other_uses_end_with_their_day_or_after_24_hours() -> None:
    at, day = datetime(2026, 11, 26, 9, 30), date(2026, 12, 3)
    one = timedelta(hours=24)
    assert ends(Use.COUNTER, at, None, one) == at + one
    for use in (Use.ONLINE, Use.OTHER_ROUTE, Use.HOUSE_CALL):
        assert ends(use, at, day, one) == last_second(day)
        assert ends(use, at, None, one) == last_second(at.date())
