"""Frames of a recording without waiting: of a film, a picture and a folder alike."""

from pathlib import Path

import numpy as np
import pytest

from drivers.camera.sources.pictures import decode
from drivers.camera.sources.recording import first_frames
from kiosk.apps.table.tiles import thumbnail
from kiosk.errors import CameraMissing
from kiosk.personas.schema import FOLDER

FILM = FOLDER / "clips" / "empty.mp4"
PORTRAIT = FOLDER / "portraits" / "kenji.jpg"


def test_a_film_gives_its_frames_in_order_and_starts_again() -> None:
    many = first_frames(FILM, 25, 5.7)  # it lasts 6 s, at 30 frames a second
    assert len(many) == 25
    (first,) = first_frames(FILM, 1, 5.7)
    assert np.array_equal(many[0], first)
    again = [k for k, frame in enumerate(many) if np.array_equal(frame, first)]
    assert len(again) > 1
    assert not np.array_equal(first_frames(FILM, 1)[0], first_frames(FILM, 1, 2.0)[0])


def test_a_picture_and_a_folder_are_read_as_the_camera_reads_them(tmp_path: Path) -> None:
    portrait = decode(PORTRAIT)
    assert len(first_frames(PORTRAIT, 3)) == 3
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / name).write_bytes(PORTRAIT.read_bytes())
    frames = first_frames(tmp_path, 3)
    assert [frame.shape for frame in frames] == [portrait.shape] * 3
    assert np.array_equal(frames[0], portrait)


def test_what_holds_no_frame_is_said(tmp_path: Path) -> None:
    (tmp_path / "text.mp4").write_text("no film")
    with pytest.raises(CameraMissing, match=r"text\.mp4"):
        first_frames(tmp_path / "text.mp4", 1)


def test_the_small_picture_of_a_clip_is_a_jpeg_and_of_none_is_empty(tmp_path: Path) -> None:
    assert thumbnail(FILM).startswith(b"\xff\xd8")
    assert thumbnail(tmp_path / "none.mp4") == b""
