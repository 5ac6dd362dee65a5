"""The face mesh lies where the detector sees the face."""

import cv2
import numpy as np
import pytest

from kiosk.personas.schema import FOLDER
from models.engine import engine_factory
from models.liveness.mesh import COUNT, EYES, MOUTH, face_mesh

NOSE = 1


@pytest.mark.parametrize("turned", [-10, 0, 10])
@pytest.mark.parametrize("name", ["masao", "sakura", "kenji"])
def test_the_mesh_lies_on_the_five_points_of_the_detector(name: str, turned: float) -> None:
    picture = cv2.imread(str(FOLDER / "portraits" / f"{name}.jpg"))
    assert picture is not None
    height, width = picture.shape[:2]
    rotation = cv2.getRotationMatrix2D((width / 2, height / 2), turned, 1)
    picture = np.asarray(cv2.warpAffine(picture, rotation, (width, height)), np.uint8)
    detector = engine_factory().detector()
    face = detector.region(picture, detector.whole(picture)[0])[0]
    mesh = face_mesh().points(picture, face)
    assert mesh.shape == (COUNT, 2)
    groups = [EYES[0], EYES[1], (NOSE,), (MOUTH[0],), (MOUTH[1],)]
    found = np.stack([mesh[list(group)].mean(0) for group in groups])
    eyes = [mesh[list(corners)].mean(0) for corners in EYES]
    apart = np.hypot(*(found - face.points).T) / np.hypot(*(eyes[1] - eyes[0]))
    assert apart.max() < 0.3, apart
