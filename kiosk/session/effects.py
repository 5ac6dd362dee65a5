"""The effects of the session: what it asks the runner to do with devices and eligibility."""

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.session.events import Fault, Method
from kiosk.session.rules import Category


class Outcome(StrEnum):
    """How a reception ended, in the journal, the report and the staff's list."""

    COMPLETED = "completed"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    CANCELLED = "cancelled"
    CARD_REMOVED = "card_removed"
    ERROR = "error"


class Prescription(StrEnum):
    """処方箋の発行形態 (code table OQSCD017)."""

    ELECTRONIC = "1"
    PAPER = "2"


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything the patient answered. A category that was never asked is in neither set.

    `subsidy` is the answer to 医療費助成; None when it was not asked, as for `prescription`.
    """

    agreed: frozenset[Category] = frozenset()
    declined: frozenset[Category] = frozenset()
    prescription: Prescription | None = None
    subsidy: bool | None = None


class Cue(StrEnum):
    """Short sounds. The screen always shows the same thing."""

    CARD_READ = "card_read"
    KEY = "key"
    STEP = "step"
    WRONG = "wrong"
    DONE = "done"
    LEFT_BEHIND = "left_behind"


@dataclass(frozen=True, slots=True)
class Effect:
    """Base of all effects; `reception` is the number of the reception that asks."""

    reception: int


@dataclass(frozen=True, slots=True)
class ReadCard(Effect):
    """Recognise the card, read its free data, and open its photo if 照合番号B is known.

    `phones`: it lies on the phones' own reader.
    """

    phones: bool = False


@dataclass(frozen=True, slots=True)
class OpenPhoto(Effect):
    """Open the card's photo with the 照合番号B that was typed, and forget the number."""

    code_b: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CheckPin(Effect):
    """Have the card compare the PIN; `allow_last`: the patient agreed to spend a last try."""

    pin: str = field(repr=False)
    allow_last: bool


@dataclass(frozen=True, slots=True)
class CheckPassword(Effect):
    """Compare the 目視モード用パスワード that staff typed at the reader, and forget it."""

    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class StartFace(Effect):
    """Compare the person before the camera with the card's photo until StopFace."""


@dataclass(frozen=True, slots=True)
class StopFace(Effect):
    """Stop the comparison of faces."""


@dataclass(frozen=True, slots=True)
class Identify(Effect):
    """Have the card sign a new challenge, and ask eligibility whose certificate this is."""

    method: Method


@dataclass(frozen=True, slots=True)
class Register(Effect):
    """Carry out 初回登録 for the identified patient."""


@dataclass(frozen=True, slots=True)
class Submit(Effect):
    """Register the consents and deliver the result."""

    answers: Answers


@dataclass(frozen=True, slots=True)
class Sound(Effect):
    """Play a cue; `level` 0 is the configured volume, 1 is louder, for a repeated alarm."""

    cue: Cue
    level: int = 0


@dataclass(frozen=True, slots=True)
class Begin(Effect):
    """A reception begins."""


@dataclass(frozen=True, slots=True)
class End(Effect):
    """The reception is over: power the card off, overwrite photo and embedding."""

    outcome: Outcome
    fault: Fault | None
