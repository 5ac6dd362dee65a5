"""dlib in ONNX is dlib: same weights, same chips, same numbers."""

from pathlib import Path

import numpy as np
import pytest

from models.engine import engine_factory, load_dlib
from models.graphs import weights
from models.quality import QualityReason


@pytest.fixture(scope="module")
def chips(portraits: dict[str, np.ndarray]) -> list[np.ndarray]:
    dlib = pytest.importorskip("dlib")
    points = dlib.shape_predictor(str(weights.locate("dlib_points")))
    find, cut = dlib.get_frontal_face_detector(), []
    for portrait in portraits.values():
        rgb = np.ascontiguousarray(portrait[..., ::-1])
        for turn in (0, 1):
            picture = np.ascontiguousarray(rgb[:, ::-1]) if turn else rgb
            cut.append(dlib.get_face_chip(picture, points(picture, find(picture, 1)[0]), 150, 0.25))
    return cut


def test_the_converted_network_gives_dlibs_own_numbers(
    chips: list[np.ndarray], cache: Path
) -> None:
    import dlib

    reference = dlib.face_recognition_model_v1(str(weights.locate("dlib_resnet")))
    ours = engine_factory(cache=cache).dlib()
    for chip in chips:
        wanted = np.array(reference.compute_face_descriptor(chip))
        assert np.linalg.norm(wanted - ours.embed(chip[..., ::-1])) <= 1e-5


def test_the_package_itself_and_its_weights_here_agree_on_who_is_who(
    portraits: dict[str, np.ndarray], cache: Path
) -> None:
    pytest.importorskip("face_recognition")
    from models.face_recognition_engine import FaceRecognition

    for engine in (FaceRecognition(), load_dlib(cache=cache)):
        photo = engine.enroll(portraits["kenji"])
        same = engine.look(portraits["kenji"], photo, None)
        other = engine.look(portraits["aoi"], photo, None)
        assert same.score > 0.9 if same.score is not None else engine.name == "dlib"
        assert other.score is None or other.score < 0.4
        assert engine.enroll(np.full((600, 480, 3), 128, np.uint8)) is QualityReason.NO_FACE


def test_a_file_that_is_no_network_is_told_apart(tmp_path: Path) -> None:
    from models.convert import dlib

    (tmp_path / "x.dat").write_bytes(b"nothing of the kind")
    with pytest.raises(ValueError, match="no further tensor"):
        dlib.graph(tmp_path / "x.dat")
