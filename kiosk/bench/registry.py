"""`kiosk bench registry`: the simulated national system under national load.

Server, PostgreSQL and client share this machine. Lower bounds are measured for comparison: a
SELECT by key on the same server, and an ASGI echo with the same client.
"""

import asyncio
import json
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kiosk.bench import Row, at_least, at_most, growth, postgres
from kiosk.bench.load import Load, load, post
from kiosk.clock import today
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.generate import fill, made
from kiosk.eligibility.national.registry import Registry, sqlite_url
from kiosk.eligibility.national.system import National
from kiosk.eligibility.server.bulk import Kind
from kiosk.eligibility.server.exchange import Exchange
from kiosk.eligibility.server.oqs_folder import FolderServer
from kiosk.eligibility.wire import read, to_json, write
from kiosk.eligibility.wire.kinds import SINGLE
from kiosk.eligibility.wire.qualification import (
    Request,
    RequestBody,
    RequestHeader,
    Result,
    SearchInfo,
)

FACILITY = Facility("1312345678", "bench")
SEED = 1
CLIENTS = 64
WANTED_RATE = 500.0
ECHO = """
import sys, uvicorn
async def app(scope, receive, send):
    if scope["type"] != "http":
        return
    body = (await receive())["body"]
    size = str(len(body)).encode()
    await send({"type": "http.response.start", "status": 200,
                "headers": [(b"content-length", size)]})
    await send({"type": "http.response.body", "body": body})
uvicorn.run(app, port=int(sys.argv[1]), log_level="error", lifespan="off", access_log=False)
"""
SERVE = """
import sys
from pathlib import Path
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.server.serve import serve
from kiosk.eligibility.server.serving import Serving
from kiosk.eligibility.national.settings import EligibilitySettings
serve(Serving(sys.argv[1], Path(sys.argv[2]), Facility(sys.argv[3]), port=int(sys.argv[4]),
              with_tokens=False, settings=EligibilitySettings(requests_per_second=1e6)))
"""


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
        url = postgres.url(cluster)
        found += _http(url, folder, persons, "postgresql", seconds=5 if quick else 20)
        found.append(Row("floor_select_by_key", round(_select_rate(registry, persons), 1), "1/s"))
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
            found += _http(url, folder, persons, "sqlite", seconds=10)
        found += _folder(registry, folder, persons=10_000, quick=quick)
        return found
    finally:
        registry.close()


def _fill(registry: Registry, persons: int) -> float:
    begun = time.perf_counter()
    fill(registry, persons, SEED)
    return time.perf_counter() - begun


# HTTP ----------------------------------------------------------------------------------------


def _http(url: str, folder: Path, persons: int, name: str, seconds: float) -> list[Row]:
    requests = [post(f"/v1/{SINGLE}", _body(index)) for index in _some(persons, 5000)]
    found: list[Row] = []
    with _process(SERVE, url, str(folder / "ca"), FACILITY.code) as port:
        expect = b'"QualificationValidity":"1"'
        _run(load(port, requests, clients=CLIENTS, seconds=2, expect=expect))  # warm
        paced = _run(
            load(port, requests, clients=CLIENTS, seconds=seconds, rate=WANTED_RATE, expect=expect)
        )
        most = _run(load(port, requests, clients=CLIENTS, seconds=seconds, expect=expect))
    found.append(at_least(f"http_{name}_checks", most.rate, "1/s", WANTED_RATE))
    found.append(Row(f"http_{name}_checks_p99", _ms(most, 0.99), "ms"))
    found.append(at_most(f"http_{name}_p99_at_500", _ms(paced, 0.99), "ms", 60))
    found.append(Row(f"http_{name}_p50_at_500", _ms(paced, 0.50), "ms"))
    if name == "postgresql":
        with _process(ECHO) as port:
            floor = _run(load(port, requests, clients=CLIENTS, seconds=min(seconds, 5)))
        found.append(Row("floor_asgi_echo", round(floor.rate, 1), "1/s"))
        found.append(Row("echo_to_check", round(floor.rate / most.rate, 2), "x"))
    return found


def _ms(measured: Load, part: float) -> float:
    return round(measured.percentile(part) * 1000, 2)


