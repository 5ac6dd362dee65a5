"""Challenges, and the checks of a card's certificate and signature."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from kiosk.clock import JST, Clock, add_months, serves_until
from kiosk.eligibility.port import Proof
from kiosk.errors import CertificateInvalid
from kiosk.session.events import CertificateState, Method
from kiosk.timing import SYSTEM_CHANCE, Chance

CHALLENGE_BYTES = 32
CHALLENGE_LIFE = timedelta(minutes=5)
CHALLENGES_KEPT = 4096
MONTHS_OF_NOTICE = 3
"""Months before the end in which the patient is informed (TAGO, HINO)."""


@dataclass(frozen=True, slots=True)
class AcceptedCertificate:
    """An accepted certificate: its holder and how long it is valid.

    `days_left` counts days to the end of the certificate; in the grace period, to its end, which
    is `serves`.
    """

    serial: int
    state: CertificateState
    ends: date
    days_left: int
    serves: date


class Challenges(Protocol):
    """Open challenges. Safe to call from several threads."""

    def add(self, challenge: bytes, now: datetime, until: datetime) -> None:
        """Keep a new challenge that is valid until then."""

    def spend(self, challenge: bytes, now: datetime) -> bool:
        """Remove a challenge; returns whether it was open, which is true once only."""


class ChallengesHere:
    """The open challenges of one process, at most 4096; the oldest makes room."""

    def __init__(self) -> None:
        self._open: dict[bytes, datetime] = {}
        self._lock = threading.Lock()

    def add(self, challenge: bytes, _now: datetime, until: datetime) -> None:
        """See `Challenges`."""
        with self._lock:
            if len(self._open) >= CHALLENGES_KEPT:
                del self._open[next(iter(self._open))]
            self._open[challenge] = until

    def spend(self, challenge: bytes, now: datetime) -> bool:
        """See `Challenges`."""
        with self._lock:
            ends = self._open.pop(challenge, None)
        return ends is not None and ends >= now


class ProofVerifier:
    """Verifies proofs against the trusted authorities. Safe to call from several threads."""

    def __init__(
        self,
        authorities: Iterable[x509.Certificate | bytes],
        clock: Clock,
        chance: Chance = SYSTEM_CHANCE,
        challenges: Challenges | None = None,
    ) -> None:
        self._authorities = tuple(
            x509.load_der_x509_certificate(given) if isinstance(given, bytes) else given
            for given in authorities
        )
        self._clock, self._chance = clock, chance
        self._challenges = challenges if challenges is not None else ChallengesHere()

    def challenge(self) -> bytes:
        """Create 32 random bytes, valid for one proof within five minutes."""
        challenge, now = self._chance(CHALLENGE_BYTES), self._clock()
        self._challenges.add(challenge, now, now + CHALLENGE_LIFE)
        return challenge

    def verify(self, proof: Proof) -> AcceptedCertificate:
        """Check a proof; returns its holder. Raises CertificateInvalid with the reason."""
        if not self._challenges.spend(proof.challenge, self._clock()):
            raise CertificateInvalid("the challenge is unknown, used or too old; ask for a new one")
        certificate = self._certificate(proof.certificate)
        key = certificate.public_key()
        if not isinstance(key, rsa.RSAPublicKey):
            raise CertificateInvalid("the certificate's key is not RSA, which this card must have")
        try:
            key.verify(proof.signature, proof.challenge, padding.PKCS1v15(), hashes.SHA256())
        except InvalidSignature:
            raise CertificateInvalid("the card's signature does not fit its certificate") from None
        return self._standing(certificate, proof.method)

    def _certificate(self, der: bytes) -> x509.Certificate:
        try:
            certificate = x509.load_der_x509_certificate(der)
        except ValueError:
            raise CertificateInvalid("the card's certificate does not decode") from None
        if not any(_issued(certificate, authority) for authority in self._authorities):
            raise CertificateInvalid("the certificate is not of a trusted authority")
        return certificate

    def _standing(self, certificate: x509.Certificate, method: Method) -> AcceptedCertificate:
        today = self._clock().date()
        now = self._clock().replace(tzinfo=JST).astimezone(UTC)
        ends = certificate.not_valid_after_utc.astimezone(JST).date()
        # A phone has no grace (portal, KB0012286).
        grace = ends if method is Method.PHONE else serves_until(ends)
        if now < certificate.not_valid_before_utc:
            raise CertificateInvalid("the certificate is not valid yet; check this machine's clock")
        if today > grace:
            raise CertificateInvalid("the certificate ended, and so did its three months of grace")
        if now > certificate.not_valid_after_utc:
            state, last = CertificateState.GRACE, grace
        elif today >= add_months(ends, -MONTHS_OF_NOTICE):
            state, last = CertificateState.EXPIRING, ends
        else:
            state, last = CertificateState.VALID, ends
        return AcceptedCertificate(
            certificate.serial_number, state, ends, (last - today).days, grace
        )


def _issued(certificate: x509.Certificate, authority: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(authority)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
