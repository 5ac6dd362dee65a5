"""Where the program takes time, waiting, threads and random bytes from: one source that is given.

`REAL` is the system's. A test desk uses `kiosk.virtual_time.VirtualTime`, in which a whole
reception takes no waiting and runs the same each time. Ruff forbids `time.monotonic`, `time.sleep`,
`random` and their like everywhere else.
"""

import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from kiosk import clock

T = TypeVar("T")

Chance = Callable[[int], bytes]
"""Gives that many random bytes."""

SYSTEM_CHANCE: Chance = secrets.token_bytes
"""The system's random bytes, fit for challenges, tokens and references."""


class Signal(Protocol):
    """What `threading.Event` is in real time."""

    def set(self) -> None:
        """Let all waiting threads go on."""
        ...

    def clear(self) -> None:
        """Make the next `wait` wait again."""
        ...

    def is_set(self) -> bool:
        """Whether `wait` would return at once."""
        ...

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until it is set, at most `timeout` seconds; returns whether it is set."""
        ...


class Task(Protocol):
    """A running thread, as `threading.Thread` is in real time."""

    def join(self, timeout: float | None = None) -> None:
        """Wait for its end, at most `timeout` seconds."""
        ...

    def is_alive(self) -> bool:
        """Whether it still runs."""
        ...


class Time(Protocol):
    """A source of time. Threads that wait in it are started by `start`."""

    def monotonic(self) -> float:
        """Seconds from an arbitrary moment; never goes back."""
        ...

    def instant(self) -> datetime:
        """The present moment with its zone, UTC."""
        ...

    def japan(self) -> datetime:
        """The time in Japan, without a zone; see `kiosk.clock.Clock`."""
        ...

    def sleep(self, seconds: float) -> None:
        """Let that much time pass."""
        ...

    def signal(self) -> Signal:
        """A new signal, not set."""
        ...

    def start(self, name: str, call: Callable[[], None]) -> Task:
        """Run `call` in a new thread, which does not keep the process alive."""
        ...


class RealTime:
    """The system's time and threads."""

    def monotonic(self) -> float:
        """See Time."""
        return time.monotonic()

    def instant(self) -> datetime:
        """See Time."""
        return clock.instant()

    def japan(self) -> datetime:
        """See Time."""
        return clock.japan()

    def sleep(self, seconds: float) -> None:
        """See Time."""
        time.sleep(seconds)

    def signal(self) -> Signal:
        """See Time."""
        return threading.Event()

    def start(self, name: str, call: Callable[[], None]) -> Task:
        """See Time."""
        thread = threading.Thread(target=call, name=name, daemon=True)
        thread.start()
        return thread


REAL = RealTime()
"""The time of every desk but a test desk."""


class InboxEmpty(Exception):
    """Nothing came into an inbox in time."""


class Inbox(Generic[T]):
    """A queue without limit: any thread puts, one thread gets."""

    def __init__(self, time: Time) -> None:
        self._items: deque[T] = deque()
        self._time = time
        self._came = time.signal()

    def put(self, item: T) -> None:
        """Add an item at the end."""
        self._items.append(item)
        self._came.set()

    def clear(self) -> None:
        """Drop all items."""
        self._items.clear()

    def get(self, timeout: float | None = None) -> T:
        """The first item. Raises InboxEmpty after `timeout` seconds."""
        ends = None if timeout is None else self._time.monotonic() + timeout
        while not self._items:
            self._came.clear()
            if self._items:  # it came between the two lines above
                break
            # A wake alone proves nothing: `put` adds first, so its item may be taken by now.
            left = None if ends is None else ends - self._time.monotonic()
            if left is not None and left <= 0:
                break
            self._came.wait(left)
        try:
            return self._items.popleft()
        except IndexError:
            raise InboxEmpty from None


class Call(Generic[T]):
    """A call that a worker carries out."""

    def __init__(self, call: Callable[[], T], time: Time) -> None:
        self._call, self._ended = call, time.signal()
        self._values: list[T] = []
        self._error: BaseException | None = None

    def run(self) -> None:
        """Carry it out; an exception is kept for `result`."""
        try:
            self._values.append(self._call())
        except BaseException as error:
            self._error = error
        finally:
            self._ended.set()

    def result(self, timeout: float | None = None) -> T:
        """What the call returned or raised. Raises TimeoutError after `timeout` seconds."""
        if not self._ended.wait(timeout):
            raise TimeoutError
        if self._error is not None:
            raise self._error
        return self._values[0]


class Worker:
    """Carries out calls one after the other, in a thread that the first call starts."""

    def __init__(self, name: str, time: Time) -> None:
        self._name, self._time = name, time
        self._calls: Inbox[Call[object] | None] = Inbox(time)
        self._task: Task | None = None
        self._lock = threading.Lock()

    def submit(self, call: Callable[[], T]) -> Call[T]:
        """Queue a call, from any thread."""
        made = Call(call, self._time)
        with self._lock:
            self._calls.put(made)  # type: ignore[arg-type]  # its result is typed for the caller
            if self._task is None:
                self._task = self._time.start(self._name, self._run)
        return made

    def close(self) -> None:
        """Wait for the queued calls, then end the thread."""
        self._calls.put(None)
        if self._task is not None:
            self._task.join()

    def abandon(self, within: float) -> None:
        """Drop the queued calls, and wait at most `within` seconds for the one that runs."""
        self._calls.clear()
        self._calls.put(None)
        if self._task is not None:
            self._task.join(within)

    def _run(self) -> None:
        while (call := self._calls.get()) is not None:
            call.run()
            del call
