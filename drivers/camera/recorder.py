"""Records frames and events into a folder that can be replayed.

The only code that stores camera pictures. Callers must first show on the screen that they record.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Self, TextIO

import cv2
import numpy as np

from drivers.camera.source import Frame, Source
from drivers.camera.sources.recording import TIMESTAMPS
from kiosk import private
from kiosk.errors import FolderUnwritable
from kiosk.timing import REAL

EVENTS = "events.jsonl"
NOTICE = "RECORDED-FACES.txt"
NOTICE_TEXT = (
    "These pictures show people before a camera. They were recorded with `kiosk record`.\n"
    "Delete this folder when it is no longer needed.\n"
)


class Recorder:
    """Writes JPEG pictures, timestamps.txt and events.jsonl; `recording.Folder` plays them.

    The line in timestamps.txt is written after its picture, so an interrupted recording is valid.
    `notice` stands in the folder too, unless it is empty: nobody real is seen then.
    """

    def __init__(self, folder: Path, *, quality: int = 92, notice: str = NOTICE_TEXT) -> None:
        self._folder, self._quality, self._notice = folder, quality, notice
        self._start_ns: int | None = None
        self.frames = 0

    def __enter__(self) -> Self:
        """Start a recording. Raises FolderUnwritable, also if the folder is not empty."""
        was_empty = False
        try:
            private.folder(self._folder, repair=False)
            if any(self._folder.iterdir()):
                raise FolderUnwritable(f"{self._folder} is not empty; choose a new folder.")
            was_empty = True
            private.close(self._folder)
            if self._notice:
                (self._folder / NOTICE).write_text(self._notice, encoding="utf-8")
            self._times: TextIO = (self._folder / TIMESTAMPS).open("w", encoding="utf-8")
            self._events: TextIO = (self._folder / EVENTS).open("w", encoding="utf-8")
        except OSError as error:
            if was_empty:
                self._discard_empty()
            raise FolderUnwritable(
                f"{self._folder} cannot be written: {error.strerror}."
            ) from error
        return self

    def _discard_empty(self) -> None:
        """Remove the files that a full disk left without content; the folder held none before."""
        for name in (NOTICE, TIMESTAMPS, EVENTS):
            with suppress(OSError):
                if (self._folder / name).stat().st_size == 0:
                    (self._folder / name).unlink()

    def __exit__(self, *_: object) -> None:
        """End the recording."""
        with suppress(OSError):  # what could not be written has been told
            self._times.close()
        self._events.close()
        if not self.frames:
            self._discard_empty()

    def add(self, frame: Frame) -> None:
        """Write one frame. Raises FolderUnwritable."""
        seconds = self._since_start(frame.t_ns)
        good, data = cv2.imencode(".jpg", frame.pixels, [cv2.IMWRITE_JPEG_QUALITY, self._quality])
        if not good:
            return
        picture = self._folder / f"{self.frames:06}.jpg"
        try:
            picture.write_bytes(data.tobytes())
            self._times.write(f"{seconds:.6f}\n")
            self._times.flush()
        except OSError as error:
            with suppress(OSError):
                picture.unlink()  # it is cut off, or has no time
            raise FolderUnwritable(
                f"{self._folder} cannot be written: {error.strerror}."
            ) from error
        self.frames += 1

    def note(self, what: str, t_ns: int, **told: object) -> None:
        """Write one event; it must not contain personal data."""
        line = {"seconds": round(self._since_start(t_ns), 6), "what": what, **told}
        self._events.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._events.flush()

    def _since_start(self, t_ns: int) -> float:
        if self._start_ns is None:
            self._start_ns = t_ns
        return (t_ns - self._start_ns) / 1e9


def record(
    source: Source,
    folder: Path,
    *,
    seconds: float,
    seen: Callable[[Frame], None] | None = None,
    stopped: Callable[[], bool] = lambda: False,
    clock: Callable[[], float] = REAL.monotonic,
) -> int:
    """Record until `seconds` have passed or `stopped` is true; returns the number of frames.

    `seen` gets every frame (for the screen). Raises CameraMissing, FolderUnwritable.
    """
    width, height = source.open()
    buffer = Frame(np.zeros((height, width, 3), np.uint8))
    began = clock()
    try:
        with Recorder(folder) as recorder:
            for frame in source.frames(lambda: buffer):
                recorder.add(frame)
                if seen is not None:
                    seen(frame)
                if stopped() or clock() - began >= seconds:
                    break
            return recorder.frames
    finally:
        source.close()
