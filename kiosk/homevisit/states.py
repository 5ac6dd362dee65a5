"""Where a run of the consent away from the reader is: its fixed rules, phases and answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kiosk.eligibility.uses import Channel, Use
from kiosk.homevisit.events import CardTrouble, Kept
from kiosk.homevisit.profile import ConsentProfile
from kiosk.session.effects import Answers, Prescription
from kiosk.session.events import Method
from kiosk.session.rules import Category


class Purpose(StrEnum):
    """What the card is asked for; the three entries of the menu."""

    REGISTER = "register"
    REVIEW = "review"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class VisitRules:
    """The fixed rules of one run: the facility's name, the use, the profile, the channel.

    `booked` is the 診療日 that a booking service gave; `returns`: the patient goes back to it.
    """

    facility: str
    use: Use
    profile: ConsentProfile
    channel: Channel = Channel.WEB
    booked: date | None = None
    returns: bool = False
    ask_prescription: bool = False
    method: Method = Method.PIN


@dataclass(frozen=True, slots=True)
class Start:
    """準備と開始."""


@dataclass(frozen=True, slots=True)
class Day:
    """診療日の入力."""

    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Input:
    """入力. `missing`: the patient went on without answering every item."""

    missing: bool = False


@dataclass(frozen=True, slots=True)
class Confirm:
    """確認."""


@dataclass(frozen=True, slots=True)
class AskCancel:
    """すべての同意を取消す, before the card."""


@dataclass(frozen=True, slots=True)
class Card:
    """本人確認: pair a device, or wait for its card."""

    purpose: Purpose
    reading: bool = False
    trouble: CardTrouble | None = None
    left: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """同意照会: the consents that are valid."""

    kept: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """完了. `under_age`: 特定健診 was agreed to but not given; `grace`: no medical information."""

    kept: Kept
    under_age: bool = False
    grace: bool = False


@dataclass(frozen=True, slots=True)
class Cancelled:
    """All consents were cancelled."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """Ended without a result; nothing was stored."""

    trouble: CardTrouble | None = None


Phase = Start | Day | Input | Confirm | AskCancel | Card | Listed | Done | Cancelled | Stopped


@dataclass(frozen=True, slots=True)
class VisitState:
    """Where a run is, and what the patient answered so far.

    `proved`: the card has answered in this run, so an update needs no second reading.
    """

    rules: VisitRules
    phase: Phase = Start()
    day: date | None = None
    answers: Mapping[str, bool] = field(default_factory=dict)
    prescription: Prescription | None = None
    paired: bool = False
    proved: bool = False

    @property
    def consent(self) -> Answers:
        """The answers by category."""
        agreed: set[Category] = set()
        declined: set[Category] = set()
        for item in self.rules.profile.items:
            if item.id in self.answers:
                (agreed if self.answers[item.id] else declined).update(item.categories)
        return Answers(frozenset(agreed), frozenset(declined), self.prescription)

    @property
    def over(self) -> bool:
        """Whether the run has ended."""
        return isinstance(self.phase, Done | Cancelled | Stopped)
