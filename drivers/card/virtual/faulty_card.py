"""Card faults for tests and demos, each at a given command.

Each fault is a small frozen record that a scenario file can name: `{fault = "pulled", at = 12}`.
Commands are counted from 1 since the card was inserted.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, ClassVar, NamedTuple

from drivers.card.virtual.files import Counters
from drivers.card.virtual.reader import Chip, Pulled
from kiosk.timing import REAL, Time


@dataclass(frozen=True, slots=True)
class CardFault:
    """A fault from command `at` on, for `times` commands (0: for all further ones)."""

    name: ClassVar[str]

    at: int = 1
    times: int = 1

    def hits(self, number: int) -> bool:
        """Whether the fault applies to command `number`."""
        return number >= self.at and (self.times == 0 or number < self.at + self.times)

    def answer(self, chip: Chip, raw: bytes, time: Time) -> bytes:
        """The faulty answer. Raises Pulled if the card is removed."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class PulledAt(CardFault):
    """The card is removed before the command; with `during`, after it was executed."""

    name: ClassVar[str] = "pulled"
    during: bool = False

    def answer(self, chip: Chip, raw: bytes, time: Time) -> bytes:
        """Raises Pulled."""
        if self.during:
            chip.execute(raw)
        raise Pulled


@dataclass(frozen=True, slots=True)
class Delayed(CardFault):
    """The answer comes `seconds` late."""

    name: ClassVar[str] = "delay"
    seconds: float = 1.0

    def answer(self, chip: Chip, raw: bytes, time: Time) -> bytes:
        """The right answer after the delay."""
        time.sleep(self.seconds)
        return chip.execute(raw)


@dataclass(frozen=True, slots=True)
class Mute(CardFault):
    """The card gives no answer."""

    name: ClassVar[str] = "mute"

    def answer(self, chip: Chip, raw: bytes, time: Time) -> bytes:
        """No bytes, also no status word."""
        return b""


@dataclass(frozen=True, slots=True)
class StatusWord(CardFault):
    """The status word `sw` instead of the answer; 61xx or 6Cxx with `times` 0 never ends."""

    name: ClassVar[str] = "status"
    sw: int = 0x6F00

    def answer(self, chip: Chip, raw: bytes, time: Time) -> bytes:
        """Only the status word."""
        return self.sw.to_bytes(2)


@dataclass(frozen=True, slots=True)
class Empty(CardFault):
    """Status word 9000 without data."""

    name: ClassVar[str] = "empty"

    def answer(self, chip: Chip, raw: bytes, time: Time) -> bytes:
        """Only 9000."""
        return b"\x90\x00"


@dataclass(frozen=True, slots=True)
class Truncated(CardFault):
    """The answer keeps its status word but only `keep` bytes of data."""

    name: ClassVar[str] = "truncated"
    keep: int = 1

    def answer(self, chip: Chip, raw: bytes, time: Time) -> bytes:
        """The beginning of the right answer."""
        answer = chip.execute(raw)
        return answer[: min(self.keep, len(answer) - 2)] + answer[-2:]


@dataclass(frozen=True, slots=True)
class Lying(CardFault):
    """The answer's bytes from `offset` on are overwritten with `data` (hexadecimal)."""

    name: ClassVar[str] = "lying"
    offset: int = 2
    data: str = "84ffffffff"

    def answer(self, chip: Chip, raw: bytes, time: Time) -> bytes:
        """The right answer with the bytes replaced."""
        answer, lie = chip.execute(raw), bytes.fromhex(self.data)
        body = answer[:-2]
        return (body[: self.offset] + lie + body[self.offset + len(lie) :]) + answer[-2:]


@dataclass(frozen=True, slots=True)
class PhotoBomb(CardFault):
    """The chip's JPEG 2000 photo claims 65535 by 65535 pixels, gigabytes when decoded."""

    name: ClassVar[str] = "photo_bomb"
    times: int = 0

    def answer(self, chip: Chip, raw: bytes, time: Time) -> bytes:
        """The right answer, with the size replaced if it contains the photo's header."""
        answer = chip.execute(raw)
        # JP2 has height and width in the box `ihdr`; the code stream has width and height in SIZ.
        for mark, skip in ((b"ihdr", 4), (b"\xff\x51", 6)):
            at = answer.find(mark) + skip
            if at >= skip and at + 8 <= len(answer) - 2:
                answer = answer[:at] + b"\x00\x00\xff\xff" * 2 + answer[at + 8 :]
        return answer


