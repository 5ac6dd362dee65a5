"""Recorded frames as a camera: a video file, or a folder of pictures."""

import itertools
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from drivers.camera.source import Frame, Pace, Pixels, RealPace, Take
from kiosk.errors import CameraMissing

TIMESTAMPS = "timestamps.txt"
"""Optional file of a folder: a line a picture, its seconds since the first."""
PICTURES = {".jpg", ".jpeg", ".png", ".bmp"}


class Clip:
    """A video file. `start_s` skips its beginning in every run; `loop` begins anew at its end."""

    def __init__(
        self, file: Path, *, pace: Pace | None = None, loop: bool = True, start_s: float = 0.0
    ) -> None:
        self.name = file.name
        self._file, self._loop, self._start_s = file, loop, start_s
        self._pace = pace or RealPace()
        self._video: cv2.VideoCapture | None = None
        self._rate = 30.0

    def open(self) -> tuple[int, int]:
        """See Source."""
        self.close()
        # One decoding thread: the other cores look for faces.
        video = cv2.VideoCapture(str(self._file), cv2.CAP_ANY, [cv2.CAP_PROP_N_THREADS, 1])
        size = (
            int(video.get(cv2.CAP_PROP_FRAME_WIDTH)),
            int(video.get(cv2.CAP_PROP_FRAME_HEIGHT)),
        )
        if not video.isOpened() or min(size) <= 0:
            raise CameraMissing(f"The clip {self._file.name} cannot be opened as a video.")
        self._video = video
        self._rate = video.get(cv2.CAP_PROP_FPS) or 30.0
        return size

    def frames(self, take: Take) -> Iterator[Frame]:
        """See Source."""
        seq = 0
        self._pace.begin()
        while self._video is not None:
            first = seq
            self._video.set(cv2.CAP_PROP_POS_FRAMES, round(self._start_s * self._rate))
            while True:
                frame = take()
                if not self._read_into(frame):
                    break
                if not self._pace.wait(seq / self._rate):
                    return
                frame.seq, frame.t_ns = seq, time.monotonic_ns()
                seq += 1
                yield frame
            if not self._loop or seq == first:
                return

    def _read_into(self, frame: Frame) -> bool:
        if self._video is None:
            return False
        good, pixels = self._video.read(frame.pixels)
        if good and pixels is not frame.pixels:
            frame.pixels = np.asarray(pixels, np.uint8)
        return good

    def close(self) -> None:
        """See Source."""
        if self._video is not None:
            self._video.release()
        self._video = None


class Folder:
    """A folder of JPEG or PNG pictures in the order of their names.

    Paced by TIMESTAMPS if the folder has it, else at `rate` pictures a second. Pictures that do
    not decode are left out, as a camera leaves out a frame.
    """

    def __init__(
        self, folder: Path, *, pace: Pace | None = None, loop: bool = True, rate: float = 30.0
    ) -> None:
        self.name = folder.name
        self._folder, self._loop, self._rate = folder, loop, rate
        self._pace = pace or RealPace()
        self._files: list[Path] = []
        self._times: list[float] = []

    def open(self) -> tuple[int, int]:
        """See Source."""
        listed = sorted(self._folder.glob("*")) if self._folder.is_dir() else []
        self._files = [file for file in listed if file.suffix.lower() in PICTURES]
        first = next((p for p in map(_decode, self._files) if p is not None), None)
        if first is None:
            raise CameraMissing(f"The folder {self.name} holds no picture that decodes.")
        self._times = self._read_times()
        return first.shape[1], first.shape[0]

    def _read_times(self) -> list[float]:
        even = [k / self._rate for k in range(len(self._files))]
        stamps = self._folder / TIMESTAMPS
        if not stamps.is_file():
            return even
        try:
            times = [float(line.split()[-1]) for line in stamps.read_text().splitlines() if line]
        except ValueError:
            times = []
        if len(times) != len(self._files):
            raise CameraMissing(
                f"{self.name}/{TIMESTAMPS} needs one number a picture, {len(self._files)} in all."
            )
        return [t - times[0] for t in times]

    def frames(self, take: Take) -> Iterator[Frame]:
        """See Source."""
        self._pace.begin()
        period = self._times[-1] + 1 / self._rate
        for lap in itertools.count():
            shown = 0
            for k, (file, offset) in enumerate(zip(self._files, self._times, strict=True)):
                pixels = _decode(file)
                if pixels is None:
                    continue
                frame = take()
                if frame.pixels.shape == pixels.shape:
                    frame.pixels[:] = pixels
                else:
                    frame.pixels = pixels
                if not self._pace.wait(lap * period + offset):
                    return
                frame.seq, frame.t_ns = lap * len(self._files) + k, time.monotonic_ns()
                shown += 1
                yield frame
            if not self._loop or not shown:
                return

    def close(self) -> None:
        """See Source."""
        self._files, self._times = [], []


def _decode(file: Path) -> Pixels | None:
    """The picture as BGR, or None."""
    try:
        data = np.fromfile(file, np.uint8)
        pixels = cv2.imdecode(data, cv2.IMREAD_COLOR) if data.size else None
    except (OSError, cv2.error):
        return None
    return None if pixels is None else np.asarray(pixels, np.uint8)
