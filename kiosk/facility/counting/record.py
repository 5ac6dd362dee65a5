"""What a reception's record says that the office counts, and the reader of a kiosk's journal.

A `Source` gives receptions that ended, in order, and says how far it was read, so that the next
count goes on from there and no reception is counted twice.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

from kiosk.clock import JST


class Way(StrEnum):
    """How eligibility was asked for."""

    CARD = "card"
    PHONE = "phone"
    NUMBER = "number"
    INSURANCE = "insurance"
    BULK = "bulk"
    VISIT = "visit"


class Step(StrEnum):
    """The steps of a reception, in order."""

    CARD = "card"
    IDENTITY = "identity"
    CONSENT = "consent"
    CHECK = "check"
    DONE = "done"


ORDER = list(Step)
CARD_WAYS = (Way.CARD, Way.PHONE)
"""What counts as use of マイナ保険証."""

PHASES: dict[str, Step] = {
    "Reading": Step.CARD,
    **dict.fromkeys(
        ("ChoosingMethod", "MatchingFace", "FaceUnproven", "EnteringPin", "EnteringCode",
         "VisualCheck", "ChoosingPhone", "HoldingPhone", "Identifying"),
        Step.IDENTITY,
    ),
    **dict.fromkeys(
        ("AskingRegistration", "CertificateNotice", "ConsentAll", "ConsentOne",
         "ChoosingPrescription", "AskingSubsidy", "RemovedEarly"),
        Step.CONSENT,
    ),
    "Submitting": Step.CHECK,
}  # fmt: skip
"""The step that each phase of the journal belongs to."""
FIRST = ("Reading", "ChoosingPhone")


@dataclass(frozen=True, slots=True)
class Entry:
    """A reception that ended. `at` is Japanese time; `seconds` are by step; no person is named."""

    at: datetime
    desk: str
    way: Way
    step: Step
    """The furthest step that was reached."""
    outcome: str
    cause: str = ""
    seconds: dict[Step, float] = field(default_factory=dict)


class Source(Protocol):
    """Where receptions are read from."""

    name: str

    def entries(self, position: int) -> Iterator[tuple[Entry, int]]:
        """The receptions after `position`, each with the position to go on from after it."""
        ...

    def head(self) -> str:
        """What tells this source from another under the same name: a digest of its beginning."""
        ...


class Journal:
    """The journal of one kiosk (`kiosk.desk.journal`), one JSON line for each step."""

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
        begun: dict[str, list[dict[str, Any]]] = {}
        with self.file.open("rb") as file:
            file.seek(position)
            while line := file.readline():
                if not line.endswith(b"\n"):
                    return  # still being written
                found = _parse(line)
                name = str(found.get("reception"))
                if found.get("step") in FIRST and name not in begun:
                    begun[name] = []
                if name not in begun or not {"step", "outcome"} & found.keys():
                    continue
                begun[name].append(found)
                if "outcome" in found:
                    entry = self._entry(begun.pop(name))
                    if entry is not None:
                        yield entry, file.tell()

    def _entry(self, lines: list[dict[str, Any]]) -> Entry | None:
        """The reception of these lines; None where its times cannot be read."""
        try:
            at = datetime.fromisoformat(str(lines[0]["time"])).astimezone(JST).replace(tzinfo=None)
        except (KeyError, ValueError):
            return None
        outcome = str(lines[-1]["outcome"])
        steps = [step for one in lines if (step := PHASES.get(str(one.get("step"))))]
        reached = max(steps, key=ORDER.index, default=Step.CARD)
        phones = any(one.get("step") in ("ChoosingPhone", "HoldingPhone") for one in lines)
        return Entry(
            at,
            self.desk,
            Way.PHONE if phones else Way.CARD,
            Step.DONE if outcome == "completed" else reached,
            outcome,
            str(lines[-1].get("fault", "")),
            _seconds(lines),
        )


def _seconds(lines: list[dict[str, Any]]) -> dict[Step, float]:
    """How long each step took in all, in seconds."""
    found: dict[Step, float] = {}
    for one, after in pairwise(lines):
        step = PHASES.get(str(one.get("step")))
        begun, ended = one.get("monotonic"), after.get("monotonic")
        if step and isinstance(begun, int | float) and isinstance(ended, int | float):
            found[step] = found.get(step, 0.0) + max(0.0, ended - begun)
    return found


def _parse(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
