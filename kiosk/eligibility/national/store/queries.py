"""Queries and writes on the registry, inside the caller's transaction.

Every function handles many items at once with few statements.
"""

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from kiosk.eligibility.national.consents import Consent
from kiosk.eligibility.national.store import tables
from kiosk.personas.schema import Insurance, Person
from kiosk.session.rules import Category


@dataclass(frozen=True, slots=True)
class Holder:
    """A person with all present and past insurances; `id` is the registry's id."""

    id: int
    person: Person = field(repr=False)
    registered: bool
    withheld: bool
    subsidy: bool
    insurances: tuple[Insurance, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Search:
    """The search terms of a check by insurance: 保険者番号, 記号, 番号, 枝番, 生年月日."""

    insurer_number: str = field(repr=False)
    symbol: str = field(repr=False)
    number: str = field(repr=False)
    birth: date | None = field(repr=False)
    """None if the message has no birth date, as 薬剤情報: then the branch number selects."""
    branch: str | None = None

    @property
    def key(self) -> int:
        """The digest that the column `insurance.search` holds."""
        return search_key(self.insurer_number, self.symbol, self.number)

    def names(self, held: Insurance) -> bool:
        """Whether the insurance matches, each in its plain form."""
        return (
            self.branch in (None, held.branch)
            and plain(self.number) == plain(held.number)
            and plain(self.symbol) == plain(held.symbol)
            and plain_insurer(self.insurer_number) == plain_insurer(held.insurer_number)
        )

    def means(self, holder: Holder) -> bool:
        """Whether the person matches."""
        born = self.birth in (None, holder.person.birth)
        return born and any(self.names(held) for held in holder.insurances)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One line of the history of checks: who asked what and when, without the full answer.

    `kind` is a `kiosk.records.record.Asked`, with card for a phone too; `request` identifies the
    request, so a request repeated after a crash is not counted twice.
    """

    facility: str
    at: datetime
    kind: str
    person_id: int | None
    validity: str | None
    request: str | None = None
    viewed: frozenset[Category] | None = None
    """What a look-up of information was answered with, nothing if refused; None for a check."""


HYPHENS = "‐‑‒–—―−ーｰ－﹣"
"""Characters written for a hyphen: which one depends on the keyboard and on who decoded a file."""
TILDES = "〜～∼"
_SAME = str.maketrans(dict.fromkeys(HYPHENS, "-") | dict.fromkeys(TILDES, "~"))


def plain(given: str) -> str:
    """A symbol or number in the form used for comparison.

    Width, spaces, and the kind of hyphen or tilde make no difference.
    """
    if not given.isascii():
        given = unicodedata.normalize("NFKC", given).translate(_SAME)
    return given.replace(" ", "")


def plain_insurer(given: str) -> str:
    """An insurer number in the form used for comparison: six digits may be padded with zeros."""
    number = plain(given)
    return number[2:] if len(number) == 8 and number.startswith("00") else number


def search_key(insurer: str, symbol: str, number: str) -> int:
    """Signed 64-bit digest of the search terms."""
    what = f"{plain_insurer(insurer)}|{plain(symbol)}|{plain(number)}"
    digest = hashlib.blake2b(what.encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


def padded(values: Iterable[int]) -> list[int]:
    """The distinct values, padded to a power of two with the last one.

    IN lists then have few different lengths, so databases can reuse prepared statements.
    """
    distinct = list(dict.fromkeys(values))
    wanted = 1 << (len(distinct) - 1).bit_length() if distinct else 0
    return distinct + distinct[-1:] * (wanted - len(distinct))


_PERSON = [tables.person.c[name] for name in (
    "id", "name", "kana", "name_of_other", "kana_of_other", "birth", "sex", "address", "post",
    "registered", "withheld", "subsidy",
)]  # fmt: skip
_HELD = [tables.insurance.c[name] for name in (
    "insurer_number", "insurer_name", "symbol", "number", "branch", "relation", "classification",
    "burden", "start", "end", "details",
)]  # fmt: skip
_HELD_NAMES = [column.name for column in _HELD[:-1]]


def holders(connection: Connection, ids: Sequence[int], today: date) -> dict[int, Holder]:
    """By id, the persons that exist, with all their insurances, oldest first.

    Dates that move with the clock are those of `today`.
    """
    return _read(connection, tables.person.c.id.in_(padded(ids)), today) if ids else {}


def meant(
    connection: Connection, searches: Sequence[Search], today: date
) -> dict[Search, list[Holder]]:
    """The persons who match each search, with all their insurances as of `today`."""
    if not searches:
        return {}
    held = tables.insurance.c
    of_key = select(held.person_id).where(held.search.in_(padded(one.key for one in searches)))
    by_key: dict[int, list[Holder]] = defaultdict(list)
    for holder in _read(connection, tables.person.c.id.in_(of_key), today).values():
        for key in {search_key(i.insurer_number, i.symbol, i.number) for i in holder.insurances}:
            by_key[key].append(holder)
    return {one: [held for held in by_key[one.key] if one.means(held)] for one in searches}


def _read(connection: Connection, which: ColumnElement[bool], today: date) -> dict[int, Holder]:
    rows = connection.execute(
        select(*_PERSON, *_HELD)
        .select_from(tables.person.outerjoin(tables.insurance))
        .where(which)
        .order_by(tables.insurance.c.start)
    ).all()
    insurances: dict[int, list[Insurance]] = defaultdict(list)
    for row in rows:
        if row[len(_PERSON)] is not None:
            insurances[row[0]].append(_insurance(row[len(_PERSON) :], today))
    return {row[0]: _holder(row, tuple(insurances[row[0]])) for row in rows}


def _holder(row: Sequence[Any], insurances: tuple[Insurance, ...]) -> Holder:
    """The Holder of a row, without validation: the table holds valid data only."""
    person = Person.model_construct(
        name=row[1], kana=row[2], name_of_other=row[3], kana_of_other=row[4],
        birth=row[5], sex=row[6], address=row[7], post=row[8],
    )  # fmt: skip
    return Holder(row[0], person, row[9], row[10], row[11], insurances)


def _insurance(row: Sequence[Any], today: date) -> Insurance:
    values = dict(zip(_HELD_NAMES, row, strict=False))
    details = row[-1]
    if details:
        return Insurance.model_validate({**values, **details}).moved(today)
    return Insurance.model_construct(**values)


def numbered(connection: Connection, facility: str, numbers: Sequence[str]) -> dict[str, int]:
    """By 照会番号 of the facility, the id of the person."""
    columns = tables.link.c
    found = connection.execute(
        select(columns.number, columns.person_id).where(
            columns.facility == facility, columns.number.in_(numbers)
        )
    )
    return {row[0]: row[1] for row in found}


def numbers_of(
    connection: Connection, facility: str, ids: Sequence[int]
) -> dict[int, tuple[str, ...]]:
    """By person id, the facility's 照会番号, sorted."""
    columns = tables.link.c
    found: dict[int, list[str]] = defaultdict(list)
    rows = connection.execute(
        select(columns.person_id, columns.number)
        .where(columns.facility == facility, columns.person_id.in_(padded(ids)))
        .order_by(columns.number)
    )
    for person_id, number in rows:
        found[person_id].append(number)
    return {person_id: tuple(numbers) for person_id, numbers in found.items()}


def insert_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, each with the same columns; a row whose unique key exists is skipped."""
    if rows:
        ours = postgresql if connection.dialect.name == "postgresql" else sqlite
        connection.execute(ours.insert(table).on_conflict_do_nothing(), rows)


def write_consents(
    connection: Connection,
    facility: str,
    person_id: int,
    given: Iterable[Consent],
    visit_id: int | None = None,
) -> None:
    """Add consents, of a visit if one is named; older ones stay as history."""
    rows = [
        {
            "person_id": person_id,
            "facility": facility,
            "category": one.category.value,
            "agreed": one.agreed,
            "at": one.at,
            "until": one.until,
            "treatment": one.treatment.value,
            "visit_id": visit_id,
        }
        for one in given
    ]
    if rows:
        connection.execute(insert(tables.consent), rows)


def write_inquiries(connection: Connection, asked: Iterable[Inquiry]) -> None:
    """Add lines to the history; a request that is already there is skipped.

    They are written in the order of their names: two services that repeat the same requests wait
    for each other, but never in a circle.
    """
    lines = sorted(_lines(asked), key=lambda line: line["request"] or "")
    insert_new(connection, tables.inquiry, lines)


def _lines(asked: Iterable[Inquiry]) -> Iterator[dict[str, Any]]:
    for one in asked:
        yield {
            "request": one.request,
            "facility": one.facility,
            "at": one.at,
            "kind": one.kind,
            "person_id": one.person_id,
            "validity": one.validity,
            "viewed": None if one.viewed is None else " ".join(sorted(one.viewed)),
        }
