"""Odd services and networks: a real server on this machine that misbehaves in one way each."""

import gzip
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from kiosk.eligibility.adapters.http import HttpEligibility, connect
from kiosk.eligibility.port import Proof, Ticket
from kiosk.errors import Declined, NetworkDown
from kiosk.session.effects import Answers
from kiosk.session.events import CertificateState, Method, PatientFacts

TICKET = Ticket("a-reference", PatientFacts(True, 40, CertificateState.VALID))
PROOF = Proof(Method.PIN, b"certificate", b"challenge", b"signature")
PATIENT = {
    "registered": True, "age": 40, "certificate": "valid", "certificate_ends": None,
    "days_left": 0, "has_specific_disease": False, "has_subsidy": False,
}  # fmt: skip


def answer(status: str, body: bytes, kind: str = "application/json", more: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}"
    return f"{head}Connection: close\r\n\r\n".encode() + body


class Odd:
    """Accepts connections and lets `reply` write to each, until it is closed."""

    def __init__(self, reply: Callable[[socket.socket, threading.Event], None]) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self._reply = reply
        self._ended = threading.Event()
        self.url = f"http://127.0.0.1:{self._server.getsockname()[1]}"
        threading.Thread(target=self._run, daemon=True).start()

    def close(self) -> None:
        self._ended.set()
        self._server.close()

    def _run(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._server.accept()
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            connection.recv(65536)
            self._reply(connection, self._ended)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Callable[..., HttpEligibility]]:
    opened = []

    def against(
        reply: Callable[[socket.socket, threading.Event], None], timeout: float = 0.5
    ) -> HttpEligibility:
        odd = Odd(reply)
        http = connect(odd.url, "token", timeout=timeout)
        opened.extend((odd, http))
        (tmp_path / "face").mkdir(exist_ok=True)
        return HttpEligibility(http, tmp_path / "face", tmp_path / "spool")

    yield against
    for one in opened:
        one.close()


def says(data: bytes) -> Callable[[socket.socket, threading.Event], None]:
    return lambda connection, _: connection.sendall(data)


def dribbled(start: bytes) -> Callable[[socket.socket, threading.Event], None]:
    def reply(connection: socket.socket, ended: threading.Event) -> None:
        connection.sendall(start)
        while not ended.wait(0.1):
            connection.sendall(b"x")

    return reply


def endless(connection: socket.socket, ended: threading.Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n")
    connection.sendall(b"Content-Length: 629145600\r\n\r\n")
    while not ended.is_set():
        connection.sendall(b" " * 65536)


def test_a_proxy_that_the_environment_names_is_not_asked(
    client: Callable[..., HttpEligibility], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def proxy(connection: socket.socket, _: threading.Event) -> None:
        asked.append("proxy")
        connection.sendall(answer("200 OK", b'{"challenge": "cHJveHk="}'))

    misled = Odd(proxy)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, misled.url)
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    kiosk = client(says(answer("200 OK", b'{"challenge": "c2VydmljZQ=="}')))
    assert kiosk.challenge() == b"service"
    assert asked == []
    misled.close()


def test_an_answer_is_asked_for_without_compression(tmp_path: Path) -> None:
    asked: list[str] = []

    def tell(request: httpx.Request) -> httpx.Response:
        asked.append(request.headers["accept-encoding"])
        return httpx.Response(200, json={"challenge": "c2VydmljZQ=="})

    http = httpx.Client(base_url="http://x", transport=httpx.MockTransport(tell))
    HttpEligibility(http, tmp_path, tmp_path / "spool").challenge()
    assert asked == ["identity"]


JSON_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n"
OUTAGES = {
    "a page": says(answer("200 OK", b"<html>sign in</html>", "text/html")),
    "a page that claims to be JSON": says(answer("200 OK", b"<html>sign in</html>")),
    "a forbidding page": says(answer("403 Forbidden", b"<html>sign in</html>", "text/html")),
    "a page of an absent address": says(answer("404 Not Found", b"no", "text/plain")),
    "a redirect": says(answer("302 Found", b"", more="Location: http://192.0.2.1/\r\n")),
    "a proxy's refusal": says(answer("407 Proxy Authentication Required", b"{}")),
    "a network's sign-in": says(answer("511 Network Authentication Required", b"{}")),
    "null": says(answer("200 OK", b"null")),
    "a list": says(answer("200 OK", b"[]")),
    "another object": says(answer("200 OK", b'{"challenge": 7}')),
    "a deep nest": says(answer("200 OK", b"[" * 100_000)),
    "half an answer": says(answer("200 OK", b'{"challenge":')[:-5]),
    "nothing": says(b""),
    "no HTTP": says(b"SSH-2.0-x\r\n"),
    "a body byte by byte": dribbled(JSON_HEAD),
    "headers byte by byte": dribbled(b"HTTP/1.1 200 OK\r\nX-A: "),
    "600 MB": endless,
    "60 MB in a small parcel": says(
        answer("200 OK", gzip.compress(b" " * 60_000_000), more="Content-Encoding: gzip\r\n")
    ),
}


@pytest.mark.parametrize("reply", OUTAGES.values(), ids=OUTAGES.keys())
def test_what_is_no_answer_of_the_service_is_an_outage(
    reply: Any, client: Callable[..., HttpEligibility], tmp_path: Path
) -> None:
    with pytest.raises(NetworkDown):
        client(reply).challenge()
    with pytest.raises(NetworkDown):
        client(reply).submit(TICKET, Answers())
    assert [entry.name for entry in (tmp_path / "spool").iterdir()] == ["a-reference.json"]


@pytest.mark.parametrize("reference", ["../../x", "/etc/x", "a/b", "", "a" * 300, "a\x00", "C:x"])
def test_a_reference_never_becomes_a_path(
    reference: str, client: Callable[..., HttpEligibility]
) -> None:
    told = json.dumps({"reference": reference, "patient": PATIENT}).encode()
    with pytest.raises(NetworkDown):
        client(says(answer("200 OK", told))).identify(PROOF)


@pytest.mark.parametrize("changed", [{"age": []}, {"age": 1e400}, {"certificate": "?"}])
def test_a_patient_of_another_form_is_an_outage(
    changed: dict[str, object], client: Callable[..., HttpEligibility]
) -> None:
    told = json.dumps({"reference": "a", "patient": {**PATIENT, **changed}}).encode()
    with pytest.raises(NetworkDown):
        client(says(answer("200 OK", told))).identify(PROOF)


@pytest.mark.parametrize(
    "name", ["../../OQSx.xml", "/tmp/OQSx.xml", "..", "", "OQSx.xml/..", "a.exe"]
)
def test_the_name_of_a_result_never_leads_out_of_its_folder(
    name: str, client: Callable[..., HttpEligibility], tmp_path: Path
) -> None:
    told = json.dumps({"validity": "1", "file": name, "content": "eA=="}).encode()
    with pytest.raises(NetworkDown):
        client(says(answer("200 OK", told))).submit(TICKET, Answers())
    assert not list((tmp_path / "face").iterdir())


def test_a_refusal_of_the_service_itself_is_no_outage(
    client: Callable[..., HttpEligibility],
) -> None:
    with pytest.raises(Declined, match="not so"):
        client(says(answer("400 Bad Request", b'{"detail": "not so"}')), timeout=60).challenge()
