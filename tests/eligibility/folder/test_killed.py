"""SIGKILL at random moments during a stream of requests: nothing lost, nothing answered twice.

On each database. `UKETSUKE_KILLS` sets how often the server dies (200 for the figure of the docs,
few in the suite).
"""

import json
import os
import random
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text

from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.wire import read, to_json, write
from kiosk.eligibility.wire.qualification import (
    Request,
    RequestBody,
    RequestHeader,
    Result,
    SearchInfo,
)
from kiosk.personas import schema
from tests.support.ports import free_port

KILLS = int(os.environ.get("UKETSUKE_KILLS", "2"))
CODE = "1312345678"
PEOPLE = ("aoi", "kenji", "sakura", "haruto")

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of Unix")


def request(name: str, tag: str) -> Request:
    persona = schema.find(name)
    held = persona.insurance[-1]
    info = SearchInfo(
        insurer_number=f"{held.insurer_number:>8}",
        insured_card_symbol=held.symbol or None,
        insured_identification_number=held.number,
        insured_branch_number=held.branch,
        birthdate=persona.person.birth,
        arbitrary_identifier=tag,
    )
    return Request(RequestHeader(CODE), RequestBody((info,)))


class Consumer(threading.Thread):
    """A receipt computer: takes every answer as it appears and remembers what it saw."""

    def __init__(self, res: Path) -> None:
        super().__init__()
        self.res = res
        self.stop = threading.Event()
        self.changed = threading.Condition()
        self.seen: dict[str, int] = {}
        self.broken: list[str] = []

    def run(self) -> None:
        while not self.stop.wait(0.005):
            self.take()

    def take(self) -> None:
        for file in list(self.res.glob("OQSsiquc01res_*.xml")) if self.res.is_dir() else []:
            try:
                message, _ = read(Result, file.read_bytes())
                rows = message.message_body.result_list.result_of_qualification_confirmation
                assert file.stem.endswith(f"_{rows[0].arbitrary_identifier}")
            except Exception as error:
                self.broken.append(f"{file.name}: {error}")
            file.unlink()
            with self.changed:
                self.seen[file.name] = self.seen.get(file.name, 0) + 1
                self.changed.notify_all()

    def until(self, count: int) -> None:
        """Wait until so many requests are answered."""
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.seen) >= count, 60)


class Asker(threading.Thread):
    """A program that asks over HTTP and repeats a request, with its key, until it is answered."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self.port = port
        self.stop = threading.Event()
        self.answered: dict[str, bytes] = {}

    def run(self) -> None:
        with httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=2) as http:
            turn = 0
            while not self.stop.is_set():
                self.ask(http, f"h{turn}")
                turn += 1

    def ask(self, http: httpx.Client, tag: str) -> None:
        body = json.dumps({"XmlMsg": to_json(request(random.choice(PEOPLE), tag))})
        headers = {"Idempotency-Key": tag, "Content-Type": "application/json"}
        while not self.stop.is_set():
            with suppress(httpx.TransportError):
                response = http.post("/v1/OQSsiquc01", content=body, headers=headers)
                if response.status_code == 200:
                    self.answered[tag] = response.content
                    return
            self.stop.wait(0.02)


def start(url: str, tmp_path: Path, port: int) -> "subprocess.Popen[bytes]":
    script = Path(__file__).with_name("killed.py")
    arguments = [url, str(tmp_path / "ca"), str(tmp_path / "OQS"), str(port)]
    return subprocess.Popen([sys.executable, str(script), *arguments])


def until_listening(server: "subprocess.Popen[bytes]", port: int) -> None:
    retry = threading.Event()
    while not listening(port):
        assert server.poll() is None
        retry.wait(0.01)


def listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@dataclass
class Sender:
    """A program that puts one request after the other into the folder."""

    req: Path
    consumer: Consumer
    dice: random.Random
    sent: int = 0

    def stream(self, answers: int, backlog: int = 20) -> None:
        """Send without pause until so many more are answered; never too far ahead."""
        enough = len(self.consumer.seen) + answers
        while len(self.consumer.seen) < enough:
            self.send()
            if self.sent - len(self.consumer.seen) > backlog:
                self.consumer.until(min(enough, self.sent - backlog))

    def send(self) -> None:
        tag = f"f{self.sent}"
        beside = self.req / f".{tag}"
        beside.write_bytes(write(request(self.dice.choice(PEOPLE), tag)))
        beside.rename(self.req / f"OQSsiquc01req_{tag}.xml")
        self.sent += 1


def check(registry: Registry) -> None:
    """The database's own integrity check."""
    with registry.transaction() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
            return
        connection.execute(text("CREATE EXTENSION IF NOT EXISTS amcheck"))
        checked = connection.execute(
            text(
                "SELECT bt_index_check(i.indexrelid, true) FROM pg_index i"
                " JOIN pg_class c ON c.oid = i.indexrelid"
                " WHERE c.relnamespace = 'public'::regnamespace"
            )
        )
        assert len(checked.all()) > 10


@pytest.mark.timeout(120 + 10 * KILLS)
def test_a_server_killed_again_and_again_answers_everything_once(
    tmp_path: Path,
    registry: Registry,
    registry_url: str,
    record_property: Callable[[str, object], None],
) -> None:
    port = free_port()
    dice = random.Random(5)
    consumer, asker = Consumer(tmp_path / "OQS" / "res"), Asker(port)
    sender = Sender(tmp_path / "OQS" / "req", consumer, dice)
    consumer.start()
    asker.start()
    try:
        for _ in range(KILLS):
            server = start(registry_url, tmp_path, port)
            until_listening(server, port)
            sender.stream(dice.randint(1, 60))
            server.kill()
            server.wait()
        server = start(registry_url, tmp_path, port)
        until_listening(server, port)
        consumer.until(sender.sent)
    finally:
        asker.stop.set()
        asker.join()
        server.terminate()
        server.wait()  # an answer given twice would have come by now
        consumer.stop.set()
        consumer.join()
    consumer.take()
    assert consumer.broken == []
    assert {name: count for name, count in consumer.seen.items() if count != 1} == {}
    assert len(consumer.seen) == sender.sent > 0
    assert len(asker.answered) > 0
    check(registry)
    with registry.transaction() as connection:
        asked = connection.scalar(text("SELECT count(*) FROM inquiry"))
        distinct = connection.scalar(text("SELECT count(DISTINCT request) FROM inquiry"))
    assert asked == distinct >= sender.sent
    record_property("folder", sender.sent)
    record_property("http", len(asker.answered))
