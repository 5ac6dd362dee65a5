from itertools import islice
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from drivers.camera.source import FastPace, Frame, StepPace
from drivers.camera.sources.recording import Clip, Folder
from kiosk.errors import CameraMissing
from kiosk.personas.schema import FOLDER

CLIP = FOLDER / "clips" / "empty.mp4"


def buffer(width: int = 1280, height: int = 720) -> Any:
    frame = Frame(np.zeros((height, width, 3), np.uint8))
    return lambda: frame


def pictures(folder: Path, count: int) -> Path:
    for k in range(count):
        cv2.imwrite(str(folder / f"{k:03}.png"), np.full((48, 64, 3), k + 1, np.uint8))
    return folder


def test_a_clip_fills_the_buffer_it_is_given_and_stamps_it() -> None:
    clip = Clip(CLIP, pace=FastPace(), loop=False)
    assert clip.open() == (1280, 720)
    take = buffer()
    memory = take().pixels
    stamps = [(f.seq, f.t_ns) for f in islice(clip.frames(take), 5)]
    assert [seq for seq, _ in stamps] == [0, 1, 2, 3, 4]
    assert [t for _, t in stamps] == sorted(t for _, t in stamps)
    assert take().pixels is memory
    assert memory.any()
    clip.close()


def test_a_clip_ends_or_begins_anew_as_it_is_told() -> None:
    clip = Clip(CLIP, pace=FastPace(), loop=False, start_s=5.5)
    clip.open()
    once = sum(1 for _ in clip.frames(buffer()))
    assert 10 <= once <= 20
    looping = Clip(CLIP, pace=FastPace(), start_s=5.5)
    looping.open()
    assert sum(1 for _ in islice(looping.frames(buffer()), 3 * once)) == 3 * once
    clip.close()
    looping.close()


def test_a_file_that_is_no_video_names_itself(tmp_path: Path) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(CLIP.read_bytes()[:2000])
    for file in (broken, tmp_path / "nowhere.mp4"):
        with pytest.raises(CameraMissing, match=file.name):
            Clip(file).open()


def test_a_folder_plays_its_pictures_in_order_and_leaves_out_what_does_not_decode(
    tmp_path: Path,
) -> None:
    pictures(tmp_path, 4)
    (tmp_path / "001.png").write_bytes(b"no picture")
    folder = Folder(tmp_path, pace=FastPace(), loop=False)
    assert folder.open() == (64, 48)
    seen = [(f.seq, int(f.pixels[0, 0, 0])) for f in folder.frames(buffer(64, 48))]
    assert seen == [(0, 1), (2, 3), (3, 4)]


def test_a_picture_of_another_size_replaces_the_buffers_memory(tmp_path: Path) -> None:
    pictures(tmp_path, 2)
    cv2.imwrite(str(tmp_path / "001.png"), np.zeros((96, 128, 3), np.uint8))
    folder = Folder(tmp_path, pace=FastPace(), loop=False)
    folder.open()
    assert [f.pixels.shape[0] for f in folder.frames(buffer(64, 48))] == [48, 96]


def test_timestamps_must_be_one_a_picture(tmp_path: Path) -> None:
    pictures(tmp_path, 3)
    for stamps in ("0.0\n", "0.0\n0.1\n0.2\n0.3\n", "0.0\nnan\n0.2\n", "0.0\nx\n0.2\n"):
        (tmp_path / "timestamps.txt").write_text(stamps)
        with pytest.raises(CameraMissing, match="3 in all"):
            Folder(tmp_path).open()
    # Editors on Windows begin a file with a byte order mark.
    (tmp_path / "timestamps.txt").write_text("\ufeff5.0\n5.25\n5.5\n", encoding="utf-8")
    folder = Folder(tmp_path, pace=FastPace(), loop=False)
    folder.open()
    assert sum(1 for _ in folder.frames(buffer(64, 48))) == 3


def test_a_recording_that_was_cut_off_after_a_picture_plays_without_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    pictures(tmp_path, 3)
    (tmp_path / "timestamps.txt").write_text("0.0\n0.25\n")
    folder = Folder(tmp_path, pace=FastPace(), loop=False)
    folder.open()
    assert sum(1 for _ in folder.frames(buffer(64, 48))) == 2
    assert "the last picture has no time" in caplog.text


def test_an_empty_or_missing_folder_is_no_camera(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(CameraMissing):
            Folder(place).open()


def test_a_stepped_recording_moves_only_when_told(tmp_path: Path) -> None:
    pace = StepPace()
    folder = Folder(pictures(tmp_path, 3), pace=pace, loop=False)
    folder.open()
    frames = folder.frames(buffer(64, 48))
    pace.step(2)
    assert [next(frames).seq, next(frames).seq] == [0, 1]
    pace.end()
    assert next(frames, None) is None
