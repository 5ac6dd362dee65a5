"""What several services on one PostgreSQL share: locks, open challenges, and admitted requests.

A registry in SQLite belongs to one service; the same questions are answered there without the
database, in the process.
"""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import cached_property
from typing import ClassVar

from sqlalchemy import (
    Connection,
    Engine,
    NullPool,
    create_engine,
    delete,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.exc import SQLAlchemyError

from kiosk.eligibility.national.store import tables
from kiosk.eligibility.national.store.queries import insert_new
from kiosk.eligibility.national.store.registry import Registry
from kiosk.errors import SystemDown

NOW = text("SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) AS DOUBLE PRECISION)")
"""The database's clock: the clocks of several machines differ."""


def is_shared(registry: Registry) -> bool:
    """Whether several services may use the registry at the same time."""
    return registry.engine.dialect.name == "postgresql"


class Lease:
    """A lock that the database releases when its holder ends, or loses its connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def held(self) -> bool:
        """Whether the lock is certainly still held."""
        try:
            self._connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return False
        return True

    def release(self) -> None:
        """Let another process have it."""
        with suppress(SQLAlchemyError):
            self._connection.close()


class LeaseHere:
    """A lease among the threads of this process, for a registry that one service uses."""

    _taken: ClassVar[set[str]] = set()
    _guard = threading.Lock()

    def __init__(self, name: str) -> None:
        self._name = name

    @classmethod
    def take(cls, name: str) -> "LeaseHere | None":
        """The lease of that name, or None while it is taken."""
        with cls._guard:
            if name in cls._taken:
                return None
            cls._taken.add(name)
        return cls(name)

    def held(self) -> bool:
        """Whether it is held, which it is until it is released."""
        return True

    def release(self) -> None:
        """Let another thread have it."""
        with self._guard:
            self._taken.discard(self._name)


AnyLease = Lease | LeaseHere


class Locks:
    """Locks, each with a name, that exclude every other process which uses the same registry.

    On SQLite, which one service uses, `of` has no effect and a lease is the process's.

    Each has a connection of its own, beside the pool: whoever waits for a lock must not keep its
    holder from the database.
    """

    def __init__(self, registry: Registry) -> None:
        self._registry, self._url = registry, str(registry.engine.url)

    @cached_property
    def _engine(self) -> Engine | None:
        if not is_shared(self._registry):
            return None
        url = self._registry.engine.url
        return create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        """Hold the lock of `name` during the with block. Raises SystemDown."""
        if self._engine is None:
            yield
            return
        try:
            connection = self._engine.connect()
        except SQLAlchemyError:
            raise SystemDown("the registry's database gives no connection for a lock") from None
        with connection:
            try:
                connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _key(name)})
            except SQLAlchemyError:
                raise SystemDown("the registry's database gives no lock") from None
            yield

    def lease(self, name: str) -> AnyLease | None:
        """The lock of `name`, to be kept; None while another has it. Raises SystemDown."""
        if self._engine is None:
            return LeaseHere.take(f"{self._url} {name}")
        try:
            connection = self._engine.connect()
            wanted = text("SELECT pg_try_advisory_lock(:key)")
            if connection.scalar(wanted, {"key": _key(name)}):
                return Lease(connection)
            connection.close()
        except SQLAlchemyError:
            raise SystemDown("the registry's database gives no lock") from None
        return None


def in_order(connection: Connection, name: str) -> None:
    """Let the transactions that call this with one name end in the order of their calls.

    PostgreSQL counts lines up when they are written, not when they are committed: a reader that
    goes on after the highest number it has seen would miss a line that was committed later.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _key(name)})


def _key(name: str) -> int:
    """A 64-bit number for a name."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)


class SharedChallenges:
    """The open challenges of a facility (`kiosk.eligibility.pki.certificates.Challenges`)."""

    def __init__(self, registry: Registry, facility: str) -> None:
        self._registry, self._facility = registry, facility

    def add(self, challenge: bytes, now: datetime, until: datetime) -> None:
        """Keep a new challenge and delete what is too old. Raises SystemDown."""
        kept = tables.challenge
        row = {"facility": self._facility, "value": challenge.hex(), "until": until}
        with self._registry.transaction() as connection:
            connection.execute(delete(kept).where(kept.c.until < now))
            connection.execute(insert(kept).values(row))

    def spend(self, challenge: bytes, now: datetime) -> bool:
        """Remove a challenge; returns whether it was open. Raises SystemDown."""
        kept = tables.challenge
        wanted = delete(kept).where(
            kept.c.facility == self._facility,
            kept.c.value == challenge.hex(),
            kept.c.until >= now,
        )
        with self._registry.transaction() as connection:
            return connection.execute(wanted).rowcount == 1


def take_permits(registry: Registry, facility: str, wanted: int, rate: float) -> int:
    """How many of `wanted` requests a facility may send now, over all services on the registry.

    A bucket of one second: it holds `rate` permits (at least one) and is filled with `rate` a
    second. Raises SystemDown.
    """
    most, table = max(rate, 1.0), tables.allowance
    mine = table.c.facility == facility
    with registry.transaction() as connection:
        # The commit does not wait for the disk: a crash may give back the last permits.
        connection.execute(text("SET LOCAL synchronous_commit TO OFF"))
        row = connection.execute(select(table).where(mine).with_for_update()).first()
        now = connection.scalar(NOW)
        assert now is not None
        if row is None:
            insert_new(connection, table, [{"facility": facility, "left": most, "at": now}])
            row = connection.execute(select(table).where(mine).with_for_update()).one()
        left = min(most, row.left + max(now - row.at, 0.0) * rate)
        given = min(wanted, int(left))
        connection.execute(update(table).where(mine).values(left=left - given, at=now))
    return given
