"""Handles the patient's presses that the screen offers. Internal to the session."""

from dataclasses import replace

from kiosk.session.events import Press, Pressed
from kiosk.session.flow import code_b, consent, identity, password, phone
from kiosk.session.flow.accepts import accepts
from kiosk.session.flow.transitions import Step
from kiosk.session.states import (
    EnteringCode,
    EnteringPassword,
    EnteringPin,
    Idle,
    Language,
    Preferences,
    State,
    TextSize,
)


def pressed(state: State, event: Pressed) -> Step:
    """The patient pressed something that the screen offers."""
    at, press = event.at, event.press
    match press:
        case Press.TEXT_SIZE | Press.CONTRAST | Press.VOICE | Press.REACH:
            return preference_pressed(state, at, press), ()
        case Press.LANGUAGE:
            turned_over = replace(state, choosing_language=not state.choosing_language)
            return prefer(turned_over, at, state.preferences), ()
        case Press.BACK | Press.CHOOSE_LANGUAGE if state.choosing_language:
            return language_pressed(state, event), ()
        case Press.EXTEND:
            return extend(state, at), ()
        case _:
            return answered(state, event)


def answered(state: State, event: Pressed) -> Step:
    """A press that answers the screen's question, or takes an answer back."""
    at, press = event.at, event.press
    match press:
        case Press.BACK if consent.can_go_back(state):
            return consent.back(state, at)
        case _ if phone.takes(state, press):
            return phone.pressed(state, at, press)
        case Press.FACE | Press.PIN | Press.VISUAL | Press.BACK:
            return identity.method_pressed(state, at, press)
        case Press.REGISTER | Press.NOT_REGISTER:
            return consent.registration_pressed(state, at, press)
        case Press.CONFIRM if not isinstance(state.phase, EnteringPin):
            return consent.notice_seen(state, at)
        case Press.DIGIT | Press.ERASE | Press.ENTER if isinstance(state.phase, EnteringCode):
            return code_b.pressed(state, state.phase, event)
        case Press.DIGIT | Press.ERASE | Press.ENTER if isinstance(state.phase, EnteringPassword):
            return password.pressed(state, state.phase, event)
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
    """時間を延ばす: start the screen's time again."""
    phase = state.phase
    assert phase.deadline is not None
    return replace(
        state, phase=replace(phase, since=at, deadline=at + phase.deadline - phase.since)
    )


def preference_pressed(state: State, at: float, press: Press) -> State:
    """Change text size, high contrast, the voice or low reach."""
    now = state.preferences
    if press is Press.CONTRAST:
        preferences = replace(now, contrast=not now.contrast)
    elif press is Press.VOICE:
        preferences = replace(now, voice=not now.voice)
    elif press is Press.REACH:
        preferences = replace(now, low=not now.low)
    else:
        sizes = tuple(TextSize)
        following = sizes[(sizes.index(now.text_size) + 1) % len(sizes)]
        preferences = replace(now, text_size=following)
    return prefer(state, at, preferences)


def language_pressed(state: State, event: Pressed) -> State:
    """A language was chosen, or the choice was closed."""
    closed = replace(state, choosing_language=False)
    known = tuple(Language)
    if event.press is Press.BACK or event.digit is None or event.digit >= len(known):
        return closed
    preferences = replace(state.preferences, language=known[event.digit])
    return prefer(closed, event.at, preferences)


def prefer(state: State, at: float, preferences: Preferences) -> State:
    """Apply preferences, and start the screen's time again, since the patient is present."""
    changed = replace(state, preferences=preferences)
    if isinstance(state.phase, Idle):
        forget = at + state.rules.timing.preferences
        return replace(changed, phase=replace(state.phase, deadline=forget))
    return extend(changed, at) if Press.EXTEND in accepts(state) else changed
