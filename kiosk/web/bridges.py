"""The bridges: programs where a card reader is, which connect to this server and wait for tasks.

A bridge is paired by a code that it shows, valid once and for minutes. The server never sees a PIN:
it sends a challenge and receives the card's certificate and signature.
"""

import asyncio
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.homevisit.events import CardTrouble
from kiosk.session.events import Method
from kiosk.timing import REAL

CODE_SECONDS = 300.0
SILENT_SECONDS = 12.0
"""A bridge that has not asked for so long is lost; it asks again at least every few seconds."""
TASK_SECONDS = 120.0
HOLD_SECONDS = 4.0
"""How long a bridge's question for a task is held open."""
MOST = 1000


@dataclass(eq=False)
class CardTask:
    """One reading of a card. `answer` gets the card's proof or what went wrong."""

    id: str
    challenge: bytes = field(repr=False)
    facility: str
    method: Method
    deadline: float
    answered: "asyncio.Future[Proved | Failed]"
    fetched: bool = False


@dataclass(frozen=True, slots=True)
class Proved:
    """The card's certificate (DER) and its signature over the challenge."""

    certificate: bytes = field(repr=False)
    signature: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Failed:
    """The card was not read; `left` tries of the PIN remain where it was wrong."""

    trouble: CardTrouble
    left: int = 0


@dataclass(eq=False)
class Bridge:
    """A connected bridge."""

    id: str
    code: str
    code_until: float
    seen: float
    task: CardTask | None = None
    paired: bool = False
    wake: asyncio.Event = field(default_factory=asyncio.Event)


class Bridges:
    """The connected bridges. To be used from the event loop only."""

    def __init__(self, clock: Callable[[], float] = REAL.monotonic) -> None:
        self._clock = clock
        self._by_token: dict[str, Bridge] = {}

    def hello(self) -> tuple[str, Bridge] | None:
        """A new bridge with its token; None if there are too many."""
        self._drop_lost()
        if len(self._by_token) >= MOST:
            return None
        token = secrets.token_urlsafe(32)
        bridge = Bridge(secrets.token_urlsafe(12), "", 0.0, self._clock())
        self._by_token[_digest(token)] = bridge
        self._new_code(bridge)
        return token, bridge

    def of_token(self, token: str) -> Bridge | None:
        """The bridge of a token, noted as being there; its code is renewed when it is old."""
        bridge = self._by_token.get(_digest(token))
        if bridge is None:
            return None
        bridge.seen = self._clock()
        if bridge.code_until < bridge.seen:
            self._new_code(bridge)
        return bridge

    def goodbye(self, token: str) -> None:
        """The bridge ends."""
        bridge = self._by_token.pop(_digest(token), None)
        if bridge is not None:
            bridge.seen = float("-inf")
            self.drop(bridge)

    def pair(self, code: str) -> Bridge | None:
        """The bridge that shows this code, which is used up by that; None if there is none."""
        now = self._clock()
        for bridge in self._by_token.values():
            fits = secrets.compare_digest(bridge.code.encode(), code.encode())
            if fits and bridge.code_until >= now and self.there(bridge):
                self._new_code(bridge)
                bridge.paired = True
                return bridge
        return None

    def of_id(self, ident: str) -> Bridge | None:
        """A connected bridge by its id; None if it is lost."""
        for bridge in self._by_token.values():
            if bridge.id == ident and self.there(bridge):
                return bridge
        return None

    def there(self, bridge: Bridge) -> bool:
        """Whether the bridge is still connected."""
        return self._clock() - bridge.seen <= SILENT_SECONDS

    def ask(
        self, bridge: Bridge, challenge: bytes, facility: str, method: Method
    ) -> CardTask | None:
        """Give the bridge a task; None while it has another one."""
        if bridge.task is not None and bridge.task.deadline > self._clock():
            return None
        future: asyncio.Future[Proved | Failed] = asyncio.get_running_loop().create_future()
        deadline = self._clock() + TASK_SECONDS
        ident = secrets.token_urlsafe(12)
        bridge.task = CardTask(ident, challenge, facility, method, deadline, future)
        bridge.wake.set()
        return bridge.task

    def drop(self, bridge: Bridge) -> None:
        """Take the bridge's task back; a later answer to it is refused."""
        bridge.task = None
        bridge.wake.set()

    def trouble(self, bridge: Bridge, task: CardTask) -> CardTrouble | None:
        """Why the task cannot be answered any more; None while it can."""
        if not self.there(bridge):
            return CardTrouble.LOST
        if bridge.task is not task:
            return CardTrouble.LOST
        return CardTrouble.LATE if task.deadline < self._clock() else None

    async def next_task(self, bridge: Bridge) -> CardTask | None:
        """The bridge's task, as soon as there is one that it has not fetched, or None."""
        until = self._clock() + HOLD_SECONDS
        while True:
            task = bridge.task
            if task is not None and not task.fetched:
                task.fetched = True
                return task
            left = until - self._clock()
            bridge.seen = self._clock()
            if left <= 0:
                return None
            bridge.wake.clear()
            try:
                await asyncio.wait_for(bridge.wake.wait(), left)
            except (TimeoutError, asyncio.CancelledError):  # the latter when the server ends
                return None

    def answer(self, bridge: Bridge, task_id: str, answer: Proved | Failed) -> bool:
        """Answer a task; False if it is not the bridge's task any more. It counts once."""
        task = bridge.task
        if task is None or task.id != task_id or task.answered.done():
            return False
        bridge.task = None
        task.answered.set_result(answer)
        return True

    def _new_code(self, bridge: Bridge) -> None:
        taken = {one.code for one in self._by_token.values()}
        code = ""
        while not code or code in taken:
            code = f"{secrets.randbelow(1_000_000):06}"
        bridge.code, bridge.code_until = code, self._clock() + CODE_SECONDS

    def _drop_lost(self) -> None:
        limit = self._clock() - 10 * SILENT_SECONDS
        gone = [token for token, one in self._by_token.items() if one.seen < limit]
        for token in gone:
            del self._by_token[token]


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
