import os
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest

from models.convert import int8, sface
from models.convert.cache import ABANDONED_S, cache_folder, write_whole
from models.engine import FaceEngine, load_sface
from models.graphs import weights
from models.graphs.precision import Precision, choose, remembered
from models.graphs.runtime import Graph


def faces(portraits: dict[str, np.ndarray], engine: FaceEngine) -> list[np.ndarray]:
    """Aligned faces of the personas."""
    from models import aligner

    crops = []
    for portrait in portraits.values():
        face = engine.parts[0].whole(portrait)[0]
        crops.append(aligner.align(portrait, face.points))
    return crops


@pytest.fixture(scope="module")
def layers() -> Any:
    return sface.layers(weights.locate("sface"))


def test_folding_keeps_the_carried_networks_answer(
    layers: Any, portraits: dict[str, np.ndarray], engine: FaceEngine
) -> None:
    """The carried file itself, run as it is, is the reference."""
    carried = onnx.load(str(weights.locate("sface")))
    constants = {i.name for i in carried.graph.initializer}
    for value in [v for v in carried.graph.input if v.name in constants]:
        carried.graph.input.remove(value)
    shapes = {v.name for v in carried.graph.input} - {"data"}
    for value in [v for v in carried.graph.input if v.name in shapes]:
        carried.graph.input.remove(value)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    reference = onnxruntime.InferenceSession(carried.SerializeToString(), options)
    ours = onnxruntime.InferenceSession(sface.graph(layers), options)
    for crop in faces(portraits, engine):
        rgb = crop[..., ::-1].transpose(2, 0, 1)[None].astype(np.float32)
        four = np.zeros((1, 112, 112, 4), np.uint8)
        four[0, ..., :3] = crop
        (wanted,) = reference.run(None, {"data": rgb})
        (found,) = ours.run(None, {"data": four})
        assert np.abs(wanted - found).max() < 1e-3 * np.abs(wanted).max()


def score(one: Any, two: Any, crop: int) -> float:
    return one.score(*(e.embed(crop) for e in (one, two)))


def test_eight_bits_point_the_same_way_as_floats(
    portraits: dict[str, np.ndarray], engine: FaceEngine, cache: Path
) -> None:
    full = load_sface(cache=cache, precision=Precision.FP32).parts[1]
    eight = load_sface(cache=cache, precision=Precision.INT8).parts[1]
    for crop in faces(portraits, engine):
        assert score(full, eight, crop) > 0.96


def test_two_products_of_a_dense_layer_fit_into_sixteen_bits(layers: Any) -> None:
    """A processor without VNNI cuts off a larger sum, and the embedding is another one there."""
    model = onnx.load_from_string(int8.graph(layers, int8.shipped_ranges()))
    values = {i.name: onnx.numpy_helper.to_array(i) for i in model.graph.initializer}
    weights_of = [
        values[node.input[3]] for node in model.graph.node if node.op_type.startswith("QLinear")
    ] + [values[node.input[3]] for node in model.graph.node if node.op_type == "QGemm"]
    dense = [w.astype(np.int64) for w in weights_of if w.ndim == 2 or w.shape[1] > 1]
    assert len(dense) > 10
    for weight in dense:
        assert 2 * 255 * np.abs(weight).max() < 2**15


def test_no_slope_is_above_one_after_folding(layers: Any) -> None:
    assert all(layer.slope.max() <= 1 for layer in layers[:-1])


def test_evening_out_changes_no_answer(
    layers: Any, portraits: dict[str, np.ndarray], engine: FaceEngine
) -> None:
    evened, _ = int8.even_out(layers, int8.shipped_ranges())
    one, two = (onnxruntime.InferenceSession(sface.graph(found)) for found in (layers, evened))
    crop = faces(portraits, engine)[0]
    four = np.zeros((1, 112, 112, 4), np.uint8)
    four[0, ..., :3] = crop
    before, after = one.run(None, {"data": four})[0], two.run(None, {"data": four})[0]
    assert np.abs(before - after).max() < 1e-3 * np.abs(before).max()


def test_the_faster_precision_is_measured_once_and_remembered(tmp_path: Path, cache: Path) -> None:
    made = []

    def make(precision: Precision) -> Graph:
        made.append(precision)
        return Graph(next(cache.glob(f"sface-{precision}-*.onnx")))

    assert remembered(tmp_path) is None
    chosen = choose(make, tmp_path)
    assert sorted(made) == sorted(Precision)
    assert remembered(tmp_path) is chosen


def test_a_torn_memory_is_measured_again(tmp_path: Path, cache: Path) -> None:
    choose(lambda p: Graph(next(cache.glob(f"sface-{p}-*.onnx"))), tmp_path)
    next(tmp_path.glob("*.json")).write_text("{")
    assert remembered(tmp_path) is None


@pytest.mark.parametrize("known", [Path("~/.cache/uketsuke"), None])
def test_a_user_without_a_home_keeps_converted_models_in_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: Path | None
) -> None:
    def user_cache_path(*_: object) -> Path:
        if known is None:
            raise RuntimeError("could not determine the home directory")
        return known

    monkeypatch.setattr("models.convert.cache.platformdirs.user_cache_path", user_cache_path)
    monkeypatch.setenv("UKETSUKE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "models"


def test_what_killed_writers_left_is_removed_an_hour_later(tmp_path: Path) -> None:
    target = tmp_path / "graph.onnx"
    for name, age in (("killed", 2 * ABANDONED_S), ("writing", 1)):
        beside = tmp_path / f".graph.onnx.{name}.part"
        beside.touch()
        now = beside.stat().st_mtime
        os.utime(beside, (now - age, now - age))
    write_whole(target, b"whole")
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        ".graph.onnx.writing.part",
        "graph.onnx",
    ]
