"""The office's own file: counts by day, hour, kiosk and way, and figures by month. No person.

One SQLite file. Every change is one transaction: a count or an import is whole or not there.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from kiosk import private
from kiosk.errors import DataUnwritable
from kiosk.facility.counting.record import Entry, ReceptionSource, ReceptionStep, Way
from kiosk.facility.values import Month, month

FILE = "facility.sqlite3"
VERSION = 1
LONGEST = 600
"""A step of more seconds is counted as one of this many."""
SCHEMA = """
CREATE TABLE tally (day TEXT, hour INTEGER, desk TEXT, way TEXT, step TEXT, outcome TEXT,
    cause TEXT, n INTEGER NOT NULL,
    PRIMARY KEY (day, hour, desk, way, step, outcome, cause)) WITHOUT ROWID;
CREATE TABLE ending (month TEXT, way TEXT, step TEXT, outcome TEXT, cause TEXT, n INTEGER NOT NULL,
    PRIMARY KEY (month, way, step, outcome, cause)) WITHOUT ROWID;
CREATE TABLE hourly (month TEXT, hour INTEGER, desk TEXT, n INTEGER NOT NULL,
    PRIMARY KEY (month, hour, desk)) WITHOUT ROWID;
CREATE TABLE seconds (month TEXT, step TEXT, second INTEGER, n INTEGER NOT NULL,
    PRIMARY KEY (month, step, second)) WITHOUT ROWID;
CREATE TABLE views (month TEXT, kind TEXT, n INTEGER NOT NULL, PRIMARY KEY (month, kind))
    WITHOUT ROWID;
CREATE TABLE figure (month TEXT, name TEXT, value TEXT NOT NULL, source TEXT NOT NULL,
    PRIMARY KEY (month, name)) WITHOUT ROWID;
CREATE TABLE import (digest TEXT PRIMARY KEY, at TEXT NOT NULL, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (name TEXT PRIMARY KEY, head TEXT NOT NULL, position INTEGER NOT NULL)
    WITHOUT ROWID;
CREATE TABLE mark (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class Figure:
    """A figure of a month; `source` is import, typed or registry."""

    month: Month
    name: str
    value: str
    source: str


class Store:
    """See the module. Opens or makes the file in `folder`. Raises DataUnwritable."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / FILE
        private.folder(folder)
        try:
            self._connection = sqlite3.connect(
                self.file, isolation_level=None, check_same_thread=False
            )
            self._prepare()
        except sqlite3.Error as error:
            raise DataUnwritable(
                f"{self.file} cannot be used ({error}); see that it is the office's own file, "
                "that this user may write it and that the disk has room"
            ) from None

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A transaction: committed at the end, undone by an exception."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    # counts ------------------------------------------------------------------------------------

    def count(self, source: ReceptionSource) -> int:
        """Count the receptions of a source that were not counted yet; returns how many.

        The source is read before the transaction, so that others can write meanwhile; if one of
        them counted this source, nothing is counted twice and 0 is returned.
        """
        head = source.head()
        position = before = self._position(source.name, head)
        tally: dict[tuple[str | int, ...], int] = {}
        seconds: dict[tuple[str | int, ...], int] = {}
        views: dict[tuple[str | int, ...], int] = {}
        number = 0
        for entry, after in source.entries(position):
            number, position = number + 1, after
            _add(entry, tally, seconds, views)
        with self.transaction() as connection:
            if self._position(source.name, head) != before:
                return 0
            self._put(connection, tally, seconds, views)
            _without_cards_of_the_registry(connection)
            connection.execute(
                "INSERT OR REPLACE INTO source VALUES (?, ?, ?)", (source.name, head, position)
            )
        return number

    def _position(self, name: str, head: str) -> int:
        """Up to where a source that begins with `head` was counted."""
        rows = self.rows("SELECT position FROM source WHERE name = ? AND head = ?", name, head)
        return int(str(rows[0][0])) if rows else 0

    def reads_kiosks(self) -> bool:
        """Whether receptions of kiosks were counted: the registry's are the same ones."""
        return bool(self.rows("SELECT 1 FROM source LIMIT 1"))

    def add(self, entries: Iterable[Entry]) -> None:
        """Count receptions that no source keeps: those of a demonstration or a bench."""
        tally: dict[tuple[str | int, ...], int] = {}
        seconds: dict[tuple[str | int, ...], int] = {}
        views: dict[tuple[str | int, ...], int] = {}
        for entry in entries:
            _add(entry, tally, seconds, views)
        with self.transaction() as connection:
            self._put(connection, tally, seconds, views)

    def put_views(self, views: Mapping[tuple[Month, str], int]) -> None:
        """Replace how often each kind of information was viewed in these months."""
        with self.transaction() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO views VALUES (?, ?, ?)",
                [(str(of), kind, number) for (of, kind), number in views.items()],
            )

    def put_checks(self, checks: Mapping[tuple[str, int, Way], int]) -> None:
        """Replace the checks of these days, hours and ways, which no kiosk made."""
        with self.transaction() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO tally VALUES (?, ?, '', ?, 'done', 'completed', '', ?)",
                [(day, hour, way, number) for (day, hour, way), number in checks.items()],
            )
            _roll_up(connection, {day[:7] for day, _, _ in checks})

    def rows(self, query: str, *values: str) -> list[tuple[object, ...]]:
        """The rows of a query of this room."""
        with closing(self._connection.cursor()) as cursor:
            return cursor.execute(query, values).fetchall()

    # figures -----------------------------------------------------------------------------------

    def figures(self) -> dict[tuple[Month, str], Figure]:
        """All figures of months."""
        rows = self._connection.execute("SELECT month, name, value, source FROM figure")
        return {
            (month(of), name): Figure(month(of), name, value, source)
            for of, name, value, source in rows
        }

    def put_figures(
        self, figures: Iterable[Figure], digest: str = "", name: str = "", at: str = ""
    ) -> None:
        """Write figures, all or none; with a digest, the import they came from."""
        with self.transaction() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO figure VALUES (?, ?, ?, ?)",
                [(str(one.month), one.name, one.value, one.source) for one in figures],
            )
            if digest:
                connection.execute(
                    "INSERT OR REPLACE INTO import VALUES (?, ?, ?)", (digest, at, name)
                )

    def imported(self, digest: str) -> str | None:
        """When the import with that digest was made; None if it never was."""
        row = self._connection.execute(
            "SELECT at FROM import WHERE digest = ?", (digest,)
        ).fetchone()
        return None if row is None else str(row[0])

    # marks of checklists -----------------------------------------------------------------------

    def marks(self) -> dict[str, str]:
        """What was ticked or entered on the office's pages, by name."""
        return dict(self._connection.execute("SELECT name, value FROM mark").fetchall())

    def mark(self, name: str, value: str | None) -> None:
        """Enter or remove a mark."""
        with self.transaction() as connection:
            if value is None:
                connection.execute("DELETE FROM mark WHERE name = ?", (name,))
            else:
                connection.execute("INSERT OR REPLACE INTO mark VALUES (?, ?)", (name, value))

    def _prepare(self) -> None:
        version = self._connection.execute("PRAGMA user_version").fetchone()[0]
        if version == 0:
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.executescript(
                f"BEGIN IMMEDIATE; {SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;"
            )
        elif version != VERSION:
            raise sqlite3.DatabaseError(f"it is of version {version}, this program's is {VERSION}")

    @staticmethod
    def _put(
        connection: sqlite3.Connection,
        tally: Mapping[tuple[str | int, ...], int],
        seconds: Mapping[tuple[str | int, ...], int],
        views: Mapping[tuple[str | int, ...], int],
    ) -> None:
        connection.executemany(
            "INSERT INTO tally VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET n = n + excluded.n",
            [(*key, number) for key, number in tally.items()],
        )
        connection.executemany(
            "INSERT INTO seconds VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
            [(*key, number) for key, number in seconds.items()],
        )
        connection.executemany(
            "INSERT INTO views VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
            [(*key, number) for key, number in views.items()],
        )
        _roll_up(connection, {str(day)[:7] for day, *_ in tally})


