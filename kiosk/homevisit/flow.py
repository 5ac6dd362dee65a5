"""The consent away from the reader as a pure function.

`step(state, event)` returns the next state and the effects to carry out. Nothing is stored before
the card has answered. Time and people's data come in with the events.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from kiosk.homevisit.events import (
    FINAL,
    NEEDS_PAIRING,
    Act,
    AllCancelled,
    CardFailed,
    CardProved,
    Event,
    Found,
    Paired,
    Pressed,
    Stored,
    VisitEffect,
)
from kiosk.homevisit.states import (
    AskCancel,
    Cancelled,
    Card,
    Confirm,
    Day,
    Done,
    Input,
    Listed,
    Phase,
    Purpose,
    Start,
    Stopped,
    VisitState,
)

DAYS_AHEAD = timedelta(days=366)

Outcome = tuple[VisitState, tuple[VisitEffect, ...]]


def step(state: VisitState, event: Event) -> Outcome:
    """The next state and the effects; an event that does not fit the phase changes nothing."""
    match event:
        case Pressed():
            return _pressed(state, event)
        case Paired():
            return _reading(replace(state, paired=True))
        case CardFailed():
            return _failed(state, event)
        case CardProved():
            return _proved(state)
        case Stored(kept, under_age, grace):
            return _end(state, Done(kept, under_age, grace))
        case Found(kept):
            return replace(state, phase=Listed(kept)), ()
        case AllCancelled():
            return _end(state, Cancelled())


def _end(state: VisitState, phase: Phase) -> Outcome:
    ended = replace(state, phase=phase, answers={}, prescription=None, proved=False)
    return ended, (VisitEffect.FORGET,)


def _pressed(state: VisitState, event: Pressed) -> Outcome:
    if event.act is Act.STOP:
        if state.over:
            return state, ()
        dropped, effects = _end(state, Stopped())
        return dropped, (VisitEffect.DROP_CARD, *effects)
    if event.act is Act.END:
        return _fresh(state), (VisitEffect.DROP_CARD, VisitEffect.FORGET)
    match state.phase:
        case Start():
            return _begun(state, event)
        case Day():
            return _day(state, event)
        case Input():
            return _input(state, event)
        case Confirm():
            return _confirmed(state, event)
        case AskCancel() if event.act is Act.CANCEL_ALL:
            return _ask_card(state, Purpose.CANCEL)
        case Card():
            return _card(state, event)
        case Listed() if event.act is Act.UPDATE:
            return _update(state, state.phase)
        case Done() | Cancelled() | Stopped() if event.act is Act.BEGIN:
            return _fresh(state), (VisitEffect.FORGET,)
        case _:
            return state, ()


def _fresh(state: VisitState) -> VisitState:
    return VisitState(state.rules, paired=state.paired)


def _begun(state: VisitState, event: Pressed) -> Outcome:
    match event.act:
        case Act.BEGIN if state.rules.use.booked and state.rules.booked is None:
            return replace(state, phase=Day(), day=event.today), ()
        case Act.BEGIN:
            day = state.rules.booked or (event.today if state.rules.use.for_a_day else None)
            return replace(state, phase=Input(), day=day), ()
        case Act.REVIEW:
            return _ask_card(state, Purpose.REVIEW)
        case Act.CANCEL_ALL:
            return replace(state, phase=AskCancel()), ()
        case _:
            return state, ()


def _day(state: VisitState, event: Pressed) -> Outcome:
    if event.act is not Act.DAY:
        return state, ()
    if event.day is None or not event.today <= event.day <= event.today + DAYS_AHEAD:
        return replace(state, phase=Day(wrong=True)), ()
    return replace(state, phase=Input(), day=event.day), ()


def _input(state: VisitState, event: Pressed) -> Outcome:
    items = state.rules.profile.items
    match event.act:
        case Act.AGREE_ALL:
            answers: Mapping[str, bool] = {item.id: True for item in items}
        case Act.CHECK:
            answers = {
                item.id: event.answers[item.id] for item in items if item.id in event.answers
            }
        case _:
            return state, ()
    changed = replace(state, answers=answers, prescription=event.prescription or state.prescription)
    whole = len(answers) == len(items)
    if state.rules.ask_prescription and changed.prescription is None:
        whole = False
    return replace(changed, phase=Confirm() if whole else Input(missing=True)), ()


def _confirmed(state: VisitState, event: Pressed) -> Outcome:
    match event.act:
        case Act.CHANGE:
            return replace(state, phase=Input()), ()
        case Act.STORE if state.proved:
            return state, (VisitEffect.UPDATE,)
        case Act.STORE:
            return _ask_card(state, Purpose.REGISTER)
        case _:
            return state, ()


def _ask_card(state: VisitState, purpose: Purpose) -> Outcome:
    asked = replace(state, phase=Card(purpose))
    return _reading(asked) if state.paired else (asked, ())


def _reading(state: VisitState) -> Outcome:
    if not isinstance(state.phase, Card) or state.phase.reading:
        return state, ()
    return replace(state, phase=Card(state.phase.purpose, reading=True)), (VisitEffect.ASK_CARD,)


def _card(state: VisitState, event: Pressed) -> Outcome:
    assert isinstance(state.phase, Card)
    match event.act:
        case Act.PAIR if not state.paired:
            return state, (VisitEffect.PAIR,)
        case Act.READ_AGAIN if state.paired:
            return _reading(state)
        case Act.OTHER_DEVICE:
            free = replace(state, paired=False, phase=Card(state.phase.purpose))
            return free, (VisitEffect.DROP_CARD, VisitEffect.UNPAIR)
        case _:
            return state, ()


def _failed(state: VisitState, event: CardFailed) -> Outcome:
    if not isinstance(state.phase, Card | Confirm):
        return state, ()
    if event.trouble in FINAL:
        return _end(state, Stopped(event.trouble))
    if isinstance(state.phase, Confirm):  # an update could not be stored
        return _end(state, Stopped(event.trouble))
    purpose = state.phase.purpose
    paired = state.paired and event.trouble not in NEEDS_PAIRING
    tried = Card(purpose, trouble=event.trouble, left=event.left)
    return replace(state, paired=paired, proved=False, phase=tried), (VisitEffect.FORGET,)


def _proved(state: VisitState) -> Outcome:
    if not (isinstance(state.phase, Card) and state.phase.reading):
        return state, (VisitEffect.FORGET,)
    effect = {
        Purpose.REGISTER: VisitEffect.STORE,
        Purpose.REVIEW: VisitEffect.FIND,
        Purpose.CANCEL: VisitEffect.CANCEL,
    }[state.phase.purpose]
    return replace(state, proved=True), (effect,)


def _update(state: VisitState, listed: Listed) -> Outcome:
    """入力 with the answers of the newest consent to this use; the 診療日 is not changed."""
    same = [one for one in listed.kept if one.use is state.rules.use]
    if not same:
        return state, ()
    newest = same[-1]
    return replace(state, phase=Input(), answers=newest.items, day=newest.day), ()
