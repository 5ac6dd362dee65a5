"""Retries of declined results: an outage ends by itself, a refusal seldom does."""

from collections.abc import Callable

from kiosk.eligibility.port import Delivery, Late
from kiosk.errors import Declined, FolderUnwritable, KioskError, NetworkDown, SystemDown
from kiosk.timing import REAL

OUTAGES = (NetworkDown, SystemDown, FolderUnwritable)
"""Errors of an outage: no answer, or nothing can be written. Retried without limit."""
FIRST_PAUSE_SECONDS = 10.0
MOST = 6


def declined(error: Exception) -> KioskError:
    """`error` as a KioskError. The text of any other error is dropped: it could be personal."""
    if isinstance(error, KioskError):
        return error
    return Declined(f"the result cannot be made or sent ({type(error).__name__})")


class RetryPolicy:
    """Counts refusals by name: retries after 10, 20, 40, 80 and 160 seconds, then gives up.

    The counts are in memory only, so a restarted kiosk tries again.
    """

    def __init__(self, clock: Callable[[], float] = REAL.monotonic) -> None:
        self._clock = clock
        self._refused: dict[str, tuple[int, float]] = {}

    def due(self, name: str) -> bool:
        """Whether `name` may be tried now."""
        times, until = self._refused.get(name, (0, 0.0))
        return not times or (times < MOST and self._clock() >= until)

    def refused(self, name: str) -> bool:
        """Count a refusal; returns whether it was the last try."""
        times = self._refused.get(name, (0, 0.0))[0] + 1
        pause = FIRST_PAUSE_SECONDS * 2 ** (times - 1)
        self._refused[name] = times, self._clock() + pause
        return times >= MOST

    def ask(self, name: str, deliver: Callable[[], Delivery]) -> Late | None:
        """Call `deliver` for `name`; returns how it ended, or None if it will be tried again.

        Raises the errors in OUTAGES; any other error of `deliver` counts as a refusal.
        """
        try:
            delivery = deliver()
            done = Late(name, delivery.result_file, delivery.validity)
        except OUTAGES:
            raise
        except Exception as error:
            return Late(name, given_up=declined(error)) if self.refused(name) else None
        self._refused.pop(name, None)
        return done
