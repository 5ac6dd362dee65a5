"""What desks owe: a result belongs to one desk, until that is gone and another takes it over.

Every change is one conditional update, so of two desks that want a result one gets it, on every
database. A desk that has begun to write a result where others cannot look (`STAGED`) keeps it,
unless somebody has looked there.
"""

import socket
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, insert, select, update
from sqlalchemy.sql import FromClause

from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national import tables
from kiosk.eligibility.national.registry import Registry
from kiosk.errors import KioskError

IDENTIFIED, ANSWERED, PENDING = "identified", "answered", "pending"
STAGED, DELIVERED = "staged", "delivered"
OWED = (ANSWERED, PENDING, STAGED)

GONE = timedelta(minutes=10)
"""A desk that was not there for so long is taken to be gone."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A result whose desk is gone: nothing personal."""

    number: int
    at: datetime
    desk: str
    """The desk's name; empty when nobody knows it."""
    seen: datetime | None
    begun: bool
    """Its desk had begun to write it: it may lie in that desk's folder."""


def desk_name(facility: Facility) -> str:
    """How this machine's desk is called where staff read of it."""
    return f"{socket.gethostname()} {facility.reader}"


def with_desks() -> FromClause:
    """Receptions beside the desks they belong to."""
    return tables.reception.outerjoin(tables.desk, tables.desk.c.id == tables.reception.c.desk)


def is_gone(facility: str, now: datetime) -> ColumnElement[bool]:
    """Of `with_desks`: owed at that facility by a desk that is gone."""
    held, long_ago = tables.reception.c, now - GONE
    return and_(
        held.facility == facility,
        held.state.in_(OWED),
        held.at < long_ago,
        func.coalesce(tables.desk.c.seen, held.at) < long_ago,
    )


def seen(registry: Registry, desk: str, facility: str, name: str, now: datetime) -> None:
    """Note that a desk is there. Raises SystemDown."""
    with registry.transaction() as connection:
        _seen(connection, desk, facility, name, now)


def _seen(connection: Connection, desk: str, facility: str, name: str, now: datetime) -> None:
    told = {"facility": facility, "name": name[:100], "seen": now}
    known = connection.execute(update(tables.desk).where(tables.desk.c.id == desk).values(told))
    if not known.rowcount:
        connection.execute(insert(tables.desk).values(id=desk, **told))


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
    """Let a result whose desk is gone belong to `desk`, which then delivers it.

    `begun`: somebody has seen that it does not lie in the other desk's folder. Its file gets
    another name, so that what the other desk left can be told from it. Raises KioskError when it
    is not to be had, SystemDown.
    """
    held = tables.reception.c
    wanted = (
        select(tables.reception)
        .select_from(with_desks())
        .where(held.id == number, is_gone(facility.code, now))
        .with_for_update(of=tables.reception)
    )
    with registry.transaction() as connection:
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
            values |= {"state": PENDING, "file": _renamed(facility, row, now), **left}
        connection.execute(update(tables.reception).where(held.id == number).values(values))
        _seen(connection, desk, facility.code, desk_name(facility), now)  # it is not gone itself


def _renamed(facility: Facility, row: "Row[Any]", now: datetime) -> str:
    """A name that the result did not have before."""
    name = result_name(facility, row.id, now)
    return name if name != row.file else result_name(facility, row.id, now + timedelta(seconds=1))


def result_name(facility: Facility, number: int, at: datetime) -> str:
    """`OQSsiquc01res_face_<facility 10><reader 3><counter 17>_<yyyyMMddHHmmss>.xml`."""
    return f"OQSsiquc01res_face_{facility.code}{facility.reader}{number:017}_{at:%Y%m%d%H%M%S}.xml"


def left_behind(registry: Registry, desk: str) -> tuple[tuple[int, str], ...]:
    """Number and file of results that `desk` may have half-written before another took them."""
    held = tables.reception.c
    with registry.transaction() as connection:
        rows = connection.execute(select(held.id, held.left_file).where(held.left_desk == desk))
        return tuple((row.id, row.left_file) for row in rows if row.left_file)


def cleared(registry: Registry, number: int) -> None:
    """Nothing half-written is left of that result."""
    with registry.transaction() as connection:
        connection.execute(
            update(tables.reception)
            .where(tables.reception.c.id == number)
            .values(left_desk=None, left_file=None)
        )
