"""Hair, brows and lashes as strands: arrays of points from root to tip.

Strands of hair grow from the scalp, follow a comb, stay outside the head and are cut with scissors.
They belong to the head at rest and follow it as a whole; brows and lashes belong to the moved skin.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from .assets import BODY_VERTICES, Floats, Ints, mesh, target
from .shape import Person, bone_weight, head_quads, joint, normals

HAIRLINE = (
    (0, 0.064), (22, 0.063), (40, 0.053), (52, 0.036), (66, 0.022), (76, -0.008), (84, -0.012),
    (92, 0.022), (104, 0.018), (112, -0.030), (130, -0.052), (180, -0.062),
)  # fmt: skip
"""Degrees from the front, and how high over the eyes hair begins on the neutral head (m)."""


Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Style:
    """How hair is grown; lengths in metres, heights of cuts in metres above the eyes.

    `comb`: down, back, forward or side. `part`: where the hair parts, in metres to the left.
    """

    comb: str
    length: float
    sides: float
    fringe: float | None = None
    cut: float = -1.0
    part: float | None = None
    volume: float = 0.008
    lift: float = 0.5
    curl: float = 0.0
    clump: float = 0.35
    receding: float = 0.0
    bald: float = 0.0


STYLES = {
    "buzz": Style("forward", 0.016, 0.008, volume=0.004, lift=1.0, clump=0.2),
    "short": Style("forward", 0.055, 0.022, fringe=0.045, volume=0.012, lift=0.75),
    "spiky": Style("forward", 0.042, 0.018, volume=0.014, lift=1.3, clump=0.6),
    "parted": Style("side", 0.075, 0.022, part=0.030, volume=0.010, lift=0.35),
    "back": Style("back", 0.085, 0.024, volume=0.010, lift=0.6),
    "bowl": Style("forward", 0.10, 0.085, fringe=0.036, cut=0.004, volume=0.012, lift=0.4),
    "fringe": Style("down", 0.26, 0.24, fringe=0.034, cut=-0.125, part=0.0, volume=0.011),
    "bob": Style("down", 0.24, 0.22, cut=-0.095, part=0.022, volume=0.013),
    "bob_left": Style("down", 0.20, 0.18, cut=-0.075, part=-0.024, volume=0.013),
    "medium": Style("down", 0.30, 0.28, cut=-0.150, part=-0.018, volume=0.012, curl=0.004),
    "long": Style("down", 0.42, 0.40, fringe=0.036, cut=-0.24, part=0.0, volume=0.010),
    "perm": Style("down", 0.075, 0.060, volume=0.016, lift=0.9, curl=0.007, clump=0.5),
    "short_f": Style("side", 0.105, 0.075, cut=-0.055, part=-0.025, volume=0.014, lift=0.4),
    "thin": Style("back", 0.06, 0.020, volume=0.006, lift=0.4, receding=0.018, bald=0.35),
    "bald": Style("back", 0.03, 0.022, volume=0.005, lift=0.4, receding=0.03, bald=1.0),
}


@dataclass(frozen=True, eq=False)
class Strands:
    """`points` (n, k, 3) in metres, `tint` (n, 3) linear colour, `radius` at the root in metres."""

    points: Floats
    tint: Floats
    radius: float


def _front(points: Floats) -> tuple[float, float]:
    """Height and depth of the eyes."""
    eyes = (joint(points, "l-eye") + joint(points, "r-eye")) / 2
    return float(eyes[1]), float(eyes[2])


def _ears() -> Bools:
    out = np.zeros(len(mesh().points), bool)
    for side in "lr":
        index, move = target(f"ears/{side}-ear-scale-incr")
        out[index[np.linalg.norm(move, axis=1) > 2e-3]] = True
    return out


def scalp(style: Style) -> Floats:
    """How much hair grows at each vertex of the mesh, 0 to 1, decided on the neutral head."""
    points = mesh().points
    eye_y, _ = _front(points)
    middle = joint(points, "head")[2] + 0.012
    x, y, z = points[:, 0], points[:, 1] - eye_y, points[:, 2] - middle
    around = np.degrees(np.abs(np.arctan2(x, z)))
    line = np.interp(around, *np.array(HAIRLINE, float).T)
    front = np.clip(1 - around / 60, 0, 1)
    line = line + style.receding * np.clip(1.6 * front, 0, 1)
    out = np.clip((y - line) / 0.008 + 0.5, 0, 1)
    crown = np.exp(-(((x / 0.055) ** 2 + ((z - 0.01) / 0.075) ** 2) ** 2)) * (y > 0.05)
    out = out * (1 - style.bald * np.clip(1.2 * crown, 0, 1))
    out[_ears()] = 0
    out[BODY_VERTICES:] = 0
    out[bone_weight("head", "neck03") < 0.3] = 0
    return np.asarray(out)


def _roots(
    points: Floats, density: Floats, count: int, rng: np.random.Generator
) -> tuple[Floats, Floats, Floats]:
    """Roots all over the scalp: places, normals, and where each lies on the neutral head."""
    quads = head_quads()
    triangles = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
    triangles = triangles[density[triangles].max(1) > 0.02]
    a, b, c = (points[triangles[:, i]] for i in range(3))
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    chosen = rng.choice(len(triangles), size=3 * count, p=area / area.sum())
    u, v = rng.random((2, len(chosen)))
    over = u + v > 1
    u[over], v[over] = 1 - u[over], 1 - v[over]
    shares = np.stack([1 - u - v, u, v], 1)
    corners = triangles[chosen]
    keep = (density[corners] * shares).sum(1) > rng.random(len(chosen))
    corners, shares = corners[keep][:count], shares[keep][:count]

    def mix(values: Floats) -> Floats:
        return np.asarray((values[corners] * shares[..., None]).sum(1))

    facing = mix(normals(points, quads))
    facing /= np.linalg.norm(facing, axis=1, keepdims=True)
    return mix(points), facing, mix(mesh().points)


def _unit(vectors: Floats) -> Floats:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9))


def _combed(style: Style, at: Floats, root: Floats, eye: Floats, centre: Floats) -> Floats:
    """The direction in which the hair is combed at each place; `root` and `at` in metres."""
    q = at - centre
    top = np.clip((root[:, 1] - eye[1] - 0.03) / 0.06, 0, 1)
    front = np.clip((root[:, 2] - centre[2]) / 0.05, 0, 1)
    down = np.tile([0.0, -1.0, 0.0], (len(at), 1))
    side = np.sign(root[:, 0] - (style.part or 0.0) + 1e-6)
    ahead = np.tile([0.0, 0.0, 1.0], (len(at), 1))
    if style.comb == "back":
        out = _along(-ahead * (0.4 + 0.6 * top[:, None]) + 0.5 * down * (1 - 0.6 * top[:, None]), q)
    elif style.comb == "forward":
        spread = 0.1 * np.stack([np.sign(q[:, 0]), 0 * side, 0 * side], 1)
        out = (
            ahead * (0.35 + 0.65 * top[:, None])
            + 0.7 * down * (1.2 - top[:, None])
            + spread * (np.abs(q[:, :1]) > 0.03)
        )
        back = (root[:, 2] < centre[2] - 0.02)[:, None]
        out = np.where(back, down + 0.25 * _unit(q) * [1, 0, 1], out)
    elif style.comb == "side":
        swept = np.stack([np.full(len(at), -np.sign(style.part or 1.0)), 0 * side, 0 * side], 1)
        over = (side * np.sign(style.part or 1.0) < 0)[:, None]
        lateral = np.where(over, swept, -swept)
        above = _over_the_top(at, eye)
        above = np.maximum(above, _before_face(at, eye, centre))[:, None]
        out = lateral * above + 0.25 * ahead * front[:, None] * above + down * (1.15 - above)
    else:
        lateral = np.stack([side, 0 * side, 0 * side], 1)
        if style.part is None:
            lateral = _unit(q * [1, 0, 1])
        over = _over_the_top(at, eye)
        out = 1.1 * lateral * np.maximum(over, 0.9 * _before_face(at, eye, centre))[:, None] + down
        out = out - 0.25 * ahead * (front * top)[:, None]
    if style.fringe is not None:
        hanging = _hanging(style, root, eye, centre)[:, None]
        straight = ahead + down * (0.25 + 3 * np.clip((at[:, 2:] - eye[2] + 0.02) / 0.03, 0, 1))
        out = np.where(hanging, straight, out)
    if style.lift < 1:  # what lies on the head follows its curve
        near = np.clip((at[:, 1:2] - eye[1] + 0.02) / 0.03, 0, 1)
        out = _unit(out) - 0.4 * near * _unit(q)
    return _unit(out)


def _along(direction: Floats, outward: Floats) -> Floats:
    """The part of a direction that runs along the head."""
    n = _unit(outward)
    return _unit(direction - (direction * n).sum(1, keepdims=True) * n)


def _over_the_top(at: Floats, eye: Floats) -> Floats:
    """1 where a strand still lies on top of the head, 0 where it hangs at the side."""
    high = np.clip((at[:, 1] - eye[1] - 0.055) / 0.04, 0, 1)
    return np.asarray(high * np.clip((0.072 - np.abs(at[:, 0])) / 0.02, 0, 1))


def _before_face(at: Floats, eye: Floats, centre: Floats) -> Floats:
    """1 where a strand would hang before the forehead, 0 beside and behind the face."""
    ahead = np.clip((at[:, 2] - centre[2] - 0.015) / 0.02, 0, 1)
    return np.asarray(ahead * (np.abs(at[:, 0]) < 0.06) * (at[:, 1] > eye[1] - 0.05))


def _hanging(style: Style, root: Floats, eye: Floats, centre: Floats) -> Bools:
    """Which strands hang over the forehead."""
    if style.fringe is None:
        return np.zeros(len(root), bool)
    around = np.degrees(np.abs(np.arctan2(root[:, 0], root[:, 2] - centre[2])))
    return (around < 50) & (root[:, 1] > eye[1] + 0.05) & (root[:, 2] > centre[2] + 0.025)


def grown(points: Floats, person: Person, count: int, radius: float, steps: int = 14) -> Strands:
    """The hair of a person at rest."""
    style = STYLES[person.hair]
    rng = np.random.default_rng(person.seed + 11)
    roots, facing, neutral = _roots(points, scalp(style), count, rng)
    eye_y, eye_z = _front(points)
    eye = np.array([0.0, eye_y, eye_z])
    centre = roots.mean(0) * [0, 1, 1]
    centre[1] = eye_y + 0.02
    neutral_eye = np.array([0.0, *_front(mesh().points)])
    high = np.clip((neutral[:, 1] - neutral_eye[1] - 0.01) / 0.06, 0, 1)
    length = style.sides + (style.length - style.sides) * high
    length = length * rng.uniform(0.85, 1.08, len(roots))
    level = rng.random(len(roots)) ** 0.8
    margin = 0.0015 + style.volume * (0.25 + 0.75 * high) * level
    skin = _outside(points)
    hanging = _hanging(style, roots, eye, centre)
    out = np.empty((len(roots), steps, 3))
    out[:, 0] = roots - 0.001 * facing
    heading = _unit(facing * max(style.lift, 0.05) + _combed(style, roots, roots, eye, centre))
    stride = length / (steps - 1)
    for k in range(1, steps):
        wish = _combed(style, out[:, k - 1], roots, eye, centre)
        bend = 0.4 if style.lift > 0.6 else 0.65
        heading = _unit((1 - bend) * heading + bend * wish)
        step = out[:, k - 1] + heading * stride[:, None]
        ramp = margin * min(1.0, k / 3)
        step = _pushed(step, skin, ramp)
        if style.comb in {"down", "side"}:
            step = _beside_face(step, eye, centre, hanging)
        out[:, k] = step
        heading = _unit(out[:, k] - out[:, k - 1])
    if style.curl:
        out = _curled(out, style.curl, rng)
    out = _clumped(out, style.clump, rng)
    out = _cut(out, style, eye, hanging, rng)
    return Strands(out, _tints(person, len(out), rng), radius)


def _outside(points: Floats) -> tuple[cKDTree, Floats, Floats]:
    quads = head_quads()
    facing = normals(points, quads)
    used = np.unique(quads)
    used = used[points[used, 1] > joint(points, "l-shoulder")[1] - 0.08]
    middle = (points[quads] * 0.25).sum(1)
    between = _unit(facing[quads].sum(1))
    near = middle[:, 1] > joint(points, "l-shoulder")[1] - 0.08
    all_points = np.concatenate([points[used], middle[near]])
    return cKDTree(all_points), all_points, np.concatenate([facing[used], between[near]])


def _pushed(at: Floats, skin: tuple[cKDTree, Floats, Floats], margin: Floats) -> Floats:
    tree, places, facing = skin
    _, nearest = tree.query(at)
    inside = margin - ((at - places[nearest]) * facing[nearest]).sum(1)
    return np.asarray(at + np.clip(inside, 0, 0.02)[:, None] * facing[nearest])


def _beside_face(at: Floats, eye: Floats, centre: Floats, hanging: Bools) -> Floats:
    """Keep what hangs beside the face out of it."""
    low = np.clip((eye[1] + 0.045 - at[:, 1]) / 0.04, 0, 1)
    ahead = np.clip((at[:, 2] - centre[2] - 0.01) / 0.03, 0, 1)
    width = 0.066 * low * ahead * ~hanging
    side = np.where(at[:, 0] < 0, -1, 1)
    out = at.copy()
    out[:, 0] = side * np.maximum(np.abs(at[:, 0]), width)
    return out


def _curled(points: Floats, size: float, rng: np.random.Generator) -> Floats:
    n, k, _ = points.shape
    along = np.linspace(0, 1, k)
    turns, phase = rng.uniform(1.5, 3, (n, 1)), rng.uniform(0, 0.8, (n, 1)) + 40 * points[:, :1, 0]
    swing = 2 * np.pi * turns * along + phase
    move = np.stack([np.cos(swing), 0.3 * np.sin(swing), np.sin(swing)], -1)
    return np.asarray(points + size * move * np.minimum(1, 2 * along)[None, :, None])


def _clumped(points: Floats, amount: float, rng: np.random.Generator) -> Floats:
    """Draw the tips of neighbours together."""
    guides = rng.choice(len(points), max(1, len(points) // 22), replace=False)
    _, mine = cKDTree(points[guides, 0]).query(points[:, 0])
    share = amount * np.linspace(0, 1, points.shape[1]) ** 1.5
    leader = points[guides][mine]
    move = (leader - leader[:, :1]) - (points - points[:, :1])
    own = rng.uniform(0.2, 1.0, (len(points), 1, 1))
    return np.asarray(
        points + own * share[None, :, None] * move + rng.normal(0, 4e-4, points.shape)
    )


def _cut(
    points: Floats, style: Style, eye: Floats, hanging: Bools, rng: np.random.Generator
) -> Floats:
    """Shorten each strand to where it first falls below its cut, keeping its number of points."""
    root = points[:, 0]
    limit = np.full(len(points), eye[1] + style.cut)
    if style.fringe is not None:
        limit[hanging] = eye[1] + style.fringe
    limit = (
        limit
        + rng.normal(0, 0.003, len(points))
        + (0.004 if style.fringe else 0) * np.cos(root[:, 0] * 60)
    )
    below = points[..., 1] < limit[:, None]
    if style.comb in {"forward", "back"} or style.curl > 0.005:  # no strays over the brows
        line = eye[1] + (style.fringe or 0.055)
        before = (points[..., 2] > eye[2] - 0.03) & (np.abs(points[..., 0]) < 0.056)
        below |= before & (points[..., 1] < line)
    first = np.where(below.any(1), below.argmax(1), points.shape[1] - 1).astype(float)
    k = points.shape[1]
    places = np.linspace(0, 1, k)[None] * np.maximum(first, 1)[:, None]
    low = np.minimum(places.astype(int), k - 2)
    share = (places - low)[..., None]
    rows = np.arange(len(points))[:, None]
    return np.asarray(points[rows, low] * (1 - share) + points[rows, low + 1] * share)


BLACK, BROWN = np.array([0.010, 0.009, 0.009]), np.array([0.030, 0.019, 0.013])
WHITE = np.array([0.62, 0.61, 0.59])


def shade(person: Person) -> Floats:
    """The linear colour of the scalp under the hair."""
    made = _tints(person, 400, np.random.default_rng(person.seed))
    return np.asarray(0.8 * made.mean(0))


def _tints(person: Person, count: int, rng: np.random.Generator) -> Floats:
    """Each strand's linear colour: black to dark brown, or white."""
    brown = np.random.default_rng(person.seed + 13).uniform(0, 0.5 if person.female else 0.2)
    base = BLACK + brown * (BROWN - BLACK)
    out = base * rng.uniform(0.7, 1.4, (count, 1))
    white = rng.random(count) < person.grey
    out[white] = WHITE * rng.uniform(0.7, 1.1, (int(white.sum()), 1))
    return out


