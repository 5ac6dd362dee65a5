"""The registry of the simulated national system: who is insured how, and who asked what and when.

SQLite in WAL mode by default, PostgreSQL by URL. Every public method is one transaction; calls are
safe from several threads. A database that cannot serve raises `SystemDown`.
"""

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    create_engine,
    delete,
    event,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from kiosk.eligibility import migrations, tables
from kiosk.eligibility.codes import Treatment
from kiosk.eligibility.consent import Consent
from kiosk.errors import SystemDown
from kiosk.personas.schema import Insurance, Person, Persona
from kiosk.session.effects import Category

DETAILS = {
    "issued",
    "valid_until",
    "insured_name",
    "loss",
    "limit",
    "diseases",
    "elderly",
    "tickets",
}
BUSY_SECONDS = 15


@dataclass(frozen=True, slots=True)
class Holder:
    """A person of the registry with every insurance ever held; `id` is the registry's own."""

    id: int
    person: Person = field(repr=False)
    registered: bool
    withheld: bool
    subsidy: bool
    insurances: tuple[Insurance, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Search:
    """What a check by insurance asks for: 保険者番号, 記号, 番号, 枝番, 生年月日."""

    insurer_number: str = field(repr=False)
    symbol: str = field(repr=False)
    number: str = field(repr=False)
    birth: date | None = field(repr=False)
    """None where the wire has none, as for 薬剤情報: then the branch tells who is meant."""
    branch: str | None = None

    @property
    def key(self) -> int:
        """The digest under which `insurance.search` stores it."""
        return search_key(self.insurer_number, self.symbol, self.number)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One line of the history of who asked what and when; never says what was answered in full.

    `kind` is card, insurance, number, medicine, checkup; `request` names the request it was
    asked in, so that a request repeated after a crash is not counted twice.
    """

    facility: str
    at: datetime
    kind: str
    person_id: int | None
    validity: str | None
    request: str | None = None


@dataclass(frozen=True, slots=True)
class ReceptionLine:
    """A submitted reception as others are told of it: nothing personal."""

    number: int
    at: datetime
    validity: str | None
    method: str
    file: str | None


def plain(given: str) -> str:
    """A symbol or number as it is compared: width and spaces do not matter."""
    if not given.isascii():
        given = unicodedata.normalize("NFKC", given)
    return given.replace(" ", "")


def search_key(insurer: str, symbol: str, number: str) -> int:
    """64-bit digest, signed as databases want it."""
    what = f"{plain(insurer)}|{plain(symbol)}|{plain(number)}"
    digest = hashlib.blake2b(what.encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


def sqlite_url(file: Path) -> str:
    """The URL of a registry kept in that file."""
    return f"sqlite:///{file}"


class Registry:
    """See the module. `Registry(sqlite_url(file))` makes the file and its tables if missing."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        try:
            with self.transaction() as connection:
                _prepare(connection)
        except SystemDown:
            self.close()
            raise

    @staticmethod
    def migrate(url: str) -> None:
        """Bring the database at `url` to the newest schema. Raises SystemDown."""
        engine = _engine(url)
        try:
            with engine.begin() as connection:
                migrations.upgrade(connection)
        except SQLAlchemyError as error:
            cause = type(error.__cause__ or error).__name__
            raise SystemDown(f"the registry's database cannot be migrated ({cause})") from None
        finally:
            engine.dispose()

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A transaction, committed at the end. Raises SystemDown when the database cannot serve."""
        with self._asked(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def _asked(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError:
            raise
        except SQLAlchemyError as error:
            cause = type(error.__cause__ or error).__name__
            raise SystemDown(f"the registry's database cannot serve ({cause})") from None

    # persons and cards -----------------------------------------------------------------------

    def fill(self, personas: Iterable[Persona]) -> int:
        """Write the personas, replacing those of the same id; returns how many there were."""
        known = list(personas)
        with self.transaction() as connection:
            for persona in known:
                _write(connection, persona)
        return len(known)

    def enroll_card(self, persona: str, serial: int, *, revoked: bool = False) -> None:
        """Let the authentication certificate of that serial mean that person.

        Raises KeyError when the registry has no such persona.
        """
        found = self.id_of(persona)
        with self.transaction() as connection:
            connection.execute(delete(tables.card).where(tables.card.c.serial == serial))
            connection.execute(
                insert(tables.card).values(serial=serial, person_id=found, revoked=revoked)
            )

    def id_of(self, persona: str) -> int:
        """The registry's id of a persona. Raises KeyError when there is none."""
        wanted = select(tables.person.c.id).where(tables.person.c.persona == persona)
        with self.transaction() as connection:
            found: int | None = connection.scalar(wanted)
        if found is None:
            raise KeyError(f"the registry has no persona {persona!r}; fill it first")
        return found

    def is_empty(self) -> bool:
        """Whether there is nobody yet."""
        with self.transaction() as connection:
            return connection.scalar(select(tables.person.c.id).limit(1)) is None

    def of_card(self, serial: int) -> tuple[Holder, bool] | None:
        """Whose certificate this is, and whether it was revoked; None for nobody's."""
        if not 0 <= serial < 2**63:
            return None
        with self.transaction() as connection:
            row = connection.execute(
                select(tables.card.c.person_id, tables.card.c.revoked).where(
                    tables.card.c.serial == serial
                )
            ).first()
            if row is None:
                return None
            return holders(connection, [row.person_id])[row.person_id], row.revoked

    def holder(self, person_id: int) -> Holder:
        """The person of that id. Raises KeyError for an unknown one."""
        with self.transaction() as connection:
            return holders(connection, [person_id])[person_id]

    def register(self, person_id: int) -> None:
        """初回登録: the person's card serves as the insurance card from now on."""
        with self.transaction() as connection:
            connection.execute(
                update(tables.person).where(tables.person.c.id == person_id).values(registered=True)
            )

    def link(self, facility: str, number: str, person_id: int) -> None:
        """Let 照会番号 `number` mean that person at that facility."""
        with self.transaction() as connection:
            connection.execute(
                delete(tables.link).where(
                    tables.link.c.facility == facility, tables.link.c.number == number
                )
            )
            connection.execute(
                insert(tables.link).values(facility=facility, number=number, person_id=person_id)
            )

    # history ---------------------------------------------------------------------------------

    def history(self, facility: str, since: datetime, limit: int = 1000) -> list[Inquiry]:
        """What that facility asked since then, newest first."""
        asked = tables.inquiry.c
        with self.transaction() as connection:
            rows = connection.execute(
                select(asked.facility, asked.at, asked.kind, asked.person_id, asked.validity,
                       asked.request)
                .where(asked.facility == facility, asked.at >= since)
                .order_by(asked.id.desc())
                .limit(limit)
            )  # fmt: skip
            return [Inquiry(*row) for row in rows]

    def receptions(self, facility: str, after: int, limit: int = 100) -> list[ReceptionLine]:
        """Receptions submitted at that facility after the line of that number, oldest first."""
        asked, held = tables.inquiry.c, tables.reception.c
        with self.transaction() as connection:
            rows = connection.execute(
                select(asked.id, asked.at, asked.validity, held.method, held.file)
                .join(tables.reception, held.reference == asked.request)
                .where(asked.facility == facility, asked.kind == "card", asked.id > after)
                .order_by(asked.id)
                .limit(limit)
            )
            return [ReceptionLine(*row) for row in rows]

    def last_line(self, facility: str) -> int:
        """The number of the newest line of a facility's history; 0 without one."""
        asked = tables.inquiry.c
        with self.transaction() as connection:
            newest = select(func.max(asked.id)).where(asked.facility == facility)
            return connection.scalar(newest) or 0

    # facilities ------------------------------------------------------------------------------

    def enroll_facility(self, code: str, name: str, token_hash: str | None) -> None:
        """Let a facility in, replacing what was known of it."""
        with self.transaction() as connection:
            connection.execute(delete(tables.facility).where(tables.facility.c.code == code))
            connection.execute(
                insert(tables.facility).values(code=code, name=name, token_hash=token_hash)
            )

    def facility(self, code: str) -> tuple[str, str | None] | None:
        """Name and token hash of a facility; None for an unknown one."""
        with self.transaction() as connection:
            row = connection.execute(
                select(tables.facility.c.name, tables.facility.c.token_hash).where(
                    tables.facility.c.code == code
                )
            ).first()
            return None if row is None else (row[0], row[1])

    # answers kept for repeated requests ------------------------------------------------------

    def kept_answer(self, facility: str, key: str) -> bytes | None:
        """The answer already given to the request of that idempotency key."""
        with self.transaction() as connection:
            return connection.scalar(
                select(tables.answer.c.body).where(
                    tables.answer.c.facility == facility, tables.answer.c.key == key
                )
            )

    def keep_answer(self, facility: str, key: str, body: bytes, at: datetime) -> bytes:
        """Keep an answer for its key; returns the one that was kept first."""
        ours = postgresql if self.engine.dialect.name == "postgresql" else sqlite
        with self.transaction() as connection:
            connection.execute(
                ours.insert(tables.answer)
                .values(facility=facility, key=key, at=at, body=body)
                .on_conflict_do_nothing()
            )
        return self.kept_answer(facility, key) or body

    def forget_answers(self, before: datetime) -> None:
        """Drop the answers kept before that moment."""
        with self.transaction() as connection:
            connection.execute(delete(tables.answer).where(tables.answer.c.at < before))


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_size=8, max_overflow=8, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we begin transactions ourselves, below
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # IMMEDIATE: two writers then wait for each other instead of failing half-way.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _prepare(connection: Connection) -> None:
    """Make the tables of an empty database. Raises SystemDown for one of another revision."""
    if connection.dialect.name == "postgresql":  # two processes may start at once
        connection.execute(text("SELECT pg_advisory_xact_lock(7071)"))
    there = migrations.revision_of(connection)
    if there is None:
        tables.metadata.create_all(connection)
        migrations.stamp(connection)
    elif there != migrations.HEAD:
        raise SystemDown(
            f"the registry's database is at revision {there}, this program at {migrations.HEAD}; "
            "run: kiosk registry migrate"
        )


def person_row(persona: Persona) -> dict[str, Any]:
    """The columns of `person` but for its id."""
    given = persona.person
    return {
        "persona": persona.id,
        "name": given.name,
        "kana": given.kana,
        "name_of_other": given.name_of_other,
        "kana_of_other": given.kana_of_other,
        "birth": given.birth,
        "sex": given.sex,
        "address": given.address,
        "post": given.post,
        "registered": persona.registered,
        "withheld": persona.withheld,
        "subsidy": persona.subsidy,
    }


def insurance_row(held: Insurance, person_id: int) -> dict[str, Any]:
    """The columns of `insurance` but for its id; what few insurances have goes into `details`."""
    row = held.model_dump(exclude=DETAILS)
    details = held.model_dump(mode="json", include=DETAILS, exclude_defaults=True)
    key = search_key(held.insurer_number, held.symbol, held.number)
    return {**row, "details": details or None, "search": key, "person_id": person_id}


def _write(connection: Connection, persona: Persona) -> None:
    from kiosk.eligibility.issuer import serial_of

    row = person_row(persona)
    known = connection.scalar(
        select(tables.person.c.id).where(tables.person.c.persona == persona.id)
    )
    if known is None:
        made = connection.execute(insert(tables.person).values(row)).inserted_primary_key
        assert made is not None
        known = made[0]
    else:
        connection.execute(update(tables.person).where(tables.person.c.id == known).values(row))
        connection.execute(delete(tables.insurance).where(tables.insurance.c.person_id == known))
    for held in persona.insurance:
        connection.execute(insert(tables.insurance).values(insurance_row(held, known)))
    serial = serial_of(persona.id)
    connection.execute(delete(tables.card).where(tables.card.c.serial == serial))
    connection.execute(
        insert(tables.card).values(serial=serial, person_id=known, revoked=persona.card.revoked)
    )


# reading, inside a transaction that the caller holds ---------------------------------------------


def padded(values: Iterable[int]) -> list[int]:
    """The values without repetition, filled up to a power of two with the last one.

    So an IN list has few lengths, and databases can keep their prepared statements.
    """
    distinct = list(dict.fromkeys(values))
    wanted = 1 << (len(distinct) - 1).bit_length() if distinct else 0
    return distinct + distinct[-1:] * (wanted - len(distinct))


_PERSON = [tables.person.c[name] for name in (
    "id", "name", "kana", "name_of_other", "kana_of_other", "birth", "sex", "address", "post",
    "registered", "withheld", "subsidy",
)]  # fmt: skip
_HELD = [tables.insurance.c[name] for name in (
    "person_id", "insurer_number", "insurer_name", "symbol", "number", "branch", "relation",
    "classification", "burden", "start", "end", "details",
)]  # fmt: skip
_HELD_NAMES = [column.name for column in _HELD[1:-1]]


def holders(connection: Connection, ids: Sequence[int]) -> dict[int, Holder]:
    """The persons of those ids that exist, with all their insurances, oldest first."""
    wanted = padded(ids)
    held: dict[int, list[Insurance]] = defaultdict(list)
    rows = connection.execute(
        select(*_HELD)
        .where(tables.insurance.c.person_id.in_(wanted))
        .order_by(tables.insurance.c.start)
    )
    for row in rows:
        held[row[0]].append(_insurance(row[1:]))
    people = connection.execute(select(*_PERSON).where(tables.person.c.id.in_(wanted)))
    return {
        row[0]: Holder(
            id=row[0],
            person=Person.model_construct(
                name=row[1], kana=row[2], name_of_other=row[3], kana_of_other=row[4],
                birth=row[5], sex=row[6], address=row[7], post=row[8],
            ),
            registered=row[9],
            withheld=row[10],
            subsidy=row[11],
            insurances=tuple(held[row[0]]),
        )
        for row in people
    }  # fmt: skip


def _insurance(row: Sequence[Any]) -> Insurance:
    """What came out of our own table needs no second check, unless it has details."""
    values = dict(zip(_HELD_NAMES, row, strict=False))
    details = row[-1]
    if details:
        return Insurance.model_validate({**values, **details})
    return Insurance.model_construct(**values)


def ids_by_search(connection: Connection, searches: Sequence[Search]) -> dict[Search, list[int]]:
    """For each search the persons whose insurance it names, in no order."""
    found: dict[int, list[Any]] = defaultdict(list)
    columns = tables.insurance.c
    rows = connection.execute(
        select(columns.search, columns.person_id, columns.insurer_number, columns.symbol,
               columns.number, columns.branch, tables.person.c.birth)
        .join(tables.person)
        .where(columns.search.in_(padded(search.key for search in searches)))
    )  # fmt: skip
    for row in rows:
        found[row[0]].append(row)
    return {
        search: list({row[1] for row in found[search.key] if _is(search, row)})
        for search in searches
    }


def _is(search: Search, row: Any) -> bool:
    same = (
        plain(row[2]) == plain(search.insurer_number)
        and plain(row[3]) == plain(search.symbol)
        and plain(row[4]) == plain(search.number)
    )
    return same and search.branch in (None, row[5]) and search.birth in (None, row[6])


def names(search: Search, held: Insurance) -> bool:
    """Whether the search, whose person is known already, names that insurance."""
    row = (
        None, None, held.insurer_number, held.symbol, held.number, held.branch, search.birth,
    )  # fmt: skip
    return _is(search, row)


def consents(
    connection: Connection, facility: str, ids: Sequence[int]
) -> dict[int, tuple[Consent, ...]]:
    """For each person the newest consent of every category at that facility."""
    columns = tables.consent.c
    rows = connection.execute(
        select(columns.person_id, columns.category, columns.agreed, columns.at, columns.until,
               columns.treatment)
        .where(columns.person_id.in_(padded(ids)), columns.facility == facility)
        .order_by(columns.id)
    )  # fmt: skip
    newest: dict[int, dict[str, Consent]] = defaultdict(dict)
    for person_id, category, agreed, at, until, treatment in rows:
        kept = Consent(Category(category), agreed, at, until, Treatment(treatment))
        newest[person_id][category] = kept
    return {person_id: tuple(kept.values()) for person_id, kept in newest.items()}


def numbers_of(
    connection: Connection, facility: str, ids: Sequence[int]
) -> dict[int, tuple[str, ...]]:
    """For each person the 照会番号 the facility gave, in order of the numbers."""
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


def write_consents(
    connection: Connection, facility: str, person_id: int, given: Iterable[Consent]
) -> None:
    """Add consents; older ones stay as history and no longer count."""
    rows = [
        {
            "person_id": person_id,
            "facility": facility,
            "category": one.category.value,
            "agreed": one.agreed,
            "at": one.at,
            "until": one.until,
            "treatment": one.treatment.value,
        }
        for one in given
    ]
    if rows:
        connection.execute(insert(tables.consent), rows)


def write_inquiries(connection: Connection, asked: Iterable[Inquiry]) -> None:
    """Add lines to the history; a request that is already there is not counted again."""
    rows = [
        {
            "request": one.request,
            "facility": one.facility,
            "at": one.at,
            "kind": one.kind,
            "person_id": one.person_id,
            "validity": one.validity,
        }
        for one in asked
    ]
    if rows:
        ours = postgresql if connection.dialect.name == "postgresql" else sqlite
        connection.execute(ours.insert(tables.inquiry).on_conflict_do_nothing(), rows)
