"""The commands of a reception to a My Number card, over any transport.

There is no code for the 12-digit number, for 照合番号A or for commands that change a PIN.
docs/card.md lists what is real and what is invented, such as the terminal's authentication.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from hashlib import sha256
from typing import Protocol

from drivers.card import tlv
from drivers.card.apdu import SW, Command, Ins, read_binary, select_aid, select_ef, verify
from drivers.card.transport import MeasuredTransport
from kiosk.errors import (
    CodeBWrong,
    LastTry,
    Malformed,
    NotMyNumberCard,
    PhotoAbsent,
    PinLocked,
    PinWrong,
    TerminalRefused,
    Unreadable,
)
from kiosk.session.events import CardKind

JPKI = bytes.fromhex("D392F000260100000001")
FACE = bytes.fromhex("D3921000310001010402")
TEXT = bytes.fromhex("D3921000310001010408")
COMMON = bytes.fromhex("D3921000310001010100")
LICENCE = bytes.fromhex("A0000002310100000000000000000000")
PAYMENT = b"2PAY.SYS.DDF01"

TOKENS = {
    "JPKIAPICCTOKEN2": CardKind.MY_NUMBER,
    "JPKIAPGPSETOKEN": CardKind.ANDROID,
    "JPKIAPIOSTOKEN": CardKind.IPHONE,
}
SHA256_DIGEST_INFO = bytes.fromhex("3031300d060960864801650304020105000420")
CHUNK = 256


class Key(Enum):
    """The keys that a kiosk may verify: application and short EF id."""

    AUTHENTICATION_PIN = (JPKI, 0x18)
    SIGNATURE_PASSWORD = (JPKI, 0x1B)
    FACE_CODE_B = (FACE, 0x12)
    TEXT_PIN = (TEXT, 0x11)
    TEXT_CODE_B = (TEXT, 0x15)


FORMS = {
    Key.AUTHENTICATION_PIN: "[0-9]{4}",
    Key.SIGNATURE_PASSWORD: "[A-Z0-9]{6,16}",
    Key.FACE_CODE_B: "[0-9]{14}",
    Key.TEXT_PIN: "[0-9]{4}",
    Key.TEXT_CODE_B: "[0-9]{14}",
}
"""The possible form of each secret; any other would waste a try (docs/card.md)."""


class Terminal(Protocol):
    """The key of a face-recognition terminal, certified by the (test) terminal authority."""

    @property
    def certificate(self) -> bytes:
        """The CV certificate of the key."""
        ...

    def sign(self, challenge: bytes) -> bytes:
        """Sign the card's challenge: RSASSA-PKCS1-v1_5 with SHA-256."""
        ...


@dataclass(frozen=True, slots=True)
class Facts:
    """The data that the card gives without a secret. `pin_tries` is None if no PIN was ever set."""

    kind: CardKind
    pin_tries: int | None
    has_signature: bool
    has_authentication: bool
    expires: date | None


@dataclass(frozen=True, slots=True)
class Attributes:
    """基本4情報 of the text application; never shown in a repr."""

    name: str = field(repr=False)
    address: str = field(repr=False)
    birth: str = field(repr=False)
    sex: str = field(repr=False)


