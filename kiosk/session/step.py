"""The reception as a pure function: `step(state, event) -> (state, effects)`.

Time comes with the events. When an event is later than the phase's deadline, the deadline is
handled first, so the exact times of ticks do not matter.
"""

from dataclasses import replace

from kiosk.session.effects import Cue, Outcome, Sound
from kiosk.session.events import (
    PHONES,
    Answer,
    CardPlaced,
    CardRead,
    CardTaken,
    Delivered,
    Event,
    FaceMatched,
    FaceRefused,
    FaceSeen,
    Failed,
    Fault,
    Identified,
    Method,
    PasswordChecked,
    PatientFacts,
    Paused,
    PhotoOpened,
    PinChecked,
    Pressed,
    ReaderDown,
    ReaderEvent,
    ReaderReady,
    Registered,
    RulesChanged,
    StaffPressed,
    Tick,
)
from kiosk.session.faults import FACE_FAULTS
from kiosk.session.flow import code_b, consent, identity, password, phone
from kiosk.session.flow.accepts import accepts
from kiosk.session.flow.pause import go_on, pause
from kiosk.session.flow.presses import pressed
from kiosk.session.flow.staff import staff_pressed, visual_over
from kiosk.session.flow.transitions import (
    Step,
    ended,
    give_card_back,
    obey,
    problem,
    removed,
    removed_for_good,
    running,
    to_be_taken,
    to_idle,
)
from kiosk.session.states import (
    AskingRegistration,
    ChoosingPhone,
    Done,
    EnteringCode,
    EnteringPassword,
    EnteringPin,
    FaceUnproven,
    HoldingPhone,
    Identifying,
    Idle,
    MatchingFace,
    Problem,
    Reading,
    Reception,
    RemovedEarly,
    State,
    Submitting,
    TakeCard,
    usual,
)


def step(state: State, event: Event) -> Step:
    """The next state, and the effects for the runner; never raises, whatever the order of events.

    Answers to an earlier reception's effects, and presses the screen does not offer, change
    nothing.
    """
    deadline = state.phase.deadline
    if deadline is not None and event.at >= deadline and state.paused is None:
        late, effects = time_out(state, event.at)
        after, more = step(turned(state, late), event)
        return after, (*effects, *more)
    after, effects = react(visual_over(state, event.at), event)
    return turned(state, after), effects


def turned(before: State, after: State) -> State:
    """Close the choice of languages when the phase has changed."""
    if after.choosing_language and type(after.phase) is not type(before.phase):
        return replace(after, choosing_language=False)
    return after


def react(state: State, event: Event) -> Step:
    """Handle the event, after any deadline."""
    match event:
        case Tick():
            return state, ()
        case Answer():
            if state.reception is None or event.reception != state.reception.number:
                return state, ()
            return answer(state, event)
        case Pressed():
            return pressed(state, event) if event.press in accepts(state) else (state, ())
        case StaffPressed():
            meant = event.reception in (None, state.receptions)
            return staff_pressed(state, event) if meant else (state, ())
        case RulesChanged(rules=rules):
            changed = replace(state, coming=rules)
            return comply(changed) if isinstance(state.phase, Idle) else changed, ()
        case Paused(on=on):
            return (pause(state, event.at) if on else go_on(state, event.at)), ()
        case _:
            return device(state, event)


def comply(state: State) -> State:
    """Apply new rules at once when no reception runs, also to the preferences."""
    after = obey(state)
    untouched = state.preferences == usual(state.rules)
    return replace(after, preferences=usual(after.rules)) if untouched else after


def fail_safe(state: State, at: float) -> Step:
    """After an error of the program itself: end the reception and show a fault."""
    if state.reception is None:
        return to_idle(state, at)
    return problem(state, at, Fault.INTERNAL)


