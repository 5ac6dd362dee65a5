"""The virtual card's operating system: it executes commands on the card's contents.

Behaviour follows docs/card.md, which others measured on test cards. Invented parts (terminal
authentication) are marked.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import NoDigestInfo, Prehashed

from drivers.card import tlv
from drivers.card.apdu import SW, Command, Ins
from drivers.card.virtual.files import (
    Application,
    Content,
    Counters,
    File,
    MemoryCounters,
    PrivateKey,
    Records,
    Secret,
    Transparent,
    TrustPoint,
)
from kiosk.errors import Damaged, Malformed
from kiosk.timing import SYSTEM_CHANCE, Chance

ISSUER_DOMAIN = bytes.fromhex("A0000001510000")
MF = b"\x3f\x00"
PKCS1 = padding.PKCS1v15()
PSS = padding.PSS(padding.MGF1(hashes.SHA256()), 32)
SHA256 = hashes.SHA256()
HASHED = Prehashed(SHA256)

# Modes of `80 2A` by P1 (docs/card.md): the accepted lengths and the signature function.
SIGN_MODES: dict[int, tuple[range, Callable[[rsa.RSAPrivateKey, bytes], bytes]]] = {
    0: (range(1, 246), lambda key, data: key.sign(data, PKCS1, NoDigestInfo())),
    1: (range(1, 65536), lambda key, data: key.sign(sha256(data).digest(), PKCS1, NoDigestInfo())),
    2: (range(32, 33), lambda key, data: key.sign(data, PKCS1, HASHED)),
    3: (range(1, 65536), lambda key, data: key.sign(data, PKCS1, SHA256)),
    4: (range(32, 33), lambda key, data: key.sign(data, PSS, HASHED)),
    5: (range(1, 65536), lambda key, data: key.sign(data, PSS, SHA256)),
}


class CommandRefused(Exception):
    """The command fails with this status word and no data."""

    def __init__(self, sw: int) -> None:
        super().__init__(f"{sw:04X}")
        self.sw = sw


@dataclass(slots=True)
class Power:
    """State that is lost at power-off: selected application and file, and authentications."""

    application: Application | None = None
    file: int | None = None
    satisfied: frozenset[tuple[bytes, int]] = frozenset()
    challenge: bytes | None = None
    terminal: rsa.RSAPublicKey | None = None


class VirtualCard:
    """One card. `locked` is the status word of VERIFY with a locked key: 6984 (real) or 6983.

    `chance` gives its challenges.
    """

    def __init__(
        self,
        content: Content,
        counters: Counters | None = None,
        *,
        name: str = "card",
        locked: int = SW.LOCKED,
        chance: Chance = SYSTEM_CHANCE,
    ) -> None:
        self.name, self._chance = name, chance
        self.content = content
        self.counters: Counters = counters or MemoryCounters()
        self.locked = locked
        self._power = Power()
        self._commands: dict[tuple[int, int], Callable[[Command], bytes]] = {
            (0x00, Ins.SELECT): self._select,
            (0x00, Ins.READ_BINARY): self._read_binary,
            (0x00, Ins.READ_RECORD): self._read_record,
            (0x00, Ins.VERIFY): self._verify,
            (0x00, Ins.GET_DATA): self._get_data,
            (0x00, Ins.GET_CHALLENGE): self._get_challenge,
            (0x00, Ins.EXTERNAL_AUTHENTICATE): self._external_authenticate,
            (0x80, Ins.SIGN): self._sign,
            (0x80, Ins.SET_PUBLIC_KEY): self._set_public_key,
        }

    @property
    def atr(self) -> bytes:
        """Answer to reset; empty for a card that does not answer."""
        return b"" if self.content.mute else self.content.atr

    def power_on(self) -> None:
        """Clear the selection and all authentications."""
        self._power = Power()

    power_off = power_on

    def reset(self) -> None:
        """Warm reset: clears the selection but keeps verified keys (docs/card.md)."""
        self._power = Power(satisfied=self._power.satisfied)

    def execute(self, raw: bytes) -> bytes:
        """Execute one command; returns data and status word. Never raises, for any input."""
        if self.content.mute:
            return b""
        try:
            command = Command.parse(raw)
            handler = self._commands.get((command.cla, command.ins))
            if handler is None:
                raise CommandRefused(self._unknown(command))
            return handler(command) + SW.OK.to_bytes(2)
        except CommandRefused as refused:
            return refused.sw.to_bytes(2)
        except Damaged:
            return SW.MEMORY.to_bytes(2)
        except ValueError:
            return SW.LENGTH.to_bytes(2)

    def _unknown(self, command: Command) -> int:
        if command.cla & 0x10:
            return SW.CHAINING
        known = {cla for cla, _ in self._commands}
        return SW.INS if command.cla in known else SW.CLA

    # Selection

    def _select(self, command: Command) -> bytes:
        power, name = self._power, command.data
        match command.p1:
            case 0x04:
                power.application = self._application(name)
                power.file = None
            case 0x02 if len(name) == 2:
                self._file(int.from_bytes(name))
                power.file = int.from_bytes(name)
            case 0x00 if not name and power.application is not None:
                pass  # inside an application a card answers 9000 and changes nothing
            case 0x00 if name:
                raise CommandRefused(SW.NOT_FOUND)
            case _:
                raise CommandRefused(SW.P1P2)
        return b""

    def _application(self, name: bytes) -> Application | None:
        """The application whose AID is `name` or begins with it; None is the issuer domain."""
        if not name:
            raise CommandRefused(SW.NOT_FOUND)
        for application in self.content.applications:
            if application.aid.startswith(name):
                return application
        if self.content.objects and ISSUER_DOMAIN.startswith(name):
            return None
        raise CommandRefused(self.content.unknown)

    def _file(self, ef: int) -> File:
        application = self._power.application
        if application is None or ef not in application.files:
            raise CommandRefused(SW.NOT_FOUND)
        return application.files[ef]

    def _target(self, p2: int) -> tuple[int, File]:
        """The file of P2: 80 is the current file; 80|id selects the file with that short EF id."""
        if not p2 & 0x80 or p2 & 0x60:
            raise CommandRefused(SW.P1P2)
        ef = p2 & 0x1F or self._power.file
        if ef is None:
            raise CommandRefused(SW.NO_FILE_SELECTED)
        found = self._file(ef)
        self._power.file = ef
        return ef, found

    def _open_to(self, needs: frozenset[int]) -> None:
        application = self._power.application
        aid = application.aid if application else b""
        if needs and not any((aid, ef) in self._power.satisfied for ef in needs):
            raise CommandRefused(SW.SECURITY)

    # Reading

    def _read_binary(self, command: Command) -> bytes:
        if command.le is None:
            raise CommandRefused(SW.LENGTH)
        if command.p1 & 0x80:
            _, found = self._target(0x80 | command.p1 & 0x7F)
            offset = command.p2
        else:
            _, found = self._target(0x80)
            offset = command.p1 << 8 | command.p2
        if not isinstance(found, Transparent):
            raise CommandRefused(SW.NOT_ALLOWED_FILE)
        self._open_to(found.needs)
        if offset >= len(found.content):
            raise CommandRefused(SW.PAST_END)
        return found.content[offset : offset + command.le]

    def _read_record(self, command: Command) -> bytes:
        if command.p2 & 0x07 != 0x04:
            raise CommandRefused(SW.P1P2)
        _, found = self._target(0x80 | command.p2 >> 3)
        if not isinstance(found, Records):
            raise CommandRefused(SW.NOT_ALLOWED_FILE)
        self._open_to(found.needs)
        if not 1 <= command.p1 <= len(found.records):
            raise CommandRefused(SW.NO_RECORD)
        return found.records[command.p1 - 1][: command.le]

    def _get_data(self, command: Command) -> bytes:
        if self._power.application is not None:
            raise CommandRefused(SW.INS)
        found = self.content.objects.get(command.p1 << 8 | command.p2)
        if found is None:
            raise CommandRefused(SW.NO_DATA)
        if command.le is None or len(found) > command.le:
            raise CommandRefused(SW.LENGTH)
        return found

    # Keys

    def _verify(self, command: Command) -> bytes:
        if command.p1 != 0:
            raise CommandRefused(SW.P1P2)
        ef, secret = self._target(command.p2)
        if not isinstance(secret, Secret):
            raise CommandRefused(SW.NOT_ALLOWED_FILE)
        assert self._power.application is not None
        aid = self._power.application.aid
        slot = f"{aid.hex()}/{ef:04x}"
        kept = self.counters.get(slot)
        left = secret.tries if kept is None else kept
        if not command.data:
            raise CommandRefused(SW.TRIES | left)
        if left == 0:
            raise CommandRefused(self.locked)
        # The try is stored before the comparison; VERIFY fails if it cannot be stored.
        self.counters.put(slot, left - 1)
        self._power.satisfied -= {(aid, ef)}
        if secret.value is not None and secrets.compare_digest(command.data, secret.value):
            self.counters.put(slot, secret.limit)
            self._power.satisfied |= {(aid, ef)}
            return b""
        raise CommandRefused(SW.TRIES | left - 1)

    def _sign(self, command: Command) -> bytes:
        if command.p1 not in SIGN_MODES:
            raise CommandRefused(SW.P1P2)
        application = self._power.application
        if command.p2 == 0:
            if application is None or application.own_key is None:
                raise CommandRefused(SW.NO_DATA)
            found = application.files[application.own_key]
        else:
            _, found = self._target(command.p2)
        if not isinstance(found, PrivateKey):
            raise CommandRefused(SW.NOT_ALLOWED_FILE)
        self._open_to(found.needs)
        lengths, sign = SIGN_MODES[command.p1]
        if len(command.data) not in lengths:
            raise CommandRefused(SW.LENGTH)
        return sign(found.key, command.data)

    # The terminal's own authentication. `80 A2 00 C1` on EF 0016 is a fact; what the certificate
    # looks like, and the challenge that follows, are invented.

    def _get_challenge(self, command: Command) -> bytes:
        if (command.p1, command.p2) != (0, 0):
            raise CommandRefused(SW.P1P2)
        if command.extended:
            raise CommandRefused(SW.CONDITIONS)
        if command.le is None:
            raise CommandRefused(SW.LENGTH)
        self._power.challenge = self._chance(command.le)
        return self._power.challenge

    def _set_public_key(self, command: Command) -> bytes:
        if (command.p1, command.p2) != (0x00, 0xC1):
            raise CommandRefused(SW.P1P2)
        # A real test card checks the data before it looks for the file (docs/card.md).
        try:
            found = tlv.children(command.data, 0x7F21)
            body, signature = tlv.need(found, 0x5F4E), tlv.need(found, 0x5F37)
            if len(body) != 297:
                raise CommandRefused(SW.LENGTH)
            key = {item.tag: int.from_bytes(item.value) for item in tlv.items(body, 32)}
            numbers = rsa.RSAPublicNumbers(key[0x90], key[0x91])
        except (Malformed, KeyError) as error:
            raise CommandRefused(SW.LENGTH) from error
        _, trust = self._target(0x80)
        if not isinstance(trust, TrustPoint):
            raise CommandRefused(SW.NOT_ALLOWED_FILE)
        try:
            trust.key.verify(signature, body, PKCS1, SHA256)
            self._power.terminal = numbers.public_key()
        except (InvalidSignature, ValueError) as error:
            raise CommandRefused(SW.WRONG) from error
        return b""

    def _external_authenticate(self, command: Command) -> bytes:
        ef, trust = self._target(command.p2)
        if not isinstance(trust, TrustPoint):
            raise CommandRefused(SW.NOT_ALLOWED_FILE)
        challenge, self._power.challenge = self._power.challenge, None
        if challenge is None or self._power.terminal is None:
            raise CommandRefused(SW.CONDITIONS)
        try:
            self._power.terminal.verify(command.data, challenge, PKCS1, SHA256)
        except InvalidSignature as error:
            raise CommandRefused(SW.WRONG) from error
        assert self._power.application is not None
        self._power.satisfied |= {(self._power.application.aid, ef)}
        return b""
