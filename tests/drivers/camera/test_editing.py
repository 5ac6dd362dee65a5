"""Recordings are cut, blurred and replaced: what is left, and that nobody is left in it."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from typer.testing import CliRunner

from drivers.camera.editing import blurred, edit, length_s
from drivers.camera.recorder import NOTICE
from drivers.camera.source import FastPace, Frame, Source
from drivers.camera.sources.recording import Clip, Folder
from kiosk.cli.main import app
from kiosk.personas.schema import FOLDER
from models.engine import load_sface

CLIP = next((FOLDER / "clips").glob("sakura.*"))


def pictures(source: Source) -> list[np.ndarray]:
    width, height = source.open()
    buffer = Frame(np.zeros((height, width, 3), np.uint8))
    seen = [frame.pixels.copy() for frame in source.frames(lambda: buffer)]
    source.close()
    return seen


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second of a clip in which somebody stands before the camera."""
    folder = tmp_path_factory.mktemp("frames") / "one"
    edit(CLIP, folder, from_s=2.0, to_s=3.0)
    return folder


def test_a_cut_keeps_the_frames_between_two_moments_at_their_times(
    recording: Path, tmp_path: Path
) -> None:
    whole = pictures(Clip(CLIP, pace=FastPace(), loop=False))
    kept = pictures(Folder(recording, pace=FastPace(), loop=False))
    assert 0.9 < length_s(recording) < 1.0
    assert len(whole) > len(kept) > 20
    assert (recording / NOTICE).is_file()
    edit(recording, tmp_path / "half", to_s=0.5)
    half = pictures(Folder(tmp_path / "half", pace=FastPace(), loop=False))
    assert abs(2 * len(half) - len(kept)) <= 2


def test_an_invented_person_takes_the_place_of_a_recording(recording: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(
        app, ["frames", "replace", str(recording), str(tmp_path / "other"), "--by", "masao"]
    )
    assert done.exit_code == 0, done.output
    assert abs(length_s(tmp_path / "other") - length_s(recording)) < 0.1
    assert not (tmp_path / "other" / NOTICE).exists()
    ours, theirs = (
        pictures(Folder(folder, pace=FastPace(), loop=False))[0]
        for folder in (recording, tmp_path / "other")
    )
    assert ours.shape != theirs.shape or np.mean(cv2.absdiff(ours, theirs)) > 10


def test_nobody_is_found_in_blurred_frames(recording: Path) -> None:
    detector, _ = load_sface().parts
    first = pictures(Folder(recording, pace=FastPace(), loop=False))[0]
    assert len(detector.whole(first)) == 1
    assert detector.whole(blurred(first)) == []
