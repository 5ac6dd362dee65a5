"""From a person's description and seed to the vertices of the head and shoulders."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from .assets import BODY_VERTICES, Floats, mesh, target, targets_of, weights

AGES = {"baby": 1, "child": 11, "young": 25, "old": 90}
"""The ages in years for which MakeHuman has targets."""
FEATURES = ("mouth", "chin", "cheek", "eyebrows", "eyes", "ears")
SKULL = ("head", "forehead", "nose")
FEATURE_LIMIT, SKULL_LIMIT = 1.1, 0.6
BOLD_FEATURE_LIMIT, BOLD_SKULL_LIMIT = 1.45, 0.85
"""How strong a drawn target may be; stronger ones make a caricature."""
MILDER = {
    "eyebrows": 0.4, "mouth": 0.65, "ears": 0.5, "eye-trans": 0.7, "eye-push": 0.5, "eyefold": 0.6,
    "prognathism": 0.4, "chin-height": 0.7, "cheek": 0.6,
    "chin": 0.8, "philtrum": 0.3, "flaring": 0.6,
    "cupidsbow": 0.5, "nostrils": 0.6, "nose-scale": 0.8, "eye-corner": 0.8, "forehead": 0.7,
}  # fmt: skip
"""Of targets whose names contain this, so much of the limit."""
BOLD_MILDER = {**MILDER, "cheek": 1.0, "cheek-volume": 0.8, "chin": 1.0}
LEFT_OUT = (
    "head-age", "head-angle", "head-trans", "head-back", "head-scale-depth", "nose-trans-in",
    "nose-trans-out", "mouth-trans-in", "mouth-trans-out", "laugh-lines", "nose-scale-depth",
    "nose-hump", "nose-greek", "nose-trans-b", "nose-trans-f", "nose-septum", "ear-shape",
    "ear-rot", "ear-trans", "ear-wing", "nubian", "cleft", "eye-epicanthus", "eye-bag",
    "eye-height2", "mouth-dimples", "eyebrows-trans-b", "eyebrows-trans-f", "chin-jaw-drop",
    "neck-", "mouth-trans-b", "mouth-trans-f", "mouth-scale-depth", "mouth-angles",
    "nose-compression", "nose-curve", "lip-ext", "lip-middle", "mouth-scale-vert", "nose-base",
    "forehead-trans",
)  # fmt: skip
"""Targets that are never drawn: they are set by age, or make faces that look wrong."""
OPPOSITES = (
    ("-incr", "-decr"), ("-up", "-down"), ("-in", "-out"), ("-convex", "-concave"),
    ("-compress", "-uncompress"), ("-backward", "-forward"),
)  # fmt: skip


@dataclass(frozen=True)
class Person:
    """What decides how a person looks."""

    name: str
    age: int
    female: bool
    seed: int
    tone: float = 0.5
    weight: float = 0.0
    hair: str = "short"
    grey: float = 0.0
    garment: str = "#5b7fa6"
    bold: bool = False
    """Stronger features: less like the others, and nearer to a caricature; chosen by eye."""


@dataclass(frozen=True)
class Pose:
    """How the head is held and what the face does; angles in degrees, the rest 0 to 1.

    `yaw` is to the person's left, `pitch` up, `roll` towards the person's left shoulder.
    `look_yaw` and `look_pitch` say where the eyes look, whatever the head does; 0: straight ahead.
    """

    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    shut: float = 0.0
    smile: float = 0.0
    jaw: float = 0.0
    look_yaw: float = 0.0
    look_pitch: float = 0.0


def age_weights(age: float) -> dict[str, float]:
    """How much of each of MakeHuman's ages makes this one."""
    names, years = list(AGES), list(AGES.values())
    out = dict.fromkeys(names, 0.0)
    for low, high in zip(range(3), range(1, 4), strict=True):
        if age <= years[high] or high == 3:
            share = min(1.0, max(0.0, (age - years[low]) / (years[high] - years[low])))
            out[names[low]], out[names[high]] = 1 - share, share
            return out
    raise AssertionError


def add(points: Floats, name: str, amount: float) -> None:
    if abs(amount) > 1e-4:
        index, move = target(name)
        points[index] += amount * move


