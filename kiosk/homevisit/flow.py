"""The consent away from the reader as a pure function.

`step(state, event)` returns the next state and the effects to carry out. Nothing is stored before
the card has answered. Time and people's data come in with the events.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from kiosk.eligibility.uses import Channel, Use
from kiosk.homevisit.profile import Profile
from kiosk.session.effects import Answers, Prescription
from kiosk.session.events import Method
from kiosk.session.rules import Category

DAYS_AHEAD = timedelta(days=366)
CHECKUP = "checkup"


class Purpose(StrEnum):
    """What the card is asked for; the three entries of the menu."""

    REGISTER = "register"
    REVIEW = "review"
    CANCEL = "cancel"


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


class Trouble(StrEnum):
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
    {Trouble.PIN_LOCKED, Trouble.INVALID, Trouble.UNREGISTERED, Trouble.UNKNOWN, Trouble.WIFI}
)
"""Troubles that another try at once does not mend."""
NEEDS_PAIRING = frozenset({Trouble.LOST, Trouble.PAIR_WRONG, Trouble.PAIR_MANY})


@dataclass(frozen=True, slots=True)
class Rules:
    """What is fixed for one run: the facility's name, the use, the profile, the channel.

    `booked` is the 診療日 that a booking service gave; `returns`: the patient goes back to it.
    """

    facility: str
    use: Use
    profile: Profile
    channel: Channel = Channel.WEB
    booked: date | None = None
    returns: bool = False
    ask_prescription: bool = False
    method: Method = Method.PIN


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored consent as the pages show it."""

    use: Use
    until: date
    day: date | None
    items: Mapping[str, bool] = field(default_factory=dict)
    """By item id."""


# phases --------------------------------------------------------------------------------------


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
    trouble: Trouble | None = None
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

    trouble: Trouble | None = None


Phase = Start | Day | Input | Confirm | AskCancel | Card | Listed | Done | Cancelled | Stopped


@dataclass(frozen=True, slots=True)
class State:
    """Where a run is, and what the patient answered so far.

    `proved`: the card has answered in this run, so an update needs no second reading.
    """

    rules: Rules
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


# events --------------------------------------------------------------------------------------


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

    trouble: Trouble
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


# effects -------------------------------------------------------------------------------------


class Effect(StrEnum):
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


Outcome = tuple[State, tuple[Effect, ...]]


def step(state: State, event: Event) -> Outcome:
    """The next state and the effects; an event that does not fit the phase changes nothing."""
    match event:
        case Pressed():
            return _pressed(state, event)
        case Paired():
            return _reading(replace(state, paired=True))
        case CardFailed():
            return _failed(state, event)
        case CardProved():
            return _proved(state)
        case Stored(kept, under_age, grace):
            return _end(state, Done(kept, under_age, grace))
        case Found(kept):
            return replace(state, phase=Listed(kept)), ()
        case AllCancelled():
            return _end(state, Cancelled())


def _end(state: State, phase: Phase) -> Outcome:
    ended = replace(state, phase=phase, answers={}, prescription=None, proved=False)
    return ended, (Effect.FORGET,)


def _pressed(state: State, event: Pressed) -> Outcome:
    if event.act is Act.STOP:
        if state.over:
            return state, ()
        dropped, effects = _end(state, Stopped())
        return dropped, (Effect.DROP_CARD, *effects)
    if event.act is Act.END:
        return _fresh(state), (Effect.DROP_CARD, Effect.FORGET)
    match state.phase:
        case Start():
            return _begun(state, event)
        case Day():
            return _day(state, event)
        case Input():
            return _input(state, event)
        case Confirm():
            return _confirmed(state, event)
        case AskCancel() if event.act is Act.CANCEL_ALL:
            return _ask_card(state, Purpose.CANCEL)
        case Card():
            return _card(state, event)
        case Listed() if event.act is Act.UPDATE:
            return _update(state, state.phase)
        case Done() | Cancelled() | Stopped() if event.act is Act.BEGIN:
            return _fresh(state), (Effect.FORGET,)
        case _:
            return state, ()


def _fresh(state: State) -> State:
    return State(state.rules, paired=state.paired)


