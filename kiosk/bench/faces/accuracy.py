"""`kiosk bench accuracy`: error rates of face matching, on the user's pairs of pictures.

A pairs file has the columns a, b, same (0 or 1); a and b are files of the images folder. A pair
with a picture without a face does not match. Thresholds are taken from the pairs of different
people, so a rate needs several times 1/rate of such pairs.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.bench import Row, at_least, at_most, picture_of, ready_to_draw
from kiosk.bench.faces.degrade import CONDITIONS, card_photo, decoded, jitter
from kiosk.bench.faces.picture_list import ListUnusable, check_there, flag, read_list
from models import aligner
from models.aligner import CROPS, PLAIN, Crop
from models.decision import STRICT, Decision, Verdict
from models.detector import Detector, Face
from models.embedder import Embedder
from models.engine import Engine, FaceEngine, Template, engine_factory, load_sface
from models.face_recognition_engine import FaceRecognition
from models.frames import Image
from models.graphs.precision import Precision
from models.graphs.runtime import Floats

RATES = (1e-3, 1e-4)
STEP_S = 0.1
"""Seconds between two frames of one person."""
LOWEST = -1.0
"""Score of a pair in which a face was not found."""
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pictures, and whether they show one person."""

    one: str
    two: str
    same: bool


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """The faces of one picture, as it is and as a card photo; None where no face was found."""

    live: tuple[Image, Face] | None
    card: tuple[Image, Face] | None


def read_pairs(file: Path, limit: int | None) -> list[Pair]:
    """The pairs; with `limit`, only those among that many pictures. Raises ListUnusable."""
    rows = read_list(file, ["a", "b", "same"])
    pairs = [Pair(row["a"], row["b"], flag(file, "same", row["same"])) for row in rows]
    if limit is None:
        return pairs
    few = set(sorted({n for p in pairs for n in (p.one, p.two)})[:limit])
    return [p for p in pairs if p.one in few and p.two in few]


def middle_face(detector: Detector, picture: Image) -> Face | None:
    """The face nearest to the middle, with refined landmarks."""
    height, width = picture.shape[:2]

    def away(face: Face) -> float:
        return float(np.hypot(face.centre[0] - width / 2, face.centre[1] - height / 2))

    faces = detector.whole(picture)
    if not faces:
        return None
    nearest = min(faces, key=away)
    return min(detector.region(picture, nearest), key=away, default=nearest)


def see(detector: Detector, file: Path) -> Seen:
    """Read a picture and find the face in it and in the card photo made from it."""
    picture = picture_of(file)
    if picture is None:
        return Seen(None, None)
    face = middle_face(detector, picture)
    if face is None:
        return Seen(None, None)
    grey = decoded(card_photo(picture, face))
    card = np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), np.uint8)
    found = middle_face(detector, card)
    return Seen((picture, face), (card, found) if found else None)


Describe = Callable[[tuple[Image, Face]], Floats | None]
Compare = Callable[[Floats, Floats], float]


@dataclass(frozen=True, slots=True)
class Contender:
    """One method to describe a face and to compare two faces."""

    name: str
    describe: Describe
    compare: Compare
    enroll: Describe
    """As `describe`, for a card's photo."""


def by(embedder: Embedder, name: str, crops: tuple[Crop, ...] = CROPS) -> Contender:
    """A contender from an embedder of this project; `crops` are those of a card's photo."""

    def cut(seen: tuple[Image, Face], crop: Crop) -> Floats:
        picture, face = seen
        return embedder.embed(aligner.align(picture, face.points, embedder.layout, crop))

    return Contender(
        name,
        lambda seen: cut(seen, PLAIN),
        embedder.score,
        lambda seen: embedder.mean([cut(seen, crop) for crop in crops]),
    )


def by_peer() -> Contender:
    """A contender of the library face_recognition, with its own detector."""
    peer = FaceRecognition()

    def describe(seen: tuple[Image, Face]) -> Floats | None:
        made = peer.enroll(seen[0])
        return made.vector if isinstance(made, Template) else None

    def compare(one: Floats, two: Floats) -> float:
        return 1 - float(np.linalg.norm(one - two))

    return Contender("face_recognition", describe, compare, describe)


def scores(contender: Contender, seen: dict[str, Seen], pairs: list[Pair], card: bool) -> Scores:
    """The score of every pair; with `card`, the second picture is a card photo."""
    live = {n: contender.describe(s.live) if s.live else None for n, s in seen.items()}
    other = live
    if card:
        other = {n: contender.enroll(s.card) if s.card else None for n, s in seen.items()}

    def score(pair: Pair) -> float:
        one, two = live[pair.one], other[pair.two]
        return LOWEST if one is None or two is None else contender.compare(one, two)

    return np.array([score(pair) for pair in pairs])


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """Scores of pairs of the same person and of different people."""

    same: Scores
    other: Scores

    def threshold(self, rate: float) -> float:
        """The score that this rate of pairs of different people exceeds."""
        return float(np.quantile(self.other, 1 - rate))

    def accepted(self, rate: float) -> float:
        """True accept rate (TAR) in percent at a false accept rate."""
        return float((self.same > self.threshold(rate)).mean() * 100)

    def equal_error(self) -> float:
        """The rate at which false accepts and false rejects are equal, in percent (EER)."""
        bars = np.sort(np.concatenate([self.same, self.other]))
        missed = np.searchsorted(np.sort(self.same), bars) / len(self.same)
        passed = 1 - np.searchsorted(np.sort(self.other), bars) / len(self.other)
        nearest = int(np.argmin(np.abs(missed - passed)))
        return float((missed[nearest] + passed[nearest]) * 50)


