"""Makes a card's contents from a persona (docs/card.md has the table of files)."""

import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

from drivers.card import mynumber, tlv
from drivers.card.printed_face import Printed
from drivers.card.virtual import chip_pictures
from drivers.card.virtual.files import (
    FREE,
    NEVER,
    Application,
    Content,
    File,
    PrivateKey,
    Records,
    Secret,
    Transparent,
    TrustPoint,
)
from kiosk.personas.schema import Kind, Persona

JUKI = bytes.fromhex("D3921000310001010401")
ATR = bytes.fromhex("3B888001000005E0B381A1007F")
"""Type B as a contactless reader builds it (docs/card.md)."""
CONTACT_ATR = bytes.fromhex("3BE000FF8131FE4514")
STORAGE_ATR = bytes.fromhex("3B8F8001804F0CA00000030611003B0000000042")
BANK_ATR = bytes.fromhex("3B80800101")
MUNICIPALITY = "99000"
"""No such municipality: prefectures end at 47."""
TOKENS = {
    Kind.MY_NUMBER: "JPKIAPICCTOKEN2",
    Kind.FACE_ONLY: "JPKIAPICCTOKEN2",
    Kind.ANDROID: "JPKIAPGPSETOKEN",
    Kind.IPHONE: "JPKIAPIOSTOKEN",
    Kind.JUKI: "JPKIAPICCTOKEN",
}


@dataclass(frozen=True, slots=True)
class Issue:
    """The parts that issuing adds to a persona: keys, certificates, photo and signatures.

    `sign_face` is the face issuer's RSASSA-PKCS1-v1_5 over a given DigestInfo. Certificates are
    DER, `face_certificate` is a CV certificate, `photo` is a JP2 or empty.
    """

    made: date
    authentication_key: RSAPrivateKey = field(repr=False)
    authentication_certificate: bytes = field(repr=False)
    authentication_ca: bytes = field(repr=False)
    signature_key: RSAPrivateKey = field(repr=False)
    signature_certificate: bytes = field(repr=False)
    signature_ca: bytes = field(repr=False)
    own_key: RSAPrivateKey = field(repr=False)
    sign_face: Callable[[bytes], bytes] = field(repr=False)
    face_certificate: bytes = field(repr=False)
    terminal_key: RSAPublicKey = field(repr=False)
    photo: bytes = field(repr=False)


def printed(persona: Persona, made: date) -> Printed:
    """The printed data of the persona's card if it was made on `made`."""
    card = persona.card
    return Printed(persona.person.birth, card.ends(made).year, card.security_code)


def content(persona: Persona, issue: Issue) -> Content:
    """The contents of the persona's card, phone or other object."""
    match persona.card.kind:
        case Kind.MY_NUMBER | Kind.FACE_ONLY:
            return _card(persona, issue)
        case Kind.ANDROID | Kind.IPHONE | Kind.JUKI:
            return Content(ATR, (_jpki(persona, issue),))
        case Kind.LICENCE:
            return Content(ATR, (Application(mynumber.LICENCE, {}),))
        case Kind.BANK:
            return Content(BANK_ATR, (Application(mynumber.PAYMENT, {}),))
        case Kind.SUICA:
            return Content(STORAGE_ATR, (), unknown=0x6A81)
        case Kind.MUTE:
            return Content(ATR, (), mute=True)


def _card(persona: Persona, issue: Issue) -> Content:
    ends = f"{persona.card.ends(issue.made):%Y%m%d}".encode()
    number = str(int.from_bytes(sha256(persona.id.encode()).digest()[:6]) % 10**15).zfill(15)
    applications = (
        _jpki(persona, issue),
        _face(persona, issue),
        _text(persona, issue),
        _common(persona, number, ends),
        Application(JUKI, {0x1C: _pin(persona)}),
    )
    objects = {
        0x0045: number.encode(),
        0x00F0: MUNICIPALITY.encode(),
        0x00F2: ends,
        0x5F51: CONTACT_ATR,
        0x7F21: issue.face_certificate,
    }
    return Content(ATR, applications, objects)


def _pin(persona: Persona) -> Secret:
    """The PIN's Secret: four digits, three tries; locked if the persona has no PIN."""
    card = persona.card
    return Secret(card.pin.encode() or None, 3, card.pin_tries if card.pin else 0)


def _jpki(persona: Persona, issue: Issue) -> Application:
    card, kind = persona.card, persona.card.kind
    has_signature = card.signature_certificate
    certificate = issue.signature_certificate if has_signature else b""
    password = card.signature_password.encode() if has_signature else None
    # An iPhone recognises its holder itself, so its key needs nothing (docs/card.md).
    pin_or_terminal = FREE if kind is Kind.IPHONE else frozenset({0x18, 0x16})
    files: dict[int, File] = {
        0x01: Transparent(certificate, frozenset({0x1B})),
        0x02: Transparent(issue.signature_ca),
        0x06: Transparent(_token(TOKENS[kind])),
        0x08: Transparent(b"\x8f\x8f\x00" if has_signature else b"\x00\x8f\x00"),
        0x09: Transparent(b"", NEVER),
        # The Android token gives the certificate only after the PIN (docs/card.md).
        0x0A: Transparent(
            issue.authentication_certificate,
            frozenset({0x18}) if kind is Kind.ANDROID else FREE,
        ),
        0x0B: Transparent(issue.authentication_ca),
        0x16: TrustPoint(issue.terminal_key),
        0x17: PrivateKey(issue.authentication_key, pin_or_terminal),
        0x18: _pin(persona),
        0x1B: Secret(password, 5, 0 if kind is Kind.FACE_ONLY else 5),
    }
    if has_signature:
        files[0x1A] = PrivateKey(issue.signature_key, frozenset({0x1B}))
    return Application(mynumber.JPKI, files)