def time_out(state: State, at: float) -> Step:
    """Handle the deadline of the phase: enter the next phase."""
    match state.phase:
        case Reading() | EnteringPin(checking=True) | EnteringCode(checking=True):
            return problem(state, at, Fault.CARD_UNREADABLE)
        case MatchingFace():
            return identity.face_failed(state, at, Outcome.TIMEOUT)
        case FaceUnproven():
            return give_card_back(state, at, running(state).failure or Outcome.TIMEOUT)
        case Submitting(delivered=True):
            return consent.done(state, at)
        case Identifying(patient=PatientFacts() as patient):
            return consent.welcome(state, at, patient)
        case Identifying() | Submitting() | AskingRegistration(busy=True):
            return problem(state, at, Fault.NETWORK_DOWN)
        case TakeCard() as phase:
            return alarm(state, phase, at)
        case Done() if phone.card_came_after(state):
            return identity.begin(to_idle(state, at)[0], at)
        case Done() | Problem() if to_be_taken(state):
            return left_there(state, at)
        case RemovedEarly():
            return removed_for_good(state, at)
        case Idle() | Done() | Problem():
            return to_idle(state, at)
        case _:
            return give_card_back(state, at, Outcome.TIMEOUT)


def left_there(state: State, at: float) -> Step:
    """What lies there must be taken; a phone on the card's place is asked for by its own page."""
    if isinstance(state.phase, Problem) and state.phase.fault is Fault.PHONE_MISPLACED:
        again, _ = problem(state, at, state.phase.fault)
        return again, (Sound(running(state).number, Cue.LEFT_BEHIND, 0),)
    return replace(state, phase=TakeCard(at, at + state.rules.timing.take_card)), ()


def alarm(state: State, phase: TakeCard, at: float) -> Step:
    """取り忘れ: repeat the alarm; louder after `Timing.alarm_louder_after` seconds."""
    timing = state.rules.timing
    began = at if phase.alarm_since is None else phase.alarm_since
    level = int(at - began >= timing.alarm_louder_after)
    sounding = TakeCard(at, at + timing.alarm_repeats, began)
    left = replace(state, phase=sounding, choosing_language=state.choosing_language and phase.alarm)
    return left, (Sound(running(state).number, Cue.LEFT_BEHIND, level),)


def device(state: State, event: Event) -> Step:
    """The reader or the card on it changed."""
    match event:
        case ReaderEvent(phones=True):
            return phone.device(state, event)
        case ReaderReady():
            ready = replace(state, reader_fault=None)
            return to_idle(ready, event.at) if isinstance(state.phase, Idle) else (ready, ())
        case ReaderDown(fault=fault):
            down = replace(state, reader_fault=fault, card_present=False)
            if isinstance(state.phase, Idle | TakeCard):
                return to_idle(down, event.at)
            broken = interruptible(state) or isinstance(state.phase, RemovedEarly)
            return problem(down, event.at, fault) if broken else (down, ())
        case CardPlaced(stayed=True):
            return stayed(state, event.at)
        case CardPlaced():
            return placed(state, event.at)
        case CardTaken():
            return taken(state, event.at)
        case _:
            return state, ()


def placed(state: State, at: float) -> Step:
    """A card was placed: begin a reception, or continue one whose card was taken early."""
    there = replace(state, card_present=True)
    if isinstance(state.phase, RemovedEarly) and not running(state).ended:
        return identity.reread(there, at)
    if isinstance(state.phase, ChoosingPhone | HoldingPhone):
        return phone.placed(there, at)
    if isinstance(state.phase, Done) and not state.card_present:
        return identity.begin(to_idle(there, at)[0], at)  # somebody else's
    if isinstance(state.phase, Idle) or (ended(state) and not state.card_present):
        return identity.begin(there, at)
    return there, ()


def stayed(state: State, at: float) -> Step:
    """The reader works again with a card left on it, which must be taken first."""
    there = replace(state, card_present=True)
    if not isinstance(state.phase, Idle):
        return there, ()
    left = Reception(state.receptions, ended=Outcome.ERROR)
    ends = at + state.rules.timing.take_card
    return replace(there, phase=TakeCard(at, ends), reception=left), ()


def taken(state: State, at: float) -> Step:
    """The card was taken. A requested result is still delivered; messages stay readable."""
    gone = replace(state, card_present=False)
    if phone.involved(state):
        return phone.taken(gone, at)
    match state.phase:
        case RemovedEarly() as phase:
            return replace(gone, phase=replace(phase, reading=False)), ()
        case Problem(deadline=float() as deadline) as phase:
            soon = min(deadline, at + state.rules.timing.goodbye)
            return replace(gone, phase=replace(phase, deadline=soon)), ()
        case Idle() | Submitting() | Done() | Problem():
            return gone, ()
        case TakeCard():
            return to_idle(gone, at)
        case FaceUnproven():
            return give_card_back(gone, at, running(state).failure or Outcome.CARD_REMOVED)
        case _:
            return removed(state, at)


