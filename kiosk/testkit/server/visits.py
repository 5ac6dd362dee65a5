"""A visit away from the reader at a test desk: the consent pages' flow, its card, and re-checks.

The flow, the virtual card and the desk's registry are the program's own. What stands between them
in the field, a browser and a bridge, is left out: an act is given to the flow as the page's button
gives it. `docs/testing.md` lists the acts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from drivers.card.card_desk import MyNumberDesk
from drivers.card.mynumber import Terminal
from drivers.card.virtual.reader import VirtualReader
from kiosk.bridge.reading import read_card
from kiosk.bridge.run import VirtualInserter
from kiosk.desk.virtual.cards import CardStore
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.homevisit.claims import Claim, record
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.national.system import National
from kiosk.eligibility.port import Proof
from kiosk.eligibility.uses import Use
from kiosk.eligibility.wire.qualification import Request, RequestBody, RequestHeader, SearchInfo
from kiosk.homevisit import flow, profile
from kiosk.homevisit.events import Act, CardFailed, CardTrouble, Event, Pressed, VisitEffect
from kiosk.homevisit.pages import MENU, Kind, describe
from kiosk.homevisit.states import Card, Day, Done, Input, Stopped, VisitRules, VisitState
from kiosk.personas import everyone, find
from kiosk.testkit.server.refusals import Refused, unknown
from kiosk.texts import load
from kiosk.timing import Time
from kiosk.web.consents import Consents, Identity
from kiosk.web.effect_runner import EffectRunner

OWN = ("open", "card", "fail", "care", "recheck")
"""The acts that are no button of a page."""
ACTS = (*OWN, *(str(act) for act in Act if act not in (Act.PAIR, Act.LOOK)))
NOON = time(12)


@dataclass
class Run:
    """A tablet's run through the flow; see `kiosk.web.effect_runner.Asking`."""

    facility: str
    state: VisitState
    who: Identity | None = field(default=None, repr=False)
    reference: str = ""
    reading: bool = False
    """A card is asked for."""


@dataclass(frozen=True, slots=True)
class Place:
    """The desk's part of a visit: its registry, cards, facility and time."""

    home: Path
    registry: Registry
    facility: Facility
    terminal: Terminal
    time: Time
    lend: Callable[[str], None]


