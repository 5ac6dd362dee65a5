"""What the registry of the simulated national system knows of a facility: counts only.

The number of persons a month comes from here, because the reception record has no names. In reality
the national system reports this number.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, String, case, cast, func, select

from kiosk.eligibility.national.store import tables
from kiosk.eligibility.national.store.registry import Registry
from kiosk.facility.counting.record import CATEGORIES, UNPARTED, WAYS, Way
from kiosk.facility.counting.store import Figure, Store
from kiosk.facility.values import Month, month
from kiosk.records.record import Asked
from kiosk.session.rules import Category


def persons(registry: Registry, code: str) -> dict[Month, int]:
    """Distinct persons by card or phone, by month of Japan."""
    asked = tables.inquiry.c
    of = func.substr(_text(asked.at), 1, 7)
    query = (
        select(of, func.count(func.distinct(asked.person_id)))
        .where(asked.facility == code, asked.kind == "card", asked.person_id.is_not(None))
        .group_by(of)
    )
    with registry.transaction() as connection:
        return {month(when): int(number) for when, number in connection.execute(query)}


def count(store: Store, registry: Registry, code: str, *, cards: bool = False) -> int:
    """Put persons, views and checks into the store; returns the number of checks.

    `cards` counts checks by card and phone too, for a facility whose kiosks' journals are not read.
    """
    asked, held = tables.inquiry.c, tables.reception.c
    hour = func.substr(_text(asked.at), 1, 13)
    phone = case((held.method == "phone", 1), else_=0)
    query = (
        select(hour, asked.kind, phone, asked.viewed, func.count())
        .outerjoin(tables.reception, held.reference == asked.request)
        .where(asked.facility == code)
        .group_by(hour, asked.kind, phone, asked.viewed)
    )
    checks: dict[tuple[str, int, Way], int] = {}
    views: dict[tuple[Month, str], int] = {}
    with registry.transaction() as connection:
        rows = connection.execute(query).all()
    for when, kind, by_phone, viewed, number in rows:
        day, at = when[:10], int(when[11:13])
        way = WAYS.get(kind)
        if kind == Asked.CARD:  # a kiosk's journal has it, unless none is read
            way = (Way.PHONE if by_phone else Way.CARD) if cards else None
        if way is not None:
            checks[day, at, way] = checks.get((day, at, way), 0) + number
        for title in _viewed(kind, viewed):
            key = Month.of(datetime.fromisoformat(day)), title
            views[key] = views.get(key, 0) + number
    store.put_checks(checks)
    store.put_views(views)
    _put_persons(store, persons(registry, code))
    return sum(checks.values())


def _viewed(kind: str, viewed: str | None) -> list[str]:
    """The titles under which a line of the history counts as a view; a refused one has none."""
    if viewed is None:
        return [UNPARTED[Asked(kind)]] if kind in UNPARTED else []
    return [f"閲覧 {CATEGORIES[Category(one)]}" for one in viewed.split()]


def _put_persons(store: Store, found: dict[Month, int]) -> None:
    """Store the persons of each month that has no typed or imported figure."""
    known = store.figures()
    store.put_figures(
        Figure(of, "persons", str(number), "registry")
        for of, number in found.items()
        if (before := known.get((of, "persons"))) is None or before.source == "registry"
    )


def _text(column: ColumnElement[datetime]) -> ColumnElement[str]:
    """A time as ISO text on every database."""
    return func.substr(cast(column, String), 1, 19)
