"""The five uses of a consent that is given away from the reader, and how long each is valid.

Facts and worked dates: docs/homevisit.md. [G] marks a choice of this emulator.
"""

import calendar
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from kiosk.clock import add_months
from kiosk.session.codes import Treatment

FREE_MONTHS = 3
"""Months after the first one in which 訪問診療等 is valid without a claim."""


class Use(StrEnum):
    """What the patient consents for."""

    VISIT = "visit"
    """訪問診療等: lasts while care goes on."""
    HOUSE_CALL = "house_call"
    """往診: for this visit only."""
    ONLINE = "online"
    """オンライン診療等: for the 診療日."""
    OTHER_ROUTE = "other_route"
    """外来診療等（通常とは異なる動線）: for the 診療日."""
    COUNTER = "counter"
    """外来 at the counter, where the reader cannot be used: 24 hours."""

    @property
    def treatment(self) -> Treatment:
        """The MedicalTreatmentFlag (OQSCD028) of the use; of 往診, 動線 and 外来 it is [G]."""
        return _TREATMENTS[self]

    @property
    def for_a_day(self) -> bool:
        """Whether the consent belongs to one day of care."""
        return self in (Use.HOUSE_CALL, Use.ONLINE, Use.OTHER_ROUTE)

    @property
    def booked(self) -> bool:
        """Whether the patient is asked for the 診療日 first."""
        return self in (Use.ONLINE, Use.OTHER_ROUTE)


_TREATMENTS = {
    Use.VISIT: Treatment.HOME_VISIT,
    Use.HOUSE_CALL: Treatment.HOME_VISIT,
    Use.ONLINE: Treatment.ONLINE,
    Use.OTHER_ROUTE: Treatment.ONLINE,
    Use.COUNTER: Treatment.OUTPATIENT,
}


class Channel(StrEnum):
    """Where the consent was given."""

    WEB = "web"
    APP = "app"
    COUNTER = "counter"


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month; `Month.of(day)`, `Month.parse("2027-02")`."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month of a day."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read YYYY-MM. Raises ValueError."""
        if not re.fullmatch(r"(?!0000)[0-9]{4}-(0[1-9]|1[0-2])", text):
            raise ValueError("a month is written YYYY-MM")
        return cls(int(text[:4]), int(text[5:]))

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"

    def plus(self, months: int) -> "Month":
        """The month so many months later."""
        return Month.of(add_months(date(self.year, self.month, 1), months))

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])


def valid_until(first: date, care: Collection[Month], known_after: int) -> date:
    """The last day of a consent to 訪問診療等 that was given on `first`.

    It is valid to the end of the third month after `first`. Each later month needs claims of every
    month from `first` + 4 - `known_after` to `known_after` months before it.
    """
    month = Month.of(first).plus(FREE_MONTHS)
    while month.plus(1 - known_after) in care:
        month = month.plus(1)
    return month.last_day


def needed(first: date, day: date, known_after: int) -> tuple[Month, ...]:
    """The months whose claims keep a consent of `first` valid in the month of `day`."""
    month = Month.of(first).plus(FREE_MONTHS + 1 - known_after)
    last = Month.of(day).plus(-known_after)
    found = []
    while month <= last:
        found.append(month)
        month = month.plus(1)
    return tuple(found)


def ends(use: Use, at: datetime, day: date | None, outpatient: timedelta) -> datetime:
    """The last second of a consent given at `at`, before any claim is known."""
    if use is Use.COUNTER:
        return at + outpatient
    if use is Use.VISIT:
        return last_second(valid_until(at.date(), (), 2))
    return last_second(day or at.date())


def last_second(day: date) -> datetime:
    """The last second of a day."""
    return datetime.combine(day, time(23, 59, 59))
