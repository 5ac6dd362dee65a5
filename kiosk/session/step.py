"""The reception as a pure function: `step(state, event) -> (state, effects)`.

Time comes with the events. A deadline that has passed is always honoured before the event that
shows it, so it does not matter how exactly ticks come.
"""

from dataclasses import replace

from kiosk.session import consent, identity
from kiosk.session.accepts import accepts
from kiosk.session.effects import Cue, Outcome, Sound
from kiosk.session.events import (
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
    PatientFacts,
    PinChecked,
    Press,
    Pressed,
    ReaderDown,
    ReaderReady,
    Registered,
    StaffPress,
    StaffPressed,
    Tick,
)
from kiosk.session.moves import Step, give_card_back, problem, removed, running, to_idle
from kiosk.session.states import (
    AskingRegistration,
    ChoosingMethod,
    Done,
    EnteringPin,
    FaceUnproven,
    Identifying,
    Idle,
    MatchingFace,
    Problem,
    Reading,
    RemovedEarly,
    State,
    Submitting,
    TakeCard,
    TextSize,
    VisualCheck,
)

ENDED = (Done, TakeCard, RemovedEarly, Problem)


def step(state: State, event: Event) -> Step:
    """The next state, and what the outside has to do; never raises, whatever the order of events.

    Answers to an earlier reception's effects, and presses the screen does not offer, change
    nothing.
    """
    deadline = state.phase.deadline
    if deadline is not None and event.at >= deadline:
        late, effects = time_out(state, event.at)
        after, more = step(late, event)
        return after, (*effects, *more)
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
            return staff_pressed(state, event)
        case _:
            return device(state, event)


def fail_safe(state: State, at: float) -> Step:
    """After a failure of the program itself: end the reception, say so, and go on from idle."""
    if state.reception is None:
        return to_idle(state, at)
    return problem(state, at, Fault.INTERNAL)


def time_out(state: State, at: float) -> Step:
    """The phase's deadline has passed: every phase leaves by itself."""
    timing = state.rules.timing
    match state.phase:
        case Idle():
            return to_idle(state, at)
        case Reading():
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
        case TakeCard():
            left = replace(state, phase=TakeCard(at, None, alarm=True))
            return left, (Sound(running(state).number, Cue.LEFT_BEHIND),)
        case Done() | Problem() if state.card_present:
            return replace(state, phase=TakeCard(at, at + timing.take_card)), ()
        case Done() | Problem() | RemovedEarly():
            return to_idle(state, at)
        case _:
            return give_card_back(state, at, Outcome.TIMEOUT)


def device(state: State, event: Event) -> Step:
    """The reader or the card on it changed."""
    match event:
        case ReaderReady():
            ready = replace(state, reader_fault=None)
            return to_idle(ready, event.at) if isinstance(state.phase, Idle) else (ready, ())
        case ReaderDown(fault=fault):
            down = replace(state, reader_fault=fault, card_present=False)
            if isinstance(state.phase, Idle | TakeCard):
                return to_idle(down, event.at)
            return problem(down, event.at, fault) if interruptible(state) else (down, ())
        case CardPlaced():
            placed = replace(state, card_present=True)
            if isinstance(state.phase, Idle) or (ended(state) and not state.card_present):
                return identity.begin(placed, event.at)
            return placed, ()
        case CardTaken():
            return taken(state, event.at)
        case _:
            return state, ()


def taken(state: State, at: float) -> Step:
    """The card is gone. A result already asked for is still delivered; messages stay readable."""
    gone = replace(state, card_present=False)
    match state.phase:
        case Idle() | Submitting() | Done() | Problem() | RemovedEarly():
            return gone, ()
        case TakeCard():
            return to_idle(gone, at)
        case FaceUnproven():
            return give_card_back(gone, at, running(state).failure or Outcome.CARD_REMOVED)
        case _:
            return removed(state, at)


def ended(state: State) -> bool:
    """Whether the reception is over and only its last screens remain."""
    return isinstance(state.phase, ENDED)


def interruptible(state: State) -> bool:
    """Whether a reception is running that needs the card."""
    return not isinstance(state.phase, (Idle, Submitting, *ENDED))


