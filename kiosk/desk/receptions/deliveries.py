"""Delivers results of earlier receptions: at the start, after each reception, and periodically."""

import logging
from collections.abc import Callable

from kiosk.eligibility.port import Eligibility, Late, unheard
from kiosk.errors import KioskError
from kiosk.timing import REAL, Task, Time

EVERY_S = 10.0
"""Seconds between two attempts to deliver results that are still pending."""

log = logging.getLogger(__name__)


class Deliveries:
    """Calls `Eligibility.deliver_pending` from its own thread, so that no patient waits for it.

    An error is logged when it differs from the last one.
    """

    def __init__(
        self,
        eligibility: Eligibility,
        tell: Callable[[Late], None] = unheard,
        every_s: float = EVERY_S,
        *,
        time: Time = REAL,
    ) -> None:
        """`tell` is called from that thread with the outcome of each pending result."""
        self._eligibility, self._tell, self._every_s = eligibility, tell, every_s
        self._time, self._nudged = time, time.signal()
        self._closed = False
        self._trouble = ""
        self._thread: Task | None = None

    def start(self) -> None:
        """Start the thread: deliver now, then every `every_s` seconds."""
        self._thread = self._time.start("deliveries", self._run)

    def nudge(self) -> None:
        """Deliver now instead of at the next time."""
        self._nudged.set()

    def close(self, within_s: float) -> None:
        """Stop. A delivery under way has `within_s` seconds to end. Never raises."""
        self._closed = True
        self._nudged.set()
        if self._thread is not None:
            self._thread.join(within_s)
        if self._thread is None or not self._thread.is_alive():
            self._tell = unheard

    def _run(self) -> None:
        while not self._closed:
            self._nudged.clear()
            self._once()
            if not self._closed:
                self._nudged.wait(self._every_s)

    def _once(self) -> None:
        try:
            late = self._eligibility.deliver_pending(self._heard)
        except KioskError as error:
            self._say(f"results wait to be delivered: {error.detail}")
        except Exception as error:  # its text could hold what was answered
            self._say(f"results could not be delivered ({type(error).__name__})")
        else:
            self._trouble = ""
            if late:
                log.warning("results delivered late: %d", late)

    def _heard(self, late: Late) -> None:
        if late.given_up is not None:
            log.error("a result is given up until the next start: %s", late.given_up.detail)
        self._tell(late)

    def _say(self, trouble: str) -> None:
        if trouble != self._trouble:
            log.warning("%s", trouble)
        self._trouble = trouble
