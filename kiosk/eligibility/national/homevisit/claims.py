"""Claims (レセプト): the months in which a facility cared for a person, as given by command."""

import csv
from collections.abc import Iterable
from pathlib import Path

from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.homevisit.visits import record_care
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.uses import Month

Line = tuple[str, str, str]
"""Persona, medical institution code, month YYYY-MM."""


def read_claims(file: Path) -> list[Line]:
    """The lines of a CSV file. Raises ValueError, which names the line, and OSError."""
    try:
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{file} is not UTF-8: save it as UTF-8") from None
    found: list[Line] = []
    rows = csv.reader(text.splitlines())
    try:
        for row in rows:
            if not row or row[0].startswith("#"):
                continue
            if len(row) != 3:
                raise ValueError(f"line {rows.line_num}: write PERSONA,CODE,MONTH")
            found.append((row[0].strip(), row[1].strip(), row[2].strip()))
    except csv.Error:
        raise ValueError(
            f"{file}: line {rows.line_num} is no line of a CSV; save it as CSV UTF-8"
        ) from None
    return found


def record(registry: Registry, lines: Iterable[Line]) -> int:
    """Record all lines or none; returns how many. Raises KeyError, ValueError."""
    claims = [
        (Facility(code).code, registry.id_of(persona), Month.parse(month))
        for persona, code, month in lines
    ]
    with registry.transaction() as connection:
        for code, person_id, month in claims:
            record_care(connection, code, person_id, month)
    return len(claims)
