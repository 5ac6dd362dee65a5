from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from drivers.camera.source import FastPace, Frame
from drivers.camera.sources.faulty_source import (
    SCENES,
    FaultInterval,
    FaultySource,
    SourceFault,
    backlit,
    held_up,
    mask,
)
from drivers.camera.sources.recording import Folder
from kiosk.errors import CameraMissing


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    for k in range(8):
        picture = np.full((48, 64, 3), 10 * (k + 1), np.uint8)
        picture[:, 40:] = 255
        cv2.imwrite(str(tmp_path / f"{k}.png"), picture)
    return Folder(tmp_path, pace=FastPace(), loop=False)


def play(source: FaultySource) -> list[tuple[int, int, tuple[int, ...]]]:
    """Of each frame its number, first pixel and shape."""
    frame = Frame(np.zeros((48, 64, 3), np.uint8))
    source.open()
    return [(f.seq, int(f.pixels[0, 0, 0]), f.pixels.shape) for f in source.frames(lambda: frame)]


def _endless(source: FaultySource, count: int) -> Iterator[Frame]:
    frame = Frame(np.zeros((48, 64, 3), np.uint8))
    while count > 0:
        source.open()
        for seen in islice(source.frames(lambda: frame), count):
            count -= 1
            yield seen


def test_a_dropped_frame_is_missed_by_its_number(folder: Folder) -> None:
    seen = play(FaultySource(folder, [FaultInterval(SourceFault.DROP, 2, 3)]))
    assert [seq for seq, _, _ in seen] == [0, 1, 5, 6, 7]


def test_a_frozen_camera_repeats_a_frame_with_new_numbers(folder: Folder) -> None:
    seen = play(FaultySource(folder, [FaultInterval(SourceFault.FREEZE, 2, 3)]))
    assert [light for _, light, _ in seen] == [10, 20, 30, 30, 30, 60, 70, 80]
    assert [seq for seq, _, _ in seen] == list(range(8))


def test_the_frame_that_a_frozen_camera_repeats_is_overwritten_at_the_end(folder: Folder) -> None:
    source = FaultySource(folder, [FaultInterval(SourceFault.FREEZE, 2, 9)])
    source.open()
    frame = Frame(np.zeros((48, 64, 3), np.uint8))
    kept = [source.repeated for _ in source.frames(lambda: frame)][-1]
    assert kept is not None
    assert not kept.any()


def test_a_black_frame_is_black(folder: Folder) -> None:
    assert play(FaultySource(folder, [FaultInterval(SourceFault.BLACK, 1)]))[1][1] == 0


def test_a_frame_of_the_wrong_size_is_followed_by_right_ones(folder: Folder) -> None:
    shapes = [
        shape
        for _, _, shape in play(FaultySource(folder, [FaultInterval(SourceFault.WRONG_SIZE, 1)]))
    ]
    assert shapes[1] == (16, 32, 3)
    assert set(shapes[2:]) == {(48, 64, 3)}


def test_a_torn_frame_has_halves_that_do_not_fit(folder: Folder) -> None:
    source, frame = (
        FaultySource(folder, [FaultInterval(SourceFault.TORN, 0)]),
        Frame(np.zeros((48, 64, 3), np.uint8)),
    )
    source.open()
    torn = next(iter(source.frames(lambda: frame))).pixels
    assert not (torn[0] == torn[-1]).all()


def test_a_slow_camera_keeps_its_reader_waiting(folder: Folder) -> None:
    waited: list[float] = []
    play(
        FaultySource(
            folder, [FaultInterval(SourceFault.SLOW, 3, 2)], slow_s=0.5, sleep=waited.append
        )
    )
    assert waited == [0.5, 0.5]


def test_an_unplugged_camera_is_missing_until_it_is_plugged_in_again(folder: Folder) -> None:
    source = FaultySource(folder, [FaultInterval(SourceFault.UNPLUG, 3, frames=2)])
    frame = Frame(np.zeros((48, 64, 3), np.uint8))
    source.open()
    frames = source.frames(lambda: frame)
    assert len(list(islice(frames, 3))) == 3
    with pytest.raises(CameraMissing, match="unplugged"):
        next(frames)
    for _ in range(2):
        with pytest.raises(CameraMissing):
            source.open()
    assert source.open() == (64, 48)
    assert next(iter(source.frames(lambda: frame))).seq == 0


