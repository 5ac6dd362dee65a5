from itertools import combinations
from typing import Any

import cv2
import numpy as np
import pytest

from kiosk.bench.faces.degrade import masked
from models import aligner, quality
from models.detector import Face
from models.engine import FaceEngine, Template
from models.frames import Image
from models.quality import QualityGate, QualityReason


def template(engine: FaceEngine, photo: Image) -> Template:
    made = engine.enroll(photo)
    assert isinstance(made, Template)
    return made


def scene(portrait: Image, face_share: float = 0.3, size: tuple[int, int] = (1280, 720)) -> Image:
    """A portrait in the middle of a plain frame; `face_share` is about face over frame height."""
    width, height = size
    frame = np.full((height, width, 3), 150, np.uint8)
    scale = face_share * height / 330
    person = cv2.resize(portrait, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    person = person[:height, :width]
    top, left = (height - person.shape[0]) // 2, (width - person.shape[1]) // 2
    frame[top : top + person.shape[0], left : left + person.shape[1]] = person
    return frame


def test_the_same_person_scores_far_above_another(
    engine: FaceEngine, portraits: dict[str, np.ndarray]
) -> None:
    photo = template(engine, portraits["sakura"])
    same = engine.look(scene(portraits["sakura"]), photo, None)
    other = engine.look(scene(portraits["revoked"]), photo, None)
    assert same.reason is other.reason is QualityReason.GOOD
    assert same.score > 0.8
    assert other.score < 0.3


def test_a_look_in_doubt_does_not_mind_a_mirror(
    engine: FaceEngine, portraits: dict[str, np.ndarray]
) -> None:
    frame = scene(portraits["sakura"])
    turned = np.ascontiguousarray(frame[:, ::-1])
    photo = template(engine, portraits["sakura"])
    plain = abs(engine.look(frame, photo, None).score - engine.look(turned, photo, None).score)
    one, two = (engine.look(f, photo, None, again=True).score for f in (frame, turned))
    assert abs(one - two) < plain
    assert engine.look(scene(portraits["revoked"]), photo, None, again=True).score < 0.3


def test_a_photo_is_enrolled_as_the_mean_of_several_crops(
    engine: FaceEngine, portraits: dict[str, np.ndarray]
) -> None:
    detector, embedder = engine.parts
    picture = portraits["kenji"]
    found = detector.region(picture, detector.whole(picture)[0])[0]
    crops = [aligner.align(picture, found.points, crop=crop) for crop in aligner.CROPS]
    vectors = [embedder.embed(crop) for crop in crops]
    mean = template(engine, picture).vector
    assert np.linalg.norm(mean) == pytest.approx(1, abs=1e-5)
    middle = np.mean(vectors, axis=0)
    assert mean == pytest.approx(middle / np.linalg.norm(middle), abs=1e-5)
    assert max(embedder.score(one, two) for one, two in combinations(vectors, 2)) < 0.999


def test_a_grey_photo_is_as_good_as_a_coloured_one(
    engine: FaceEngine, portraits: dict[str, np.ndarray]
) -> None:
    grey = cv2.cvtColor(portraits["kenji"], cv2.COLOR_BGR2GRAY)
    one, two = template(engine, grey), template(engine, portraits["kenji"])
    assert float(one.vector @ two.vector) > 0.85


def test_following_a_face_gives_the_same_points_as_searching_for_it(
    engine: FaceEngine, portraits: dict[str, np.ndarray]
) -> None:
    frame = scene(portraits["kenji"])
    photo = template(engine, portraits["kenji"])
    found = engine.look(frame, photo, None).face
    followed = engine.look(frame, photo, found).face
    worst = np.abs(found.points - followed.points).max()
    assert worst < 0.1 * found.width


def test_a_smaller_plain_face_beside_a_masked_patient_is_not_taken_for_the_patients(
    engine: FaceEngine, portraits: dict[str, np.ndarray]
) -> None:
    detector, _ = engine.parts
    frame = scene(portraits["sakura"])
    frame = masked(frame, detector.whole(frame)[0], np.random.default_rng(0))
    patient = detector.region(frame, detector.whole(frame)[0])[0]
    other = detector.whole(portraits["kenji"])[0]
    scale = 0.52 * patient.width / other.width
    small = cv2.resize(portraits["kenji"], None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    x, y = (round(value * scale) for value in other.centre)
    high, wide = (int(0.6 * side * scale) for side in (other.height, other.width))
    head = small[y - high : y + high, x - wide : x + wide]
    left = round(patient.centre[0] - 0.75 * patient.height) - wide
    top = round(patient.centre[1]) - high
    frame[top : top + head.shape[0], left : left + head.shape[1]] = head
    found = detector.region(frame, patient)
    assert max(found, key=lambda face: face.score) is found[1]
    sight = engine.look(frame, template(engine, portraits["sakura"]), patient, check=True)
    assert sight.face is not None
    assert sight.face.centre == pytest.approx(patient.centre, abs=0.1 * patient.width)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda f: scene(f, 0.1), QualityReason.TOO_FAR),
        (lambda f: scene(f, 0.9), QualityReason.TOO_NEAR),
        (lambda f: np.roll(scene(f), 420, axis=1), QualityReason.OFF_CENTRE),
        (lambda f: (scene(f) * 0.2).astype(np.uint8), QualityReason.DARK),
        (lambda f: cv2.GaussianBlur(scene(f), (0, 0), 6), QualityReason.BLURRED),
    ],
    ids=["far", "near", "aside", "dark", "blurred"],
)
def test_each_fault_of_a_frame_has_its_own_reason(
    engine: FaceEngine, portraits: dict[str, np.ndarray], change: Any, reason: QualityReason
) -> None:
    photo = template(engine, portraits["kenji"])
    sight = engine.look(change(portraits["kenji"]), photo, None)
    assert sight.reason is reason
    assert sight.score is None


