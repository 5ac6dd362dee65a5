"""How many requests a facility may send: one limit for all services on a shared registry.

A service takes permits from the database in portions, so that a request seldom waits for it.
"""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field

from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.national.store.shared import is_shared, take_permits
from kiosk.timing import REAL

PORTIONS = 20
"""Portions in the permits of a second."""
KEEP_SECONDS = 1.0
"""A portion that is not used by then is taken anew."""


@dataclass(slots=True)
class _Held:
    """The permits of a facility that this service holds."""

    left: float
    at: float
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class Permits:
    """Permits for requests, for one event loop."""

    def __init__(self, registry: Registry, per_second: float) -> None:
        self._registry, self._rate = registry, per_second
        self._most = max(per_second, 1.0)
        begin = 0.0 if is_shared(registry) else self._most
        self._take = self._of_all if is_shared(registry) else self._of_this_process
        self._held: dict[str, _Held] = defaultdict(lambda: _Held(begin, REAL.monotonic()))

    async def admit(self, facility: str) -> bool:
        """Whether the facility may send one more request now. Raises SystemDown."""
        return await self._take(facility, self._held[facility])

    async def _of_this_process(self, _: str, held: _Held) -> bool:
        """A bucket of one second."""
        now = REAL.monotonic()
        held.left = min(self._most, held.left + (now - held.at) * self._rate)
        held.at = now
        if held.left < 1:
            return False
        held.left -= 1
        return True

    async def _of_all(self, facility: str, held: _Held) -> bool:
        """A permit of a portion from the database."""
        if not self._has(held):
            async with held.turn:  # one call takes permits for all waiting requests
                if not self._has(held):
                    wanted = max(1, int(self._rate / PORTIONS))
                    held.left = await asyncio.to_thread(
                        take_permits, self._registry, facility, wanted, self._rate
                    )
                    held.at = REAL.monotonic()
        if not self._has(held):
            return False
        held.left -= 1
        return True

    @staticmethod
    def _has(held: _Held) -> bool:
        return held.left >= 1 and REAL.monotonic() - held.at < KEEP_SECONDS
