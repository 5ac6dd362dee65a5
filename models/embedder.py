"""From a face to a vector that says who it is, and from two vectors to a score."""

from typing import Protocol

import cv2
import numpy as np

from models import aligner
from models.frames import Image
from models.matcher import Calibration
from models.runtime import Floats, Graph


class Embedder(Protocol):
    """One way to tell faces apart; safe to call from several threads."""

    name: str
    calibration: Calibration

    def embed(self, frame: Image, points: Floats, aligned: Image) -> Floats:
        """The vector of a face of a BGR frame; `aligned` is the same face in aligner.SFACE."""
        ...

    def score(self, one: Floats, two: Floats) -> float:
        """How alike two faces are: the higher, the more."""
        ...


class SFace:
    """SFace: 128 numbers of length 1; the score is their cosine."""

    name = "sface"
    calibration = Calibration(
        others=0.083,
        others_spread=0.089,
        same=0.63,
        same_spread=0.11,
        alike=0.93,
        tail=((1e-1, 0.197), (1e-2, 0.290), (1e-3, 0.360), (1e-4, 0.417), (1e-5, 0.462)),
    )
    """LFW, photo against photo and against grey card photo, the higher of both: 425,298 pairs of
    different and 1,764 of same people, rounded up; 1e-5 continues the slope before it."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def embed(self, frame: Image, points: Floats, aligned: Image) -> Floats:
        """See Embedder."""
        pixels = np.asarray(cv2.cvtColor(aligned, cv2.COLOR_BGR2BGRA), np.uint8)
        vector = self._graph.run(pixels[None])[0][0]
        length = float(np.linalg.norm(vector))
        return np.asarray(vector / max(length, 1e-6), np.float32)

    def score(self, one: Floats, two: Floats) -> float:
        """See Embedder."""
        return float(one @ two)


class Dlib:
    """dlib's ResNet-29: 128 numbers; the score is 1 minus their Euclidean distance."""

    name = "dlib"
    calibration = Calibration(
        others=0.175,
        others_spread=0.090,
        same=0.53,
        same_spread=0.075,
        alike=0.93,
        tail=((1e-1, 0.295), (1e-2, 0.379), (1e-3, 0.439), (1e-4, 0.497), (1e-5, 0.55)),
    )
    """As SFace.calibration; `alike` is taken over from it."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def embed(self, frame: Image, points: Floats, aligned: Image) -> Floats:
        """See Embedder."""
        return self.embed_chip(aligner.align(frame, points, aligner.DLIB)[..., ::-1])

    def embed_chip(self, chip: Image) -> Floats:
        """The vector of a chip as dlib cuts it: uint8 (150, 150, 3) RGB."""
        return np.asarray(self._graph.run(np.ascontiguousarray(chip)[None])[0][0])

    def score(self, one: Floats, two: Floats) -> float:
        """See Embedder."""
        return 1 - float(np.linalg.norm(one - two))


FUSED = Calibration(
    others=0.083,
    others_spread=0.0725,
    same=0.57,
    same_spread=0.09,
    alike=0.95,
    tail=((1e-1, 0.179), (1e-2, 0.260), (1e-3, 0.322), (1e-4, 0.372), (1e-5, 0.420)),
)
"""As SFace.calibration, of `fused` scores."""


def fused(sface: float, dlib: float) -> float:
    """Both scores in one, on SFace's scale: weighted deviations from strangers' means.

    The two err on different faces: against card photos, TAR at FAR 1e-4 rises from 96.3 to 97.4 %.
    """
    one, two = SFace.calibration, Dlib.calibration
    first = (sface - one.others) / one.others_spread
    second = (dlib - two.others) / two.others_spread
    return one.others + one.others_spread * (0.65 * first + 0.35 * second)
