"""Recordings as camera sources: a video file, an animation, or a folder of pictures."""

import itertools
import logging
from collections.abc import Callable, Iterator
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from drivers.camera.source import FastPace, Frame, Pace, Pixels, RealPace, Source, Take
from drivers.camera.sources import pictures
from drivers.camera.sources.pictures import Shot
from drivers.camera.sources.still import Still
from kiosk.errors import CameraMissing

if TYPE_CHECKING:  # FFmpeg takes a quarter of a second to load
    from drivers.camera.sources.video import Video

TIMESTAMPS = "timestamps.txt"
"""Optional file of a folder: a line a picture, its seconds since the first."""
LONGEST_WAIT_S = 1.5
"""Longest pause between two frames in seconds; limits the wait when the camera is stopped."""

log = logging.getLogger(__name__)


def recorded(
    path: Path, *, loop: bool = True, start_s: float = 0.0, pace: Pace | None = None
) -> Source:
    """The source for a path: a folder, a picture, an animation or a video."""
    if path.is_dir():
        return Folder(path, loop=loop, pace=pace)
    if pictures.is_animation(path) or not pictures.is_picture(path):
        return Clip(path, loop=loop, start_s=start_s, pace=pace)
    return Still(path, pace=pace)


def first_frames(path: Path, count: int, start_s: float = 0.0) -> list[Pixels]:
    """The first `count` frames of a recording, each (height, width, 3) BGR, without waiting.

    A recording that is shorter starts again. Raises CameraMissing.
    """
    source = recorded(path, start_s=start_s, pace=FastPace())
    source.open()
    try:
        frames = source.frames(lambda: Frame(np.empty((0, 0, 3), np.uint8)))
        return [frame.pixels for frame in itertools.islice(frames, count)]
    finally:
        source.close()


def play(
    shots: Callable[[], Iterator[Shot]], take: Take, pace: Pace, *, loop: bool
) -> Iterator[Frame]:
    """Play a recording at its pace, see Source; each call of `shots` starts it again."""
    pace.begin()
    due, seq = 0.0, 0
    while True:
        shown, before, lasts = False, None, 0.0
        for shot in shots():
            due += 0 if before is None else min(max(shot.at_s - before, 0.0), LONGEST_WAIT_S)
            before, lasts = shot.at_s, shot.lasts_s
            number, seq = seq, seq + 1
            if shot.pixels is None:
                continue
            frame = take()
            if frame.pixels.shape == shot.pixels.shape:
                frame.pixels[:] = shot.pixels
            else:
                frame.pixels = shot.pixels
            if not pace.wait(due):
                return
            frame.seq, frame.t_ns = number, pace.now_ns()
            shown = True
            yield frame
        due += min(lasts, LONGEST_WAIT_S)
        if not loop or not shown:
            return


class Clip:
    """A video file or animation. `start_s` skips the beginning of a video in every run.

    `loop` starts it again at its end.
    """

    def __init__(
        self, file: Path, *, pace: Pace | None = None, loop: bool = True, start_s: float = 0.0
    ) -> None:
        self.name = file.name
        self._file, self._loop, self._start_s = file, loop, start_s
        self.pace = pace or RealPace()
        self._video: Video | None = None
        self._shots: Callable[[], Iterator[Shot]] | None = None

    def open(self) -> tuple[int, int]:
        """See Source."""
        self.close()
        if pictures.is_animation(self._file):
            self._shots = lambda: pictures.animation(self._file)
            pixels = next(self._shots()).pixels
            assert pixels is not None
            return pixels.shape[1], pixels.shape[0]
        from drivers.camera.sources.video import Video

        video = self._video = Video(self._file, self._start_s)
        self._shots = video.shots
        return video.size

    @property
    def hdr(self) -> bool:
        """Whether it is an open HDR video, whose colours are approximate on the screen."""
        return self._video is not None and self._video.hdr

    def frames(self, take: Take) -> Iterator[Frame]:
        """See Source."""
        if self._shots is None:
            raise CameraMissing(f"{self.name} is not open.")
        return play(self._shots, take, self.pace, loop=self._loop)

    def close(self) -> None:
        """See Source."""
        if self._video is not None:
            self._video.close()
        self._video = self._shots = None


class Folder:
    """A folder of pictures in the order of their names; other files are ignored.

    Their times come from TIMESTAMPS if the folder has it, else from `rate` (pictures per second).
    Pictures that do not decode are skipped, like a dropped frame, and named in the log.
    """

    def __init__(
        self, folder: Path, *, pace: Pace | None = None, loop: bool = True, rate: float = 30.0
    ) -> None:
        self.name = folder.name
        self._folder, self._loop, self._rate = folder, loop, rate
        self.pace = pace or RealPace()
        self._files: list[Path] = []
        self._times: list[float] = []
        self._told: set[Path] = set()

    def open(self) -> tuple[int, int]:
        """See Source."""
        try:
            listed = sorted(self._folder.iterdir()) if self._folder.is_dir() else []
        except OSError as error:
            raise CameraMissing(f"{self.name} cannot be read: {error.strerror}.") from error
        # macOS writes files `._x.jpg`, which are not pictures, to foreign file systems.
        self._files = [
            f for f in listed if f.suffix.lower() in pictures.SUFFIXES and f.name[:2] != "._"
        ]
        self._told.clear()
        shots = map(self._shot, self._files, itertools.repeat(0.0))
        first = next((shot.pixels for shot in shots if shot.pixels is not None), None)
        if first is None:
            raise CameraMissing(
                f"The folder {self.name} holds no picture that decodes; put some in as "
                f"{pictures.ACCEPTED}."
            )
        self._times = self._read_times()
        return first.shape[1], first.shape[0]

    def _read_times(self) -> list[float]:
        even = [k / self._rate for k in range(len(self._files))]
        stamps = self._folder / TIMESTAMPS
        if not stamps.is_file():
            return even
        try:
            lines = stamps.read_text(encoding="utf-8-sig").splitlines()
            times = [float(line.split()[-1]) for line in lines if line.strip()]
        except (ValueError, OSError):
            times = []
        if 0 < len(times) == len(self._files) - 1:
            self._files.pop()  # its recording was cut off before its time was written
            log.warning("%s: the last picture has no time and is left out", self.name)
        if len(times) != len(self._files) or not all(map(isfinite, times)):
            raise CameraMissing(
                f"{self.name}/{TIMESTAMPS} needs one number a picture, {len(self._files)} in all."
            )
        return [t - times[0] for t in times]

    def frames(self, take: Take) -> Iterator[Frame]:
        """See Source."""
        return play(
            lambda: map(self._shot, self._files, self._times), take, self.pace, loop=self._loop
        )

    def _shot(self, file: Path, at_s: float) -> Shot:
        try:
            return Shot(at_s, 1 / self._rate, pictures.decode(file))
        except CameraMissing as error:
            if file not in self._told:
                log.warning("left out of %s: %s", self.name, error.detail)
            self._told.add(file)
            return Shot(at_s, 1 / self._rate, None)

    def close(self) -> None:
        """See Source."""
        self._files, self._times = [], []
