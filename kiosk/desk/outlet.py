"""Lets other threads call objects of the GUI without keeping them alive."""

import threading
from collections.abc import Callable
from typing import Any


class Outlet:
    """Named calls that other threads may make.

    `close` drops the calls on the GUI's thread, and waits for a running one, so no other thread
    ever has the last reference to a Qt object. A call must not wait for the GUI's thread.
    Each of `watchers` sees the name and values of each call before it is made.
    """

    watchers: tuple[Callable[..., object], ...] = ()

    def __init__(self, **calls: Callable[..., object]) -> None:
        self._calls = calls
        self._lock = threading.RLock()

    def call(self, name: str, *values: Any) -> None:
        """Make the call of that name; does nothing after `close`."""
        with self._lock:
            if name in self._calls:
                for watch in self.watchers:
                    watch(name, *values)
                self._calls[name](*values)

    def close(self) -> None:
        """Drop all calls."""
        with self._lock:
            self._calls = {}
