"""Several services on one PostgreSQL answer as one (`kiosk serve --workers`, or several machines).

A process is stopped (SIGSTOP) where a test needs the other one to answer.
"""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from sqlalchemy import func, select, text

from kiosk.bench import postgres
from kiosk.eligibility.adapters.embedded import Embedded
from kiosk.eligibility.adapters.http import HttpEligibility, connect
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.national.store import tables
from kiosk.eligibility.national.store.database import sqlite_url
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.national.store.shared import Locks, in_order
from kiosk.eligibility.national.system import National
from kiosk.eligibility.pki.issuer import TestCA
from kiosk.eligibility.port import Proof
from kiosk.eligibility.server.access.tokens import issue
from kiosk.eligibility.server.http.app import create_app
from kiosk.eligibility.server.http.service import Wiring
from kiosk.eligibility.server.serve import serve
from kiosk.eligibility.server.serving import Serving
from kiosk.eligibility.wire import write
from kiosk.eligibility.wire.kinds import SINGLE
from kiosk.errors import KioskError
from tests.support.eligibility import Desk, counter, execute
from tests.support.over_http import AGREED, CODE, as_json, asked, soon
from tests.support.ports import free_port

STARTS_WITHIN_S = 120
"""Seconds for three processes that import the program, on a machine that does much else."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="stops processes by signals")


@pytest.fixture(scope="module")
def url(postgresql: str) -> Iterator[str]:
    name = f"workers_{next(counter)}"
    execute(postgresql, f"CREATE DATABASE {name} TEMPLATE filled")
    yield postgres.url(postgresql, name)
    execute(postgresql, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def registry(url: str) -> Iterator[Registry]:
    registry = Registry(url)
    yield registry
    registry.close()


@dataclass
class Service:
    """`kiosk serve --workers 2` with a folder."""

    process: "subprocess.Popen[bytes]"
    port: int
    token: str
    folder: Path
    ca: TestCA

    def workers(self) -> list[int]:
        """The processes that answer HTTP: those that hold the port, but for the parent."""
        found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        lines = {int(one): Path(f"/proc/{one}/cmdline").read_bytes() for one in found.split()}
        return sorted(one for one, line in lines.items() if b"spawn_main" in line)

    def client(self) -> httpx.Client:
        """A client with more patience than a kiosk's."""
        made = connect(f"http://127.0.0.1:{self.port}", self.token)
        made.timeout = httpx.Timeout(60)
        return made

    @contextmanager
    def only(self, worker: int) -> Iterator[httpx.Client]:
        """A client that one process answers: the others are stopped meanwhile."""
        others = [one for one in self.workers() if one != worker]
        for one in others:
            os.kill(one, signal.SIGSTOP)
        try:
            with self.client() as client:
                yield client
        finally:
            for one in others:
                os.kill(one, signal.SIGCONT)


