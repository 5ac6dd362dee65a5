"""What a person wears on the face: glasses, or a mask that can be lowered; for the head at rest."""

from dataclasses import dataclass

import numpy as np
from scipy.ndimage import gaussian_filter

from .assets import BODY_VERTICES, Floats, Ints, target
from .shape import joint

FRAME, CLOTH, LOOP = "#1c1a1a", "#eef1f2", "#f4f4f2"
"""sRGB of the glasses' frame, and of the mask and its loops."""
LENS = (0.0255, 0.0185)
"""Half the width and height of a lens, in metres, of somebody whose eyes are `APART` apart."""
APART = 0.063
TOP = 0.021
HALF_ANGLE = 66.0
"""Degrees to which a mask reaches to both sides, seen from the head's axis."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """A surface: points (n, 3) in metres and faces; without a colour it is glass."""

    points: Floats
    faces: Ints
    colour: str | None = None
    rough: float = 0.9


@dataclass(frozen=True, eq=False)
class Wire:
    """A round wire of this radius along points (n, 3), in metres."""

    points: Floats
    radius: float
    colour: str
    closed: bool = False
    rough: float = 0.35


Piece = Sheet | Wire


def pieces(things: str, points: Floats, lowered: float) -> dict[str, Piece]:
    """The pieces of what is worn on a head: `glasses`, a `mask`, or both; see scene.Figure.wear."""
    out: dict[str, Piece] = {}
    if "glasses" in things:
        out |= glasses(points)
    if "mask" in things:
        out |= mask(points, lowered)
    return out


def _ear(points: Floats, side: str) -> Floats:
    """Corners of the box round an ear: lowest and highest (x, y, z)."""
    index, move = target(f"ears/{side}-ear-scale-incr")
    ear = points[index[np.linalg.norm(move, axis=1) > 2e-3]]
    return np.array([ear.min(0), ear.max(0)])


def glasses(points: Floats) -> dict[str, Piece]:
    """Glasses of dark plastic, before the brows."""
    skin = points[:BODY_VERTICES]
    left, right = joint(points, "l-eye"), joint(points, "r-eye")
    size = (left[0] - right[0]) / APART
    near = (abs(skin[:, 1] - left[1] - 0.008) < 0.014) & (abs(skin[:, 0]) < left[0] + 0.012)
    near &= abs(skin[:, 0]) > 0.012
    front = skin[near, 2].max() + 0.003
    around = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    rim = np.stack([np.cos(around), np.sin(around)], 1)
    rim = np.sign(rim) * abs(rim) ** 0.72 * np.array(LENS) * size
    out: dict[str, Piece] = {}
    for side, eye, sign in (("l", left, 1), ("r", right, -1)):
        middle = np.array([eye[0] + sign * 0.001, eye[1] - 0.003, front])
        ring = middle + np.pad(rim, ((0, 0), (0, 1)))
        out[f"rim-{side}"] = Wire(ring, 0.0016, FRAME, closed=True)
        fan = [(0, k + 1, (k + 1) % 48 + 1) for k in range(48)]
        out[f"lens-{side}"] = Sheet(np.concatenate([middle[None], ring]), np.array(fan))
        ear = _ear(points, side)
        outer = middle + np.array([sign * LENS[0] * size, 0.007, 0])
        temple = (
            (abs(skin[:, 1] - outer[1]) < 0.012) & (skin[:, 2] > ear[1, 2]) & (skin[:, 2] < front)
        )
        beside = sign * max(abs(skin[temple, 0]).max() + 0.002, abs(outer[0]) + 0.002)
        over = [beside, min(ear[1, 1] - 0.012, outer[1]), ear[:, 2].mean()]
        behind = [beside, over[1] - 0.022, ear[0, 2] - 0.004]
        hinge = [beside, outer[1], front - 0.008]
        out[f"temple-{side}"] = Wire(np.array([outer, hinge, over, behind]), 0.0014, FRAME)
    inner = left[0] + 0.001 - LENS[0] * size
    bow = np.linspace(-1, 1, 9)
    bridge = np.stack([bow * inner, left[1] + 0.002 + 0.003 * (1 - bow**2), front + 0 * bow], 1)
    out["bridge"] = Wire(bridge, 0.0016, FRAME)
    return out


def _reach(skin: Floats, axis: float, height: Floats, angle: Floats) -> Floats:
    """How far the skin is from the vertical axis at (0, `axis`), at heights and angles."""
    x, y, z = skin.T
    turn, far = np.arctan2(x, z - axis), np.hypot(x, z - axis)
    out = np.zeros(height.shape)
    for place in np.ndindex(*height.shape):
        near = (abs(turn - angle[place]) < 0.1) & (abs(y - height[place]) < 0.009)
        out[place] = far[near].max() if near.any() else np.nan
    return np.asarray(out)


def _taut(height: Floats, reach: Floats) -> Floats:
    """The reach of a cloth drawn over one column of a mask: the hull of the skin's profile."""
    known = ~np.isnan(reach)
    y, r = height[known], reach[known]
    order = np.argsort(y)
    hull: list[tuple[float, float]] = []
    for point in zip(y[order], r[order], strict=True):
        while len(hull) > 1 and _left(hull[-2], hull[-1], point):
            hull.pop()
        hull.append(point)
    return np.interp(height, *np.array(hull).T)


