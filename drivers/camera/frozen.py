"""Detects a camera that repeats one picture."""

import numpy as np

from drivers.camera.source import Pixels

FROZEN_S = 3.0
"""Seconds of one unchanged picture after which a camera counts as frozen. The noise of a sensor
changes every picture.
"""
EVERY = 8
"""One row of pixels in so many is compared. Whole rows: single pixels take five times as long."""


class FrozenCheck:
    """Compares each frame with the one before.

    A picture of one brightness is never frozen: a covered camera gives no noise.
    """

    def __init__(self) -> None:
        self._last: Pixels | None = None
        self._since_ns = 0

    def add(self, pixels: Pixels, t_ns: int) -> bool:
        """Whether the picture has been the same for FROZEN_S; `pixels` uint8, any shape."""
        few = pixels[::EVERY]
        if self._last is None or not np.array_equal(self._last, few) or few.min() == few.max():
            self._last, self._since_ns = few.copy(), t_ns
        return t_ns - self._since_ns >= FROZEN_S * 1e9

    def forget(self) -> None:
        """Overwrite the kept picture."""
        if self._last is not None:
            self._last[:] = 0
