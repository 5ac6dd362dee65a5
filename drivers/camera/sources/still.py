"""A still picture as a camera source with small motion."""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from drivers.camera.source import Frame, Pace, RealPace, Take
from drivers.camera.sources.pictures import decode


class Still:
    """A picture file, fitted to the frame's height; it moves, tilts and changes in brightness.

    No frame equals the one before. `motion` 0 keeps it in place, 1 is the motion of a person who
    stands, 3 of a restless person.
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
        self.pace = pace or RealPace()
        self._picture: np.ndarray[tuple[int, ...], np.dtype[np.uint8]] | None = None

    def open(self) -> tuple[int, int]:
        """See Source."""
        picture = decode(self._file)
        # Shrink by area once, because the motion interpolates between four pixels only.
        scale = 1.1 * self._size[1] / picture.shape[0]
        if scale < 1:
            width, height = (max(1, round(side * scale)) for side in picture.shape[1::-1])
            shrunk = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
            picture = np.asarray(shrunk, np.uint8)
        self._picture = picture
        return self._size

    def close(self) -> None:
        """See Source."""
        self._picture = None

    def frames(self, take: Take) -> Iterator[Frame]:
        """See Source. It never ends by itself."""
        self.pace.begin()
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
            light = 1 + 0.02 * self._motion * float(np.sin(2 * np.pi * 0.27 * seq / self._rate))
            cv2.convertScaleAbs(frame.pixels, frame.pixels, light)
            if not self.pace.wait(seq / self._rate):
                return
            frame.seq, frame.t_ns = seq, self.pace.now_ns()
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
