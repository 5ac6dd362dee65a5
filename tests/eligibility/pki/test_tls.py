"""`kiosk serve` with mutual TLS: who shows no certificate of the CA is not talked to."""

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from kiosk.eligibility.adapters.http import connect
from kiosk.eligibility.pki.issuer import TestCA
from kiosk.eligibility.pki.tls import write_pair
from tests.support.ports import free_port

SCRIPT = """
import sys
from pathlib import Path
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.server.serve import serve
from kiosk.eligibility.server.serving import Serving, Tls
folder = Path(sys.argv[1])
tls = Tls(folder / "server.pem", folder / "server-key.pem", folder / "ca.pem")
serve(Serving(f"sqlite:///{folder / 'registry.sqlite3'}", folder / "ca", Facility("1312345678"),
              host="127.0.0.1", port=int(sys.argv[2]), with_tokens=False, tls=tls))
"""


@pytest.fixture
def secured(tmp_path: Path, ca: TestCA) -> Iterator[str]:
    write_pair(tmp_path, "server", ca, ["localhost", "127.0.0.1"])
    write_pair(tmp_path, "client", ca, ["client"])
    port = free_port()
    with subprocess.Popen([sys.executable, "-c", SCRIPT, str(tmp_path), str(port)]) as server:
        waited = threading.Event()
        while server.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            waited.wait(0.02)
        yield f"https://127.0.0.1:{port}"
        server.terminate()


def test_only_who_shows_a_certificate_of_the_ca_is_served(secured: str, tmp_path: Path) -> None:
    pair = tmp_path / "client.pem", tmp_path / "client-key.pem"
    with connect(secured, "", authority=tmp_path / "ca.pem", certificate=pair) as known:
        assert known.get("/health").json() == {"status": "ok"}
    stranger = connect(secured, "x", authority=tmp_path / "ca.pem")
    with stranger, pytest.raises(httpx.TransportError):
        stranger.get("/health")
    with pytest.raises(httpx.TransportError):
        httpx.get(secured.replace("https", "http") + "/health")


def test_a_pair_is_written_into_a_new_folder_and_belongs_together(
    tmp_path: Path, ca: TestCA
) -> None:
    folder = tmp_path / "new" / "tls"
    certificate, secret = write_pair(folder, "server", ca, ["localhost", "127.0.0.1"])
    made = x509.load_pem_x509_certificate(certificate.read_bytes())
    key = load_pem_private_key(secret.read_bytes(), None)
    assert made.public_key() == key.public_key()
    made.verify_directly_issued_by(x509.load_pem_x509_certificate((folder / "ca.pem").read_bytes()))
    # Some systems take no certificate for longer than 825 days; one more is for late clocks.
    assert (made.not_valid_after_utc - made.not_valid_before_utc).days == 826
