"""`kiosk bench accuracy --groups`: false matches and false non-matches by group, sex and age band.

The CSV has the column picture (a file of the images folder) and may have group, sex, band,
person and mask. Without person every picture shows a different person. The face in the
middle of a picture is made into a card photo and several jittered camera frames. Their embeddings
are made once, and pairs are compared by the engine's rules: by single good frames, and by the
decision over all frames.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path

import numpy as np

from kiosk.bench import Row, picture_of, ready_to_draw
from kiosk.bench.faces.accuracy import STEP_S, middle_face
from kiosk.bench.faces.degrade import card_photo, decoded, jitter, standing
from kiosk.bench.faces.picture_list import ListUnusable, check_there, flag, read_list
from models import aligner, quality
from models.decision import Decision, Verdict
from models.detector import Face
from models.engine import FaceEngine, Template, load_dlib, load_sface
from models.frames import Image
from models.graphs.runtime import Floats
from models.quality import QualityGate, QualityReason

LOOKS = 12
PERHAPS_SAME = 0.62
"""Strangers that score above this may be one person: left out, and counted."""
SAME_PICTURE = 0.93
"""Two pictures of one person that score above this are one picture: left out."""
DEVIATIONS = 1.96
"""Of a 95 % interval."""
EQUAL_RATE = 0.01
"""Share of a group's own strangers at which its true matches are compared between engines."""
RESAMPLED = 500
"""Draws of people for an interval."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """One row of the CSV. `person` is empty if every picture shows a different person."""

    picture: str
    person: str
    group: str
    sex: str
    band: str
    mask: bool

    @property
    def named(self) -> str:
        """Group and age band, as part of a row's name."""
        return "_".join(part for part in (self.group, self.band) if part) or "all"


def read(file: Path) -> list[Portrait]:
    """The portraits of a CSV. Raises ListUnusable."""
    return [
        Portrait(
            row["picture"],
            row.get("person", ""),
            row.get("group", ""),
            row.get("sex", ""),
            row.get("band", ""),
            mask=flag(file, "mask", row.get("mask", "")),
        )
        for row in read_list(file, ["picture"])
    ]


@dataclass(slots=True, eq=False)
class Described:
    """A portrait's embeddings.

    `card` is None if its photo cannot be enrolled. `looks` are those of good frames, each as it is
    and combined with its mirror image.
    """

    portrait: Portrait
    card: Floats | None = None
    looks: list[tuple[Floats, Floats]] = field(default_factory=list)


def describe(engine: FaceEngine, portrait: Portrait, picture: Image, looks: int) -> Described:
    """Enrol a picture as a card photo, and describe camera frames made from it."""
    detector, embedder = engine.parts
    found = Described(portrait)
    face = middle_face(detector, picture)
    if face is None:
        return found
    if not portrait.mask:
        template = engine.enroll(decoded(card_photo(picture, face)))
        found.card = template.vector if isinstance(template, Template) else None
    frame = standing(picture, face)
    rng = np.random.default_rng(sum(map(ord, portrait.picture)))
    near: Face | None = None
    for _ in range(looks):
        moved = jitter(frame, rng)
        near = middle_face(detector, moved) if near is None else near
        near = next(iter(detector.region(moved, near)), None) if near else None
        if near is None or not good(near, moved):
            continue
        cut = aligner.align(moved, near.points, embedder.layout)
        plain = embedder.embed(cut)
        mirror = embedder.embed(aligner.mirrored(cut))
        found.looks.append((plain, embedder.mean([plain, mirror])))
    return found


def good(face: Face, frame: Image) -> bool:
    """Whether a face passes the engine's quality gate."""
    aligned = aligner.align(frame, face.points)
    return quality.judge(face, frame, aligned, QualityGate()) is QualityReason.GOOD


def verdict(
    engine: FaceEngine, rate: float, card: Floats, looks: list[tuple[Floats, Floats]]
) -> Verdict:
    """The decision for a person with `looks` and a card with this photo."""
    decision = Decision(engine.calibration, rate)
    told = Verdict.OPEN
    for number, look in enumerate(looks):
        score = engine.parts[1].score(look[decision.in_doubt], card)
        told = decision.add(score, number * STEP_S)
        if told is not Verdict.OPEN:
            break
    return told


