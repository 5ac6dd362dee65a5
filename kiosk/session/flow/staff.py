"""Handles presses of the staff's window: cancel, restart, 目視確認. Internal to the session."""

from dataclasses import replace

from kiosk.session.effects import Outcome
from kiosk.session.events import Method, StaffPress, StaffPressed
from kiosk.session.flow import identity, phone
from kiosk.session.flow.transitions import Step, give_card_back
from kiosk.session.states import (
    ChoosingMethod,
    EnteringCode,
    EnteringPassword,
    EnteringPin,
    FaceUnproven,
    Idle,
    MatchingFace,
    State,
    Submitting,
    TakeCard,
    VisualCheck,
    VisualMode,
)


def staff_pressed(state: State, event: StaffPressed) -> Step:
    """Cancel or restart a reception, or confirm the patient by visual check (目視確認)."""
    at, phase = event.at, state.phase
    typing = isinstance(phase, EnteringPin | EnteringCode | EnteringPassword)
    proving = typing or isinstance(phase, ChoosingMethod | MatchingFace | FaceUnproven)
    proving = proving and not phone.involved(state)  # there is no photo to look at
    match event.press:
        case StaffPress.CANCEL if not isinstance(phase, Idle | Submitting | TakeCard):
            # After the end of a reception this leaves its last page early.
            return give_card_back(state, at, Outcome.CANCELLED)
        case StaffPress.RESTART if not isinstance(phase, Idle | Submitting):
            return restart(state, at)
        case StaffPress.START_VISUAL if proving and not identity.comparable(state):
            return state, ()
        case StaffPress.START_VISUAL:
            until = None if event.minutes is None else at + 60 * event.minutes
            watched = replace(state, visual=VisualMode(at, until))
            return identity.start_visual(watched, at) if proving else (watched, ())
        case StaffPress.END_VISUAL:
            unwatched = replace(state, visual=None)
            waiting = isinstance(phase, VisualCheck)
            return identity.offer(unwatched, at) if waiting else (unwatched, ())
        case StaffPress.CONFIRM_VISUAL if isinstance(phase, VisualCheck):
            return identity.identify(state, at, Method.VISUAL)
        case StaffPress.REFUSE_VISUAL if isinstance(phase, VisualCheck):
            for_one = state.visual is not None and state.visual.until is None
            judged = replace(state, visual=None) if for_one else state
            return give_card_back(judged, at, Outcome.REFUSED)
        case _:
            return state, ()


def restart(state: State, at: float) -> Step:
    """Cancel the reception, and begin a new one with the card on the reader."""
    after, effects = give_card_back(state, at, Outcome.CANCELLED)
    if not state.card_present:
        return after, effects
    fresh, more = identity.begin(after, at)
    return fresh, (*effects, *more)


def visual_over(state: State, at: float) -> State:
    """Switch 目視確認モード off when its time is over, since staff are known to forget it."""
    mode = state.visual
    if mode is not None and mode.until is not None and at >= mode.until and state.paused is None:
        return replace(state, visual=None)
    return state