def _left(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> bool:
    return bool((b[0] - a[0]) * (c[1] - a[1]) >= (b[1] - a[1]) * (c[0] - a[0]))


def mask(points: Floats, lowered: float) -> dict[str, Piece]:
    """A pleated mask with loops round the ears."""
    skin = points[:BODY_VERTICES]
    left = joint(points, "l-eye")
    chin = _chin(skin, left[1])
    axis = float(_ear(points, "l")[:, 2].mean()) + 0.012
    rows, columns = 33, 49
    across = np.radians(HALF_ANGLE) * np.linspace(-1, 1, columns)
    aside = (across / across[-1]) ** 2
    worn = left[1] - TOP - 0.014 * aside, chin - 0.012 + 0.022 * aside
    low = chin + 0.016 + 0.004 * aside, chin - 0.020 + 0.028 * aside
    top, bottom = ((1 - lowered) * a + lowered * b for a, b in zip(worn, low, strict=True))
    share = np.linspace(0, 1, rows)[:, None]
    height = top + share * (bottom - top)
    angle = np.broadcast_to(across, height.shape)
    reach = _reach(skin, axis, height, angle)
    taut = np.stack([_taut(height[:, k], reach[:, k]) for k in range(columns)], 1)
    for row in range(1, rows):  # below the jaw the cloth hangs from it
        drop = height[row - 1] - height[row]
        taut[row] = np.maximum(taut[row], taut[row - 1] - 0.7 * drop)
    taut = gaussian_filter(taut, (1.5, 3.0), mode="nearest") + 0.0035
    pleats = 0.0016 * ((4 * share) % 1) * np.clip(2.4 * (1 - aside), 0, 1) * (share > 0.12)
    taut = taut + pleats
    cloth = np.stack([taut * np.sin(angle), height, axis + taut * np.cos(angle)], -1)
    faces = [
        (i * columns + j, (i + 1) * columns + j, (i + 1) * columns + j + 1, i * columns + j + 1)
        for i in range(rows - 1)
        for j in range(columns - 1)
    ]
    out: dict[str, Piece] = {"cloth": Sheet(cloth.reshape(-1, 3), np.array(faces), CLOTH)}
    for side, column, sign in (("l", columns - 1, 1), ("r", 0, -1)):
        ear = _ear(points, side)
        root = sign * (abs(ear[:, 0]).min() + 0.004)
        behind = [[root, ear[1, 1] - 0.014, ear[0, 2]], [root, ear[0, 1] + 0.012, ear[0, 2]]]
        loop = np.array([cloth[1, column], *behind, cloth[-2, column]])
        out[f"loop-{side}"] = Wire(loop, 0.0012, LOOP, rough=0.9)
    return out


def _chin(skin: Floats, eyes: float) -> float:
    """Height of the chin's lowest point: where the profile turns back under the jaw."""
    middle = skin[(abs(skin[:, 0]) < 0.006) & (skin[:, 1] < eyes) & (skin[:, 1] > eyes - 0.16)]
    levels = np.arange(eyes - 0.075, eyes - 0.155, -0.002)
    front = np.array(
        [middle[abs(middle[:, 1] - level) < 0.004, 2].max(initial=-9) for level in levels]
    )
    steep = np.argmin(np.diff(front))
    return float(levels[steep])