def answer(state: State, event: Answer) -> Step:
    """An effect was carried out, or could not be."""
    phase = state.phase
    match event, phase:
        case Failed(), _:
            return failed(state, event)
        case CardRead(), Reading():
            return identity.card_read(state, event)
        case FaceSeen(), MatchingFace():
            return identity.face_seen(state, phase, event)
        case FaceMatched(), MatchingFace():
            return identity.identify(state, event.at, Method.FACE)
        case FaceRefused(), MatchingFace():
            return identity.face_failed(state, event.at, Outcome.REFUSED)
        case PinChecked(), EnteringPin(checking=True):
            return identity.pin_checked(state, phase, event)
        case Identified(), Identifying():
            return consent.identified(state, phase, event)
        case Registered(), AskingRegistration(busy=True):
            return consent.registered(state, event.at)
        case Delivered(), Submitting(delivered=False):
            return consent.delivered(state, phase, event.at)
        case _:
            return state, ()


def failed(state: State, event: Failed) -> Step:
    """Something broke: the gentlest way on that is left."""
    match event.fault, state.phase:
        case _, Idle() | Done() | TakeCard() | Problem() | RemovedEarly():
            return state, ()
        case Fault.CARD_TAKEN, Submitting():
            return replace(state, card_present=False), ()
        case Fault.CARD_TAKEN, _:
            return taken(state, event.at)
        case fault, MatchingFace():
            return identity.face_broken(state, event.at, fault)
        case Fault.PIN_LOCKED, EnteringPin():
            return identity.pin_locked(state, event.at)
        case fault, _:
            return problem(state, event.at, fault)


def pressed(state: State, event: Pressed) -> Step:
    """The patient pressed something that the screen offers."""
    at, press = event.at, event.press
    match press:
        case Press.TEXT_SIZE | Press.CONTRAST:
            return preference_pressed(state, at, press), ()
        case Press.EXTEND:
            return extend(state, at), ()
        case Press.BACK if consent.can_go_back(state):
            return consent.back(state, at)
        case Press.FACE | Press.PIN | Press.BACK:
            return identity.method_pressed(state, at, press)
        case Press.REGISTER | Press.NOT_REGISTER:
            return consent.registration_pressed(state, at, press)
        case Press.CONFIRM if not isinstance(state.phase, EnteringPin):
            return consent.notice_seen(state, at)
        case Press.DIGIT | Press.ERASE | Press.ENTER | Press.CONFIRM:
            assert isinstance(state.phase, EnteringPin)
            return identity.pin_pressed(state, state.phase, at, press, event.digit)
        case Press.ELECTRONIC | Press.PAPER:
            return consent.choice_pressed(state, at, press)
        case Press.PROVIDE | Press.WITHHOLD if consent.asking_subsidy(state):
            return consent.choice_pressed(state, at, press)
        case _:
            return consent.consent_pressed(state, at, press)


def extend(state: State, at: float) -> State:
    """時間を延ばす: the screen's whole time again."""
    phase = state.phase
    assert phase.deadline is not None
    return replace(
        state, phase=replace(phase, since=at, deadline=at + phase.deadline - phase.since)
    )


def preference_pressed(state: State, at: float, press: Press) -> State:
    """Text size in turn, or high contrast on and off."""
    now = state.preferences
    if press is Press.CONTRAST:
        preferences = replace(now, contrast=not now.contrast)
    else:
        sizes = tuple(TextSize)
        following = sizes[(sizes.index(now.text_size) + 1) % len(sizes)]
        preferences = replace(now, text_size=following)
    changed = replace(state, preferences=preferences)
    if isinstance(state.phase, Idle):
        forget = at + state.rules.timing.preferences
        return replace(changed, phase=replace(state.phase, deadline=forget))
    return extend(changed, at) if Press.EXTEND in accepts(state) else changed


def staff_pressed(state: State, event: StaffPressed) -> Step:
    """Staff cancel a reception, or vouch for the patient by eye (目視確認)."""
    at, phase = event.at, state.phase
    proving = isinstance(phase, ChoosingMethod | MatchingFace | FaceUnproven | EnteringPin)
    match event.press:
        case StaffPress.CANCEL if not isinstance(phase, Idle) and not ended(state):
            return give_card_back(state, at, Outcome.CANCELLED)
        case StaffPress.START_VISUAL if proving:
            return identity.start_visual(state, at)
        case StaffPress.CONFIRM_VISUAL if isinstance(phase, VisualCheck):
            return identity.identify(state, at, Method.VISUAL)
        case StaffPress.REFUSE_VISUAL if isinstance(phase, VisualCheck):
            return give_card_back(state, at, Outcome.REFUSED)
        case _:
            return state, ()
