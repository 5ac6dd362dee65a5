"""The test authorities: what they issue verifies under them, and says what it is."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from kiosk import files
from kiosk.eligibility.pki.issuer import TestCA, serial_of, write_authorities
from kiosk.eligibility.pki.tls import write_pair
from kiosk.errors import Damaged
from kiosk.personas import find


@pytest.fixture(scope="module")
def ca() -> TestCA:
    return TestCA.create()


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def test_authentication_certificate_verifies_and_holds_nothing_personal(
    ca: TestCA, key: rsa.RSAPrivateKey
) -> None:
    certificate = ca.issue_authentication(key.public_key(), "sakura", date(2030, 4, 12))
    certificate.verify_directly_issued_by(ca.authentication.certificate)
    assert certificate.serial_number == serial_of("sakura")
    assert "sakura" not in certificate.subject.rfc4514_string()
    assert certificate.not_valid_after_utc.date() == date(2030, 4, 12)
    assert not certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def test_signature_certificate_holds_the_four_attributes(
    ca: TestCA, key: rsa.RSAPrivateKey
) -> None:
    person = find("sakura").person
    certificate = ca.issue_signature(key.public_key(), "sakura", person, date(2030, 4, 12))
    certificate.verify_directly_issued_by(ca.signature.certificate)
    san = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    values = {
        n.type_id.dotted_string[-1]: n.value[2:].decode()
        for n in san.get_values_for_type(x509.OtherName)
    }
    assert values == {"1": person.name, "3": "2", "4": "319810412", "5": person.address}


def test_every_subject_says_test_and_not_jpki(ca: TestCA, key: rsa.RSAPrivateKey) -> None:
    issued = ca.issue_authentication(key.public_key(), "sakura", date(2030, 4, 12))
    for certificate in (ca.authentication.certificate, ca.signature.certificate, issued):
        assert "TEST" in certificate.subject.rfc4514_string()
        assert "not JPKI" in certificate.subject.rfc4514_string()


def test_terminal_certificate_is_signed_over_names_and_key(
    ca: TestCA, key: rsa.RSAPrivateKey
) -> None:
    cv = ca.issue_terminal(key.public_key(), "TEST-DESK")
    body, signature = cv[10:-261], cv[-256:]
    assert cv[:2].hex() == "7f21"
    assert body[:32] == b"TEST-TERMINAL-CATEST-DESK       "
    assert len(body) == 297
    ca.terminal.public_key.verify(signature, body, padding.PKCS1v15(), hashes.SHA256())


def test_authorities_are_the_same_at_the_next_start(tmp_path: Path) -> None:
    first = TestCA.load_or_create(tmp_path / "ca")
    assert TestCA.load_or_create(tmp_path / "ca").authentication.der == first.authentication.der
    assert {p.name for p in tmp_path.iterdir()} == {"ca", files.HALF_MADE}
    assert not list((tmp_path / files.HALF_MADE).iterdir())


def test_the_later_of_two_processes_takes_what_the_first_made(ca: TestCA, tmp_path: Path) -> None:
    write_authorities(ca, tmp_path / "ca")
    write_authorities(TestCA.create(), tmp_path / "ca")
    assert TestCA.load_or_create(tmp_path / "ca").terminal.der == ca.terminal.der
    assert {p.name for p in tmp_path.iterdir()} == {"ca", files.HALF_MADE}
    assert not list((tmp_path / files.HALF_MADE).iterdir())


@pytest.mark.parametrize("what", ["another's key", "a key of another kind"])
def test_an_authority_whose_key_does_not_belong_to_it_is_named_as_damaged(
    ca: TestCA, key: rsa.RSAPrivateKey, tmp_path: Path, what: str
) -> None:
    write_authorities(ca, tmp_path / "ca")
    other = key if what == "another's key" else ec.generate_private_key(ec.SECP256R1())
    secret = other.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file = tmp_path / "ca" / "terminal.pem"
    file.write_bytes(secret + ca.terminal.certificate.public_bytes(serialization.Encoding.PEM))
    with pytest.raises(Damaged, match=r"terminal\.pem"):
        TestCA.load_or_create(tmp_path / "ca")


def test_serials_differ_by_person_and_purpose() -> None:
    assert len({serial_of("itsuki"), serial_of("tsumugi"), serial_of("itsuki", "signature")}) == 3


def test_a_serial_never_changes_since_cards_and_registries_keep_it() -> None:
    assert serial_of("sakura") == 4218933050896509599


def test_an_authority_signs_certificates_only_and_a_holders_key_data_only(
    ca: TestCA, key: rsa.RSAPrivateKey
) -> None:
    def usage(certificate: x509.Certificate) -> set[str]:
        found = certificate.extensions.get_extension_for_class(x509.KeyUsage)
        assert found.critical
        return {name.lstrip("_") for name in vars(found.value) if getattr(found.value, name)}

    for authority in (ca.authentication, ca.signature, ca.terminal, ca.face):
        limits = authority.certificate.extensions.get_extension_for_class(x509.BasicConstraints)
        assert limits.critical
        assert (limits.value.ca, limits.value.path_length) == (True, 0)
        assert usage(authority.certificate) == {"key_cert_sign", "crl_sign"}
    issued = ca.issue_authentication(key.public_key(), "sakura", date(2030, 4, 12))
    assert usage(issued) == {"digital_signature"}


def test_openssl_finds_nothing_amiss_in_strict_mode(
    ca: TestCA, key: rsa.RSAPrivateKey, tmp_path: Path
) -> None:
    openssl = shutil.which("openssl")
    assert openssl, "openssl is missing; apt-get install openssl"
    long = find("sakura").person.model_copy(update={"name": "見" * 86, "address": "本" * 200})
    ends, public = date(2030, 4, 12), key.public_key()
    served, _ = write_pair(tmp_path, "localhost", ca, ["localhost", "127.0.0.1"])
    for authority, certificate in (
        (ca.authentication, ca.issue_authentication(public, "sakura", ends)),
        (ca.signature, ca.issue_signature(public, "sakura", long, ends)),
        (ca.terminal, x509.load_pem_x509_certificate(served.read_bytes())),
    ):
        for name, one in (("ca", authority.certificate), ("one", certificate)):
            pem = one.public_bytes(serialization.Encoding.PEM)
            (tmp_path / f"{name}.pem").write_bytes(pem)
            subprocess.run([openssl, "asn1parse", "-in", tmp_path / f"{name}.pem"], check=True)
        files = ["-CAfile", str(tmp_path / "ca.pem"), str(tmp_path / "one.pem")]
        command = [openssl, "verify", "-x509_strict", *files]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
