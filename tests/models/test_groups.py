"""What the accuracy bench counts by group."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from kiosk.bench.faces.groups import (
    Count,
    Described,
    Portrait,
    Tally,
    count,
    describe,
    needed,
    read,
    rows,
    true_matches,
)
from models.decision import STRICT
from models.engine import FaceEngine, Template
from models.frames import Image


def test_an_interval_is_wilsons() -> None:
    low, high = Count(1, 10).interval()
    assert (low, high) == (pytest.approx(0.0179, abs=1e-4), pytest.approx(0.4042, abs=1e-4))
    assert Count(0, 1653).interval()[1] == pytest.approx(0.0023, abs=1e-4)
    assert Count().interval() == (0.0, 1.0)


def test_so_many_pairs_without_an_error_show_a_rate() -> None:
    pairs = needed(0.006)
    assert Count(0, pairs).interval()[1] == pytest.approx(0.006, abs=1e-5)


def towards(angle: float) -> np.ndarray:
    return np.array([np.cos(angle), np.sin(angle)], np.float32)


def described(name: str, person: str, angle: float, mask: bool = False) -> Described:
    card = None if mask else towards(angle)
    return Described(
        Portrait(name, person, "east_asian", "f", "65+", mask), card, [(towards(angle),) * 2] * 12
    )


def test_errors_are_counted_by_frame_and_by_decision(engine: FaceEngine) -> None:
    """At angles of 0.4 two vectors score 0.92, at 1.2 they score 0.36."""
    people = [
        described("a.jpg", "a", 0.0),
        described("b.jpg", "a", 0.4),
        described("c.jpg", "b", 1.2),
        described("d.jpg", "a", 1.2, mask=True),
    ]
    strangers, genuine, left_out = count(engine, people, STRICT)
    assert left_out == 0
    told = strangers["east_asian_65+"].decided
    assert (told.wrong, told.pairs) == (3, 5)  # c and b both ways, c and the mask
    masked = genuine["east_asian_65+_masked"].frame
    assert (masked.wrong, masked.pairs) == (1, 2)
    plain = genuine["east_asian_65+_f"].decided
    assert (plain.wrong, plain.pairs) == (0, 2)


def test_a_frame_is_wrong_in_the_share_of_its_good_looks(engine: FaceEngine) -> None:
    people = [described("a.jpg", "a", 0.0), described("b.jpg", "b", 1.2)]
    people[1].looks[:3] = [(towards(0.2),) * 2] * 3
    told = count(engine, people, STRICT)[0]["east_asian_65+"].frame
    assert (told.wrong, told.pairs) == (0.25, 2)


def test_true_matches_are_told_where_one_stranger_in_a_hundred_passes() -> None:
    people = [(a, b) for a in "abcdefghijkl" for b in "abcdefghijkl" if a != b]
    strangers = Tally(scores=[0.4, 0.39, *[0.1] * 130], people=people)
    own = [(a, a) for a in "abcdefghijkl"]
    genuine = Tally(scores=[0.6] * 9 + [0.395, 0.3, -1.0], people=own)
    told = true_matches("all", strangers, genuine)
    assert told is not None
    assert told.name == "true_match_at_1_percent_all"
    assert told.value == pytest.approx(100 * 10 / 11, abs=0.1)
    assert "11 pairs" in told.unit
    few = Tally(scores=strangers.scores[:99], people=people[:99])
    assert true_matches("all", few, genuine) is None


def test_strangers_who_are_perhaps_one_person_are_left_out(engine: FaceEngine) -> None:
    people = [described("a.jpg", "", 0.0), described("b.jpg", "", 0.4), described("c.jpg", "", 1.2)]
    strangers, _, left_out = count(engine, people, STRICT)
    assert left_out == 4
    assert strangers["east_asian_65+"].decided.pairs == 2


def test_the_face_in_the_middle_is_described_and_no_larger_one_beside_it(
    engine: FaceEngine, portraits: dict[str, Image]
) -> None:
    one, other = (portraits[name] for name in sorted(portraits)[:2])
    picture = np.full((400, 900, 3), 127, np.uint8)
    picture[100:300, 350:550] = cv2.resize(one, (200, 200))
    picture[25:375, :350] = cv2.resize(other, (350, 350))
    own = engine.enroll(one)
    assert isinstance(own, Template)
    looks = describe(engine, Portrait("a.jpg", "", "", "", "", mask=True), picture, 3).looks
    assert looks
    assert min(float(look[0] @ own.vector) for look in looks) > 0.5


def test_pictures_of_a_folder_are_told_apart(
    tmp_path: Path, portraits: dict[str, np.ndarray]
) -> None:
    names = [f"{name}.jpg" for name in ("sakura", "kenji", "masao")]
    for name in names:
        cv2.imwrite(str(tmp_path / name), portraits[name.removesuffix(".jpg")])
    file = tmp_path / "pictures.csv"
    file.write_text("\n".join(["picture,group,age", *(f"{n},invented,60" for n in names)]))
    assert [p.named for p in read(file)] == ["invented"] * len(names)
    plot = tmp_path / "plot.png"
    told = {row.name: row for row in rows(file, tmp_path, STRICT, plot=plot)}
    assert told["false_match_by_decision_invented"].value == 0
    assert "0 of 6" in told["false_match_by_decision_invented"].unit
    assert told["usable_frames"].value == 100
    assert plot.exists()
