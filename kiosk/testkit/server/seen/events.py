"""What happened at a desk, as numbered events that clients read or wait for."""

import threading
from collections import deque
from dataclasses import dataclass
from typing import Any

from kiosk.timing import Time

KEPT = 20_000
"""Events that a desk keeps; older ones are dropped, so a client that never reads harms nobody."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One event: its number from 1, the desk's seconds and wall time, its kind and details."""

    number: int
    at: float
    time: str
    kind: str
    told: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """The public form."""
        return {
            "number": self.number,
            "at": self.at,
            "time": self.time,
            "kind": self.kind,
            **self.told,
        }


class EventLog:
    """Safe to use from any thread. No event holds a name, a PIN or a picture."""

    def __init__(self, time: Time) -> None:
        self._time = time
        self._events: deque[Happening] = deque(maxlen=KEPT)
        self._news = threading.Condition()
        self._count = 0
        self._closed = False

    def add(self, kind: str, **told: Any) -> None:
        """Append an event with the present time."""
        at = round(self._time.monotonic(), 3)
        wall = self._time.instant().isoformat(timespec="milliseconds")
        with self._news:
            self._count += 1
            self._events.append(Happening(self._count, at, wall, kind, told))
            self._news.notify_all()

    def since(self, number: int, within_s: float = 0.0) -> list[Happening]:
        """The events after `number`; waits up to `within_s` real seconds for the first."""
        with self._news:
            if within_s:
                self._news.wait_for(lambda: self._closed or self._count > number, within_s)
            return [event for event in self._events if event.number > number]

    @property
    def closed(self) -> bool:
        """Whether no further event comes."""
        return self._closed

    def close(self) -> None:
        """Let all clients that wait go."""
        with self._news:
            self._closed = True
            self._news.notify_all()
