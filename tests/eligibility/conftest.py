"""Real parts for the eligibility tests: a test CA, one card key, a registry on a real database."""

import datetime as dt
import itertools
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from sqlalchemy import create_engine, text

from kiosk.bench import postgres
from kiosk.eligibility.adapters.embedded import Embedded
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.registry import Registry, sqlite_url
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.national.system import National
from kiosk.eligibility.pki.issuer import TestCA
from kiosk.eligibility.port import Proof
from kiosk.eligibility.server.exchange import Exchange
from kiosk.eligibility.server.oqs_folder import FolderServer
from kiosk.personas import schema
from kiosk.session.events import Method

from .folders import SETTINGS

NOW = dt.datetime(2026, 11, 20, 9, 30, 15)


@dataclass
class Hands:
    """A clock that a test moves by hand."""

    now: dt.datetime = NOW

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture
def clock() -> Hands:
    return Hands()


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


def execute(folder: str, statement: str) -> None:
    engine = create_engine(postgres.url(folder), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


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
def shared(request: pytest.FixtureRequest, tmp_path_factory) -> Iterator[Registry]:
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


counter = itertools.count()


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


@dataclass
class Desk:
    """A card reader of the mind: it signs for any persona."""

    ca: TestCA
    key: rsa.RSAPrivateKey
    eligibility: Embedded
    certificates: dict[tuple[str, dt.date], x509.Certificate] = field(default_factory=dict)

    def certificate(self, persona: str, ends: dt.date) -> x509.Certificate:
        if (persona, ends) not in self.certificates:
            self.certificates[persona, ends] = self.ca.issue_authentication(
                self.key.public_key(), persona, ends
            )
        return self.certificates[persona, ends]

    def proof(
        self,
        persona: str,
        ends: dt.date = dt.date(2030, 5, 5),
        challenge: bytes | None = None,
        method: Method = Method.FACE,
    ) -> Proof:
        challenge = self.eligibility.challenge() if challenge is None else challenge
        signature = self.key.sign(challenge, padding.PKCS1v15(), hashes.SHA256())
        der = self.certificate(persona, ends).public_bytes(Encoding.DER)
        return Proof(method, der, challenge, signature)


@pytest.fixture
def desk(
    ca: TestCA,
    key: rsa.RSAPrivateKey,
    registry: Registry,
    facility: Facility,
    face: Path,
    clock: Hands,
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
def server(tmp_path, registry, facility, clock, settings) -> Iterator[FolderServer]:
    exchange = Exchange(National(registry, settings, clock), facility)
    server = FolderServer(tmp_path / "OQS", exchange)
    yield server
    server.close()


@pytest.fixture
def put(server: FolderServer) -> Callable[..., Path]:
    def put(name: str, data: bytes) -> Path:
        file = server.req / name
        file.write_bytes(data)
        return file

    return put