def rate_rows(name: str, curve: Curve) -> list[Row]:
    """TAR at each rate that the number of pairs allows, and EER."""
    told = [r for r in RATES if len(curve.other) * r >= 1]
    rows = [
        Row(f"{name}_tar_at_far_1e{round(np.log10(r))}", round(curve.accepted(r), 2), "%")
        for r in told
    ]
    return [*rows, Row(f"{name}_eer", round(curve.equal_error(), 2), "%")]


def draw(curves: dict[str, Curve], file: Path) -> None:
    """Save the ROC curves as a PNG."""
    ready_to_draw()
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 5), dpi=120)
    axes = figure.add_subplot(xscale="log", xlabel="false accept rate", ylabel="true accept rate")
    for name, curve in curves.items():
        rates = np.logspace(np.log10(1 / len(curve.other)), 0, 120)
        axes.plot(rates, [curve.accepted(r) / 100 for r in rates], label=name)
    axes.grid(alpha=0.3)
    axes.set_ylim(0, 1.01)
    axes.legend(loc="lower right", fontsize=8)
    file.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(file)


def missed(engine: Engine, people: list[tuple[Seen, Seen]], condition: str, frames: int) -> Row:
    """Rate of false non-matches under a condition, by the decision over several frames.

    The goal is half the rate of a single frame at the same threshold.
    """
    rng = np.random.default_rng(7)
    alone = together = 0
    bar = engine.calibration.bar(STRICT)
    for live, card in people:
        if live.live is None or card.card is None:
            continue
        template = engine.enroll(card.card[0])
        if not isinstance(template, Template):
            continue
        decision = Decision(engine.calibration, STRICT)
        first, accepted, near = None, False, None
        for number in range(frames):
            spoilt = jitter(CONDITIONS[condition](*live.live, rng), rng)
            sight = engine.look(spoilt, template, near, again=decision.in_doubt)
            near = sight.face
            first = sight.score if first is None and sight.score is not None else first
            if sight.score is None:
                continue
            if decision.add(sight.score, number * STEP_S) is Verdict.SAME:
                accepted = True
                break
        alone += first is None or first < bar
        together += not accepted
    share = 100 / max(1, len(people))
    return at_most(f"missed_{condition}_by_decision", together * share, "%", alone * share / 2)


def contenders(engine: FaceEngine, only: str | None, quick: bool) -> list[Contender]:
    """The contender `only`, or all; the peer if its extra is installed and not `quick`."""
    if only == "face_recognition":
        return [by_peer()]
    _, embedder = engine.parts
    shop = engine_factory()
    full, dlib = shop.sface(Precision.FP32), shop.dlib()
    ours = [by(embedder, "sface"), by(embedder, "sface_one_crop", (PLAIN,))]
    ours += [by(full, "sface_fp32"), by(dlib, "dlib")]
    if only is None and not quick:
        with suppress(ImportError):
            ours.append(by_peer())
    return [c for c in ours if only in {None, c.name}]


def rows(
    pairs: Path,
    images: Path,
    quick: bool = False,
    engine: str | None = None,
    plot: Path | None = None,
) -> list[Row]:
    """All rows of the bench; `engine` limits it to one, `plot` receives the ROC as PNG.

    Raises ListUnusable.
    """
    if plot is not None:
        ready_to_draw()
    ours = load_sface()
    chosen = read_pairs(pairs, 90 if quick else None)
    same = np.array([p.same for p in chosen])
    if not same.any() or same.all():
        raise ListUnusable(f"{pairs} needs pairs of the same and of different people")
    names = sorted({n for p in chosen for n in (p.one, p.two)})
    check_there(names, images)
    seen = {name: see(ours.parts[0], images / name) for name in names}
    found = [Row("pairs_same", int(same.sum()), ""), Row("pairs_other", int((~same).sum()), "")]
    curves: dict[str, Curve] = {}
    for contender in contenders(ours, engine, quick):
        for card in (False, True):
            taken = scores(contender, seen, chosen, card)
            name = contender.name + ("_card" if card else "")
            curves[name] = Curve(taken[same], taken[~same])
            found += rate_rows(name, curves[name])
    if not quick and {"sface", "sface_fp32", "dlib"} <= curves.keys():
        sface, full, dlib = (curves[n].accepted(1e-4) for n in ("sface", "sface_fp32", "dlib"))
        found.append(at_least("sface_tar_over_fp32", sface - full, "points", -0.5))
        found.append(Row("sface_tar_over_dlib", round(sface - dlib, 2), "points"))
    if not quick and {"sface", "face_recognition"} <= curves.keys():
        ahead = curves["sface"].accepted(1e-4) - curves["face_recognition"].accepted(1e-4)
        found.append(at_least("sface_tar_over_face_recognition", ahead, "points", 20))
    if engine is None:
        people = [(seen[p.one], seen[p.two]) for p in chosen if p.same][:: 3 if quick else 5]
        people = people[: 10 if quick else 160]
        found += [missed(ours, people, c, 12 if quick else 40) for c in CONDITIONS]
    if plot is not None:
        draw(curves, plot)
    return found
