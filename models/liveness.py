"""Signs that a face is not a head: a picture held up, a screen.

What is here stops a still photo or a screen that is held up, more often than not. It is not
certified presentation attack detection, and a mask or a film of a turning head passes.
"""

from dataclasses import dataclass, field
from enum import StrEnum

import cv2
import numpy as np

from models.detector import Face
from models.frames import Image
from models.quality import turn
from models.runtime import Floats

SCREEN = 2.9
"""Median of `stripes` above which a face is on a screen; drawn heads have 2.0, screens 3.6."""


class Liveness(StrEnum):
    """What the turn of a head has shown."""

    OPEN = "open"
    HEAD = "head"
    FLAT = "flat"


@dataclass(slots=True)
class TurnCheck:
    """The challenge "turn your head a little", judged over all frames together.

    Five points of a rigid thing seen from far enough are, frame by frame, rows of a matrix of
    rank three; of rank two if the thing is flat. How much of the third dimension there is, in eye
    distances, tells a head from a picture. One pair of frames would not do: the points are noisy.
    """

    enough_turn: float = 0.25
    """Range of `quality.turn` that must be covered."""
    depth: float = 0.052
    """Least extent of a third dimension; drawn heads have 0.066 and more, bent prints 0.039."""
    least: int = 12
    patience: int = 150
    rows: list[Floats] = field(default_factory=list, init=False)
    turns: list[float] = field(default_factory=list, init=False)

    def add(self, face: Face) -> Liveness:
        """Take one frame's face into account."""
        right, left = face.points[0], face.points[1]
        length = float(np.hypot(*(left - right)))
        if length > 0:
            self.rows.append(((face.points - face.points.mean(0)) / length).T)
            self.turns.append(turn(face))
        return self.verdict()

    def covered(self) -> float:
        """How far the head was turned from side to side, in eye distances of the nose."""
        return max(self.turns) - min(self.turns) if self.turns else 0.0

    def third(self) -> float:
        """Root mean square extent of the third dimension, in eye distances."""
        matrix = np.concatenate(self.rows)
        values = np.linalg.svd(matrix, compute_uv=False)
        noise = values[3] if len(values) > 3 else 0.0
        return float(np.sqrt(max(values[2] ** 2 - noise**2, 0.0) / len(self.rows)))

    def verdict(self) -> Liveness:
        """What is known so far."""
        if len(self.rows) >= self.least and self.covered() >= self.enough_turn:
            return Liveness.HEAD if self.third() >= self.depth else Liveness.FLAT
        return Liveness.FLAT if len(self.rows) >= self.patience else Liveness.OPEN


def stripes(frame: Image, face: Face, side: int = 128) -> float:
    """How much one fine, regular pattern stands out of the face's texture: a screen's moiré.

    The strongest of the fine frequencies over the middle one, as a logarithm; skin has none.
    """
    x, y = face.centre
    half = 0.45 * face.width
    rows = slice(max(0, int(y - half)), int(y + half))
    columns = slice(max(0, int(x - half)), int(x + half))
    part = frame[rows, columns]
    if min(part.shape[:2]) < 32:
        return 0.0
    grey = np.asarray(cv2.cvtColor(part, cv2.COLOR_BGR2GRAY), np.float32)
    size = min(side, *grey.shape)
    grey = np.asarray(cv2.resize(grey, (size, size), interpolation=cv2.INTER_AREA), np.float32)
    window = np.outer(np.hanning(size), np.hanning(size))
    power = np.abs(np.fft.rfft2((grey - grey.mean()) * window)) ** 2
    up = np.minimum(np.arange(size), size - np.arange(size))[:, None]
    along = np.arange(power.shape[1])[None]
    radius = np.hypot(up, along)
    ring = (radius > 0.14 * size) & (radius < 0.46 * size) & (up > 2) & (along > 2)
    fine = power[ring] * radius[ring] ** 2
    return float(np.log10(fine.max() / max(float(np.median(fine)), 1e-9)))


@dataclass(slots=True)
class PresenceCheck:
    """The challenge and the passive cue together, for one person."""

    turned: TurnCheck = field(default_factory=TurnCheck)
    patterns: list[float] = field(default_factory=list)

    def add(self, face: Face, pattern: float) -> Liveness:
        """Take one frame's face and its `stripes` into account."""
        self.patterns.append(pattern)
        verdict = self.turned.add(face)
        if verdict is Liveness.HEAD and float(np.median(self.patterns)) > SCREEN:
            return Liveness.FLAT
        return verdict
