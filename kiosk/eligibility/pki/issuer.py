"""Test authorities in the role of J-LIS: they issue the certificates of virtual cards.

Every subject contains TEST and "not JPKI", and the real network accepts none of them. Formats:
X.509 for the two holder certificates; a card-verifiable certificate (CV, `7F21`, docs/card.md) for
the terminal and for the key that signs the printed face. The exact bytes that the CV certificate
signs, and the terminal authority, are invented (docs/card.md).
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import ClassVar, Self

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

from kiosk import files
from kiosk.errors import Damaged
from kiosk.personas.schema import Person

OWNER = "uketsuke TEST authority (not JPKI)"
CA_BEGINS = datetime(2010, 1, 1, tzinfo=UTC)
CA_ENDS = datetime(2099, 12, 31, tzinfo=UTC)
VALIDITY = timedelta(days=1826)
"""Certificates of a real card are valid until the fifth birthday after issue."""

# The four attributes in a signature certificate (public profile: 氏名 .1, 性別 .3, 生年月日 .4,
# 住所 .5). The value is a UTF8String.
ATTRIBUTES = "1.2.392.200149.8.5.5"


def serial_of(persona: str, purpose: str = "authentication") -> int:
    """The certificate serial of a persona, by which eligibility finds the person.

    Derived from the persona's id, so registry and card agree without an exchange of data.
    """
    return int.from_bytes(hashlib.sha256(f"{purpose}:{persona}".encode()).digest()[:8]) >> 1


@dataclass(frozen=True, slots=True)
class Authority:
    """One test authority: its self-signed certificate and its RSA-2048 key."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey

    @property
    def der(self) -> bytes:
        """The certificate as DER."""
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def public_key(self) -> rsa.RSAPublicKey:
        """The key that verifies this authority's signatures."""
        return self.key.public_key()

    def sign(self, data: bytes) -> bytes:
        """RSASSA-PKCS1-v1_5 with SHA-256 over `data`; 256 bytes."""
        return self.key.sign(data, padding.PKCS1v15(), hashes.SHA256())


@dataclass(frozen=True, slots=True)
class TestCA:
    """The four test authorities: user authentication, signature, terminals, card face."""

    __test__: ClassVar[bool] = False  # not a pytest class, despite its name

    authentication: Authority
    signature: Authority
    terminal: Authority
    face: Authority

    @classmethod
    def create(cls) -> Self:
        """Create authorities with new keys, in memory."""
        return cls(*(_new_authority(name) for name in cls.__slots__))

    @classmethod
    def load_or_create(cls, folder: Path) -> Self:
        """Load the authorities from `folder`; creates them at the first call.

        The folder is created atomically, so two processes that start together use the same keys.
        Raises OSError if it cannot be read or created, Damaged.
        """
        if not folder.exists():
            write_authorities(cls.create(), folder)
        return cls(*(_read(folder / f"{name}.pem") for name in cls.__slots__))

    def issue_authentication(
        self, key: rsa.RSAPublicKey, persona: str, ends: date
    ) -> x509.Certificate:
        """利用者証明用電子証明書: no personal data, valid to the end of `ends`."""
        serial = serial_of(persona)
        return _issue(self.authentication, key, serial, ends).sign(
            self.authentication.key, hashes.SHA256()
        )

    def issue_signature(
        self, key: rsa.RSAPublicKey, persona: str, person: Person, ends: date
    ) -> x509.Certificate:
        """署名用電子証明書: holds name, birth, sex and address as subjectAltName."""
        serial = serial_of(persona, "signature")
        names = [
            x509.OtherName(
                x509.ObjectIdentifier(f"{ATTRIBUTES}.{last}"), _tlv("0C", value.encode())
            )
            for last, value in (
                (1, person.name),
                (3, str(person.sex)),
                (4, f"{_era_digit(person.birth)}{person.birth:%Y%m%d}"),
                (5, person.address),
            )
        ]
        builder = _issue(self.signature, key, serial, ends).add_extension(
            x509.SubjectAlternativeName(names), critical=False
        )
        return builder.sign(self.signature.key, hashes.SHA256())

    def issue_terminal(self, key: rsa.RSAPublicKey, name: str) -> bytes:
        """CV certificate of a face-recognition terminal, for `80 A2` (invented)."""
        return cv_certificate(self.terminal, "TEST-TERMINAL-CA", name, key)

    def face_certificate(self) -> bytes:
        """CV certificate (EF 0004) of the key that signs the card face."""
        return cv_certificate(
            self.face, "TEST-FACE-ISSUER", "TEST-FACE-SIGNER", self.face.public_key
        )


