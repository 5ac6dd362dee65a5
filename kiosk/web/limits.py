"""Limits on how often something may be tried."""

from collections import OrderedDict
from collections.abc import Callable

from kiosk.timing import REAL

KEYS_KEPT = 10_000


class RateLimit:
    """At most `most` tries a key within `seconds`; the oldest keys are forgotten first."""

    def __init__(
        self, most: int, seconds: float, clock: Callable[[], float] = REAL.monotonic
    ) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        self._tries: OrderedDict[str, list[float]] = OrderedDict()

    def spent(self, key: str) -> bool:
        """Whether the key has no try left now."""
        return len(self._recent(key)) >= self._most

    def count(self, key: str) -> None:
        """Count a try of the key."""
        self._tries[key] = [*self._recent(key), self._clock()]
        self._tries.move_to_end(key)
        if len(self._tries) > KEYS_KEPT:
            self._tries.popitem(last=False)

    def take(self, key: str) -> bool:
        """Count a try if one is left; returns whether it was."""
        if self.spent(key):
            return False
        self.count(key)
        return True

    def _recent(self, key: str) -> list[float]:
        since = self._clock() - self._seconds
        return [at for at in self._tries.get(key, ()) if at > since]
