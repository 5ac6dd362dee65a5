"""Turn a face upright and to one size by its five points."""

import cv2
import numpy as np

from models.frames import Image
from models.runtime import Floats

SIDE = 112
TARGET = np.array(
    [
        [38.2946, 51.6963],
        [73.5318, 51.5014],
        [56.0252, 71.7366],
        [41.5493, 92.3655],
        [70.7299, 92.2041],
    ],
    np.float32,
)
"""Where SFace expects the five points in 112x112 (as in OpenCV's FaceRecognizerSF)."""

_TARGET_MIDDLE = TARGET.mean(0)
_TARGET_CENTRED = (TARGET - _TARGET_MIDDLE) @ np.array([1, 1j])


def transform(points: Floats) -> Floats:
    """The similarity (2, 3) that takes `points` (5, 2) to TARGET with the least square error.

    In the plane a similarity is one complex factor, so least squares has a closed form.
    """
    middle = points.mean(0)
    centred = (points - middle) @ np.array([1, 1j])
    spread = float(np.vdot(centred, centred).real)
    factor = np.vdot(centred, _TARGET_CENTRED) / max(spread, 1e-6)
    turn = np.array([[factor.real, -factor.imag], [factor.imag, factor.real]])
    shift = _TARGET_MIDDLE - turn @ middle
    return np.concatenate([turn, shift[:, None]], 1).astype(np.float32)


def align(frame: Image, points: Floats) -> Image:
    """The face of a BGR frame as uint8 (112, 112, 3)."""
    turned = cv2.warpAffine(frame, transform(points), (SIDE, SIDE), flags=cv2.INTER_LINEAR)
    return np.asarray(turned, np.uint8)


def residual(points: Floats) -> float:
    """How far the points are from any upright face seen from the front, in eye distances.

    The root mean square distance to TARGET after the best similarity: grows as a head turns.
    """
    moved = points @ transform(points)[:, :2].T + transform(points)[:, 2]
    eyes = float(np.hypot(*(TARGET[1] - TARGET[0])))
    return float(np.sqrt(((moved - TARGET) ** 2).sum(1).mean())) / eyes
