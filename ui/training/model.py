"""The data that the training's window draws, and the acts that it reports. It decides nothing."""

from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    """What the window shows."""

    INTRO = "intro"
    CASE = "case"
    SHEET = "sheet"


@dataclass(frozen=True, slots=True)
class Said:
    """A line of the talk: by the patient, or by the trainee."""

    mine: bool
    words: str


@dataclass(frozen=True, slots=True)
class TrainingView:
    """Everything the window draws.

    `at_desk`: the patient has left the reader, or waits there for help. `groups` are what can be
    said: ids of acts by their group. `sheet` is HTML; `file` names where it was written, or is
    empty where it could not be.
    """

    total: int
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    phase: Phase = Phase.INTRO
    number: int = 0
    at_desk: bool = False
    talk: tuple[Said, ...] = ()
    sheet: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Begin:
    """Let the first patient come."""


@dataclass(frozen=True, slots=True)
class Say:
    """Say or do something beside the staff's window."""

    act: str


@dataclass(frozen=True, slots=True)
class EndCase:
    """Be done with the present patient."""


@dataclass(frozen=True, slots=True)
class Leave:
    """End the training."""


TrainingAct = Begin | Say | EndCase | Leave
