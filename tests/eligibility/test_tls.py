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
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from kiosk.eligibility.client import connect
from kiosk.eligibility.issuer import TestCA

SCRIPT = """
import sys
from pathlib import Path
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.serve import Serving, Tls, serve
folder = Path(sys.argv[1])
tls = Tls(folder / "certificate.pem", folder / "key.pem", folder / "ca.pem")
serve(Serving(f"sqlite:///{folder / 'registry.sqlite3'}", folder / "ca", Facility("1312345678"),
              host="127.0.0.1", port=int(sys.argv[2]), with_tokens=False, tls=tls))
"""


def write_pem(folder: Path, ca: TestCA, key: rsa.RSAPrivateKey) -> None:
    """A certificate for 127.0.0.1 that serves both sides, its key, and the CA."""
    signer = ca.terminal
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "uketsuke test")])
    address = x509.DNSName("localhost")
    made = (
        x509.CertificateBuilder(signer.certificate.subject, name, key.public_key(), 7)
        .not_valid_before(signer.certificate.not_valid_before_utc)
        .not_valid_after(signer.certificate.not_valid_after_utc)
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .sign(signer.key, hashes.SHA256())
    )
    (folder / "certificate.pem").write_bytes(made.public_bytes(Encoding.PEM))
    (folder / "ca.pem").write_bytes(signer.certificate.public_bytes(Encoding.PEM))
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "key.pem").write_bytes(secret)


@pytest.fixture
def secured(tmp_path, ca, key) -> Iterator[str]:
    write_pem(tmp_path, ca, key)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with subprocess.Popen([sys.executable, "-c", SCRIPT, str(tmp_path), str(port)]) as server:
        waited = threading.Event()
        while server.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            waited.wait(0.02)
        yield f"https://localhost:{port}"
        server.terminate()


def test_only_who_shows_a_certificate_of_the_ca_is_served(secured, tmp_path) -> None:
    pair = tmp_path / "certificate.pem", tmp_path / "key.pem"
    with connect(secured, "", authority=tmp_path / "ca.pem", certificate=pair) as known:
        assert known.get("/health").json() == {"status": "ok"}
    stranger = connect(secured, "x", authority=tmp_path / "ca.pem")
    with stranger, pytest.raises(httpx.TransportError):
        stranger.get("/health")
    with pytest.raises(httpx.TransportError):
        httpx.get(secured.replace("https", "http") + "/health")