def macro(person: Person) -> list[tuple[str, float]]:
    """The targets of sex, age, weight and descent.

    Heads of the "asian" target alone look like brothers: each person goes a little way towards
    MakeHuman's two other heads, or away from them.
    """
    rng = np.random.default_rng(person.seed + 29)
    deep = rng.uniform(-0.3, 0.45 if person.bold else 0.35)
    broad = rng.uniform(-0.3, 0.3) if person.bold else rng.uniform(-0.25, 0.25)
    descent = {"asian": 1 - deep - broad, "caucasian": deep, "african": broad}
    sex = "female" if person.female else "male"
    heavy = "maxweight" if person.weight > 0 else "minweight"
    share = abs(person.weight)
    out = []
    for age, amount in age_weights(person.age).items():
        if amount > 0:
            body = f"macrodetails/universal-{sex}-{age}-averagemuscle-"
            out += [(f"macrodetails/{d}-{sex}-{age}", amount * v) for d, v in descent.items()]
            out += [(f"{body}averageweight", amount * (1 - share))]
            out += [(f"{body}{heavy}", amount * share)]
    return out


def drawn(seed: int, bold: bool) -> list[tuple[str, float]]:
    """The facial targets of a seed and how strong each is; left and right nearly alike."""
    rng = np.random.default_rng(seed)
    out: list[tuple[str, float]] = []
    for folder in (*FEATURES, *SKULL):
        skull = folder in SKULL
        limit = SKULL_LIMIT if skull else FEATURE_LIMIT
        if bold:
            limit = BOLD_SKULL_LIMIT if skull else BOLD_FEATURE_LIMIT
        names = [n for n in targets_of(folder) if not any(left in n for left in LEFT_OUT)]
        for name in names:
            for plus, minus in OPPOSITES:
                if not name.endswith(plus):
                    continue
                other = name[: -len(plus)] + minus
                if "/r-" in name:
                    break
                milder = BOLD_MILDER if bold else MILDER
                share = min((v for k, v in milder.items() if k in name), default=1.0)
                value = float(rng.uniform(-1, 1)) * limit * share
                sides = [(name, other)]
                if "/l-" in name:
                    sides.append((name.replace("/l-", "/r-"), other.replace("/l-", "/r-")))
                for one, opposite in sides:
                    here = value + float(rng.normal(0, 0.04))
                    out.append((one, here) if here > 0 else (opposite, -here))
    shapes = ("oval", "round", "square", "triangular", "invertedtriangular", "diamond")
    out += [(f"head/head-{shape}", 0.4 * float(rng.uniform(0, 1)) ** 2) for shape in shapes]
    return [(name, value) for name, value in out if name in targets_of(name.split("/")[0])]


def features(person: Person) -> list[tuple[str, float]]:
    """The drawn targets of a person; those of a child are weaker."""
    childlike = 0.8 if person.age < 13 else 1.0
    return [(name, childlike * amount) for name, amount in drawn(person.seed, person.bold)]


def aged(age: int) -> list[tuple[str, float]]:
    """What years do to a face beyond the macro targets."""
    late = max(0.0, min(1.0, (age - 45) / 45))
    middle = max(0.0, min(1.0, (age - 30) / 40))
    out = [("head/head-age-incr", 0.55 * late), ("mouth/mouth-laugh-lines-in", 0.8 * middle)]
    out += [(f"eyes/{side}-eye-bag-incr", 0.6 * late) for side in "lr"]
    return out


def kept(person: Person) -> list[tuple[str, float]]:
    """Features that all these faces have to some degree: a low bridge, a fold at the eye's inner
    corner.
    """
    rng = np.random.default_rng(person.seed + 23)
    out = [
        ("nose/nose-scale-depth-decr", rng.uniform(0, 0.6)),
        ("nose/nose-hump-decr", rng.uniform(0, 0.6)),
        ("mouth/mouth-upperlip-volume-decr", rng.uniform(0, 0.6)),
        ("mouth/mouth-lowerlip-volume-decr", rng.uniform(0, 0.6)),
    ]
    opened, fold = rng.uniform(0.0, 0.75), rng.uniform(0.1, 0.9)
    for side in "lr":
        out += [(f"eyes/{side}-eye-height2-incr", opened), (f"eyes/{side}-eye-epicanthus-in", fold)]
    return out


