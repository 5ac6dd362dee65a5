"""One reading of a card for a task of the server. The PIN goes to the card and nowhere else."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from kiosk.errors import (
    CardExpired,
    CardRemoved,
    CertificateInvalid,
    KioskError,
    LastTry,
    PinLocked,
    PinWrong,
)
from kiosk.ports import CardDesk, Signed
from kiosk.session.events import CardFacts, CardKind, Method
from kiosk.timing import REAL, Time

HOLD_SECONDS = 40.0
LOOK_SECONDS = 0.25


class Inserter(Protocol):
    """Puts a virtual card on the reader and takes it away; a real one is held by its owner."""

    def put(self) -> None:
        """The card is held to the reader."""
        ...

    def take(self) -> None:
        """The card is taken away."""
        ...


@dataclass(frozen=True, slots=True)
class Read:
    """The card's proof, or `trouble` by its name in the flow; `left` tries of the PIN remain."""

    signed: Signed | None = field(default=None, repr=False)
    trouble: str = ""
    left: int = 0


def trouble_of(error: KioskError) -> Read:
    """Name an error of the card as the consent page's flow names it (`Trouble`).

    Returns a `Read` without a proof; an error that has no name of its own is "unreadable".
    """
    match error:
        case PinLocked():
            return Read(trouble="pin_locked")
        case PinWrong(left=left):
            return Read(trouble="pin_wrong", left=left)
        case CardRemoved():
            return Read(trouble="taken")
        case CardExpired() | CertificateInvalid():
            return Read(trouble="invalid")
        case _:
            return Read(trouble="unreadable")


def read_card(
    desk: CardDesk,
    challenge: bytes,
    pin: str,
    *,
    method: Method = Method.PIN,
    allow_last: bool,
    inserter: Inserter | None = None,
    stopped: Callable[[], bool] = lambda: False,
    time: Time = REAL,
) -> Read:
    """Wait for a card, unlock it with the PIN and let it sign.

    With 目視確認 no PIN is asked; a real card refuses that (docs/card.md).

    Raises LastTry, with nothing sent to the card, if one try is left and `allow_last` is false.
    """
    if inserter is not None:
        inserter.put()
    try:
        facts = _wait_for_card(desk, stopped, time)
        if method is Method.PIN and facts.kind is not CardKind.IPHONE:  # it recognises its holder
            desk.check_pin(pin, allow_last=allow_last)
        return Read(desk.sign(challenge, method))
    except LastTry:
        raise
    except KioskError as error:
        return trouble_of(error)
    finally:
        desk.release()
        if inserter is not None:
            inserter.take()


def _wait_for_card(desk: CardDesk, stopped: Callable[[], bool], time: Time) -> CardFacts:
    """Open the card as soon as one is there. Raises the errors of `identify`."""
    until = time.monotonic() + HOLD_SECONDS
    while True:
        try:
            return desk.identify()
        except CardRemoved:
            if stopped() or time.monotonic() > until:
                raise
        time.sleep(LOOK_SECONDS)
