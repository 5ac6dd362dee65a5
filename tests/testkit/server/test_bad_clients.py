"""Clients that leave, flood or send junk harm no desk."""

import socket
import threading
from urllib.parse import urlsplit

import pytest

from kiosk.testkit.client import Kiosk, Refused, Service

JUNK = {
    "no http": b"\x00\xff\x00\xff\r\n\r\n",
    "a long header": b"GET /v1/names HTTP/1.1\r\nX: " + b"x" * 200_000 + b"\r\n\r\n",
    "a negative length": b"POST /v1/desks HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    "chunks": b"POST /v1/desks HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "half a body": b"POST /v1/desks HTTP/1.1\r\nContent-Length: 500\r\n\r\n{",
}


def connected(service: Service, host: str = "127.0.0.1") -> socket.socket:
    return socket.create_connection((host, urlsplit(service.url).port or 0), timeout=30)


@pytest.mark.parametrize("junk", JUNK)
def test_junk_gets_no_success_and_harms_no_desk(service: Service, desk: Kiosk, junk: str) -> None:
    with connected(service) as http:
        http.sendall(JUNK[junk])
        if junk != "half a body":
            assert not http.recv(100).startswith(b"HTTP/1.1 2")
    assert desk.page == "idle"


def test_a_client_that_leaves_its_events_harms_no_desk(service: Service, desk: Kiosk) -> None:
    for _ in range(20):
        events = desk.follow()
        assert next(events)["number"] == 1
        events.close()  # type: ignore[attr-defined]
    desk.insert("sakura")
    desk.expect(page="method")


def test_a_flood_is_answered_and_harms_no_desk(service: Service, desk: Kiosk) -> None:
    answered: list[str | None] = []

    def ask() -> None:
        mine = Service(service.url, service.token)
        answered.extend([Kiosk(mine, desk.id).page for _ in range(5)])
        mine.close()

    threads = [threading.Thread(target=ask) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert answered == ["idle"] * 200
    desk.insert("sakura")
    desk.expect(page="method")


def test_deep_json_is_refused(service: Service, desk: Kiosk) -> None:
    deep: list[object] = []
    for _ in range(500):
        deep = [deep]
    with pytest.raises(Refused):
        service.json("POST", f"/v1/desks/{desk.id}/press", deep)
    assert desk.page == "idle"


@pytest.mark.parametrize("endless", [float("inf"), float("nan")])
def test_a_number_that_json_cannot_hold_is_refused_by_its_name(
    service: Service, desk: Kiosk, endless: float
) -> None:
    with pytest.raises(Refused, match="seconds"):
        service.json("POST", f"/v1/desks/{desk.id}/time", {"seconds": endless})
    assert desk.page == "idle"


def test_only_the_loopback_address_listens(service: Service) -> None:
    with pytest.raises(OSError, match=r"refused|unreachable"):
        connected(service, "127.0.0.2").close()
