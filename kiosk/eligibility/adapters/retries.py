"""How often a refusal is asked again: an outage ends, a refusal seldom does."""

import time
from collections.abc import Callable

from kiosk.eligibility.port import Delivery, Late
from kiosk.errors import Declined, FolderUnwritable, KioskError, NetworkDown, SystemDown

OUTAGES = (NetworkDown, SystemDown, FolderUnwritable)
"""Nobody answered, or nothing could be written: tried again for as long as it lasts."""
FIRST_PAUSE_SECONDS = 10.0
MOST = 6


def declined(error: Exception) -> KioskError:
    """The error as one of ours; the text of another could hold what was answered."""
    if isinstance(error, KioskError):
        return error
    return Declined(f"the result cannot be made or sent ({type(error).__name__})")


class RetryPolicy:
    """Names that were refused: asked again after 10, 20, 40, 80 and 160 seconds, then given up.

    Given up is for as long as this lives; a kiosk that starts again asks again.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._refused: dict[str, tuple[int, float]] = {}

    def due(self, name: str) -> bool:
        """Whether `name` may be asked now."""
        times, until = self._refused.get(name, (0, 0.0))
        return not times or (times < MOST and self._clock() >= until)

    def refused(self, name: str) -> bool:
        """Count a refusal; whether it was the last."""
        times = self._refused.get(name, (0, 0.0))[0] + 1
        pause = FIRST_PAUSE_SECONDS * 2 ** (times - 1)
        self._refused[name] = times, self._clock() + pause
        return times >= MOST

    def ask(self, name: str, deliver: Callable[[], Delivery]) -> Late | None:
        """How the asking for what `name` is owed ended; None if it will be asked for again.

        Raises what OUTAGES names; anything else that `deliver` raises is a refusal.
        """
        try:
            done = Late(name, deliver().result_file)
        except OUTAGES:
            raise
        except Exception as error:
            return Late(name, given_up=declined(error)) if self.refused(name) else None
        self._refused.pop(name, None)
        return done
