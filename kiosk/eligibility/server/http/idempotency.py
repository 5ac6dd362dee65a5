"""Idempotency over HTTP: a request repeated with its key gets the first answer again."""

import hashlib
from dataclasses import dataclass

from fastapi import Response

from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.refusals import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Repeat:
    """Identifies a repetition: SHA-256 of the kind and the key, and SHA-256 of the body."""

    key: str
    body: str

    def name(self, facility: Facility) -> str:
        """The request's name in the registry: SHA-256 in hexadecimal, as wide as its column."""
        return hashlib.sha256(f"{facility.code}:{self.key}:{self.body}".encode()).hexdigest()


def repeat_of(kind: str, key: str, data: bytes) -> Repeat | None:
    """The `Repeat` of this request; None for a request without a key."""
    if not key:
        return None
    whole = f"{kind}:{key}".encode()
    return Repeat(hashlib.sha256(whole).hexdigest(), hashlib.sha256(data).hexdigest())


def freeze(response: Response, repeat: Repeat) -> bytes:
    """The response as bytes for the registry."""
    head = f"{repeat.body} {response.status_code} {response.headers['content-type']}\n"
    return head.encode() + bytes(response.body)


def thaw(kept: bytes, repeat: Repeat) -> Response:
    """Restore a stored response. Raises Refused if the first request had another body."""
    head, _, body = kept.partition(b"\n")
    asked, status, kind = head.decode().split(" ", 2)
    if asked != repeat.body:
        raise Refused(Refusal.KEY_REUSED)
    return Response(body, int(status), {"content-type": kind})
