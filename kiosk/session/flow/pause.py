"""A demonstrator stops time to explain a screen. Internal to the session."""

from dataclasses import replace

from kiosk.session.states import State, TakeCard


def pause(state: State, at: float) -> State:
    """Stop time; presses, cards and answers are still handled."""
    return state if state.paused is not None else replace(state, paused=at)


def go_on(state: State, at: float) -> State:
    """Resume time: deadlines are moved by the time for which it was stopped."""
    if state.paused is None:
        return state
    phase, visual = state.phase, state.visual
    stood = at - max(state.paused, phase.since)
    if phase.deadline is not None:
        phase = replace(phase, since=phase.since + stood, deadline=phase.deadline + stood)
    if isinstance(phase, TakeCard) and phase.alarm_since is not None:
        phase = replace(phase, alarm_since=phase.alarm_since + at - state.paused)
    if visual is not None and visual.until is not None:
        stood = at - max(state.paused, visual.since)
        visual = replace(visual, since=visual.since + stood, until=visual.until + stood)
    return replace(state, phase=phase, visual=visual, paused=None)