def interruptible(state: State) -> bool:
    """Whether a reception is running that needs the card."""
    if phone.involved(state) and running(state).patient is not None:
        return False
    return not ended(state) and not isinstance(state.phase, Idle | Submitting | RemovedEarly)


def answer(state: State, event: Answer) -> Step:
    """An effect was carried out, or could not be."""
    phase = state.phase
    match event, phase:
        case Failed(), _:
            return failed(state, event)
        case CardRead() | PhotoOpened() | PinChecked(), _:
            return card_answered(state, event)
        case PasswordChecked(), EnteringPassword(checking=True):
            return password.checked(state, event)
        case FaceSeen(), MatchingFace():
            return identity.face_seen(state, phase, event)
        case FaceMatched(), MatchingFace():
            return identity.identify(state, event.at, Method.FACE)
        case FaceRefused(), MatchingFace():
            return identity.face_failed(state, event.at, Outcome.REFUSED)
        case Identified(), Identifying():
            return consent.identified(state, phase, event)
        case Registered(), AskingRegistration(busy=True):
            return consent.advance(consent.registered(state), event.at)
        case Registered(), RemovedEarly() if not ended(state):
            return consent.registered(state), ()
        case Delivered(), Submitting(delivered=False):
            return consent.delivered(state, phase, event.at, valid=event.valid)
        case _:
            return state, ()


def card_answered(state: State, event: CardRead | PhotoOpened | PinChecked) -> Step:
    """The card, or the phone in its place, answered."""
    match event, state.phase:
        case CardRead(facts=facts), Reading():
            read = phone.read if facts.kind in PHONES else identity.card_read
            return read(state, event)
        case CardRead() | PinChecked(), HoldingPhone() as phase:
            return phone.answered(state, phase, event)
        case CardRead(), RemovedEarly(reading=True):
            return put_back(state, event)
        case PhotoOpened(), EnteringCode(checking=True):
            return code_b.opened(state, event)
        case PinChecked(), EnteringPin(checking=True) as phase:
            return identity.pin_checked(state, phase, event)
        case _:
            return state, ()


def put_back(state: State, event: CardRead) -> Step:
    """Continue the reception for the card that was taken early; begin a new one for another."""
    known = running(state).card
    if known is not None and known.token and event.facts.token == known.token:
        return consent.advance(state, event.at)
    after, effects = removed_for_good(state, event.at)
    there = replace(to_idle(after, event.at)[0], card_present=True)
    fresh, more = identity.begin(there, event.at)
    return fresh, (*effects, *more)


def failed(state: State, event: Failed) -> Step:
    """An effect failed: continue with another method where one is left."""
    match event.fault, state.phase:
        case fault, RemovedEarly(reading=True) if fault is not Fault.CARD_TAKEN:
            return problem(state, event.at, fault)
        case _, Idle() | Done() | TakeCard() | Problem() | RemovedEarly():
            return state, ()
        case fault, HoldingPhone():
            return phone.failed(state, event.at, fault)
        case fault, Identifying() if phone.involved(state):
            return phone.failed(state, event.at, fault)
        case Fault.CARD_TAKEN, Submitting():
            return replace(state, card_present=False), ()
        case Fault.CARD_TAKEN, _:
            return taken(state, event.at)
        case fault, MatchingFace():
            return identity.face_broken(state, event.at, fault)
        case fault, _ if fault in FACE_FAULTS and not isinstance(state.phase, Reading):
            return identity.face_lost(state, event.at, fault)
        case Fault.IDENTITY_REFUSED, Identifying(method=Method.FACE):
            return identity.face_unsigned(state, event.at)
        case Fault.PIN_LOCKED, EnteringPin():
            return identity.pin_locked(state, event.at)
        case fault, _:
            return problem(state, event.at, fault)
