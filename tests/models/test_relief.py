"""A head stands out of every sheet of paper, however the sheet is bent."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from kiosk.bench import picture_of
from kiosk.bench.faces import attacks
from kiosk.personas.schema import FOLDER
from models.detector import Detector
from models.engine import engine_factory
from models.frames import Image
from models.liveness.relief import SIDE, Crop, Relief, crop, relief
from models.quality import turn

Bow = Callable[[attacks.Plane, attacks.Plane], attacks.Plane]


@pytest.fixture(scope="module")
def detector() -> Detector:
    return engine_factory().detector()


@pytest.fixture(scope="module")
def portrait(detector: Detector) -> Image:
    picture = picture_of(FOLDER / "portraits" / "kenji.jpg")
    assert picture is not None
    placed = attacks.placed(detector, picture)
    assert placed is not None
    return placed


def measured(detector: Detector, frames: Iterator[Image]) -> Relief:
    crops: list[Crop] = []
    turns: list[float] = []
    for frame in frames:
        faces = detector.whole(frame)
        if faces:
            crops.append(crop(frame, faces[0]))
            turns.append(turn(faces[0]))
    assert max(turns) - min(turns) >= 0.1
    found = relief(crops, turns)
    assert found is not None
    return found


def shown(bow: Bow, portrait: Image, reach: float) -> Iterator[Image]:
    shape = bow(*attacks.grid())
    for angle in reach * np.sin(np.linspace(0, 2 * np.pi, 30)):
        yield attacks.seen(portrait, shape, float(angle), 0.03)


def test_a_drawn_head_stands_out(detector: Detector, portrait: Image) -> None:
    assert measured(detector, shown(attacks.head, portrait, 0.45)).stands_out()


def test_a_rendered_head_stands_out(detector: Detector) -> None:
    film = attacks.filmed(FOLDER / "clips" / "kenji.mp4")
    assert measured(detector, film).stands_out()


@pytest.mark.parametrize(
    "bow",
    [
        pytest.param(lambda x, y: 0 * x, id="flat"),
        pytest.param(lambda x, y: -0.3 * x**2, id="rolled around an upright axis"),
        pytest.param(lambda x, y: -0.2 * (0.9 * x + 0.4 * y) ** 2, id="rolled aslant"),
        pytest.param(lambda x, y: -0.3 * y**2, id="rolled around a level axis"),
        pytest.param(lambda x, y: 0.15 * np.sin(2 * x), id="bent like a wave"),
    ],
)
def test_a_print_does_not_stand_out(detector: Detector, portrait: Image, bow: Bow) -> None:
    assert not measured(detector, shown(bow, portrait, 0.7)).stands_out()


def test_nothing_is_measured_where_no_point_can_be_followed() -> None:
    random = np.random.default_rng(5)
    noise = [random.integers(0, 255, (SIDE, SIDE), np.uint8) for _ in range(12)]
    assert relief(noise, list(np.linspace(-0.2, 0.2, 12))) is None


def test_a_print_rolled_between_the_directions_is_refused(detector: Detector) -> None:
    picture = picture_of(FOLDER / "portraits" / "daichi.jpg")
    assert picture is not None
    placed = attacks.placed(detector, picture)
    assert placed is not None
    rng = np.random.default_rng([2, 0])
    assert attacks.refused(detector, attacks.rolled_aslant(placed, rng), rng)