def test_a_face_before_a_bright_window_is_backlit(
    engine: FaceEngine, portraits: dict[str, np.ndarray]
) -> None:
    frame = scene((portraits["kenji"] * 0.35).astype(np.uint8))
    frame[(frame == 150).all(axis=2)] = 250
    photo = template(engine, portraits["kenji"])
    assert engine.look(frame, photo, None).reason is QualityReason.BACKLIT


def test_two_people_of_one_size_are_one_too_many(
    engine: FaceEngine, portraits: dict[str, np.ndarray]
) -> None:
    pair = cv2.hconcat([portraits["kenji"], portraits["masao"]])
    photo = template(engine, portraits["kenji"])
    sight = engine.look(scene(pair), photo, None)
    assert sight.reason is QualityReason.SEVERAL
    assert sight.score is None


def test_somebody_far_behind_is_not_one_too_many(
    engine: FaceEngine, portraits: dict[str, np.ndarray]
) -> None:
    frame = scene(portraits["kenji"])
    behind = cv2.resize(portraits["masao"], (96, 120), interpolation=cv2.INTER_AREA)
    frame[60:180, 1100:1196] = behind
    photo = template(engine, portraits["kenji"])
    assert engine.look(frame, photo, None).reason is QualityReason.GOOD


def test_a_photo_with_no_face_or_with_two_enrols_nobody(
    engine: FaceEngine, portraits: dict[str, np.ndarray]
) -> None:
    assert engine.enroll(np.full((600, 480, 3), 128, np.uint8)) is QualityReason.NO_FACE
    two = cv2.hconcat([portraits["kenji"], portraits["masao"]])
    assert engine.enroll(two) is QualityReason.SEVERAL
    assert engine.enroll(np.zeros((1, 1, 3), np.uint8)) is QualityReason.UNUSABLE


