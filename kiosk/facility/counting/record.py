"""What a reception's record says that the office counts, and the reader of a kiosk's journal.

A `Source` gives receptions that ended, in order, and says how far it was read, so that the next
count goes on from there and no reception is counted twice.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from kiosk.records.reading import ended
from kiosk.records.record import Asked, Record
from kiosk.session.effects import Outcome
from kiosk.session.rules import Category


class Way(StrEnum):
    """How eligibility was asked for."""

    CARD = "card"
    PHONE = "phone"
    NUMBER = "number"
    INSURANCE = "insurance"
    BULK = "bulk"
    VISIT = "visit"


WAYS = {
    Asked.CARD: Way.CARD,
    Asked.PHONE: Way.PHONE,
    Asked.NUMBER: Way.NUMBER,
    Asked.INSURANCE: Way.INSURANCE,
    Asked.BULK: Way.BULK,
    Asked.HOME_VISIT: Way.VISIT,
    Asked.ONLINE: Way.VISIT,
}
"""The way of a record; look-ups of information are no checks."""


class ReceptionStep(StrEnum):
    """The steps of a reception, in order."""

    CARD = "card"
    IDENTITY = "identity"
    CONSENT = "consent"
    CHECK = "check"
    DONE = "done"


ORDER = list(ReceptionStep)
CARD_WAYS = (Way.CARD, Way.PHONE)
"""What counts as use of マイナ保険証."""

PHASES: dict[str, ReceptionStep] = {
    "reading": ReceptionStep.CARD,
    **dict.fromkeys(
        ("choosing_method", "matching_face", "face_unproven", "entering_pin", "entering_code",
         "entering_password", "visual_check", "choosing_phone", "holding_phone", "identifying"),
        ReceptionStep.IDENTITY,
    ),
    **dict.fromkeys(
        ("asking_registration", "certificate_notice", "consent_all", "consent_one",
         "choosing_prescription", "asking_subsidy", "removed_early"),
        ReceptionStep.CONSENT,
    ),
    "submitting": ReceptionStep.CHECK,
}  # fmt: skip
"""The step that each phase of a record belongs to."""


CATEGORIES = {
    Category.CHECKUP: "健診",
    Category.MEDICINE: "薬剤",
    Category.CARE: "診療",
    Category.SURGERY: "手術",
}
"""What is counted apart, of consents and of look-ups of information."""
UNPARTED = {Asked.CHECKUP: "閲覧 健診", Asked.MEDICINE: "閲覧 薬剤・診療・手術"}
"""Look-ups of a registry that did not yet keep what each was answered with, by their kind."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A reception that ended. `at` is Japanese time; `seconds` are by step; no person is named."""

    at: datetime
    desk: str
    way: Way
    step: ReceptionStep
    """The furthest step that was reached."""
    outcome: str
    cause: str = ""
    seconds: dict[ReceptionStep, float] = field(default_factory=dict)
    consents: tuple[str, ...] = ()
    """Titles of what the patient agreed to."""


class ReceptionSource(Protocol):
    """Where receptions are read from."""

    name: str

    def entries(self, position: int) -> Iterator[tuple[Entry, int]]:
        """The receptions after `position`, each with the position to go on from after it."""
        ...

    def head(self) -> str:
        """What tells this source from another under the same name: a digest of its beginning."""
        ...


class JournalSource:
    """The journal of one kiosk, read by `kiosk.records`."""

    def __init__(self, file: Path, desk: str = "") -> None:
        self.file = file
        self.desk = desk or file.stem
        self.name = str(file.resolve())

    def head(self) -> str:
        """See Source."""
        with self.file.open("rb") as file:
            return hashlib.sha256(file.readline()).hexdigest()

    def entries(self, position: int) -> Iterator[tuple[Entry, int]]:
        """See Source. Lines that a crash cut short are passed over."""
        for record, after in ended(self.file, position):
            if record.asked in WAYS:
                yield self._entry(record), after

    def _entry(self, record: Record) -> Entry:
        steps = [PHASES[one.phase] for one in record.steps if one.phase in PHASES]
        reached = max(steps, key=ORDER.index, default=ReceptionStep.CARD)
        seconds: dict[ReceptionStep, float] = {}
        for one in record.steps:
            if step := PHASES.get(one.phase):
                seconds[step] = seconds.get(step, 0.0) + max(0.0, one.seconds)
        return Entry(
            record.began.replace(tzinfo=None),
            record.kiosk or self.desk,
            WAYS[record.asked],
            ReceptionStep.DONE if record.outcome is Outcome.COMPLETED else reached,
            str(record.outcome),
            record.fault,
            seconds,
            tuple(title for kind, title in CATEGORIES.items() if record.consents.get(kind)),
        )
