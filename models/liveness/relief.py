"""Whether a face stands out of a sheet of paper, by points followed through a turn of the head.

Paper can be bent or rolled, but not stretched: through each of its points runs a straight line that
lies in it, all of them side by side. Along such a line a picture moves evenly when the sheet is
turned, while the nose of a head moves away from what is above and below it. Points are followed in
the pictures themselves, because a net that finds landmarks takes every face for a head and puts
the depth of a head into it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from models.detector import Face
from models.frames import Image
from models.graphs.runtime import Floats

SIDE = 160
SCALE = 56.0
"""Pixels between eyes and mouth in a crop; a turn of the head does not shorten it."""
FOLLOWED = 40
"""Points that must have been followed to both sides, of the 315 of the grid."""
BACK = 0.7
"""Pixels by which a point may miss its place when it is followed back by one frame."""
UPRIGHT = 0.042
"""Least residual of heads over sheets with upright lines, sideways only; see Relief."""
ANY = 0.05
"""Least residual of heads over sheets with lines of any direction."""
DIRECTIONS = np.radians(np.arange(0, 180, 10))
"""Of the lines of a sheet; at steps of 30 degrees some prints rolled between two of them passed."""
OUTLIER = 0.03
ROUNDS = 5

Crop = NDArray[np.uint8]
_GRID = np.stack(
    np.meshgrid(np.arange(-0.7, 0.71, 0.1), np.arange(-0.9, 1.11, 0.1)), axis=-1
).reshape(-1, 1, 2)
_START = (_GRID * SCALE + SIDE / 2).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Relief:
    """The motion of a face that sheets do not explain: root mean square, in eye-mouth distances.

    Drawn and rendered heads had 0.05 and more of either, nearly every print less than one of the
    limits; see docs/performance.md.
    """

    upright: float
    """Over sheets with upright lines, sideways only."""
    any: float
    """The least over sheets with lines of any direction."""

    def stands_out(self) -> bool:
        """Whether no sheet of paper moves like this face."""
        return self.upright >= UPRIGHT and self.any >= ANY


def crop(frame: Image, face: Face) -> Crop:
    """The face in grey, upright, `SCALE` pixels from the eyes to the mouth: (SIDE, SIDE) uint8."""
    points = face.points.astype(np.float64)
    eyes, mouth = points[:2].mean(0), points[3:].mean(0)
    along = points[1] - points[0]
    scale = SCALE / max(float(np.hypot(*(mouth - eyes))), 1.0)
    angle = float(np.degrees(np.arctan2(along[1], along[0])))
    middle = (eyes + mouth) / 2
    there = np.asarray(cv2.getRotationMatrix2D(middle.tolist(), angle, scale), np.float64)
    there[:, 2] += SIDE / 2 - middle
    cut = cv2.warpAffine(frame, there, (SIDE, SIDE))
    return np.asarray(cv2.cvtColor(cut, cv2.COLOR_BGR2GRAY), np.uint8)


def relief(crops: Sequence[Crop], turns: Sequence[float]) -> Relief | None:
    """Follow points from the middle view to those turned most to either side, and compare these.

    `turns` has `quality.turn` of each crop. None if too few points could be followed, as when the
    frames are few or the face is blurred.
    """
    middle = (min(turns) + max(turns)) / 2
    front = int(np.argmin(np.abs(np.asarray(turns) - middle)))
    one, kept = _followed(crops, front, int(np.argmin(turns)))
    other, kept_too = _followed(crops, front, int(np.argmax(turns)))
    both = kept & kept_too
    if np.count_nonzero(both) < FOLLOWED:
        return None
    return _left_over(one[both] / SCALE, other[both] / SCALE)


def _followed(crops: Sequence[Crop], start: int, end: int) -> tuple[Floats, NDArray[np.bool_]]:
    """Where the grid's points are in the view `end`, (n, 2), and which were followed all along."""
    step = 1 if end > start else -1
    points, kept = _START.copy(), np.ones(len(_START), bool)
    for here in range(start, end, step):
        now, after = crops[here], crops[here + step]
        moved, found = _flow(now, after, points)
        back, found_back = _flow(after, now, moved)
        kept &= found & found_back & (np.linalg.norm(back - points, axis=(1, 2)) < BACK)
        points = moved
    return points[:, 0], kept


def _flow(now: Crop, after: Crop, points: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    moved, found, _ = cv2.calcOpticalFlowPyrLK(
        now, after, points, np.empty_like(points), winSize=(17, 17), maxLevel=2
    )
    return np.asarray(moved, np.float32), np.asarray(found).ravel() == 1


def _left_over(one: Floats, other: Floats) -> Relief:
    here, there = (points.astype(np.float64) for points in (one, other))
    here -= here.mean(0)
    upright = _residual(_sheet(here, DIRECTIONS[0]), there[:, :1])
    return Relief(upright, min(_residual(_sheet(here, angle), there) for angle in DIRECTIONS))


def _sheet(points: NDArray[np.float64], angle: float) -> NDArray[np.float64]:
    """Terms of the motion of a sheet whose lines are at `angle` to the vertical: (n, 7).

    Of the third degree across the lines, and even along each of them.
    """
    across = points @ [np.cos(angle), np.sin(angle)]
    along = points @ [-np.sin(angle), np.cos(angle)]
    curve = across**2
    terms = [np.ones_like(across), across, curve, across * curve]
    return np.stack([*terms, along, along * across, along * curve], 1)


def _residual(terms: NDArray[np.float64], places: NDArray[np.float64]) -> float:
    """Root mean square of the places that the terms do not explain; outliers count little."""
    weights = np.ones((len(terms), 1))
    left = places
    for _ in range(ROUNDS):
        best = np.linalg.lstsq(terms * weights, places * weights, rcond=None)[0]
        left = places - terms @ best
        weights = 1 / np.sqrt(1 + (left**2).sum(1, keepdims=True) / OUTLIER**2)
    return float(np.sqrt((left**2).sum(1).mean()))
