"""The camera for other programs: a stream that programs which know nothing of this one can read."""

import os
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.request import urlopen

import av
import cv2
import numpy as np
import pytest

from drivers.camera.served import StreamServer, pictures, plug, video_format, yuyv
from drivers.camera.source import FastPace, Source
from drivers.camera.sources.faulty_source import FaultInterval, FaultySource, SourceFault
from drivers.camera.sources.recording import Clip
from kiosk.errors import CameraMissing
from kiosk.personas.schema import FOLDER

CLIP = next((FOLDER / "clips").glob("sakura.*"))


def clip() -> Source:
    return Clip(CLIP, pace=FastPace(), start_s=2.0)


def served(make: Callable[[], Source]) -> Iterator[StreamServer]:
    with StreamServer(make) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join(10)


@pytest.fixture(scope="module")
def server() -> Iterator[StreamServer]:
    yield from served(clip)


def test_ffmpeg_reads_the_stream(server: StreamServer) -> None:
    with av.open(server.url, format="mpjpeg", timeout=30) as stream:
        shown = [picture for picture, _ in zip(stream.decode(video=0), range(3), strict=False)]
    assert [(one.width, one.height) for one in shown] == [(1280, 720)] * 3


def test_one_picture_is_the_clips_first(server: StreamServer) -> None:
    with urlopen(f"{server.url}frame.jpg", timeout=30) as answer:
        seen = cv2.imdecode(np.frombuffer(answer.read(), np.uint8), cv2.IMREAD_COLOR)
    with closing(pictures(clip())) as shown:
        first = next(shown).copy()
    assert np.mean(cv2.absdiff(seen, first)) < 4


@pytest.mark.parametrize(
    ("path", "host", "status"),
    [("/", "evil.example:80", 403), ("/x", "127.0.0.1:1", 404), ("/../etc", "127.0.0.1:1", 404)],
)
def test_only_this_machine_gets_what_there_is(
    server: StreamServer, path: str, host: str, status: int
) -> None:
    http = HTTPConnection("127.0.0.1", server.server_port, timeout=30)
    http.request("GET", path, headers={"Host": host})
    assert http.getresponse().status == status
    http.close()


def test_programs_that_leave_make_room_for_others(server: StreamServer) -> None:
    for _ in range(12):
        with urlopen(server.url, timeout=30) as stream:
            assert stream.read(200).startswith(b"--frame\r\nContent-Type: image/jpeg")


def test_a_camera_that_is_unplugged_ends_the_stream() -> None:
    def make() -> Source:
        return FaultySource(clip(), [FaultInterval(SourceFault.UNPLUG, 5)])

    for server in served(make):
        with urlopen(server.url, timeout=30) as stream:
            assert stream.read().count(b"Content-Type: image/jpeg") == 5


def test_frames_of_a_virtual_webcam_are_yuyv_of_the_told_size(tmp_path: Path) -> None:
    told = video_format(1280, 720)
    assert len(told) == 208
    kind, width, height, code = struct.unpack_from("<I4x2I4s", told)
    assert (kind, width, height, code) == (2, 1280, 720, b"YUYV")
    grey = np.full((2, 4, 3), 128, np.uint8)
    assert len(yuyv(grey)) == 2 * 4 * 2


@pytest.mark.skipif(os.name != "posix", reason="Linux's devices")
def test_without_the_kernel_module_one_sentence_says_what_is_needed(tmp_path: Path) -> None:
    with pytest.raises(CameraMissing, match="modprobe v4l2loopback video_nr=10"):
        plug(clip(), tmp_path / "video10", lambda: False)
    (tmp_path / "video11").touch()
    with pytest.raises(CameraMissing, match="takes no frames"):
        plug(clip(), tmp_path / "video11", lambda: False)