def test_a_camera_is_unplugged_while_it_films_and_is_back_when_the_fault_is_switched_off(
    folder: Folder,
) -> None:
    source = FaultySource(folder, [])
    frame = Frame(np.zeros((48, 64, 3), np.uint8))
    source.open()
    frames = source.frames(lambda: frame)
    assert len(list(islice(frames, 5))) == 5
    source.set_faults([FaultInterval(SourceFault.UNPLUG, 0, 10**9)])
    with pytest.raises(CameraMissing, match="unplugged"):
        next(frames)
    with pytest.raises(CameraMissing):
        source.open()
    source.set_faults([])
    assert source.open() == (64, 48)
    assert next(iter(source.frames(lambda: frame))).seq == 0


@pytest.mark.parametrize("trouble", list(SCENES))
@pytest.mark.parametrize("size", [(48, 64, 3), (37, 51, 3)])
def test_a_scene_is_another_picture_of_the_same_size(trouble: Any, size: tuple[int, int]) -> None:
    rng = np.random.default_rng(1)
    before = rng.integers(40, 200, size, np.uint8)
    after = SCENES[trouble](before)
    assert (after.shape, after.dtype) == (before.shape, before.dtype)
    assert (after != before).any()


def test_a_print_is_of_one_moment_and_only_turns(folder: Folder) -> None:
    source = FaultySource(folder, [FaultInterval(SourceFault.PHOTO, 0, 1000)])
    pictures = [frame.pixels.copy() for frame in _endless(source, 200)]
    assert {picture.shape for picture in pictures} == {(48, 64, 3)}
    assert (pictures[100] == pictures[160]).all()
    assert (pictures[100] != pictures[115]).any()


def test_a_print_of_which_the_camera_sees_nothing_yet_is_no_error() -> None:
    assert held_up(np.zeros((3, 5, 3), np.uint8), 7).shape == (3, 5, 3)


def seen(mask: Any) -> tuple[int, int, int, int]:
    """Left, right, top and bottom of what is set."""
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    return int(columns[0]), int(columns[-1]), int(rows[0]), int(rows[-1])


def test_a_mask_covers_the_lower_face_of_who_stands_in_the_middle() -> None:
    worn = mask(np.zeros((720, 1280, 3), np.uint8)).min(2) > 150
    assert seen(worn) == pytest.approx((553, 727, 306, 472), abs=2)
    assert worn[389, 600:680].all()
    for row, half in ((328, 85), (434, 66)):  # wide at the cheekbones, narrower at the chin
        left, right, _, _ = seen(worn[row : row + 1])
        assert (left, right) == pytest.approx((640 - half, 640 + half), abs=3)


def test_a_print_turns_to_both_sides_and_its_nearer_edge_is_taller() -> None:
    def held(number: int) -> Any:
        return held_up(np.zeros((720, 1280, 3), np.uint8), number).min(2) > 128  # its white edge

    assert seen(held(0)) == pytest.approx((439, 841, 36, 684), abs=3)
    for number in (30, 60):
        assert seen(held(number)) == pytest.approx(seen(held(0)), abs=1)
    left, right, top, bottom = seen(held(15))
    assert (left, right) == pytest.approx((435, 777), abs=4)
    assert (top, bottom) == (0, 719)  # the left edge is nearer, and higher than the picture
    assert seen(held(15)[:, 770:])[2:] == pytest.approx((90, 630), abs=8)
    other = seen(held(45)[:, ::-1])
    assert other == pytest.approx((left, right, top, bottom), abs=3)


def test_light_from_behind_leaves_the_middle_dark_and_the_rest_bright() -> None:
    lit = backlit(np.full((720, 1280, 3), 60, np.uint8))[..., 0].astype(int)
    assert lit[360, 640] == pytest.approx(29, abs=1)
    assert [lit[0, 0], lit[0, -1], lit[-1, 0], lit[-1, -1]] == pytest.approx([218] * 4, abs=1)
    half = [lit[360, 640 - 198], lit[360, 640 + 198], lit[360 - 270, 640], lit[360 + 270, 640]]
    assert half == pytest.approx([123] * 4, abs=5)
    assert lit[360, 640 + 218] == pytest.approx(188, abs=4)
