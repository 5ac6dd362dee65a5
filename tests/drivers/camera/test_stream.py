"""A camera's own bytes, MJPG and YUYV, through a named pipe."""

import os
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import cv2
import numpy as np
import pytest

from drivers.camera.source import Frame
from drivers.camera.sources import stream
from drivers.camera.sources.stream import Stream, is_stream
from kiosk.errors import CameraMissing
from kiosk.virtual_time import VirtualTime

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such named pipes")
WIDTH, HEIGHT = 320, 240
GREYS = (40, 90, 140, 190, 240)


def pictures() -> Iterator[np.ndarray]:
    """Grey frames, each brighter than the one before."""
    for grey in GREYS:
        yield np.full((HEIGHT, WIDTH, 3), grey, np.uint8)


def mjpg() -> bytes:
    return b"".join(cv2.imencode(".jpg", one)[1].tobytes() for one in pictures())


def yuyv() -> bytes:
    """Luminance from 16 to 235 and grey colour, as ITU-R BT.601 has it."""
    grey = np.full((HEIGHT, WIDTH), 128, np.uint8)
    lights = ((16 + one[..., 0] * (219 / 255)).round().astype(np.uint8) for one in pictures())
    return b"".join(np.stack([light, grey], 2).tobytes() for light in lights)


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for a writer no longer than a test can."""
    monkeypatch.setattr(stream, "FIRST_S", 5.0)
    monkeypatch.setattr(stream, "NEXT_S", 0.5)


def written(pipe: Path, content: bytes) -> threading.Thread:
    """Another program writes the pipe, and ends."""
    os.mkfifo(pipe)
    thread = threading.Thread(target=pipe.write_bytes, args=(content,), daemon=True)
    thread.start()
    return thread


def levels(source: Stream, pause: Callable[[], None] = lambda: None) -> list[int]:
    """The grey of every frame after `open` and `pause` until the writer ends."""
    found: list[int] = []
    buffer = Frame(np.zeros((HEIGHT, WIDTH, 3), np.uint8))
    assert source.open() == (WIDTH, HEIGHT)
    pause()
    with pytest.raises(CameraMissing, match="gives no frames"):
        for frame in source.frames(lambda: buffer):
            assert frame.pixels.shape == (HEIGHT, WIDTH, 3)
            found.append(round(float(frame.pixels.mean())))
    return found


@pytest.mark.parametrize(("name", "content"), [("cam.mjpg", mjpg()), ("cam.yuyv", yuyv())])
def test_a_cameras_bytes_are_its_frames(tmp_path: Path, name: str, content: bytes) -> None:
    pipe = tmp_path / name
    writer = written(pipe, content)
    assert is_stream(pipe)
    found = levels(Stream(pipe, (WIDTH, HEIGHT)))
    writer.join(60)
    # `open` takes the first; the parser of MJPG knows the end of the last by a next one only.
    assert len(found) >= len(GREYS) - 2
    assert all(abs(a - b) <= 4 for a, b in zip(found, GREYS[1:], strict=False))


def test_frames_go_on_after_a_pause_between_two_matches(tmp_path: Path) -> None:
    time = VirtualTime(datetime(2026, 11, 27))
    writer = written(tmp_path / "cam.yuyv", yuyv())
    found = levels(Stream(tmp_path / "cam.yuyv", (WIDTH, HEIGHT), time), lambda: time.sleep(600))
    writer.join(60)
    assert len(found) == len(GREYS) - 1


def test_a_torn_frame_is_left_out(tmp_path: Path) -> None:
    torn = mjpg().split(b"\xff\xd8\xff")
    content = b"\xff\xd8\xff".join([*torn[:3], torn[3][:60], *torn[4:]])
    writer = written(tmp_path / "cam.mjpg", content)
    found = levels(Stream(tmp_path / "cam.mjpg", (WIDTH, HEIGHT)))
    writer.join(60)
    assert found
    assert set(found) <= {*GREYS, *(g + d for g in GREYS for d in (-4, -3, -2, -1, 1, 2, 3, 4))}


def test_a_pipe_that_nobody_writes_is_a_missing_camera(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "FIRST_S", 0.1)
    os.mkfifo(tmp_path / "cam.yuyv")
    source = Stream(tmp_path / "cam.yuyv", (WIDTH, HEIGHT))
    with pytest.raises(CameraMissing, match="start what writes it"):
        source.open()


def test_a_pipe_without_pictures_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "MOST", 1 << 17)
    written(tmp_path / "cam.mjpg", bytes(1 << 18))
    with pytest.raises(CameraMissing, match="no MJPG frames"):
        Stream(tmp_path / "cam.mjpg", (WIDTH, HEIGHT)).open()


def test_a_file_or_a_missing_path_is_no_stream(tmp_path: Path) -> None:
    (tmp_path / "film.mjpg").write_bytes(mjpg())
    assert not is_stream(tmp_path / "film.mjpg")
    assert not is_stream(tmp_path / "none.mjpg")
    assert not is_stream(Path("x\0.mjpg"))
