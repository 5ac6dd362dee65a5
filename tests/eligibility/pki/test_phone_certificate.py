"""A phone's certificate has no grace, and ends with the card (portal, KB0012286)."""

from datetime import date, datetime, time, timedelta

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from kiosk.clock import today
from kiosk.eligibility.pki.certificates import AcceptedCertificate, ProofVerifier
from kiosk.eligibility.pki.issuer import TestCA
from kiosk.eligibility.port import Proof
from kiosk.errors import CertificateInvalid
from kiosk.personas.schema import CardSpec, Kind
from kiosk.session.events import CertificateState, Method

ENDS = today() + timedelta(days=400)
"""The last day of the certificate; the test authority is made today."""


def standing(
    ca: TestCA, key: rsa.RSAPrivateKey, method: Method, day: date, at: time = time(10)
) -> AcceptedCertificate:
    gate = ProofVerifier([ca.authentication.certificate], lambda: datetime.combine(day, at))
    challenge = gate.challenge()
    certificate = ca.issue_authentication(key.public_key(), "sakura", ENDS)
    signature = key.sign(challenge, padding.PKCS1v15(), hashes.SHA256())
    return gate.verify(Proof(method, certificate.public_bytes(Encoding.DER), challenge, signature))


@pytest.mark.parametrize("method", [Method.PHONE, Method.PIN])
def test_both_serve_on_the_last_day(ca: TestCA, key: rsa.RSAPrivateKey, method: Method) -> None:
    assert standing(ca, key, method, ENDS).state is CertificateState.EXPIRING


def test_only_the_card_serves_on_the_day_after(ca: TestCA, key: rsa.RSAPrivateKey) -> None:
    after = ENDS + timedelta(days=1)
    assert standing(ca, key, Method.PIN, after).state is CertificateState.GRACE
    with pytest.raises(CertificateInvalid):
        standing(ca, key, Method.PHONE, after)


@pytest.mark.parametrize(
    ("after", "at", "state"),
    [
        (0, time(23, 59, 59), CertificateState.EXPIRING),
        (1, time(0), CertificateState.GRACE),
        (1, time(8, 59), CertificateState.GRACE),
    ],
)
def test_a_certificate_ends_with_its_day_in_japan(
    ca: TestCA, key: rsa.RSAPrivateKey, after: int, at: time, state: CertificateState
) -> None:
    day = ENDS + timedelta(days=after)
    assert standing(ca, key, Method.PIN, day, at).state is state


@pytest.mark.parametrize(("kind", "days"), [(Kind.IPHONE, 30), (Kind.MY_NUMBER, 900)])
def test_a_phones_certificate_ends_with_the_card(kind: Kind, days: int) -> None:
    spec = CardSpec(kind=kind, ends_in_days=30, certificate_ends_in_days=900)
    made = date(2026, 11, 27)
    assert spec.certificate_ends(made) == made + timedelta(days=days)