def cv_certificate(by: Authority, issuer: str, subject: str, key: rsa.RSAPublicKey) -> bytes:
    """`7F21{5F4E issuer 16 + subject 16 + key 265, 5F37 signature 256}` (docs/card.md).

    The key is `90 <exponent> 91 <modulus>`; names are cut or padded with spaces to 16 bytes.
    """
    numbers = key.public_numbers()
    body = (
        f"{issuer:<16.16}{subject:<16.16}".encode("ascii")
        + _tlv("90", numbers.e.to_bytes(3))
        + _tlv("91", numbers.n.to_bytes(256))
    )
    return _tlv("7F21", _tlv("5F4E", body) + _tlv("5F37", by.sign(body)))


def _tlv(tag: str, value: bytes) -> bytes:
    size = len(value)
    raw = size.to_bytes((size.bit_length() + 7) // 8 or 1)
    length = raw if size < 0x80 else bytes([0x80 | len(raw)]) + raw
    return bytes.fromhex(tag) + length + value


def _era_digit(day: date) -> int:
    """1 明治, 2 大正, 3 昭和, 4 平成, 5 令和: first digit of a certificate's birth date."""
    begins = (date(1912, 7, 30), date(1926, 12, 25), date(1989, 1, 8), date(2019, 5, 1))
    return 1 + sum(day >= begin for begin in begins)


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "JP"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, OWNER),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _new_authority(name: str) -> Authority:
    key = rsa.generate_private_key(65537, 2048)
    subject = _name(f"TEST CA: {name}")
    builder = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(CA_BEGINS)
        .not_valid_after(CA_ENDS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(certificates=True), critical=True)
    )
    certificate = with_key_ids(builder, key.public_key(), key.public_key()).sign(
        key, hashes.SHA256()
    )
    return Authority(certificate, key)


def _issue(
    by: Authority, key: rsa.RSAPublicKey, serial: int, ends: date
) -> x509.CertificateBuilder:
    end = datetime.combine(ends, time(14, 59, 59), UTC)  # the end of that day in Japan
    builder = (
        x509.CertificateBuilder(by.certificate.subject, _name(f"TEST {serial:X}"), key, serial)
        .not_valid_before(end - VALIDITY)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(certificates=False), critical=True)
    )
    return with_key_ids(builder, key, by.public_key)


def with_key_ids(
    builder: x509.CertificateBuilder, key: rsa.RSAPublicKey, issuer: rsa.RSAPublicKey
) -> x509.CertificateBuilder:
    """The builder with the identifiers of its own key and of its issuer's (RFC 5280, 4.2.1)."""
    return builder.add_extension(
        x509.SubjectKeyIdentifier.from_public_key(key), critical=False
    ).add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer), critical=False)


def _usage(*, certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certificates,
        crl_sign=certificates,
        encipher_only=False,
        decipher_only=False,
    )


def write_authorities(ca: TestCA, folder: Path) -> None:
    """Write the keys and certificates of a CA into a new folder; one that is there stays."""
    with files.whole_folder(folder) as made:
        for name in ca.__slots__:
            authority: Authority = getattr(ca, name)
            (made / f"{name}.pem").write_bytes(_pem(authority))


def _pem(authority: Authority) -> bytes:
    key = authority.key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return key + authority.certificate.public_bytes(serialization.Encoding.PEM)


def _read(file: Path) -> Authority:
    """Read the authority from `file`. Raises Damaged, OSError."""
    try:
        pem = file.read_bytes()
        authority = Authority(x509.load_pem_x509_certificate(pem), rsa_key(pem))
        numbers = authority.certificate.public_key().public_numbers()  # type: ignore[union-attr]
        if numbers != authority.public_key.public_numbers():
            raise ValueError("key and certificate belong to two authorities")
    except (ValueError, TypeError, AttributeError, FileNotFoundError) as error:
        raise Damaged(
            f"the test authority {file} is damaged; remove the folder {file.parent} to renew all "
            "of them, and reset the cards"
        ) from error
    return authority


def rsa_key(pem: bytes) -> rsa.RSAPrivateKey:
    """Load an RSA key from PEM that this program wrote. Raises ValueError for anything else."""
    # The key check is skipped: it takes most of the time, and this program wrote the keys.
    try:
        key = serialization.load_pem_private_key(
            pem, password=None, unsafe_skip_rsa_key_validation=True
        )
    except (TypeError, UnsupportedAlgorithm) as error:
        raise ValueError(str(error)) from error
    if not isinstance(key, rsa.RSAPrivateKey):
        raise ValueError("the key is not RSA")
    return key
