"""Transitions that several phases share: to a problem, to the end, to idle. Internal."""

from dataclasses import replace

from kiosk.session.effects import Cue, Effect, End, Outcome, Sound, StopFace
from kiosk.session.events import PHONES, Fault
from kiosk.session.faults import REFUSALS
from kiosk.session.states import (
    AnyPhase,
    Idle,
    MatchingFace,
    Problem,
    Reception,
    RemovedEarly,
    State,
    TakeCard,
    usual,
)

Step = tuple[State, tuple[Effect, ...]]


def running(state: State) -> Reception:
    """The reception that is running or has just ended; a phase other than Idle always has one."""
    assert state.reception is not None
    return state.reception


def ended(state: State) -> bool:
    """Whether the reception is over and only its last screens remain."""
    return state.reception is not None and state.reception.ended is not None


def holds_card(state: State) -> bool:
    """Whether a card is on the reader, and neither a phone nor the place for one."""
    if state.rules.facility.phones_at:
        return state.card_present
    reception = state.reception
    if reception is None or reception.card is None:
        return state.card_present and (reception is None or reception.phone is None)
    return state.card_present and reception.card.kind not in PHONES


def to_be_taken(state: State) -> bool:
    """Whether something must be taken off the reader before the next patient.

    No alarm is raised for a phone; but what was not read yet may be a card.
    """
    return holds_card(state) or (state.card_present and running(state).card is None)


def go(state: State, phase: AnyPhase, *effects: Effect, **reception: object) -> Step:
    """Enter `phase`, changing the named fields of the reception."""
    kept = replace(running(state), **reception) if reception else state.reception  # type: ignore[arg-type]
    return replace(state, phase=phase, reception=kept), effects


def to_idle(state: State, at: float) -> Step:
    """Go to 待受; everything of the patient is dropped."""
    phase = Idle(at, None, state.reader_fault)
    idle = obey(replace(state, phase=phase, reception=None, choosing_language=False))
    return replace(idle, preferences=usual(idle.rules)), ()


def obey(state: State) -> State:
    """Apply rules that were set during a reception."""
    return replace(state, rules=state.coming or state.rules, coming=None)


def finish(state: State, outcome: Outcome, fault: Fault | None, phase: AnyPhase) -> Step:
    """End the reception with `outcome` and enter `phase`. A reception ends once."""
    reception = running(state)
    if reception.ended is not None:
        return replace(state, phase=phase), ()
    number = reception.number
    stop = (StopFace(number),) if isinstance(state.phase, MatchingFace) else ()
    ended = replace(state, phase=phase, reception=replace(reception, ended=outcome, phone_pin=""))
    if state.visual is not None and state.visual.until is None and reception.method:
        ended = replace(ended, visual=None)
    return ended, (*stop, End(number, outcome, fault))


def give_card_back(state: State, at: float, outcome: Outcome) -> Step:
    """End, then ask the patient to take the card, or go to idle when there is none."""
    timing = state.rules.timing
    fault = running(state).face_fault if outcome is Outcome.ERROR else None
    after, effects = finish(state, outcome, fault, TakeCard(at, at + timing.take_card))
    if not to_be_taken(state):
        after, _ = to_idle(after, at)
    return after, effects


def problem(state: State, at: float, fault: Fault) -> Step:
    """End the reception with this fault, and show it."""
    outcome = Outcome.REFUSED if fault in REFUSALS else Outcome.ERROR
    if fault is Fault.IDENTITY_REFUSED:
        outcome = running(state).failure or outcome
    page = Problem(at, at + state.rules.timing.message, fault)
    after, effects = finish(state, outcome, fault, page)
    return after, (*effects, Sound(running(state).number, Cue.WRONG))


def removed(state: State, at: float) -> Step:
    """The card was taken before the end. An identified patient may put it back and continue."""
    gone = replace(state, card_present=False)
    reception, timing = running(state), state.rules.timing
    if reception.patient is not None:
        return replace(gone, phase=RemovedEarly(at, at + timing.put_back)), ()
    page = RemovedEarly(at, at + timing.message)
    if reception.failure is not None:
        return finish(gone, reception.failure, reception.face_fault, page)
    return finish(gone, Outcome.CARD_REMOVED, Fault.CARD_TAKEN, page)


def removed_for_good(state: State, at: float) -> Step:
    """The card was not put back in time: nothing was saved."""
    page = TakeCard(at, at + state.rules.timing.take_card)
    after, effects = finish(state, Outcome.CARD_REMOVED, Fault.CARD_TAKEN, page)
    return (after if state.card_present else to_idle(after, at)[0]), effects
