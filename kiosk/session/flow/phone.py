"""スマートフォン: a phone held on a reader for a moment, in place of the card. Internal.

The patient chooses the kind of phone first. The PIN of an Android phone is typed before it is held;
an iPhone recognises its owner itself. Everything that is needed from the phone is read in one
contact; the reception continues without the phone.
"""

from dataclasses import replace

from kiosk.session.effects import Begin, CheckPin, Cue, Outcome, ReadCard, Sound
from kiosk.session.events import (
    PHONES,
    CardKind,
    CardPlaced,
    CardRead,
    CardTaken,
    Fault,
    Method,
    PinChecked,
    Press,
    ReaderDown,
    ReaderEvent,
    ReaderReady,
)
from kiosk.session.flow import identity
from kiosk.session.flow.transitions import (
    Step,
    finish,
    give_card_back,
    go,
    holds_card,
    problem,
    running,
)
from kiosk.session.states import (
    ChoosingPhone,
    EnteringPin,
    HoldingPhone,
    Identifying,
    Idle,
    Reception,
    State,
)

BROKEN = frozenset({Fault.CARD_UNREADABLE, Fault.CARD_MALFORMED, Fault.READER_BUSY})
"""Faults of a contact that was too short or too far away."""


def offered(state: State) -> bool:
    """Whether profile, facility and reader let a phone take the card's place now."""
    rules = state.rules
    fault = state.reader_fault or (state.phones_fault if has_own_reader(state) else None)
    return rules.profile.smartphone and rules.facility.phones and fault is None


def has_own_reader(state: State) -> bool:
    """Whether phones have a reader of their own beside the card's."""
    return bool(state.rules.facility.phones_at)


def on_phone_reader(state: State) -> bool:
    """Whether something is on the reader that takes phones."""
    return state.phone_present if has_own_reader(state) else state.card_present


def involved(state: State) -> bool:
    """Whether the reception that runs is a phone's, or its patient is choosing one."""
    reception = state.reception
    if reception is None or reception.ended is not None:
        return False
    return reception.phone is not None or isinstance(state.phase, ChoosingPhone)


def card_came_after(state: State) -> bool:
    """Whether a card was placed on the one reader after the phone had left it."""
    left = running(state).phone is not None and running(state).card is None
    return left and state.card_present and not has_own_reader(state)


def start(state: State, at: float) -> Step:
    """スマートフォン was chosen: at 待受, or in place of the card on the reader."""
    page = ChoosingPhone(at, at + state.rules.timing.method)
    if not isinstance(state.phase, Idle):
        return go(state, page)
    number = state.receptions + 1
    fresh = replace(state, phase=page, reception=Reception(number), receptions=number)
    return fresh, (Begin(number),)


def takes(state: State, press: Press) -> bool:
    """Whether this press is for the phone's branch."""
    if press in {Press.SMARTPHONE, Press.IPHONE, Press.ANDROID}:
        return True
    return press in {Press.BACK, Press.ENTER} and involved(state)


def pressed(state: State, at: float, press: Press) -> Step:
    """スマートフォン, a kind of phone, its PIN, or one screen back."""
    match press, state.phase:
        case Press.SMARTPHONE, _:
            return start(state, at)
        case Press.ENTER, EnteringPin() as phase:
            return entered(state, phase, at)
        case Press.IPHONE, _:
            return hold(go(state, state.phase, phone=CardKind.IPHONE)[0], at)
        case Press.ANDROID, _:
            return ask_pin(state, at)
        case _, ChoosingPhone() if running(state).card is not None and holds_card(state):
            return identity.choose(state, at)
        case _, ChoosingPhone():
            return back_to_waiting(state, at)
        case _, HoldingPhone() if running(state).phone is CardKind.ANDROID:
            return ask_pin(state, at, running(state).phone_left)
        case _:
            page = ChoosingPhone(at, at + state.rules.timing.method)
            return go(state, page, phone=None, phone_pin="")


def back_to_waiting(state: State, at: float) -> Step:
    """Return to 待受 without a phone; the patient's preferences are kept for a while."""
    after, effects = give_card_back(state, at, running(state).failure or Outcome.CANCELLED)
    waiting = replace(after.phase, deadline=at + state.rules.timing.preferences)
    return replace(after, phase=waiting, preferences=state.preferences), effects


