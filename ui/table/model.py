"""What the table draws, and what it asks for. Whoever feeds it decides everything."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CardTile:
    """A virtual card as a picture. `note` is one line, such as 68歳・未登録; `accent` #RRGGBB.

    `phone`: it is on a phone.
    """

    id: str
    name: str
    note: str
    accent: str = "#12437F"
    phone: bool = False


@dataclass(frozen=True, slots=True)
class FrameTile:
    """Frames that can be played. `picture` is an encoded image (PNG or JPEG), or empty."""

    id: str
    label: str
    picture: bytes = b""


@dataclass(frozen=True, slots=True)
class FaultTile:
    """A fault that one press switches on and off."""

    id: str
    label: str
    active: bool = False


@dataclass(frozen=True, slots=True)
class FaultGroup:
    """Faults of one place: card, camera, eligibility, network or file."""

    place: str
    faults: tuple[FaultTile, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A script a presenter can follow; `step` is the line that is next, None when not begun.

    While `playing` its lines are done by themselves.
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
    """What the patient's window shows now: its icon, its name, its step and for how long."""

    symbol: str
    label: str
    step: int
    seconds: float


@dataclass(frozen=True, slots=True)
class TrayView:
    """Everything the table draws. `on_reader` and `playing` are ids of tiles.

    `cards` are ready to hand, `others` in the box below them. `result` is the verdict on the last
    patient's insurance, empty until there is one.
    """

    clock: datetime
    shifted: bool
    cards: tuple[CardTile, ...]
    frames: tuple[FrameTile, ...]
    groups: tuple[FaultGroup, ...]
    stories: tuple[Story, ...]
    choices: tuple[Choice, ...]
    on_reader: str | None = None
    reader_note: str = ""
    playing: str | None = None
    patient: PatientState | None = None
    result: str = ""
    others: tuple[CardTile, ...] = ()
    paused: bool = False
    """Time is held."""


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """Lay this card on the reader, in place of the one that lies there."""

    id: str


@dataclass(frozen=True, slots=True)
class TakeCard:
    """Take the card from the reader."""


@dataclass(frozen=True, slots=True)
class Play:
    """Let the camera see these frames."""

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
    """Begin a story from its first line; None closes it."""

    id: str | None


@dataclass(frozen=True, slots=True)
class PlayStory:
    """Let the story that is told go on by itself, or leave it to the presenter."""

    on: bool


@dataclass(frozen=True, slots=True)
class Pause:
    """Hold time, or let it go on."""

    on: bool


@dataclass(frozen=True, slots=True)
class Advance:
    """Move the clock by days; 0 brings it back to the present."""

    days: int


@dataclass(frozen=True, slots=True)
class Choose:
    """Change a setting."""

    id: str
    value: str


TrayAct = (
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
)
