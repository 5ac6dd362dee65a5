"""APDUs: commands, status words, and the commands that read a My Number card (docs/card.md)."""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Self


class SW(IntEnum):
    """Status words of the My Number card, as docs/card.md lists them."""

    OK = 0x9000
    END_REACHED = 0x6282
    WRONG = 0x6300
    TRIES = 0x63C0
    """63Cx: x tries are left."""
    MORE = 0x6100
    """61xx: xx more bytes wait for GET RESPONSE."""
    WRONG_LE = 0x6C00
    """6Cxx: ask again with Le = xx."""
    INTERNAL = 0x6F00
    MEMORY = 0x6581
    """The card could not store the data (ISO 7816-4)."""
    LENGTH = 0x6700
    CHAINING = 0x6884
    NOT_ALLOWED_FILE = 0x6981
    SECURITY = 0x6982
    BLOCKED = 0x6983
    LOCKED = 0x6984
    """What real cards answer to VERIFY with a locked key; ISO says 6983."""
    CONDITIONS = 0x6985
    NO_FILE_SELECTED = 0x6986
    NOT_SUPPORTED = 0x6A81
    NOT_FOUND = 0x6A82
    NO_RECORD = 0x6A83
    P1P2 = 0x6A86
    NO_DATA = 0x6A88
    PAST_END = 0x6B00
    INS = 0x6D00
    CLA = 0x6E00


class Ins(IntEnum):
    """Instruction bytes."""

    VERIFY = 0x20
    CHANGE = 0x24
    SIGN = 0x2A
    EXTERNAL_AUTHENTICATE = 0x82
    GET_CHALLENGE = 0x84
    SET_PUBLIC_KEY = 0xA2
    SELECT = 0xA4
    READ_BINARY = 0xB0
    READ_RECORD = 0xB2
    GET_RESPONSE = 0xC0
    GET_DATA = 0xCA


@dataclass(frozen=True, slots=True)
class Command:
    """A command APDU. `le` is the requested answer length (None: no data; 256 or 65536: most)."""

    cla: int
    ins: int
    p1: int
    p2: int
    data: bytes = field(default=b"", repr=False)
    le: int | None = None
    extended: bool = False

    def encode(self) -> bytes:
        """The command's bytes, in the short form if it fits and `extended` is not set."""
        header = bytes([self.cla, self.ins, self.p1, self.p2])
        if not (self.extended or len(self.data) > 255 or (self.le or 0) > 256):
            body = bytes([len(self.data)]) + self.data if self.data else b""
            return header + body + (b"" if self.le is None else bytes([self.le & 0xFF]))
        lc = b"\x00" + len(self.data).to_bytes(2) + self.data if self.data else b""
        if self.le is None:
            return header + lc
        return header + (lc or b"\x00") + (self.le & 0xFFFF).to_bytes(2)

    @classmethod
    def parse(cls, raw: bytes) -> Self:
        """Parse the four ISO cases, short and extended. Raises ValueError for any other form."""
        if len(raw) < 4:
            raise ValueError("shorter than a header")
        body = raw[4:]
        extended = len(body) > 2 and body[0] == 0
        data, le = _extended_body(body) if extended else _short_body(body)
        return cls(raw[0], raw[1], raw[2], raw[3], data, le, extended)


def _short_body(body: bytes) -> tuple[bytes, int | None]:
    if not body:
        return b"", None
    if len(body) == 1:
        return b"", body[0] or 256
    lc, rest = body[0], body[1:]
    if lc == 0 or len(rest) not in (lc, lc + 1):
        raise ValueError("Lc does not fit the data")
    return rest[:lc], (rest[lc] or 256) if len(rest) > lc else None


def _extended_body(body: bytes) -> tuple[bytes, int | None]:
    if len(body) == 3:
        return b"", int.from_bytes(body[1:]) or 65536
    lc, rest = int.from_bytes(body[1:3]), body[3:]
    if lc == 0 or len(rest) not in (lc, lc + 2):
        raise ValueError("extended Lc does not fit the data")
    return rest[:lc], (int.from_bytes(rest[lc:]) or 65536) if len(rest) > lc else None


def select_aid(aid: bytes) -> Command:
    """SELECT an application without asking for FCI."""
    return Command(0x00, Ins.SELECT, 0x04, 0x0C, aid)


def select_ef(ef: int) -> Command:
    """SELECT an elementary file of the current application."""
    return Command(0x00, Ins.SELECT, 0x02, 0x0C, ef.to_bytes(2))


def read_binary(offset: int, le: int = 256, ef: int | None = None) -> Command:
    """READ BINARY at `offset`; with `ef`, a short EF id (1 to 30) that becomes the current file.

    Raises ValueError if the offset does not fit this form.
    """
    if not 0 <= offset <= (0xFF if ef else 0x7FFF):
        raise ValueError(f"offset {offset} cannot be expressed")
    p1, p2 = (0x80 | ef, offset) if ef else divmod(offset, 256)
    return Command(0x00, Ins.READ_BINARY, p1, p2, le=le)


def verify(ef: int, secret: bytes = b"") -> Command:
    """VERIFY with the key in short EF `ef`; without `secret` it only reads the counter."""
    return Command(0x00, Ins.VERIFY, 0x00, 0x80 | ef, secret)
