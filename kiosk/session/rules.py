"""What a date, a facility and an owner prescribe, as data: profiles, facility, timing."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from typing import Any


class Category(StrEnum):
    """閲覧同意種別 (code table OQSCD036), and 限度額情報, whose consent has a flag of its own."""

    SURGERY = "SHJ"
    CARE = "SRJ"
    MEDICINE = "YZK"
    CHECKUP = "TKK"
    SPECIFIC_DISEASE = "TSR"
    LIMIT = "LIMIT"


@dataclass(frozen=True, slots=True)
class Question:
    """One consent question. `wording` names its texts; `form` is what its two answers say.

    `min_age` hides it from younger patients (特定健診: 40歳以上); `only_if_held` shows it only to
    patients who hold the thing asked about; `after` only to those who said yes to that question.
    A question without categories opens others and gives nothing itself.
    """

    id: str
    categories: frozenset[Category]
    wording: str
    form: str = "agree"
    min_age: int = 0
    only_if_held: bool = False
    after: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """The flow that was in force from a date on.

    `granted` is provided without asking: 限度額情報 since 2024-10-07. `bundle` asks 包括同意 first.
    """

    name: str
    summary: str
    source: str
    bundle: bool
    questions: tuple[Question, ...]
    granted: frozenset[Category]
    subsidy: bool
    smartphone: bool


@dataclass(frozen=True, slots=True)
class Facility:
    """What this facility uses; categories it does not use are not shown on the reader."""

    name: str = "みほん内科クリニック"
    uses: frozenset[Category] = frozenset(Category)
    ask_prescription: bool = False
    """OQSCD039 = 2: the prescription form is asked at the reader."""
    phones: bool = True
    """The reader also reads smartphones (汎用カードリーダー)."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds until a screen leaves by itself, and numbers of tries. All are emulator defaults."""

    reading: float = 15.0
    method: float = 60.0
    face: float = 20.0
    pin: float = 60.0
    phone: float = 30.0
    """How long a phone may be held up to the reader before it is read."""
    phone_contacts: int = 3
    """Contacts that may break off before the phone is given up."""
    identify: float = 20.0
    recognised: float = 0.3
    """The tick of a recognised face stays at least this long, so that it can be seen."""
    consent: float = 60.0
    submit: float = 30.0
    settle: float = 0.8
    """確認中 stays at least this long, so that it can be read."""
    visual: float = 300.0
    done: float = 3.0
    take_card: float = 10.0
    alarm_repeats: float = 2.0
    alarm_louder_after: float = 10.0
    """取り忘れ: when the alarm has sounded this long in vain, it grows louder."""
    message: float = 15.0
    goodbye: float = 5.0
    """How long a message stays once the card was taken."""
    put_back: float = 30.0
    """How long a card taken early may be put back to go on."""
    slow_after: float = 8.0
    quiet: float = 0.6
    """An answer that comes within this time changes no page in between."""
    hint_hold: float = 1.0
    """A hint stays at least this long, so that it can be followed."""
    preferences: float = 60.0
    """Text size and colour chosen at 待受 go back to normal when no card follows."""
    face_attempts: int = 3


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything the session obeys and never changes."""

    profile: Profile
    facility: Facility = Facility()
    timing: Timing = Timing()
    ask_code_b: bool = False
    """照合番号B is typed where nothing has looked at the card's face: the emulator's own page; a
    real device photographs the face (docs/card.md)."""
    low: bool = False
    """This desk serves children or wheelchairs: what is touched stands low from the start."""
    face_from_age: int = 13
    """Who is younger is led to the PIN or to staff: children are hardly told apart by their faces
    (docs/performance.md)."""


_PROFILES = resources.files(__package__) / "profiles"


def profile_names() -> tuple[str, ...]:
    """The names of the shipped profiles, oldest first."""
    return tuple(
        sorted(f.name.removesuffix(".toml") for f in _PROFILES.iterdir() if f.name[0].isdigit())
    )


def load_profile(name: str) -> Profile:
    """Read a shipped profile. Raises KeyError naming the profiles there are."""
    if name not in profile_names():
        raise KeyError(f"no profile {name!r}; there are {', '.join(profile_names())}")
    return parse_profile(tomllib.loads((_PROFILES / f"{name}.toml").read_text(encoding="utf-8")))


def parse_profile(data: Mapping[str, Any]) -> Profile:
    """Turn a profile file's table into a Profile. Raises TypeError or ValueError on a wrong key."""
    table = dict(data)
    questions = tuple(
        Question(**{**q, "categories": frozenset(Category(c) for c in q["categories"])})
        for q in table.pop("question")
    )
    granted = frozenset(Category(c) for c in table.pop("granted"))
    return Profile(questions=questions, granted=granted, **table)
