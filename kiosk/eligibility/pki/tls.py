"""Certificates of the test authority for TLS between a kiosk and the service; for tests only."""

from collections.abc import Sequence
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from kiosk import files
from kiosk.clock import instant
from kiosk.eligibility.pki.issuer import OWNER, TestCA, with_key_ids

VALID = timedelta(days=825)


def write_pair(folder: Path, stem: str, ca: TestCA, hosts: Sequence[str]) -> tuple[Path, Path]:
    """Write `<stem>.pem` and `<stem>-key.pem` for `hosts`, and `ca.pem`; returns the first two.

    `hosts` are names or IP addresses. The terminal authority signs. Raises FolderUnwritable,
    OSError; a file that is there then is whole.
    """
    folder.mkdir(parents=True, exist_ok=True)
    key = rsa.generate_private_key(65537, 2048)
    certificate, secret = folder / f"{stem}.pem", folder / f"{stem}-key.pem"
    files.place(secret, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    files.place(certificate, _issue(ca, key, stem, hosts).public_bytes(Encoding.PEM))
    files.place(folder / "ca.pem", ca.terminal.certificate.public_bytes(Encoding.PEM))
    return certificate, secret


def _issue(ca: TestCA, key: rsa.RSAPrivateKey, stem: str, hosts: Sequence[str]) -> x509.Certificate:
    now = instant()
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, OWNER),
            x509.NameAttribute(NameOID.COMMON_NAME, f"TEST {stem}"),
        ]
    )
    builder = (
        x509.CertificateBuilder(
            ca.terminal.certificate.subject, subject, key.public_key(), x509.random_serial_number()
        )
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + VALID)
        .add_extension(x509.SubjectAlternativeName(list(map(_name, hosts))), critical=False)
    )
    builder = with_key_ids(builder, key.public_key(), ca.terminal.public_key)
    return builder.sign(ca.terminal.key, hashes.SHA256())


def _name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)
