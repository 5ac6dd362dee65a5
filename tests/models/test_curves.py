"""The figures that the accuracy bench draws from scores, and the card's photo it makes."""

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from kiosk.bench.faces.accuracy import Curve, read_pairs
from kiosk.bench.faces.degrade import CARD, CARD_BYTES, CONDITIONS, card_photo, decoded, jitter
from models.engine import FaceEngine
from models.quality import QualityReason


def test_rates_of_known_scores() -> None:
    other = np.linspace(0, 1, 1001)
    curve = Curve(np.array([0.5, 0.95, 0.995, 1.2]), other)
    assert curve.threshold(1e-2) == pytest.approx(0.99)
    assert curve.accepted(1e-2) == 50
    assert curve.accepted(0.1) == 75


def test_people_who_never_score_alike_have_no_equal_error() -> None:
    curve = Curve(np.linspace(0.6, 1, 50), np.linspace(0, 0.5, 50))
    assert curve.equal_error() == pytest.approx(0, abs=1.1)


def test_a_limit_keeps_the_pairs_among_so_many_pictures(tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text("a,b,same\n1.jpg,2.jpg,1\n1.jpg,3.jpg,0\n3.jpg,4.jpg,1\n")
    assert len(read_pairs(file, None)) == 3
    few = read_pairs(file, 3)
    assert [(p.one, p.two, p.same) for p in few] == [
        ("1.jpg", "2.jpg", True),
        ("1.jpg", "3.jpg", False),
    ]


def test_the_card_photo_is_grey_small_and_still_the_same_person(
    engine: FaceEngine, portraits: dict[str, np.ndarray]
) -> None:
    picture = portraits["kenji"]
    face = engine.parts[0].whole(picture)[0]
    photo = card_photo(picture, face)
    assert len(photo) < 1.2 * CARD_BYTES
    grey = decoded(photo)
    assert grey.shape == CARD[::-1]
    template = engine.enroll(grey)
    frame = cv2.copyMakeBorder(picture, 100, 100, 300, 300, cv2.BORDER_REPLICATE)
    sight = engine.look(frame, template, None)
    assert sight.reason is QualityReason.GOOD
    assert sight.score > 0.7


@pytest.mark.parametrize("condition", sorted(CONDITIONS))
def test_a_bad_condition_lowers_the_score_and_keeps_the_picture_whole(
    engine: FaceEngine, portraits: dict[str, np.ndarray], condition: Any
) -> None:
    frame = cv2.copyMakeBorder(portraits["kenji"], 100, 100, 300, 300, cv2.BORDER_REPLICATE)
    template = engine.enroll(portraits["kenji"])
    face = engine.look(frame, template, None).face
    rng = np.random.default_rng(5)
    spoilt = jitter(CONDITIONS[condition](frame, face, rng), rng)
    assert spoilt.shape == frame.shape
    sight = engine.look(spoilt, template, face)
    assert sight.score is None or sight.score < 0.97
