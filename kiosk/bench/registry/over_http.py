"""Checks a second over HTTP, and how long each takes, with a server in a process of its own."""

import asyncio
import socket
import subprocess
import sys
import time
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from kiosk.bench import Row, at_least, at_most
from kiosk.bench.load import Load, load, post
from kiosk.bench.registry.folder import FolderClient, units_in
from kiosk.bench.registry.questions import FACILITY, json_body, request, some
from kiosk.eligibility.wire import write
from kiosk.eligibility.wire.kinds import SINGLE

CLIENTS = 64
WANTED_RATE = 500.0
RATE_BESIDE_BULK = 100.0
LARGE_BULK = 50_000
VALID = b'"QualificationValidity":"1"'
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
url, keys, facility, folder, workers, port = sys.argv[1:]
serve(Serving(url, Path(keys), Facility(facility), Path(folder) if folder else None,
              port=int(port), workers=int(workers), with_tokens=False,
              settings=EligibilitySettings(requests_per_second=1e6)))
"""


def rows(url: str, folder: Path, persons: int, name: str, seconds: float) -> list[Row]:
    """At a paced rate, and as many as the service answers."""
    requests = _requests(persons)
    with _service(url, folder) as port:
        _warm(port, requests)
        paced = _run(_load(port, requests, seconds, WANTED_RATE))
        most = _run(_load(port, requests, seconds))
    return [
        at_least(f"http_{name}_checks", most.rate, "1/s", WANTED_RATE),
        Row(f"http_{name}_checks_p99", _ms(most, 0.99), "ms"),
        at_most(f"http_{name}_p99_at_500", _ms(paced, 0.99), "ms", 60),
        Row(f"http_{name}_p50_at_500", _ms(paced, 0.50), "ms"),
    ]


def floor(persons: int, seconds: float) -> float:
    """Answers a second of a server that only sends back what it gets, with the same client."""
    with _process(ECHO) as port:
        return _run(load(port, _requests(persons), clients=CLIENTS, seconds=seconds)).rate


def workers(url: str, folder: Path, persons: int, seconds: float) -> list[Row]:
    """The most checks a second of a service with two processes; the client takes its share."""
    requests = _requests(persons)
    with _service(url, folder, workers=2) as port:
        _warm(port, requests)
        most = _run(_load(port, requests, seconds))
    return [Row("http_postgresql_checks_2_workers", round(most.rate, 1), "1/s")]


def beside_bulk(url: str, folder: Path, persons: int) -> list[Row]:
    """Paced checks over HTTP while the folder of the same service answers a large bulk request."""
    requests = _requests(persons)
    root = folder / "OQS-beside"
    upload = write(request(range(LARGE_BULK)))
    ended: list[tuple[float, Path]] = []
    with _service(url, folder, served=root) as port:
        _warm(port, requests)
        client = FolderClient(root / "req", root / "res")
        bulk = Thread(target=lambda: ended.append(client.bulk(upload)), daemon=True)
        bulk.start()
        taken: list[float] = []
        while bulk.is_alive():
            taken += _run(_load(port, requests, 2, RATE_BESIDE_BULK)).seconds
    if not ended or units_in(ended[0][1]) != LARGE_BULK:
        raise RuntimeError("the bulk request beside HTTP ended without its answer")
    beside = Load(RATE_BESIDE_BULK, sorted(taken))
    return [
        Row("folder_bulk_50k_beside_http", round(ended[0][0], 2), "s"),
        at_most("http_p99_at_100_beside_bulk_50k", _ms(beside, 0.99), "ms", 150),
    ]


def _requests(persons: int) -> list[bytes]:
    return [post(f"/v1/{SINGLE}", json_body(index)) for index in some(persons, 5000)]


def _load(
    port: int, requests: list[bytes], seconds: float, rate: float | None = None
) -> Coroutine[Any, Any, Load]:
    return load(port, requests, clients=CLIENTS, seconds=seconds, rate=rate, expect=VALID)


def _warm(port: int, requests: list[bytes]) -> None:
    _run(_load(port, requests, seconds=2))


def _ms(measured: Load, part: float) -> float:
    return round(measured.percentile(part) * 1000, 2)


def _run(work: Coroutine[Any, Any, Load]) -> Load:
    """Run on uvloop if it is installed, so the client uses little processor time."""
    if sys.platform == "win32":
        return asyncio.run(work)
    import uvloop

    return uvloop.run(work)


@contextmanager
def _service(url: str, folder: Path, served: Path | None = None, workers: int = 1) -> Iterator[int]:
    """A service in a process of its own; yields its port."""
    keys, code = str(folder / "ca"), FACILITY.code
    with _process(SERVE, url, keys, code, str(served or ""), str(workers)) as port:
        yield port


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
