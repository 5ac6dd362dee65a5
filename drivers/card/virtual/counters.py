"""Try counters of a virtual card on disk, changed atomically and used by one process."""

import sqlite3
from pathlib import Path
from threading import Lock

from kiosk.durable import synchronous
from kiosk.errors import Busy, Damaged


class FileCounters:
    """Counters in a SQLite file, locked from `open` to `close` against other processes.

    The operating system releases the lock when the process ends.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self.database: sqlite3.Connection | None = None
        self._lock = Lock()

    def open(self) -> None:
        """Lock the card. Raises Busy if another reader or process has it, Damaged."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            base = sqlite3.connect(
                self._file, timeout=0, isolation_level=None, check_same_thread=False
            )
        except (OSError, sqlite3.Error) as error:
            raise self._broken(error) from error
        try:
            base.execute("PRAGMA locking_mode = EXCLUSIVE")
            base.execute(synchronous("NORMAL"))
            base.execute("BEGIN EXCLUSIVE")
            base.execute("CREATE TABLE IF NOT EXISTS tries (key TEXT PRIMARY KEY, left INTEGER)")
            base.execute("COMMIT")
        except sqlite3.Error as error:
            base.close()
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise self._broken(error) from error
            raise Busy(
                f"the virtual card {self._file.parent.name!r} is in another reader or program; "
                "remove it there first"
            ) from error
        self.database = base

    def get(self, key: str) -> int | None:
        """The tries left, or None if they were never changed. The card must be open."""
        row = self._run("SELECT left FROM tries WHERE key = ?", key)
        return None if row is None else int(row[0])

    def put(self, key: str, left: int) -> None:
        """Store a new value atomically. The card must be open. Raises Damaged."""
        self._run("INSERT OR REPLACE INTO tries VALUES (?, ?)", key, left)

    def clear(self) -> None:
        """Delete all changes, as on a new card. The card must be open."""
        self._run("DELETE FROM tries")

    def close(self) -> None:
        """Unlock the card."""
        with self._lock:
            base, self.database = self.database, None
            if base:
                base.close()

    def _run(self, statement: str, *values: str | int) -> tuple[int] | None:
        with self._lock:
            try:
                row: tuple[int] | None = self._open().execute(statement, values).fetchone()
            except sqlite3.Error as error:
                raise self._broken(error) from error
        return row

    def _broken(self, error: Exception) -> Damaged:
        return Damaged(
            f"the counters of the virtual card {self._file.parent.name!r} ({self._file.name}) "
            f"cannot be kept: {error}; free disk space, or reset the card"
        )

    def _open(self) -> sqlite3.Connection:
        if self.database is None:
            raise Busy("the virtual card is in no reader")
        return self.database