@pytest.fixture(scope="module")
def service(
    url: str, registry: Registry, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    home = tmp_path_factory.mktemp("home")
    folder, port = tmp_path_factory.mktemp("served") / "OQS", free_port()
    token = issue(registry, Facility(CODE, "見本診療所"))
    command = [sys.executable, "-m", "kiosk.cli", "serve", "--workers", "2", "--port", str(port)]
    command += ["--folder", str(folder), "--facility", CODE, "--url", url]
    environment = {**os.environ, "UKETSUKE_HOME": str(home)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            soon(lambda: _listens(port), STARTS_WITHIN_S)
            ca = TestCA.load_or_create(home / "ca")
            made = Service(process, port, token, folder, ca)
            with made.client() as client:
                assert client.get("/health").status_code == 200
            soon(lambda: len(made.workers()) == 2)
            yield made
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 143
        finally:
            process.kill()


def _listens(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


def count(registry: Registry) -> int:
    with registry.transaction() as connection:
        return connection.scalar(select(func.count()).select_from(tables.inquiry)) or 0


def test_a_reception_goes_from_one_process_to_the_other_and_leaves_one_result(
    service: Service, key: RSAPrivateKey, registry: Registry, tmp_path: Path
) -> None:
    first, second = service.workers()
    face, spool = service.folder / "face", tmp_path / "spool"
    unused = Embedded(registry, [], Facility(CODE), None)
    desk = Desk(service.ca, key, unused)
    with service.only(first) as client:
        challenge = HttpEligibility(client, face, spool).challenge()
    proof = desk.proof("aoi", challenge=challenge)
    with service.only(second) as client:
        ticket = HttpEligibility(client, face, spool).identify(proof)
        again = client.post("/v1/terminal/identify", json=_shape(proof))
        assert again.status_code == 409  # a challenge is good for one proof
    with service.client() as stream, stream.stream("GET", "/v1/receptions") as events:
        lines = events.iter_lines()
        next(lines)  # it listens from here on
        with service.only(first) as client:
            assert HttpEligibility(client, face, spool).submit(ticket, AGREED).validity == "1"
        with service.only(second) as client:
            assert HttpEligibility(client, face, spool).submit(ticket, AGREED).validity == "1"
        told = next(line for line in lines if line.startswith("data: "))
    assert [json.loads(told[6:])["file"]] == [file.name for file in face.glob("*.xml")]


def _shape(proof: Proof) -> dict[str, str]:
    from base64 import b64encode

    parts = {"certificate": proof.certificate, "challenge": proof.challenge}
    parts["signature"] = proof.signature
    return {"method": proof.method.value} | {k: b64encode(v).decode() for k, v in parts.items()}


def test_a_key_gets_its_first_answer_from_either_process_and_is_counted_once(
    service: Service, registry: Registry
) -> None:
    before = count(registry)
    answers = []
    for worker in service.workers():
        with service.only(worker) as client:
            keyed = {"Idempotency-Key": "one"}
            answers.append(client.post(f"/v1/{SINGLE}", json=as_json(asked("aoi")), headers=keyed))
    assert [one.status_code for one in answers] == [200, 200]
    assert answers[0].content == answers[1].content
    assert count(registry) - before == 1
    counted = 'uketsuke_requests_total{kind="OQSsiquc01",status="200"} 2.0'
    with service.client() as client:
        assert counted in client.get("/metrics").text


def test_a_folder_is_served_once_and_a_bulk_request_is_answered_whoever_took_it(
    service: Service,
) -> None:
    (service.folder / "req" / f"{SINGLE}req_w.xml").write_bytes(write(asked("aoi")))
    soon((service.folder / "res" / f"{SINGLE}res_w.xml").exists)
    first, second = service.workers()
    with service.only(first) as client:
        upload = client.post("/v1/OQSmuquc01", json=as_json(asked("aoi"))).json()["XmlMsg"]
    number = upload["MessageBody"]["ReceptionNumber"]
    fetch = {
        "MessageHeader": {"MedicalInstitutionCode": CODE},
        "MessageBody": {"ReceptionNumber": number},
    }

    def done() -> bool:
        told = client.post("/v1/OQSmuquc02", json={"XmlMsg": fetch}).json()["XmlMsg"]
        return told["MessageHeader"]["SegmentOfResult"] == "1"

    with service.only(second) as client:
        soon(done)


def test_a_process_killed_in_mid_request_loses_nothing_and_is_replaced(
    service: Service, registry: Registry
) -> None:
    killed = service.workers()[0]
    keys = [f"kill-{number}" for number in range(60)]
    names: dict[str, bytes] = {}

    def ask(mine: list[str]) -> None:
        for key in mine:
            while key not in names:
                with suppress(httpx.HTTPError), service.client() as client:
                    told = client.post(
                        f"/v1/{SINGLE}", json=as_json(asked("aoi")),
                        headers={"Idempotency-Key": key},
                    )  # fmt: skip
                    if told.status_code == 200:
                        names[key] = told.content

    before = count(registry)
    threads = [threading.Thread(target=ask, args=(keys[n::4],)) for n in range(4)]
    for thread in threads:
        thread.start()
    soon(lambda: len(names) >= 10)
    os.kill(killed, signal.SIGKILL)
    for thread in threads:
        thread.join(60)
    assert len(names) == len(keys)
    assert count(registry) - before == len(keys)
    soon(lambda: len(service.workers()) == 2 and killed not in service.workers(), 60)


def test_the_processes_end_with_a_parent_that_is_killed(url: str, tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "kiosk.cli", "serve", "--workers", "2", "--port", str(port)]
    command += ["--without-token", "--facility", CODE, "--url", url]
    environment = {**os.environ, "UKETSUKE_HOME": str(tmp_path)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        made = Service(process, port, "", tmp_path, TestCA.create())
        try:
            soon(lambda: len(made.workers()) == 2, STARTS_WITHIN_S)
            workers = made.workers()
        finally:
            process.kill()
    soon(lambda: not any(Path(f"/proc/{one}/cmdline").exists() for one in workers), 60)


def test_the_limit_of_requests_holds_over_all_services(
    url: str, ca: TestCA, facility: Facility
) -> None:
    settings = EligibilitySettings(requests_per_second=1e-6)
    registries = [Registry(url), Registry(url)]
    here = replace(facility, code="1399999999")

    async def statuses() -> list[int]:
        apps = [
            create_app(Wiring(National(one, settings), [ca.authentication.der], alone=here))
            for one in registries
        ]
        told = []
        for app in (*apps, *apps, *apps):
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
                told.append((await client.get("/v1/history")).status_code)
        return told

    try:
        assert sorted(asyncio.run(statuses())) == [200, 429, 429, 429, 429, 429]
    finally:
        for one in registries:
            one.close()


def test_a_reader_of_events_misses_no_line_that_is_committed_late(registry: Registry) -> None:
    second, order = threading.Event(), []

    def late() -> None:
        with registry.transaction() as connection:
            in_order(connection, "receptions here")
            order.append("second")
        second.set()

    with registry.transaction() as connection:
        in_order(connection, "receptions here")
        thread = threading.Thread(target=late)
        thread.start()
        waits = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        with registry.engine.connect() as other:
            soon(lambda: bool(other.scalar(waits)) or second.is_set())
        order.append("first")
    thread.join(30)
    assert order == ["first", "second"]


def test_a_lease_passes_on_when_its_holder_is_gone(url: str) -> None:
    holder, other = Registry(url), Registry(url)
    lease = Locks(holder).lease("folder")
    assert lease is not None
    assert Locks(other).lease("folder") is None
    with other.transaction() as connection:  # as the database does when a machine is gone
        ended = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
        connection.execute(text(f"{ended} AND granted"))
    soon(lambda: Locks(other).lease("folder") is not None)
    assert not lease.held()
    holder.close()
    other.close()


def test_several_processes_on_a_file_are_refused(tmp_path: Path, facility: Facility) -> None:
    url = sqlite_url(tmp_path / "registry.sqlite3")
    with pytest.raises(KioskError, match="PostgreSQL"):
        serve(Serving(url, tmp_path, facility, with_tokens=False, workers=2))
