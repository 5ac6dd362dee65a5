"""Turn a face upright and to one size by its five points."""

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from models.frames import Image
from models.graphs.runtime import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A square picture of a face: its side in pixels, and where the five points go in it."""

    side: int
    points: Floats
    middle: Floats = field(init=False)
    centred: NDArray[np.complex128] = field(init=False)

    def __post_init__(self) -> None:
        middle = self.points.mean(0)
        object.__setattr__(self, "middle", middle)
        object.__setattr__(self, "centred", (self.points - middle) @ np.array([1, 1j]))

    @property
    def eyes(self) -> float:
        """Distance of the eyes in pixels."""
        return float(np.hypot(*(self.points[1] - self.points[0])))


def _layout(side: int, points: list[tuple[float, float]]) -> Layout:
    return Layout(side, np.array(points, np.float32))


SFACE = _layout(
    112,
    [
        (38.2946, 51.6963),
        (73.5318, 51.5014),
        (56.0252, 71.7366),
        (41.5493, 92.3655),
        (70.7299, 92.2041),
    ],
)
"""What SFace was trained on (as in OpenCV's FaceRecognizerSF)."""

DLIB = _layout(150, [(47.2, 45.8), (102.8, 45.8), (75.0, 77.2), (51.7, 104.3), (98.3, 104.3)])
"""Where YuNet finds its points in the chips that dlib cuts: the median of 164 chips, made even."""


def transform(points: Floats, layout: Layout = SFACE) -> Floats:
    """The similarity (2, 3) that takes `points` (5, 2) to the layout with the least square error.

    In the plane a similarity is one complex factor, so least squares has a closed form.
    """
    middle = points.mean(0)
    centred = (points - middle) @ np.array([1, 1j])
    spread = float(np.vdot(centred, centred).real)
    factor = np.vdot(centred, layout.centred) / max(spread, 1e-6)
    turn = np.array([[factor.real, -factor.imag], [factor.imag, factor.real]])
    shift = layout.middle - turn @ middle
    return np.concatenate([turn, shift[:, None]], 1).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Crop:
    """How a picture of a face is cut: `zoom` around its middle, `aside` in pixels, `mirror`ed."""

    zoom: float = 1.0
    aside: float = 0.0
    mirror: bool = False


PLAIN = Crop()
CROPS = (PLAIN, Crop(mirror=True), Crop(zoom=0.93), Crop(zoom=1.07), Crop(aside=2.5))
"""Cuts of one photo whose mean vector says better who it is than any single one does."""


def align(frame: Image, points: Floats, layout: Layout = SFACE, crop: Crop = PLAIN) -> Image:
    """The face of a BGR frame as uint8 (side, side, 3)."""
    size = (layout.side, layout.side)
    matrix = transform(points, layout)
    if crop.zoom != 1.0 or crop.aside:
        middle = layout.side / 2
        matrix = matrix * np.float32(crop.zoom)
        matrix[:, 2] += (middle - crop.zoom * middle + crop.aside, middle - crop.zoom * middle)
    turned = np.asarray(cv2.warpAffine(frame, matrix, size, flags=cv2.INTER_LINEAR), np.uint8)
    return mirrored(turned) if crop.mirror else turned


def mirrored(picture: Image) -> Image:
    """The picture with left and right exchanged."""
    return np.asarray(cv2.flip(picture, 1), np.uint8)


def residual(points: Floats) -> float:
    """How far the points are from any upright face seen from the front, in eye distances.

    The root mean square distance to the layout after the best similarity: grows as a head turns.
    """
    matrix = transform(points)
    moved = points @ matrix[:, :2].T + matrix[:, 2]
    return float(np.sqrt(((moved - SFACE.points) ** 2).sum(1).mean())) / SFACE.eyes
