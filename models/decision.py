"""From scores of single frames to one decision, at a rate of false accepts that was asked for."""

import math
from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

import numpy as np

from models.scene import Scene, changed

Curve = tuple[tuple[float, float], ...]
"""Pairs of a rate and the score that has it, rates falling."""


def score_at(curve: Curve, rate: float) -> float:
    """The score of a curve at a rate: log-linear between points, with the last slope after them."""
    logs = [math.log10(r) for r, _ in reversed(curve)]
    scores = [s for _, s in reversed(curve)]
    wanted = math.log10(rate)
    if wanted < logs[0]:
        slope = (scores[1] - scores[0]) / (logs[1] - logs[0])
        return scores[0] + slope * (wanted - logs[0])
    return float(np.interp(wanted, logs, scores))


@dataclass(frozen=True, slots=True)
class Calibration:
    """The distribution of an engine's scores, measured on pairs of different and of same people.

    `tail` gives the single-frame score that different people of all kinds reach at a rate.
    `decided` gives the bar of a decision at which adult East-Asian strangers of one sex, the
    group that is confused most often, are accepted at a rate; `source` says on whom.
    """

    others: float
    same: float
    same_spread: float
    tail: Curve
    decided: Curve
    source: str

    def threshold(self, rate: float) -> float:
        """The score that single frames of different people reach at this rate."""
        return score_at(self.tail, rate)

    def bar(self, rate: float) -> float:
        """The mean score that accepts adult East-Asian strangers of one sex at this rate."""
        return score_at(self.decided, rate)


STRICT = 0.005
LENIENT = 0.018
PRESETS = {"strict": STRICT, "lenient": LENIENT}
"""Rates of false accepts by name: few strangers accepted, or few masked faces missed."""


def asked_rate(asked: float | str) -> float:
    """The rate that a setting means: a number, or the name of a preset."""
    return PRESETS[asked] if isinstance(asked, str) else asked


class Verdict(StrEnum):
    """The result so far."""

    OPEN = "open"
    SAME = "same"
    OTHER = "other"


LEAST = 6
"""Good looks that are needed before anybody is accepted."""
WINDOW = 12
"""The number of last good looks that count."""
LEAST_S = 0.5
"""Seconds that the looks must span before anybody is accepted."""
REFUSES_AFTER = 30
"""Good looks, of all faces of a match, after which a mean far too low is a refusal."""
GIVES_UP_AFTER = 90
"""Good looks, of all faces of a match, after which everybody who is not accepted is refused."""
MISSES = 0.001
"""Share of the right people whose mean is so low that it counts as far too low."""


class Decision:
    """The decision about one person, from the scores of good looks.

    Accepts when the mean of the last looks, at least six and at most twelve, is over a bar that
    is the same for every number of looks. A look counts when its picture has changed since the
    look that counted last, so that one picture sent again is one look. Measured: looks of one
    person err together, so a bar that falls as looks grow accepts strangers; a mean over a fixed
    bar accepts fewer than its single looks would.
    """

    def __init__(self, calibration: Calibration, false_accepts: float) -> None:
        self._known = calibration
        self.bar = calibration.bar(false_accepts)
        deviations = -NormalDist().inv_cdf(MISSES)
        self._floor = min(calibration.same - deviations * calibration.same_spread, self.bar)
        self.best: float | None = None
        """The best score of a single look."""
        self._scores: deque[float] = deque(maxlen=WINDOW)
        self.looks = self._against = self._over = 0
        self._first = self._last = 0.0
        self._scene: Scene | None = None

    @property
    def in_doubt(self) -> bool:
        """Whether there are enough looks to accept, but their mean score is below the bar."""
        return self.looks >= LEAST and self.mean() < self.bar

    def add(
        self, score: float, at: float, scene: Scene | None = None, *, masked: bool = False
    ) -> Verdict:
        """Take a good look at `at` seconds into account; without a scene it counts as changed.

        A look at a mask accepts like any other but refuses nobody: the mask may be lowered yet.
        """
        if scene is not None and self._scene is not None and not changed(self._scene, scene):
            return self.verdict()
        self._scene = scene
        self._first = at if not self.looks else self._first
        self._last = max(self._last, at) if self.looks else at
        self._scores.append(score)
        self.looks += 1
        self._against += not masked
        self._over += not masked and score >= self.bar
        self.best = score if self.best is None else max(self.best, score)
        return self.verdict()

    def verdict(self) -> Verdict:
        """The decision as of now."""
        enough = self.looks >= LEAST and self._last - self._first >= LEAST_S
        if enough and self.mean() >= self.bar:
            return Verdict.SAME
        low = self.looks >= LEAST and self.mean() < self._floor
        if self.looks and self.mean() >= self.bar:
            return Verdict.OPEN  # seconds are missing: a camera may show 90 pictures in less
        if self._against >= GIVES_UP_AFTER or (self._against >= REFUSES_AFTER and low):
            return Verdict.OTHER
        return Verdict.OPEN

    def mean(self) -> float:
        """Mean score of the last looks."""
        return sum(self._scores) / max(1, len(self._scores))

    def progress(self) -> float:
        """Progress towards acceptance, 0 to 1: the share of looks and seconds that are needed,
        times how near the mean score is to the bar.
        """
        if not self.looks:
            return 0.0
        near = (self.mean() - self._known.others) / max(1e-6, self.bar - self._known.others)
        seconds = (self._last - self._first) / LEAST_S
        return max(0.0, min(1.0, self.looks / LEAST, seconds)) * max(0.0, min(1.0, near))

    def restart(self, *, accepted: bool = False) -> None:
        """Forget the scores: what follows may be the face of somebody else.

        The number of looks under the bar stays, unless this face was `accepted`: a slow machine
        sees a face jump so often that it would refuse nobody. Looks over the bar do not speak
        against the person once the others are forgotten: the right one would be refused after a
        camera's faults.
        """
        self._scores.clear()
        self._scene = None
        self._against = 0 if accepted else self._against - self._over
        self.looks = self._over = 0
