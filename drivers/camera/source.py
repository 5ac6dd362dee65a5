"""What every camera is to the rest: a blocking generator that fills buffers it is given."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]


@dataclass(slots=True, eq=False)
class Frame:
    """One buffer and what the driver knows of its content.

    `pixels` uint8 (height, width, 3) BGR; `seq` counts from 0 and shows gaps; `t_ns` is monotonic.
    """

    pixels: Pixels
    seq: int = -1
    t_ns: int = 0


Take = Callable[[], Frame]


class Source(Protocol):
    """A camera or something that stands in for one."""

    name: str

    def open(self) -> tuple[int, int]:
        """Make ready; (width, height) of the frames. Raises CameraMissing, naming the device."""
        ...

    def frames(self, take: Take) -> Iterator[Frame]:
        """Fill what `take` gives, stamp it and yield it, until there is nothing more.

        `take` gives the same buffer again until the one it gave was yielded.
        May be called again for another run; a recording then starts anew. A frame of another size
        replaces the buffer's `pixels`. Raises CameraMissing if the device goes away.
        """
        ...

    def close(self) -> None:
        """Give the device back; `open` may follow. Never raises."""
        ...


class Pace(Protocol):
    """When a recorded frame is due."""

    def begin(self) -> None:
        """A run begins now."""
        ...

    def wait(self, offset_s: float) -> bool:
        """Wait until `offset_s` seconds after the beginning; False: end the run."""
        ...


class RealPace:
    """As fast as it was recorded."""

    def begin(self) -> None:
        """See Pace."""
        self._start = time.monotonic()

    def wait(self, offset_s: float) -> bool:
        """See Pace."""
        left = self._start + offset_s - time.monotonic()
        if left > 0:
            time.sleep(left)
        return True


class FastPace:
    """As fast as the reader takes it."""

    def begin(self) -> None:
        """See Pace."""

    def wait(self, offset_s: float) -> bool:
        """See Pace."""
        return True


class StepPace:
    """One frame for every `step`, for tests."""

    def __init__(self) -> None:
        self._allowed = threading.Semaphore(0)
        self._ended = False

    def begin(self) -> None:
        """See Pace."""

    def step(self, frames: int = 1) -> None:
        """Let so many frames pass."""
        self._allowed.release(frames)

    def end(self) -> None:
        """Let the run end where it is."""
        self._ended = True
        self._allowed.release()

    def wait(self, offset_s: float) -> bool:
        """See Pace."""
        self._allowed.acquire()
        return not self._ended