@dataclass(slots=True)
class Count:
    """The number of errors of a kind among a number of pairs."""

    wrong: float = 0
    pairs: int = 0

    def add(self, wrong: float) -> None:
        """Count one more pair: whether it is wrong, or in which share of its frames."""
        self.wrong += wrong
        self.pairs += 1

    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the rate."""
        if not self.pairs:
            return 0.0, 1.0
        share, square = self.wrong / self.pairs, DEVIATIONS**2
        middle = share + square / (2 * self.pairs)
        wide = DEVIATIONS * sqrt(share * (1 - share) / self.pairs + square / (4 * self.pairs**2))
        whole = 1 + square / self.pairs
        return max(0.0, (middle - wide) / whole), min(1.0, (middle + wide) / whole)

    def row(self, name: str) -> Row:
        """The rate in percent, with its count and interval."""
        low, high = self.interval()
        rate = 100 * self.wrong / max(1, self.pairs)
        told = f"% ({self.wrong:.4g} of {self.pairs}; {100 * low:.2f} to {100 * high:.2f})"
        return Row(name, round(rate, 3), told)


def needed(rate: float) -> int:
    """The number of error-free pairs of strangers needed to show this rate."""
    return round(DEVIATIONS**2 * (1 - rate) / rate)


@dataclass(slots=True)
class Tally:
    """The counts of one group: by single frames and by decision."""

    frame: Count = field(default_factory=Count)
    """Each pair with the share of its good frames that are wrong."""
    decided: Count = field(default_factory=Count)
    scores: list[float] = field(default_factory=list)
    """Of the first good frame of each pair; -1 if there is none."""
    people: list[tuple[str, str]] = field(default_factory=list)
    """Whose card and whose frame, beside `scores`."""


Pairs = Iterator[tuple[Described, Described]]


def pairs(described: list[Described]) -> Pairs:
    """Every card with every other picture of the same sex and age band."""
    cards = [d for d in described if d.card is not None]
    for card in cards:
        for live in described:
            one, two = card.portrait, live.portrait
            alike = (one.group, one.sex, one.band) == (two.group, two.sex, two.band)
            if card is not live and alike:
                yield card, live


def count(
    engine: FaceEngine, described: list[Described], rate: float
) -> tuple[dict[str, Tally], dict[str, Tally], int]:
    """The counts by group of stranger and genuine pairs, and the number of skipped pairs."""
    embedder, bar = engine.parts[1], engine.calibration.bar(rate)
    strangers: dict[str, Tally] = defaultdict(Tally)
    genuine: dict[str, Tally] = defaultdict(Tally)
    left_out = 0
    for card, live in pairs(described):
        assert card.card is not None
        one, two = card.portrait, live.portrait
        same = bool(one.person) and one.person == two.person
        scores = [embedder.score(look[0], card.card) for look in live.looks]
        highest = max(scores, default=-1.0)
        if highest > (SAME_PICTURE if same else 1.0 if one.person else PERHAPS_SAME):
            left_out += 1
            continue
        accepted = verdict(engine, rate, card.card, live.looks) is Verdict.SAME
        passed = float(np.mean([score >= bar for score in scores])) if scores else 0.0
        names = [two.named, f"{two.named}_{two.sex}"] if two.sex else [two.named]
        if same and two.mask:
            names = [f"{name}_masked" for name in names]
        for name in names:
            tally = (genuine if same else strangers)[name]
            if scores or same:
                tally.frame.add(1 - passed if same else passed)
                tally.decided.add(accepted != same)
                tally.scores.append(scores[0] if scores else -1.0)
                tally.people.append((one.person, two.person))
    return strangers, genuine, left_out


def _accepted(
    strangers: Floats, genuine: Floats, weights: tuple[Floats, Floats]
) -> tuple[float, float]:
    """The score that EQUAL_RATE of the strangers exceed, and the share of true pairs over it."""
    order = np.argsort(-strangers)
    shares = np.cumsum(weights[0][order]) / max(1e-9, float(weights[0].sum()))
    bar = float(strangers[order][min(int(np.searchsorted(shares, EQUAL_RATE)), len(order) - 1)])
    return bar, float(weights[1] @ (genuine > bar)) / max(1e-9, float(weights[1].sum()))


def true_matches(name: str, strangers: Tally, genuine: Tally) -> Row | None:
    """The share of true matches where the bar lets the share EQUAL_RATE of strangers pass, in %.

    Only pairs with a good frame count. The interval comes from drawing people anew, since pairs of
    one person are alike. None if there are too few strangers.
    """
    seen = [(s, p) for s, p in zip(genuine.scores, genuine.people, strict=True) if s > -1]
    if len(strangers.scores) * EQUAL_RATE < 1 or not seen:
        return None
    people = sorted({p for pair in strangers.people + genuine.people for p in pair})
    place = {person: number for number, person in enumerate(people)}
    other = np.array([(place[a], place[b]) for a, b in strangers.people])
    own = np.array([place[pair[0]] for _, pair in seen])
    false = np.array(strangers.scores, np.float32)
    true = np.array([score for score, _ in seen], np.float32)

    def at(drawn: Floats) -> tuple[float, float]:
        return _accepted(false, true, (drawn[other[:, 0]] * drawn[other[:, 1]], drawn[own]))

    bar, share = at(np.ones(len(people), np.float32))
    rng = np.random.default_rng(0)
    draws = rng.multinomial(len(people), [1 / len(people)] * len(people), RESAMPLED)
    shares = [at(np.asarray(drawn, np.float32))[1] for drawn in draws]
    low, high = (100 * float(v) for v in np.quantile(shares, (0.025, 0.975)))
    told = f"% of {len(seen)} pairs ({low:.0f} to {high:.0f}), {len(false)} strangers, at {bar:.3f}"
    return Row(f"true_match_at_1_percent_{name}", round(100 * share, 1), told)


def draw(strangers: dict[str, Tally], genuine: dict[str, Tally], file: Path) -> None:
    """Save both error rates of single frames by threshold, one line per group, as a PNG.

    Zero errors are drawn as half an error.
    """
    ready_to_draw()
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 5), dpi=120)
    axes = figure.add_subplot(yscale="log", xlabel="score of one frame", ylabel="error rate")
    bars = np.linspace(0.2, 0.7, 101)
    for kind, style, tallies in (("match", "-", strangers), ("non-match", "--", genuine)):
        for name, tally in tallies.items():
            taken = np.array(tally.scores)
            wrong = [(taken >= bar) == (kind == "match") for bar in bars]
            rates = [max(float(w.mean()), 0.5 / len(taken)) for w in wrong]
            axes.plot(bars, rates, style, label=f"{name}: false {kind}")
    axes.grid(alpha=0.3)
    axes.legend(fontsize=7)
    file.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(file)


def rows(
    groups: Path,
    images: Path,
    rate: float,
    *,
    engine: str | None = None,
    plot: Path | None = None,
    quick: bool = False,
) -> list[Row]:
    """False matches and false non-matches by group, the worst first, at a configured rate.

    Raises ListUnusable.
    """
    if plot is not None:
        ready_to_draw()
    ours = load_dlib() if engine == "dlib" else load_sface()
    portraits = read(groups)[:: 8 if quick else 1]
    check_there((portrait.picture for portrait in portraits), images)
    described = []
    for portrait in portraits:
        picture = picture_of(images / portrait.picture)
        if picture is not None:
            described.append(describe(ours, portrait, picture, LOOKS))
    strangers, genuine, left_out = count(ours, described, rate)
    if not strangers and not genuine:
        raise ListUnusable(
            f"no two pictures of {groups} can be compared; list at least two faces of the same "
            "group, sex and band, one of them without a mask"
        )
    total = len(described) * LOOKS
    usable = sum(len(d.looks) for d in described)
    found = [
        Row("bar", round(ours.calibration.bar(rate), 3), "mean score"),
        Row("pictures_unreadable", len(portraits) - len(described), "files, left out"),
        Row("usable_frames", round(100 * usable / max(1, total), 1), "%"),
        Row("pairs_left_out", left_out, "pairs, perhaps of one person or one picture"),
        Row("pairs_needed", needed(rate), f"pairs without an error, to show {100 * rate:g} %"),
    ]
    for kind, tallies in (("false_match", strangers), ("false_non_match", genuine)):
        worst = sorted(tallies.items(), key=lambda t: -t[1].decided.interval()[1])
        for name, tally in worst:
            found.append(tally.decided.row(f"{kind}_by_decision_{name}"))
            found.append(tally.frame.row(f"{kind}_of_a_frame_{name}"))
    for name in sorted(strangers.keys() & genuine.keys()):
        found += filter(None, [true_matches(name, strangers[name], genuine[name])])
    if plot is not None:
        draw(strangers, genuine, plot)
    return found
