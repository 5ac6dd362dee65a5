"""From a face to a vector that says who it is, and from two vectors to a score."""

from collections.abc import Sequence
from typing import Protocol

import cv2
import numpy as np

from models import aligner
from models.aligner import Layout
from models.decision import Calibration
from models.frames import Image
from models.graphs.runtime import Floats, Graph

SOURCE = (
    "7,076 pairs of 120 adult East-Asian strangers of one sex, small web pictures of mixed "
    "quality, card photo grey JPEG 2000 of 7 kB; a rate of 0.5 % may be 0.3 to 0.7 %"
)
DECIDED = (
    (0.029, 0.407),
    (0.021, 0.42),
    (0.0145, 0.43),
    (0.0105, 0.44),
    (0.0068, 0.452),
    (0.0054, 0.46),
    (0.0038, 0.47),
    (0.0025, 0.48),
    (0.0017, 0.5),
)
"""SFace, 7,076 pairs by decision; where 0.5 % of these are accepted, 3 % of older people and of
children are: see docs/performance.md.
"""
DLIB_DECIDED = (
    (0.05, 0.521),
    (0.03, 0.534),
    (0.02, 0.546),
    (0.01, 0.566),
    (0.006, 0.576),
    (0.003, 0.585),
    (0.001, 0.602),
)
"""dlib on the same pairs."""


class Embedder(Protocol):
    """A network that turns a face into a vector; safe to call from several threads."""

    name: str
    layout: Layout
    calibration: Calibration

    def embed(self, aligned: Image) -> Floats:
        """The vector of a face, uint8 BGR in `layout`."""
        ...

    def mean(self, vectors: Sequence[Floats]) -> Floats:
        """One vector made of several vectors of the same person."""
        ...

    def score(self, one: Floats, two: Floats) -> float:
        """The similarity of two vectors: a higher score means more alike."""
        ...


class SFace:
    """SFace: 128 numbers of length 1; the score is their cosine."""

    name = "sface"
    layout = aligner.SFACE
    calibration = Calibration(
        others=0.079,
        same=0.627,
        same_spread=0.124,
        tail=((1e-1, 0.193), (1e-2, 0.285), (1e-3, 0.350), (1e-4, 0.407), (1e-5, 0.452)),
        decided=DECIDED,
        source=SOURCE,
    )
    """LFW, five crops of a grey card photo against one of a picture: 3.0 million pairs of
    different people; 1e-5 continues the slope before it."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def embed(self, aligned: Image) -> Floats:
        """See Embedder."""
        pixels = np.asarray(cv2.cvtColor(aligned, cv2.COLOR_BGR2BGRA), np.uint8)
        return _unit(self._graph.run(pixels[None])[0][0])

    def mean(self, vectors: Sequence[Floats]) -> Floats:
        """See Embedder: the mean, of length 1 again."""
        return _unit(np.mean(vectors, 0))

    def score(self, one: Floats, two: Floats) -> float:
        """See Embedder."""
        return float(one @ two)


class Dlib:
    """dlib's ResNet-29: 128 numbers; the score is 1 minus their Euclidean distance."""

    name = "dlib"
    layout = aligner.DLIB
    calibration = Calibration(
        others=0.175,
        same=0.53,
        same_spread=0.075,
        tail=((1e-1, 0.295), (1e-2, 0.379), (1e-3, 0.439), (1e-4, 0.497), (1e-5, 0.55)),
        decided=DLIB_DECIDED,
        source=SOURCE,
    )
    """As SFace.calibration, one crop against one."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def embed(self, aligned: Image) -> Floats:
        """See Embedder."""
        return np.asarray(self._graph.run(np.ascontiguousarray(aligned[..., ::-1])[None])[0][0])

    def mean(self, vectors: Sequence[Floats]) -> Floats:
        """See Embedder."""
        return np.asarray(np.mean(vectors, 0), np.float32)

    def score(self, one: Floats, two: Floats) -> float:
        """See Embedder."""
        return 1 - float(np.linalg.norm(one - two))


def _unit(vector: Floats) -> Floats:
    """The vector at length 1; one without length stays as it is."""
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-6), np.float32)
