"""Find faces and their five points: YuNet over the whole frame, or around where a face was."""

from dataclasses import dataclass

import cv2
import numpy as np

from models.frames import Image
from models.graphs.runtime import Floats, Graph

STRIDES = (8, 16, 32)
WHOLE_SIDE = 480
"""Longer side, in pixels, at which a whole frame is searched for anybody, however far."""
RIVAL_SIDE = 256
"""The same when somebody is followed and only others as near matter."""
REGION = (160, 128)
"""Width and height, in pixels, at which the region around a known face is searched.

Measured on pictures of people who wear a mask: 128x96 over two faces loses every tenth of them
and gives many of the others a score too low to be used. It takes 0.3 ms less.
"""
REGION_FACES = 1.6
"""Height of the region in heights of the face it is centred on."""
MIN_SCORE = 0.6
OVERLAP = 0.3


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """A face in pixels of its frame.

    `points` (5, 2): the person's right eye, left eye, nose tip, right and left corner of the
    mouth; `score` 0..1.
    """

    x: float
    y: float
    width: float
    height: float
    points: Floats
    score: float

    @property
    def centre(self) -> tuple[float, float]:
        """Middle of the box."""
        return self.x + self.width / 2, self.y + self.height / 2


class Detector:
    """YuNet. Safe to call from several threads; keeps nothing between calls."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._cells: dict[tuple[int, int], tuple[Floats, Floats]] = {}

    def whole(self, frame: Image, side: int = WHOLE_SIDE) -> list[Face]:
        """All faces of a BGR frame, best first, searched with its longer side at `side`."""
        rows, columns = frame.shape[:2]
        scale = side / max(rows, columns)
        size = (_padded(columns * scale), _padded(rows * scale))
        return self._search(frame, size, scale, 0.0, 0.0)

    def region(self, frame: Image, near: Face) -> list[Face]:
        """All faces around `near`, with points finer than those of `whole`.

        The one most like it in place and size is first: who is behind may have the better score.
        """
        scale = REGION[1] / (REGION_FACES * near.height)
        x, y = near.centre
        left, top = round(x - REGION[0] / 2 / scale), round(y - REGION[1] / 2 / scale)
        found = self._search(frame, REGION, scale, left, top)
        return sorted(found, key=lambda face: _unlike(face, near))

    def _search(
        self, frame: Image, size: tuple[int, int], scale: float, left: float, top: float
    ) -> list[Face]:
        picture = _cut(frame, size, scale, left, top)
        score, shape = self._graph.run(np.asarray(cv2.dnn.blobFromImage(picture), np.float32))
        keep = np.flatnonzero(score[0] > MIN_SCORE**2)
        if not len(keep):
            return []
        corners, strides = self._grid(*size)
        found = _decode(np.sqrt(score[0][keep]), shape[0][keep], corners[keep], strides[keep])
        found[:, :14] /= scale
        found[:, :14] += (left, top, 0, 0, *(left, top) * 5)
        best = cv2.dnn.NMSBoxes(found[:, :4].tolist(), found[:, 14].tolist(), 0.0, OVERLAP)
        return [_face(found[k]) for k in best]

    def _grid(self, width: int, height: int) -> tuple[Floats, Floats]:
        """Each cell's (column, row) times its stride, and its stride, for one input size."""
        if (width, height) not in self._cells:
            corners, strides = [], []
            for stride in STRIDES:
                rows, columns = np.mgrid[0 : height // stride, 0 : width // stride]
                corners.append(np.stack([columns.ravel(), rows.ravel()], 1) * float(stride))
                strides.append(np.full((rows.size, 1), float(stride)))
            self._cells[width, height] = (
                np.concatenate(corners).astype(np.float32),
                np.concatenate(strides).astype(np.float32),
            )
        return self._cells[width, height]


def _cut(frame: Image, size: tuple[int, int], scale: float, left: float, top: float) -> Image:
    """The part of the frame from (left, top), scaled to fill `size`; black outside the frame."""
    right, bottom = left + size[0] / scale, top + size[1] / scale
    inside = left >= 0 and top >= 0 and right <= frame.shape[1] and bottom <= frame.shape[0]
    if inside and left == round(left) and top == round(top):
        part = frame[int(top) : round(bottom), int(left) : round(right)]
        return np.asarray(cv2.resize(part, size), np.uint8)
    shift = np.array([[scale, 0, -left * scale], [0, scale, -top * scale]], np.float32)
    return np.asarray(cv2.warpAffine(frame, shift, size, flags=cv2.INTER_LINEAR), np.uint8)


def _padded(length: float) -> int:
    return max(32, int(np.ceil(length / 32)) * 32)


def _decode(score: Floats, shape: Floats, corners: Floats, strides: Floats) -> Floats:
    """Rows of x, y, width, height, five points, score, in pixels of the searched picture."""
    centre = corners + shape[:, :2] * strides
    extent = np.exp(np.minimum(shape[:, 2:4], 8)) * strides
    points = np.tile(corners, 5) + shape[:, 4:] * strides
    return np.concatenate([centre - extent / 2, extent, points, score[:, None]], 1)


def _unlike(one: Face, two: Face) -> float:
    """How far the edges of two boxes are apart, in pixels."""
    sides = abs(one.x - two.x) + abs(one.x + one.width - two.x - two.width)
    return sides + abs(one.y - two.y) + abs(one.y + one.height - two.y - two.height)


def _face(row: Floats) -> Face:
    x, y, width, height = (float(v) for v in row[:4])
    return Face(x, y, width, height, row[4:14].reshape(5, 2).copy(), float(row[14]))
