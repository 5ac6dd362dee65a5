"""Fixtures: A service with its pages, a browser without scripts, and a bridge with a card's key."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from anyio.from_thread import start_blocking_portal
from argon2 import PasswordHasher
from cryptography.hazmat.primitives.asymmetric import rsa
from fastapi import FastAPI

from kiosk.eligibility.national.store.database import sqlite_url
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.national.system import National
from kiosk.eligibility.pki.issuer import TestCA
from kiosk.personas import schema
from kiosk.staff.accounts import demo_accounts
from kiosk.visual_password import VisualPassword
from kiosk.web.mount import add_pages
from kiosk.web.terminal.routes import Staff
from tests.support.homevisit import CODE, Client, Moved, Site


@pytest.fixture(scope="session")
def ca() -> TestCA:
    return TestCA.create()


@pytest.fixture(scope="session")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("filled") / "registry.sqlite3"
    registry = Registry(sqlite_url(file))
    registry.fill(schema.everyone())
    registry.enroll_facility(CODE, "みほん訪問看護ステーション", None)
    registry.close()
    return file


@pytest.fixture
def clock() -> Moved:
    return Moved()


@pytest.fixture
def registry(filled: Path, tmp_path: Path) -> Iterator[Registry]:
    shutil.copyfile(filled, tmp_path / "registry.sqlite3")
    registry = Registry(sqlite_url(tmp_path / "registry.sqlite3"))
    yield registry
    registry.close()


@pytest.fixture
def national(registry: Registry, clock: Moved) -> National:
    return National(registry, clock=clock)


@pytest.fixture
def site(national: National, ca: TestCA, key: rsa.RSAPrivateKey) -> Iterator[Site]:
    app = FastAPI()
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    visual = VisualPassword(None, quick)
    accounts = demo_accounts(quick)
    staff = Staff(CODE, accounts.sign_in, visual.renew, visual.right)
    authorities = [ca.authentication.certificate]
    pages = add_pages(app, national, authorities, ["10.9.0.0/16"], staff)
    transport = httpx.ASGITransport(app, client=("10.1.2.3", 50000))
    inner = httpx.AsyncClient(
        transport=transport, base_url="https://visit.test", follow_redirects=True
    )
    with start_blocking_portal() as portal:
        yield Site(Client(portal, inner, transport), pages, national, ca, key)
        portal.call(inner.aclose)
