"""アクティベーションコード of マイナ資格確認アプリ: issue, use once, list, void.

The page of the app is bound to one device by a key made at activation; of codes and keys only
hashes are kept. Lengths and lifetimes are [G].
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from kiosk.eligibility.national.store import tables
from kiosk.eligibility.national.store.registry import Registry

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without letters and digits that look alike."""
LENGTH = 12
LIFE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Device:
    """A code, and the device that used it."""

    id: int
    issued: datetime
    until: datetime
    account: str | None
    activated: datetime | None
    voided: datetime | None


def issue(registry: Registry, facility: str, now: datetime) -> str:
    """A new code, which is shown once."""
    code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    with registry.transaction() as connection:
        connection.execute(
            insert(tables.device).values(
                facility=facility,
                code_hash=digest(code),
                issued=now.replace(microsecond=0),
                until=(now + LIFE).replace(microsecond=0),
            )
        )
    return code


def activate(
    registry: Registry, facility: str, account: str, code: str, now: datetime
) -> str | None:
    """Use a code once; returns the device's key. None for a wrong, used, old or voided code."""
    key = secrets.token_urlsafe(32)
    columns = tables.device.c
    with registry.transaction() as connection:
        done = connection.execute(
            update(tables.device)
            .where(
                columns.facility == facility,
                columns.code_hash == digest(code.strip().upper()),
                columns.key_hash.is_(None),
                columns.voided.is_(None),
                columns.until >= now,
            )
            .values(account=account, key_hash=digest(key), activated=now.replace(microsecond=0))
        )
        return key if done.rowcount == 1 else None


def facility_of(registry: Registry, key: str) -> tuple[str, int] | None:
    """Facility and id of an activated device that is not voided; None for any other key."""
    columns = tables.device.c
    with registry.transaction() as connection:
        row = connection.execute(
            select(columns.facility, columns.id).where(
                columns.key_hash == digest(key), columns.voided.is_(None)
            )
        ).first()
        return None if row is None else (row[0], row[1])


def listed(registry: Registry, facility: str) -> list[Device]:
    """The facility's codes and devices, newest first."""
    columns = tables.device.c
    with registry.transaction() as connection:
        rows = connection.execute(
            select(columns.id, columns.issued, columns.until, columns.account,
                   columns.activated, columns.voided)
            .where(columns.facility == facility)
            .order_by(columns.id.desc())
        )  # fmt: skip
        return [Device(*row) for row in rows]


def void(registry: Registry, facility: str, ident: int, now: datetime) -> bool:
    """Void a code or device of the facility; its next call is refused."""
    columns = tables.device.c
    with registry.transaction() as connection:
        done = connection.execute(
            update(tables.device)
            .where(columns.facility == facility, columns.id == ident, columns.voided.is_(None))
            .values(voided=now.replace(microsecond=0))
        )
        return done.rowcount == 1


def digest(secret: str) -> str:
    """The hash that is kept of a random code or key."""
    return hashlib.sha256(secret.encode()).hexdigest()
