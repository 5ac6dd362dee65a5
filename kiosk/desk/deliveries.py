"""Results that are owed go out: at the start, after each reception, and again from time to time."""

import logging
import threading
from collections.abc import Callable

from kiosk.eligibility.port import Eligibility, Late, unheard
from kiosk.errors import KioskError

EVERY_S = 10.0
"""How often what an outage left behind is tried again."""

log = logging.getLogger(__name__)


class Deliveries:
    """Calls `deliver_pending` from a thread of its own: no patient waits for an earlier result.

    What it raises is logged once, until it changes.
    """

    def __init__(
        self,
        eligibility: Eligibility,
        tell: Callable[[Late], None] = unheard,
        every_s: float = EVERY_S,
    ) -> None:
        """`tell` hears from that thread how each result that was owed ended."""
        self._eligibility, self._tell, self._every_s = eligibility, tell, every_s
        self._nudged = threading.Event()
        self._closed = False
        self._trouble = ""
        self._thread = threading.Thread(target=self._run, name="deliveries", daemon=True)

    def start(self) -> None:
        """Deliver now, and whenever it is time."""
        self._thread.start()

    def nudge(self) -> None:
        """Something may be owed: do not wait for the next time."""
        self._nudged.set()

    def close(self, patience_s: float) -> None:
        """Begin no more; one that is under way has this long to end. Never raises."""
        self._closed = True
        self._nudged.set()
        if self._thread.is_alive():
            self._thread.join(patience_s)
        if not self._thread.is_alive():
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
