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
from models.mesh import Mesh, eye_distance, width
from models.quality import turn
from models.runtime import Floats

SCREEN = 2.9
"""Median of `stripes` above which a face is on a screen; drawn heads have 2.0, screens 3.6."""


EXTREMES = 3
"""Views to either side that are compared with each other."""


class Liveness(StrEnum):
    """What the turn of a head has shown."""

    OPEN = "open"
    HEAD = "head"
    FLAT = "flat"


@dataclass(slots=True)
class TurnCheck:
    """The challenge "turn your head a little", judged by the face mesh.

    Two views of a flat thing differ by a homography, however it is held and however near it is; two
    views of a head do not. What a homography leaves over between the views turned most to either
    side tells a head from a picture (`residual`). The mesh takes every face for a head, so a print
    that is turned far has a residual too; but it is narrower by then than a head would be
    (`narrowed`). One pair of views would not do: the points are noisy. Five points do not tell a
    print that is turned by hand: its perspective looks like a third dimension.
    """

    enough_turn: float = 0.25
    """Range of `quality.turn` that must be covered."""
    depth: float = 0.055
    """Least residual, in eye distances; docs/performance.md has what heads and pictures gave."""
    narrowest: float = 0.86
    """Least width to either side, relative to the front view."""
    least: int = 12
    limit: int = 150
    """Frames after which whoever has not turned is refused."""
    meshes: list[Floats] = field(default_factory=list, init=False)
    turns: list[float] = field(default_factory=list, init=False)

    def add(self, face: Face, mesh: Floats) -> Liveness:
        """Take one frame's face and its mesh (468, 2), in pixels, into account."""
        self.turns.append(turn(face))
        self.meshes.append(mesh)
        return self.verdict()

    def covered(self) -> float:
        """How far the head was turned from side to side, in eye distances of the nose."""
        return max(self.turns) - min(self.turns) if self.turns else 0.0

    def residual(self) -> float:
        """Median residual between the views turned most to either side, in eye distances."""
        one_side, other_side = self._sides()
        pairs = [(one, other) for one in one_side for other in other_side]
        return float(np.median([_residual(self.meshes[a], self.meshes[b]) for a, b in pairs]))

    def narrowed(self) -> float:
        """Width of the face to the narrower side, relative to its width from the front."""
        shapes = np.array([width(mesh) for mesh in self.meshes])
        sides = min(float(np.median(shapes[side])) for side in self._sides())
        return sides / max(float(np.percentile(shapes, 90)), 1e-6)

    def _sides(self) -> tuple[list[int], list[int]]:
        """The numbers of the views turned most to either side."""
        order = [int(number) for number in np.argsort(self.turns)]
        return order[:EXTREMES], order[-EXTREMES:]

    def verdict(self) -> Liveness:
        """The result so far."""
        if len(self.meshes) >= self.least and self.covered() >= self.enough_turn:
            deep = self.residual() >= self.depth and self.narrowed() >= self.narrowest
            return Liveness.HEAD if deep else Liveness.FLAT
        return Liveness.FLAT if len(self.meshes) >= self.limit else Liveness.OPEN


def _residual(one: Floats, other: Floats) -> float:
    """Root mean square of what a homography from one mesh to the other leaves over."""
    found, _ = cv2.findHomography(one.astype(np.float64), other.astype(np.float64), 0)
    if np.shape(found) != (3, 3):  # None: all points in one place
        return 0.0
    moved = cv2.perspectiveTransform(one[None].astype(np.float64), found)[0]
    size = max(eye_distance(one), eye_distance(other), 1.0)
    return float(np.sqrt(((moved - other) ** 2).sum(1).mean())) / size


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


def view(frame: Image, face: Face, net: Mesh) -> View:
    """Measure a face in one frame of the challenge."""
    return View(face, net.points(frame, face), stripes(frame, face))


@dataclass(slots=True)
class PresenceCheck:
    """The challenge and the passive cue together, for one person."""

    turned: TurnCheck = field(default_factory=TurnCheck)
    patterns: list[float] = field(default_factory=list)

    def add(self, seen: View) -> Liveness:
        """Take one frame into account."""
        self.patterns.append(seen.pattern)
        verdict = self.turned.add(seen.face, seen.mesh)
        if verdict is Liveness.HEAD and float(np.median(self.patterns)) > SCREEN:
            return Liveness.FLAT
        return verdict
