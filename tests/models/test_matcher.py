import numpy as np
import pytest

from models.embedder import SecondOpinion, SFace
from models.matcher import DOUBT_AFTER, Decision, Evidence, Verdict

CALIBRATION = SFace.calibration


def decide(evidence: Evidence, scores) -> tuple[Verdict, int]:
    for count, score in enumerate(scores, 1):
        verdict = evidence.add(float(score))
        if verdict is not Verdict.OPEN:
            return verdict, count
    return Verdict.OPEN, len(scores)


def draw(rng, mean: float, spread: float, frames: int = 120) -> np.ndarray:
    """Scores of one reception: frames of one person err together."""
    alike = CALIBRATION.alike
    own = rng.normal(0, spread * np.sqrt(1 - alike), frames)
    return mean + rng.normal(0, spread * np.sqrt(alike)) + own


def test_the_threshold_follows_the_rate_and_is_the_measured_one_where_measured():
    for rate, score in CALIBRATION.tail:
        assert CALIBRATION.threshold(rate) == pytest.approx(score)
    rates = [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-8]
    found = [CALIBRATION.threshold(rate) for rate in rates]
    assert found == sorted(found)


def test_a_clear_match_is_decided_by_the_least_number_of_frames():
    assert decide(Evidence(CALIBRATION), [0.7] * 10) == (Verdict.SAME, 3)


def test_one_or_two_frames_never_decide():
    evidence = Evidence(CALIBRATION)
    assert evidence.add(1.0) is Verdict.OPEN
    assert evidence.add(1.0) is Verdict.OPEN


def test_somebody_else_is_refused_after_a_fair_number_of_frames():
    verdict, frames = decide(Evidence(CALIBRATION), [0.1] * 200)
    assert verdict is Verdict.OTHER
    assert frames == Evidence(CALIBRATION).fair


def test_a_doubtful_face_is_refused_when_patience_ends():
    verdict, frames = decide(Evidence(CALIBRATION), [0.37] * 200)
    assert verdict is Verdict.OTHER
    assert frames == Evidence(CALIBRATION).patience


def test_evidence_of_a_lost_face_does_not_count():
    evidence = Evidence(CALIBRATION)
    evidence.add(0.9)
    evidence.add(0.9)
    evidence.restart()
    assert evidence.add(0.9) is Verdict.OPEN
    assert evidence.best == 0.9


@pytest.mark.parametrize("rate", [1e-2, 1e-3])
def test_many_looks_do_not_raise_the_rate_of_false_accepts(rate):
    rng = np.random.default_rng(1)
    known = CALIBRATION
    accepted = sum(
        decide(Evidence(known, rate), draw(rng, known.others, known.others_spread))[0]
        is Verdict.SAME
        for _ in range(4000)
    )
    assert accepted / 4000 <= 1.5 * rate


def test_a_genuine_person_is_seldom_refused():
    rng = np.random.default_rng(2)
    known = CALIBRATION
    refused = sum(
        decide(Evidence(known), draw(rng, known.same, known.same_spread))[0] is not Verdict.SAME
        for _ in range(1000)
    )
    assert refused / 1000 < 0.06


def test_progress_runs_from_nothing_to_all():
    evidence = Evidence(CALIBRATION)
    assert evidence.progress() == 0
    for _ in range(3):
        evidence.add(0.8)
    assert evidence.progress() == 1


def test_a_second_opinion_is_asked_for_only_in_doubt_and_can_decide():
    decision = Decision(CALIBRATION, SecondOpinion.calibration, 1e-4)
    for _ in range(DOUBT_AFTER):
        assert not decision.in_doubt
        assert decision.add(0.38) is Verdict.OPEN
    assert decision.in_doubt
    verdicts = [decision.add(0.38, 0.5) for _ in range(3)]
    assert verdicts == [Verdict.OPEN, Verdict.OPEN, Verdict.SAME]


def test_a_second_opinion_does_not_save_a_stranger():
    decision = Decision(CALIBRATION, SecondOpinion.calibration, 1e-4)
    verdicts = [decision.add(0.1, 0.1 if decision.in_doubt else None) for _ in range(40)]
    assert Verdict.SAME not in verdicts
    assert Verdict.OTHER in verdicts


def test_without_a_second_opinion_there_is_never_doubt():
    decision = Decision(CALIBRATION, None, 1e-4)
    for _ in range(20):
        decision.add(0.3)
    assert not decision.in_doubt
    decision.restart()
    assert decision.progress() == 0
