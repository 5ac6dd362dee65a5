"""The record of a reception or of another check, and the moments of which it is made."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Literal

from kiosk.session.codes import Validity
from kiosk.session.effects import Outcome
from kiosk.session.events import Fault, Method
from kiosk.session.rules import Category

VERSION: Final = 1
"""Version of the schema; in each line of a journal and in each record."""
CUT_OFF = "cut_off"
"""Fault of a reception that ended because the program did (power failure, crash)."""
FIRST_PHASES = ("reading", "choosing_phone")
"""The phases with which a reception begins: a card was placed, or スマートフォン chosen."""


class Asked(StrEnum):
    """Who asked how: the kind of a check."""

    CARD = "card"
    """A My Number card on a reader."""
    PHONE = "phone"
    """A phone in place of the card."""
    INSURANCE = "insurance"
    """The particulars of an insurance, typed at a terminal."""
    NUMBER = "number"
    """The facility's 照会番号."""
    BULK = "bulk"
    """One person of a 一括照会."""
    HOME_VISIT = "home_visit"
    """訪問診療等."""
    ONLINE = "online"
    """オンライン診療等."""
    MEDICINE = "medicine"
    """薬剤・診療・手術情報: a look-up of information, no check of insurance."""
    CHECKUP = "checkup"
    """特定健診情報: likewise."""


class Note(StrEnum):
    """What became of the result of a reception."""

    DELIVERED = "delivered"
    LATE = "delivered_late"
    """It came after the reception had ended; shown to staff only."""
    GIVEN_UP = "given_up"
    """It is not requested again before the next start."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What one step adds to the record of reception `reception`. `at` is in monotonic seconds.

    `phase` is the id of the phase that was entered; "" where none was. A reception of an earlier
    process has the number 0 and is found by its `reference`.
    """

    at: float
    reception: int
    phase: str = ""
    asked: Asked | None = None
    method: Method | None = None
    outcome: Outcome | None = None
    fault: Fault | None = None
    note: Note | None = None
    result: str = ""
    """Path of the result file."""
    validity: Validity | None = None
    consents: Mapping[Category, bool] | None = None
    """The answers that were sent, by kind."""
    reference: str = ""
    """Digest of the ticket's reference, see `digest`."""
    reason: str = ""
    """Why a result was given up; nothing personal."""

    def line(self) -> dict[str, Any]:
        """The moment as a line of a journal, without time, reception and kiosk."""
        line: dict[str, Any] = {"monotonic": round(self.at, 3)}
        for name in ("phase", "asked", "method", "outcome", "fault", "note", "validity"):
            if value := getattr(self, name):
                line[name] = str(value)
        if self.result:
            line["result"] = Path(self.result).name
        if self.consents is not None:
            line["consents"] = {str(kind): given for kind, given in sorted(self.consents.items())}
        if self.reference:
            line["reference"] = self.reference
        if self.reason:
            line["reason"] = self.reason
        return line


@dataclass(frozen=True, slots=True)
class Step:
    """One phase of a reception: its id, when it was entered, and how long it lasted, in seconds.

    `entered` counts from the beginning of the reception; `seconds` is 0 for the running phase.
    """

    phase: str
    entered: float
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Record:
    """One reception at a kiosk, or one check that a service answered.

    Times have Japan's zone. `id` is unique over all journals and registries; `kiosk` is the three
    digits of the reader, "" for a check without one. `fault` is the id of a `Fault` or `CUT_OFF`.
    """

    id: str
    began: datetime
    asked: Asked = Asked.CARD
    kiosk: str = ""
    ended: datetime | None = None
    """None while it runs."""
    method: Method | None = None
    outcome: Outcome | None = None
    """None while it runs; a check that was answered is completed, one that was not, refused."""
    fault: str = ""
    steps: tuple[Step, ...] = ()
    validity: Validity | None = None
    """How the person is insured (OQSCD006); None where that was not found out."""
    consents: dict[Category, bool] = field(default_factory=dict)
    """The patient's answer by kind of consent; what was not asked is missing."""
    reference: str = ""
    """Joins the records of a kiosk and of the service that it asked; says nothing by itself."""
    result: str = ""
    """Name of the result file."""
    note: Note | None = None
    reason: str = ""
    """Why the result was given up."""
    viewed: tuple[Category, ...] = ()
    """What a look-up of information was answered with; nothing in older records."""
    version: Literal[1] = VERSION

    def seconds(self, phase: str) -> float:
        """How long all visits of a phase lasted together."""
        return sum(step.seconds for step in self.steps if step.phase == phase)

    @property
    def phase(self) -> str:
        """The id of the phase entered last; "" before the first."""
        return self.steps[-1].phase if self.steps else ""


def digest(reference: str) -> str:
    """The digest of a ticket's reference, as records hold it."""
    return hashlib.sha256(reference.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Joined:
    """A record while its moments are added. `began` is in monotonic seconds of its process."""

    record: Record
    began: float | None = None

    def after(self, moment: Moment, time: datetime) -> "Joined":
        """With one more moment, which was written at `time`.

        After the end of a reception only its remaining steps and the note on its result are added.
        """
        record = _noted(self.record, moment)
        if moment.note in (Note.LATE, Note.GIVEN_UP):
            return replace(self, record=record)
        began = moment.at if self.began is None else self.began
        if record.outcome is None:
            record = _running(record, moment, time)
        if moment.phase or moment.outcome:
            record = replace(record, steps=_steps(record.steps, moment.phase, moment.at - began))
        return Joined(record, began)


def _noted(record: Record, moment: Moment) -> Record:
    """With what a moment says of the result, at any time."""
    note = moment.note or record.note
    return replace(
        record,
        note=note,
        reason=(moment.reason or record.reason) if note is Note.GIVEN_UP else "",
        result=Path(moment.result).name or record.result,
        validity=moment.validity or record.validity,
        reference=moment.reference or record.reference,
    )


def _running(record: Record, moment: Moment, time: datetime) -> Record:
    """With what a moment says of a reception that has not ended."""
    known = None if moment.phase == "choosing_method" else record.method
    return replace(
        record,
        asked=moment.asked or record.asked,
        method=moment.method or known,
        outcome=moment.outcome,
        ended=time if moment.outcome else None,
        fault=str(moment.fault or ""),
        consents=record.consents if moment.consents is None else dict(moment.consents),
    )


def _steps(before: tuple[Step, ...], phase: str, at: float) -> tuple[Step, ...]:
    """With the time that the last phase took until `at`, and with one more phase.

    Idle and "" are no steps of a reception.
    """
    at = round(at, 3)
    lasted = tuple(replace(one, seconds=round(at - one.entered, 3)) for one in before[-1:])
    entered = (Step(phase, at),) if phase not in ("", "idle") else ()
    return (*before[:-1], *lasted, *entered)
