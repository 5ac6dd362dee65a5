"""Judges what was done with a patient."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kiosk.training.case import Act, Case


class Judgement(StrEnum):
    """The judgement of an act by the case."""

    RIGHT = "right"
    LATE = "late"
    HARMFUL = "harmful"
    NEUTRAL = "neutral"
    MISSED = "missed"
    """It was needed and not done."""


@dataclass(frozen=True, slots=True)
class Deed:
    """An act of the trainee, and the seconds since the patient came to the desk."""

    act: str
    after_s: float


@dataclass(frozen=True, slots=True)
class Judged:
    """An act that was done, or was missed, with the reason and its source."""

    act: str
    verdict: Judgement
    after_s: float | None = None
    why: str = ""
    source: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A case, what was done in it, and how it was judged."""

    case: Case
    lines: tuple[Judged, ...]

    @property
    def verdict(self) -> Judgement:
        """The worst of the case: harmful, missed, late, or right."""
        found = {line.verdict for line in self.lines}
        order = (Judgement.HARMFUL, Judgement.MISSED, Judgement.LATE)
        return next((one for one in order if one in found), Judgement.RIGHT)


def judge(case: Case, done: Sequence[Deed]) -> CaseResult:
    """The deeds in their order, each act once, then what was missed."""
    lines: dict[str, Judged] = {}
    for deed in done:
        if deed.act not in lines:
            lines[deed.act] = _judged(deed, case.acts.get(deed.act))
    return CaseResult(case, (*lines.values(), *map(_missed, missing(case, set(lines)))))


def missing(case: Case, done: set[str]) -> list[Act]:
    """The needed acts that were not done; of alternatives the first one, if none was."""
    met = {act.one_of for act in case.table.act if act.do in done}
    found: dict[str, Act] = {}
    for act in case.table.act:
        if act.needed and act.do not in done:
            found[act.do] = act
        elif act.one_of and act.one_of not in met:
            found.setdefault(f"one of {act.one_of}", act)
    return list(found.values())


def _judged(deed: Deed, act: Act | None) -> Judged:
    if act is None:
        return Judged(deed.act, Judgement.NEUTRAL, deed.after_s)
    verdict = Judgement(act.rate)
    if verdict is Judgement.RIGHT and act.within and deed.after_s > act.within:
        verdict = Judgement.LATE
    return Judged(deed.act, verdict, deed.after_s, act.why, act.source, act.date)


def _missed(act: Act) -> Judged:
    return Judged(act.do, Judgement.MISSED, None, act.why, act.source, act.date)
