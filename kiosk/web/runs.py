"""One browser's run through the flow: carries out the effects of `kiosk.homevisit.flow`."""

import asyncio
from dataclasses import dataclass, field

from kiosk.eligibility.port import Proof
from kiosk.homevisit import flow
from kiosk.homevisit.events import CardFailed, CardTrouble, Event, Paired, VisitEffect
from kiosk.homevisit.states import VisitState
from kiosk.session.states import Language
from kiosk.web.bridges import Bridge, Bridges, CardTask, Failed
from kiosk.web.consents import Consents, Identity
from kiosk.web.effect_runner import EffectRunner
from kiosk.web.limits import RateLimit
from kiosk.web.sessions import Session


@dataclass(eq=False)
class Run:
    """What a session holds: the flow's state, how the patient reads, and whose card it was."""

    facility: str
    key: str
    state: VisitState
    language: Language = Language.JAPANESE
    large: bool = False
    bridge: Bridge | None = None
    task: CardTask | None = None
    who: Identity | None = field(default=None, repr=False)
    reference: str = ""
    stale: bool = False
    booking: str = ""
    house_network: bool = False
    device: str = field(default="", repr=False)
    """The key of the app's device, where the run is the app's."""


class Runs:
    """Feeds events to the flow of a session and carries out what it asks for."""

    def __init__(self, consents: Consents, bridges: Bridges) -> None:
        self.consents, self.bridges = consents, bridges
        self.effects = EffectRunner[Run](consents)
        self._pairings = RateLimit(5, 300)
        self._cards = RateLimit(12, 300)

    async def feed(self, session: Session[Run], event: Event, code: str = "") -> None:
        """Give an event to the session's flow. The caller holds the session's turn."""
        run = session.data
        events = [event]
        while events:
            run.state, effects = flow.step(run.state, events.pop(0))
            for effect in effects:
                told = await self._carry_out(session, effect, code)
                if told is not None:
                    events.append(told)
        session.change()

    async def look(self, session: Session[Run]) -> None:
        """Tell the flow that the card has answered, or that no answer will come."""
        async with session.turn:
            run = session.data
            if run.task is None or run.bridge is None:
                return
            if run.task.answered.done():
                await self.feed(session, await self._answered(run, run.task))
                return
            trouble = self.bridges.trouble(run.bridge, run.task)
            if trouble is not None:
                self._drop(run)
                await self.feed(session, CardFailed(trouble))

    async def _answered(self, run: Run, task: CardTask) -> Event:
        run.task = None
        answer = task.answered.result()
        if isinstance(answer, Failed):
            return CardFailed(answer.trouble, answer.left)
        proof = Proof(run.state.rules.method, answer.certificate, task.challenge, answer.signature)
        return await asyncio.to_thread(self.effects.proved, run, proof)

    async def _carry_out(
        self, session: Session[Run], effect: VisitEffect, code: str
    ) -> Event | None:
        run = session.data
        match effect:
            case VisitEffect.PAIR:
                return self._pair(session, code)
            case VisitEffect.ASK_CARD:
                return self._ask_card(session)
            case VisitEffect.DROP_CARD:
                self._drop(run)
            case VisitEffect.UNPAIR:
                run.bridge = None
            case _:
                return await asyncio.to_thread(self.effects.carry_out, run, effect)
        return None

    def _pair(self, session: Session[Run], code: str) -> Event:
        if self._pairings.spent(session.id):
            return CardFailed(CardTrouble.PAIR_MANY)
        bridge = self.bridges.pair(code)
        if bridge is None:
            self._pairings.count(session.id)
            return CardFailed(CardTrouble.PAIR_WRONG)
        session.data.bridge = bridge
        return Paired()

    def _ask_card(self, session: Session[Run]) -> Event | None:
        run = session.data
        if run.house_network:
            return CardFailed(CardTrouble.WIFI)
        if run.bridge is None or not self.bridges.there(run.bridge):
            return CardFailed(CardTrouble.LOST)
        if not self._cards.take(session.id):
            return CardFailed(CardTrouble.DOWN)
        rules = run.state.rules
        task = self.bridges.ask(run.bridge, self.consents.challenge(), rules.facility, rules.method)
        if task is None:
            return CardFailed(CardTrouble.DOWN)
        run.task = task
        task.answered.add_done_callback(lambda _: session.changed.set())
        return None

    def _drop(self, run: Run) -> None:
        task, run.task = run.task, None
        if task is not None and run.bridge is not None and run.bridge.task is task:
            self.bridges.drop(run.bridge)
