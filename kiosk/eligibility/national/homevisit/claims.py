"""Claims (レセプト): the months in which a facility cared for a person, as given by command."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.homevisit.visits import record_care
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.uses import Month
from kiosk.encodings import table_text


@dataclass(frozen=True, slots=True)
class Claim:
    """Care of a persona by a facility in a month; `line` is where a file says so, or 0."""

    persona: str
    code: str
    month: Month
    line: int = 0

    @classmethod
    def parse(cls, persona: str, code: str, month: str, line: int = 0) -> "Claim":
        """Read the three values as written. Raises ValueError."""
        return cls(persona.strip(), Facility(code.strip()).code, Month.parse(month.strip()), line)


def read_claims(file: Path) -> list[Claim]:
    """The claims of a CSV file. Raises ValueError, which names the line, and OSError."""
    try:
        text = table_text(file.read_bytes())
    except ValueError:
        raise ValueError(f"{file} is no CSV in UTF-8 or Shift_JIS; save it as CSV UTF-8") from None
    found: list[Claim] = []
    rows = csv.reader(text.splitlines())
    try:
        for row in rows:
            if not row or row[0].startswith("#"):
                continue
            if len(row) != 3:
                raise ValueError("write PERSONA,CODE,MONTH")
            found.append(Claim.parse(row[0], row[1], row[2], rows.line_num))
    except csv.Error:
        raise ValueError(
            f"{file}: line {rows.line_num} is no line of a CSV; save it as CSV UTF-8"
        ) from None
    except ValueError as error:
        raise ValueError(f"{file}: line {rows.line_num}: {error}") from None
    return found


def record(registry: Registry, claims: Iterable[Claim]) -> int:
    """Record all claims or none; returns how many. Raises KeyError if a persona is unknown."""
    found = [(claim, _person(registry, claim)) for claim in claims]
    with registry.transaction() as connection:
        for claim, person_id in found:
            record_care(connection, claim.code, person_id, claim.month)
    return len(found)


def _person(registry: Registry, claim: Claim) -> int:
    try:
        return registry.id_of(claim.persona)
    except KeyError as error:
        if not claim.line:
            raise
        raise KeyError(f"line {claim.line}: {error.args[0]}") from None
