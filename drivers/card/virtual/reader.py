"""A virtual reader without hardware and without PC/SC."""

from contextlib import ExitStack
from threading import Lock
from typing import Protocol

from drivers.card.reader import Emit
from drivers.card.transport import split
from drivers.card.virtual.files import Counters
from kiosk.errors import CardRemoved, SecondCard, Unreadable
from kiosk.session.events import CardPlaced, CardTaken, Fault, ReaderDown, ReaderReady
from kiosk.timing import REAL, Time


class Chip(Protocol):
    """The protocol of a chip: a virtual card, or one with faults."""

    name: str
    counters: Counters

    @property
    def atr(self) -> bytes:
        """Answer to reset; empty if the chip is mute."""
        ...

    def power_on(self) -> None:
        """Power on: nothing is selected or verified."""
        ...

    def power_off(self) -> None:
        """Power off; clears verified keys."""
        ...

    def reset(self) -> None:
        """Warm reset."""
        ...

    def execute(self, raw: bytes) -> bytes:
        """Execute a command. Raises Pulled if the card leaves the reader instead."""
        ...


class Pulled(Exception):
    """The card is removed during a command."""


class VirtualReader:
    """Holds virtual cards; the demonstrator or a test calls `insert` and `remove`.

    Each command takes `command_s` seconds of `time`. `fault` is reported in place of cards, see
    `fail`.
    """

    def __init__(
        self, time: Time = REAL, command_s: float = 0.0, *, fault: Fault | None = None
    ) -> None:
        self._time, self._command_s, self._fault = time, command_s, fault
        self._chips: list[Chip] = []
        self._emit: Emit | None = None
        self._lock = Lock()

    def watch(self, emit: Emit) -> None:
        """Emit ReaderReady now, and CardPlaced and CardTaken at later changes."""
        with self._lock:
            self._emit = emit
        self._report()

    def fail(self, fault: Fault | None) -> None:
        """Report that the reader cannot be used for this reason; None: it can again."""
        with self._lock:
            changed, self._fault = fault is not self._fault, fault
        if changed:
            self._report()

    def _report(self) -> None:
        """Emit the state of the reader, and whether a card is on it."""
        with self._lock:
            emit, fault, present = self._emit, self._fault, bool(self._chips)
        if emit is None:
            return
        if fault is not None:
            emit(ReaderDown(self._time.monotonic(), fault))
            return
        emit(ReaderReady(self._time.monotonic()))
        if present:
            emit(CardPlaced(self._time.monotonic()))

    def insert(self, *chips: Chip) -> None:
        """Put one or more cards on the reader. Raises Busy if one is in another reader."""
        with ExitStack() as undo:
            for chip in chips:
                chip.counters.open()
                undo.callback(chip.counters.close)
            undo.pop_all()
        with self._lock:
            self._chips += chips
            emit = self._emit if self._fault is None else None
        if emit:
            emit(CardPlaced(self._time.monotonic()))

    def remove(self) -> None:
        """Remove all cards."""
        with self._lock:
            chips, self._chips = self._chips, []
            emit = self._emit if self._fault is None else None
        for chip in chips:
            chip.power_off()
            chip.counters.close()
        if emit and chips:
            emit(CardTaken(self._time.monotonic()))

    def connect(self) -> "VirtualConnection":
        """Power the card on. Raises CardRemoved, SecondCard, Unreadable."""
        with self._lock:
            chips = list(self._chips)
        if not chips:
            raise CardRemoved("no card is on the reader")
        if len(chips) > 1:
            raise SecondCard("two cards are on the reader; leave one")
        if not chips[0].atr:
            raise Unreadable("the chip does not answer; take the card out of its sleeve")
        chips[0].power_on()
        return VirtualConnection(self, chips[0])

    def take_time(self) -> None:
        """Let the time of one command pass."""
        if self._command_s:
            self._time.sleep(self._command_s)

    def holds(self, chip: Chip) -> bool:
        """Whether `chip` is on the reader."""
        with self._lock:
            return any(chip is one for one in self._chips)

    def occupied(self) -> bool:
        """Whether any card is on the reader."""
        with self._lock:
            return bool(self._chips)

    def close(self) -> None:
        """Remove the cards and stop emitting."""
        with self._lock:
            self._emit = None
        self.remove()


class VirtualConnection:
    """A connection to a card of a `VirtualReader`; unusable after the card was removed."""

    def __init__(self, reader: VirtualReader, chip: Chip) -> None:
        self._reader = reader
        self._chip = chip
        self._open = True

    def transmit(self, apdu: bytes) -> tuple[bytes, int]:
        """Send a command. Raises CardRemoved, Unreadable."""
        self._reader.take_time()
        try:
            answer = self._chip.execute(apdu) if self._alive() else b""
        except Pulled:
            self._reader.remove()
        if not self._alive():
            self._open = False
            raise CardRemoved("the card was taken away")
        return split(answer)

    def close(self) -> None:
        """Power the card off."""
        if self._alive():
            self._chip.power_off()
        self._open = False

    def _alive(self) -> bool:
        return self._open and self._reader.holds(self._chip)
