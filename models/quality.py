"""Whether a face is good enough to match, and the first thing to change if it is not."""

from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np

from models import aligner
from models.detector import Face
from models.frames import Image


class QualityReason(StrEnum):
    """Why a frame gives no score; GOOD if it gives one."""

    GOOD = "good"
    UNUSABLE = "unusable"
    NO_FACE = "no_face"
    SEVERAL = "several"
    TOO_FAR = "too_far"
    TOO_NEAR = "too_near"
    OFF_CENTRE = "off_centre"
    DARK = "dark"
    BACKLIT = "backlit"
    BLURRED = "blurred"
    TURNED = "turned"
    COVERED = "covered"
    MASKED = "masked"


@dataclass(frozen=True, slots=True)
class QualityGate:
    """Bounds of a good face. Lengths are shares of the frame's height, light is 0..255.

    The bounds are wide: measured on degraded faces they halve the false non-matches and keep seven
    frames of ten; narrower bounds keep fewer frames and gain nothing. Faces turned by 0.33 to 0.40
    are as often the right ones as others and no stranger more passes by them, on any set measured.
    """

    smallest: float = 0.14
    smallest_pixels: float = 60
    largest: float = 0.6
    aside: float = 0.22
    above: float = 0.32
    darkest: float = 40
    flattest: float = 14
    against_light: float = 95
    least_sharpness: float = 0.0007
    turned: float = 0.40
    least_score: float = 0.82


def place(face: Face, frame: Image, gate: QualityGate) -> QualityReason:
    """Judge size and position of a face in its frame."""
    height, width = frame.shape[:2]
    side = max(face.width, 0.75 * face.height)
    if side < max(gate.smallest * height, gate.smallest_pixels):
        return QualityReason.TOO_FAR
    if side > gate.largest * height:
        return QualityReason.TOO_NEAR
    x, y = face.centre
    if abs(x / width - 0.5) > gate.aside or abs(y / height - 0.5) > gate.above:
        return QualityReason.OFF_CENTRE
    return QualityReason.GOOD


def turn(face: Face) -> float:
    """How far the nose tip is from the middle of the eyes, along them, in eye distances."""
    right, left, nose = face.points[:3]
    axis = left - right
    length = float(np.hypot(*axis))
    return float(np.dot(nose - (right + left) / 2, axis)) / max(length * length, 1e-6)


def light(aligned: Image, around: float, gate: QualityGate) -> QualityReason:
    """Judge light and sharpness of an aligned face; `around` is the frame's mean light."""
    grey = np.asarray(cv2.cvtColor(aligned, cv2.COLOR_BGR2GRAY), np.uint8)
    mean, deviation = (float(v[0, 0]) for v in cv2.meanStdDev(grey))
    if around - mean > gate.against_light:
        return QualityReason.BACKLIT
    if mean < gate.darkest or deviation < gate.flattest:
        return QualityReason.DARK
    if sharpness(grey) < gate.least_sharpness:
        return QualityReason.BLURRED
    return QualityReason.GOOD


def sharpness(grey: Image) -> float:
    """Share of the light's variance that is in edges of about two pixels; no unit."""
    inner = grey[16:96, 16:96]
    edges = cv2.meanStdDev(cv2.Laplacian(inner, cv2.CV_16S))[1][0, 0] ** 2
    light = cv2.meanStdDev(inner)[1][0, 0] ** 2
    return float(edges) / (32 * max(float(light), 1.0))


def judge(face: Face, frame: Image, aligned: Image, gate: QualityGate) -> QualityReason:
    """The first reason not to match this face, in the order in which people correct them."""
    where = place(face, frame, gate)
    if where is not QualityReason.GOOD:
        return where
    seen = light(aligned, float(frame[::64, ::64].mean()), gate)
    if seen is not QualityReason.GOOD:
        return seen
    if abs(turn(face)) > gate.turned or aligner.residual(face.points) > gate.turned:
        return QualityReason.TURNED
    if face.score < gate.least_score:
        return QualityReason.COVERED
    return QualityReason.GOOD
