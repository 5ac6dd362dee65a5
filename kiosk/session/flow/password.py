"""目視モード用パスワード, typed by staff at the reader for 目視確認 of one patient. Internal.

That staff choose 目視確認 on the reader's own 本人確認 screen, look, and type a password of the
facility is public (medical insurance council, 2024-11); its form is not, so the numbers here are
ours. The digits are kept in the phase until they are sent, and nowhere after that.
"""

from dataclasses import replace

from kiosk.session.effects import CheckPassword, Cue, Outcome, Sound
from kiosk.session.events import Method, PasswordChecked, Press, Pressed
from kiosk.session.flow import identity
from kiosk.session.flow.transitions import Step, go, running
from kiosk.session.states import EnteringPassword, State

SHORTEST, LONGEST = 4, 12
"""Digits of a 目視モード用パスワード [G]."""


def pad(phase: EnteringPassword) -> frozenset[Press]:
    """The keys that are enabled."""
    if phase.checking:
        return frozenset()
    erase = {Press.ERASE} if phase.digits else set()
    digit = {Press.DIGIT} if len(phase.digits) < LONGEST else set()
    enter = {Press.ENTER} if len(phase.digits) >= SHORTEST else set()
    return frozenset({Press.BACK} | erase | digit | enter)


def pressed(state: State, phase: EnteringPassword, event: Pressed) -> Step:
    """A key of the pad."""
    number, at, timing = running(state).number, event.at, state.rules.timing
    fresh = EnteringPassword(at, at + timing.pin, phase.digits)
    match event.press:
        case Press.ENTER:
            checking = EnteringPassword(at, at + timing.reading, checking=True)
            return go(state, checking, CheckPassword(number, phase.digits))
        case Press.DIGIT if event.digit is not None:
            typed = replace(fresh, digits=phase.digits + str(event.digit))
            return go(state, typed, Sound(number, Cue.KEY))
        case _:
            return go(state, replace(fresh, digits=phase.digits[:-1]))


def checked(state: State, event: PasswordChecked) -> Step:
    """Right: the patient is identified. Wrong: again, at most `identity.PASSWORD_TRIES` times."""
    at, again = event.at, event.at + state.rules.timing.pin
    if event.correct:
        return identity.identify(state, at, Method.VISUAL)
    sound = Sound(running(state).number, Cue.WRONG)
    if event.wait:
        return go(state, EnteringPassword(at, again, wait=event.wait), sound)
    tries = running(state).password_tries + 1
    tried, _ = go(state, state.phase, password_tries=tries, failure=Outcome.REFUSED)
    if identity.visual_offered(tried):
        return go(tried, EnteringPassword(at, again, wrong=True), sound)
    after, effects = identity.offer(tried, at)
    return after, (sound, *effects)
