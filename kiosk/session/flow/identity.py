"""From a card on the reader to a patient whose identity is proven: 本人確認. Internal."""

from dataclasses import replace

from kiosk.session.effects import (
    Begin,
    CheckPin,
    Cue,
    Identify,
    Outcome,
    ReadCard,
    Sound,
    StartFace,
    StopFace,
)
from kiosk.session.events import CardRead, FaceSeen, Fault, Method, PinChecked, Press
from kiosk.session.flow.transitions import Step, go, obey, problem, running
from kiosk.session.states import (
    ChoosingMethod,
    EnteringCode,
    EnteringPassword,
    EnteringPin,
    FaceUnproven,
    Identifying,
    MatchingFace,
    Reading,
    Reception,
    RemovedEarly,
    State,
    VisualCheck,
)
from kiosk.session.view import Why

PIN_LENGTH = 4
CODE_TRIES = 2
"""Tries allowed here of the ten that the card has, so that mistyping cannot lock it."""
PASSWORD_TRIES = 3
"""Wrong 目視モード用パスワード for one patient, until it is not asked again [G]."""
LASTING = frozenset(
    {
        Fault.PHOTO_UNREADABLE,
        Fault.PHOTO_ABSENT,
        Fault.PRINT_UNREADABLE,
        Fault.CODE_B_MISSING,
        Fault.CODE_B_WRONG,
        Fault.ENGINE_WEIGHTS,
        Fault.CAMERA_MISSING,
    }
)
"""Faults for which a second try of 顔認証 is useless."""


def begin(state: State, at: float) -> Step:
    """A card was placed: begin a reception with a new number."""
    number, ready = state.receptions + 1, obey(state)
    fresh = replace(
        ready,
        phase=Reading(at, at + ready.rules.timing.reading),
        reception=Reception(number),
        receptions=number,
        card_present=True,
    )
    return fresh, (Begin(number), ReadCard(number))


def reread(state: State, at: float) -> Step:
    """A card was put back: read it to compare it with the one that was taken."""
    page = RemovedEarly(at, at + state.rules.timing.reading, reading=True)
    return go(state, page, ReadCard(running(state).number))


def card_read(state: State, event: CardRead) -> Step:
    """The card is known: let the patient choose how to prove who they are."""
    number = running(state).number
    facts = event.facts
    fresh = replace(
        running(state),
        card=facts,
        pin_left=facts.pin_tries,
        pin_locked=facts.pin_tries == 0,
        face_fault=event.face_fault,
        age=event.age,
        password=event.password,
    )
    known = replace(state, reception=fresh)
    if state.visual is not None and comparable(known):
        after, effects = start_visual(known, event.at)
    else:
        after, effects = offer(known, event.at)
    return after, (Sound(number, Cue.CARD_READ), *effects)


def comparable(state: State) -> bool:
    """Whether staff can compare the patient with a photo on the card (目視確認)."""
    return running(state).face_fault is not Fault.PHOTO_ABSENT


def face_bar(state: State) -> Why | None:
    """Why 顔認証 cannot be chosen now; None when it can."""
    reception = running(state)
    if reception.card is None or not reception.card.has_photo:
        return Why.NO_PHOTO
    if reception.age is not None and reception.age < state.rules.face_from_age:
        return Why.YOUNG
    if reception.face_fault is Fault.CAMERA_MISSING:
        return Why.NO_CAMERA
    if reception.face_fault is Fault.ENGINE_WEIGHTS:
        return Why.NO_ENGINE
    if reception.face_fault in LASTING and not code_wanted(state):
        unread = reception.face_fault is Fault.PRINT_UNREADABLE
        return Why.UNREAD if unread else Why.NO_PHOTO
    if reception.face_failures >= state.rules.timing.face_attempts:
        return Why.TRIES_SPENT
    return None


def visual_used(state: State) -> bool:
    """Whether this facility's staff can use 目視確認 at the reader (since 2025-03)."""
    return state.rules.profile.visual and running(state).password


