"""The data that the table draws, and the acts that it reports. It decides nothing."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CardTile:
    """A virtual card. `note` is one line, such as 68歳・未登録; `accent` is #RRGGBB.

    `phone`: the card is on a phone. `group` is its heading in the list of further cards.
    """

    id: str
    name: str
    note: str
    accent: str = "#12437F"
    phone: bool = False
    group: str = "reception"


@dataclass(frozen=True, slots=True)
class FrameTile:
    """A recording to play. `picture` is an encoded image (PNG or JPEG), or empty.

    `group` is its heading in the list of further recordings.
    """

    id: str
    label: str
    picture: bytes = b""
    group: str = ""


@dataclass(frozen=True, slots=True)
class FaultTile:
    """A fault that a press switches on or off."""

    id: str
    label: str
    active: bool = False


@dataclass(frozen=True, slots=True)
class FaultGroup:
    """A group of faults: card, reader, camera, eligibility, network or file."""

    place: str
    faults: tuple[FaultTile, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A script for the presenter; `step` is the next line, None before the start.

    While `playing`, its lines run automatically.
    """

    id: str
    title: str
    lines: tuple[str, ...]
    step: int | None = None
    playing: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A setting: profile, facility, language or text; `options` are (value, label)."""

    id: str
    symbol: str
    value: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PatientState:
    """The state of the patient's window: icon, name, step and duration."""

    symbol: str
    label: str
    step: int
    seconds: float


@dataclass(frozen=True, slots=True)
class TableView:
    """All data of the table. `on_reader`, `at_phones` and `playing` are ids of tiles.

    `phones_apart`: phones have a reader of their own, on which the phone `at_phones` lies.

    `cards` and `frames` have tiles, `others` and `films` are in the lists beside them. `result` is
    the validity of the last patient's insurance, or empty.
    """

    clock: datetime
    shifted: bool
    cards: tuple[CardTile, ...]
    frames: tuple[FrameTile, ...]
    groups: tuple[FaultGroup, ...]
    stories: tuple[Story, ...]
    choices: tuple[Choice, ...]
    on_reader: str | None = None
    at_phones: str | None = None
    own_day: bool = False
    """Eligibility is asked of another process, whose day this clock does not move."""
    phones_apart: bool = False
    reader_note: str = ""
    playing: str | None = None
    patient: PatientState | None = None
    result: str = ""
    others: tuple[CardTile, ...] = ()
    films: tuple[FrameTile, ...] = ()
    paused: bool = False
    """The time is paused."""


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """Place this card on the reader, instead of the present one."""

    id: str


@dataclass(frozen=True, slots=True)
class TakeCard:
    """Take the card from the reader."""


@dataclass(frozen=True, slots=True)
class Play:
    """Play these frames as the camera."""

    id: str


@dataclass(frozen=True, slots=True)
class ToggleFault:
    """Switch a fault on or off."""

    id: str


@dataclass(frozen=True, slots=True)
class ClearFaults:
    """Switch every fault off."""


@dataclass(frozen=True, slots=True)
class BeginStory:
    """Start a story at its first line; None closes it."""

    id: str | None


@dataclass(frozen=True, slots=True)
class PlayStory:
    """Run the story automatically, or stop that."""

    on: bool


@dataclass(frozen=True, slots=True)
class Pause:
    """Pause the time, or continue it."""

    on: bool


@dataclass(frozen=True, slots=True)
class Advance:
    """Move the clock forward by days; 0 returns to the present."""

    days: int


@dataclass(frozen=True, slots=True)
class Choose:
    """Change a setting."""

    id: str
    value: str


@dataclass(frozen=True, slots=True)
class ShowStaff:
    """Show the staff's window."""


@dataclass(frozen=True, slots=True)
class EndDemo:
    """End the demo; the presenter has confirmed it."""


TableAct = (
    PlaceCard
    | TakeCard
    | Play
    | ToggleFault
    | ClearFaults
    | BeginStory
    | PlayStory
    | Pause
    | Advance
    | Choose
    | ShowStaff
    | EndDemo
)
