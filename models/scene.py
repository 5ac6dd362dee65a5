"""The light of a face and its surroundings in coarse cells, to see whether the picture changes."""

from dataclasses import dataclass

import cv2
import numpy as np

from models.detector import Face
from models.frames import Image
from models.graphs.runtime import Floats

CELLS = 12
"""A face is about this many cells wide, each the mean of its pixels, so that noise cancels out."""
CHANGED = 1.0
"""Mean change of a cell, in steps of 0..255, above which it is another picture.

Measured: noise of ten steps a pixel changes cells by 0.7; somebody who stands still, by more
within a few frames.
"""
SHARED = 0.5
"""Share of a face's cells that two pictures must have in common to be compared."""


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """The mean light of cells of `side` pixels; the first one is at `column`, `row` of the grid.

    The grid belongs to the frame and not to the face, so that a face found one pixel further in
    the same picture gives the same cells.
    """

    side: int
    column: int
    row: int
    cells: Floats


def scene(frame: Image, face: Face) -> Scene | None:
    """The cells inside a face's box in a BGR frame; None if too little of it is inside."""
    side = 1 << max(2, round(np.log2(max(face.width, 1.0) / CELLS)))
    rows, columns = (length // side for length in frame.shape[:2])
    left, top = max(0, int(face.x // side)), max(0, int(face.y // side))
    right = min(columns, int((face.x + face.width) // side))
    bottom = min(rows, int((face.y + face.height) // side))
    if right - left < CELLS // 3 or bottom - top < CELLS // 3:
        return None
    part = frame[top * side : bottom * side, left * side : right * side]
    small = cv2.resize(part, (right - left, bottom - top), interpolation=cv2.INTER_AREA)
    return Scene(side, left, top, np.asarray(small, np.float32).mean(2))


def changed(one: Scene, two: Scene) -> bool:
    """Whether two frames show more than noise, or another light, of the same picture.

    A still photo that is held in a hand changes as well: this finds a frame that was sent twice and
    a picture that stands still, and does not tell a living person from a picture.
    """
    if one.side != two.side:
        return True
    left, top = max(one.column, two.column), max(one.row, two.row)
    right = min(s.column + s.cells.shape[1] for s in (one, two))
    bottom = min(s.row + s.cells.shape[0] for s in (one, two))
    least = SHARED * max(one.cells.size, two.cells.size)
    if right <= left or bottom <= top or (right - left) * (bottom - top) < least:
        return True
    first, second = (
        s.cells[top - s.row : bottom - s.row, left - s.column : right - s.column]
        for s in (one, two)
    )
    lighter = float(first.mean()) / max(float(second.mean()), 1.0)
    return float(np.abs(first - lighter * second).mean()) > CHANGED
