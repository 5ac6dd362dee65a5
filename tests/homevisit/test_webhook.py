"""The webhook of a booking service, over a real socket: signed, tried again, not redirected."""

import json
import queue
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from kiosk.eligibility.national.homevisit import care_clients
from kiosk.eligibility.uses import Use
from kiosk.timing import REAL, RealTime
from kiosk.web.api import webhooks
from kiosk.web.api.care_api import signature
from kiosk.web.api.webhooks import SIGNATURE, Webhooks
from tests.support.homevisit import CODE, NOW, Browser, Site

from .test_web import paired


class Receiver:
    """A service's webhook on this machine. `statuses` are its answers in order, then 200."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.got: queue.SimpleQueue[tuple[str, dict[str, str], str]] = queue.SimpleQueue()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                status = outer.statuses.pop(0) if outer.statuses else 200
                outer.got.put((self.path, body, self.headers[SIGNATURE]))  # before the sender ends
                self.send_response(status)
                if status == 307:
                    self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                return

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}/hook"
        self._task = REAL.start("receiver", self.server.serve_forever)

    def close(self) -> None:
        self.server.shutdown()
        self._task.join(60)
        self.server.server_close()

    def told(self) -> list[tuple[str, dict[str, str], str]]:
        return [self.got.get_nowait() for _ in range(self.got.qsize())]


class Noted(RealTime):
    """Real threads; pauses are noted and take no time."""

    def __init__(self) -> None:
        self.pauses: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    yield made
    made.close()


def numbered() -> Iterator[dict[str, str]]:
    for number in range(100):
        told = {"id": "x", "outcome": "registered", "at": str(number)}
        yield {**told, "signature": signature(told, "secret")}


def test_a_stored_consent_is_sent_signed_to_the_registered_address(
    site: Site, receiver: Receiver
) -> None:
    registry = site.national.registry
    made = care_clients.add(registry, CODE, "予約", "http://127.0.0.1:8785/done", receiver.address)
    ident = care_clients.begin(registry, made, day=NOW.date(), use=Use.ONLINE, state="s1", now=NOW)
    browser = Browser(site.client).get(f"/visit/b/{ident}").press("begin")
    browser.press("agree_all").press("store")
    assert receiver.got.empty()
    paired(site, browser).read("kenji")
    browser.get("/visit")
    path, body, head = receiver.got.get(timeout=60)
    assert (path, head) == ("/hook", body["signature"])
    assert body["signature"] == signature(body, made.secret)
    told = {name: body[name] for name in ("id", "outcome", "day", "use", "state")}
    assert told == {
        "id": ident, "outcome": "registered", "day": "2026-11-26", "use": "online", "state": "s1",
    }  # fmt: skip
    assert set(body) == {*told, "at", "signature"}  # nothing of the patient


def test_a_result_is_sent_again_with_a_fresh_time_until_it_is_taken(receiver: Receiver) -> None:
    receiver.statuses = [503, 500]
    time, results = Noted(), numbered()
    Webhooks(time).send(receiver.address, lambda: next(results)).join(60)
    told = receiver.told()
    assert [body["at"] for _, body, _ in told] == ["0", "1", "2"]
    assert all(body["signature"] == signature(body, "secret") == head for _, body, head in told)
    assert time.pauses == [0.0, *webhooks.PAUSES[:2]]


def test_a_redirect_is_not_followed(receiver: Receiver) -> None:
    receiver.statuses = [307]
    results = numbered()
    Webhooks(Noted()).send(receiver.address, lambda: next(results)).join(60)
    assert [path for path, _, _ in receiver.told()] == ["/hook", "/hook"]


def test_a_dead_address_is_given_up_and_told_without_its_particulars(
    receiver: Receiver, caplog: pytest.LogCaptureFixture
) -> None:
    address = receiver.address
    receiver.server.server_close()
    time, results = Noted(), numbered()
    Webhooks(time).send(address, lambda: next(results)).join(60)
    assert time.pauses == [0.0, *webhooks.PAUSES]
    assert "it can ask for it" in caplog.text
    assert address not in caplog.text


def test_a_proxy_of_the_environment_gets_no_result(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    results = numbered()
    Webhooks(Noted()).send(receiver.address, lambda: next(results)).join(60)
    assert len(receiver.told()) == 1
