"""The rules of the session as data: the profile of a date, the facility's choices, the timing."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
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
    """One consent question. `wording` is the key of its texts, `form` of its two answers.

    `min_age` hides it from younger patients (特定健診: 40歳以上); `only_if_held` shows it only to
    patients who hold the thing asked about; `after` only to those who said yes to that question.
    A question without categories grants nothing; others depend on its answer.
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
    """The consent flow in force from a date on.

    `granted` categories are provided without a question (限度額情報 since 2024-10-07). With
    `bundle`, 包括同意 is asked first. `visual`: staff may choose 目視確認 at the reader.
    """

    name: str
    summary: str
    source: str
    bundle: bool
    questions: tuple[Question, ...]
    granted: frozenset[Category]
    subsidy: bool
    smartphone: bool
    visual: bool = False


class Paper(StrEnum):
    """The paper that proves insurance beside the card; its days are public."""

    CARD = "card"
    """健康保険証: no new ones since 2024-12-02."""
    BOTH = "both"
    """資格確認書, and 健康保険証 until 2025-12-01."""
    CERTIFICATE = "certificate"
    """資格確認書."""


def paper_on(day: date) -> Paper:
    """The paper of a day."""
    if day < date(2024, 12, 2):
        return Paper.CARD
    return Paper.BOTH if day < date(2025, 12, 2) else Paper.CERTIFICATE


@dataclass(frozen=True, slots=True)
class FacilityChoices:
    """What this facility uses; categories it does not use are not shown on the reader."""

    name: str = "みほん内科クリニック"
    uses: frozenset[Category] = frozenset(Category)
    ask_prescription: bool = False
    """OQSCD039 = 2: the prescription form is asked at the reader."""
    phones: bool = True
    """Smartphones are taken."""
    phones_at: str = ""
    """Where the phones' own reader stands (汎用カードリーダー), as most desks have one: left of,
    right of or below the screen. Empty: the card's reader takes phones, as newer models do."""
    ask_subsidy: bool = True
    """医療費助成 is asked about where the patient has one."""
    subsidy_form: str = "use"
    """The two answers on 医療費助成: use, in the words of official pages (愛知県; 湖西市,
    2026-01-28), or provide, as another build has them (CLINICS)."""
    closing: tuple[tuple[str, str], ...] = ()
    """The facility's own sentence on the last page, by the tag of its language."""
    paper: Paper = Paper.CERTIFICATE
    """The paper that texts name beside the card."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Deadlines of screens in seconds, and numbers of tries. All are emulator defaults."""

    reading: float = 15.0
    method: float = 60.0
    face: float = 20.0
    pin: float = 60.0
    phone: float = 30.0
    """How long a phone may be held up to the reader before it is read."""
    phone_contacts: int = 3
    """How many lost contacts end the attempt with a phone."""
    identify: float = 20.0
    recognised: float = 0.3
    """The tick of a recognised face is shown at least this long."""
    consent: float = 60.0
    submit: float = 30.0
    settle: float = 0.8
    """確認中 is shown at least this long."""
    visual: float = 300.0
    done: float = 3.0
    take_card: float = 10.0
    alarm_repeats: float = 2.0
    alarm_louder_after: float = 10.0
    """取り忘れ: after this time the alarm becomes louder."""
    message: float = 15.0
    goodbye: float = 5.0
    """How long a message is shown after the card was taken."""
    put_back: float = 30.0
    """How long a reception waits for a card that was taken early."""
    slow_after: float = 8.0
    quiet: float = 0.6
    """Waits shorter than this show no waiting page."""
    hint_hold: float = 1.0
    """A hint is shown at least this long."""
    preferences: float = 60.0
    """After this time without a card, preferences chosen at 待受 are reset."""
    face_attempts: int = 3


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one reception; immutable."""

    profile: Profile
    facility: FacilityChoices = FacilityChoices()
    timing: Timing = Timing()
    ask_code_b: bool = False
    """Ask for 照合番号B when no camera has read the card's face: a page of this emulator; a real
    device photographs the face (docs/card.md)."""
    low: bool = False
    """Buttons are in the lower part of the screen from the start, for children and wheelchairs."""
    face_from_age: int = 13
    """Youngest age for 顔認証; younger patients use the PIN or staff, because the engine confuses
    children's faces
    (docs/performance.md)."""


_PROFILES = resources.files(__package__) / "profiles"


def profile_names() -> tuple[str, ...]:
    """The names of the shipped profiles, oldest first; `next` is the last."""
    files = (f.name for f in _PROFILES.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in files if name.endswith(".toml")))


def load_profile(name: str) -> Profile:
    """Read a shipped profile. Raises KeyError, which names the existing profiles."""
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
