"""Time limits for blocking calls, which run in a thread of their own.

PC/SC calls block inside a C library and cannot be interrupted, for example while another program
holds a transaction or while the service is stopped. The caller stops waiting at its time limit.
"""

import threading
from collections import deque
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from kiosk.timing import REAL

T = TypeVar("T")
IDLE_S = 2.0
"""Seconds after which a thread without work ends; the next call starts another."""


class CallLate(Exception):
    """The call did not return in time. It continues in its thread, and its result is undone."""


class _Call(Generic[T]):
    def __init__(self, what: Callable[[], T], undo: Callable[[T], object] | None) -> None:
        self._what, self._undo = what, undo
        self._lock = threading.Lock()
        self._left = False
        self.ended = threading.Event()
        self.values: list[T] = []
        self.error: BaseException | None = None

    def run(self) -> None:
        """Run the call and store its result or error. Never raises."""
        try:
            value = self._what()
            with self._lock:
                self.values.append(value)
                left = self._left
                self.ended.set()
            if left and self._undo:
                self._undo(value)
        except BaseException as error:
            self.error = error
        finally:
            self.ended.set()

    def leave(self) -> bool:
        """Stop waiting; returns False if the call has just ended."""
        with self._lock:
            self._left = not self.ended.is_set()
            return self._left


class CallQueue:
    """Runs blocking calls one after the other in a thread. Safe to use from several threads."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._waiting: deque[_Call[Any]] = deque()
        self._news = threading.Condition()
        self._working = False
        self._late: _Call[Any] | None = None

    def call(
        self, what: Callable[[], T], within: float, undo: Callable[[T], object] | None = None
    ) -> T:
        """Run `what`; returns or raises as it does. Raises CallLate after `within` seconds.

        While an earlier call is late, this one is not started, so late calls do not accumulate.
        `undo` gets the result of a late call when it returns.
        """
        ends = REAL.monotonic() + within
        with self._news:
            late = self._late
        if late is not None and not late.ended.wait(within):
            raise CallLate
        call = self.put(what, ends - REAL.monotonic(), undo)
        if not call.ended.is_set():
            raise CallLate
        if call.error is not None:
            raise call.error
        return call.values[0]

    def put(
        self,
        what: Callable[[], T],
        within: float,
        undo: Callable[[T], object] | None = None,
    ) -> "_Call[T]":
        """Queue `what`, also after a late call, and wait up to `within` seconds for its end."""
        call = _Call(what, undo)
        with self._news:
            self._waiting.append(call)
            if not self._working:
                self._working = True
                threading.Thread(target=self._work, name=self._name, daemon=True).start()
            self._news.notify()
        if not call.ended.wait(within) and call.leave():
            with self._news:
                self._late = call
        return call

    def _work(self) -> None:
        while True:
            with self._news:
                ends = REAL.monotonic() + IDLE_S
                while not self._waiting and (left := ends - REAL.monotonic()) > 0:
                    self._news.wait(left)
                if not self._waiting:
                    self._working = False
                    return
                call = self._waiting.popleft()
            call.run()
