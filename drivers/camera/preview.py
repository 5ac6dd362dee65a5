"""Converts frames to pictures for the screen, in the camera's thread."""

import cv2
import numpy as np

from drivers.camera.mailbox import FrameMailbox
from drivers.camera.source import Pixels


class Preview:
    """Puts frames into a mailbox, scaled to its size and mirrored if `mirror` is set."""

    def __init__(self, mailbox: FrameMailbox, *, mirror: bool = True) -> None:
        self.mailbox = mailbox
        self._mirror = mirror
        size = (mailbox.height, mailbox.width)
        self._scaled = np.zeros((*size, 3), np.uint8)
        self._mirrored = np.zeros((*size, 3), np.uint8)

    def show(self, pixels: Pixels, t_ns: int = 0) -> None:
        """Crop and scale a BGR frame, taken at `t_ns`, and make it the newest picture."""
        self.mailbox.put(lambda picture: self._draw(pixels, picture), t_ns)

    def _draw(self, pixels: Pixels, picture: Pixels) -> None:
        if pixels.shape[:2] != picture.shape[:2]:
            pixels = _shaped_like(pixels, picture)
            pixels = np.asarray(cv2.resize(pixels, picture.shape[1::-1], self._scaled), np.uint8)
        if self._mirror:
            pixels = np.asarray(cv2.flip(pixels, 1, self._mirrored), np.uint8)
        cv2.cvtColor(pixels, cv2.COLOR_BGR2BGRA, picture)

    def blank(self) -> None:
        """Overwrite the copies of the last frame; only to be called while no camera runs."""
        for copy in (self._scaled, self._mirrored):
            copy[:] = 0

    @property
    def holds(self) -> bool:
        """Whether a copy of a frame is left; only to be asked while no camera runs."""
        return bool(self._scaled.any() or self._mirrored.any())

    def where(self, point: tuple[float, float], shape: tuple[int, ...]) -> tuple[float, float]:
        """Map a point of a frame of `shape` to the picture; x and y from 0 to 1."""
        height, width = shape[:2]
        ratio = self.mailbox.width / self.mailbox.height
        wide, high = min(width, height * ratio), min(height, width / ratio)
        x = (point[0] - (width - wide) / 2) / wide
        y = (point[1] - (height - high) / 2) / high
        return (1 - x if self._mirror else x), y


def _shaped_like(pixels: Pixels, picture: Pixels) -> Pixels:
    """The largest centred part with the picture's proportions, as a view."""
    height, width = pixels.shape[:2]
    ratio = picture.shape[1] / picture.shape[0]
    wide, high = min(width, round(height * ratio)), min(height, round(width / ratio))
    left, top = (width - wide) // 2, (height - high) // 2
    return pixels[top : top + max(1, high), left : left + max(1, wide)]
