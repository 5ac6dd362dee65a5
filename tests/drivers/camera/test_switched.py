from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import pytest

from drivers.camera.source import FastPace, Frame
from drivers.camera.sources.faulty_source import FaultInterval, FaultySource, SourceFault
from drivers.camera.sources.recording import Folder
from drivers.camera.sources.switched import Switched
from kiosk.errors import CameraMissing


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Folder, Folder]:
    made = []
    for light, size in ((10, (48, 64, 3)), (200, (30, 40, 3))):
        folder = tmp_path / str(light)
        folder.mkdir()
        for k in range(3):
            cv2.imwrite(str(folder / f"{k}.png"), np.full(size, light, np.uint8))
        made.append(Folder(folder, pace=FastPace()))
    return made[0], made[1]


def test_another_source_is_seen_from_the_next_frame_on(folders: tuple[Folder, Folder]) -> None:
    camera, frame = Switched(lambda: folders[0]), Frame(np.zeros((48, 64, 3), np.uint8))
    assert camera.open() == (64, 48)
    seen = []
    for shown in islice(camera.frames(lambda: frame), 4):
        seen.append((int(shown.pixels[0, 0, 0]), shown.pixels.shape[1]))
        if len(seen) == 2:
            camera.choose(lambda: folders[1])
    assert seen == [(10, 64), (10, 64), (200, 40), (200, 40)]


def test_a_choice_made_between_two_runs_holds_for_the_next(folders: tuple[Folder, Folder]) -> None:
    camera, frame = Switched(lambda: folders[0]), Frame(np.zeros((48, 64, 3), np.uint8))
    camera.open()
    camera.choose(lambda: folders[1])
    assert next(camera.frames(lambda: frame)).pixels[0, 0, 0] == 200


def test_a_choice_that_is_missing_is_said_and_another_mends_it(
    folders: tuple[Folder, Folder],
) -> None:
    gone = [FaultInterval(SourceFault.UNPLUG, 0, 10**9)]
    camera, frame = Switched(lambda: folders[0]), Frame(np.zeros((48, 64, 3), np.uint8))
    camera.open()
    camera.choose(lambda: FaultySource(folders[1], gone))
    with pytest.raises(CameraMissing):
        next(camera.frames(lambda: frame))
    camera.close()
    camera.choose(lambda: folders[1])
    assert camera.open() == (40, 30)
