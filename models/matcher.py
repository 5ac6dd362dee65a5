"""From scores of single frames to one decision, at a rate of false accepts that was asked for."""

import math
from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum
from statistics import NormalDist

import numpy as np


@dataclass(frozen=True, slots=True)
class Calibration:
    """How an engine's scores are spread, measured on pairs of different and of same people.

    `tail` pairs a false accept rate with the single-frame score that has it, rates falling.
    `alike` is the correlation of two frames' scores of one reception: frames of one person do
    not err independently, so many frames are worth little more than a few. Measured on seven
    frames each of 106,308 pairs of different people: 0.93 for SFace, 0.95 for both.
    """

    others: float
    others_spread: float
    same: float
    same_spread: float
    alike: float
    tail: tuple[tuple[float, float], ...]

    def threshold(self, rate: float) -> float:
        """The score that single frames of different people reach at this rate; log-linear."""
        logs = [math.log10(r) for r, _ in reversed(self.tail)]
        scores = [s for _, s in reversed(self.tail)]
        wanted = math.log10(rate)
        if wanted < logs[0]:
            slope = (scores[1] - scores[0]) / (logs[1] - logs[0])
            return scores[0] + slope * (wanted - logs[0])
        return float(np.interp(wanted, logs, scores))

    def narrowing(self, frames: int) -> float:
        """Spread of the mean of so many frames' scores over that of one frame."""
        return math.sqrt(self.alike + (1 - self.alike) / frames)


class Verdict(StrEnum):
    """What is known so far."""

    OPEN = "open"
    SAME = "same"
    OTHER = "other"


@dataclass(slots=True)
class Evidence:
    """A sequential test over the scores of good frames.

    Accepts as soon as the mean of the last frames is above what different people reach at
    `false_accepts`; refuses when the mean is below what the same person falls under at `misses`,
    or when patience ends. Every frame is a chance to accept, but successive means are so alike
    that it does not show: on the pairs of `Calibration.alike` the greatest of all running means
    exceeds 0.393 once in 10,000 pairs, where single frames exceed 0.401.
    """

    calibration: Calibration
    false_accepts: float = 1e-4
    misses: float = 0.001
    least: int = 3
    fair: int = 30
    patience: int = 90
    window: int = 12
    scores: deque[float] = field(init=False)
    frames: int = field(default=0, init=False)
    best: float | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.scores = deque(maxlen=self.window)

    def add(self, score: float) -> Verdict:
        """Take one good frame's score into account."""
        self.scores.append(score)
        self.frames += 1
        self.best = score if self.best is None else max(self.best, score)
        return self.verdict()

    def verdict(self) -> Verdict:
        """The decision as of now."""
        if self.frames >= self.least and self.mean() >= self.bar():
            return Verdict.SAME
        if self.frames >= self.patience:
            return Verdict.OTHER
        if self.frames >= self.fair and self.mean() < self.floor():
            return Verdict.OTHER
        return Verdict.OPEN

    def mean(self) -> float:
        """Mean score of the last frames."""
        return sum(self.scores) / max(1, len(self.scores))

    def bar(self) -> float:
        """The mean above which the person is accepted, for the frames seen so far."""
        known = self.calibration
        one = known.threshold(self.false_accepts)
        return known.others + (one - known.others) * known.narrowing(max(1, len(self.scores)))

    def floor(self) -> float:
        """The mean under which the person is refused before patience ends."""
        known = self.calibration
        deviations = -NormalDist().inv_cdf(self.misses)
        narrow = known.narrowing(max(1, len(self.scores)))
        return min(known.same - deviations * known.same_spread * narrow, self.bar())

    def progress(self) -> float:
        """How far acceptance is, 0 to 1: frames seen of the least, and the mean against the bar."""
        if not self.frames:
            return 0.0
        known = self.calibration
        near = (self.mean() - known.others) / max(1e-6, self.bar() - known.others)
        return max(0.0, min(1.0, self.frames / self.least)) * max(0.0, min(1.0, near))

    def restart(self) -> None:
        """Forget the scores: the face was lost, so what follows may be somebody else."""
        self.scores.clear()
        self.frames = 0


DOUBT_AFTER = 6
"""Good frames after which an open question is worth a second opinion on every further one."""


SECOND_SHARE = 0.75
"""How much of the false accept rate is the second opinion's."""


class Decision:
    """The decision about one person: an engine's scores, and its second opinion where in doubt.

    The rate of false accepts is divided between the two, so that both together keep it; the
    second opinion, which errs less often, gets the greater part.
    """

    def __init__(
        self, calibration: Calibration, doubt: Calibration | None, false_accepts: float
    ) -> None:
        first = false_accepts * (1 - SECOND_SHARE) if doubt else false_accepts
        self._first = Evidence(calibration, first)
        self._second = Evidence(doubt, false_accepts * SECOND_SHARE) if doubt else None

    @property
    def best(self) -> float | None:
        """The best score of a single frame."""
        return self._first.best

    @property
    def in_doubt(self) -> bool:
        """Whether a second opinion is worth its time."""
        return self._second is not None and self._first.frames >= DOUBT_AFTER

    def add(self, score: float, second: float | None = None) -> Verdict:
        """Take one good frame into account; `second` is its score with the second opinion."""
        verdict = self._first.add(score)
        if second is not None and self._second is not None and verdict is not Verdict.SAME:
            other = self._second.add(second)
            return Verdict.SAME if other is Verdict.SAME else verdict
        return verdict

    def progress(self) -> float:
        """How far acceptance is, 0 to 1."""
        return max(self._first.progress(), self._second.progress() if self._second else 0.0)

    def restart(self) -> None:
        """Forget the scores: what follows may be somebody else."""
        self._first.restart()
        if self._second is not None:
            self._second.restart()
