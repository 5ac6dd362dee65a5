import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models import aligner


@given(st.floats(0.2, 8), st.floats(-3, 3), st.floats(-500, 500), st.floats(-500, 500))
def test_any_turned_scaled_and_moved_face_comes_back_to_its_place(
    scale: float, angle: float, x: float, y: float
) -> None:
    turn = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    points = (aligner.SFACE.points @ turn.T + [x, y]).astype(np.float32)
    matrix = aligner.transform(points)
    back = points @ matrix[:, :2].T + matrix[:, 2]
    assert np.abs(back - aligner.SFACE.points).max() < 0.05
    assert aligner.residual(points) < 1e-3


def test_points_that_all_coincide_give_a_finite_transform() -> None:
    assert np.isfinite(aligner.transform(np.zeros((5, 2), np.float32))).all()
