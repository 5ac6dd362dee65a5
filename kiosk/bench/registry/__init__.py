"""`kiosk bench registry`: the simulated national system under national load.

Server, PostgreSQL and client share this machine. Lower bounds are measured for comparison: a
SELECT by key on the same server, and an ASGI echo with the same client.
"""

import sys
import tempfile
import time
from pathlib import Path

from kiosk.bench import Row, at_most, postgres
from kiosk.bench.registry import folder as oqs_folder
from kiosk.bench.registry import growth, over_http
from kiosk.bench.registry.questions import SEED, some
from kiosk.clock import today
from kiosk.eligibility.national.store.database import sqlite_url
from kiosk.eligibility.national.store.generate import fill, made
from kiosk.eligibility.national.store.registry import Registry


def rows(quick: bool) -> list[Row]:
    """All figures on 1 000 000 persons; with `quick` fewer figures on 100 000 persons."""
    persons = 100_000 if quick else 1_000_000
    with tempfile.TemporaryDirectory(prefix="uketsuke-bench-") as temporary:
        folder = Path(temporary)
        found: list[Row] = []
        try:
            with postgres.cluster() as cluster:
                found += _on_postgres(cluster, folder, persons, quick=quick)
        except postgres.NoPostgres as error:
            sys.stderr.write(f"{error}; measured on SQLite only\n")
        found += _on_sqlite(folder, persons, quick=quick)
    return found


def _on_postgres(cluster: str, folder: Path, persons: int, *, quick: bool) -> list[Row]:
    registry = Registry(postgres.url(cluster))
    try:
        spent = _fill(registry, persons)
        found: list[Row] = []
        if not quick:
            found.append(at_most("fill_postgresql_1m", spent, "s", 120))
            found += growth.rows(cluster, registry, persons, SEED)
        url, seconds = postgres.url(cluster), 5 if quick else 20
        http = over_http.rows(url, folder, persons, "postgresql", seconds)
        found += http
        floor = over_http.floor(persons, min(seconds, 5))
        found.append(Row("floor_asgi_echo", round(floor, 1), "1/s"))
        found.append(Row("echo_to_check", round(floor / http[0].value, 2), "x"))
        found.append(Row("floor_select_by_key", round(_select_rate(registry, persons), 1), "1/s"))
        if not quick:
            found += over_http.workers(url, folder, persons, seconds)
            found += over_http.beside_bulk(url, folder, persons)
        return found
    finally:
        registry.close()


def _on_sqlite(folder: Path, persons: int, *, quick: bool) -> list[Row]:
    url = sqlite_url(folder / "registry.sqlite3")
    registry = Registry(url)
    try:
        spent = _fill(registry, 10_000 if quick else persons)
        found = []
        if not quick:
            found.append(at_most("fill_sqlite_1m", spent, "s", 120))
            found += over_http.rows(url, folder, persons, "sqlite", seconds=10)
        found += oqs_folder.rows(registry, folder, persons=10_000, quick=quick)
        return found
    finally:
        registry.close()


def _fill(registry: Registry, persons: int) -> float:
    begun = time.perf_counter()
    fill(registry, persons, SEED)
    return time.perf_counter() - begun


def _select_rate(registry: Registry, persons: int) -> float:
    """Prepared SELECTs by key per second, one after the other, on the same server."""
    keys = [made(index, SEED, today()).search.key for index in some(persons, 2000)]
    with registry.engine.connect() as connection:
        cursor = connection.connection.cursor()
        begun = time.perf_counter()
        for key in keys:
            cursor.execute("SELECT person_id FROM insurance WHERE search = %s", (key,))
            cursor.fetchall()
        return len(keys) / (time.perf_counter() - begun)
