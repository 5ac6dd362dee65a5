"""Real parts for the eligibility tests: a test CA, one card key, a registry on a real database."""

import datetime as dt
import itertools
from dataclasses import dataclass, field

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from sqlalchemy import create_engine, text

from kiosk.bench import postgres
from kiosk.eligibility.adapters.embedded import Embedded
from kiosk.eligibility.pki.issuer import TestCA
from kiosk.eligibility.port import Proof
from kiosk.session.events import Method

NOW = dt.datetime(2026, 11, 20, 9, 30, 15)


@dataclass
class ManualClock:
    """A clock that a test moves by hand."""

    now: dt.datetime = NOW

    def __call__(self) -> dt.datetime:
        return self.now


def execute(folder: str, statement: str) -> None:
    engine = create_engine(postgres.url(folder), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


counter = itertools.count()


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