def on_surface(xy: Floats) -> tuple[Ints, Floats]:
    """Triangle and shares of the frontmost surface of the neutral head at each (x, y)."""
    points, quads = mesh().points, head_quads()
    triangles = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
    low, high = xy.min(0) - 0.02, xy.max(0) + 0.02
    flat = points[triangles][..., :2]
    near = ((flat > low) & (flat < high)).all(-1).all(-1)
    triangles = triangles[near]
    a, b, c = (points[triangles[:, i]] for i in range(3))
    corners = np.zeros((len(xy), 3), np.int64)
    shares = np.zeros((len(xy), 3))
    d = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (c[:, 0] - a[:, 0]) * (b[:, 1] - a[:, 1])
    d = np.where(np.abs(d) < 1e-12, 1e-12, d)
    for i, (x, y) in enumerate(xy):
        v = ((x - a[:, 0]) * (c[:, 1] - a[:, 1]) - (c[:, 0] - a[:, 0]) * (y - a[:, 1])) / d
        w = ((b[:, 0] - a[:, 0]) * (y - a[:, 1]) - (x - a[:, 0]) * (b[:, 1] - a[:, 1])) / d
        inside = (v >= -1e-6) & (w >= -1e-6) & (v + w <= 1 + 1e-6)
        if not inside.any():
            continue
        depth = np.where(inside, a[:, 2] * (1 - v - w) + b[:, 2] * v + c[:, 2] * w, -9)
        best = int(depth.argmax())
        corners[i], shares[i] = triangles[best], (1 - v[best] - w[best], v[best], w[best])
    return corners, shares


