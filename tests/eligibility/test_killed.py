"""SIGKILL at random moments during a stream of requests: nothing lost, nothing answered twice.

`UKETSUKE_KILLS` sets how often the server dies (200 for the figure of the docs, few in the suite).
"""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text

from kiosk.eligibility.messages import read, to_json, write
from kiosk.eligibility.messages.qualification import (
    Request,
    RequestBody,
    RequestHeader,
    Result,
    SearchInfo,
)
from kiosk.eligibility.registry import Registry, sqlite_url
from kiosk.personas import schema

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
            self.seen[file.name] = self.seen.get(file.name, 0) + 1
            file.unlink()


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


def listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.timeout(60 + 10 * KILLS)
def test_a_server_killed_again_and_again_answers_everything_once(tmp_path) -> None:
    url = sqlite_url(tmp_path / "registry.sqlite3")
    registry = Registry(url)
    registry.fill(schema.find(name) for name in schema.names())
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    dice = random.Random(5)
    req = tmp_path / "OQS" / "req"
    consumer, asker = Consumer(tmp_path / "OQS" / "res"), Asker(port)
    consumer.start()
    asker.start()
    sent = 0
    try:
        for _ in range(KILLS):
            server = start(url, tmp_path, port)
            while not listening(port):
                assert server.poll() is None
                time.sleep(0.01)
            ends = time.monotonic() + dice.uniform(0.02, 0.6)
            while time.monotonic() < ends:
                tag = f"f{sent}"
                beside = req / f".{tag}"
                beside.write_bytes(write(request(dice.choice(PEOPLE), tag)))
                beside.rename(req / f"OQSsiquc01req_{tag}.xml")
                sent += 1
                time.sleep(dice.uniform(0, 0.01))
            server.send_signal(signal.SIGKILL)
            server.wait()
        server = start(url, tmp_path, port)
        ends = time.monotonic() + 60
        while len(consumer.seen) < sent and time.monotonic() < ends:
            time.sleep(0.02)
        time.sleep(0.2)  # an answer given twice would come now
    finally:
        consumer.stop.set()
        asker.stop.set()
        consumer.join()
        asker.join()
        server.kill()
        server.wait()
    consumer.take()
    assert consumer.broken == []
    assert {name: count for name, count in consumer.seen.items() if count != 1} == {}
    assert len(consumer.seen) == sent > 0
    assert len(asker.answered) > 0
    with registry.transaction() as connection:
        assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
        asked = connection.scalar(text("SELECT count(*) FROM inquiry"))
        distinct = connection.scalar(text("SELECT count(DISTINCT request) FROM inquiry"))
    assert asked == distinct >= sent
    registry.close()
