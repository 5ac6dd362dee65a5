import json
import sys
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from drivers.camera.recorder import EVENTS, NOTICE, Recorder, record
from drivers.camera.source import FastPace, Frame
from drivers.camera.sources.recording import Folder
from drivers.camera.sources.still import Still
from kiosk.errors import CameraMissing, FolderUnwritable
from kiosk.personas.schema import FOLDER

PICTURE = FOLDER / "portraits" / "kenji.jpg"


def test_what_was_recorded_plays_again_at_its_own_pace(tmp_path: Path) -> None:
    folder = tmp_path / "take"
    with Recorder(folder) as recorder:
        for k in range(3):
            pixels = np.full((48, 64, 3), 60 * k, np.uint8)
            recorder.add(Frame(pixels, k, 10**9 + k * 40_000_000))
        recorder.note("card_placed", 10**9 + 20_000_000)
    times = (folder / "timestamps.txt").read_text().split()
    assert times == ["0.000000", "0.040000", "0.080000"]
    event = json.loads((folder / EVENTS).read_text())
    assert event == {"seconds": 0.02, "what": "card_placed"}
    assert "Delete this folder" in (folder / NOTICE).read_text()
    again = Folder(folder, pace=FastPace(), loop=False)
    assert again.open() == (64, 48)
    frame = Frame(np.zeros((48, 64, 3), np.uint8))
    lights = [int(f.pixels.mean()) for f in again.frames(lambda: frame)]
    assert lights == [0, 60, 120]


def test_a_still_picture_is_recorded_until_told_to_stop(tmp_path: Path) -> None:
    shown: list[int] = []
    source = Still(PICTURE, size=(320, 240), pace=FastPace())
    count = record(
        source,
        tmp_path / "take",
        seconds=1e9,
        seen=lambda frame: shown.append(frame.seq),
        stopped=lambda: len(shown) >= 4,
    )
    assert count == 4
    assert shown == [0, 1, 2, 3]


def test_a_folder_that_holds_anything_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FolderUnwritable, match="not empty"), Recorder(tmp_path):
        pass
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderUnwritable), Recorder(tmp_path / "file" / "take"):
        pass


def test_a_still_picture_moves_as_a_camera_does_in_the_buffer_it_is_given() -> None:
    source = Still(PICTURE, size=(320, 240), pace=FastPace())
    assert source.open() == (320, 240)
    frame = Frame(np.zeros((240, 320, 3), np.uint8))
    memory = frame.pixels
    seen = [f.pixels.copy() for f in islice(source.frames(lambda: frame), 3)]
    assert frame.pixels is memory
    assert not (seen[0] == seen[2]).all()
    source.close()


def test_a_picture_that_cannot_be_read_is_a_missing_camera(tmp_path: Path) -> None:
    (tmp_path / "x.jpg").write_bytes(b"no")
    for name in ("x.jpg", "nowhere.jpg"):
        with pytest.raises(CameraMissing, match=name):
            Still(tmp_path / name).open()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of a file's size")
def test_a_recording_that_cannot_be_begun_leaves_no_file_without_content(tmp_path: Path) -> None:
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
    try:
        with pytest.raises(FolderUnwritable), Recorder(tmp_path / "new"):
            pass
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list((tmp_path / "new").iterdir()) == []
