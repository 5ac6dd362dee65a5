"""Does a mask hide the lower face? Asked only when a face was not recognised.

Skin is of nearly one colour above and below the nose, and cloth is of another. Light, green-red and
blue-yellow (CIE L*a*b*) of both parts are compared by a logistic regression. It was learnt from 150
portraits of the US Congress (works of the US government, public domain), plain and with masks of
many colours drawn on. A grey camera shows only the light, and a mask of the skin's own colour is
not seen.
"""

import cv2
import numpy as np

from models.frames import Image

UPPER = (slice(30, 60), slice(25, 87))
"""Brow, eyes and upper cheeks in aligner.SFACE: rows, columns."""
LOWER = (slice(75, 104), slice(35, 77))
"""Mouth and chin."""
UNIT = 32.0
"""Steps of 0..255 that count as one."""
SIGNED = (0.06, -1.34, -1.81)
"""Weight of lower minus upper: light, green to red, blue to yellow."""
UNSIGNED = (1.09, 1.88, 2.33)
"""Weight of the same without its sign."""
COLOURED = 1.93
"""Weight of how far the colours are apart, whatever their light."""
NONE = -3.01
"""Value of two parts that are alike."""
BAR = 0.4
"""Value above which a mask is seen."""


def value(aligned: Image) -> float:
    """How much a face in aligner.SFACE (BGR) looks masked: the logarithm of the odds."""
    lab = np.asarray(cv2.cvtColor(aligned, cv2.COLOR_BGR2LAB), np.float32)
    light, red, yellow = (float(v) for v in (lab[LOWER].mean((0, 1)) - lab[UPPER].mean((0, 1))))
    apart = np.array([light, red, yellow]) / UNIT
    coloured = float(np.hypot(apart[1], apart[2]))
    return float(apart @ SIGNED + np.abs(apart) @ UNSIGNED + COLOURED * coloured + NONE)


def masked(aligned: Image) -> bool:
    """Whether a mask hides the lower part of a face in aligner.SFACE (BGR)."""
    return value(aligned) > BAR
