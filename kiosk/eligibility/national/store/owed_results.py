"""Undelivered results: each belongs to one desk; another can take it over if that desk is gone.

Every change is one conditional update, so only one of two desks gets a result, on every database.
A desk keeps a result that it has begun to write (`STAGED`), unless staff have checked that desk's
folder.
"""

import hashlib
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, select, update
from sqlalchemy.sql import FromClause

from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.store import tables
from kiosk.eligibility.national.store.queries import insert_new
from kiosk.eligibility.national.store.registry import Registry
from kiosk.errors import KioskError

IDENTIFIED, ANSWERED, PENDING = "identified", "answered", "pending"
STAGED, DELIVERED = "staged", "delivered"
OWED = (ANSWERED, PENDING, STAGED)

GONE = timedelta(minutes=10)
"""A desk that has not reported for this time counts as gone."""


@dataclass(frozen=True, slots=True)
class Owed:
    """An undelivered result whose desk is gone; holds no personal data."""

    number: int
    at: datetime
    desk: str
    """The desk's name; empty if unknown."""
    seen: datetime | None
    begun: bool
    """Its desk had begun to write it: the file may be in that desk's folder."""


def desk_name(facility: Facility) -> str:
    """The name of this machine's desk, as shown to staff."""
    return f"{socket.gethostname()} {facility.reader}"


def with_desks() -> FromClause:
    """Receptions joined with their desks."""
    return tables.reception.outerjoin(tables.desk, tables.desk.c.id == tables.reception.c.desk)


def is_gone(facility: str, now: datetime) -> ColumnElement[bool]:
    """Condition on `with_desks`: an undelivered result of the facility whose desk is gone."""
    held, long_ago = tables.reception.c, now - GONE
    return and_(
        held.facility == facility,
        held.state.in_(OWED),
        held.at < long_ago,
        func.coalesce(tables.desk.c.seen, held.at) < long_ago,
    )


def seen(registry: Registry, desk: str, facility: str, name: str, now: datetime) -> None:
    """Record the time at which a desk reported. Raises SystemDown."""
    with registry.transaction() as connection:
        _seen(connection, desk, facility, name, now)


def _seen(connection: Connection, desk: str, facility: str, name: str, now: datetime) -> None:
    told = {"facility": facility, "name": name[:100], "seen": now}
    known = connection.execute(update(tables.desk).where(tables.desk.c.id == desk).values(told))
    if not known.rowcount:  # another call of a new desk may insert it first
        insert_new(connection, tables.desk, [{"id": desk, **told}])


def gone(registry: Registry, facility: str, now: datetime) -> tuple[Owed, ...]:
    """The results of a facility whose desks are gone, oldest first. Raises SystemDown."""
    held, desk = tables.reception.c, tables.desk.c
    wanted = (
        select(held.id, held.at, desk.name, desk.seen, held.state)
        .select_from(with_desks())
        .where(is_gone(facility, now))
        .order_by(held.id)
    )
    with registry.transaction() as connection:
        rows = connection.execute(wanted).all()
    return tuple(Owed(r.id, r.at, r.name or "", r.seen, r.state == STAGED) for r in rows)


def take_over(
    registry: Registry,
    facility: Facility,
    number: int,
    desk: str,
    now: datetime,
    *,
    begun: bool = False,
) -> None:
    """Assign a result whose desk is gone to `desk`, which then delivers it.

    `begun`: staff have checked that the file is not in the other desk's folder. The file gets a
    new name, so it differs from a file that the other desk left. Raises KioskError if the result
    cannot be taken over, SystemDown.
    """
    held = tables.reception.c
    locked = select(held.id).where(held.id == number).with_for_update()
    wanted = (
        select(tables.reception)
        .select_from(with_desks())
        .where(held.id == number, is_gone(facility.code, now))
    )
    with registry.transaction() as connection:
        # Lock first, look after it: PostgreSQL joins a row that it waited for with the desks that
        # it saw before, where the desk that has just taken the result may not stand yet.
        connection.execute(locked)
        row = connection.execute(wanted).first()
        if row is None:
            raise KioskError("this result is delivered, or its desk is there: nothing to take over")
        if row.state == STAGED and not begun:
            raise KioskError(
                "its desk had begun to write this result: look in that desk's folder first; "
                "if it is not there, take it over with --begun"
            )
        values: dict[str, object] = {"desk": desk}
        if row.file is not None:
            left = {"left_desk": row.desk, "left_file": row.file}
            values |= {"state": PENDING, "file": _renamed(row, now), **left}
        connection.execute(update(tables.reception).where(held.id == number).values(values))
        # The new desk must not count as gone.
        _seen(connection, desk, facility.code, desk_name(facility), now)


def _renamed(row: "Row[Any]", now: datetime) -> str:
    """A file name that differs from the present one, by its time."""
    middle = row.file.rpartition("_")[0]
    name = f"{middle}_{now:%Y%m%d%H%M%S}.xml"
    return name if name != row.file else f"{middle}_{now + timedelta(seconds=1):%Y%m%d%H%M%S}.xml"


def result_name(
    facility: Facility, reference: str, number: int, at: datetime, style: str = "hex"
) -> str:
    """`OQSsiquc01res_face_<facility 10><20 hexadecimal digits>_<yyyyMMddHHmmss>.xml`.

    The digits are made from the ticket's `reference`. In the style `counter` they are the reader
    (3 digits) and `number` (17 digits).
    """
    middle = hashlib.sha256(reference.encode()).hexdigest()[:20]
    if style == "counter":
        middle = f"{facility.reader}{number:017}"
    return f"OQSsiquc01res_face_{facility.code}{middle}_{at:%Y%m%d%H%M%S}.xml"


def left_behind(registry: Registry, desk: str) -> tuple[tuple[int, str], ...]:
    """Number and file name of incomplete results that `desk` may have left when taken over."""
    held = tables.reception.c
    with registry.transaction() as connection:
        rows = connection.execute(select(held.id, held.left_file).where(held.left_desk == desk))
        return tuple((row.id, row.left_file) for row in rows if row.left_file)


def cleared(registry: Registry, number: int) -> None:
    """Record that the file left by the former desk is removed."""
    with registry.transaction() as connection:
        connection.execute(
            update(tables.reception)
            .where(tables.reception.c.id == number)
            .values(left_desk=None, left_file=None)
        )
