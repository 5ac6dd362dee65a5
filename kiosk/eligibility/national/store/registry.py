"""The database of the simulated national system: persons, insurances and the history of checks.

Every public method is one transaction; calls are safe from several threads. A database that cannot
serve raises `SystemDown`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, func, insert, select, update

from kiosk import clock
from kiosk.eligibility.national.store import tables
from kiosk.eligibility.national.store.database import Database
from kiosk.eligibility.national.store.persons import write_persona
from kiosk.eligibility.national.store.queries import Holder, holders, insert_new
from kiosk.personas.schema import Persona


@dataclass(frozen=True, slots=True)
class ReceptionLine:
    """A submitted reception without personal data."""

    number: int
    at: datetime
    validity: str | None
    method: str
    file: str | None


class Registry(Database):
    """See the module. `Registry(sqlite_url(file))` creates the file and its tables if missing."""

    # persons and cards -----------------------------------------------------------------------

    def fill(self, personas: Iterable[Persona]) -> int:
        """Write the personas, replacing those of the same id; returns how many there were."""
        known = list(personas)
        with self.transaction() as connection:
            for persona in known:
                write_persona(connection, persona)
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
