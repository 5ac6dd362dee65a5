"""A head does not narrow like a card when it turns, and a screen has stripes."""

import cv2
import numpy as np
import pytest

from models.aligner import SFACE
from models.detector import Face
from models.liveness import checks as liveness
from models.liveness.checks import SCREEN, Liveness, PresenceCheck, TurnCheck, View, stripes
from models.liveness.mesh import COUNT
from models.liveness.relief import SIDE, Relief
from tests.support.heads import HEAD, MESH, turned

EYES = SFACE.eyes
NO_CROP = np.zeros((SIDE, SIDE), np.uint8)


def views(reach: float = 0.45, count: int = 40, pattern: float = 0.0) -> list[View]:
    """A head turned to both sides, in perspective, with a little noise; no pixels."""
    rng, found = np.random.default_rng(3), []
    flat = (SFACE.points - SFACE.points.mean(0)) / EYES
    for turn in reach * np.sin(np.linspace(0, 2 * np.pi, count)):

        def seen(points: np.ndarray, depth: np.ndarray, turn: float = turn) -> np.ndarray:
            placed = turned(points, depth, turn)
            noisy = placed + rng.normal(0, 0.01, placed.shape)
            return (EYES * noisy + 200).astype(np.float32)

        # The detector takes every face for a head: its nose moves also where a print is turned.
        five = seen(flat, np.array([-0.1, -0.1, 0.4, 0.0, 0.0]))
        face = Face(140, 130, 120, 140, five, 0.9)
        found.append(View(face, seen(MESH, HEAD), pattern, NO_CROP))
    return found


def decide(found: list[View]) -> Liveness:
    check = TurnCheck(limit=40)
    told = (check.add(one.face, one.mesh) for one in found)
    return next((verdict for verdict in told if verdict is not Liveness.OPEN), Liveness.OPEN)


def test_a_face_that_turns_is_no_narrower_than_a_head() -> None:
    assert decide(views()) is Liveness.HEAD


def test_what_narrows_like_a_print_is_flat() -> None:
    """No head is that narrow after so small a turn of the nose."""
    far = views(reach=0.9)
    narrow = [
        View(one.face, (one.mesh - 200) * [np.cos(turn), 1] + 200, 0.0, NO_CROP)
        for one, turn in zip(far, 0.9 * np.sin(np.linspace(0, 2 * np.pi, len(far))), strict=True)
    ]
    assert decide(narrow) is Liveness.FLAT


def test_who_does_not_turn_is_not_known_and_at_last_not_accepted() -> None:
    still = views(reach=0.02, count=30)
    assert decide(still) is Liveness.OPEN
    assert decide(still * 2) is Liveness.FLAT


def test_points_in_one_place_are_no_head() -> None:
    one_place = np.full((COUNT, 2), 200, np.float32)
    collapsed = [View(seen.face, one_place, 0.0, NO_CROP) for seen in views()]
    assert decide(collapsed) is Liveness.FLAT


def screen(step: float) -> np.ndarray:
    y, x = np.mgrid[0:400, 0:400]
    skin = cv2.GaussianBlur(np.random.default_rng(1).normal(150, 40, (400, 400)), (0, 0), 6)
    wave = 1 + step * np.sin(2 * np.pi * (0.17 * x + 0.13 * y))
    return np.clip((skin * wave)[..., None].repeat(3, 2), 0, 255).astype(np.uint8)


def test_the_regular_pattern_of_a_screen_stands_out(monkeypatch: pytest.MonkeyPatch) -> None:
    face = views()[0].face
    plain, shown = stripes(screen(0.0), face), stripes(screen(0.08), face)
    assert plain < SCREEN < shown
    monkeypatch.setattr(liveness, "relief", lambda crops, turns: Relief(upright=1, any=1))
    for pattern, told in ((plain, True), (shown, False)):
        presence = PresenceCheck()
        verdicts = [presence.add(one) for one in views(pattern=pattern)]
        assert (Liveness.HEAD in verdicts) is told


def test_a_turn_in_which_no_point_can_be_followed_shows_nothing_and_another_is_needed() -> None:
    presence = PresenceCheck()
    assert {presence.add(one) for one in views()} == {Liveness.OPEN}
    assert len(presence.crops) < len(presence.patterns)


@pytest.mark.parametrize("size", [(1, 1), (20, 20)])
def test_a_face_too_small_for_texture_has_no_stripes(size: tuple[int, int]) -> None:
    assert stripes(np.zeros((*size, 3), np.uint8), views()[0].face) == 0
