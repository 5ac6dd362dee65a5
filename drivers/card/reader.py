"""The protocol of a card reader; implemented for PC/SC and for a virtual reader in-process."""

from collections.abc import Callable
from typing import Protocol

from drivers.card.transport import Transport
from kiosk.session.events import Event

Emit = Callable[[Event], None]


class Connection(Transport, Protocol):
    """A powered card with exclusive access."""

    def close(self) -> None:
        """Power the card off and release it. Never raises."""
        ...


class Reader(Protocol):
    """A reader for one card."""

    def watch(self, emit: Emit) -> None:
        """Begin to emit ReaderReady, ReaderDown, CardPlaced and CardTaken."""
        ...

    def connect(self) -> Connection:
        """Power the card on, exclusively.

        Raises NoReader, ServiceDown, CardRemoved if there is no card, Busy, SecondCard, Unreadable.
        """
        ...

    def close(self) -> None:
        """Stop watching and release the reader. Never raises."""
        ...
