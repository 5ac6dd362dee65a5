"""The data printed on the card's face, and 照合番号B, which is made from it (docs/card.md)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from kiosk.characters import ascii_digits

ERAS = (
    (date(2019, 5, 1), "令和"),
    (date(1989, 1, 8), "平成"),
    (date(1926, 12, 25), "昭和"),
    (date(1912, 7, 30), "大正"),
    (date(1873, 1, 1), "明治"),
)
"""First day of each era, newest first. 明治 counts from the Gregorian calendar's first day."""


def era(day: date) -> tuple[str, int]:
    """The Japanese era and year of a day, e.g. ("平成", 1) for 1989-01-08.

    Raises ValueError before 1873.
    """
    for begins, name in ERAS:
        if day >= begins:
            first = 1868 if name == "明治" else begins.year
            return name, day.year - first + 1
    raise ValueError("no Japanese era of the Gregorian calendar")


@dataclass(frozen=True, slots=True)
class Printed:
    """Birth date, year of expiry and security code of the card's face; hidden in its repr."""

    birth: date = field(repr=False)
    expires: int = field(repr=False)
    security_code: str = field(repr=False)

    @property
    def code_b(self) -> str:
        """照合番号B: YYMMDD with the Japanese era year, YYYY of expiry, four-digit code.

        The same form is assumed for foreign residents; no public source says otherwise.
        """
        return f"{era(self.birth)[1]:02}{self.birth:%m%d}{self.expires:04}{self.security_code}"

    def plausible(self, today: date) -> bool:
        """Whether such a card can exist: birth in the past, expiry from 2016 to in 11 years."""
        return (
            date(1880, 1, 1) <= self.birth <= today
            and 2016 <= self.expires <= today.year + 11
            and re.fullmatch(r"[0-9]{4}", self.security_code) is not None
        )


def typed(code_b: str, today: date) -> Printed | None:
    """Parse 照合番号B as typed: fourteen digits of any width; None if no card can have it.

    The digits do not contain the era; every possible birth date gives the same digits.
    """
    code_b = ascii_digits(code_b)
    if not re.fullmatch(r"[0-9]{14}", code_b):
        return None
    year, month, day = int(code_b[:2]), int(code_b[2:4]), int(code_b[4:6])
    for begins, name in ERAS:
        first = 1868 if name == "明治" else begins.year
        try:
            birth = date(first + year - 1, month, day)
        except ValueError:
            continue
        found = Printed(birth, int(code_b[6:10]), code_b[10:])
        if year and era(birth) == (name, year) and found.plausible(today):
            return found
    return None


PrintedFace = Callable[[], Printed | None]
"""Reads the printed face of the card on the reader: from a persona, a keypad or a second camera.

Returns None if nothing could be read.
"""
