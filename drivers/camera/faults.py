"""A source with something wrong with it, on purpose and at known frames."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np

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
        if trouble is Trouble.BLACK:
            frame.pixels[:] = 0
        elif trouble is Trouble.SLOW:
            self._sleep(self._slow_s)
        elif trouble is Trouble.TORN:
            half = frame.pixels.shape[0] // 2
            frame.pixels[half:] = np.roll(frame.pixels[half:], frame.pixels.shape[1] // 3, axis=1)
        elif trouble is Trouble.WRONG_SIZE:
            height, width = frame.pixels.shape[:2]
            small = cv2.resize(frame.pixels, (max(1, width // 2), max(1, height // 3)))
            frame.pixels = np.asarray(small, np.uint8)
        elif self._last is None:
            self._last = frame.pixels.copy()
        else:
            frame.pixels = self._last.copy()
