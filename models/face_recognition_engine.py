"""The package face_recognition itself, as an engine: what tests and benches compare with.

An extra (`peer`); its defaults are kept: HOG detector with one upsampling, five-point chips.
"""

import numpy as np

from models.decision import Calibration
from models.detector import Face
from models.embedder import Dlib
from models.engine import FrameResult, Template
from models.frames import Image, as_bgr
from models.graphs.runtime import Floats
from models.quality import QualityReason


class FaceRecognition:
    """face_recognition 1.3.0 over dlib, one frame after the other, nothing carried over."""

    name = "face_recognition"
    calibration: Calibration = Dlib.calibration

    def __init__(self) -> None:
        """Raises ImportError if the extra is not installed."""
        import face_recognition

        self._package = face_recognition

    def enroll(self, photo: Image) -> Template | QualityReason:
        """See Engine."""
        picture = as_bgr(photo)
        if picture is None:
            return QualityReason.UNUSABLE
        faces = self._describe(picture)
        if len(faces) != 1:
            return QualityReason.SEVERAL if faces else QualityReason.NO_FACE
        return Template(faces[0][1])

    def look(
        self,
        frame: Image,
        template: Template,
        near: Face | None,
        *,
        check: bool = False,
        again: bool = False,
    ) -> FrameResult:
        """See Engine; `near`, `check` and `again` are for engines that can use them."""
        picture = as_bgr(frame)
        if picture is None:
            return FrameResult(QualityReason.UNUSABLE)
        faces = self._describe(picture)
        if len(faces) != 1:
            return FrameResult(QualityReason.SEVERAL if faces else QualityReason.NO_FACE)
        face, vector = faces[0]
        return FrameResult(
            QualityReason.GOOD, face, 1 - float(np.linalg.norm(vector - template.vector))
        )

    def _describe(self, picture: Image) -> list[tuple[Face, Floats]]:
        rgb = np.ascontiguousarray(picture[..., ::-1])
        boxes = self._package.face_locations(rgb)
        vectors = self._package.face_encodings(rgb, boxes)
        nowhere = np.zeros((5, 2), np.float32)
        return [
            (Face(left, top, right - left, bottom - top, nowhere, 1.0), vector)
            for (top, right, bottom, left), vector in zip(boxes, vectors, strict=True)
        ]
