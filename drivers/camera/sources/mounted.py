"""A camera that is not mounted upright, or that gives mirrored pictures."""

from collections.abc import Iterator

import cv2
import numpy as np

from drivers.camera.source import Frame, Pixels, Source, Take

TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


class Mounted:
    """Wraps a Source: rotates frames clockwise by `turn` degrees and unmirrors them."""

    def __init__(self, source: Source, *, turn: int = 0, mirrored: bool = False) -> None:
        self.name = source.name
        self._source, self._turn, self._mirrored = source, turn, mirrored

    def open(self) -> tuple[int, int]:
        """See Source."""
        width, height = self._source.open()
        return (height, width) if self._turn in {90, 270} else (width, height)

    def frames(self, take: Take) -> Iterator[Frame]:
        """See Source."""
        own = Frame(np.empty((0, 0, 3), np.uint8))
        try:
            for taken in self._source.frames(lambda: own):
                frame = take()
                frame.pixels = self._upright(taken.pixels, frame.pixels)
                frame.seq, frame.t_ns = taken.seq, taken.t_ns
                yield frame
        finally:
            own.pixels[:] = 0

    def _upright(self, pixels: Pixels, into: Pixels) -> Pixels:
        """A corrected copy of `pixels`, in `into` if it has the size; no other copy is left."""
        if not self._turn and self._mirrored:
            return np.asarray(cv2.flip(pixels, 1, into), np.uint8)
        if not self._turn:
            return pixels.copy()
        turned = cv2.rotate(pixels, TURNS[self._turn], into)
        return np.asarray(cv2.flip(turned, 1, turned) if self._mirrored else turned, np.uint8)

    def close(self) -> None:
        """See Source."""
        self._source.close()
