"""Fixtures: A service on a port of its own, and a kiosk that asks it."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from kiosk.eligibility.adapters.http import HttpEligibility
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.national.store.database import sqlite_url
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.national.system import National
from kiosk.eligibility.pki.issuer import TestCA
from kiosk.eligibility.server.access.tokens import issue
from kiosk.eligibility.server.http.app import create_app
from kiosk.eligibility.server.http.service import Wiring
from tests.support.eligibility import Desk, ManualClock
from tests.support.over_http import Cut, Running
from tests.support.ports import free_port


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


@pytest.fixture
def service(
    registry: Registry,
    facility: Facility,
    ca: TestCA,
    clock: ManualClock,
    settings: EligibilitySettings,
    own_face: Path,
    writes: bool,
) -> Iterator[Running]:
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
def http(service: Running) -> Iterator[httpx.Client]:
    with service.client() as client:
        yield client


@pytest.fixture
def reader(http: httpx.Client, desk: Desk, face: Path, tmp_path: Path) -> Any:
    """The desk of conftest, its port replaced by the one over HTTP."""
    return replace(desk, eligibility=HttpEligibility(http, face, tmp_path / "spool"))


@pytest.fixture
def own_face(tmp_path: Path) -> Path:
    """The folder that the service writes itself."""
    folder = tmp_path / "face of service"
    folder.mkdir()
    return folder


@pytest.fixture
def cut(service: Running) -> Iterator[Cut]:
    """A line to the service that a test can cut."""
    transport = Cut(httpx.HTTPTransport())
    yield transport
    transport.close()
