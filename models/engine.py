"""Engines behind one protocol: enrol a photo once, then look at frames."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

import cv2

from models import aligner, convert, quality
from models.decision import Calibration
from models.detector import RIVAL_SIDE, WHOLE_SIDE, Detector, Face
from models.embedder import Dlib, Embedder, SFace
from models.frames import Image, as_bgr
from models.graphs import weights
from models.graphs.precision import Precision, choose, remembered
from models.graphs.runtime import Floats, Graph
from models.mask import masked
from models.quality import QualityGate, QualityReason

Progress = Callable[[str, float], None]

PERHAPS_MASKED = frozenset({QualityReason.TURNED, QualityReason.COVERED})
"""Reasons that a mask can cause, because it hides the points of nose and mouth."""
RIVAL = 0.55
"""A second face at least this wide, in widths of the first, means that several people are in the
picture.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """What is kept of a photo: one embedding, overwritten by `forget`."""

    vector: Floats

    def forget(self) -> None:
        """Overwrite the embedding."""
        self.vector[:] = 0


@dataclass(frozen=True, slots=True, eq=False)
class FrameResult:
    """What one frame gave: the face if there is one, why it has no score, or its score.

    `masked`: a mask hides the lower face. It is looked for only where a face has no score for a
    reason that a mask may be, or where the score is in doubt (`again`).
    """

    reason: QualityReason
    face: Face | None = None
    score: float | None = None
    masked: bool = False


class Engine(Protocol):
    """Pictures in, scores out. Calls may come from several threads at once."""

    name: str
    calibration: Calibration

    def enroll(self, photo: Image) -> Template | QualityReason:
        """The template of the one face of a photo (uint8 grey or BGR), or why there is none."""
        ...

    def look(
        self,
        frame: Image,
        template: Template,
        near: Face | None,
        *,
        check: bool = False,
        again: bool = False,
    ) -> FrameResult:
        """Judge and score the face of a frame; `near` is where it was, None to search it all.

        `check` looks for others beside it. `again` takes the mirror image into account: slower,
        and surer of who wears a mask. Never raises on any array: a frame that is no picture gives
        QualityReason.UNUSABLE.
        """
        ...


class FaceEngine:
    """YuNet, five-point alignment, an embedder."""

    def __init__(
        self, detector: Detector, embedder: Embedder, gate: QualityGate | None = None
    ) -> None:
        self._detector, self._embedder = detector, embedder
        self._gate = gate or QualityGate()
        self.name, self.calibration = embedder.name, embedder.calibration

    @property
    def parts(self) -> tuple[Detector, Embedder]:
        """Detector and embedder, for measuring each alone."""
        return self._detector, self._embedder

    def enroll(self, photo: Image) -> Template | QualityReason:
        """See Engine: the mean of several crops of the photo."""
        picture = as_bgr(photo)
        if picture is None:
            return QualityReason.UNUSABLE
        faces = self._detector.whole(picture)
        reason = _alone(faces)
        if reason is not QualityReason.GOOD:
            return reason
        finer = self._detector.region(picture, faces[0])
        points = (finer[0] if finer else faces[0]).points
        layout = self._embedder.layout
        crops = [aligner.align(picture, points, layout, crop) for crop in aligner.CROPS]
        return Template(self._embedder.mean([self._embedder.embed(crop) for crop in crops]))

    def look(
        self,
        frame: Image,
        template: Template,
        near: Face | None,
        *,
        check: bool = False,
        again: bool = False,
    ) -> FrameResult:
        """See Engine."""
        picture = as_bgr(frame)
        if picture is None:
            return FrameResult(QualityReason.UNUSABLE)
        if near is None or check:
            side = RIVAL_SIDE if near is not None else WHOLE_SIDE
            faces = self._detector.whole(picture, side)
            reason = _alone(faces)
            if reason is QualityReason.SEVERAL:
                return FrameResult(reason, faces[0])
            if faces:
                near = faces[0]
        if near is None:
            return FrameResult(QualityReason.NO_FACE)
        faces = self._detector.region(picture, near)
        if not faces:
            return FrameResult(QualityReason.NO_FACE)
        face = faces[0]
        aligned = aligner.align(picture, face.points)
        reason = quality.judge(face, picture, aligned, self._gate)
        hidden = (again or reason in PERHAPS_MASKED) and masked(aligned)
        if reason is not QualityReason.GOOD:
            return FrameResult(reason, face, masked=hidden)
        vector = self.describe(picture, face, aligned, again=again)
        score = self._embedder.score(vector, template.vector)
        return FrameResult(QualityReason.GOOD, face, score, masked=hidden)

    def describe(self, picture: Image, face: Face, aligned: Image, *, again: bool) -> Floats:
        """The vector of a face of a BGR picture; `aligned` is the same face in aligner.SFACE."""
        embedder = self._embedder
        if embedder.layout is not aligner.SFACE:
            aligned = aligner.align(picture, face.points, embedder.layout)
        vector = embedder.embed(aligned)
        if not again:
            return vector
        return embedder.mean([vector, embedder.embed(aligner.mirrored(aligned))])


