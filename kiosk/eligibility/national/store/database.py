"""The connection to the registry's database: SQLite in WAL mode by default, PostgreSQL by URL.

A database that cannot serve raises `SystemDown`.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from kiosk import private
from kiosk.durable import synchronous
from kiosk.eligibility.national.store import migrations, tables
from kiosk.errors import SystemDown

BUSY_SECONDS = 15
WAY = "see that its server runs, or that its file can be written and its disk has room"


def sqlite_url(file: Path) -> str:
    """The URL of a registry kept in that file."""
    return URL.create("sqlite", database=str(file)).render_as_string()


class Database:
    """The database at `url`; missing tables are created. Its transactions are safe from threads."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        try:
            with self.transaction() as connection:
                _prepare(connection)
        except SystemDown:
            self.close()
            raise

    @staticmethod
    def migrate(url: str) -> None:
        """Bring the database at `url` to the newest schema. Raises SystemDown."""
        engine = _engine(url)
        try:
            with engine.begin() as connection:
                migrations.upgrade(connection)
        except SQLAlchemyError as error:
            raise SystemDown(
                f"the registry's database cannot be migrated ({_cause(error)}); {WAY}"
            ) from None
        finally:
            engine.dispose()

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A transaction, committed at the end. Raises SystemDown if the database fails."""
        try:
            with self.engine.begin() as connection:
                yield connection
        except IntegrityError:
            raise
        except SQLAlchemyError as error:
            raise SystemDown(
                f"the registry's database cannot serve ({_cause(error)}); {WAY}"
            ) from None


def _cause(error: SQLAlchemyError) -> str:
    """The database's error message if it cannot be personal: SQLite messages contain no values."""
    cause = error.__cause__
    if isinstance(cause, sqlite3.OperationalError):
        return str(cause)
    return type(cause or error).__name__


def _engine(url: str) -> Engine:
    try:
        return _engine_of(url)
    except (SQLAlchemyError, ImportError, ValueError) as error:
        raise SystemDown(
            f"the registry's URL is not understood ({type(error).__name__}); "
            "give sqlite:///FILE or postgresql+psycopg://user@host/name"
        ) from None


def _engine_of(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_size=8, max_overflow=8)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    if engine.url.database:  # SQLite would create them with the umask's permissions
        for ending in ("", "-wal", "-shm"):
            private.close(Path(engine.url.database + ending))

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions begin explicitly, below
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(synchronous("FULL"))
        connection.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # IMMEDIATE: the second writer waits at the start instead of failing later.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _prepare(connection: Connection) -> None:
    """Create the tables of an empty database; upgrade an older SQLite file.

    Raises SystemDown if the database has another revision.
    """
    if connection.dialect.name == "postgresql":  # two processes may start at once
        connection.execute(text("SELECT pg_advisory_xact_lock(7071)"))
    there = migrations.revision_of(connection)
    if there is None:
        tables.metadata.create_all(connection)
        migrations.stamp(connection)
    elif there == migrations.HEAD:
        return
    elif connection.dialect.name == "sqlite" and migrations.leads_from(connection, there):
        # One machine's own file; a database that several share is migrated by hand.
        migrations.upgrade(connection)
    else:
        raise SystemDown(
            f"the registry's database is at revision {there}, this program at {migrations.HEAD}; "
            "run: kiosk registry migrate"
        )
