"""A service on a port of its own, and a kiosk that asks it."""

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest
import uvicorn

from kiosk.eligibility.adapters.http import HttpEligibility, connect
from kiosk.eligibility.national.registry import sqlite_url
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.national.system import National
from kiosk.eligibility.server.http_service import Wiring, create_app
from kiosk.eligibility.server.tokens import issue
from kiosk.eligibility.wire import to_json
from kiosk.eligibility.wire.qualification import Request, RequestHeader
from kiosk.personas import schema
from kiosk.session.effects import Answers
from kiosk.session.rules import Category

AGREED = Answers(agreed=frozenset({Category.MEDICINE}))


CODE = "1312345678"


@dataclass
class Running:
    """A service on a port of its own, and the token of its facility."""

    url: str
    token: str
    server: uvicorn.Server

    def client(self, token: str | None = None) -> httpx.Client:
        return connect(self.url, self.token if token is None else token)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def registry_url(filled: Path, tmp_path: Path) -> str:
    """SQLite: what HTTP adds does not depend on the database, which other tests vary."""
    shutil.copyfile(filled, tmp_path / "registry.sqlite3")
    return sqlite_url(tmp_path / "registry.sqlite3")


@pytest.fixture
def settings() -> EligibilitySettings:
    return EligibilitySettings()


@pytest.fixture
def writes() -> bool:
    """Whether the service writes its facility's results itself."""
    return False


def soon(holds: Callable[[], bool]) -> None:
    """Wait until something holds; fails after twenty seconds."""
    waited, ends = threading.Event(), time.monotonic() + 20
    while not holds():
        assert time.monotonic() < ends
        waited.wait(0.01)


@pytest.fixture
def service(registry, facility, ca, clock, settings, own_face, writes) -> Iterator[Running]:
    token = issue(registry, facility)
    national = National(registry, settings, clock)
    face = (facility, own_face) if writes else None
    app = create_app(Wiring(national, [ca.authentication.der], face))
    port = free_port()
    config = uvicorn.Config(app, port=port, log_level="error", lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    waited = threading.Event()
    while not server.started and thread.is_alive():
        waited.wait(0.005)
    yield Running(f"http://127.0.0.1:{port}", token, server)
    server.should_exit = True
    thread.join()


@pytest.fixture
def http(service) -> Iterator[httpx.Client]:
    with service.client() as client:
        yield client


def asked(name: str, **head: object) -> Request:
    from kiosk.eligibility.wire.qualification import RequestBody, SearchInfo

    persona = schema.find(name)
    held = persona.insurance[0]
    info = SearchInfo(
        insurer_number=f"{held.insurer_number:>8}",
        insured_card_symbol=held.symbol or None,
        insured_identification_number=held.number,
        birthdate=persona.person.birth,
        insured_branch_number=held.branch,
    )
    return Request(RequestHeader(CODE, **head), RequestBody((info,)))


def as_json(request: Request) -> dict[str, object]:
    return {"XmlMsg": to_json(request)}


@pytest.fixture
def reader(http, desk, face, tmp_path):
    """The desk of conftest, its port replaced by the one over HTTP."""
    return replace(desk, eligibility=HttpEligibility(http, face, tmp_path / "spool"))


@pytest.fixture
def own_face(tmp_path) -> Path:
    """The folder that the service writes itself."""
    folder = tmp_path / "face of service"
    folder.mkdir()
    return folder
