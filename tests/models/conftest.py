"""Real weights, converted once a test session into a folder of its own."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from kiosk.personas.schema import FOLDER
from models.engine import FaceEngine, load_sface


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="session")
def engine(cache: Path) -> FaceEngine:
    return load_sface(cache=cache)


@pytest.fixture(scope="session")
def portraits() -> dict[str, np.ndarray]:
    return {p.stem: cv2.imread(str(p)) for p in (FOLDER / "portraits").glob("*.jpg")}
