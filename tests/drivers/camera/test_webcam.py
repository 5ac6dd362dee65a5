"""The webcam driver over a device that answers as OpenCV's does."""

from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import pytest

from drivers.camera.source import Frame
from drivers.camera.sources.numbers import listed
from drivers.camera.sources.switched import Switched
from drivers.camera.sources.webcam import Webcam, WebcamSettings
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


def test_the_device_is_asked_for_what_the_settings_say() -> None:
    device = Device()
    settings = WebcamSettings(width=640, height=480, rate=15, exposure=-6)
    assert Webcam(settings, lambda *_: device, list).open() == (1280, 720)
    assert device.asked[cv2.CAP_PROP_FRAME_WIDTH] == 640
    assert device.asked[cv2.CAP_PROP_FPS] == 15
    assert device.asked[cv2.CAP_PROP_EXPOSURE] == -6
    assert device.asked[cv2.CAP_PROP_FOURCC] == cv2.VideoWriter.fourcc(*"MJPG")


def test_frames_are_stamped_and_written_into_the_buffer_that_is_given() -> None:
    camera = Webcam(opener=lambda *_: Device(), cameras=list)
    camera.open()
    frame = Frame(np.zeros((720, 1280, 3), np.uint8))
    memory = frame.pixels
    seen = [(f.seq, f.t_ns) for f in islice(camera.frames(lambda: frame), 3)]
    assert [seq for seq, _ in seen] == [0, 1, 2]
    assert sorted(t for _, t in seen) == [t for _, t in seen]
    assert frame.pixels is memory
    assert (memory == 77).all()


def test_frames_that_waited_while_nobody_read_are_left_out() -> None:
    device = Device(lasts=20)
    camera = Webcam(opener=lambda *_: device, cameras=list)
    camera.open()
    before = device.lasts
    frame = Frame(np.zeros((720, 1280, 3), np.uint8))
    next(iter(camera.frames(lambda: frame)))
    assert before - device.lasts > 1


def test_a_camera_that_stops_giving_frames_is_missing_and_may_be_opened_again() -> None:
    devices = iter([Device(lasts=10), Device()])
    camera = Webcam(opener=lambda *_: next(devices), cameras=list)
    camera.open()
    frame = Frame(np.zeros((720, 1280, 3), np.uint8))
    with pytest.raises(CameraMissing, match="unplugged"):
        list(camera.frames(lambda: frame))
    assert camera.open() == (1280, 720)
    assert next(iter(camera.frames(lambda: frame))).seq == 0


@pytest.mark.parametrize("device", [Device(opened=False), Device(lasts=0)], ids=["none", "held"])
def test_no_camera_or_one_that_another_program_holds_is_named(device: Device) -> None:
    with pytest.raises(CameraMissing, match="camera 3"):
        Webcam(WebcamSettings(index=3), lambda *_: device, list).open()


class Machine:
    """The folder in which Linux lists its cameras, and an opener that knows which exist."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.opened = folder / "video4linux", list[int]()
        self.folder.mkdir()

    def plug(self, number: int, name: str, port: str, serial: str = "", node: int = 0) -> None:
        device = self.folder.parent / port
        interface = device / f"{port}:1.0"
        interface.mkdir(parents=True, exist_ok=True)
        (device / "idVendor").write_text("046d\n")
        (device / "idProduct").write_text(f"{sum(name.encode()):04x}\n")
        if serial:
            (device / "serial").write_text(f"{serial}\n")
        entry = self.folder / f"video{number}"
        entry.mkdir()
        (entry / "name").write_text(f"{name}\n")
        (entry / "index").write_text(f"{node}\n")
        (entry / "device").symlink_to(interface)

    def unplug(self, number: int) -> None:
        entry = self.folder / f"video{number}"
        for file in entry.iterdir():
            file.unlink()
        entry.rmdir()

    def open(self, number: int, backend: int) -> Device:
        self.opened.append(number)
        return Device(opened=(self.folder / f"video{number}").exists())

    def webcam(self, **settings: object) -> Webcam:
        return Webcam(WebcamSettings(**settings), self.open, lambda: listed(self.folder))


def test_a_camera_that_returns_under_another_number_is_found_again(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.plug(0, "HD Webcam", "1-2")
    machine.plug(1, "HD Webcam", "1-2", node=1)
    camera = machine.webcam()
    camera.open()
    for number in (0, 1):
        machine.unplug(number)
    machine.plug(2, "HD Webcam", "1-2")
    machine.plug(3, "HD Webcam", "1-2", node=1)
    camera.open()
    assert machine.opened == [0, 2]


def test_another_camera_that_took_the_number_is_not_taken_for_it(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.plug(0, "HD Webcam", "1-2")
    camera = machine.webcam()
    camera.open()
    machine.unplug(0)
    machine.plug(0, "Document Camera", "1-3")
    with pytest.raises(CameraMissing, match="camera 0"):
        camera.open()
    machine.plug(1, "HD Webcam", "1-4")  # in another socket
    camera.open()
    assert machine.opened == [0, 1]


def test_of_two_cameras_of_one_product_the_one_at_the_same_place_is_found(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.plug(0, "HD Webcam", "1-2")
    machine.plug(2, "HD Webcam", "1-3")
    camera = machine.webcam(index=2)
    camera.open()
    for number in (0, 2):
        machine.unplug(number)
    machine.plug(0, "HD Webcam", "1-3")
    machine.plug(2, "HD Webcam", "1-2")
    camera.open()
    assert machine.opened == [2, 0]
    machine.unplug(0)
    machine.plug(4, "HD Webcam", "1-5")  # either of the two may be meant
    with pytest.raises(CameraMissing):
        camera.open()


def test_a_serial_number_tells_cameras_of_one_product_apart(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.plug(0, "HD Webcam", "1-2", serial="A1")
    machine.plug(2, "HD Webcam", "1-3", serial="B2")
    camera = machine.webcam()
    camera.open()
    machine.unplug(0)
    machine.plug(4, "HD Webcam", "1-7", serial="A1")
    camera.open()
    assert machine.opened == [0, 4]


def test_a_camera_is_found_by_part_of_its_products_name(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.plug(0, "Document Camera", "1-2")
    machine.plug(2, "HD Webcam C920", "1-3", node=1)
    machine.plug(3, "HD Webcam C920", "1-3")
    machine.webcam(product="c920").open()
    assert machine.opened == [3]
    with pytest.raises(CameraMissing, match="camera BRIO"):
        machine.webcam(product="BRIO").open()


def test_the_desks_switchable_camera_finds_its_webcam_again_too(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.plug(0, "HD Webcam", "1-2")
    camera = Switched(machine.webcam)
    camera.open()
    machine.unplug(0)
    machine.plug(0, "Document Camera", "1-3")
    machine.plug(2, "HD Webcam", "1-2")
    camera.open()
    assert machine.opened == [0, 2]


def test_a_run_that_was_left_behind_neither_reads_nor_closes_a_camera_opened_since() -> None:
    devices = [Device(), Device()]
    waiting = iter(devices)
    camera = Webcam(opener=lambda *_: next(waiting), cameras=list)
    frame = Frame(np.zeros((720, 1280, 3), np.uint8))
    camera.open()
    behind = iter(camera.frames(lambda: frame))
    next(behind)
    camera.open()
    left = devices[1].lasts
    with pytest.raises(CameraMissing, match="was closed"):
        next(behind)
    assert (devices[1].lasts, devices[1].released) == (left, False)
