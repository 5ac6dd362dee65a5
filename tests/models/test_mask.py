"""A mask that hides the lower face, drawn on real portraits."""

from typing import Any

import cv2
import numpy as np
import pytest

from kiosk.bench.faces.accuracy import middle_face
from kiosk.bench.faces.degrade import masked as drawn
from kiosk.bench.faces.degrade import standing
from models import aligner
from models.engine import FaceEngine, Template
from models.mask import masked
from models.quality import QualityReason

PEOPLE = ("masao", "sakura", "kenji")


def before_the_camera(engine: FaceEngine, portrait: np.ndarray, *, mask: bool) -> Any:
    face = middle_face(engine.parts[0], portrait)
    worn = drawn(portrait, face, np.random.default_rng(1)) if mask else portrait
    return standing(worn, face)


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("mask", [True, False])
def test_a_mask_is_seen_and_a_plain_face_is_none(
    engine: FaceEngine, portraits: dict[str, np.ndarray], name: str, mask: bool
) -> None:
    frame = before_the_camera(engine, portraits[name], mask=mask)
    face = middle_face(engine.parts[0], frame)
    assert masked(aligner.align(frame, face.points)) is mask


def test_a_mask_is_looked_for_only_in_doubt(
    engine: FaceEngine, portraits: dict[str, np.ndarray]
) -> None:
    template = engine.enroll(portraits["kenji"])
    assert isinstance(template, Template)
    frame = before_the_camera(engine, portraits["masao"], mask=True)
    sure = engine.look(frame, template, None)
    doubtful = engine.look(frame, template, None, again=True)
    assert not (sure.masked and sure.reason is QualityReason.GOOD)
    assert doubtful.masked


def test_a_grey_picture_of_a_plain_face_has_no_mask(
    engine: FaceEngine, portraits: dict[str, np.ndarray]
) -> None:
    grey = cv2.cvtColor(portraits["kenji"], cv2.COLOR_BGR2GRAY)
    frame = before_the_camera(engine, cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), mask=False)
    face = middle_face(engine.parts[0], frame)
    assert not masked(aligner.align(frame, face.points))
