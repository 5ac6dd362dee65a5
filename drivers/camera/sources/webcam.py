"""A webcam through OpenCV: V4L2, Media Foundation or AVFoundation, depending on the system."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from drivers.camera.source import Frame, Take
from drivers.camera.sources.numbers import Listed, again, listed, named
from kiosk.errors import CameraMissing
from kiosk.timing import REAL

BACKENDS = {"linux": cv2.CAP_V4L2, "win32": cv2.CAP_MSMF, "darwin": cv2.CAP_AVFOUNDATION}
STALE = 5
"""Most frames that a device queues between runs; they are skipped at the start of a run."""
QUEUED_NS = 5_000_000
"""Nanoseconds; a frame that arrives sooner than this was queued."""


Opener = Callable[[int, int], cv2.VideoCapture]


@dataclass(frozen=True, slots=True)
class WebcamSettings:
    """Requested settings; the device uses the nearest it has. `exposure` None is automatic.

    With `product`, part of a product's name, the camera is found by it where the system lists
    cameras, and `index` is used elsewhere.
    """

    index: int = 0
    width: int = 1280
    height: int = 720
    rate: float = 30.0
    exposure: float | None = None
    product: str = ""


class Webcam:
    """One camera device. It asks for MJPG: over USB 2, raw 720p gives 10 frames per second only.

    Once opened, it is found again under any number, and a camera that took its number is not taken
    for it, where the system lists cameras (`cameras`).
    """

    def __init__(
        self,
        settings: WebcamSettings | None = None,
        opener: Opener = cv2.VideoCapture,
        cameras: Callable[[], list[Listed]] = listed,
    ) -> None:
        self._settings, self._opener = settings or WebcamSettings(), opener
        self._cameras = cameras
        self._known: Listed | None = None
        self.name = f"camera {self._settings.product or self._settings.index}"
        self._device: cv2.VideoCapture | None = None

    def open(self) -> tuple[int, int]:
        """See Source."""
        self.close()
        wanted, found = self._settings, self._found()
        number = wanted.index if found is None else found.number
        device = self._opener(number, BACKENDS.get(sys.platform, cv2.CAP_ANY))
        if not device.isOpened():
            raise self._missing()
        device.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        device.set(cv2.CAP_PROP_FRAME_WIDTH, wanted.width)
        device.set(cv2.CAP_PROP_FRAME_HEIGHT, wanted.height)
        device.set(cv2.CAP_PROP_FPS, wanted.rate)
        device.set(cv2.CAP_PROP_BUFFERSIZE, 2)
        if wanted.exposure is not None:
            device.set(cv2.CAP_PROP_AUTO_EXPOSURE, 1)
            device.set(cv2.CAP_PROP_EXPOSURE, wanted.exposure)
        good, pixels = device.read()
        if not good:
            device.release()
            raise CameraMissing(f"{self.name} gives no frames; another program may hold it.")
        self._device, self._known = device, found
        return pixels.shape[1], pixels.shape[0]

    def _found(self) -> Listed | None:
        """The device to open; None where the system lists no cameras. Raises CameraMissing."""
        cameras, wanted = self._cameras(), self._settings
        if self._known is not None:
            found = again(self._known, cameras)
        elif not cameras:
            return None
        elif wanted.product:
            found = named(wanted.product, cameras)
        else:
            found = next((c for c in cameras if c.number == wanted.index), None)
        if found is None:
            raise self._missing()
        return found

    def _missing(self) -> CameraMissing:
        key = "product" if self._settings.product else "index"
        return CameraMissing(f"There is no {self.name}; plug it in or set camera.{key}.")

    def frames(self, take: Take) -> Iterator[Frame]:
        """See Source."""
        device = self._device
        if device is None:
            raise CameraMissing(f"{self.name} is not open.")
        for _ in range(STALE):
            asked = round(REAL.monotonic() * 1e9)
            if not device.grab() or round(REAL.monotonic() * 1e9) - asked > QUEUED_NS:
                break
        seq = 0
        while True:
            frame = take()
            good = device is self._device and device.grab()
            stamp = round(REAL.monotonic() * 1e9)
            if device is not self._device:  # closed meanwhile, and perhaps opened for another run
                raise CameraMissing(f"{self.name} was closed.")
            if not good:
                self.close()
                raise CameraMissing(f"{self.name} gives no frames any more; was it unplugged?")
            good, pixels = device.retrieve(frame.pixels)
            if not good:
                continue
            if pixels is not frame.pixels:
                frame.pixels = np.asarray(pixels, np.uint8)
            frame.seq, frame.t_ns = seq, stamp
            seq += 1
            yield frame

    def close(self) -> None:
        """See Source."""
        if self._device is not None:
            self._device.release()
        self._device = None
