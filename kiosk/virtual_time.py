"""Time that jumps to what is due next, and threads of which one runs at a time, in a fixed order.

The thread that makes a `VirtualTime` takes part in it, and so does each thread that it starts. All
but one of them wait. When the running one waits too (`sleep`, `Signal.wait`, `Task.join`), the next
one runs: first those whose signal was set, in that order; when there is none, time jumps to the
earliest end of a sleep or time limit. So code written for threads runs unchanged, never waits, and
gives the same result each time. While the running thread does something else (waits for a socket,
say), time stands still.
"""

import heapq
import itertools
import threading
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from kiosk.clock import JST
from kiosk.timing import Chance, Signal, Task


class _Wait:
    """One waiting of one thread: `gate` lets it go on, `over` says that it may."""

    __slots__ = ("gate", "over")

    def __init__(self, gate: threading.Semaphore, *, over: bool = False) -> None:
        self.gate, self.over = gate, over


class VirtualTime:
    """A `kiosk.timing.Time` that begins at `start`, Japanese time without a zone."""

    def __init__(self, start: datetime) -> None:
        self._start = start.replace(tzinfo=JST).astimezone(UTC)
        self._now = 0.0
        self._lock = threading.Lock()
        self._number = itertools.count()
        self._ready: deque[_Wait] = deque()
        self._timers: list[tuple[float, int, _Wait]] = []
        self._runs = True
        """Whether a thread runs; false while all wait for a signal that comes from outside."""
        self._own = threading.local()
        self._own.gate = threading.Semaphore(0)
        self._alive: list[str] = []

    def monotonic(self) -> float:
        """See Time: seconds since the start."""
        return self._now

    def instant(self) -> datetime:
        """See Time."""
        return self._start + timedelta(seconds=self._now)

    def japan(self) -> datetime:
        """See Time."""
        return self.instant().astimezone(JST).replace(tzinfo=None)

    def sleep(self, seconds: float) -> None:
        """See Time."""
        self._wait(deque(), max(0.0, seconds))

    def signal(self) -> Signal:
        """See Time. `wait` is for threads of this time; the rest is for any thread."""
        return _VirtualSignal(self)

    def start(self, name: str, call: Callable[[], None]) -> Task:
        """See Time. The new thread runs when this one waits."""
        gate, ended = threading.Semaphore(0), _VirtualSignal(self)

        def run() -> None:
            self._own.gate = gate
            gate.acquire()
            try:
                call()
            finally:
                ended.set()
                with self._lock:
                    self._alive.remove(name)
                    self._next()

        threading.Thread(target=run, name=name, daemon=True).start()
        with self._lock:
            self._alive.append(name)
        self._go([_Wait(gate)])
        return _VirtualTask(ended)

    @property
    def alive(self) -> tuple[str, ...]:
        """The names of the started threads that have not ended."""
        return tuple(self._alive)

    def _wait(self, waiting: deque[_Wait], timeout: float | None) -> None:
        """Wait with the others in `waiting`, at most `timeout` seconds."""
        gate: threading.Semaphore | None = getattr(self._own, "gate", None)
        if gate is None:
            raise RuntimeError("this thread was not started by this virtual time")
        wait = _Wait(gate)
        with self._lock:
            waiting.append(wait)
            if timeout is not None:
                heapq.heappush(self._timers, (self._now + timeout, next(self._number), wait))
            self._next()
        gate.acquire()
        with self._lock:
            if wait in waiting:
                waiting.remove(wait)

    def _go(self, waiting: "deque[_Wait] | list[_Wait]") -> None:
        """Let these threads go on, once the running one waits."""
        with self._lock:
            for wait in waiting:
                if not wait.over:
                    wait.over = True
                    self._ready.append(wait)
            waiting.clear()
            if not self._runs:
                self._next()

    def _next(self) -> None:
        """Let the next thread run; the lock is held, and the calling thread is about to wait."""
        if not self._ready:
            while self._timers:
                due, _, wait = heapq.heappop(self._timers)
                if not wait.over:
                    wait.over = True
                    self._now = max(self._now, due)
                    self._ready.append(wait)
                    break
        self._runs = bool(self._ready)
        if self._ready:
            self._ready.popleft().gate.release()


class _VirtualSignal:
    """A `kiosk.timing.Signal` in virtual time."""

    def __init__(self, time: VirtualTime) -> None:
        self._time, self._set = time, False
        self._waiting: deque[_Wait] = deque()

    def set(self) -> None:
        self._set = True
        self._time._go(self._waiting)

    def clear(self) -> None:
        self._set = False

    def is_set(self) -> bool:
        return self._set

    def wait(self, timeout: float | None = None) -> bool:
        if not self._set and (timeout is None or timeout > 0):
            self._time._wait(self._waiting, timeout)
        return self._set


class _VirtualTask:
    """A `kiosk.timing.Task` in virtual time."""

    def __init__(self, ended: Signal) -> None:
        self._ended = ended

    def join(self, timeout: float | None = None) -> None:
        self._ended.wait(timeout)

    def is_alive(self) -> bool:
        return not self._ended.is_set()


def seeded(seed: int) -> Chance:
    """Bytes that are the same for each use of `seed`: for test desks only, never for real keys."""
    import random  # noqa: TID251  the one seeded chance

    return random.Random(seed).randbytes