class Visits:
    """See the module. Calls come from one thread at a time."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._run: Run | None = None
        self._told: str | None = None
        """The answer to the last re-check: a validity, or the code of its refusal."""
        store = CardStore(place.home, lambda: place.time.japan().date())
        self._store = store
        self._consents = Consents(
            National(place.registry, clock=place.time.japan), [store.ca.authentication.certificate]
        )
        self._effects = EffectRunner[Run](self._consents)

    def act(self, act: str, given: Mapping[str, Any]) -> None:
        """Do one act; `given` are its further keys, None where they were left out.

        Raises Refused for an act that cannot be carried out.
        """
        if act not in ACTS:
            raise unknown("act of a visit", act, ACTS)
        match act:
            case "open":
                self._open(given.get("use") or "visit")
            case "care":
                self._care(self._card(given), str(given.get("month") or ""))
            case "recheck":
                self._recheck(self._card(given), given.get("use") or "visit", given.get("day"))
            case "card":
                self._read(self._card(given), given.get("card_pin") or "")
            case "fail":
                self._fail(str(given.get("trouble")))
            case _:
                self._press(Act(act), given)

    def facts(self) -> dict[str, Any]:
        """What `expect` compares: the page with its values, and the answer to the last re-check."""
        phase = self._run.state.phase if self._run else None
        trouble = phase.trouble if isinstance(phase, Card | Stopped) else None
        return {
            "page": type(phase).__name__.lower() if phase else None,
            "trouble": str(trouble) if trouble else None,
            "left": phase.left if isinstance(phase, Card) else None,
            "until": phase.kept.until.isoformat() if isinstance(phase, Done) else None,
            "missing": isinstance(phase, Input) and phase.missing,
            "wrong": isinstance(phase, Day) and phase.wrong,
            "under_age": isinstance(phase, Done) and phase.under_age,
            "answer": self._told,
        }

    @property
    def _code(self) -> str:
        return self._place.facility.code

    @property
    def _today(self) -> date:
        return self._place.time.japan().date()

    @staticmethod
    def _card(given: Mapping[str, Any]) -> str:
        card = given.get("card")
        if not card:
            raise Refused("this act needs a card: a persona's name")
        if card not in everyone():
            raise unknown("persona", str(card), everyone())
        return str(card)

    def _care(self, card: str, month: str) -> None:
        try:
            claim = Claim.parse(card, self._code, month)
        except ValueError:
            raise Refused("care needs a month, as 2027-01") from None
        record(self._place.registry, [claim])

    def _open(self, use: str) -> None:
        if use not in tuple(Use):
            raise unknown("use", use, Use)
        rules = VisitRules(self._place.facility.name, Use(use), profile.in_force(self._today))
        self._run = Run(self._code, VisitState(rules, paired=True))

    def _opened(self) -> Run:
        if self._run is None:
            raise Refused('no page is open; begin with the act "open"')
        return self._run

    def _press(self, act: Act, given: Mapping[str, Any]) -> None:
        run = self._opened()
        pressed = Pressed(
            act,
            self._today,
            answers=dict(given.get("answers") or {}),
            day=given.get("day"),
        )
        page = describe(run.state, load(domain="visit"), self._today)
        buttons = {part.name for part in page.parts if part.kind is Kind.BUTTON}
        if act not in buttons and not (page.menu and act in MENU):
            raise Refused(f"the page {page.name} has no button {act}")
        self._feed(pressed)

    def _feed(self, event: Event) -> None:
        run, events = self._opened(), [event]
        while events:
            run.state, effects = flow.step(run.state, events.pop(0))
            for effect in effects:
                if effect in (VisitEffect.ASK_CARD, VisitEffect.DROP_CARD):
                    run.reading = effect is VisitEffect.ASK_CARD
                told = self._effects.carry_out(run, effect)
                if told is not None:
                    events.append(told)

    def _fail(self, trouble: str) -> None:
        """The card step fails by other causes than the card: a lost bridge, the house's Wi-Fi."""
        if trouble not in tuple(CardTrouble):
            raise unknown("trouble", trouble, CardTrouble)
        self._waiting()
        self._feed(CardFailed(CardTrouble(trouble)))

    def _waiting(self) -> Run:
        run = self._opened()
        if not run.reading:
            raise Refused("no card is asked for on this page")
        run.reading = False
        return run

    def _read(self, card: str, pin: str) -> None:
        run, place = self._waiting(), self._place
        place.lend(card)
        challenge, reader = self._consents.challenge(), VirtualReader()
        desk = MyNumberDesk(
            reader, terminal=place.terminal, today=lambda: self._today,
            monotonic=place.time.monotonic,
        )  # fmt: skip
        inserter = VirtualInserter(reader, self._store, find(card))
        try:
            read = read_card(
                desk, challenge, pin, method=run.state.rules.method, inserter=inserter,
                time=place.time, allow_last=True,
            )  # fmt: skip
        finally:
            desk.close()
        if read.signed is None:
            self._feed(CardFailed(CardTrouble(read.trouble), read.left))
            return
        proof = Proof(
            run.state.rules.method, read.signed.certificate, challenge, read.signed.signature
        )
        self._feed(self._effects.proved(run, proof))

    def _recheck(self, card: str, use: str, day: date | None) -> None:
        """Ask as a receipt computer does, on a day (today if None)."""
        if use not in tuple(Use):
            raise unknown("use", use, Use)
        place = self._place
        at = datetime.combine(day, NOON) if day else place.time.japan()
        national, held = National(place.registry, clock=lambda: at), find(card).insurance[-1]
        search = SearchInfo(
            insurer_number=f"{held.insurer_number:>8}",
            insured_card_symbol=held.symbol or None,
            insured_identification_number=held.number,
            insured_branch_number=held.branch,
            birthdate=find(card).person.birth,
        )
        request = Request(RequestHeader(self._code), RequestBody((search,)))
        told = national.lasting(place.facility, request, Use(use).treatment, None)
        body = told.message_body
        refused = told.message_header.error_code or (body.processing_result_code if body else None)
        validity = body.qualification_validity if body else None
        self._told = refused or (validity.value if validity else None)
