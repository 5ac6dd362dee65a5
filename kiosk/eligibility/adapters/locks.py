"""Locks by name."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class NamedLocks:
    """One lock for each name: different names do not wait for each other."""

    def __init__(self) -> None:
        self._busy: set[str] = set()
        self._changed = threading.Condition()

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        """Hold the lock of `name` during the with block."""
        with self._changed:
            self._changed.wait_for(lambda: name not in self._busy)
            self._busy.add(name)
        try:
            yield
        finally:
            with self._changed:
                self._busy.discard(name)
                self._changed.notify_all()