def shaped(person: Person) -> Floats:
    """All vertices of the person at rest, with the arms let down; metres."""
    points = mesh().points.copy()
    own = (*macro(person), *features(person), *aged(person.age), *kept(person))
    for name, amount in own:
        add(points, name, amount)
    return _arms_down(points)


def joint(points: Floats, name: str) -> Floats:
    """The place of a joint: the middle of its cube."""
    middle: Floats = points[mesh().groups[f"joint-{name}"]].mean(0)
    return middle


def turned(angles: tuple[float, float, float]) -> Floats:
    """The rotation by (pitch about x, yaw about y, roll about z), in radians."""
    (cx, cy, cz), (sx, sy, sz) = np.cos(angles), np.sin(angles)
    x = np.array([[1, 0, 0], [0, cx, -sx], [0, sx, cx]])
    y = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    z = np.array([[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]])
    return np.asarray(y @ x @ z)


def bone_weight(*starts: str) -> Floats:
    """How much each vertex follows the bones whose names begin so."""
    total = np.zeros(len(mesh().points))
    for bone, (index, amount) in weights().items():
        if bone.startswith(starts):
            total[index] += amount
    return np.clip(total, 0, 1)


ARM = ("upperarm", "lowerarm", "wrist", "finger", "metacarpal", "thumb")


def _arms_down(points: Floats, angle: float = 38.0) -> Floats:
    out = points.copy()
    for side, sign in (("l", -1), ("r", 1)):
        names = tuple(b for b in weights() if b.startswith(ARM) and b.endswith(f".{side.upper()}"))
        follow = bone_weight(*names)[:, None]
        pivot = joint(points, f"{side}-shoulder")
        spin = turned((0, 0, np.radians(sign * angle)))
        out = out + follow * ((points - pivot) @ spin.T + pivot - points)
    return out


HEAD_BONES = (
    "head", "jaw", "eye", "orbicularis", "levator", "oculi", "oris", "risorius", "special",
    "temporalis", "tongue",
)  # fmt: skip


def posed(points: Floats, pose: Pose) -> tuple[Floats, Floats, Floats]:
    """The vertices in a pose; and the head's own rotation and pivot, which hair and eyes follow."""
    out = points.copy()
    for side in ("Left", "Right"):
        add(out, f"faceunits/eyeBlink{side}", pose.shut)
        add(out, f"faceunits/mouthSmile{side}", pose.smile)
    add(out, "faceunits/jawOpen", pose.jaw)
    angles = np.radians([-pose.pitch, pose.yaw, pose.roll])
    neck = joint(points, "neck")
    skull = joint(points, "head")
    pivot = 0.6 * skull + 0.4 * neck
    upper = bone_weight(*HEAD_BONES)
    follow = upper + sum(
        share * bone_weight(bone)
        for bone, share in (("neck01", 0.15), ("neck02", 0.45), ("neck03", 0.8))
    )
    follow = np.clip(follow, 0, 1)
    out = _turn_by(out, follow, angles, pivot)
    return out, turned(tuple(angles)), pivot


def _turn_by(points: Floats, follow: Floats, angles: Floats, pivot: Floats) -> Floats:
    """Turn each vertex about the pivot by its share of the whole rotation (Rodrigues' formula)."""
    whole = Rotation.from_matrix(turned(tuple(angles))).as_rotvec()
    these = follow > 0
    spins = Rotation.from_rotvec(follow[these, None] * whole)
    out = points.copy()
    out[these] = spins.apply(points[these] - pivot) + pivot
    return out


def normals(points: Floats, quads: NDArray[np.int64]) -> Floats:
    """Unit normals of the vertices."""
    a, b = points[quads[:, 2]] - points[quads[:, 0]], points[quads[:, 3]] - points[quads[:, 1]]
    face = np.cross(a, b)
    out = np.zeros_like(points)
    for corner in range(4):
        np.add.at(out, quads[:, corner], face)
    length = np.linalg.norm(out, axis=1, keepdims=True)
    return np.asarray(out / np.maximum(length, 1e-12))


def head_quads() -> NDArray[np.int64]:
    """The quads of the body."""
    quads = mesh().quads
    return quads[(quads < BODY_VERTICES).all(1)]
