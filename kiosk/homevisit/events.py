"""What happens to a consent away from the reader, and what the program carries out for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kiosk.eligibility.uses import Use
from kiosk.session.effects import Prescription


class Act(StrEnum):
    """What a page's button does."""

    BEGIN = "begin"
    REVIEW = "review"
    CANCEL_ALL = "cancel_all"
    DAY = "day"
    AGREE_ALL = "agree_all"
    CHECK = "check"
    CHANGE = "change"
    STORE = "store"
    PAIR = "pair"
    READ_AGAIN = "read_again"
    OTHER_DEVICE = "other_device"
    LOOK = "look"
    STOP = "stop"
    UPDATE = "update"
    END = "end"


class CardTrouble(StrEnum):
    """Why the card step did not succeed; each has a text `card.<value>`."""

    PIN_WRONG = "pin_wrong"
    PIN_LOCKED = "pin_locked"
    TAKEN = "taken"
    LATE = "late"
    LOST = "lost"
    UNREADABLE = "unreadable"
    INVALID = "invalid"
    UNREGISTERED = "unregistered"
    UNKNOWN = "unknown"
    DOWN = "down"
    PAIR_WRONG = "pair_wrong"
    PAIR_MANY = "pair_many"
    WIFI = "wifi"


FINAL = frozenset(
    {
        CardTrouble.PIN_LOCKED,
        CardTrouble.INVALID,
        CardTrouble.UNREGISTERED,
        CardTrouble.UNKNOWN,
        CardTrouble.WIFI,
    }
)
"""Troubles that an immediate retry cannot solve."""
NEEDS_PAIRING = frozenset({CardTrouble.LOST, CardTrouble.PAIR_WRONG, CardTrouble.PAIR_MANY})


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored consent as the pages show it."""

    use: Use
    until: date
    day: date | None
    items: Mapping[str, bool] = field(default_factory=dict)
    """By item id."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button, with what the page's fields held. `today` is the day in Japan."""

    act: Act
    today: date
    answers: Mapping[str, bool] = field(default_factory=dict)
    day: date | None = None
    code: str = ""
    prescription: Prescription | None = None


@dataclass(frozen=True, slots=True)
class Paired:
    """The device with the typed code now belongs to this run."""


@dataclass(frozen=True, slots=True)
class CardFailed:
    """The card step failed; `left` tries of the PIN remain where it was wrong."""

    trouble: CardTrouble
    left: int = 0


@dataclass(frozen=True, slots=True)
class CardProved:
    """The card has answered and its holder is known."""


@dataclass(frozen=True, slots=True)
class Stored:
    """The consent is stored."""

    kept: Kept
    under_age: bool = False
    grace: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The holder's valid consents."""

    kept: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class AllCancelled:
    """The holder's consents are cancelled."""


Event = Pressed | Paired | CardFailed | CardProved | Stored | Found | AllCancelled


class VisitEffect(StrEnum):
    """What the surrounding program carries out."""

    PAIR = "pair"
    """Pair the device whose code was typed."""
    ASK_CARD = "ask_card"
    DROP_CARD = "drop_card"
    """Stop waiting for the card."""
    UNPAIR = "unpair"
    STORE = "store"
    UPDATE = "update"
    """Store, and keep the period of the valid consent."""
    FIND = "find"
    CANCEL = "cancel"
    FORGET = "forget"
    """Forget whose card it was."""
