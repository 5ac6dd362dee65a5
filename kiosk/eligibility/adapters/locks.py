"""Locks by name."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.national.store.shared import Locks


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


class ResultLocks:
    """One thread at a time works on a result, of those services too that write the same folder."""

    def __init__(self, registry: Registry, *, writes: bool) -> None:
        self._here = NamedLocks()
        self._everywhere = Locks(registry) if writes else None

    @contextmanager
    def of(self, reference: str) -> Iterator[None]:
        """Hold the lock of a result during the with block. Raises SystemDown."""
        with self._here.of(reference):
            if self._everywhere is None:
                yield
                return
            with self._everywhere.of(f"result {reference}"):
                yield
