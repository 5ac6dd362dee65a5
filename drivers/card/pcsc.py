"""A PC/SC reader: exclusive, and the card powered off on leaving (docs/card.md)."""

import time

from smartcard import scard

from drivers.card.reader import Emit
from drivers.card.service import GONE, MUTE, READER, SERVICE, context, readers, serves, states
from drivers.card.transport import split
from drivers.card.watcher import Watcher
from kiosk.errors import Busy, CardTaken, KioskError, NoReader, SecondCard, ServiceDown, Unreadable

BUSY_TRIES, BUSY_PAUSE = 4, 0.15
"""A card that was just placed is often looked at by other programs for a moment."""


class PcscReader:
    """The one reader that `name` means, a name or a regular expression; "" takes any."""

    def __init__(self, name: str = "") -> None:
        self._name = name
        self._watcher = Watcher(name)

    def watch(self, emit: Emit) -> None:
        """Emit from an own thread until closed; survives the service's stopping and starting."""
        self._watcher.start(emit)

    def connect(self) -> "PcscConnection":
        """Power the card on, exclusively.

        Raises NoReader, ServiceDown, CardTaken, Busy, SecondCard, Unreadable.
        """
        handle = context()
        try:
            return PcscConnection(handle, *self._connect(handle))
        except KioskError:
            scard.SCardReleaseContext(handle)
            raise

    def close(self) -> None:
        """Stop watching."""
        self._watcher.stop()

    def _connect(self, handle: int) -> tuple[int, int]:
        names = readers(handle, self._name)
        if not names:
            wanted = f"matches {self._name!r}" if self._name else "is there"
            raise NoReader(f"no card reader {wanted}; plug it in or see `kiosk doctor`")
        found = states(handle, names)
        loaded = [name for name, state in found.items() if state & scard.SCARD_STATE_PRESENT]
        if len(loaded) > 1:
            raise SecondCard(f"cards are on {len(loaded)} readers at once; leave one")
        if not loaded:
            raise CardTaken("no card is on the reader")
        for last in (False,) * (BUSY_TRIES - 1) + (True,):
            result, card, protocol = scard.SCardConnect(
                handle,
                loaded[0],
                scard.SCARD_SHARE_EXCLUSIVE,
                scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1,
            )
            if result != scard.SCARD_E_SHARING_VIOLATION or last:
                break
            time.sleep(BUSY_PAUSE)
        if result != scard.SCARD_S_SUCCESS:
            raise _connect_error(result, loaded[0])
        return card, protocol


class PcscConnection:
    """The exclusive way to one card; dead for ever once the card was taken or reset."""

    def __init__(self, handle: int, card: int, protocol: int) -> None:
        self._context = handle
        self._card = card
        self._pci = (
            scard.SCARD_PCI_T1 if protocol == scard.SCARD_PROTOCOL_T1 else scard.SCARD_PCI_T0
        )
        self._open = True

    def transmit(self, apdu: bytes) -> tuple[bytes, int]:
        """Send a command. Raises CardTaken, ServiceDown, NoReader, Unreadable."""
        if not self._open:
            raise CardTaken("the card was taken away")
        result, answer = scard.SCardTransmit(self._card, self._pci, list(apdu))
        if result == scard.SCARD_S_SUCCESS and len(answer) >= 2:
            return split(bytes(answer))
        self._open = False
        if result in GONE or (result == scard.SCARD_S_SUCCESS and not answer):
            raise CardTaken("the card was taken away")
        if result in READER:
            raise NoReader("the card reader was unplugged")
        if result in SERVICE or not serves():  # a service killed in mid-answer leaves any code
            raise ServiceDown(f"the PC/SC service stopped ({result:08X}); start pcscd")
        raise Unreadable(f"the card gave no valid answer ({result:08X}); place it again")

    def close(self) -> None:
        """Power the card off and let go of it."""
        self._open = False
        scard.SCardDisconnect(self._card, scard.SCARD_UNPOWER_CARD)
        scard.SCardReleaseContext(self._context)


def _connect_error(result: int, reader: str) -> KioskError:
    if result == scard.SCARD_E_SHARING_VIOLATION:
        return Busy(f"another program holds the card on {reader!r}; close it")
    if result in MUTE:
        return Unreadable(f"the chip does not answer ({result:08X}); take it out of its sleeve")
    if result in READER:
        return NoReader(f"the reader {reader!r} was unplugged")
    if result in GONE:
        return CardTaken("the card was taken away")
    return ServiceDown(f"the PC/SC service fails ({result:08X}); restart pcscd")
