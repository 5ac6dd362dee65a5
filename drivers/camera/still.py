"""A still picture seen by a camera that is never quite still."""

import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from drivers.camera.source import Frame, Pace, RealPace, Take
from kiosk.errors import CameraMissing


class Still:
    """A picture file, fitted to the frame's height and swayed, tilted and lit a little.

    `motion` 0 holds it still, 1 is somebody who stands, 3 somebody who fidgets.
    """

    def __init__(
        self,
        file: Path,
        *,
        size: tuple[int, int] = (1280, 720),
        rate: float = 30.0,
        motion: float = 1.0,
        pace: Pace | None = None,
    ) -> None:
        self.name = file.name
        self._file, self._size, self._rate, self._motion = file, size, rate, motion
        self._pace = pace or RealPace()
        self._picture: np.ndarray[tuple[int, ...], np.dtype[np.uint8]] | None = None

    def open(self) -> tuple[int, int]:
        """See Source."""
        read = cv2.imread(str(self._file)) if self._file.is_file() else None
        if read is None:
            raise CameraMissing(f"The picture {self._file.name} cannot be read.")
        self._picture = np.asarray(read, np.uint8)
        return self._size

    def close(self) -> None:
        """See Source."""
        self._picture = None

    def frames(self, take: Take) -> Iterator[Frame]:
        """See Source. It never ends by itself."""
        self._pace.begin()
        seq = 0
        while self._picture is not None:
            frame = take()
            width, height = self._size
            if frame.pixels.shape != (height, width, 3):
                frame.pixels = np.zeros((height, width, 3), np.uint8)
            cv2.warpAffine(
                self._picture,
                self._view(seq / self._rate),
                self._size,
                frame.pixels,
                borderMode=cv2.BORDER_REPLICATE,
            )
            if not self._pace.wait(seq / self._rate):
                return
            frame.seq, frame.t_ns = seq, time.monotonic_ns()
            seq += 1
            yield frame

    def _view(self, t: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        assert self._picture is not None
        rows, columns = self._picture.shape[:2]
        width, height = self._size
        sway = self._motion * np.sin(2 * np.pi * (np.array([0.31, 0.23, 0.41, 0.17]) * t + 0.1))
        scale = height / rows * (1 + 0.02 * sway[3])
        angle = np.radians(1.5 * sway[2])
        c, s = scale * np.cos(angle), scale * np.sin(angle)
        turn = np.array([[c, -s], [s, c]])
        middle = np.array([width / 2, height / 2]) + 0.012 * height * sway[:2]
        return np.column_stack([turn, middle - turn @ [columns / 2, rows / 2]])
