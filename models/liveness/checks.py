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
from models.graphs.runtime import Floats
from models.liveness.mesh import Mesh, width
from models.liveness.relief import Crop, crop, relief
from models.quality import turn

SCREEN = 2.9
"""Median of `stripes` above which a face is on a screen; drawn heads have 2.0, screens 3.6."""


EXTREMES = 3
"""Views to either side whose median width counts."""


class Liveness(StrEnum):
    """What the turn of a head has shown."""

    OPEN = "open"
    HEAD = "head"
    FLAT = "flat"


@dataclass(slots=True)
class TurnCheck:
    """The challenge "turn your head a little": whether the face turned, and not like a card.

    A print that is turned as far as a head, by the detector's nose, is narrower by then than a head
    would be (`narrowed`). Whether the face has depth is judged by `relief`: the mesh takes every
    face for a head and would tell the depth of one.
    """

    enough_turn: float = 0.25
    """Range of `quality.turn` that must be covered."""
    narrowest: float = 0.86
    """Least width to either side, relative to the front view."""
    least: int = 12
    limit: int = 150
    """Frames after which a person who has not turned the head is refused."""
    widths: list[float] = field(default_factory=list, init=False)
    turns: list[float] = field(default_factory=list, init=False)

    def add(self, face: Face, mesh: Floats) -> Liveness:
        """Take one frame's face and its mesh (468, 2), in pixels, into account."""
        self.turns.append(turn(face))
        self.widths.append(width(mesh))
        return self.verdict()

    def covered(self) -> float:
        """How far the head was turned from side to side, in eye distances of the nose."""
        return max(self.turns) - min(self.turns) if self.turns else 0.0

    def narrowed(self) -> float:
        """Width of the face to the narrower side, relative to its width from the front."""
        order = np.argsort(self.turns)
        widths = np.asarray(self.widths)[order]
        sides = min(float(np.median(side)) for side in (widths[:EXTREMES], widths[-EXTREMES:]))
        return sides / max(float(np.percentile(widths, 90)), 1e-6)

    def verdict(self) -> Liveness:
        """The result so far; HEAD: nothing in the turn speaks against one."""
        if len(self.turns) >= self.least and self.covered() >= self.enough_turn:
            return Liveness.HEAD if self.narrowed() >= self.narrowest else Liveness.FLAT
        return Liveness.FLAT if len(self.turns) >= self.limit else Liveness.OPEN


def stripes(frame: Image, face: Face, side: int = 128) -> float:
    """The strength of a fine, regular pattern in the face's texture, such as the moiré of a screen.

    The logarithm of the strongest fine frequency divided by the median one; near 0 for skin.
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


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What one frame of the challenge shows of a face."""

    face: Face
    mesh: Floats
    """(468, 2), in pixels of the frame."""
    pattern: float
    """See `stripes`."""
    crop: Crop
    """See `relief.crop`."""


def view(frame: Image, face: Face, net: Mesh) -> View:
    """Measure a face in one frame of the challenge."""
    return View(face, net.points(frame, face), stripes(frame, face), crop(frame, face))


@dataclass(slots=True)
class PresenceCheck:
    """The challenge and its cues together, for one person."""

    turned: TurnCheck = field(default_factory=TurnCheck)
    patterns: list[float] = field(default_factory=list)
    crops: list[Crop] = field(default_factory=list)

    def add(self, seen: View) -> Liveness:
        """Take one frame into account."""
        self.patterns.append(seen.pattern)
        self.crops.append(seen.crop)
        verdict = self.turned.add(seen.face, seen.mesh)
        if verdict is not Liveness.HEAD:
            return verdict
        if float(np.median(self.patterns)) > SCREEN:
            return Liveness.FLAT
        depth = relief(self.crops, self.turned.turns)
        if depth is None:  # nothing was measured: another turn is needed
            self.turned, self.crops = TurnCheck(), []
            return Liveness.OPEN
        return Liveness.HEAD if depth.stands_out() else Liveness.FLAT