def brow_line(seed: int, along: Floats) -> tuple[Floats, Floats, float]:
    """The middle of the left brow at shares of its length, on the neutral head: x, y, thickness."""
    rng = np.random.default_rng(seed + 17)
    begin, end = rng.uniform(-0.003, 0.004), rng.uniform(-0.006, 0.005)
    height, arch, tilt = rng.uniform([-0.002, 0.0, -0.002], [0.004, 0.004, 0.003])
    tilt = min(tilt, 0.0005)  # brows that rise outwards look angry
    eye = joint(mesh().points, "l-eye")
    x = eye[0] + np.interp(along, [0, 1], [begin - 0.0185, 0.0225 + end])
    y = eye[1] + 0.0215 + height + arch * np.sin(np.pi * along**1.3) + tilt * (2 * along - 1)
    return x, y, float(rng.uniform(0.7, 1.4))


def brows(points: Floats, person: Person) -> Strands:
    """The brows on the moved skin."""
    rng = np.random.default_rng(person.seed + 18)
    n = int((320 if person.female else 480) * (0.6 if person.age > 70 else 1))
    along = rng.random(n)
    x, middle, thickness = brow_line(person.seed, along)
    thick = np.interp(along, [0, 0.35, 1], [0.0034, 0.0036, 0.0007]) * thickness
    thick *= 0.85 if person.female else 1.15
    y = middle + thick * rng.normal(0, 0.5, n).clip(-1, 1)
    length = np.interp(along, [0, 0.3, 1], [0.006, 0.008, 0.005]) * rng.uniform(0.7, 1.1, n)
    rise = np.interp(along, [0, 0.15, 0.6, 1], [1.3, 0.6, 0.15, -0.55]) + rng.normal(0, 0.12, n)
    facing_all = normals(points, head_quads())
    parts = []
    for side in (1, -1):
        corners, shares = on_surface(np.stack([side * x, y], 1))
        root = (points[corners] * shares[..., None]).sum(1)
        facing = _unit((facing_all[corners] * shares[..., None]).sum(1))
        lead = _unit(np.stack([np.full(n, float(side)), rise, np.zeros(n)], 1))
        lead = _unit(lead - (lead * facing).sum(1, keepdims=True) * facing)
        t = np.linspace(0, 1, 5)[None, :, None]
        raised = 0.0009 * np.sin(np.pi * t * 0.85) * facing[:, None] + 0.0002 * facing[:, None]
        parts.append(root[:, None] + lead[:, None] * (length[:, None, None] * t) + raised)
    both = np.concatenate(parts)
    grey = replace(person, grey=0.5 * person.grey)
    return Strands(both, _tints(grey, len(both), rng), 0.00009)


def lashes(points: Floats, person: Person) -> Strands:
    """The lashes on the lids, from the mesh's own helper strips."""
    rng = np.random.default_rng(person.seed + 19)
    parts = []
    for side in "lr":
        centre = points[mesh().groups[f"helper-{side}-eye"]].mean(0)
        for row, dense in (("1", 90), ("2", 50)):
            strip = points[mesh().groups[f"helper-{side}-eyelashes-{row}"]]
            far = np.linalg.norm(strip - centre, axis=1)
            inner, outer = strip[far < np.median(far)], strip[far >= np.median(far)]
            tips = outer[rng.integers(0, len(outer), dense)]
            more = outer[rng.integers(0, len(outer), dense)]
            close = np.linalg.norm(tips - more, axis=1) < 0.006
            tips = np.where(close[:, None], (tips + more) / 2, tips)
            _, nearest = cKDTree(inner).query(tips)
            base = inner[nearest]
            t = np.linspace(0, 0.75, 4)[None, :, None]
            parts.append(base[:, None] * (1 - t) + tips[:, None] * t)
    both = np.concatenate(parts)
    return Strands(both, np.tile(BLACK, (len(both), 1)), 0.00006)
