"""The webcam driver over a device that answers as OpenCV's does."""

from itertools import islice

import cv2
import numpy as np
import pytest

from drivers.camera.source import Frame
from drivers.camera.webcam import Webcam, WebcamSettings
from kiosk.errors import CameraMissing


class Device:
    """A camera that gives `lasts` frames and then, as an unplugged one, none."""

    def __init__(self, lasts: int = 1000, opened: bool = True) -> None:
        self.lasts, self.opened, self.released = lasts, opened, False
        self.asked: dict[int, float] = {}

    def isOpened(self) -> bool:
        return self.opened

    def set(self, key: int, value: float) -> bool:
        self.asked[key] = value
        return True

    def grab(self) -> bool:
        self.lasts -= 1
        return self.lasts >= 0

    def retrieve(self, image: np.ndarray | None = None) -> tuple[bool, np.ndarray]:
        if image is None or image.shape != (720, 1280, 3):
            image = np.zeros((720, 1280, 3), np.uint8)
        image[:] = 77
        return True, image

    def read(self) -> tuple[bool, np.ndarray]:
        return self.grab(), self.retrieve()[1]

    def release(self) -> None:
        self.released = True


def test_the_device_is_asked_for_what_the_settings_say():
    device = Device()
    settings = WebcamSettings(width=640, height=480, rate=15, exposure=-6)
    assert Webcam(settings, lambda *_: device).open() == (1280, 720)
    assert device.asked[cv2.CAP_PROP_FRAME_WIDTH] == 640
    assert device.asked[cv2.CAP_PROP_FPS] == 15
    assert device.asked[cv2.CAP_PROP_EXPOSURE] == -6
    assert device.asked[cv2.CAP_PROP_FOURCC] == cv2.VideoWriter.fourcc(*"MJPG")


def test_frames_are_stamped_and_written_into_the_buffer_that_is_given():
    camera = Webcam(opener=lambda *_: Device())
    camera.open()
    frame = Frame(np.zeros((720, 1280, 3), np.uint8))
    memory = frame.pixels
    seen = [(f.seq, f.t_ns) for f in islice(camera.frames(lambda: frame), 3)]
    assert [seq for seq, _ in seen] == [0, 1, 2]
    assert sorted(t for _, t in seen) == [t for _, t in seen]
    assert frame.pixels is memory
    assert (memory == 77).all()


def test_frames_that_waited_while_nobody_read_are_left_out():
    device = Device(lasts=20)
    camera = Webcam(opener=lambda *_: device)
    camera.open()
    before = device.lasts
    frame = Frame(np.zeros((720, 1280, 3), np.uint8))
    next(iter(camera.frames(lambda: frame)))
    assert before - device.lasts > 1


def test_a_camera_that_stops_giving_frames_is_missing_and_may_be_opened_again():
    devices = iter([Device(lasts=10), Device()])
    camera = Webcam(opener=lambda *_: next(devices))
    camera.open()
    frame = Frame(np.zeros((720, 1280, 3), np.uint8))
    with pytest.raises(CameraMissing, match="unplugged"):
        list(camera.frames(lambda: frame))
    assert camera.open() == (1280, 720)
    assert next(iter(camera.frames(lambda: frame))).seq == 0


@pytest.mark.parametrize("device", [Device(opened=False), Device(lasts=0)], ids=["none", "held"])
def test_no_camera_or_one_that_another_program_holds_is_named(device):
    with pytest.raises(CameraMissing, match="camera 3"):
        Webcam(WebcamSettings(index=3), lambda *_: device).open()
