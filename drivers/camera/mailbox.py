"""The newest picture for the screen: one slot, the newest wins, one wake-up at a time."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the window has a mailbox before it needs numpy, whose import is slow
    import numpy as np
    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]


class FrameMailbox:
    """Three fixed buffers between one camera thread and one screen.

    A picture is uint8 (height, width, 4), BGRA, contiguous: the memory of a QImage of
    Format_RGB32. The screen connects a wake-up (a signal's emit), which is called from the
    camera's thread only if no earlier picture waits, and then takes the newest. The wake-up must
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
        """Have `wake` called, without arguments, when a picture waits; None disconnects."""
        with self._lock:
            self._wake = wake

    @property
    def shown_ns(self) -> int:
        """When the camera took the picture that `take` gave last, monotonic; 0 if not told."""
        return self._taken_ns[self._front]

    def put(self, fill: "Callable[[Picture], None]", t_ns: int = 0) -> None:
        """Let `fill` write the next picture and make it the waiting one; the camera's side.

        `t_ns` is when the camera took it.
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
                self._wake()  # while locked: after `connect(None)` nothing of the screen is held

    def take(self) -> "Picture | None":
        """The newest picture, or None if none came since; valid until the next call."""
        with self._lock:
            if not self._pending:
                return None
            self._waiting, self._front = self._front, self._waiting
            self._pending = False
            return self._buffers[self._front]

    def _allocate(self) -> "list[Picture]":
        import numpy as np

        return [np.zeros((self.height, self.width, 4), np.uint8) for _ in range(3)]

    def blank(self) -> None:
        """Overwrite all pictures; to be called when no camera runs."""
        with self._lock:
            self._pending = False
            for buffer in self._buffers:
                buffer[:] = 0