KINDS: Mapping[str, type[CardFault]] = {
    kind.name: kind
    for kind in (PulledAt, Delayed, Mute, StatusWord, Empty, Truncated, Lying, PhotoBomb)
}


LIMITS: Mapping[str, tuple[float, float]] = {
    "at": (1, 1_000_000),
    "times": (0, 1_000_000),
    "sw": (0, 0xFFFF),
    "seconds": (0, 3600),
    "keep": (0, 65_536),
    "offset": (0, 65_536),
}
"""What the numbers of an entry may be, both ends included."""


def parse(entries: Iterable[Mapping[str, Any]]) -> tuple[CardFault, ...]:
    """Faults from a scenario file's entries, e.g. `{"fault": "pulled", "at": 12}`.

    Raises ValueError with a sentence if this is not a list of such entries, for an unknown fault
    or key, and for a value of the wrong type or out of range.
    """
    if not isinstance(entries, Sequence) or not all(isinstance(e, Mapping) for e in entries):
        raise ValueError('card faults are a list such as [{"fault": "pulled", "at": 12}]')
    return tuple(_one(dict(entry)) for entry in entries)


def _one(entry: dict[str, Any]) -> CardFault:
    name = entry.pop("fault", None)
    kind = KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        raise ValueError(f"unknown card fault {name!r}; known: {', '.join(KINDS)}")
    known = {one.name: one for one in fields(kind)}
    for key, value in entry.items():
        if key not in known:
            raise ValueError(f"card fault {name!r} has no {key!r}; known: {', '.join(known)}")
        wanted = type(known[key].default)
        given = float if wanted is float and type(value) is int else type(value)
        if given is not wanted:
            raise ValueError(f"{key!r} of card fault {name!r} must be {wanted.__name__}")
        _check(name, key, value)
    return kind(**entry)


def _check(name: str | None, key: str, value: Any) -> None:
    """Raises ValueError if the value is out of range or not hexadecimal."""
    low, high = LIMITS.get(key, (value, value))
    if not low <= value <= high:
        raise ValueError(f"{key!r} of card fault {name!r} must be from {low} to {high}")
    if isinstance(value, str):
        try:
            bytes.fromhex(value)
        except ValueError:
            raise ValueError(
                f"{key!r} of card fault {name!r} must be bytes in hexadecimal, such as 84ff"
            ) from None


class Exchange(NamedTuple):
    """A command and its answer, with nothing of their data."""

    number: int
    """Counted from 1 since the card was made."""
    header: bytes
    """CLA, INS, P1 and P2, as far as they were sent."""
    answered: int
    """Bytes of the answer's data."""
    status: bytes
    """The status word; empty without an answer."""


class FaultyCard:
    """Wraps a chip and adds faults; implements `Chip`. Delays take their time from `time`.

    `struck` is called with each fault before it is answered, `told` after each command.
    """

    def __init__(
        self,
        chip: Chip,
        faults: Sequence[CardFault],
        time: Time = REAL,
        struck: Callable[[CardFault], None] = lambda _: None,
        told: Callable[[Exchange], None] = lambda _: None,
    ) -> None:
        self._time, self._struck, self._told = time, struck, told
        self.name = chip.name
        self.counters: Counters = chip.counters
        self._chip = chip
        self._faults = tuple(faults)
        self._number = 0

    @property
    def atr(self) -> bytes:
        """The ATR of the chip inside."""
        return self._chip.atr

    def power_on(self) -> None:
        """The same as for the chip inside."""
        self._chip.power_on()

    def power_off(self) -> None:
        """The same as for the chip inside."""
        self._chip.power_off()

    def reset(self) -> None:
        """The same as for the chip inside."""
        self._chip.reset()

    def execute(self, raw: bytes) -> bytes:
        """Execute a command, or answer with the first fault that applies."""
        self._number += 1
        answer = b""
        try:
            answer = self._answer(raw)
        finally:
            data, status = answer[:-2], answer[-2:]
            self._told(Exchange(self._number, raw[:4], len(data), status))
        return answer

    def _answer(self, raw: bytes) -> bytes:
        for fault in self._faults:
            if fault.hits(self._number):
                self._struck(fault)
                return fault.answer(self._chip, raw, self._time)
        return self._chip.execute(raw)
