"""One thread at a time for each name, and no waiting for other names."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class NamedLocks:
    """Lets one thread at a time be busy with a name; others with the same name wait."""

    def __init__(self) -> None:
        self._busy: set[str] = set()
        self._changed = threading.Condition()

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        """Be busy with `name` for as long as the block lasts."""
        with self._changed:
            self._changed.wait_for(lambda: name not in self._busy)
            self._busy.add(name)
        try:
            yield
        finally:
            with self._changed:
                self._busy.discard(name)
                self._changed.notify_all()
