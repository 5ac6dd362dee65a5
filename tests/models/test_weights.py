import shutil
from pathlib import Path

import pytest

from models import convert
from models.engine import load_sface
from models.graphs import weights
from models.graphs.weights import WrongWeights


def test_every_pinned_file_is_found_where_its_carrier_put_it() -> None:
    for name, weight in weights.table().items():
        assert weights.locate(name).name == weight.file


def test_a_sites_own_folder_is_searched_first(tmp_path: Path) -> None:
    shutil.copy(weights.locate("yunet"), tmp_path)
    assert weights.locate("yunet", tmp_path).parent == tmp_path


def test_a_wrong_hash_is_an_error_that_names_both_hashes(tmp_path: Path) -> None:
    weight = weights.table()["yunet"]
    (tmp_path / weight.file).write_bytes(b"not the weights")
    with pytest.raises(WrongWeights) as caught:
        load_sface(tmp_path)
    assert weight.sha256 in str(caught.value)
    assert "6b18d5da2df2e2c54b2b5e0d" not in str(caught.value)
    assert str(caught.value).count("sha256") == 1
    import hashlib

    assert hashlib.sha256(b"not the weights").hexdigest() in str(caught.value)


def test_a_conversion_is_made_once_and_found_again(tmp_path: Path) -> None:
    built = []

    def build() -> bytes:
        built.append(1)
        return b"graph"

    first = convert.cached("a.onnx", "0" * 64, build, tmp_path)
    assert convert.cached("a.onnx", "0" * 64, build, tmp_path) == first
    assert convert.cached("a.onnx", "1" * 64, build, tmp_path) != first
    assert len(built) == 2
    assert first.read_bytes() == b"graph"


def test_a_conversion_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def fail() -> bytes:
        raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        convert.cached("a.onnx", "0" * 64, fail, tmp_path)
    assert list(tmp_path.iterdir()) == []
