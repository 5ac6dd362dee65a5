"""A source with something wrong with it, on purpose and at known frames."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.camera.source import Frame, Pixels, Source, Take
from kiosk.errors import CameraMissing


class Trouble(StrEnum):
    """What can be wrong with a camera."""

    DROP = "drop"
    FREEZE = "freeze"
    BLACK = "black"
    TORN = "torn"
    WRONG_SIZE = "wrong_size"
    SLOW = "slow"
    UNPLUG = "unplug"
    DARK = "dark"
    BACKLIT = "backlit"
    CLOSE = "close"
    ASIDE = "aside"
    TWO = "two"


@dataclass(frozen=True, slots=True)
class Spell:
    """A trouble from frame number `first` (counted over all runs) for so many frames.

    For UNPLUG, `frames` is how many times the camera is not found before it is there again.
    """

    trouble: Trouble
    first: int
    frames: int = 1


class Faulty:
    """Wraps a source; frames outside of every spell pass untouched."""

    def __init__(
        self,
        source: Source,
        spells: Sequence[Spell],
        *,
        slow_s: float = 0.25,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.name = f"{source.name} (faulty)"
        self._source, self._spells = source, spells
        self._slow_s, self._sleep = slow_s, sleep
        self._count = self._missing = 0
        self._last: Pixels | None = None

    def open(self) -> tuple[int, int]:
        """See Source."""
        if self._missing:
            self._missing -= 1
            raise CameraMissing(f"{self.name} is unplugged.")
        return self._source.open()

    def close(self) -> None:
        """See Source."""
        self._source.close()

    def frames(self, take: Take) -> Iterator[Frame]:
        """See Source."""
        for frame in self._source.frames(take):
            number, self._count = self._count, self._count + 1
            spell = next((s for s in self._spells if self._within(s, number)), None)
            if spell is None:
                self._last = None
            elif spell.trouble is Trouble.UNPLUG:
                self._missing = spell.frames
                raise CameraMissing(f"{self.name} was unplugged.")
            elif spell.trouble is Trouble.DROP:
                continue
            else:
                self._spoil(frame, spell.trouble)
            yield frame

    @staticmethod
    def _within(spell: Spell, number: int) -> bool:
        length = 1 if spell.trouble is Trouble.UNPLUG else spell.frames
        return spell.first <= number < spell.first + length

    def _spoil(self, frame: Frame, trouble: Trouble) -> None:
        if trouble in SCENES:
            frame.pixels[:] = SCENES[trouble](frame.pixels)
        elif trouble is Trouble.SLOW:
            self._sleep(self._slow_s)
        elif trouble is Trouble.WRONG_SIZE:
            height, width = frame.pixels.shape[:2]
            small = cv2.resize(frame.pixels, (max(1, width // 2), max(1, height // 3)))
            frame.pixels = np.asarray(small, np.uint8)
        elif self._last is None:
            self._last = frame.pixels.copy()
        else:
            frame.pixels = self._last.copy()


# What stands before the camera or how it is lit; each gives a picture of the same size.


def black(pixels: Pixels) -> Pixels:
    """Nothing."""
    return np.zeros_like(pixels)


def torn(pixels: Pixels) -> Pixels:
    """The lower half has slipped aside."""
    upper, lower = np.array_split(pixels, 2)
    return np.concatenate([upper, np.roll(lower, pixels.shape[1] // 3, axis=1)])


def dark(pixels: Pixels) -> Pixels:
    """The lamps are off."""
    return np.asarray(pixels // 8, np.uint8)


def backlit(pixels: Pixels) -> Pixels:
    """A window behind whoever stands in the middle."""
    inside, outside = _middle(*pixels.shape[:2])
    shade = cv2.convertScaleAbs(pixels, alpha=0.25, beta=14)
    window = cv2.convertScaleAbs(pixels, alpha=1.3, beta=140)
    return np.asarray(cv2.blendLinear(shade, window, inside, outside), np.uint8)


def close(pixels: Pixels) -> Pixels:
    """The middle of the picture fills it."""
    return _zoomed(pixels, 0.28)


def aside(pixels: Pixels) -> Pixels:
    """Whoever stands in the middle stands half out of the picture."""
    gone = round(0.4 * pixels.shape[1])
    wall = np.broadcast_to(pixels[:, -1:], (pixels.shape[0], gone, 3))
    return np.concatenate([pixels[:, gone:], wall], axis=1)


def two(pixels: Pixels) -> Pixels:
    """The middle of the picture twice, side by side."""
    width = pixels.shape[1]
    left = (width - width // 2) // 2
    half = pixels[:, left : left + width // 2]
    rest = pixels[:, : width - 2 * (width // 2)]
    return np.concatenate([half, half, rest], axis=1)


def _zoomed(pixels: Pixels, share: float) -> Pixels:
    height, width = pixels.shape[:2]
    top, left = round(height * (1 - share) / 2), round(width * (1 - share) / 2)
    middle = pixels[top : height - top, left : width - left]
    return np.asarray(cv2.resize(middle, (width, height)), np.uint8)


@lru_cache(maxsize=4)
def _middle(height: int, width: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weights of the middle and of all around it, float32 (height, width), 1 together."""
    rows, columns = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    away = (columns * width / height / 0.55) ** 2 + (rows / 0.75) ** 2
    outside = (1 / (1 + np.exp(-8 * (away - 1)))).astype(np.float32)
    return 1 - outside, outside


SCENES: Mapping[Trouble, Callable[[Pixels], Pixels]] = {
    Trouble.BLACK: black,
    Trouble.TORN: torn,
    Trouble.DARK: dark,
    Trouble.BACKLIT: backlit,
    Trouble.CLOSE: close,
    Trouble.ASIDE: aside,
    Trouble.TWO: two,
}