@pytest.mark.parametrize(
    "frame",
    [
        np.zeros((1, 1, 3), np.uint8),
        np.zeros((0, 0, 3), np.uint8),
        np.zeros((480, 640), np.float32),
        np.zeros((480, 640, 2), np.uint8),
        np.zeros((2, 480, 640, 3), np.uint8),
        None,
        "frame",
    ],
    ids=["one_pixel", "empty", "floats", "two_channels", "four_dimensions", "none", "text"],
)
def test_what_is_no_picture_gives_a_reason_and_never_an_exception(
    engine: FaceEngine, portraits: dict[str, np.ndarray], frame: np.ndarray
) -> None:
    photo = template(engine, portraits["kenji"])
    sight = engine.look(frame, photo, None)
    assert sight.reason is QualityReason.UNUSABLE
    assert sight.score is None


def test_a_frame_of_8k_is_matched_like_any_other(
    engine: FaceEngine, portraits: dict[str, np.ndarray]
) -> None:
    frame = cv2.resize(scene(portraits["kenji"]), (7680, 4320), interpolation=cv2.INTER_LINEAR)
    photo = template(engine, portraits["kenji"])
    sight = engine.look(frame, photo, None)
    assert sight.face is not None
    assert sight.reason in {QualityReason.GOOD, QualityReason.BLURRED}


@pytest.mark.parametrize("code", [cv2.COLOR_BGR2GRAY, cv2.COLOR_BGR2BGRA], ids=["grey", "four"])
def test_grey_and_four_channel_frames_are_matched(
    engine: FaceEngine, portraits: dict[str, np.ndarray], code: int
) -> None:
    photo = template(engine, portraits["kenji"])
    sight = engine.look(cv2.cvtColor(scene(portraits["kenji"]), code), photo, None)
    assert sight.score is not None
    assert sight.score > 0.7


def test_a_room_with_nobody_has_no_face(
    engine: FaceEngine, portraits: dict[str, np.ndarray]
) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (720, 1280, 3)).astype(np.uint8)
    photo = template(engine, portraits["kenji"])
    assert engine.look(noise, photo, None).reason is QualityReason.NO_FACE


def test_a_face_of_twenty_pixels_is_too_far_or_not_seen(
    engine: FaceEngine, portraits: dict[str, np.ndarray]
) -> None:
    photo = template(engine, portraits["kenji"])
    sight = engine.look(scene(portraits["kenji"], 0.03), photo, None)
    assert sight.reason in {QualityReason.TOO_FAR, QualityReason.NO_FACE}
    assert sight.score is None


def test_ten_faces_never_match(engine: FaceEngine, portraits: dict[str, np.ndarray]) -> None:
    small = cv2.resize(portraits["kenji"], (240, 300), interpolation=cv2.INTER_AREA)
    frame = cv2.vconcat([cv2.hconcat([small] * 5)] * 2)
    photo = template(engine, portraits["kenji"])
    sight = engine.look(frame, photo, None)
    assert sight.reason is QualityReason.SEVERAL
    assert sight.score is None


def test_a_forgotten_template_matches_nobody(
    engine: FaceEngine, portraits: dict[str, np.ndarray]
) -> None:
    photo = template(engine, portraits["kenji"])
    photo.forget()
    assert not photo.vector.any()


@pytest.mark.parametrize(
    ("aside", "reason"), [(0.36, QualityReason.GOOD), (0.44, QualityReason.TURNED)]
)
def test_a_head_may_be_turned_a_little(aside: float, reason: QualityReason) -> None:
    frame = np.random.default_rng(1).integers(40, 220, (480, 640, 3)).astype(np.uint8)
    points = aligner.SFACE.points * 1.2 + np.float32((256, 178))
    points[2] = points[:2].mean(0) + (points[1] - points[0]) * aside + np.float32((0, 24))
    face = Face(256, 168, 134, 168, points, 0.92)
    assert quality.judge(face, frame, aligner.align(frame, points), QualityGate()) is reason