def visual_offered(state: State) -> bool:
    """Whether staff may choose 目視確認 at the reader for this patient."""
    left = running(state).password_tries < PASSWORD_TRIES
    return visual_used(state) and left and comparable(state)


def way_left(state: State) -> bool:
    """Whether the patient's identity can still be proven at the reader."""
    return not face_bar(state) or not pin_bar(state) or visual_offered(state)


def code_wanted(state: State) -> bool:
    """Whether 顔認証 begins with typing 照合番号B."""
    reception = running(state)
    missing = reception.face_fault in (Fault.CODE_B_MISSING, Fault.PRINT_UNREADABLE)
    return state.rules.ask_code_b and missing and reception.code_tries < CODE_TRIES


def pin_bar(state: State) -> Why | None:
    """Why 暗証番号 cannot be chosen now; None when it can."""
    reception = running(state)
    if reception.card is None or reception.pin_left is None:
        return Why.NO_PIN
    return Why.PIN_LOCKED if reception.pin_locked else None


def last_resort(state: State) -> Fault:
    """The fault to show when no method is left."""
    reception = running(state)
    if reception.face_fault is Fault.PHOTO_ABSENT:
        return Fault.PHOTO_ABSENT
    if reception.pin_locked and not reception.face_failures:
        return Fault.PIN_LOCKED
    if reception.face_fault is not None and not reception.face_failures:
        return reception.face_fault
    return Fault.IDENTITY_REFUSED


def offer(state: State, at: float) -> Step:
    """Let the patient choose a method, or say why there is none."""
    return choose(state, at) if way_left(state) else problem(state, at, last_resort(state))


def choose(state: State, at: float) -> Step:
    """Show 本人確認方法選択."""
    return go(state, ChoosingMethod(at, at + state.rules.timing.method))


def start_face(state: State, at: float) -> Step:
    """Begin to compare faces; open the photo first when it is not open yet."""
    if code_wanted(state):
        return go(state, EnteringCode(at, at + state.rules.timing.pin))
    deadline = at + state.rules.timing.face
    return go(state, MatchingFace(at, deadline), StartFace(running(state).number))


def start_pin(state: State, at: float) -> Step:
    """Ask for the PIN."""
    left = running(state).pin_left
    assert left is not None
    return go(state, EnteringPin(at, at + state.rules.timing.pin, left))


def start_password(state: State, at: float) -> Step:
    """目視確認 at the reader: ask staff for the facility's password."""
    return go(state, EnteringPassword(at, at + state.rules.timing.pin))


def method_pressed(state: State, at: float, press: Press) -> Step:
    """A method, or back to the choice of methods."""
    number = running(state).number
    stop = (StopFace(number),) if isinstance(state.phase, MatchingFace) else ()
    match press:
        case Press.FACE:
            after, effects = start_face(state, at)
        case Press.PIN:
            after, effects = start_pin(state, at)
        case Press.VISUAL:
            after, effects = start_password(state, at)
        case _:
            after, effects = choose(state, at)
    return after, (*stop, *effects)


def face_seen(state: State, phase: MatchingFace, event: FaceSeen) -> Step:
    """Update the progress at once, the hint only after `Timing.hint_hold`."""
    hint, since = phase.hint, phase.hint_since
    if event.hint is not hint and event.at - since >= state.rules.timing.hint_hold:
        hint, since = event.hint, event.at
    face = event.face or phase.face
    seen = replace(phase, hint=hint, hint_since=since, progress=event.progress, face=face)
    return replace(state, phase=seen), ()


def face_failed(state: State, at: float, outcome: Outcome) -> Step:
    """One attempt at 顔認証 failed; after the last one, offer the PIN or staff."""
    failures = running(state).face_failures + 1
    failed, _ = go(state, state.phase, face_failures=failures, failure=outcome)
    number = running(state).number
    wrong = (StopFace(number), Sound(number, Cue.WRONG))
    if face_bar(failed) is None:
        after, effects = go(failed, FaceUnproven(at, at + state.rules.timing.method))
    elif pin_bar(failed) is None:
        after, effects = start_pin(failed, at)
    elif visual_offered(failed):
        after, effects = choose(failed, at)
    else:
        after, effects = problem(failed, at, Fault.IDENTITY_REFUSED)
    return after, (*wrong, *effects)


