"""The database of the simulated national system: persons, insurances and the history of checks.

SQLite in WAL mode by default, PostgreSQL by URL. Every public method is one transaction; calls are
safe from several threads. A database that cannot serve raises `SystemDown`.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
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
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from kiosk import clock, private
from kiosk.durable import synchronous
from kiosk.eligibility.national.store import migrations, tables
from kiosk.eligibility.national.store.queries import Holder, holders, insert_new, search_key
from kiosk.errors import SystemDown
from kiosk.personas.schema import Insurance, Persona

DETAILS = {
    "issued",
    "valid_until",
    "insured_name",
    "loss",
    "limit",
    "diseases",
    "tickets",
    "moves_from",
}
BUSY_SECONDS = 15
WAY = "see that its server runs, or that its file can be written and its disk has room"


@dataclass(frozen=True, slots=True)
class ReceptionLine:
    """A submitted reception without personal data."""

    number: int
    at: datetime
    validity: str | None
    method: str
    file: str | None


def sqlite_url(file: Path) -> str:
    """The URL of a registry kept in that file."""
    return URL.create("sqlite", database=str(file)).render_as_string()


class Registry:
    """See the module. `Registry(sqlite_url(file))` creates the file and its tables if missing."""

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
            raise SystemDown(
                f"the registry's database cannot be migrated ({_cause(error)}); {WAY}"
            ) from None
        finally:
            engine.dispose()

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A transaction, committed at the end. Raises SystemDown if the database fails."""
        with self._asked(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def _asked(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError:
            raise
        except SQLAlchemyError as error:
            raise SystemDown(
                f"the registry's database cannot serve ({_cause(error)}); {WAY}"
            ) from None

    # persons and cards -----------------------------------------------------------------------

    def fill(self, personas: Iterable[Persona]) -> int:
        """Write the personas, replacing those of the same id; returns how many there were."""
        known = list(personas)
        with self.transaction() as connection:
            for persona in known:
                _write(connection, persona)
        return len(known)

    def enroll_card(self, persona: str, serial: int, *, revoked: bool = False) -> None:
        """Assign the authentication certificate with that serial to the person.

        Raises KeyError if the registry has no such persona.
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
        """Whether the registry has no persons."""
        with self.transaction() as connection:
            return connection.scalar(select(tables.person.c.id).limit(1)) is None

    def of_card(self, serial: int, today: date | None = None) -> tuple[Holder, bool] | None:
        """The certificate's holder, and whether it was revoked; None if it is unknown.

        Dates that move with the clock are those of `today`.
        """
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
            found = holders(connection, [row.person_id], today or clock.today())
            return found[row.person_id], row.revoked

    def holder(self, person_id: int, today: date | None = None) -> Holder:
        """The person of that id, as of `today`. Raises KeyError for an unknown one."""
        with self.transaction() as connection:
            return holders(connection, [person_id], today or clock.today())[person_id]

    def register(self, person_id: int) -> None:
        """Register the person's card as the insurance card (初回登録)."""
        with self.transaction() as connection:
            connection.execute(
                update(tables.person).where(tables.person.c.id == person_id).values(registered=True)
            )

    def link(self, facility: str, number: str, person_id: int) -> None:
        """Assign 照会番号 `number` to the person at that facility."""
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

    def receptions(self, facility: str, after: int, limit: int = 100) -> list[ReceptionLine]:
        """Receptions submitted at the facility after history line `after`, oldest first."""
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
        """The number of a facility's newest reception in the history; 0 without one."""
        asked = tables.inquiry.c
        with self.transaction() as connection:
            newest = select(func.max(asked.id)).where(
                asked.facility == facility, asked.kind == "card"
            )
            return connection.scalar(newest) or 0

    # facilities ------------------------------------------------------------------------------

    def enroll_facility(self, code: str, name: str, token_hash: str | None) -> None:
        """Add or replace a facility; `token_hash` None: it has no token."""
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
        """The stored answer to the request with that idempotency key, or None."""
        with self.transaction() as connection:
            return connection.scalar(
                select(tables.answer.c.body).where(
                    tables.answer.c.facility == facility, tables.answer.c.key == key
                )
            )

    def keep_answer(self, facility: str, key: str, body: bytes, at: datetime) -> bytes:
        """Store an answer for its key; returns the first one stored for it."""
        row = {"facility": facility, "key": key, "at": at, "body": body}
        with self.transaction() as connection:
            insert_new(connection, tables.answer, [row])
        return self.kept_answer(facility, key) or body

    def forget(self, before: datetime) -> None:
        """Delete stored answers and finished bulk requests older than `before`."""
        kept, batch = tables.answer, tables.batch
        with self.transaction() as connection:
            connection.execute(delete(kept).where(kept.c.at < before))
            connection.execute(
                delete(batch).where(batch.c.at < before, batch.c.answer.is_not(None))
            )


def _cause(error: SQLAlchemyError) -> str:
    """The database's error message if it cannot be personal: SQLite messages contain no values."""
    cause = error.__cause__
    if isinstance(cause, sqlite3.OperationalError):
        return str(cause)
    return type(cause or error).__name__


def _engine(url: str) -> Engine:
    try:
        return _engine_of(url)
    except (SQLAlchemyError, ImportError, ValueError) as error:
        raise SystemDown(
            f"the registry's URL is not understood ({type(error).__name__}); "
            "give sqlite:///FILE or postgresql+psycopg://user@host/name"
        ) from None


def _engine_of(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_size=8, max_overflow=8)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    if engine.url.database:  # SQLite would create them with the umask's permissions
        for ending in ("", "-wal", "-shm"):
            private.close(Path(engine.url.database + ending))

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions begin explicitly, below
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(synchronous("FULL"))
        connection.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # IMMEDIATE: the second writer waits at the start instead of failing later.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _prepare(connection: Connection) -> None:
    """Create the tables of an empty database; upgrade an older SQLite file.

    Raises SystemDown if the database has another revision.
    """
    if connection.dialect.name == "postgresql":  # two processes may start at once
        connection.execute(text("SELECT pg_advisory_xact_lock(7071)"))
    there = migrations.revision_of(connection)
    if there is None:
        tables.metadata.create_all(connection)
        migrations.stamp(connection)
    elif there == migrations.HEAD:
        return
    elif connection.dialect.name == "sqlite" and migrations.leads_from(connection, there):
        # One machine's own file; a database that several share is migrated by hand.
        migrations.upgrade(connection)
    else:
        raise SystemDown(
            f"the registry's database is at revision {there}, this program at {migrations.HEAD}; "
            "run: kiosk registry migrate"
        )


def person_row(persona: Persona) -> dict[str, Any]:
    """The values of the `person` columns, without the id."""
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
    """The values of the `insurance` columns, without the id; rare fields go into `details`."""
    row = held.model_dump(exclude=DETAILS)
    details = held.model_dump(mode="json", include=DETAILS, exclude_defaults=True)
    key = search_key(held.insurer_number, held.symbol, held.number)
    return {**row, "details": details or None, "search": key, "person_id": person_id}


def _write(connection: Connection, persona: Persona) -> None:
    from kiosk.eligibility.pki.issuer import serial_of

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
    if persona.closed:  # to the system the card is nobody's, so that nothing is told of its holder
        return
    connection.execute(
        insert(tables.card).values(serial=serial, person_id=known, revoked=persona.card.revoked)
    )
