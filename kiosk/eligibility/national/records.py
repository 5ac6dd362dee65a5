"""The checks of a facility as records, see `kiosk.records`."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from kiosk.clock import JST
from kiosk.eligibility.national.store import tables
from kiosk.eligibility.national.store.registry import Registry
from kiosk.records.record import Asked, Record, digest
from kiosk.session.codes import Validity
from kiosk.session.effects import Outcome
from kiosk.session.events import Method
from kiosk.session.rules import Category

Given = dict[tuple[int, datetime], dict[Category, bool]]
"""The consents of a reception, by person and time."""


def records(
    registry: Registry,
    facility: str,
    since: datetime,
    until: datetime | None = None,
    most: int | None = None,
) -> tuple[Record, ...]:
    """The checks of the facility from `since` to before `until`, naive times of Japan, in order.

    Without `until` all since then; with `most` only that many, the newest. A check by card or
    phone is here once its result was promised. Raises SystemDown.
    """
    asked, held = tables.inquiry.c, tables.reception.c
    ends = until or datetime(9999, 12, 31)
    wanted = (
        select(tables.inquiry, held.method, held.file, tables.desk.c.name.label("desk"))
        .select_from(
            tables.inquiry.outerjoin(tables.reception, held.reference == asked.request)
            .outerjoin(tables.desk, tables.desk.c.id == held.desk)
        )
        .where(asked.facility == facility, asked.at >= since, asked.at < ends)
        .order_by(asked.id.desc())
        .limit(most)
    )  # fmt: skip
    with registry.transaction() as connection:
        rows = connection.execute(wanted).all()
        given = _consents(connection, facility, since, ends)
    return tuple(_record(row, given) for row in reversed(rows))


def _record(row: "Row[Any]", given: Given) -> Record:
    at = row.at.replace(tzinfo=JST)
    method = Method(row.method) if row.method else None
    asked = Asked.PHONE if method is Method.PHONE else Asked(row.kind)
    viewed = tuple(Category(one) for one in (row.viewed or "").split())
    # A look-up of a program before revision 0007 has no `viewed`: it is taken as answered.
    looked_up = asked in (Asked.MEDICINE, Asked.CHECKUP) and row.viewed != ""
    answered = row.validity is not None or looked_up
    return Record(
        id=f"registry-{row.id}",
        began=at,
        asked=asked,
        kiosk=row.desk or "",
        ended=at,
        method=method,
        outcome=Outcome.COMPLETED if answered else Outcome.REFUSED,
        validity=Validity(row.validity) if row.validity else None,
        consents=given.get((row.person_id, row.at), {}) if method else {},
        reference=digest(row.request) if method else "",
        result=row.file or "",
        viewed=viewed,
    )


def _consents(connection: Connection, facility: str, since: datetime, until: datetime) -> Given:
    columns = tables.consent.c
    rows = connection.execute(
        select(columns.person_id, columns.at, columns.category, columns.agreed).where(
            columns.facility == facility, columns.at >= since, columns.at < until
        )
    )
    given: Given = defaultdict(dict)
    for person_id, at, category, agreed in rows:
        given[person_id, at][Category(category)] = agreed
    return given
