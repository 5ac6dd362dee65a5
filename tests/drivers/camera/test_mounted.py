"""A camera on its side, on its head, or mirrored."""

from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import pytest

from drivers.camera.source import FastPace, Frame
from drivers.camera.sources.mounted import Mounted
from drivers.camera.sources.recording import Folder
from kiosk.personas.schema import FOLDER
from models.engine import engine_factory


@pytest.fixture
def upright() -> np.ndarray:
    return cv2.imread(str(FOLDER / "portraits" / "kenji.jpg"))


def camera(folder: Path, picture: np.ndarray, **mounted: object) -> Mounted:
    for name in ("0.png", "1.png"):
        cv2.imwrite(str(folder / name), picture)
    return Mounted(Folder(folder, pace=FastPace(), loop=False), **mounted)


@pytest.mark.parametrize(
    ("code", "turn"),
    [
        (cv2.ROTATE_90_COUNTERCLOCKWISE, 90),
        (cv2.ROTATE_180, 180),
        (cv2.ROTATE_90_CLOCKWISE, 270),
        (None, 0),
    ],
)
@pytest.mark.parametrize("mirrored", [False, True])
def test_frames_of_a_turned_or_mirrored_camera_are_upright(
    tmp_path: Path, upright: np.ndarray, code: int | None, turn: int, mirrored: bool
) -> None:
    seen = upright[:, ::-1] if mirrored else upright
    seen = np.ascontiguousarray(seen) if code is None else cv2.rotate(seen.copy(), code)
    source = camera(tmp_path, seen, turn=turn, mirrored=mirrored)
    assert source.open() == upright.shape[1::-1]
    frames = list(source.frames(lambda: Frame(np.zeros((1, 1, 3), np.uint8))))
    assert [frame.seq for frame in frames] == [0, 1]
    assert all(np.array_equal(frame.pixels, upright) for frame in frames)
    source.close()


def test_a_frame_is_corrected_in_its_own_buffer(tmp_path: Path, upright: np.ndarray) -> None:
    """So that whoever overwrites the buffers overwrites every copy."""
    for turn, mirrored in ((0, True), (90, False), (90, True), (180, True)):
        lying = cv2.rotate(upright, cv2.ROTATE_90_CLOCKWISE) if turn == 90 else upright
        source = camera(tmp_path, lying, turn=turn, mirrored=mirrored)
        wide, tall = source.open()
        buffer = Frame(np.zeros((tall, wide, 3), np.uint8))
        own = buffer.pixels
        for frame in source.frames(lambda buffer=buffer: buffer):
            assert frame.pixels is own or frame.pixels.base is own
            assert own.any()


def test_a_face_is_found_once_the_camera_is_told_how_it_is_mounted(
    tmp_path: Path, upright: np.ndarray
) -> None:
    detector = engine_factory().detector()
    lying = cv2.rotate(upright, cv2.ROTATE_90_CLOCKWISE)
    source = camera(tmp_path, lying, turn=270)
    source.open()
    frame = next(islice(source.frames(lambda: Frame(np.zeros((1, 1, 3), np.uint8))), 1))
    assert not [face for face in detector.whole(lying) if face.score > 0.8]
    assert [face for face in detector.whole(frame.pixels) if face.score > 0.8]
