"""The moments of a reception that are recorded in the journal and in the staff's list."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kiosk.eligibility.port import Late
from kiosk.session.effects import Effect, End, Outcome, Submit
from kiosk.session.events import Delivered, Event, Fault
from kiosk.session.states import State

LATE = "DeliveredLate"
"""Phase of a moment: the result came after the reception had ended; shown to staff only."""
GIVEN_UP = "GivenUp"
"""Phase of a moment: the result is not requested again before the next start."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A recorded change: of the phase, an outcome or a result. `at` is in monotonic seconds."""

    at: float
    reception: int
    phase: str
    outcome: Outcome | None = None
    fault: Fault | None = None
    result: str = ""
    digest: str = ""
    """Digest of the ticket's reference; identifies the reception after a restart too."""
    reason: str = ""
    """Why a result was given up; nothing personal."""


def moments(
    before: State,
    event: Event,
    after: State,
    effects: Sequence[Effect],
    references: Mapping[int, str],
) -> Iterator[Moment]:
    """The moments of one step. `references` are the tickets' references by reception number."""
    at = event.at
    if isinstance(event, Delivered) and event.result:
        phase = "Delivered" if _in_time(after, event.reception) else LATE
        yield Moment(at, event.reception, phase, result=event.result)
    for effect in effects:
        if isinstance(effect, End):
            phase = type(before.phase).__name__
            yield Moment(at, effect.reception, phase, effect.outcome, effect.fault)
    if type(after.phase) is not type(before.phase) and after.receptions:
        asked = next((one for one in effects if isinstance(one, Submit)), None)
        digest = _digest(references[asked.reception]) if asked else ""
        yield Moment(at, after.receptions, type(after.phase).__name__, digest=digest)


def came(at: float, number: int, late: Late) -> Moment:
    """The moment when the pending result of reception `number` came, or was given up."""
    phase, reason = (GIVEN_UP, late.given_up.detail) if late.given_up else (LATE, "")
    result = str(late.result_file or "")
    return Moment(at, number, phase, result=result, digest=_digest(late.reference), reason=reason)


def _digest(reference: str) -> str:
    return hashlib.sha256(reference.encode()).hexdigest()[:16]


def _in_time(after: State, number: int) -> bool:
    """Whether the result of reception `number` came before its reception had ended with a fault."""
    reception = after.reception
    ended = reception.ended if reception and reception.number == number else Outcome.ERROR
    return ended in (None, Outcome.COMPLETED)