def ask_pin(state: State, at: float, left: int | None = None, *, wrong: bool = False) -> Step:
    """Ask for the PIN of the phone's certificate; `left` tries, where the phone has told."""
    page = EnteringPin(at, at + state.rules.timing.pin, left, wrong=wrong)
    fresh, _ = go(state, page, phone=CardKind.ANDROID, phone_left=left)
    return go(fresh, page, phone_pin="", phone_last=False, phone_sent=False)


def entered(state: State, phase: EnteringPin, at: float) -> Step:
    """The PIN was typed: ask for the phone."""
    pin, last = phase.digits, phase.last_confirmed
    return hold(go(state, phase, phone_pin=pin, phone_last=last)[0], at)


def hold(state: State, at: float, *, short: bool = False) -> Step:
    """Wait for the phone, or read it at once when it is already on its reader."""
    there = on_phone_reader(state) and (has_own_reader(state) or not holds_card(state))
    return wait(state, at, read=there, phones=has_own_reader(state), short=short)


def wait(
    state: State, at: float, *, read: bool = False, phones: bool = False, short: bool = False
) -> Step:
    """Show the page of the phone; with `read`, read what lies on its reader or the card's."""
    page = HoldingPhone(at, at + state.rules.timing.phone, reading=read, short=short)
    return go(state, page, *((ReadCard(running(state).number, phones),) if read else ()))


def device(state: State, event: ReaderEvent) -> Step:
    """The phones' own reader, or what is on it, changed."""
    match event:
        case ReaderReady():
            return replace(state, phones_fault=None), ()
        case ReaderDown(fault=fault):
            down = replace(state, phones_fault=fault, phone_present=False)
            needed = involved(state) and running(state).patient is None
            return problem(down, event.at, Fault.PHONE_CONNECTION) if needed else (down, ())
        case CardPlaced():
            there = replace(state, phone_present=True)
            awaited = isinstance(state.phase, HoldingPhone) and not busy(state.phase)
            return hold(there, event.at) if awaited else (there, ())
        case CardTaken():
            gone = replace(state, phone_present=False)
            return taken(gone, event.at) if involved(state) else (gone, ())
        case _:
            return state, ()


def busy(phase: HoldingPhone) -> bool:
    """Whether the phone is being read or compares its PIN."""
    return phase.reading or phase.checking


def placed(state: State, at: float) -> Step:
    """Something was placed on the card's reader: the awaited phone, there or on the wrong place,
    or a card that begins a new reception.
    """
    match state.phase:
        case HoldingPhone() as phase if busy(phase):
            return state, ()
        case HoldingPhone():
            return wait(state, at, read=True)
        case ChoosingPhone():
            return anew(state, at)
        case _:
            return state, ()


def anew(state: State, at: float) -> Step:
    """A card came instead of a phone: begin a reception with it."""
    ended, effects = finish(state, Outcome.CANCELLED, None, state.phase)
    fresh, more = identity.begin(ended, at)
    return fresh, (*effects, *more)


def taken(state: State, at: float) -> Step:
    """A reader is empty; that matters only while the phone on it is read."""
    if has_own_reader(state) and state.phone_present:
        return state, ()
    gone, _ = go(state, state.phase, card=None)
    match state.phase:
        case HoldingPhone() as phase if busy(phase):
            return cut_short(gone, at)
        case _:
            return gone, ()


def cut_short(state: State, at: float, *, unanswered: bool = False) -> Step:
    """The contact was lost, or the phone there is `unanswered`: ask again, up to
    `Timing.phone_contacts` times.
    """
    contacts = running(state).contacts + 1
    if contacts >= state.rules.timing.phone_contacts:
        return problem(state, at, Fault.PHONE_CONNECTION)
    page = HoldingPhone(at, at + state.rules.timing.phone, short=not unanswered, mute=unanswered)
    return go(state, page, Sound(running(state).number, Cue.WRONG), contacts=contacts)


