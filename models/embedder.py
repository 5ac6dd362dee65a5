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
        tail=((1e-1, 0.197), (1e-2, 0.289), (1e-3, 0.357), (1e-4, 0.407), (1e-5, 0.452)),
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


class SecondOpinion:
    """SFace on a face and on its mirror image, and dlib's network: slower, and rarer in error.

    The three err on different faces. Against card photos single frames miss 1.9 % of the same
    people at FAR 1e-4 where SFace alone misses 3.6 %.
    """

    name = "sface_dlib"
    calibration = Calibration(
        others=0.082,
        others_spread=0.0745,
        same=0.585,
        same_spread=0.092,
        alike=0.95,
        tail=((1e-1, 0.178), (1e-2, 0.260), (1e-3, 0.322), (1e-4, 0.375), (1e-5, 0.420)),
    )
    """As SFace.calibration."""
    share = 0.7
    """Weight of SFace's score; more helps masked faces, less helps faces against the light."""

    def __init__(self, sface: SFace, dlib: Dlib) -> None:
        self._sface, self._dlib = sface, dlib

    def embed(self, frame: Image, points: Floats, aligned: Image) -> Floats:
        """See Embedder: SFace's vector, its mirror image's and dlib's, 128 numbers each."""
        mirrored = np.asarray(cv2.flip(aligned, 1), np.uint8)
        made = [
            self._sface.embed(frame, points, aligned),
            self._sface.embed(frame, points, mirrored),
            self._dlib.embed(frame, points, aligned),
        ]
        return np.concatenate(made)

    @staticmethod
    def first(vector: Floats) -> Floats:
        """The part of a vector that is SFace's own."""
        return vector[:128]

    def score(self, one: Floats, two: Floats) -> float:
        """See Embedder: weighted deviations from strangers' means, on SFace's scale."""
        sface, dlib = self._sface.calibration, self._dlib.calibration
        even = self._sface.score(_both_sides(one), _both_sides(two))
        other = self._dlib.score(one[256:], two[256:])
        first = (even - sface.others) / sface.others_spread
        second = (other - dlib.others) / dlib.others_spread
        return sface.others + sface.others_spread * (self.share * first + (1 - self.share) * second)


def _both_sides(vector: Floats) -> Floats:
    """The mean of SFace's vectors of a face and of its mirror image, of length 1."""
    summed = vector[:128] + vector[128:256]
    return np.asarray(summed / max(float(np.linalg.norm(summed)), 1e-6), np.float32)
