"""Repetition over HTTP: a request that comes again with its key gets its first answer."""

import hashlib
from dataclasses import dataclass

from fastapi import Response

from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.refusals import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Repeat:
    """What a repetition is known by: SHA-256 of the kind and the whole key, and of the body."""

    key: str
    body: str

    def name(self, facility: Facility) -> str:
        """The request's name in the registry, as wide as its column."""
        return hashlib.sha256(f"{facility.code}:{self.key}:{self.body}".encode()).hexdigest()


def repeat_of(kind: str, key: str, data: bytes) -> Repeat | None:
    """How a repetition of this request is known; None for a request without a key."""
    if not key:
        return None
    whole = f"{kind}:{key}".encode()
    return Repeat(hashlib.sha256(whole).hexdigest(), hashlib.sha256(data).hexdigest())


def freeze(response: Response, repeat: Repeat) -> bytes:
    """The response as it is kept."""
    head = f"{repeat.body} {response.status_code} {response.headers['content-type']}\n"
    return head.encode() + bytes(response.body)


def thaw(kept: bytes, repeat: Repeat) -> Response:
    """The kept response. Raises Refused when it was given to another body."""
    head, _, body = kept.partition(b"\n")
    asked, status, kind = head.decode().split(" ", 2)
    if asked != repeat.body:
        raise Refused(Refusal.KEY_REUSED)
    return Response(body, int(status), {"content-type": kind})
