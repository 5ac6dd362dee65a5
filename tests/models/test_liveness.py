"""A head has three dimensions, a picture two, and a screen has stripes."""

import cv2
import numpy as np
import pytest

from models.aligner import SFACE
from models.detector import Face
from models.liveness import SCREEN, Liveness, PresenceCheck, TurnCheck, stripes

EYES = SFACE.eyes
DEPTH = np.array([-0.1, -0.1, 0.4, 0.0, 0.0]) * EYES


def faces(depth: np.ndarray, reach: float = 0.45, count: int = 40) -> list[Face]:
    """A thing with that relief, turned to both sides, seen with a little noise."""
    rng, found = np.random.default_rng(3), []
    flat = SFACE.points - SFACE.points.mean(0)
    for turn in reach * np.sin(np.linspace(0, 2 * np.pi, count)):
        across = flat[:, 0] * np.cos(turn) + depth * np.sin(turn)
        points = np.stack([across, flat[:, 1]], 1) + rng.normal(0, 0.01 * EYES, (5, 2)) + 200
        found.append(Face(140, 130, 120, 140, points.astype(np.float32), 0.9))
    return found


def decide(found: list[Face]) -> Liveness:
    check = TurnCheck(patience=40)
    return next((v for v in map(check.add, found) if v is not Liveness.OPEN), Liveness.OPEN)


def test_a_head_that_turns_is_a_head():
    assert decide(faces(DEPTH)) is Liveness.HEAD


def test_a_picture_that_turns_is_flat():
    assert decide(faces(np.zeros(5))) is Liveness.FLAT


def test_who_does_not_turn_is_not_known_and_at_last_not_accepted():
    still = faces(DEPTH, reach=0.02, count=30)
    assert decide(still) is Liveness.OPEN
    assert decide(still * 2) is Liveness.FLAT


def screen(step: float) -> np.ndarray:
    y, x = np.mgrid[0:400, 0:400]
    skin = cv2.GaussianBlur(np.random.default_rng(1).normal(150, 40, (400, 400)), (0, 0), 6)
    wave = 1 + step * np.sin(2 * np.pi * (0.17 * x + 0.13 * y))
    return np.clip((skin * wave)[..., None].repeat(3, 2), 0, 255).astype(np.uint8)


def test_the_regular_pattern_of_a_screen_stands_out():
    face = faces(DEPTH)[0]
    plain, shown = stripes(screen(0.0), face), stripes(screen(0.08), face)
    assert plain < SCREEN < shown
    presence = PresenceCheck()
    verdicts = [presence.add(f, shown) for f in faces(DEPTH)]
    assert Liveness.HEAD not in verdicts


@pytest.mark.parametrize("size", [(1, 1), (20, 20)])
def test_a_face_too_small_for_texture_has_no_stripes(size):
    assert stripes(np.zeros((*size, 3), np.uint8), faces(DEPTH)[0]) == 0
