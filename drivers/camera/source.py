"""The protocol of a camera: a blocking generator that fills given buffers."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kiosk.timing import REAL, Time

Pixels = NDArray[np.uint8]


@dataclass(slots=True, eq=False)
class Frame:
    """One buffer and the data of its picture.

    `pixels` uint8 (height, width, 3) BGR; `seq` counts from 0 and shows gaps; `t_ns` is monotonic.
    """

    pixels: Pixels
    seq: int = -1
    t_ns: int = 0


Take = Callable[[], Frame]


class Source(Protocol):
    """A camera or a replacement, such as a recording."""

    name: str

    def open(self) -> tuple[int, int]:
        """Open the device; returns (width, height) of the frames. Raises CameraMissing."""
        ...

    def frames(self, take: Take) -> Iterator[Frame]:
        """Fill the buffer that `take` returns, set its time and yield it, until the end.

        `take` returns the same buffer until it was yielded. May be called again for another run; a
        recording then starts from its beginning. A frame of another size replaces the buffer's
        `pixels`. Raises CameraMissing if the device is lost.
        """
        ...

    def close(self) -> None:
        """Release the device; `open` may follow. Never raises."""
        ...


class Pace(Protocol):
    """Timing of recorded frames."""

    def begin(self) -> None:
        """Start the time of a run."""
        ...

    def wait(self, offset_s: float) -> bool:
        """Wait until `offset_s` seconds after `begin`; returns False to end the run."""
        ...

    def now_ns(self) -> int:
        """The monotonic time in ns that a frame gets."""
        ...


class RealPace:
    """The pace of the recording, in `time`."""

    def __init__(self, time: Time = REAL) -> None:
        self._time = time

    def begin(self) -> None:
        """See Pace."""
        self._start = self._time.monotonic()

    def wait(self, offset_s: float) -> bool:
        """See Pace."""
        left = self._start + offset_s - self._time.monotonic()
        if left > 0:
            self._time.sleep(left)
        return True

    def now_ns(self) -> int:
        """See Pace."""
        return round(self._time.monotonic() * 1e9)


class FastPace:
    """No waiting."""

    def begin(self) -> None:
        """See Pace."""

    def wait(self, offset_s: float) -> bool:
        """See Pace."""
        return True

    def now_ns(self) -> int:
        """See Pace."""
        return round(REAL.monotonic() * 1e9)


class StepPace:
    """One frame for every `step`, for tests."""

    def __init__(self) -> None:
        self._allowed = threading.Semaphore(0)
        self._ended = False

    def begin(self) -> None:
        """See Pace."""

    def step(self, frames: int = 1) -> None:
        """Let `frames` frames pass."""
        self._allowed.release(frames)

    def end(self) -> None:
        """End the run at the present frame."""
        self._ended = True
        self._allowed.release()

    def wait(self, offset_s: float) -> bool:
        """See Pace."""
        self._allowed.acquire()
        return not self._ended

    def now_ns(self) -> int:
        """See Pace."""
        return round(REAL.monotonic() * 1e9)