def _token(name: str) -> bytes:
    """CK_TOKEN_INFO of PKCS#11: 160 bytes, 32-bit big-endian."""
    texts = f"{name:<32}{'uketsuke TEST':<32}{'virtual':<16}{'':<16}".encode()
    return texts + struct.pack(">11I2s2s16s", *([0] * 11), b"\1\0", b"\1\0", b"0" * 16)


def _face(persona: Persona, issue: Issue) -> Application:
    person, card = persona.person, persona.card
    shown = printed(persona, issue.made)
    birth = f"{person.birth:%Y%m%d}".encode()
    key = _public(issue.own_key)
    values = [
        tlv.encode(0xDF22, birth),
        tlv.encode(0xDF23, str(person.sex).encode()),
        tlv.encode(0xDF24, key),
        tlv.encode(0xDF25, chip_pictures.text(person.name, (240, 24))),
        tlv.encode(0xDF26, chip_pictures.text(person.address, (360, 24))),
        tlv.encode(0xDF27, issue.photo),
    ]
    hashes = [b"".join(values[:3]), b"".join(values[3:5]), values[5]]
    values += [
        tlv.encode(0xDF28, _signed(issue, hashes)),
        tlv.encode(0xDF29, f"{card.ends(issue.made):%Y%m%d}".encode()),
        tlv.encode(0xDF2A, chip_pictures.text(card.security_code, (24, 12))),
    ]
    first = tlv.encode(0xDF11, birth), tlv.encode(0xDF12, key)
    open_to_b = frozenset({0x12})
    files: dict[int, File] = {
        0x01: Transparent(
            tlv.encode(0xFF10, *first, tlv.encode(0xDF13, _signed(issue, [b"".join(first)]))),
            frozenset({0x11}),
        ),
        0x02: Transparent(_table(0xFF20, values), open_to_b),
        0x03: Transparent(_identity(0xFF30)),
        0x04: Transparent(issue.face_certificate),
        0x05: Transparent(b"", NEVER),
        0x11: Secret(shown.code_b[:6].encode(), 10, 10),
        0x12: Secret(shown.code_b.encode(), 10, 10),
        0x13: Secret(None, 10, 10),
        0x1D: PrivateKey(issue.own_key),
    }
    return Application(mynumber.FACE, files, own_key=0x1D)


def _text(persona: Persona, issue: Issue) -> Application:
    person = persona.person
    values = [
        tlv.encode(0xDF22, person.name.encode()),
        tlv.encode(0xDF23, person.address.encode()),
        tlv.encode(0xDF24, f"{person.birth:%Y%m%d}".encode()),
        tlv.encode(0xDF25, str(person.sex).encode()),
    ]
    signed = [b"", b"".join(values)]
    proof = tlv.encode(
        0xFF30,
        tlv.encode(0xDF31, sha256(signed[0]).digest()),
        tlv.encode(0xDF32, sha256(signed[1]).digest()),
        tlv.encode(0xDF33, _signed(issue, signed)),
    )
    files: dict[int, File] = {
        # A real card has FF10 with the 12-digit number here; personas have no number.
        0x01: Transparent(b"", NEVER),
        0x02: Transparent(_table(0xFF20, values), frozenset({0x11, 0x15})),
        0x03: Transparent(proof, frozenset({0x11, 0x14, 0x15})),
        0x04: Transparent(issue.face_certificate),
        0x05: Transparent(_identity(0xFF40)),
        0x11: _pin(persona),
        0x12: Secret(None, 0, 0),
        0x13: PrivateKey(issue.own_key),
        0x14: Secret(None, 10, 10),
        0x15: Secret(printed(persona, issue.made).code_b.encode(), 10, 10),
    }
    return Application(mynumber.TEXT, files, own_key=0x13)


def _common(persona: Persona, number: str, ends: bytes) -> Application:
    record = tlv.encode(0x01, number.encode(), MUNICIPALITY.encode(), ends)
    return Application(mynumber.COMMON, {0x01: Records((record,)), 0x1C: _pin(persona)})


def _table(tag: int, values: list[bytes]) -> bytes:
    """The file's contents: DF21 with the offset of each value, then `values`."""
    table_size = 3 + 2 * len(values)
    total = table_size + sum(map(len, values))
    at = len(tlv.encode(tag, b"\0" * total)) - total + table_size
    offsets = []
    for value in values:
        offsets.append(at)
        at += len(value)
    table = tlv.encode(0xDF21, struct.pack(f">{len(offsets)}H", *offsets))
    return tlv.encode(tag, table, *values)


def _signed(issue: Issue, parts: list[bytes]) -> bytes:
    """The face issuer's signature over one DigestInfo with the joined hashes of the parts."""
    digests = b"".join(sha256(part).digest() for part in parts)
    algorithm = bytes.fromhex("300d06096086480165030402010500")
    return issue.sign_face(tlv.encode(0x30, algorithm, tlv.encode(0x04, digests)))


def _public(key: RSAPrivateKey) -> bytes:
    numbers = key.public_key().public_numbers()
    return tlv.encode(0x90, numbers.e.to_bytes(3)) + tlv.encode(0x91, numbers.n.to_bytes(256))


def _identity(tag: int) -> bytes:
    return tlv.encode(
        tag,
        tlv.encode(0xDF31, b"TEST"),
        tlv.encode(0xDF32, b"\x01"),
        tlv.encode(0xDF33, b"\x01"),
        tlv.encode(0xDF34, MUNICIPALITY.encode()),
        tlv.encode(0xDF35, b"\x00"),
    )
