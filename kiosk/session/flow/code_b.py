"""照合番号B typed at the patient's window when no camera has read the card's face. Internal.

A real device photographs the card's face and reads the number itself; this page exists in the
emulator only. The digits are kept in the phase until they are sent, and nowhere after that.
"""

from dataclasses import replace

from kiosk.session.effects import Cue, OpenPhoto, Sound
from kiosk.session.events import Fault, PhotoOpened, Press, Pressed
from kiosk.session.flow import identity
from kiosk.session.flow.transitions import Step, go, running
from kiosk.session.states import EnteringCode, State

CODE_LENGTH = 14
MISTYPED = frozenset({Fault.CODE_B_MISSING, Fault.CODE_B_WRONG})
"""The number has no valid form, or is not this card's."""


def pad(phase: EnteringCode) -> frozenset[Press]:
    """The keys that are enabled."""
    if phase.checking:
        return frozenset()
    erase = {Press.ERASE} if phase.digits else set()
    last = {Press.ENTER} if len(phase.digits) == CODE_LENGTH else {Press.DIGIT}
    return frozenset({Press.BACK} | erase | last)


def pressed(state: State, phase: EnteringCode, event: Pressed) -> Step:
    """A key of the pad."""
    number = running(state).number
    ends = event.at + state.rules.timing.pin
    match event.press:
        case Press.ENTER:
            checking = EnteringCode(event.at, event.at + state.rules.timing.reading, checking=True)
            return go(state, checking, OpenPhoto(number, phase.digits))
        case Press.ERASE:
            shorter = phase.digits[:-1]
            fresh = replace(phase, since=event.at, deadline=ends, digits=shorter, wrong=False)
            return go(state, fresh)
        case Press.DIGIT if event.digit is not None:
            longer = phase.digits + str(event.digit)
            typed = replace(phase, since=event.at, deadline=ends, digits=longer, wrong=False)
            return go(state, typed, Sound(number, Cue.KEY))
        case _:
            return state, ()


def opened(state: State, event: PhotoOpened) -> Step:
    """The result of 照合番号B: the photo is open, the number was wrong, or 顔認証 is impossible."""
    at = event.at
    if event.fault is None:
        ready, _ = go(state, state.phase, face_fault=None, age=event.age)
        if identity.face_bar(ready):
            return identity.offer(ready, at)
        return identity.start_face(ready, at)
    wrong = Sound(running(state).number, Cue.WRONG)
    if event.fault not in MISTYPED:
        barred, _ = go(state, state.phase, face_fault=event.fault)
        after, effects = identity.offer(barred, at)
        return after, (wrong, *effects)
    tried, _ = go(state, state.phase, code_tries=running(state).code_tries + 1)
    if identity.code_wanted(tried):
        page = EnteringCode(at, at + state.rules.timing.pin, wrong=True)
        return go(tried, page, wrong)
    after, effects = identity.offer(tried, at)
    return after, (wrong, *effects)