def whole(figure: Figure | None) -> int | None:
    """The value of a figure as a whole number; None without the figure."""
    return None if figure is None else int(Decimal(figure.value))


def _without_cards_of_the_registry(connection: sqlite3.Connection) -> None:
    """Remove checks by card and phone that the registry told: kiosks tell the same ones."""
    chosen = "desk = '' AND way IN ('card', 'phone')"
    found = connection.execute(f"SELECT DISTINCT substr(day, 1, 7) FROM tally WHERE {chosen}")  # noqa: S608
    months = [str(of) for (of,) in found.fetchall()]
    if months:
        connection.execute(f"DELETE FROM tally WHERE {chosen}")  # noqa: S608
        _roll_up(connection, months)


def _roll_up(connection: sqlite3.Connection, months: Iterable[str]) -> None:
    """Sum these months anew: `ending` and `hourly` are what pages and the report read."""
    for of in months:
        days = f"{of}-01", f"{of}-31"
        for name, columns in (("ending", "way, step, outcome, cause"), ("hourly", "hour, desk")):
            connection.execute(f"DELETE FROM {name} WHERE month = ?", (of,))  # noqa: S608
            connection.execute(
                f"INSERT INTO {name} SELECT ?, {columns}, sum(n) FROM tally "  # noqa: S608
                f"WHERE day BETWEEN ? AND ? GROUP BY {columns}",
                (of, *days),
            )


def _add(
    entry: Entry,
    tally: dict[tuple[str | int, ...], int],
    seconds: dict[tuple[str | int, ...], int],
    views: dict[tuple[str | int, ...], int],
) -> None:
    """Count one entry in the three sums.

    `tally` is by day, hour, desk, way, step, outcome and cause; `seconds` by month, step and whole
    seconds; `views` by month and kind of view.
    """
    key = (entry.at.date().isoformat(), entry.at.hour, entry.desk, entry.way, entry.step,
           entry.outcome, entry.cause)  # fmt: skip
    tally[key] = tally.get(key, 0) + 1
    for step, spent in entry.seconds.items():
        if step != ReceptionStep.DONE:
            place = (str(Month.of(entry.at)), step, min(LONGEST, round(spent)))
            seconds[place] = seconds.get(place, 0) + 1
    for title in entry.consents:
        kind = (str(Month.of(entry.at)), f"同意 {title}")
        views[kind] = views.get(kind, 0) + 1