def _begun(state: State, event: Pressed) -> Outcome:
    match event.act:
        case Act.BEGIN if state.rules.use.booked and state.rules.booked is None:
            return replace(state, phase=Day(), day=event.today), ()
        case Act.BEGIN:
            day = state.rules.booked or (event.today if state.rules.use.for_a_day else None)
            return replace(state, phase=Input(), day=day), ()
        case Act.REVIEW:
            return _ask_card(state, Purpose.REVIEW)
        case Act.CANCEL_ALL:
            return replace(state, phase=AskCancel()), ()
        case _:
            return state, ()


def _day(state: State, event: Pressed) -> Outcome:
    if event.act is not Act.DAY:
        return state, ()
    if event.day is None or not event.today <= event.day <= event.today + DAYS_AHEAD:
        return replace(state, phase=Day(wrong=True)), ()
    return replace(state, phase=Input(), day=event.day), ()


def _input(state: State, event: Pressed) -> Outcome:
    items = state.rules.profile.items
    match event.act:
        case Act.AGREE_ALL:
            answers: Mapping[str, bool] = {item.id: True for item in items}
        case Act.CHECK:
            answers = {
                item.id: event.answers[item.id] for item in items if item.id in event.answers
            }
        case _:
            return state, ()
    changed = replace(state, answers=answers, prescription=event.prescription or state.prescription)
    whole = len(answers) == len(items)
    if state.rules.ask_prescription and changed.prescription is None:
        whole = False
    return replace(changed, phase=Confirm() if whole else Input(missing=True)), ()


def _confirmed(state: State, event: Pressed) -> Outcome:
    match event.act:
        case Act.CHANGE:
            return replace(state, phase=Input()), ()
        case Act.STORE if state.proved:
            return state, (Effect.UPDATE,)
        case Act.STORE:
            return _ask_card(state, Purpose.REGISTER)
        case _:
            return state, ()


def _ask_card(state: State, purpose: Purpose) -> Outcome:
    asked = replace(state, phase=Card(purpose))
    return _reading(asked) if state.paired else (asked, ())


def _reading(state: State) -> Outcome:
    if not isinstance(state.phase, Card) or state.phase.reading:
        return state, ()
    return replace(state, phase=Card(state.phase.purpose, reading=True)), (Effect.ASK_CARD,)


def _card(state: State, event: Pressed) -> Outcome:
    assert isinstance(state.phase, Card)
    match event.act:
        case Act.PAIR if not state.paired:
            return state, (Effect.PAIR,)
        case Act.READ_AGAIN if state.paired:
            return _reading(state)
        case Act.OTHER_DEVICE:
            free = replace(state, paired=False, phase=Card(state.phase.purpose))
            return free, (Effect.DROP_CARD, Effect.UNPAIR)
        case _:
            return state, ()


def _failed(state: State, event: CardFailed) -> Outcome:
    if not isinstance(state.phase, Card | Confirm):
        return state, ()
    if event.trouble in FINAL:
        return _end(state, Stopped(event.trouble))
    if isinstance(state.phase, Confirm):  # an update could not be stored
        return _end(state, Stopped(event.trouble))
    purpose = state.phase.purpose
    paired = state.paired and event.trouble not in NEEDS_PAIRING
    tried = Card(purpose, trouble=event.trouble, left=event.left)
    return replace(state, paired=paired, proved=False, phase=tried), (Effect.FORGET,)


def _proved(state: State) -> Outcome:
    if not (isinstance(state.phase, Card) and state.phase.reading):
        return state, (Effect.FORGET,)
    effect = {
        Purpose.REGISTER: Effect.STORE,
        Purpose.REVIEW: Effect.FIND,
        Purpose.CANCEL: Effect.CANCEL,
    }[state.phase.purpose]
    return replace(state, proved=True), (effect,)


def _update(state: State, listed: Listed) -> Outcome:
    """入力 with the answers of the newest consent to this use; the 診療日 stays as it was."""
    same = [one for one in listed.kept if one.use is state.rules.use]
    if not same:
        return state, ()
    newest = same[-1]
    return replace(state, phase=Input(), answers=newest.items, day=newest.day), ()
