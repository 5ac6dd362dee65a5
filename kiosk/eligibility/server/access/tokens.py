"""Bearer tokens for HTTP: `<facility code>.<secret>`, stored as Argon2 hashes."""

import hashlib
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.store.registry import Registry
from kiosk.timing import REAL

RECHECK_SECONDS = 60
"""Seconds for which a verified token is accepted without another check."""


def issue(registry: Registry, facility: Facility) -> str:
    """Give the facility a new token and return it; only its hash is stored."""
    token = f"{facility.code}.{secrets.token_urlsafe(32)}"
    registry.enroll_facility(facility.code, facility.name, PasswordHasher().hash(token))
    return token


class TokenVerifier:
    """Verifies tokens."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._known: dict[bytes, tuple[Facility, float]] = {}

    def known(self, token: str) -> Facility | None:
        """The facility of a recently verified token; None if `verify` must be called."""
        found = self._known.get(_digest(token))
        if found is None or found[1] < REAL.monotonic():
            return None
        return found[0]

    def verify(self, token: str) -> Facility | None:
        """The facility of a token by the registry, or None; Argon2 takes about 50 ms."""
        code = token.partition(".")[0]
        found = self._registry.facility(code) if code.isascii() and code.isdigit() else None
        if found is None or found[1] is None:
            return None
        try:
            PasswordHasher().verify(found[1], token)
        except (Argon2Error, InvalidHashError):
            return None
        facility = Facility(code, found[0])
        self._known[_digest(token)] = facility, REAL.monotonic() + RECHECK_SECONDS
        return facility


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
