"""The address of each facility's consent pages: a key that can be changed."""

import secrets
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from kiosk.eligibility.national.store import tables
from kiosk.eligibility.national.store.registry import Registry

KEY_BYTES = 15


def key_of(registry: Registry, facility: str, now: datetime) -> str:
    """The key of the facility's address, made at the first call."""
    columns = tables.visit_page.c
    with registry.transaction() as connection:
        found: str | None = connection.scalar(
            select(columns.key).where(columns.facility == facility)
        )
        return found or _make(connection, facility, now)


def change_key(registry: Registry, facility: str, now: datetime) -> str:
    """Give the facility a new key; the old one is no longer valid."""
    with registry.transaction() as connection:
        columns = tables.visit_page.c
        connection.execute(delete(tables.visit_page).where(columns.facility == facility))
        return _make(connection, facility, now)


def facility_of(registry: Registry, key: str) -> tuple[str, str] | None:
    """Code and name of the facility with that key; None for an invalid key."""
    columns = tables.visit_page.c
    with registry.transaction() as connection:
        row = connection.execute(
            select(columns.facility, tables.facility.c.name)
            .select_from(
                tables.visit_page.outerjoin(
                    tables.facility, tables.facility.c.code == columns.facility
                )
            )
            .where(columns.key == key)
        ).first()
        return None if row is None else (row[0], row[1] or "")


def _make(connection: Connection, facility: str, now: datetime) -> str:
    key = secrets.token_urlsafe(KEY_BYTES)
    connection.execute(
        insert(tables.visit_page).values(
            facility=facility, key=key, since=now.replace(microsecond=0)
        )
    )
    return key
