"""What `kiosk doctor --camera` says of recorded frames."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from drivers.camera.source import FastPace, Frame, Take
from drivers.camera.sources.recording import Clip
from kiosk.desk.camera_measures import Measurements, examine, judged, watch
from kiosk.personas.schema import FOLDER
from models.engine import engine_factory


class Stamped:
    """A clip as fast as it can be read, whose frames say they were taken at `rate` a second."""

    def __init__(self, clip: str, rate: float, swing: float = 0.0) -> None:
        self.name = clip
        self._clip = Clip(FOLDER / "clips" / f"{clip}.mp4", pace=FastPace(), start_s=2)
        self._rate, self._swing = rate, swing

    def open(self) -> tuple[int, int]:
        return self._clip.open()

    def frames(self, take: Take) -> Iterator[Frame]:
        for number, frame in enumerate(self._clip.frames(take)):
            frame.t_ns = round(number / self._rate * 1e9)
            lit = frame.pixels * (1 + self._swing * (-1) ** number)
            frame.pixels[:] = np.clip(lit, 0, 255).astype(np.uint8)
            yield frame

    def close(self) -> None:
        self._clip.close()


def said(source: Stamped) -> dict[str, tuple[bool, str]]:
    seen = watch(source, engine_factory().detector(), seconds=0.6)
    return {finding.name: (finding.good, finding.sentence) for finding in judged(seen)}


def test_a_good_camera_is_found_good() -> None:
    told = said(Stamped("kenji", 30))
    assert all(good for good, _ in told.values()), told
    assert "30.0 frames a second of 1280x720" in told["camera rate"][1]


@pytest.mark.parametrize(
    ("source", "name", "way"),
    [
        (Stamped("kenji", 8), "camera rate", "USB"),
        (Stamped("kenji", 30, 0.1), "camera flicker", "50 Hz"),
        (Stamped("empty", 30), "camera face", "stand before"),
    ],
    ids=["slow", "flicker", "nobody"],
)
def test_what_is_wrong_is_named_with_what_to_change(source: Stamped, name: str, way: str) -> None:
    good, sentence = said(source)[name]
    assert not good
    assert way in sentence


def test_a_dark_picture_and_a_face_far_away_are_named() -> None:
    dark = Measurements((640, 480), [0.0, 0.05], [20.0, 20.0], [0.001], [0.05])
    told = {finding.name: finding for finding in judged(dark)}
    assert "add light" in told["camera light"].sentence
    assert "come closer" in told["camera face"].sentence


def test_a_camera_that_is_not_there_is_said(tmp_path: Path) -> None:
    (finding,) = examine(Clip(tmp_path / "nowhere.mp4"))
    assert not finding.good
