"""The delivery state of each result: a row in the registry, whose state only advances."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, or_, select, update

from kiosk.eligibility.adapters.stored_answers import answers_to_json
from kiosk.eligibility.national.store import tables
from kiosk.eligibility.national.store.owed_results import ANSWERED, DELIVERED, IDENTIFIED, OWED
from kiosk.eligibility.national.store.registry import Registry
from kiosk.errors import KioskError, TakenOver
from kiosk.session.effects import Answers


class DeliveryRows:
    """The rows of the facility `code`; `desk` is the identity of the desk that owns results."""

    def __init__(self, registry: Registry, code: str, desk: str) -> None:
        self._registry, self._code, self.desk = registry, code, desk

    def look(self, reference: str) -> "Row[Any]":
        """The row of a ticket, see `row`."""
        with self._registry.transaction() as connection:
            return self.row(connection, reference)

    def mark(self, reference: str, expected: tuple[str, ...], state: str) -> bool:
        """Set the delivery's state if it was one of `expected` and belongs to this desk.

        Returns whether it was set. The content of a delivered result is deleted.
        """
        forget = {"payload": None} if state == DELIVERED else {}
        columns = tables.reception.c
        with self._registry.transaction() as connection:
            marked = connection.execute(
                update(tables.reception)
                .where(
                    columns.reference == reference,
                    columns.desk == self.desk,
                    columns.state.in_(expected),
                )
                .values(state=state, **forget)
            )
            return marked.rowcount == 1

    def adopt(self, reference: str) -> None:
        """Make this desk the owner if the result has no answers yet or belongs to no desk."""
        columns = tables.reception.c
        with self._registry.transaction() as connection:
            connection.execute(
                update(tables.reception)
                .where(
                    columns.reference == reference,
                    columns.facility == self._code,
                    or_(columns.state == IDENTIFIED, columns.desk == ""),
                )
                .values(desk=self.desk)
            )

    def keep(self, reference: str, answers: Answers, at: datetime) -> None:
        """Store the patient's answers with the time."""
        kept = {"at": at.isoformat(), **answers_to_json(answers)}
        columns = tables.reception.c
        with self._registry.transaction() as connection:
            connection.execute(
                update(tables.reception)
                .where(columns.reference == reference, columns.state == IDENTIFIED)
                .values(state=ANSWERED, payload=json.dumps(kept).encode())
            )

    def promised(self) -> Sequence[str]:
        """The references of this desk's results that wait to be delivered."""
        columns = tables.reception.c
        with self._registry.transaction() as connection:
            return connection.scalars(
                select(columns.reference)
                .where(
                    columns.state.in_(OWED),
                    columns.facility == self._code,
                    columns.desk == self.desk,
                )
                .order_by(columns.id)
            ).all()

    def row(self, connection: Connection, reference: str, *, keep: bool = False) -> "Row[Any]":
        """The row of a ticket; `keep` locks it until the transaction ends.

        Raises KioskError if there is none, TakenOver if it belongs to another desk.
        """
        wanted = select(tables.reception).where(
            tables.reception.c.reference == reference,
            tables.reception.c.facility == self._code,
        )
        found = connection.execute(wanted.with_for_update() if keep else wanted).first()
        if found is None:
            raise KioskError("the ticket is not of this facility's registry; identify again")
        if found.desk != self.desk:
            raise TakenOver("another desk has taken this result over; it is delivered there")
        return found
