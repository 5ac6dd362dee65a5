"""Engines behind one protocol: enrol a photo once, then look at frames."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

import cv2

from models import aligner, convert, quality, weights
from models.detector import Detector, Face
from models.embedder import SFace
from models.frames import Image, as_bgr
from models.matcher import Calibration
from models.precision import Precision, choose, remembered
from models.quality import Gate, Reason
from models.runtime import Floats, Graph

Progress = Callable[[str, float], None]


def _unseen(step: str, share: float) -> None:
    """Nobody watches the progress."""


RIVAL = 0.55
"""A second face at least this wide, in widths of the first, is one too many."""


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """What is kept of a photo; overwritten by `forget`."""

    vector: Floats

    def forget(self) -> None:
        """Overwrite the embedding."""
        self.vector[:] = 0


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """What one frame gave: the face if there is one, why it has no score, or its score."""

    reason: Reason
    face: Face | None = None
    score: float | None = None


class Engine(Protocol):
    """Pictures in, scores out. Calls may come from several threads at once."""

    name: str
    calibration: Calibration

    def enroll(self, photo: Image) -> Template | Reason:
        """The template of the one face of a photo (uint8 grey or BGR), or why there is none."""
        ...

    def look(self, frame: Image, template: Template, near: Face | None) -> Sight:
        """Judge and score the face of a frame; `near` is where it was, None to search it all.

        Never raises on any array: a frame that is no picture gives Reason.UNUSABLE.
        """
        ...


class Embedder(Protocol):
    """An aligned face (112, 112, 3) BGR to a vector of length 1."""

    def embed(self, aligned: Image) -> Floats:
        """The embedding."""
        ...


SFACE_CALIBRATION = Calibration(
    others=0.087,
    others_spread=0.089,
    same=0.63,
    same_spread=0.13,
    alike=0.7,
    tail=((1e-1, 0.2), (1e-2, 0.295), (1e-3, 0.363), (1e-4, 0.416), (1e-5, 0.462)),
)
"""LFW: 425,298 pairs of different and 1,764 of same people, photo against grey card photo; the
tail is the higher of clean and card photos, 1e-5 from 3.0 million pairs' slope."""


class SFaceEngine:
    """YuNet, five-point alignment, SFace."""

    name = "sface"
    calibration = SFACE_CALIBRATION

    def __init__(self, detector: Detector, embedder: Embedder, gate: Gate | None = None) -> None:
        self._detector = detector
        self._embedder = embedder
        self._gate = gate or Gate()

    def enroll(self, photo: Image) -> Template | Reason:
        """See Engine."""
        picture = as_bgr(photo)
        if picture is None:
            return Reason.UNUSABLE
        faces = self._detector.whole(picture)
        reason = _alone(faces)
        if reason is not Reason.GOOD:
            return reason
        finer = self._detector.region(picture, faces[0])
        face = finer[0] if finer else faces[0]
        return Template(self._embedder.embed(aligner.align(picture, face.points)))

    def look(self, frame: Image, template: Template, near: Face | None) -> Sight:
        """See Engine."""
        picture = as_bgr(frame)
        if picture is None:
            return Sight(Reason.UNUSABLE)
        if near is None:
            faces = self._detector.whole(picture)
            reason = _alone(faces)
            if reason is not Reason.GOOD:
                return Sight(reason, faces[0] if faces else None)
            near = faces[0]
        faces = self._detector.region(picture, near)
        if not faces:
            return Sight(Reason.NO_FACE)
        face = faces[0]
        aligned = aligner.align(picture, face.points)
        reason = quality.judge(face, picture, aligned, self._gate)
        if reason is not Reason.GOOD:
            return Sight(reason, face)
        return Sight(Reason.GOOD, face, float(self._embedder.embed(aligned) @ template.vector))


def _alone(faces: list[Face]) -> Reason:
    """GOOD if one face is clearly the nearest."""
    if not faces:
        return Reason.NO_FACE
    faces.sort(key=lambda face: -face.width)
    rivals = [face for face in faces[1:] if face.width >= RIVAL * faces[0].width]
    return Reason.SEVERAL if rivals else Reason.GOOD


def load_sface(
    folder: Path | None = None,
    cache: Path | None = None,
    precision: Precision | None = None,
    progress: Progress = _unseen,
) -> SFaceEngine:
    """The default engine; converts its weights on first use.

    `folder` holds a site's own weight files, `cache` the converted graphs (default: the user's);
    without `precision` the faster one on this machine. `progress` is told what is being done and
    how far it is, 0 to 1. Raises WeightsMismatch.
    """
    # Two workers on a thread each are faster than nested threads of one.
    cv2.setNumThreads(1)
    known, cache = weights.table(), cache or convert.cache_folder()
    files = {name: weights.locate(name, folder) for name in ("yunet", "sface")}
    progress("yunet", 0.1)
    detector = convert.cached(
        "yunet.onnx", known["yunet"].sha256, lambda: _yunet(files["yunet"]), cache
    )

    def sface(wanted: Precision) -> Graph:
        progress(f"sface {wanted}", 0.4 if wanted is Precision.INT8 else 0.7)
        build, name = partial(_sface, files["sface"], wanted), f"sface-{wanted}.onnx"
        return Graph(convert.cached(name, known["sface"].sha256, build, cache))

    best = precision or remembered(cache) or choose(sface, cache)
    engine = SFaceEngine(Detector(Graph(detector)), SFace(sface(best)))
    progress("ready", 1.0)
    return engine


def _yunet(source: Path) -> bytes:
    from models.convert import yunet

    return yunet.graph(source)


def _sface(source: Path, precision: Precision) -> bytes:
    from models.convert import int8, sface

    layers = sface.layers(source)
    if precision is Precision.INT8:
        return int8.graph(layers, int8.shipped_ranges())
    return sface.graph(layers)