def _run(work: Coroutine[Any, Any, Load]) -> Load:
    """Run on uvloop if it is installed, so the client uses little processor time."""
    if sys.platform == "win32":
        return asyncio.run(work)
    import uvloop

    return uvloop.run(work)


def _some(persons: int, count: int) -> list[int]:
    return random.Random(SEED).sample(range(persons), min(count, persons))


def _info(index: int) -> SearchInfo:
    search = made(index, SEED, today()).search
    return SearchInfo(
        insurer_number=f"{search.insurer_number:>8}",
        insured_card_symbol=search.symbol or None,
        insured_identification_number=search.number,
        insured_branch_number=search.branch,
        birthdate=search.birth,
    )


def _request(indices: Sequence[int]) -> Request:
    return Request(RequestHeader(FACILITY.code), RequestBody(tuple(map(_info, indices))))


def _body(index: int) -> bytes:
    return json.dumps({"XmlMsg": to_json(_request([index]))}).encode()


@contextmanager
def _process(script: str, *arguments: str) -> Iterator[int]:
    """Run a server in a process and wait for its port, the last argument, which is yielded."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", script, *arguments, str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            _await_port(port, server)
            yield port
        finally:
            server.terminate()


def _await_port(port: int, server: "subprocess.Popen[bytes]") -> None:
    ends = time.monotonic() + 30
    while time.monotonic() < ends and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("the server to be measured did not start")


# the database --------------------------------------------------------------------------------


def _select_rate(registry: Registry, persons: int) -> float:
    """Prepared SELECTs by key per second, one after the other, on the same server."""
    keys = [made(index, SEED, today()).search.key for index in _some(persons, 2000)]
    with registry.engine.connect() as connection:
        cursor = connection.connection.cursor()
        begun = time.perf_counter()
        for key in keys:
            cursor.execute("SELECT person_id FROM insurance WHERE search = %s", (key,))
            cursor.fetchall()
        return len(keys) / (time.perf_counter() - begun)


# the folder ----------------------------------------------------------------------------------


def _folder(registry: Registry, folder: Path, persons: int, *, quick: bool) -> list[Row]:
    server = FolderServer(folder / "OQS", Exchange(National(registry), FACILITY))
    stop = threading.Event()
    thread = threading.Thread(target=server.run, args=(stop,))
    thread.start()
    try:
        taken = [_one(server, index) for index in _some(persons, 60 if quick else 300)]
        p95 = sorted(taken)[int(len(taken) * 0.95)]
        found = [at_most("folder_single_p95", p95 * 1000, "ms", 150)]
        if not quick:
            found.append(at_most("folder_bulk_10k", _bulk(server, persons), "s", 10))
        return found
    finally:
        stop.set()
        thread.join()
        server.close()


def _one(server: FolderServer, index: int) -> float:
    """Seconds from a request file to its answer file."""
    answer = server.res / f"{SINGLE}res_{index}.xml"
    begun = _put(server, f"{SINGLE}req_{index}.xml", write(_request([index])))
    while not answer.exists():
        time.sleep(0.001)
    return time.perf_counter() - begun


def _put(server: FolderServer, name: str, data: bytes) -> float:
    beside = server.req / f".{name}"
    beside.write_bytes(data)
    begun = time.perf_counter()
    beside.rename(server.req / name)
    return begun


def _bulk(server: FolderServer, persons: int) -> float:
    """Seconds from the upload file to the answer with every person in it."""
    kind = Kind.QUALIFICATION
    data = write(_request(range(persons)))
    begun = _put(server, f"{kind}01req_b.xml", data)
    upload = _await(server.res / f"{kind}01res_b.xml")
    body = RequestBody(reception_number=upload.message_body.reception_number)
    fetch = Request(RequestHeader(FACILITY.code), body)
    for turn in range(10_000):
        _put(server, f"{kind}02req_{turn}.xml", write(fetch))
        told = _await(server.res / f"{kind}02res_{turn}.xml")
        if told.message_header.segment_of_result == "1":
            break
        time.sleep(0.2)
    spent = time.perf_counter() - begun
    assert len(told.message_body.bulk_confirm_unit) == persons
    return spent


def _await(answer: Path) -> Result:
    while not answer.exists():
        time.sleep(0.005)
    return read(Result, answer.read_bytes())[0]