def face_unsigned(state: State, at: float) -> Step:
    """The card refuses to sign after 顔認証 at this terminal; offer the PIN."""
    tried = state.rules.timing.face_attempts
    spent, _ = go(state, state.phase, face_failures=tried, method=None, failure=Outcome.REFUSED)
    if pin_bar(spent) is None:
        return start_pin(spent, at)
    refused = problem(spent, at, Fault.IDENTITY_REFUSED)
    return choose(spent, at) if visual_offered(spent) else refused


def face_broken(state: State, at: float, fault: Fault) -> Step:
    """A device failed during the comparison; it does not count as an attempt."""
    number = running(state).number
    page = FaceUnproven(at, at + state.rules.timing.method, fault)
    broken, _ = go(state, page, face_fault=fault, failure=Outcome.ERROR)
    if not way_left(broken):
        after, effects = problem(broken, at, fault)
        return after, (StopFace(number), *effects)
    return broken, (StopFace(number),)


def face_lost(state: State, at: float, fault: Fault) -> Step:
    """顔認証 became impossible after the patient had left its page."""
    known, _ = go(state, state.phase, face_fault=fault)
    choosing = isinstance(state.phase, ChoosingMethod | FaceUnproven)
    if choosing and not way_left(known):
        return problem(known, at, fault)
    return known, ()


def pin_pressed(
    state: State, phase: EnteringPin, at: float, press: Press, digit: int | None
) -> Step:
    """A key of the PIN pad."""
    number = running(state).number
    timing = state.rules.timing
    fresh = replace(phase, since=at, deadline=at + timing.pin)
    if press is Press.CONFIRM:
        return replace(state, phase=replace(fresh, last_confirmed=True)), ()
    if press is Press.DIGIT and digit is not None:
        typed = (phase.digits + str(digit))[:PIN_LENGTH]
        after = replace(fresh, digits=typed, wrong=False)
        return replace(state, phase=after), (Sound(number, Cue.KEY),)
    if press is Press.ERASE:
        return replace(state, phase=replace(fresh, digits=phase.digits[:-1])), ()
    ends = at + timing.reading
    checking = replace(fresh, deadline=ends, digits="", checking=True, wrong=False)
    check = CheckPin(number, phase.digits, allow_last=phase.last_confirmed)
    return replace(state, phase=checking), (check,)


def pin_checked(state: State, phase: EnteringPin, event: PinChecked) -> Step:
    """The card compared the PIN. The number of tries shown never increases."""
    if event.correct:
        return identify(state, event.at, Method.PIN)
    wrong = Sound(running(state).number, Cue.WRONG)
    left = event.left if phase.left is None else min(event.left, phase.left)
    if left == 0:
        after, effects = pin_locked(state, event.at)
        return after, (wrong, *effects)
    page = EnteringPin(event.at, event.at + state.rules.timing.pin, left, wrong=True)
    return go(state, page, wrong, pin_left=left, failure=Outcome.REFUSED)


def pin_locked(state: State, at: float) -> Step:
    """No try is left: offer 顔認証, otherwise staff."""
    locked, _ = go(state, state.phase, pin_left=0, pin_locked=True, failure=Outcome.REFUSED)
    return offer(locked, at)


def start_visual(state: State, at: float) -> Step:
    """目視確認: the patient waits for staff."""
    number = running(state).number
    stop = (StopFace(number),) if isinstance(state.phase, MatchingFace) else ()
    return go(state, VisualCheck(at, at + state.rules.timing.visual), *stop)


def identify(state: State, at: float, method: Method) -> Step:
    """Identity is proven at this machine: ask eligibility who the holder is."""
    number = running(state).number
    stop = (StopFace(number),) if isinstance(state.phase, MatchingFace) else ()
    face = state.phase.face if isinstance(state.phase, MatchingFace) else None
    page = Identifying(at, at + state.rules.timing.identify, method, face=face)
    return go(state, page, *stop, Identify(number, method), method=method)
