"""Fixtures of the eligibility tests."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from kiosk.bench import postgres
from kiosk.eligibility.adapters.embedded import Embedded
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.national.store.database import sqlite_url
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.national.system import National
from kiosk.eligibility.pki.issuer import TestCA
from kiosk.eligibility.server.exchange import Exchange
from kiosk.eligibility.server.oqs_folder import FolderServer
from kiosk.personas import schema
from tests.eligibility.folder.folders import SETTINGS
from tests.support.eligibility import Desk, ManualClock, counter, execute
from tests.support.time import MovedTime


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture(scope="session")
def ca() -> TestCA:
    return TestCA.create()


@pytest.fixture(scope="session")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@pytest.fixture
def facility() -> Facility:
    return Facility("1312345678", "見本診療所")


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite registry with every persona, to be copied."""
    file = tmp_path_factory.mktemp("filled") / "registry.sqlite3"
    registry = Registry(sqlite_url(file))
    registry.fill(schema.find(name) for name in schema.names())
    registry.close()
    return file


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """A running cluster of our own whose database `filled` has every persona."""
    try:
        with postgres.cluster(durable=False) as folder:
            execute(folder, "CREATE DATABASE filled")
            registry = Registry(postgres.url(folder, "filled"))
            registry.fill(schema.find(name) for name in schema.names())
            registry.close()
            yield folder
    except postgres.NoPostgres as error:
        pytest.skip(str(error))


@pytest.fixture(params=["sqlite", "postgresql"])
def registry_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A filled registry of the test's own, on each database."""
    if request.param == "sqlite":
        file = tmp_path / "registry.sqlite3"
        shutil.copyfile(request.getfixturevalue("filled"), file)
        yield sqlite_url(file)
        return
    folder = request.getfixturevalue("postgresql")
    name = f"test_{next(counter)}"
    execute(folder, f"CREATE DATABASE {name} TEMPLATE filled")
    yield postgres.url(folder, name)
    execute(folder, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Registry]:
    """A registry that a module's tests share, on each database: they use persons of their own."""
    folder, name = None, f"shared_{next(counter)}"
    if request.param == "sqlite":
        file = tmp_path_factory.mktemp("shared") / "registry.sqlite3"
        shutil.copyfile(request.getfixturevalue("filled"), file)
        url = sqlite_url(file)
    else:
        folder = request.getfixturevalue("postgresql")
        execute(folder, f"CREATE DATABASE {name} TEMPLATE filled")
        url = postgres.url(folder, name)
    registry = Registry(url)
    yield registry
    registry.close()
    if folder is not None:
        execute(folder, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def registry(registry_url: str) -> Iterator[Registry]:
    registry = Registry(registry_url)
    yield registry
    registry.close()


@pytest.fixture
def face(tmp_path: Path) -> Path:
    folder = tmp_path / "face"
    folder.mkdir()
    return folder


@pytest.fixture
def desk(
    ca: TestCA,
    key: rsa.RSAPrivateKey,
    registry: Registry,
    facility: Facility,
    face: Path,
    clock: ManualClock,
) -> Desk:
    authorities = [ca.authentication.certificate]
    return Desk(ca, key, Embedded(registry, authorities, facility, face, clock))


@pytest.fixture
def results(face: Path) -> Callable[[], list[Path]]:
    """What lies in the face folder, hidden files included."""
    return lambda: sorted(face.iterdir())


@pytest.fixture
def settings() -> EligibilitySettings:
    return SETTINGS


@pytest.fixture
def server(
    tmp_path: Path,
    registry: Registry,
    facility: Facility,
    clock: ManualClock,
    settings: EligibilitySettings,
) -> Iterator[FolderServer]:
    exchange = Exchange(National(registry, settings, clock), facility)
    server = FolderServer(tmp_path / "OQS", exchange, time=MovedTime())
    yield server
    server.close()


@pytest.fixture
def put(server: FolderServer) -> Callable[..., Path]:
    def put(name: str, data: bytes) -> Path:
        file = server.req / name
        file.write_bytes(data)
        return file

    return put
