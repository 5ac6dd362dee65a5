"""The one clock of the program: Japanese wall-clock time, whatever zone the machine is set to.

Cards, eligibility and screens compare dates; a date taken from the machine's own zone would differ
from these for some hours of every day. Ruff forbids `date.today` and its like everywhere else.
"""

import calendar
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

JST = timezone(timedelta(hours=9), "JST")

Clock = Callable[[], datetime]
"""Naive Japanese time, to the second or finer."""


def instant() -> datetime:
    """The present moment with its zone, UTC, for time stamps that machines compare."""
    return datetime.now(UTC)  # noqa: TID251  the one place


def japan() -> datetime:
    """The time in Japan, naive."""
    return instant().astimezone(JST).replace(tzinfo=None)


def starting(start: datetime) -> Clock:
    """A clock that shows `start` now, Japanese time, and goes on from there."""
    ahead = start.replace(tzinfo=None) - japan()
    return lambda: japan() + ahead


def today() -> date:
    """The date in Japan."""
    return japan().date()


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or that month's last day where it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_end(day: date, months: int = 0) -> date:
    """The last day of the month `months` after that of `day`."""
    return add_months(day.replace(day=1), months + 1) - timedelta(days=1)


def serves_until(ended: date) -> date:
    """The last day on which a certificate or card that ended on `ended` serves as insurance card.

    Three months after the end of the month in which it ended (Iwaki city, 2024-12-02; 協会けんぽ).
    """
    return month_end(ended, 3)


def months_between(first: date, second: date) -> int:
    """How many months after the month of `first` that of `second` is."""
    return (second.year - first.year) * 12 + second.month - first.month


def birthday(birth: date, years: int) -> date:
    """The day on which that many years of life are completed; of 29 February, perhaps 1 March."""
    try:
        return birth.replace(year=birth.year + years)
    except ValueError:
        return date(birth.year + years, 3, 1)


def age(birth: date, on: date) -> int:
    """Completed years of life on that day."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
