"""Finds persons without a reception: by name, birth date, sex and address, or by their card."""

import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Connection, select

from kiosk.eligibility.national.checks import CheckResult
from kiosk.eligibility.national.results import judge, rows
from kiosk.eligibility.national.store import queries, tables
from kiosk.eligibility.national.store.queries import Holder
from kiosk.eligibility.national.store.registry import Registry
from kiosk.session.codes import Validity

MOST = 20
"""Persons that one search may find; more are too many to choose from [G]."""


@dataclass(frozen=True, slots=True)
class PersonSearch:
    """Part of the name or its kana, the birth date, and if given sex (OQSCD007) and address."""

    name: str = field(repr=False)
    birth: date = field(repr=False)
    sex: int | None = None
    address: str = field(default="", repr=False)

    def means(self, holder: Holder) -> bool:
        """Whether the person matches."""
        person = holder.person
        told = (person.name, person.kana, person.name_of_other, person.kana_of_other)
        named = any(_plain(self.name) in _plain(one) for one in told if one)
        at_home = not self.address or _plain(self.address) in _plain(person.address)
        # 不開示: a protected address is not searched either.
        known = at_home and not (self.address and holder.withheld)
        return named and known and self.sex in (None, person.sex)


def _plain(words: str) -> str:
    """Without spaces and differences of width."""
    return "".join(unicodedata.normalize("NFKC", words).split())


def find(connection: Connection, wanted: PersonSearch, now: datetime) -> list[CheckResult]:
    """One finding for each person who matches; without a match, one finding with a refusal."""
    day = now.date()
    of_birth = select(tables.person.c.id).where(tables.person.c.birth == wanted.birth)
    ids = list(connection.scalars(of_birth))
    holders = queries.holders(connection, ids, day).values()
    met = [holder for holder in holders if _plain(wanted.name) and wanted.means(holder)]
    found = [_finding(holder, now) for holder in met[:MOST]]
    return found or [CheckResult(Validity.NOT_FOUND)]


def of_card(registry: Registry, serial: int, now: datetime) -> list[CheckResult]:
    """The finding for the holder of a certificate; a refusal if it is unknown or revoked."""
    known = registry.of_card(serial, now.date())
    if known is None or known[1]:  # revoked
        return [CheckResult(Validity.NOT_FOUND)]
    return [_finding(known[0], now)]


def _finding(holder: Holder, now: datetime) -> CheckResult:
    validity, insurances = judge(holder, now.date())
    return CheckResult(validity, rows(holder, insurances, (), now, now.date()))
