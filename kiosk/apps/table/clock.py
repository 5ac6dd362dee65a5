"""The wall clock of the demonstrator's table."""

from datetime import datetime, timedelta

from kiosk.timing import Time


class TableClock:
    """Japanese time of `time`, moved by `days` whole days; it can be stopped.

    Calling it gives the time without a zone, as `kiosk.clock.Clock` says.
    """

    def __init__(self, time: Time) -> None:
        self.days = 0
        self._time = time
        self._held: datetime | None = None

    def hold(self, on: bool) -> None:
        """Stop the clock, or set it right again."""
        self._held = self._time.japan() if on else None

    def __call__(self) -> datetime:
        """The time now."""
        return (self._held or self._time.japan()) + timedelta(days=self.days)
