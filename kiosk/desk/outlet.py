"""Calls from any thread into objects of the GUI, until the GUI withdraws them."""

import threading
from collections.abc import Callable
from typing import Any


class Outlet:
    """Named calls that other threads may make.

    Who holds an outlet holds nothing of the GUI: `close` drops the calls, on the GUI's thread, and
    waits for one that is being made. So no other thread ever has the last reference to a Qt object.
    A call must not wait for the GUI's thread.
    """

    def __init__(self, **calls: Callable[..., object]) -> None:
        self._calls = calls
        self._lock = threading.RLock()

    def call(self, name: str, *values: Any) -> None:
        """Make the call of that name; after `close` nothing happens."""
        with self._lock:
            if name in self._calls:
                self._calls[name](*values)

    def close(self) -> None:
        """Make no call any more, and hold nothing."""
        with self._lock:
            self._calls = {}
