"""Reused frame buffers: the camera fills one while readers use others."""

import threading

import numpy as np

from drivers.camera.source import Frame
from kiosk.timing import REAL, Time


class Ring:
    """Gives free buffers to one camera and the newest frame to any number of readers.

    Each frame goes to one reader at most; `dropped` counts frames that were replaced before a
    reader took them. There are two more buffers than readers, so one is always free.
    """

    def __init__(self, readers: int, width: int, height: int, time: Time = REAL) -> None:
        blank = (height, width, 3)
        self._frames = [Frame(np.zeros(blank, np.uint8)) for _ in range(readers + 2)]
        self._free = list(self._frames)
        self._newest: Frame | None = None
        self._filling: Frame | None = None
        self._closed = False
        self._lock, self._changed = threading.Lock(), time.signal()
        self.published = 0
        self.dropped = 0

    def take(self) -> Frame:
        """A buffer for the camera to fill; the same one until it is published."""
        with self._lock:
            if self._filling is None:
                self._filling = self._free.pop()
            return self._filling

    def publish(self, frame: Frame) -> None:
        """Make a filled buffer the newest frame; an older one that no reader took is dropped."""
        with self._lock:
            if self._newest is not None:
                self._free.append(self._newest)
                self.dropped += 1
            self._newest, self._filling = frame, None
            self.published += 1
            self._changed.set()

    def newest(self) -> Frame | None:
        """Wait for a new frame and take it; None after `close`."""
        while True:
            with self._lock:
                if self._closed:
                    return None
                frame, self._newest = self._newest, None
                if frame is not None:
                    return frame
                self._changed.clear()
            self._changed.wait()

    def release(self, frame: Frame) -> None:
        """Give back a frame that a reader has taken."""
        with self._lock:
            self._free.append(frame)

    def open(self) -> None:
        """Start another run without a waiting frame."""
        with self._lock:
            self._free = list(self._frames)
            self._newest = self._filling = None
            self._closed = False
            self.published = self.dropped = 0

    def close(self) -> None:
        """Make `newest` return None, now and until `open`."""
        with self._lock:
            self._closed = True
            self._changed.set()

    @property
    def holds(self) -> bool:
        """Whether any buffer has a picture; only to be asked while nothing uses them."""
        return any(frame.pixels.any() for frame in self._frames)

    def wipe(self) -> None:
        """Overwrite all buffers; only to be called while neither camera nor readers run."""
        for frame in self._frames:
            frame.pixels[:] = 0
