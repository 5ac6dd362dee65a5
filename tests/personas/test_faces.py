"""The invented faces: each person has one, opens the own card, and nobody opens another's."""

import itertools
import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytest

from kiosk.apps.table.tiles import FILMS
from kiosk.clock import age
from kiosk.personas import schema
from kiosk.personas.schema import FOLDER
from models import aligner
from models.decision import LEAST, STRICT, Decision
from models.engine import FaceEngine, Template, load_sface

RECIPES = Path(__file__).parents[2] / "tools" / "make_faces"
DRAWN, TAKES = (
    tomllib.loads((RECIPES / f"{name}.toml").read_text(encoding="utf-8"))
    for name in ("people", "takes")
)
SEEN = {name: schema.find(name) for name in DRAWN}
ON_THE_TABLE = ("sakura", "kenji", "masao")
LOOKS_AT_S = np.linspace(2.4, 3.4, LEAST)
"""Seconds of a film at which its person looks into the camera."""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> FaceEngine:
    return load_sface(cache=tmp_path_factory.mktemp("models"))


@cache
def looks(film: Path) -> tuple[np.ndarray, ...]:
    video = cv2.VideoCapture(str(film))
    wanted = {round(30 * second) for second in LOOKS_AT_S}
    pictures = (video.read()[1] for _ in range(max(wanted) + 1))
    return tuple(p for number, p in enumerate(pictures) if number in wanted)


def described(engine: FaceEngine, picture: np.ndarray) -> np.ndarray:
    detector, _ = engine.parts
    (face,) = detector.region(picture, detector.whole(picture)[0])
    return engine.describe(picture, face, aligner.align(picture, face.points), again=False)


def test_every_photo_and_film_is_of_its_own_person() -> None:
    assert len(SEEN) >= 25
    assert all((p.card.portrait, p.clip) == (f"{name}.jpg", name) for name, p in SEEN.items())
    assert {f.stem for f in (FOLDER / "portraits").iterdir()} == set(SEEN)


def test_whoever_has_no_face_of_the_own_has_one_of_the_own_sex() -> None:
    others = [p for p in schema.everyone() if p.card.portrait and p.id not in SEEN]
    assert others
    for person in others:
        face = SEEN[str(person.card.portrait).removesuffix(".jpg")]
        assert person.clip == face.id
        assert face.person.sex == person.person.sex or person.person.sex == 3  # 未設定


def test_every_film_has_a_recipe_is_on_the_table_and_is_listed() -> None:
    films = {f.stem for f in (FOLDER / "clips").iterdir()}
    assert films == {*DRAWN, *TAKES, "empty"}
    assert set(FILMS) == set(TAKES)
    assert all(schema.find(card).portrait_file for _, _, card in FILMS.values())
    listed = (FOLDER / "SOURCES.md").read_text(encoding="utf-8")
    assert [name for name in TAKES if f"| `{name}` |" not in listed] == []


def test_all_films_together_are_small() -> None:
    assert sum(f.stat().st_size for f in (FOLDER / "clips").iterdir()) <= 25_000_000


def test_everybody_opens_the_own_card_best_and_the_tables_three_open_no_others(
    engine: FaceEngine,
) -> None:
    bar = Decision(engine.calibration, STRICT).bar
    cards = {}
    for name in SEEN:
        card = engine.enroll(cv2.imread(str(FOLDER / "portraits" / f"{name}.jpg")))
        assert isinstance(card, Template), name
        cards[name] = card.vector
    faces = {
        name: np.array([described(engine, p) for p in looks(FOLDER / "clips" / f"{name}.mp4")])
        for name in SEEN
    }
    means = {(a, b): float((faces[a] @ cards[b]).mean()) for a, b in itertools.product(SEEN, SEEN)}
    assert all(means[a, a] >= bar for a in SEEN)
    assert [a for a in SEEN if max(SEEN, key=lambda b, a=a: means[a, b]) != a] == []
    strangers = list(itertools.permutations(ON_THE_TABLE, 2))
    assert all(means[pair] < bar for pair in strangers), [means[pair] for pair in strangers]


def test_the_recipe_of_each_face_is_of_its_persons_sex_and_age() -> None:
    assert len({face["seed"] for face in DRAWN.values()}) == len(DRAWN)
    for name, face in DRAWN.items():
        person = SEEN[name].person
        years = min(90, age(person.birth, date(2026, 7, 1)))  # MakeHuman's oldest is 90
        assert abs(face["age"] - years) <= 1, name
        assert face.get("female", False) is (person.sex == 2), name
