"""Prepares recordings for tests: cut, blurred, or replaced by those of an invented person."""

from collections.abc import Callable
from math import inf
from pathlib import Path

import cv2
import numpy as np

from drivers.camera.recorder import NOTICE_TEXT, Recorder
from drivers.camera.source import Frame, Pixels
from drivers.camera.sources.recording import recorded

ROWS = 10
"""Rows of squares that remain of a blurred picture: nobody and no writing can be recognised."""


class RecordedPace:
    """Frames get the seconds at which they were recorded; nothing waits (see Pace)."""

    def begin(self) -> None:
        """See Pace."""
        self._at_s = 0.0

    def wait(self, offset_s: float) -> bool:
        """See Pace."""
        self._at_s = offset_s
        return True

    def now_ns(self) -> int:
        """See Pace."""
        return round(self._at_s * 1e9)


def edit(
    recording: Path,
    out: Path,
    *,
    from_s: float = 0.0,
    to_s: float = inf,
    change: Callable[[Pixels], Pixels] = lambda pixels: pixels,
    loop: bool = False,
    notice: str = NOTICE_TEXT,
) -> float:
    """Copy the frames of a recording (folder, clip, animation) into the new folder `out`.

    Only frames from `from_s` on and before `to_s` seconds are kept, each changed by `change`.
    Returns the seconds from the first to the last kept frame. Raises CameraMissing,
    FolderUnwritable.
    """
    source = recorded(recording, loop=loop, pace=RecordedPace())
    width, height = source.open()
    buffer = Frame(np.zeros((height, width, 3), np.uint8))
    first = last = None
    try:
        with Recorder(out, notice=notice) as recorder:
            for frame in source.frames(lambda: buffer):
                at_s = frame.t_ns / 1e9
                if at_s >= to_s:
                    break
                if at_s >= from_s:
                    recorder.add(Frame(change(frame.pixels), frame.seq, frame.t_ns))
                    first, last = at_s if first is None else first, at_s
    finally:
        source.close()
    return 0.0 if first is None or last is None else last - first


def length_s(recording: Path) -> float:
    """Seconds from a recording's first frame to its last. Raises CameraMissing."""
    source = recorded(recording, loop=False, pace=RecordedPace())
    width, height = source.open()
    buffer = Frame(np.zeros((height, width, 3), np.uint8))
    last = 0
    try:
        for frame in source.frames(lambda: buffer):
            last = frame.t_ns
    finally:
        source.close()
    return last / 1e9


def blurred(pixels: Pixels) -> Pixels:
    """The picture as large squares, whose edges are softened."""
    height, width = pixels.shape[:2]
    small = cv2.resize(pixels, (max(1, ROWS * width // height), ROWS), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)
