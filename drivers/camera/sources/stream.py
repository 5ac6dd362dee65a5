"""A camera's bytes as they come over USB (MJPG or YUYV), read from a named pipe.

Another program writes the pipe, so a test or a capture tool can be the camera. Named pipes of this
kind exist on Linux and macOS only.
"""

import os
import select
import stat
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from drivers.camera.source import Frame, Pixels, Take
from kiosk.errors import CameraMissing
from kiosk.timing import REAL, Time

KINDS = (".mjpg", ".mjpeg", ".yuyv")
FIRST_S, NEXT_S = 10.0, 3.0
"""Longest waits for the first and for each further frame, in seconds."""
CHUNK = 1 << 16
MOST = 64 << 20
"""Bytes without a whole frame after which a stream is no MJPG."""


def is_stream(path: Path) -> bool:
    """Whether this is a named pipe of a camera's bytes."""
    try:
        return path.suffix.lower() in KINDS and stat.S_ISFIFO(path.stat().st_mode)
    except (OSError, ValueError):
        return False


class Stream:
    """A named pipe as a `Source`. `size` (width, height) is that of YUYV frames.

    Raises CameraMissing when no frame comes in time, or the writer ends.
    """

    def __init__(self, pipe: Path, size: tuple[int, int], time: Time = REAL) -> None:
        self.name = pipe.name
        self._pipe, self._size, self._time = pipe, size, time
        self._handle: int | None = None
        self._shots: Iterator[Pixels] = iter(())

    def open(self) -> tuple[int, int]:
        """See Source."""
        self.close()
        try:
            self._handle = os.open(self._pipe, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        except OSError as error:
            raise CameraMissing(f"{self.name} cannot be read: {error.strerror}.") from error
        raw = self._pipe.suffix.lower() == ".yuyv"
        self._shots = self._raw() if raw else self._jpeg()
        self._wait_s = FIRST_S
        first = self._next()
        self._wait_s = NEXT_S
        return first.shape[1], first.shape[0]

    def frames(self, take: Take) -> Iterator[Frame]:
        """See Source."""
        if self._handle is None:
            raise CameraMissing(f"{self.name} is not open.")
        seq = 0
        while True:
            frame, pixels = take(), self._next()
            if frame.pixels.shape == pixels.shape:
                frame.pixels[:] = pixels
            else:
                frame.pixels = pixels
            frame.seq, frame.t_ns = seq, round(self._time.monotonic() * 1e9)
            seq += 1
            yield frame

    def close(self) -> None:
        """See Source."""
        if self._handle is not None:
            os.close(self._handle)
        self._handle, self._shots = None, iter(())

    def _next(self) -> Pixels:
        try:
            return next(self._shots)
        except StopIteration:
            self.close()
            raise CameraMissing(f"{self.name} gives no frames; start what writes it.") from None

    def _chunks(self) -> Iterator[bytes]:
        """What the pipe gives, until nothing came for `_wait_s` seconds or its writer ended."""
        until, came = self._time.monotonic() + self._wait_s, False
        while self._handle is not None:
            left = until - self._time.monotonic()
            if left <= 0:
                return
            if not select.select([self._handle], [], [], min(left, 0.5))[0]:
                continue
            data = os.read(self._handle, CHUNK)
            if data:
                came = True
                yield data
                # The caller may have paused; a wait begins when it asks again.
                until = self._time.monotonic() + self._wait_s
            elif came:
                return
            else:  # no writer yet
                self._time.sleep(0.02)

    def _raw(self) -> Iterator[Pixels]:
        width, height = self._size
        kept, whole = bytearray(), width * height * 2
        for data in self._chunks():
            kept += data
            while len(kept) >= whole:
                plane = np.frombuffer(bytes(kept[:whole]), np.uint8).reshape(height, width, 2)
                del kept[:whole]
                yield np.asarray(cv2.cvtColor(plane, cv2.COLOR_YUV2BGR_YUY2), np.uint8)

    def _jpeg(self) -> Iterator[Pixels]:
        import av  # FFmpeg takes a quarter of a second to load

        codec = av.CodecContext.create("mjpeg", "r")
        waiting = 0
        for data in self._chunks():
            waiting += len(data)
            if waiting > MOST:
                raise CameraMissing(f"{self.name} holds no MJPG frames; write JPEG pictures.")
            for packet in codec.parse(data):
                try:
                    shown = codec.decode(packet)
                except av.FFmpegError:  # a torn frame, as a loose cable gives
                    continue
                for picture in shown:
                    waiting = 0
                    yield np.asarray(picture.to_ndarray(format="bgr24"), np.uint8)
