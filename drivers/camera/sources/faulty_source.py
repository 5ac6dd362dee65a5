"""A camera source with faults at given frames, for tests and demos."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.camera.source import Frame, Pixels, Source, Take
from kiosk.errors import CameraMissing
from kiosk.timing import REAL


class SourceFault(StrEnum):
    """The faults of a camera."""

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
    MASK = "mask"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class FaultInterval:
    """A fault for `frames` frames from number `first` on, counted over all runs.

    For UNPLUG, `frames` is how many times `open` then fails.
    """

    trouble: SourceFault
    first: int
    frames: int = 1


class FaultySource:
    """Wraps a source; frames outside of all intervals are unchanged."""

    def __init__(
        self,
        source: Source,
        intervals: Sequence[FaultInterval],
        *,
        slow_s: float = 0.25,
        sleep: Callable[[float], None] = REAL.sleep,
        struck: Callable[[SourceFault], None] = lambda _: None,
    ) -> None:
        """`struck` is called with the fault of each frame that has one."""
        self.name = f"{source.name} (faulty)"
        self._source, self._intervals = source, intervals
        self._slow_s, self._sleep, self._struck = slow_s, sleep, struck
        self._count = self._missing = 0
        self._unplugged: set[FaultInterval] = set()
        """The intervals of UNPLUG that have struck; each does once."""
        self.repeated: Pixels | None = None

    def set_faults(self, intervals: Sequence[FaultInterval]) -> None:
        """Replace the faults from the next frame on; from any thread.

        A camera that is unplugged is plugged in again unless `intervals` has UNPLUG too.
        """
        self._intervals = intervals
        if not any(one.trouble is SourceFault.UNPLUG for one in intervals):
            self._missing = 0
            self._unplugged = set()

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
        try:
            for frame in self._source.frames(take):
                number, self._count = self._count, self._count + 1
                interval = next((s for s in self._intervals if self._within(s, number)), None)
                if interval is not None:
                    self._struck(interval.trouble)
                if interval is None:
                    self._drop()
                elif interval.trouble is SourceFault.UNPLUG:
                    self._missing = interval.frames
                    self._unplugged.add(interval)
                    raise CameraMissing(f"{self.name} was unplugged.")
                elif interval.trouble is SourceFault.DROP:
                    continue
                else:
                    self._spoil(frame, interval.trouble)
                yield frame
        finally:
            self._drop()

    def _drop(self) -> None:
        """Overwrite the picture that was kept for further frames."""
        if self.repeated is not None:
            self.repeated[:] = 0
        self.repeated = None

    def _within(self, interval: FaultInterval, number: int) -> bool:
        """Whether a fault strikes this frame; UNPLUG strikes the first that it can, and once."""
        if interval.trouble is SourceFault.UNPLUG:
            return interval.first <= number and interval not in self._unplugged
        return interval.first <= number < interval.first + interval.frames

    def _spoil(self, frame: Frame, trouble: SourceFault) -> None:
        if trouble in SCENES:
            frame.pixels[:] = SCENES[trouble](frame.pixels)
        elif trouble is SourceFault.PHOTO:
            if self.repeated is None:
                self.repeated = frame.pixels.copy()
            frame.pixels = held_up(self.repeated, self._count)
        elif trouble is SourceFault.SLOW:
            self._sleep(self._slow_s)
        elif trouble is SourceFault.WRONG_SIZE:
            height, width = frame.pixels.shape[:2]
            small = cv2.resize(frame.pixels, (max(1, width // 2), max(1, height // 3)))
            frame.pixels = np.asarray(small, np.uint8)
        elif self.repeated is None:
            self.repeated = frame.pixels.copy()
        else:
            frame.pixels = self.repeated.copy()


# Changes of the scene; each returns a picture of the same size.


def black(pixels: Pixels) -> Pixels:
    """A black picture."""
    return np.zeros_like(pixels)


def torn(pixels: Pixels) -> Pixels:
    """The lower half is shifted sideways."""
    upper, lower = np.array_split(pixels, 2)
    return np.concatenate([upper, np.roll(lower, pixels.shape[1] // 3, axis=1)])


def dark(pixels: Pixels) -> Pixels:
    """The picture at an eighth of its brightness."""
    return np.asarray(pixels // 8, np.uint8)


def backlit(pixels: Pixels) -> Pixels:
    """A bright background behind a dark middle."""
    inside, outside = _middle(*pixels.shape[:2])
    shade = cv2.convertScaleAbs(pixels, alpha=0.25, beta=14)
    window = cv2.convertScaleAbs(pixels, alpha=1.3, beta=140)
    return np.asarray(cv2.blendLinear(shade, window, inside, outside), np.uint8)


def close(pixels: Pixels) -> Pixels:
    """The middle of the picture, enlarged to its full size."""
    return _zoomed(pixels, 0.28)


def aside(pixels: Pixels) -> Pixels:
    """The picture shifted by 40 % of its width, so a face in the middle is cut."""
    gone = round(0.4 * pixels.shape[1])
    wall = np.broadcast_to(pixels[:, -1:], (pixels.shape[0], gone, 3))
    return np.concatenate([pixels[:, gone:], wall], axis=1)


def two(pixels: Pixels) -> Pixels:
    """The whole picture twice, at half its size, side by side: nobody is cut at an edge."""
    height, width = pixels.shape[:2]
    half = cv2.resize(pixels, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    above = (height - half.shape[0]) // 2
    below = height - half.shape[0] - above
    pair = np.concatenate([half, half], axis=1)
    rest = width - pair.shape[1]
    framed = cv2.copyMakeBorder(pair, above, below, 0, rest, cv2.BORDER_REPLICATE)
    return np.asarray(framed, np.uint8)


def mask(pixels: Pixels) -> Pixels:
    """A mask drawn over the lower face of a person in the middle."""
    height, width = pixels.shape[:2]
    x, y, size = width / 2, 0.54 * height, 0.115 * height
    shape = np.array([(-1.05, -0.75), (0, -1), (1.05, -0.75), (0.8, 0.55), (0, 1), (-0.8, 0.55)])
    outline = np.round(shape * (size, size) + (x, y)).astype(np.int32)
    worn = pixels.copy()
    cv2.fillConvexPoly(worn, outline, (232, 226, 220), cv2.LINE_AA)
    for fold in (-0.25, 0.1, 0.45):
        left, right = (round(x + side * 0.75 * size) for side in (-1, 1))
        level = round(y + fold * size)
        thick = max(1, height // 240)
        cv2.line(worn, (left, level), (right, level), (202, 196, 190), thick, cv2.LINE_AA)
    return worn


def held_up(taken: Pixels, number: int) -> Pixels:
    """A print of the picture's middle, turned from side to side before a blurred background.

    `number` is the frame's number, which gives the angle.
    """
    height, width = taken.shape[:2]
    half = round(0.3 * height)
    middle = taken[:, max(0, width // 2 - half) : width // 2 + half]
    edge = max(1, height // 40)
    white = (245.0, 245.0, 245.0)
    paper = cv2.copyMakeBorder(middle, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=white)
    tall, wide = paper.shape[:2]
    flat = np.array([(0, 0), (wide, 0), (wide, tall), (0, tall)], np.float32)
    matrix = cv2.getPerspectiveTransform(flat, _turned(number, width, height, wide / tall))
    blur = cv2.resize(taken, (16, 9), interpolation=cv2.INTER_AREA)
    shown = cv2.resize(blur, (width, height), interpolation=cv2.INTER_CUBIC)
    cv2.warpPerspective(paper, matrix, (width, height), shown, borderMode=cv2.BORDER_TRANSPARENT)
    return np.asarray(shown, np.uint8)


def _turned(number: int, width: int, height: int, shape: float) -> NDArray[np.float32]:
    """The corners of a print turned by up to 35 degrees to both sides, in 60 frames."""
    turn = np.radians(35) * np.sin(2 * np.pi * number / 60)
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)], np.float64)
    nearer = 0.45 * height / (1 + 0.35 * corners[:, :1] * np.sin(turn))
    spread = corners * (shape * np.cos(turn), 1) * nearer
    return np.asarray(spread + np.array((width / 2, height / 2)), np.float32)


def _zoomed(pixels: Pixels, share: float) -> Pixels:
    height, width = pixels.shape[:2]
    top, left = round(height * (1 - share) / 2), round(width * (1 - share) / 2)
    middle = pixels[top : height - top, left : width - left]
    return np.asarray(cv2.resize(middle, (width, height)), np.uint8)


@lru_cache(maxsize=4)
def _middle(height: int, width: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weights of the middle and of the rest, each float32 (height, width); their sum is 1."""
    rows, columns = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    away = (columns * width / height / 0.55) ** 2 + (rows / 0.75) ** 2
    outside = (1 / (1 + np.exp(-8 * (away - 1)))).astype(np.float32)
    return 1 - outside, outside


SCENES: Mapping[SourceFault, Callable[[Pixels], Pixels]] = {
    SourceFault.BLACK: black,
    SourceFault.TORN: torn,
    SourceFault.DARK: dark,
    SourceFault.BACKLIT: backlit,
    SourceFault.CLOSE: close,
    SourceFault.ASIDE: aside,
    SourceFault.TWO: two,
    SourceFault.MASK: mask,
}
