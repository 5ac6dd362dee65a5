"""Synthetic persons by the million: person `i` of seed `s` is always the same person.

Names are random combinations of common characters, and insurer numbers begin with 99, which no
real insurer uses. Rows are written in chunks with COPY or executemany and the indexes are built
last, so memory use does not depend on the number of persons.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Index, Table, func, select, text

from kiosk.clock import birthday
from kiosk.eligibility.national.store import tables
from kiosk.eligibility.national.store.queries import Search, search_key
from kiosk.eligibility.national.store.registry import Registry

CHUNK = 5_000
FAMILIES = (
    ("見本", "ﾐﾎﾝ"), ("試験", "ｼｹﾝ"), ("仮屋", "ｶﾘﾔ"), ("架空", "ｶｸｳ"), ("例田", "ﾚｲﾀﾞ"),
    ("受付", "ｳｹﾂｹ"), ("確認", "ｶｸﾆﾝ"), ("資格", "ｼｶｸ"), ("模擬", "ﾓｷﾞ"), ("演習", "ｴﾝｼｭｳ"),
    ("髙見", "ﾀｶﾐ"),
)  # fmt: skip
GIVENS = (
    (("一郎", "ｲﾁﾛｳ"), ("翔太", "ｼｮｳﾀ"), ("大輔", "ﾀﾞｲｽｹ"), ("蓮", "ﾚﾝ"), ("正雄", "ﾏｻｵ")),
    (("花子", "ﾊﾅｺ"), ("美咲", "ﾐｻｷ"), ("陽菜", "ﾋﾅ"), ("和子", "ｶｽﾞｺ"), ("凛", "ﾘﾝ")),
)
INSURERS = (
    ("01990019", "全国見本健康保険協会", "010"), ("06991236", "見本健康保険組合", "020"),
    ("06992341", "架空健康保険組合", "030"), ("990127", "見本市国民健康保険", "040"),
    ("990218", "架空市国民健康保険", "050"),
)  # fmt: skip
ELDERLY = ("39990015", "見本県後期高齢者医療広域連合", "")
OLDEST = date(1930, 1, 1)
DAYS = 34_000
LAST_ELDERLY = date(1966, 1, 1)
"""Who was born before has, from the 75th birthday on, 後期高齢者医療; the others are too young to
turn 75 before 2041."""
SEARCHED = date(2026, 11, 1)
"""The day whose insurance the search of a generated person is for, if none is given."""
FLAGS = ("A01", "A02", "A03", "A04", "A05")
MASK = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Made:
    """One generated person: the rows of both tables, and the search that finds the person."""

    person: tuple[Any, ...]
    insurances: tuple[tuple[Any, ...], ...]
    search: Search


def made(index: int, seed: int, on: date = SEARCHED) -> Made:
    """Generate person `index` of `seed`; the rows lack their first column, the registry's id.

    The search is for the insurance of the day `on`.
    """
    dice = _mix(seed * 0x9E3779B97F4A7C15 + index)
    more = _mix(dice)
    sex = 1 + (dice & 1)
    family, family_kana = FAMILIES[(dice >> 1) % len(FAMILIES)]
    name, kana = GIVENS[sex - 1][(dice >> 8) % 5]
    birth = OLDEST + timedelta(days=(dice >> 16) % DAYS)
    address = f"見本県試験市{(dice >> 40) % 99 + 1}丁目{(dice >> 48) % 30 + 1}番"
    person = (
        None, f"{family}　{name}", f"{family_kana} {kana}", None, None, birth, sex, address,
        f"000-{(dice >> 32) % 10000:04}", more % 20 != 0, more % 1009 == 0, more % 50 == 0,
    )  # fmt: skip
    number = f"{index:08}"
    held = _held(number, birth, more)
    code, symbol = next((row[1], row[3]) for row in reversed(held) if row[9] <= on)
    return Made(person, held, Search(code, symbol, number, birth, "01"))


def _mix(value: int) -> int:
    """SplitMix64: a fast hash with the same result on every machine."""
    value = (value + 0x9E3779B97F4A7C15) & MASK
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & MASK
    return value ^ (value >> 31)


def _held(number: str, birth: date, dice: int) -> tuple[tuple[Any, ...], ...]:
    """The insurances of a life, oldest first: from 75 on 後期高齢者医療, before that another."""
    seventy_fifth = birthday(birth, 75)
    start = max(birth, date(2016 + dice % 8, 4, 1))
    limit = _limit(dice) if dice % 16 == 5 else {}
    insurer = INSURERS[(dice >> 8) % len(INSURERS)]
    if birth >= LAST_ELDERLY:
        held = [_columns(insurer, number, start, None, limit)]
    elif seventy_fifth <= start:
        held = [_columns(ELDERLY, number, start, None, limit)]
    else:
        held = [
            _columns(insurer, number, start, seventy_fifth, {"loss": "03"}),
            _columns(ELDERLY, number, seventy_fifth, None, {}),
        ]
    if dice % 10 == 3 and start > birth:  # an earlier insurance that has ended
        before = INSURERS[(dice >> 16) % len(INSURERS)]
        ended = min(start, seventy_fifth)
        begun = max(birth, ended.replace(day=1, year=ended.year - 1 - dice % 3))
        held.insert(0, _columns(before, f"9{number[1:]}", begun, ended, {"loss": "03"}))
    return tuple(held)


def _limit(dice: int) -> dict[str, Any]:
    """A limit certificate of a year that ends with the month of the clock."""
    flag = FLAGS[(dice >> 24) % 5]
    dates = {"moves_from": "202611", "start": "2025-12-01", "end": "2026-11-30"}
    return {"limit": {"kind": "01", "flag": flag, **dates}}


def _columns(
    insurer: tuple[str, str, str],
    number: str,
    start: date,
    end: date | None,
    details: dict[str, Any],
) -> tuple[Any, ...]:
    code, name, symbol = insurer
    burden = "010" if insurer is ELDERLY else "020"
    if insurer is ELDERLY and "limit" in details:
        details = {"limit": {**details["limit"], "flag": "B04"}}
    key, told = search_key(code, symbol, number), json.dumps(details) if details else None
    return (key, code, name, symbol, number, "01", 1, "01", burden, start, end, told)


PERSON = tuple(column.name for column in tables.person.columns)
INSURANCE = tuple(column.name for column in tables.insurance.columns if column.name != "id")


def fill(
    registry: Registry, count: int, seed: int, progress: Callable[[int], None] = lambda _: None
) -> int:
    """Add persons until the registry has `count`; returns how many were added.

    `progress` gets the number added so far after every chunk. Raises SystemDown.
    """
    with registry.transaction() as connection:
        there = connection.scalar(select(func.count()).select_from(tables.person)) or 0
        of_us = select(func.count()).where(tables.person.c.persona.is_(None))
        begun = connection.scalar(of_us) or 0
        first = (connection.scalar(select(func.max(tables.person.c.id))) or 0) + 1
    wanted = max(0, count - there)
    first -= begun  # continue after the persons generated earlier
    with registry.transaction() as connection, _without_indexes(connection, large=wanted > there):
        for begin in range(begun, begun + wanted, CHUNK):
            people, held = [], []
            for index in range(begin, min(begin + CHUNK, begun + wanted)):
                one = made(index, seed)
                people.append((first + index, *one.person))
                held += [(first + index, *row) for row in one.insurances]
            _bulk(connection, tables.person, PERSON, people)
            _bulk(connection, tables.insurance, INSURANCE, held)
            progress(len(people))
        if connection.dialect.name == "postgresql" and wanted:
            connection.execute(
                text("SELECT setval(pg_get_serial_sequence('person', 'id'), :last)"),
                {"last": first + begun + wanted - 1},
            )
    if registry.engine.dialect.name == "postgresql":
        with registry.engine.connect().execution_options(
            isolation_level="AUTOCOMMIT"
        ) as connection:
            connection.execute(text("VACUUM ANALYZE person, insurance"))
    return wanted


class _without_indexes:  # noqa: N801  # used as a word in a with statement
    """Context manager: drops the secondary indexes of `insurance` and builds them at the end."""

    def __init__(self, connection: Connection, *, large: bool) -> None:
        self._connection = connection
        self._indexes: list[Index] = list(tables.insurance.indexes) if large else []

    def __enter__(self) -> None:
        for index in self._indexes:
            index.drop(self._connection, checkfirst=True)

    def __exit__(self, *_: object) -> None:
        for index in self._indexes:
            index.create(self._connection, checkfirst=True)


def _bulk(
    connection: Connection, table: Table, columns: tuple[str, ...], rows: list[tuple[Any, ...]]
) -> None:
    raw: Any = connection.connection.driver_connection
    names = ", ".join(f'"{column}"' for column in columns)
    if connection.dialect.name == "postgresql":
        with raw.cursor().copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)
        return
    marks = ", ".join("?" * len(columns))
    statement = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608  # our names
    raw.executemany(statement, _plain(rows))


def _plain(rows: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """The rows with dates as ISO text, as SQLite stores them."""
    for row in rows:
        yield tuple(value.isoformat() if isinstance(value, date) else value for value in row)
