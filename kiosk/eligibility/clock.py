"""Japanese wall-clock time: everything eligibility stores or writes is in it, without an offset."""

import calendar
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

JST = timezone(timedelta(hours=9), "JST")

Clock = Callable[[], datetime]
"""Naive Japanese time, to the second or finer."""


def japan() -> datetime:
    """Now in Japan, naive."""
    return datetime.now(JST).replace(tzinfo=None)


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or that month's last day where it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def age(birth: date, on: date) -> int:
    """Completed years of life on that day."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
