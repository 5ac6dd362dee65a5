"""A service on a port of its own, and a kiosk that asks it."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import httpx
import uvicorn

from kiosk.eligibility.adapters.http import connect
from kiosk.eligibility.wire import to_json
from kiosk.eligibility.wire.qualification import Request, RequestHeader
from kiosk.personas import schema
from kiosk.session.effects import Answers
from kiosk.session.rules import Category

AGREED = Answers(agreed=frozenset({Category.MEDICINE}))


CODE = "1312345678"
PATIENCE_S = 60.0
"""For an answer of a service on a busy machine."""


@dataclass
class Running:
    """A service on a port of its own, and the token of its facility."""

    url: str
    token: str
    server: uvicorn.Server

    def client(self, token: str | None = None) -> httpx.Client:
        return connect(self.url, self.token if token is None else token, timeout=PATIENCE_S)


def soon(holds: Callable[[], bool], within: float = 40) -> None:
    """Wait until something holds; fails after `within` seconds."""
    waited, ends = threading.Event(), time.monotonic() + within
    while not holds():
        assert time.monotonic() < ends
        waited.wait(0.01)


def asked(name: str, **head: object) -> Request:
    from kiosk.eligibility.wire.qualification import RequestBody, SearchInfo

    persona = schema.find(name)
    held = persona.insurance[0]
    info = SearchInfo(
        insurer_number=f"{held.insurer_number:>8}",
        insured_card_symbol=held.symbol or None,
        insured_identification_number=held.number,
        birthdate=persona.person.birth,
        insured_branch_number=held.branch,
    )
    return Request(RequestHeader(CODE, **head), RequestBody((info,)))


def as_json(request: Request) -> dict[str, object]:
    return {"XmlMsg": to_json(request)}


class Cut(httpx.BaseTransport):
    """A network that a test can cut, before or after the other side got the request."""

    def __init__(self, inner: httpx.BaseTransport) -> None:
        self.inner = inner
        self.before = self.after = ""
        self.sent: list[str] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        action = request.url.path.rpartition("/")[2]
        self.sent.append(action)
        if action == self.before:
            raise httpx.ConnectError("cut")
        response = self.inner.handle_request(request)
        if action == self.after:
            response.read()
            raise httpx.ReadTimeout("cut")
        return response

    def close(self) -> None:
        self.inner.close()
