"""A PC/SC reader with exclusive access; the card is powered off at the end (docs/card.md)."""

from drivers.card.deadline import CallLate, CallQueue
from drivers.card.pcsc_service import (
    GONE,
    HOLDERS,
    MUTE,
    READER,
    SERVICE,
    context,
    late,
    readers,
    scard,
    serves,
    states,
)
from drivers.card.reader import Emit
from drivers.card.transport import split
from drivers.card.watcher import Watcher
from kiosk.errors import (
    Busy,
    CardRemoved,
    KioskError,
    NoReader,
    SecondCard,
    ServiceDown,
    Unreadable,
)
from kiosk.timing import REAL

BUSY_TRIES, BUSY_PAUSE = 4, 0.15
"""Other programs often read a newly placed card for a moment."""
USED = scard.SCARD_STATE_INUSE | scard.SCARD_STATE_EXCLUSIVE
CONNECT_S = 4.0
"""Longest wait for a reader to power a card on; a card that does not answer takes two seconds."""
TRANSMIT_S = 10.0
"""Longest wait for one answer; a signature over a weak contactless field takes two seconds."""
CLOSE_S = 1.0
"""Longest wait for a card to be powered off."""


class PcscReader:
    """The PC/SC readers that `name` selects: a name or a regular expression; "" selects all.

    Those that `without` selects in the same way are left out; "" leaves none out.
    """

    def __init__(self, name: str = "", without: str = "") -> None:
        self._name, self._without = name, without
        self._watcher = Watcher(name, without)
        self._line = CallQueue("pcsc")

    def watch(self, emit: Emit) -> None:
        """Emit events from a thread until `close`; continues after a restart of the service."""
        self._watcher.start(emit)

    def connect(self) -> "PcscConnection":
        """Power the card on, exclusively.

        Raises NoReader, ServiceDown, CardRemoved, Busy, SecondCard, Unreadable.
        """
        try:
            return self._line.call(self._connected, CONNECT_S, _let_go)
        except CallLate:
            raise late() from None

    def close(self) -> None:
        """Stop watching."""
        self._watcher.stop()

    def _connected(self) -> "PcscConnection":
        handle = context()
        try:
            return PcscConnection(self._line, handle, *self._connect(handle))
        except BaseException:
            scard.SCardReleaseContext(handle)
            raise

    def _connect(self, handle: int) -> tuple[int, int]:
        names = readers(handle, self._name, self._without)
        if not names:
            wanted = f"matches {self._name!r}" if self._name else "is there"
            raise NoReader(f"no card reader {wanted}; plug it in or see `kiosk doctor`")
        found = states(handle, names)
        loaded = [name for name, state in found.items() if state & scard.SCARD_STATE_PRESENT]
        if len(loaded) > 1:
            raise SecondCard(f"cards are on {len(loaded)} readers at once; leave one")
        if not loaded:
            raise CardRemoved("no card is on the reader")
        for last in (False,) * (BUSY_TRIES - 1) + (True,):
            # SCardConnect would wait for the end of another program's transaction.
            if states(handle, loaded)[loaded[0]] & USED:
                if last:
                    raise _busy(loaded[0])
                REAL.sleep(BUSY_PAUSE)
                continue
            result, card, protocol = scard.SCardConnect(
                handle,
                loaded[0],
                scard.SCARD_SHARE_EXCLUSIVE,
                scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1,
            )
            if result != scard.SCARD_E_SHARING_VIOLATION or last:
                break
            REAL.sleep(BUSY_PAUSE)
        if result != scard.SCARD_S_SUCCESS:
            raise _connect_error(result, loaded[0])
        return card, protocol


class PcscConnection:
    """An exclusive connection to one card; unusable after the card was taken or reset."""

    def __init__(self, line: CallQueue, handle: int, card: int, protocol: int) -> None:
        self._line = line
        self._context = handle
        self._card = card
        self._pci = (
            scard.SCARD_PCI_T1 if protocol == scard.SCARD_PROTOCOL_T1 else scard.SCARD_PCI_T0
        )
        self._open = True

    def transmit(self, apdu: bytes) -> tuple[bytes, int]:
        """Send a command. Raises CardRemoved, ServiceDown, NoReader, Unreadable, Busy."""
        if not self._open:
            raise CardRemoved("the card was taken away")
        card, pci, command = self._card, self._pci, list(apdu)
        try:
            result, answer = self._line.call(
                lambda: scard.SCardTransmit(card, pci, command), TRANSMIT_S
            )
        except CallLate:
            self._open = False
            raise late() from None
        if result == scard.SCARD_S_SUCCESS and len(answer) >= 2:
            return split(bytes(answer))
        self._open = False
        if result in GONE or (result == scard.SCARD_S_SUCCESS and not answer):
            raise CardRemoved("the card was taken away")
        if result in READER:
            raise NoReader("the card reader was unplugged")
        if result in SERVICE or not serves():  # a service that is killed gives any code
            raise ServiceDown(f"the PC/SC service stopped ({result:08X}); start pcscd")
        raise Unreadable(f"the card gave no valid answer ({result:08X}); place it again")

    def close(self) -> None:
        """Power the card off and release it, waiting CLOSE_S at most. Never raises."""
        self._open = False
        self._line.put(self.let_go, CLOSE_S)

    def let_go(self) -> None:
        """Power the card off; may block."""
        scard.SCardDisconnect(self._card, scard.SCARD_UNPOWER_CARD)
        scard.SCardReleaseContext(self._context)


def _let_go(connection: PcscConnection) -> None:
    connection.let_go()


def _busy(reader: str) -> Busy:
    return Busy(f"another program ({HOLDERS}) holds the card on {reader!r}; close it")


def _connect_error(result: int, reader: str) -> KioskError:
    if result == scard.SCARD_E_SHARING_VIOLATION:
        return _busy(reader)
    if result in MUTE:
        return Unreadable(f"the chip does not answer ({result:08X}); take it out of its sleeve")
    if result in READER:
        return NoReader(f"the reader {reader!r} was unplugged")
    if result in GONE:
        return CardRemoved("the card was taken away")
    return ServiceDown(f"the PC/SC service fails ({result:08X}); restart pcscd")
