"""What each step of the session adds to the record of its reception."""

from collections.abc import Iterator, Mapping, Sequence

from kiosk.eligibility.port import Late
from kiosk.records.record import Asked, Moment, Note, digest
from kiosk.session.codes import Validity
from kiosk.session.effects import Effect, End, Outcome, Submit
from kiosk.session.events import PHONES, Delivered, Event, Method
from kiosk.session.states import (
    ChoosingPhone,
    EnteringCode,
    EnteringPassword,
    EnteringPin,
    FaceUnproven,
    HoldingPhone,
    Identifying,
    Idle,
    MatchingFace,
    Phase,
    State,
    VisualCheck,
)

METHODS: dict[type[Phase], Method] = {
    MatchingFace: Method.FACE,
    FaceUnproven: Method.FACE,
    EnteringPassword: Method.VISUAL,
    EnteringCode: Method.FACE,  # 照合番号B opens the photo
    EnteringPin: Method.PIN,
    VisualCheck: Method.VISUAL,
    ChoosingPhone: Method.PHONE,
    HoldingPhone: Method.PHONE,
}
"""The method that a phase of 本人確認 belongs to, before it has succeeded."""


def moments(
    before: State,
    event: Event,
    after: State,
    effects: Sequence[Effect],
    references: Mapping[int, str],
) -> Iterator[Moment]:
    """The moments of one step. `references` are the tickets' references by reception number."""
    at = event.at
    if isinstance(event, Delivered) and event.result:
        note = Note.DELIVERED if _in_time(after, event.reception) else Note.LATE
        validity = Validity(event.validity) if event.validity else None
        yield Moment(at, event.reception, note=note, result=event.result, validity=validity)
    for effect in effects:
        if isinstance(effect, End):
            yield Moment(at, effect.reception, outcome=effect.outcome, fault=effect.fault)
    if type(after.phase) is type(before.phase) or not after.receptions:
        return
    begun = after.receptions != before.receptions
    if begun and before.receptions and not isinstance(before.phase, Idle):
        yield Moment(at, before.receptions, Idle.id)
    if begun or before.reception is not None:  # else a card left behind, of no reception
        yield _entered(at, after, effects, references)


def _entered(
    at: float, after: State, effects: Sequence[Effect], references: Mapping[int, str]
) -> Moment:
    """The moment at which a phase was entered."""
    sent = next((one for one in effects if isinstance(one, Submit)), None)
    consents = None
    if sent is not None:
        agreed = dict.fromkeys(sent.answers.agreed, True)
        consents = {**agreed, **dict.fromkeys(sent.answers.declined, False)}
    return Moment(
        at,
        after.receptions,
        after.phase.id,
        asked=_asked(after),
        method=_method(after),
        fault=after.phase.fault if isinstance(after.phase, FaceUnproven) else None,
        consents=consents,
        reference=digest(references[sent.reception]) if sent else "",
    )


def came(at: float, number: int, late: Late) -> Moment:
    """The moment when the pending result of reception `number` came, or was given up."""
    return Moment(
        at,
        number,
        note=Note.GIVEN_UP if late.given_up else Note.LATE,
        result=str(late.result_file or ""),
        validity=Validity(late.validity) if late.validity else None,
        reference=digest(late.reference),
        reason=late.given_up.detail if late.given_up else "",
    )


def _asked(state: State) -> Asked | None:
    reception = state.reception
    if reception is None:
        return None
    card = reception.card
    phone = reception.phone is not None or (card is not None and card.kind in PHONES)
    return Asked.PHONE if phone else Asked.CARD


def _method(state: State) -> Method | None:
    reception, phase = state.reception, state.phase
    if isinstance(phase, Identifying):
        return phase.method
    if isinstance(phase, EnteringPin) and reception is not None and reception.phone is not None:
        return Method.PHONE
    return METHODS.get(type(phase)) or (reception.method if reception else None)


def _in_time(after: State, number: int) -> bool:
    """Whether the result of reception `number` came before its reception had ended with a fault."""
    reception = after.reception
    ended = reception.ended if reception and reception.number == number else Outcome.ERROR
    return ended in (None, Outcome.COMPLETED)
