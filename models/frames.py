"""The type of the pictures that this package works on."""

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]

SMALLEST = 48
"""Side in pixels under which no face can be large enough to be matched."""


def as_bgr(frame: object) -> Image | None:
    """The frame as uint8 (height, width, 3) BGR, or None if it is no usable picture.

    Grey frames are widened, a fourth channel is dropped; a usable frame is not copied.
    """
    if not isinstance(frame, np.ndarray) or frame.dtype != np.uint8 or frame.ndim not in {2, 3}:
        return None
    if min(frame.shape[:2]) < SMALLEST:
        return None
    channels = 1 if frame.ndim == 2 else frame.shape[2]
    if channels == 3:
        return np.ascontiguousarray(frame)
    if channels == 1:
        return np.asarray(cv2.cvtColor(frame.copy(), cv2.COLOR_GRAY2BGR), np.uint8)
    if channels == 4:
        return np.asarray(cv2.cvtColor(frame.copy(), cv2.COLOR_BGRA2BGR), np.uint8)
    return None
