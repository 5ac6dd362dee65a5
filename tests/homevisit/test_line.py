"""The bridge's line to a server that cannot be reached, and commands with a wrong address."""

import ssl
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk.bridge.link import Link
from kiosk.cli.main import app
from kiosk.eligibility.pki.issuer import TestCA
from kiosk.eligibility.pki.tls import write_pair
from kiosk.timing import REAL
from tests.support.ports import free_port


class Rounds:
    """A signal that is set after some rounds, without waiting."""

    def __init__(self, rounds: int) -> None:
        self.left = rounds

    def is_set(self) -> bool:
        self.left -= 1
        return self.left < 0

    def wait(self, timeout: float | None = None) -> bool:
        return False

    def set(self) -> None:
        self.left = 0

    def clear(self) -> None:
        return


def warned(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [one.getMessage() for one in caplog.records if one.name == "kiosk.bridge.link"]


def test_a_server_that_cannot_be_reached_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    link = Link(f"http://127.0.0.1:{free_port()}")
    link.run(Rounds(3))
    link.close()
    assert warned(caplog) == ["the server cannot be reached: ConnectError"]
    assert not link.standing.online


def test_a_certificate_of_an_unknown_authority_is_told_with_the_way_out(
    tmp_path: Path, ca: TestCA, caplog: pytest.LogCaptureFixture
) -> None:
    certificate, key = write_pair(tmp_path, "server", ca, ["127.0.0.1"])
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    task = REAL.start("server", server.serve_forever)
    try:
        link = Link(f"https://127.0.0.1:{server.server_address[1]}")
        link.run(Rounds(1))
        link.close()
    finally:
        server.shutdown()
        task.join(60)
        server.server_close()
    (said,) = warned(caplog)
    assert "its certificate is of no known authority; --authority" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["bridge", "nonsense"], "nonsense is no address of a server"),
        (["bridge", "http://host:port"], "http://host:port is no address of a server"),
        (["homevisit", "toy", "wrong"], "the token is ID.SECRET"),
        (["homevisit", "toy", "a.b", "--server", "x"], "x is no address of a server"),
    ],
)
def test_a_wrong_address_or_token_is_told_before_anything_starts(
    words: list[str], said: str
) -> None:
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 1
    assert said in str(done.exception) + done.output