def _alone(faces: list[Face]) -> QualityReason:
    """GOOD if one face is clearly nearer than all others."""
    if not faces:
        return QualityReason.NO_FACE
    faces.sort(key=lambda face: -face.width)
    rivals = [face for face in faces[1:] if face.width >= RIVAL * faces[0].width]
    return QualityReason.SEVERAL if rivals else QualityReason.GOOD


def _unseen(step: str, share: float) -> None:
    """Nobody watches the progress."""


@dataclass(frozen=True, slots=True)
class EngineFactory:
    """Finds weights and makes graphs of them.

    `folder` holds a site's own weight files; `cache` the converted graphs.
    """

    folder: Path | None
    cache: Path
    progress: Progress

    def graph(self, weight: str, name: str, build: Callable[[Path], bytes], share: float) -> Graph:
        """The converted graph of a weight; `share` of all the work is done before it."""
        self.progress(name, share)
        source, known = weights.locate(weight, self.folder), weights.table()[weight]
        return Graph(convert.cached(name, known.sha256, partial(build, source), self.cache))

    def detector(self) -> Detector:
        """YuNet."""
        return Detector(self.graph("yunet", "yunet.onnx", _yunet, 0.0))

    def sface(self, precision: Precision | None = None) -> SFace:
        """SFace, as asked or as is faster on this machine."""

        def make(wanted: Precision) -> Graph:
            share = 0.2 if wanted is Precision.INT8 else 0.5
            return self.graph("sface", f"sface-{wanted}.onnx", partial(_sface, wanted), share)

        best = precision or remembered(self.cache) or choose(make, self.cache)
        return SFace(make(best))

    def dlib(self) -> Dlib:
        """Dlib's network."""
        return Dlib(self.graph("dlib_resnet", "dlib.onnx", _dlib, 0.8))


def engine_factory(
    folder: Path | None = None, cache: Path | None = None, progress: Progress = _unseen
) -> EngineFactory:
    """An EngineFactory; without `cache` it keeps converted graphs in the user's cache folder."""
    # Two workers with one thread each are faster than one worker with two.
    cv2.setNumThreads(1)
    return EngineFactory(folder, cache or convert.cache_folder(), progress)


def load_sface(
    folder: Path | None = None,
    cache: Path | None = None,
    precision: Precision | None = None,
    progress: Progress = _unseen,
) -> FaceEngine:
    """The default engine.

    Converts its weights on first use: a few seconds, in which `progress` is told the step and how
    far it is, 0 to 1. Without `precision` the faster one on this machine, measured on first use.
    Raises WrongWeights.
    """
    shop = engine_factory(folder, cache, progress)
    engine = FaceEngine(shop.detector(), shop.sface(precision))
    progress("ready", 1.0)
    return engine


def load_dlib(
    folder: Path | None = None, cache: Path | None = None, progress: Progress = _unseen
) -> FaceEngine:
    """face_recognition's weights behind YuNet, in onnxruntime. Raises WrongWeights."""
    shop = engine_factory(folder, cache, progress)
    engine = FaceEngine(shop.detector(), shop.dlib())
    progress("ready", 1.0)
    return engine


def _yunet(source: Path) -> bytes:
    from models.convert import yunet

    return yunet.graph(source)


def _sface(precision: Precision, source: Path) -> bytes:
    from models.convert import int8, sface

    layers = sface.layers(source)
    if precision is Precision.INT8:
        return int8.graph(layers, int8.shipped_ranges())
    return sface.graph(layers)


def _dlib(source: Path) -> bytes:
    from models.convert import dlib

    return dlib.graph(source)
