"""Frames for other programs: an MJPEG stream over HTTP of this machine, and a virtual webcam.

The stream is `multipart/x-mixed-replace`, as IP cameras send it: a browser, OpenCV and FFmpeg read
it. The virtual webcam needs the kernel module v4l2loopback, so it exists on Linux only.
"""

import os
import struct
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import cv2
import numpy as np

from drivers.camera.source import Frame, Pixels, Source
from kiosk.errors import CameraMissing

BOUNDARY = "frame"
MOST_STREAMS = 8
LOOPBACK = ("127.0.0.1", "localhost")
QUALITY = 90
STALLED_S = 10.0
"""Seconds after which a client that takes no data is dropped."""
S_FMT = 0xC0D05605
"""VIDIOC_S_FMT of linux/videodev2.h: _IOWR('V', 5, struct v4l2_format), 208 bytes."""
VIDEO_OUTPUT, FIELD_NONE = 2, 1


def pictures(source: Source) -> Generator[Pixels, None, None]:
    """Open a source, give its frames, and close it. Raises CameraMissing."""
    width, height = source.open()
    buffer = Frame(np.zeros((height, width, 3), np.uint8))
    try:
        for frame in source.frames(lambda: buffer):
            yield frame.pixels
    finally:
        source.close()


def jpeg(pixels: Pixels) -> bytes:
    """A picture as a JPEG file."""
    _, data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return bytes(data)


class StreamServer(ThreadingHTTPServer):
    """Serves `/` (the stream) and `/frame.jpg` (one picture) to programs of this machine.

    Each client gets a source of its own from `make`, so each sees the recording from its beginning.
    """

    daemon_threads = True

    def __init__(self, make: Callable[[], Source], port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Client)
        self.make = make
        self.room = threading.Semaphore(MOST_STREAMS)

    @property
    def url(self) -> str:
        """The stream's address."""
        return f"http://127.0.0.1:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Print nothing: a client that disconnects is normal."""


class _Client(BaseHTTPRequestHandler):
    server: StreamServer
    timeout = STALLED_S

    def do_GET(self) -> None:
        """Answer a request."""
        host = self.headers.get("Host", "").rpartition(":")[0]
        if host not in LOOPBACK:
            self.send_error(403, "this port serves its own machine only")
        elif self.path not in ("/", "/frame.jpg"):
            self.send_error(404, "there is / and /frame.jpg")
        elif not self.server.room.acquire(blocking=False):
            self.send_error(503, f"{MOST_STREAMS} programs look already")
        else:
            try:
                with closing(pictures(self.server.make())) as shown:
                    self._send(shown, whole=self.path == "/")
            except CameraMissing:
                self.close_connection = True  # the stream ends like that of an unplugged camera
            finally:
                self.server.room.release()

    def _send(self, shown: Iterator[Pixels], *, whole: bool) -> None:
        first = jpeg(next(shown))
        if not whole:
            self._head("image/jpeg", len(first))
            self.wfile.write(first)
            return
        self._head(f"multipart/x-mixed-replace; boundary={BOUNDARY}")
        self._part(first)
        for pixels in shown:
            self._part(jpeg(pixels))

    def _head(self, kind: str, length: int | None = None) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.end_headers()

    def _part(self, data: bytes) -> None:
        head = f"--{BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {len(data)}\r\n\r\n"
        self.wfile.write(head.encode() + data + b"\r\n")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  http.server's name
        """Say nothing."""


def video_format(width: int, height: int) -> bytes:
    """A `struct v4l2_format` for YUYV frames that this program gives to a device."""
    pixels = struct.pack(
        "<8I", width, height, int.from_bytes(b"YUYV", "little"), FIELD_NONE,
        2 * width, 2 * width * height, 0, 0,
    )  # fmt: skip
    return struct.pack("<I4x200s", VIDEO_OUTPUT, pixels)


def yuyv(pixels: Pixels) -> bytes:
    """A picture of even width as YUYV bytes."""
    return bytes(cv2.cvtColor(pixels, cv2.COLOR_BGR2YUV_YUY2))


def plug(source: Source, device: Path, stopped: Callable[[], bool]) -> None:
    """Write the frames into a device of v4l2loopback until `stopped`. Raises CameraMissing."""
    import fcntl  # Windows has none

    try:
        handle = os.open(device, os.O_RDWR)
    except OSError as error:
        raise CameraMissing(
            f"{device} cannot be opened ({error.strerror}); a virtual webcam needs a kernel "
            f"module: modprobe v4l2loopback video_nr={device.name.removeprefix('video')}"
        ) from None
    try:
        told = False
        with closing(pictures(source)) as shown:
            for pixels in shown:
                if stopped():
                    return
                if not told:
                    height, width = pixels.shape[:2]
                    fcntl.ioctl(handle, S_FMT, video_format(width, height))
                    told = True
                os.write(handle, yuyv(pixels))
    except OSError as error:
        raise CameraMissing(f"{device} takes no frames ({error.strerror})") from None
    finally:
        os.close(handle)
