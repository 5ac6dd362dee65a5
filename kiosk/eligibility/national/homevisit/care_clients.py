"""Booking and video services that may start an online consent, and the consents they started."""

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

from sqlalchemy import Row, delete, insert, select, update

from kiosk.eligibility.national.store import tables
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.uses import Use

WAITING, REGISTERED = "waiting", "registered"
LIFE = timedelta(hours=1)
"""How long a started consent may be begun [G]."""


@dataclass(frozen=True, slots=True)
class Client:
    """A registered service. `secret` proves its calls and signs what is sent to it."""

    id: str
    facility: str
    name: str
    secret: str = field(repr=False)
    callback: str
    webhook: str | None


@dataclass(frozen=True, slots=True)
class Booking:
    """A started consent; nothing in it names a person."""

    id: str
    client: Client
    day: date
    use: Use
    state: str
    at: datetime
    outcome: str

    def open(self, now: datetime) -> bool:
        """Whether the patient may begin it."""
        return self.outcome == WAITING and self.at <= now <= self.at + LIFE


def address_mistake(url: str, *, anywhere: bool) -> str | None:
    """Why nothing may be sent to this address; None if it may."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return f"{url} is no address"
    if parts.scheme not in ("http", "https") or not host or parts.fragment:
        return f"{url} is no http or https address"
    if not anywhere and not _loopback(host):
        return f"{host} is not this machine; --anywhere allows it"
    return None


def _loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def add(registry: Registry, facility: str, name: str, callback: str, webhook: str | None) -> Client:
    """Register a service; its secret is told once."""
    ident, secret = secrets.token_hex(8), secrets.token_urlsafe(32)
    client = Client(ident, facility, name, secret, callback, webhook)
    with registry.transaction() as connection:
        connection.execute(
            insert(tables.care_client).values(
                id=ident, facility=facility, name=name, secret=secret, callback=callback,
                webhook=webhook,
            )
        )  # fmt: skip
    return client


def clients(registry: Registry) -> list[Client]:
    """All registered services."""
    with registry.transaction() as connection:
        rows = connection.execute(select(tables.care_client).order_by(tables.care_client.c.id))
        return [_client(row) for row in rows]


def remove(registry: Registry, ident: str) -> bool:
    """Remove a service and what it started; the consents of patients stay."""
    with registry.transaction() as connection:
        booking, client = tables.booking, tables.care_client
        connection.execute(delete(booking).where(booking.c.client == ident))
        return connection.execute(delete(client).where(client.c.id == ident)).rowcount == 1


def of_token(registry: Registry, token: str) -> Client | None:
    """The service of a token ID.SECRET; None for a wrong one."""
    ident, _, secret = token.partition(".")
    columns = tables.care_client.c
    with registry.transaction() as connection:
        row = connection.execute(select(tables.care_client).where(columns.id == ident)).first()
    if row is None or not secrets.compare_digest(row.secret.encode(), secret.encode()):
        return None
    return _client(row)


def begin(
    registry: Registry, client: Client, *, day: date, use: Use, state: str, now: datetime
) -> str:
    """Start a consent for a booked day; returns its id, which the patient's address carries."""
    ident = secrets.token_urlsafe(18)
    with registry.transaction() as connection:
        connection.execute(
            insert(tables.booking).values(
                id=ident, client=client.id, day=day, use=use.value, state=state,
                at=now.replace(microsecond=0), outcome=WAITING,
            )
        )  # fmt: skip
    return ident


def find(registry: Registry, ident: str) -> Booking | None:
    """A started consent; None for an unknown one."""
    booking, client = tables.booking.c, tables.care_client
    with registry.transaction() as connection:
        row = connection.execute(select(tables.booking).where(booking.id == ident)).first()
        if row is None:
            return None
        known = connection.execute(select(client).where(client.c.id == row.client)).one()
    return Booking(row.id, _client(known), row.day, Use(row.use), row.state, row.at, row.outcome)


def settle(registry: Registry, ident: str) -> None:
    """Note that the consent is registered."""
    booking = tables.booking
    with registry.transaction() as connection:
        connection.execute(update(booking).where(booking.c.id == ident).values(outcome=REGISTERED))


def _client(row: "Row[tuple[object, ...]]") -> Client:
    return Client(row.id, row.facility, row.name, row.secret, row.callback, row.webhook)
