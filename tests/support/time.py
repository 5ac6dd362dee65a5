"""Time that a test moves forward."""

from datetime import datetime, timedelta

from kiosk.clock import JST
from kiosk.timing import RealTime


class MovedTime(RealTime):
    """The system's time, `moved` seconds ahead, monotonic and on the wall."""

    moved = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self.moved

    def instant(self) -> datetime:
        return super().instant() + timedelta(seconds=self.moved)

    def japan(self) -> datetime:
        return self.instant().astimezone(JST).replace(tzinfo=None)
