"""Carries out at the national system what the flow asks for: identify, store, find, cancel."""

import logging
import secrets
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from kiosk.eligibility.national.homevisit.visits import NewVisit, Visit
from kiosk.eligibility.port import Proof
from kiosk.errors import CertificateInvalid, KioskError, NoSuchPerson, NotRegistered
from kiosk.homevisit.events import (
    AllCancelled,
    CardFailed,
    CardProved,
    CardTrouble,
    Event,
    Found,
    Stored,
    VisitEffect,
)
from kiosk.homevisit.states import VisitState
from kiosk.web.consents import Consents, Identity, kept, under_age

T = TypeVar("T")

R = TypeVar("R", bound="Asking")
"""The kind of run whose effects are carried out."""

log = logging.getLogger(__name__)

TROUBLES: dict[type[KioskError], CardTrouble] = {
    CertificateInvalid: CardTrouble.INVALID,
    NoSuchPerson: CardTrouble.UNKNOWN,
    NotRegistered: CardTrouble.UNREGISTERED,
}
"""The trouble that the page shows for an error; any other error is shown as an outage of the
system.
"""


class Asking(Protocol):
    """A run of the flow as it is needed here. `reference` makes a stored consent count once."""

    facility: str
    state: VisitState
    who: Identity | None
    reference: str


class EffectRunner(Generic[R]):
    """See the module. Calls block and never raise: an error becomes what the page says of it."""

    def __init__(self, consents: Consents) -> None:
        self._consents = consents
        self.stored: Callable[[R, Visit], None] = lambda _run, _visit: None
        """Called with each stored consent, before the page says that it is stored; an error there
        is logged, and the consent stays.
        """

    def proved(self, run: R, proof: Proof) -> Event:
        """The card has answered: who its holder is."""
        who = _ask(lambda: self._consents.identify(proof))
        if isinstance(who, CardTrouble):
            return CardFailed(who)
        run.who = who
        return CardProved()

    def carry_out(self, run: R, effect: VisitEffect) -> Event | None:
        """Carry an effect out; None if it is none of the national system's."""
        if effect is VisitEffect.FORGET:
            run.who, run.reference = None, ""
            return None
        carried = {
            VisitEffect.STORE: self._store,
            VisitEffect.UPDATE: self._update,
            VisitEffect.FIND: self._find,
            VisitEffect.CANCEL: self._cancel,
        }.get(effect)
        if carried is None:
            return None
        return CardFailed(CardTrouble.DOWN) if run.who is None else carried(run, run.who)

    def _update(self, run: R, who: Identity) -> Event:
        return self._store(run, who, keep_first=True)

    def _store(self, run: R, who: Identity, *, keep_first: bool = False) -> Event:
        state = run.state
        run.reference = run.reference or secrets.token_urlsafe(24)
        new = NewVisit(
            run.reference,
            state.rules.use,
            state.consent,
            state.rules.channel,
            state.rules.method,
            state.day,
            state.prescription,
        )
        stored = _ask(lambda: self._consents.store(run.facility, who, new, keep_first=keep_first))
        if isinstance(stored, CardTrouble):
            return CardFailed(stored)
        self._tell(run, stored)
        young = not who.grace and under_age(stored, state.consent.agreed)
        return Stored(kept(stored, state.rules.profile), young, who.grace)

    def _tell(self, run: R, stored: Visit) -> None:
        try:
            self.stored(run, stored)
        except KioskError as error:
            log.warning("a consent is stored, but its service was not told: %s", error.detail)

    def _find(self, run: R, who: Identity) -> Event:
        found = _ask(lambda: self._consents.valid(run.facility, who))
        if isinstance(found, CardTrouble):
            return CardFailed(found)
        profile = run.state.rules.profile
        return Found(tuple(kept(visit, profile) for visit in found))

    def _cancel(self, run: R, who: Identity) -> Event:
        done = _ask(lambda: self._consents.cancel_all(run.facility, who))
        return CardFailed(done) if isinstance(done, CardTrouble) else AllCancelled()


def _ask(call: Callable[[], T]) -> "T | CardTrouble":
    """Ask the national system; an error becomes what the page says of it."""
    try:
        return call()
    except KioskError as error:
        log.warning("a consent was not carried out: %s", error.detail)
        return TROUBLES.get(type(error), CardTrouble.DOWN)
