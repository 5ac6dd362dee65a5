"""Logs the stacks of all threads when the GUI's thread hangs."""

import logging
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer

from kiosk.timing import REAL

LIMIT_S = 2.0
BEAT_MS = 500

log = logging.getLogger(__name__)


class Pulse:
    """Keeps the monotonic time at which the GUI's thread last ran its loop; no Qt here."""

    def __init__(self, limit_s: float) -> None:
        self.limit_s = limit_s
        self.ended = threading.Event()
        self._at = REAL.monotonic()

    def beat(self) -> None:
        """Note that the GUI's thread runs."""
        self._at = REAL.monotonic()

    def watch(self) -> None:
        """Log each hang once, until `ended`."""
        told = False
        while not self.ended.wait(self.limit_s / 4):
            hangs = REAL.monotonic() - self._at > self.limit_s
            if hangs and not told:
                log.error("the GUI hangs for %.1f s; its threads:\n%s", self.limit_s, stacks())
            told = hangs


@contextmanager
def hangs_logged(limit_s: float = LIMIT_S) -> Iterator[None]:
    """Within the block, log the stacks of all threads when the GUI hangs longer than `limit_s`."""
    pulse = Pulse(limit_s)
    timer = QTimer()
    timer.timeout.connect(pulse.beat)
    timer.start(BEAT_MS)
    thread = threading.Thread(target=pulse.watch, name="hang", daemon=True)
    thread.start()
    try:
        yield
    finally:
        pulse.ended.set()
        thread.join(limit_s)
        timer.stop()


def stacks() -> str:
    """File, line and function of every frame of every thread; no values, nothing personal."""
    named = {thread.ident: thread.name for thread in threading.enumerate()}
    parts: list[str] = []
    for ident, frame in sys._current_frames().items():  # noqa: SLF001  documented
        parts.append(f"thread {named.get(ident, ident)}:")
        parts += [
            f"  {place.filename}:{place.lineno} {place.name}"
            for place in traceback.StackSummary.extract(
                traceback.walk_stack(frame), lookup_lines=False
            )
        ]
    return "\n".join(parts)
