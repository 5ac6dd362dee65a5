"""MediaPipe's face mesh: 468 points of one face, for the challenge only.

The weights are `face_mesh.onnx`, converted by tools/make_face_mesh.py from the file that NOTICE
names (Apache-2.0). One run takes about 4 ms on one core.
"""

from functools import cache
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np

from models.detector import Face
from models.frames import Image
from models.graphs.runtime import Floats, Graph

FILE = Path(__file__).with_name("face_mesh.onnx")
COUNT = 468
SIDE = 192
MARGIN = 1.5
"""Side of the crop, in sides of the face's box, as MediaPipe's own graph cuts it."""
EYES = ((33, 133), (362, 263))
"""Outer and inner corner of the eye on the picture's left, inner and outer of the other."""
MOUTH = (61, 291)
"""The corners of the mouth."""


def width(mesh: Floats) -> float:
    """Width between the outer corners of the eyes, in distances of the eyes from the mouth."""
    eyes, mouth = mesh[[EYES[0][0], EYES[1][1]]], mesh[list(MOUTH)]
    height = float(np.hypot(*(eyes.mean(0) - mouth.mean(0))))
    return float(np.hypot(*(eyes[1] - eyes[0]))) / max(height, 1e-6)


class Mesh(Protocol):
    """Finds the mesh of a face."""

    def points(self, picture: Image, face: Face) -> Floats:
        """The mesh (468, 2), in pixels of the picture (BGR uint8)."""
        ...


class FaceMesh:
    """The net, loaded at once; `points` may be called from several threads at once."""

    def __init__(self, file: Path = FILE) -> None:
        self._graph = Graph(file)

    def points(self, picture: Image, face: Face) -> Floats:
        """See Mesh; float32."""
        (right_x, right_y), (left_x, left_y) = face.points[:2].tolist()
        angle = np.degrees(np.arctan2(left_y - right_y, left_x - right_x))
        scale = SIDE / (MARGIN * max(face.width, face.height, 1.0))
        x, y = (float(value) for value in face.centre)
        there = np.asarray(cv2.getRotationMatrix2D((x, y), float(angle), scale), np.float64)
        there[:, 2] += [SIDE / 2 - x, SIDE / 2 - y]
        crop = cv2.warpAffine(picture, there, (SIDE, SIDE))
        channels = np.ascontiguousarray(crop[None, :, :, ::-1].transpose(0, 3, 1, 2))
        found = self._graph.run(channels.astype(np.float32) / 255)[0].reshape(COUNT, 3)
        back = cv2.invertAffineTransform(there)
        return np.asarray(found[:, :2] @ back[:, :2].T + back[:, 2], np.float32)


@cache
def face_mesh() -> FaceMesh:
    """The one net of this process, loaded at the first call."""
    return FaceMesh()
