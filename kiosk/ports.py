"""The devices as the runner sees them. Concrete classes are chosen in `kiosk.apps` only.

Every call may block and is made from a worker thread of the runner, one worker a desk; every
expected failure is a `kiosk.errors.KioskError`. Events are emitted from any thread.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from kiosk.session.events import CardFacts, Event, Method

Emit = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class Signed:
    """The authentication certificate (DER) and the card's signature over a challenge."""

    certificate: bytes = field(repr=False)
    signature: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class CardUse:
    """What the last card took: APDUs sent, and the seconds spent inside the transport."""

    apdus: int
    seconds: float


class CardDesk(Protocol):
    """A card reader with at most one card on it."""

    def watch(self, emit: Emit) -> None:
        """Begin to emit ReaderReady, ReaderDown, CardPlaced and CardTaken, from an own thread."""
        ...

    def identify(self) -> CardFacts:
        """Open the card on the reader, recognise it and read its free data.

        Raises NotMyNumberCard, Unreadable, Busy, CardRemoved, CardExpired, Malformed and the like.
        """
        ...

    def photo(self, code_b: str = "") -> bytes:
        """The JPEG 2000 photo of the chip, opened by 照合番号B: as typed, or as seen on its face.

        Raises CodeBMissing, CodeBWrong, CardRemoved, Malformed.
        """
        ...

    def age(self) -> int | None:
        """The holder's age in years by the chip, once `photo` has opened it; else None."""
        ...

    def check_pin(self, pin: str, *, allow_last: bool) -> int:
        """Have the card compare the authentication PIN; returns the tries it told before.

        A right PIN fills the counter up again, so no fewer are left now.
        The counter is asked first; a last try is spent only with `allow_last`.
        Raises PinWrong, PinLocked, CardRemoved.
        """
        ...

    def sign(self, challenge: bytes, method: Method) -> Signed:
        """Certificate and signature over `challenge` (SHA-256, PKCS#1 v1.5).

        For the PIN the card is already unlocked; for the face and visual routes the terminal
        authenticates itself first (invented: see docs/card.md).
        """
        ...

    def use(self) -> CardUse:
        """Figures of the card since `identify`."""
        ...

    @property
    def reading(self) -> bool:
        """Whether a card is open, and what was read from it is kept."""
        ...

    def release(self) -> None:
        """Power the card off and forget everything read from it. Never raises."""
        ...

    def close(self) -> None:
        """Stop watching and give the reader back. Never raises."""
        ...


@dataclass(frozen=True, slots=True)
class FaceUse:
    """What the last match took: frames looked at, frames a second, best score, decision, engine."""

    frames: int
    fps: float
    best_score: float | None
    decision: str
    engine: str


class FaceDesk(Protocol):
    """A camera and a face engine."""

    def prepare(self) -> None:
        """Load weights and open the camera, so that the first match is quick.

        Raises WeightsMismatch, CameraMissing.
        """
        ...

    def enroll(self, photo: bytes) -> None:
        """Take the card's photo as the one to match against. Raises PhotoUnreadable."""
        ...

    def start(self, reception: int, emit: Emit) -> None:
        """Match newest frames until decided or stopped.

        Emits FaceSeen, then FaceMatched or FaceRefused, or Failed(CAMERA_MISSING | CAMERA_ENDED).
        """
        ...

    def stop(self) -> None:
        """Stop matching; no event of this match comes after the return. Never raises."""
        ...

    def use(self) -> FaceUse:
        """Figures of the last match."""
        ...

    def forget(self) -> None:
        """Overwrite photo, embedding and frames. Never raises."""
        ...

    def close(self) -> None:
        """Give the camera back. Never raises."""
        ...
