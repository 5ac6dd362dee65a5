"""A reader as the desk sees it, whatever stands behind it: PC/SC, or a virtual one in-process."""

from collections.abc import Callable
from typing import Protocol

from drivers.card.transport import Transport
from kiosk.session.events import Event

Emit = Callable[[Event], None]


class Connection(Transport, Protocol):
    """A powered card that nobody else can reach."""

    def close(self) -> None:
        """Power the card off and let go of it. Never raises."""
        ...


class Reader(Protocol):
    """A place for one card."""

    def watch(self, emit: Emit) -> None:
        """Begin to emit ReaderReady, ReaderDown, CardPlaced and CardTaken."""
        ...

    def connect(self) -> Connection:
        """Power the card on, exclusively.

        Raises NoReader, ServiceDown, CardTaken when there is none, Busy, SecondCard, Unreadable.
        """
        ...

    def close(self) -> None:
        """Stop watching and let go of everything. Never raises."""
        ...