class MyNumberCard:
    """One card between power-on and power-off. Every method may raise CardRemoved and Malformed."""

    def __init__(self, channel: MeasuredTransport) -> None:
        self._channel = channel
        self._application: bytes | None = None
        self._recognised = False
        """It has once answered as a My Number card, or as a phone in its place."""
        self.birth: date | None = None
        """The holder's date of birth from the chip; set after `photo` has read the card's face."""

    def facts(self) -> Facts:
        """Recognise the card and read its free data. Raises NotMyNumberCard, Unreadable."""
        expires = self._expiry()
        self._enter_jpki()
        name = self._read(0x06, 0x20)[:32].decode("ascii", "replace").strip(" \0")
        kind = TOKENS.get(name)
        if kind is None:
            likely = "juki" if name == "JPKIAPICCTOKEN" else "unknown"
            raise NotMyNumberCard(
                f"the card's token name is none of a My Number card ({likely})", likely
            )
        flags = self._read(0x08, 3)
        has_signature, has_authentication = flags[:1] == b"\x8f", flags[1:2] == b"\x8f"
        pin_tries = None if kind is CardKind.IPHONE else self.tries(Key.AUTHENTICATION_PIN)
        if pin_tries == 0 and not has_signature and not self.tries(Key.SIGNATURE_PASSWORD):
            kind, pin_tries = CardKind.FACE_ONLY, None
        if expires is None and kind in (CardKind.MY_NUMBER, CardKind.FACE_ONLY):
            expires = self._expiry_record()
        self._recognised = True
        return Facts(kind, pin_tries, has_signature, has_authentication, expires)

    def tries(self, key: Key) -> int | None:
        """The tries left of a key; costs no try. None if the card does not tell."""
        application, ef = key.value
        self._enter(application)
        _, sw = self._channel.send(verify(ef))
        return _left(sw)

    def verify(self, key: Key, secret: str, *, allow_last: bool = False) -> int:
        """Verify a secret; returns the tries that were left before it was sent.

        The counter is read first, and the secret is sent at most once. A right secret resets the
        counter. A secret whose form is impossible for the key raises PinWrong and is not sent.
        Raises PinLocked, PinWrong; without `allow_last` also LastTry if one try is left, and
        Unreadable if the card does not tell the counter. With `allow_last` an unknown counter
        counts as 1.
        """
        before = self.tries(key)
        if before is None and not allow_last:
            raise Unreadable(
                "the card does not tell how many tries are left, so nothing was sent; "
                "take it off and place it again"
            )
        if before == 0:
            raise PinLocked("the key is locked; a municipal office must reset it")
        if before == 1 and not allow_last:
            raise LastTry("one try is left and was not spent; ask the holder first", 1)
        if not re.fullmatch(FORMS[key], secret):
            raise PinWrong("the secret has not the form of this key and was not sent", before or 1)
        _, sw = self._channel.send(verify(key.value[1], secret.encode("ascii")))
        if sw == SW.OK:
            return before or 1
        left = _left(sw)
        if left == 0:
            raise PinLocked("the key is locked now; a municipal office must reset it")
        if left is None:
            raise Unreadable(
                f"the card answered {sw:04X} to VERIFY; take it off and place it again"
            )
        raise PinWrong(f"the card refused the secret, {left} tries are left", left)

    def photo(self, code_b: str) -> bytes:
        """Read the chip's greyscale JPEG 2000 photo with 照合番号B.

        Only the photo's bytes are read; the offset table gives their place. Raises CodeBWrong,
        NotMyNumberCard on a phone, PhotoAbsent if the chip holds no photo.
        """
        try:
            self.verify(Key.FACE_CODE_B, code_b)
        except PinLocked as error:
            raise CodeBWrong("照合番号B is locked; a municipal office must reset it", 0) from error
        except PinWrong as error:
            raise CodeBWrong(
                f"照合番号B was refused; {error.left} tries are left", error.left
            ) from error
        photo = self._photo()
        if not photo:
            raise PhotoAbsent("the card bears no photo; only its PIN can be used")
        return photo

    def attributes(self, pin: str) -> Attributes:
        """Read name, address, birth and sex as text with the 券面入力補助 PIN.

        Raises PinWrong, PinLocked, LastTry.
        """
        self.verify(Key.TEXT_PIN, pin)
        found = tlv.children(self._file(0x02), 0xFF20)
        try:
            values = [tlv.need(found, tag).decode() for tag in (0xDF22, 0xDF23, 0xDF24, 0xDF25)]
        except UnicodeDecodeError as error:
            raise Malformed("a text attribute is not UTF-8", 0xFF20) from error
        return Attributes(*values)

    def authenticate_terminal(self, terminal: Terminal) -> None:
        """Authenticate the terminal to the card, so that the key signs without a PIN.

        Raises TerminalRefused.
        """
        self._enter_jpki()
        self._trust(select_ef(0x16))
        self._trust(Command(0x00 | 0x80, Ins.SET_PUBLIC_KEY, 0x00, 0xC1, terminal.certificate))
        challenge = self._trust(Command(0x00, Ins.GET_CHALLENGE, 0, 0, le=32))
        proof = terminal.sign(challenge)
        self._trust(Command(0x00, Ins.EXTERNAL_AUTHENTICATE, 0x00, 0x96, proof))

    def certificate(self) -> bytes:
        """Read the authentication certificate (DER). Raises Unreadable if it needs a PIN first."""
        self._enter_jpki()
        return self._file(0x0A)

    def signature_certificate(self, password: str) -> bytes:
        """Read the signature certificate (DER). Raises PinWrong, PinLocked, LastTry."""
        self.verify(Key.SIGNATURE_PASSWORD, password)
        return self._file(0x01)

    def sign(self, challenge: bytes) -> bytes:
        """The card's signature over `challenge`: RSASSA-PKCS1-v1_5, SHA-256; 256 bytes.

        Raises TerminalRefused if neither a PIN nor a terminal has opened the key.
        """
        self._enter_jpki()
        info = SHA256_DIGEST_INFO + sha256(challenge).digest()
        data, sw = self._channel.send(Command(0x80, Ins.SIGN, 0x00, 0x97, info, le=256))
        if sw == SW.SECURITY:
            raise TerminalRefused("the card's key is closed: neither PIN nor terminal opened it")
        if sw != SW.OK or len(data) != 256:
            raise Malformed(f"no signature of 256 bytes came back ({sw:04X}, {len(data)} bytes)")
        return data

    def _photo(self) -> bytes:
        """Read only the photo if the offset table is valid, else the whole file."""
        begin = self._read(0x02, CHUNK)
        if tlv.head(begin).tag != 0xFF20:
            raise Malformed("the card face is not the object it should be", tlv.head(begin).tag)
        self.birth = _born(begin)
        table = next(tlv.items(begin, tlv.head(begin).start), None)
        # The table names DF22 to DF2A in order: the photo, DF27, is the sixth of two-byte offsets.
        if table is not None and table.tag == 0xDF21 and len(table.value) >= 12:
            offset = int.from_bytes(table.value[10:12])
            chunk = self._more(offset, CHUNK) if 0 < offset < tlv.head(begin).end else b""
            if chunk[:2] == b"\xdf\x27":
                item = tlv.head(chunk)
                return self._rest(chunk, offset, item.end)[item.start :]
        whole = self._rest(begin, 0, tlv.head(begin).end)
        return tlv.need(tlv.children(whole, 0xFF20), 0xDF27)

    def _expiry(self) -> date | None:
        """The card's expiry from the issuer domain, which is selected at power-on.

        Some cards answer 6F00 to the first command after power-on (docs/card.md): this is it.
        """
        ask = Command(0x00, Ins.GET_DATA, 0x00, 0xF2, le=256)
        data, sw = self._channel.send(ask)
        if sw == SW.INTERNAL:
            data, sw = self._channel.send(ask)
        return _day(data) if sw == SW.OK else None

    def _expiry_record(self) -> date | None:
        """The card's expiry from the common application, if the issuer domain does not give it.

        Its record is a simple TLV of 28 digits: serial 15, municipality 5, expiry 8.
        """
        try:
            self._enter(COMMON)
        except NotMyNumberCard:
            return None
        data, sw = self._channel.send(Command(0x00, Ins.READ_RECORD, 0x01, 0x0C, le=256))
        return _day(data[22:30]) if sw == SW.OK else None

    def _enter_jpki(self) -> None:
        if self._application == JPKI:
            return
        _, sw = self._channel.send(select_aid(JPKI))
        if sw != SW.OK:
            self._still_readable(sw)
            kind = self._likely(sw)
            raise NotMyNumberCard(
                f"the card has no JPKI application ({sw:04X}, likely {kind})", kind
            )
        self._application = JPKI

    def _still_readable(self, sw: int) -> None:
        """Raise Unreadable if this card was recognised before: it is no other card now."""
        if self._recognised:
            raise Unreadable(f"the card does not answer as before ({sw:04X}); place it again")

    def _likely(self, sw: int) -> str:
        """The likely kind of a card without JPKI, for the log only."""
        if sw in (SW.CLA, SW.NOT_SUPPORTED):
            return "storage"
        for aid, kind in ((LICENCE, "licence"), (PAYMENT, "bank")):
            if self._channel.send(select_aid(aid))[1] == SW.OK:
                return kind
        return "unknown"

    def _enter(self, application: bytes) -> None:
        if application == JPKI:
            self._enter_jpki()
        elif self._application != application:
            _, sw = self._channel.send(select_aid(application))
            if sw != SW.OK:
                raise NotMyNumberCard(
                    f"the card lacks an application ({sw:04X}): a phone?", "phone"
                )
            self._application = application

    def _read(self, ef: int, size: int) -> bytes:
        """Read the first `size` bytes of a file and make it the current file."""
        data, sw = self._channel.send(read_binary(0, size, ef))
        _require(sw, ef)
        return data

    def _file(self, ef: int) -> bytes:
        """Read the TLV object at the start of a file, with its header but without padding."""
        begin = self._read(ef, CHUNK)
        return self._rest(begin, 0, tlv.head(begin).end)

    def _rest(self, begin: bytes, offset: int, size: int) -> bytes:
        """Read more until there are `size` bytes from `offset` on; `begin` holds the first ones."""
        data = bytearray(begin)
        # A card may return less than requested; the number of reads is limited.
        for _ in range(2 * size // CHUNK + 16):
            if len(data) >= size:
                return bytes(data[:size])
            chunk = self._more(offset + len(data), min(CHUNK, size - len(data)))
            if not chunk:
                raise Malformed("the file ends before its object does", offset=offset + len(data))
            data += chunk
        raise Malformed("the card gives its file in crumbs without end", offset=offset)

    def _more(self, offset: int, size: int) -> bytes:
        if offset >= tlv.CAP:
            raise Malformed("an object runs beyond what READ BINARY can address", offset=offset)
        data, sw = self._channel.send(read_binary(offset, size))
        _require(sw, offset)
        return data

    def _trust(self, command: Command) -> bytes:
        data, sw = self._channel.send(command)
        if sw != SW.OK:
            raise TerminalRefused(
                f"the card did not accept this terminal ({command.ins:02X}: {sw:04X}); use the PIN"
            )
        return data


def _day(digits: bytes) -> date:
    try:
        return date.fromisoformat(digits.decode("ascii").strip(" \0"))
    except ValueError as error:
        raise Malformed("the card's expiry is not a date", 0xF2) from error


def _born(begin: bytes) -> date | None:
    """The holder's date of birth (DF22) from the first bytes of the card's face, or None.

    None also for an unknown day or month, which a card writes as 00.
    """
    at = tlv.head(begin).start
    for _ in range(2):  # the table of offsets, then the birth
        item = tlv.head(begin, at)
        if item.tag == 0xDF22:
            try:
                return date.fromisoformat(begin[item.start : item.end].decode("ascii"))
            except ValueError:
                return None
        at = item.end
        if at >= len(begin):
            return None
    return None


def _left(sw: int) -> int | None:
    """The tries left by a status word; None if it does not give them."""
    if sw in (SW.BLOCKED, SW.LOCKED):
        return 0
    return sw & 0x0F if sw & 0xFFF0 == SW.TRIES else None


def _require(sw: int, place: int) -> None:
    if sw == SW.SECURITY:
        raise Unreadable(f"the card keeps a file closed (place {place:X}): a PIN is wanted first")
    if sw == SW.PAST_END:
        raise Malformed("the file ends before its object does", offset=place)
    if sw not in (SW.OK, SW.END_REACHED):
        raise Malformed(f"the card answered {sw:04X} to a read", offset=place)
