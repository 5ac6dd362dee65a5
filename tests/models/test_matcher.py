from collections.abc import Iterable

import numpy as np
import pytest

from models.decision import (
    GIVES_UP_AFTER,
    LEAST,
    LEAST_S,
    LENIENT,
    REFUSES_AFTER,
    STRICT,
    WINDOW,
    Decision,
    Verdict,
    asked_rate,
)
from models.embedder import SFace
from models.scene import Scene

CALIBRATION = SFace.calibration
STEP_S = 0.2


def decision(rate: float = STRICT) -> Decision:
    return Decision(CALIBRATION, rate)


def decide(on: Decision, scores: Iterable[float], step_s: float = STEP_S) -> tuple[Verdict, int]:
    for count, score in enumerate(scores):
        verdict = on.add(float(score), count * step_s)
        if verdict is not Verdict.OPEN:
            return verdict, count + 1
    return Verdict.OPEN, len(scores)


def seen(cells: np.ndarray) -> Scene:
    return Scene(16, 10, 10, cells.astype(np.float32))


CELLS = np.random.default_rng(1).uniform(40, 200, (12, 12))


def test_the_threshold_follows_the_rate_and_is_the_measured_one_where_measured() -> None:
    for rate, score in CALIBRATION.tail:
        assert CALIBRATION.threshold(rate) == pytest.approx(score)
    for rate, score in CALIBRATION.decided:
        assert CALIBRATION.bar(rate) == pytest.approx(score)
    rates = [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-8]
    found = [CALIBRATION.threshold(rate) for rate in rates]
    assert found == sorted(found)
    bars = [CALIBRATION.bar(rate) for rate in rates]
    assert bars == sorted(bars)


def test_the_presets_are_rates_and_the_strict_one_has_the_higher_bar() -> None:
    assert (asked_rate("strict"), asked_rate("lenient"), asked_rate(0.01)) == (
        STRICT,
        LENIENT,
        0.01,
    )
    assert decision(STRICT).bar > decision(LENIENT).bar


def test_a_clear_match_is_decided_by_the_least_number_of_looks() -> None:
    assert decide(decision(), [0.7] * 10) == (Verdict.SAME, LEAST)


def test_less_than_half_a_second_never_decides() -> None:
    on = decision()
    verdict, looks = decide(on, [0.9] * 100, step_s=LEAST_S / 20)
    assert (verdict, looks) == (Verdict.SAME, 21)


def test_more_looks_do_not_lower_the_bar() -> None:
    on = decision()
    just_under = [on.bar - 0.001] * (GIVES_UP_AFTER - 1)
    assert decide(on, just_under)[0] is Verdict.OPEN
    assert decide(decision(), [on.bar + 0.001] * LEAST)[0] is Verdict.SAME


def test_one_high_look_among_low_ones_does_not_decide() -> None:
    on = decision()
    scores = [on.bar - 0.1] * LEAST + [1.0] + [on.bar - 0.1] * WINDOW
    assert decide(on, scores)[0] is Verdict.OPEN


def test_the_same_picture_sent_again_is_one_look() -> None:
    on = decision()
    verdicts = {on.add(0.9, k * STEP_S, seen(CELLS)) for k in range(200)}
    assert verdicts == {Verdict.OPEN}
    assert on.looks == 1


def test_a_picture_that_differs_by_noise_or_light_is_the_same_picture() -> None:
    on, rng = decision(), np.random.default_rng(2)
    for k in range(200):
        noisy = CELLS * rng.uniform(0.8, 1.2) + rng.normal(0, 10 / 16, CELLS.shape)
        on.add(0.9, k * STEP_S, seen(noisy))
    assert on.looks == 1


def test_a_picture_that_moves_is_another_look() -> None:
    on = decision()
    moved = [np.roll(CELLS, k, 1) * 0.1 + CELLS * 0.9 for k in range(LEAST)]
    verdicts = [on.add(0.9, k * STEP_S, seen(cells)) for k, cells in enumerate(moved)]
    assert verdicts[-1] is Verdict.SAME


def test_somebody_else_is_refused_after_a_fair_number_of_looks() -> None:
    assert decide(decision(), [0.1] * 200) == (Verdict.OTHER, REFUSES_AFTER)


def test_a_doubtful_face_is_refused_when_patience_ends() -> None:
    assert decide(decision(), [0.37] * 200) == (Verdict.OTHER, GIVES_UP_AFTER)


def test_evidence_of_a_lost_face_does_not_count() -> None:
    on = decision()
    decide(on, [0.9] * (LEAST - 1))
    on.restart()
    assert on.add(0.9, 100.0) is Verdict.OPEN
    assert on.best == 0.9


def test_looks_over_the_bar_refuse_nobody_after_faults_of_the_camera() -> None:
    on = decision()
    for _ in range(GIVES_UP_AFTER // (LEAST - 1) + 1):
        for k in range(LEAST - 1):
            assert on.add(0.9, k * STEP_S) is Verdict.OPEN
        on.restart()


def test_a_fast_camera_refuses_nobody_before_the_seconds_of_a_decision_are_over() -> None:
    assert decide(decision(), [0.8] * 300, step_s=1 / 400)[0] is Verdict.SAME


def test_looks_under_the_bar_count_on_after_a_restart() -> None:
    on = decision()
    verdicts = []
    for k in range(GIVES_UP_AFTER):
        verdicts.append(on.add(0.37, k * STEP_S))
        if k % (LEAST - 1) == 0:
            on.restart()
    assert Verdict.OTHER in verdicts


def test_progress_runs_from_nothing_to_all() -> None:
    on = decision()
    assert on.progress() == 0
    decide(on, [0.8] * LEAST)
    assert on.progress() == 1


def test_doubt_begins_when_enough_looks_have_not_accepted() -> None:
    on = decision()
    for k in range(LEAST):
        assert not on.in_doubt
        on.add(on.bar - 0.05, k * STEP_S)
    assert on.in_doubt
    on.restart()
    assert not on.in_doubt


def test_who_is_clearly_matched_is_never_in_doubt() -> None:
    on = decision()
    decide(on, [0.9] * LEAST, step_s=0.01)
    assert not on.in_doubt


def test_looks_at_a_mask_refuse_nobody_and_the_face_under_it_is_accepted() -> None:
    on = decision()
    verdicts = {on.add(0.1, k * STEP_S, masked=True) for k in range(3 * GIVES_UP_AFTER)}
    assert verdicts == {Verdict.OPEN}
    lowered = [on.add(0.7, (1000 + k) * STEP_S) for k in range(WINDOW)]
    assert lowered[-1] is Verdict.SAME


def test_a_stranger_whose_mask_is_lowered_is_refused() -> None:
    on = decision()
    for k in range(REFUSES_AFTER):
        on.add(0.1, k * STEP_S, masked=True)
    verdicts = [on.add(0.1, (100 + k) * STEP_S) for k in range(REFUSES_AFTER)]
    assert verdicts[-2:] == [Verdict.OPEN, Verdict.OTHER]
