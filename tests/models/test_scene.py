"""Has the picture changed, on real pixels."""

from typing import Any

import cv2
import numpy as np
import pytest

from models.detector import Face
from models.scene import changed, scene

FACE = Face(540, 260, 200, 250, np.zeros((5, 2), np.float32), 0.9)


@pytest.fixture
def frame(portraits: dict[str, np.ndarray]) -> Any:
    placed = np.full((720, 1280, 3), 120, np.uint8)
    placed[60:660, 400:880] = cv2.resize(portraits["kenji"], (480, 600))
    return placed


def test_noise_and_another_light_are_no_change(frame: np.ndarray) -> None:
    rng = np.random.default_rng(3)
    noisy = frame * 0.9 + rng.normal(0, 10, frame.shape)
    beside = Face(FACE.x + 2, FACE.y - 1, FACE.width, FACE.height, FACE.points, 0.9)
    again = np.clip(noisy, 0, 255).astype(np.uint8)
    assert not changed(scene(frame, FACE), scene(again, beside))


def test_a_face_that_moved_by_a_few_pixels_is_a_change(frame: np.ndarray) -> None:
    moved = np.roll(frame, 4, axis=1)
    beside = Face(FACE.x + 4, FACE.y, FACE.width, FACE.height, FACE.points, 0.9)
    assert changed(scene(frame, FACE), scene(moved, beside))


def test_a_face_elsewhere_is_a_change(frame: np.ndarray) -> None:
    aside = Face(FACE.x + 180, FACE.y, FACE.width, FACE.height, FACE.points, 0.9)
    assert changed(scene(frame, FACE), scene(frame, aside))


def test_a_face_mostly_outside_the_frame_has_no_scene(frame: np.ndarray) -> None:
    assert scene(frame, Face(1275, 0, 100, 100, FACE.points, 0.9)) is None
