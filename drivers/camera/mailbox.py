"""Passes the newest camera picture to the screen, and drops older ones."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the window needs a mailbox early, and the import of numpy is slow
    import numpy as np
    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]


class FrameMailbox:
    """Three fixed buffers between a camera thread and a screen.

    A picture is uint8 (height, width, 4), BGRA, contiguous: the memory of a QImage of
    Format_RGB32. The screen connects a function (a signal's emit), which the camera's
    thread calls if no earlier picture waits; the screen then takes the newest. The function must
    not wait for the screen.
    """

    def __init__(self, width: int = 1280, height: int = 720) -> None:
        self.width, self.height = width, height
        self._buffers: list[Picture] = []
        self._taken_ns = [0, 0, 0]
        self._back, self._waiting, self._front = 0, 1, 2
        self._pending = False
        self._lock = threading.Lock()
        self._wake: Callable[[], None] | None = None
        self.dropped = 0

    def connect(self, wake: Callable[[], None] | None) -> None:
        """Set the function to call, without arguments, when a picture waits; None removes it."""
        with self._lock:
            self._wake = wake

    @property
    def shown_ns(self) -> int:
        """Monotonic time in ns of the picture that `take` returned last; 0 if unknown."""
        return self._taken_ns[self._front]

    def put(self, fill: "Callable[[Picture], None]", t_ns: int = 0) -> None:
        """Write the next picture with `fill` and make it the newest; called by the camera's thread.

        `t_ns` is the time of capture (monotonic, ns).
        """
        if not self._buffers:
            self._buffers = self._allocate()
        fill(self._buffers[self._back])
        self._taken_ns[self._back] = t_ns
        with self._lock:
            self._back, self._waiting = self._waiting, self._back
            stale, self._pending = self._pending, True
            self.dropped += stale
            if self._wake is not None and not stale:
                self._wake()  # with the lock: after `connect(None)` the screen is not called

    def take(self) -> "Picture | None":
        """The newest picture, or None if there is no new one; valid until the next call."""
        with self._lock:
            if not self._pending:
                return None
            self._waiting, self._front = self._front, self._waiting
            self._pending = False
            return self._buffers[self._front]

    def _allocate(self) -> "list[Picture]":
        import numpy as np

        return [np.zeros((self.height, self.width, 4), np.uint8) for _ in range(3)]

    @property
    def holds(self) -> bool:
        """Whether a picture is left; only to be asked while no camera runs."""
        return any(buffer.any() for buffer in self._buffers)

    def blank(self) -> None:
        """Overwrite all pictures; only to be called while no camera runs."""
        with self._lock:
            self._pending = False
            for buffer in self._buffers:
                buffer[:] = 0