def failed(state: State, at: float, fault: Fault) -> Step:
    """The phone could not be read or asked."""
    match fault, state.phase:
        case Fault.CARD_TAKEN, HoldingPhone(reading=False, checking=False):
            return state, ()
        case Fault.CARD_TAKEN, Identifying() if card_came_after(state):
            # It left and is back already, and nothing has looked at it since.
            once_more, effects = cut_short(state, at)
            if not isinstance(once_more.phase, HoldingPhone):
                return once_more, effects
            held, more = hold(once_more, at, short=True)
            return held, (*effects, *more)
        case Fault.CARD_TAKEN, HoldingPhone() | Identifying():
            gone, _ = go(lifted(state), state.phase, card=None)
            return cut_short(gone, at)
        case Fault.CARD_UNREADABLE, _:
            unread = isinstance(state.phase, HoldingPhone) and state.phase.reading
            return cut_short(state, at, unanswered=unread and on_phone_reader(state))
        case fault, _ if fault in BROKEN:
            return cut_short(state, at)
        case Fault.PIN_LOCKED, _:
            return problem(state, at, Fault.PHONE_PIN_LOCKED)
        case _:
            return problem(state, at, fault)


def lifted(state: State) -> State:
    """The same with nothing on the reader that takes phones."""
    if has_own_reader(state):
        return replace(state, phone_present=False)
    return replace(state, card_present=False)


def read(state: State, event: CardRead) -> Step:
    """A phone was recognised, chosen or not: ask for the choice, or refuse it, or use it."""
    at, chosen, kind = event.at, running(state).phone, event.facts.kind
    seen = Sound(running(state).number, Cue.CARD_READ)
    known, _ = go(state, state.phase, card=event.facts, phone=chosen)
    if not offered(state):
        after, effects = problem(known, at, Fault.CARD_NOT_MY_NUMBER)
    elif has_own_reader(state) and not event.phones:
        after, effects = problem(known, at, Fault.PHONE_MISPLACED)
    elif chosen is None:
        after, effects = go(known, ChoosingPhone(at, at + state.rules.timing.method))
    elif chosen is not kind:
        after, effects = problem(known, at, Fault.PHONE_OTHER_KIND)
    else:
        after, effects = use(known, event)
    return after, (seen, *effects)


def use(state: State, event: CardRead) -> Step:
    """The chosen phone is there: ask it for everything that is needed."""
    at, facts, reception = event.at, event.facts, running(state)
    before, left = reception.phone_left, facts.pin_tries
    known, _ = go(state, state.phase, phone_left=left)
    if facts.kind is CardKind.IPHONE:
        # The phone has proven its owner by Face ID or Touch ID before it answers at all.
        return identity.identify(known, at, Method.PHONE)
    if left == 0:
        return problem(known, at, Fault.PHONE_PIN_LOCKED)
    if reception.phone_sent and before is not None and left is not None and left < before:
        # The phone left before it could say that the PIN was wrong: it is not sent twice.
        return ask_pin(known, at, left, wrong=True)
    if not reception.phone_pin or (left == 1 and not reception.phone_last):
        return ask_pin(known, at, left)
    page = HoldingPhone(at, at + state.rules.timing.phone, checking=True)
    check = CheckPin(reception.number, reception.phone_pin, allow_last=reception.phone_last)
    return go(known, page, check, phone_sent=True)


def answered(state: State, phase: HoldingPhone, event: CardRead | PinChecked) -> Step:
    """Something was read while a phone was awaited, or the phone compared its PIN."""
    match event:
        case PinChecked():
            return pin_checked(state, phase, event)
        case CardRead() if phase.checking:
            return state, ()
        case CardRead(facts=facts):
            phone = event.phones or facts.kind in PHONES
            return read(state, event) if phone else anew(state, event.at)


def pin_checked(state: State, phase: HoldingPhone, event: PinChecked) -> Step:
    """The phone compared the PIN; a right one counts only while the phone is on the reader."""
    if event.correct:
        return identity.identify(state, event.at, Method.PHONE) if phase.checking else (state, ())
    if event.left == 0:
        return problem(state, event.at, Fault.PHONE_PIN_LOCKED)
    refused, _ = go(state, phase, failure=Outcome.REFUSED)
    after, effects = ask_pin(refused, event.at, event.left, wrong=True)
    return after, (Sound(running(state).number, Cue.WRONG), *effects)
