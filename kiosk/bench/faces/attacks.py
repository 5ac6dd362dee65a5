"""`kiosk bench attacks`: how well a turn of the head distinguishes a head from a picture.

The attacks are drawn from still portraits. The heads are a still on a head-shaped relief that is
turned, and the turns of the personas' films, which are rendered heads. The figures show that the
geometry works; they are no rates for real people or attackers and hold for the counted clips only.
"""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from kiosk.bench import Row, picture_of
from kiosk.personas.schema import FOLDER
from models.detector import Detector
from models.engine import engine_factory
from models.frames import Image
from models.liveness.checks import Liveness, PresenceCheck, view
from models.liveness.mesh import face_mesh

SIZE = 480
FRAMES = 40
EYES = 75.0
"""Eye distance in pixels of the drawn faces."""
NEAR, FAR = (0.35, 0.5), (0.6, 0.95)
"""Least and most radians of a turn: of a head, and of a print that is turned further."""
Plane = NDArray[np.floating[Any]]


@cache
def grid() -> tuple[Plane, Plane]:
    """Coordinates x, y of a frame's pixels, in eye distances from the middle of the face."""
    y, x = np.mgrid[0:SIZE, 0:SIZE].astype(np.float32)
    return (x - SIZE / 2) / EYES, (y - SIZE / 2) / EYES


def head(x: Plane, y: Plane) -> Plane:
    """Relief of a head, in eye distances toward the camera: half an ellipsoid and a nose."""
    skull = 0.95 * np.sqrt(np.clip(1 - (x / 1.25) ** 2 - (y / 1.8) ** 2, 0, 1))
    nose = 0.33 * np.exp(-((x / 0.2) ** 2) - ((y - 0.12) / 0.28) ** 2)
    return np.asarray(skull + nose, np.float32)


def seen(picture: Image, relief: Plane, turn: float, lift: float) -> Image:
    """The picture on a relief, turned and lifted (radians), seen from five eye distances."""
    x, y = grid()
    u, v = x.copy(), y.copy()
    for _ in range(5):
        z = sample(relief, u, v)
        near = 1 + 0.12 * (z * np.cos(turn) - u * np.sin(turn))
        u = (x / near - z * np.sin(turn)) / np.cos(turn)
        v = (y / near - z * np.sin(lift)) / np.cos(lift)
    return np.asarray(
        cv2.remap(
            picture,
            (u * EYES + SIZE / 2).astype(np.float32),
            (v * EYES + SIZE / 2).astype(np.float32),
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        ),
        np.uint8,
    )


def sample(relief: Plane, u: Plane, v: Plane) -> Plane:
    """The relief's values at the coordinates u, v."""
    columns = (u * EYES + SIZE / 2).astype(np.float32)
    rows = (v * EYES + SIZE / 2).astype(np.float32)
    found = cv2.remap(relief.astype(np.float32), columns, rows, cv2.INTER_LINEAR)
    return np.asarray(found, np.float32)


Clip = Callable[[Image, Generator], Iterator[Image]]


def turning(
    rng: Generator, reaches: tuple[float, float] = NEAR
) -> Iterator[tuple[float, float, float]]:
    """Turn, lift and time of each frame of a movement to both sides."""
    reach, start = rng.uniform(*reaches), rng.uniform(0, 0.5)
    for k in range(FRAMES):
        t = k / FRAMES
        yield reach * np.sin(2 * np.pi * t + start), 0.06 * np.sin(5 * t + start), t


def real_head(picture: Image, rng: Generator) -> Iterator[Image]:
    """A head that turns; the depth of heads varies by a fifth."""
    relief = head(*grid()) * rng.uniform(0.8, 1.2)
    for turn, lift, _ in turning(rng):
        yield seen(picture, relief, turn, lift)


def photo(picture: Image, rng: Generator) -> Iterator[Image]:
    """A print, moved and tilted."""
    flat = np.zeros((SIZE, SIZE))
    for turn, lift, _ in turning(rng):
        yield seen(picture, flat, turn, 3 * lift)


def bent(picture: Image, rng: Generator) -> Iterator[Image]:
    """A print that is bent in both directions while it is turned."""
    x, _ = grid()
    for turn, lift, t in turning(rng):
        yield seen(picture, -0.12 * (1 + np.sin(9 * t)) * x**2, turn, lift)


def screen(picture: Image, rng: Generator) -> Iterator[Image]:
    """A telephone's screen, with moiré of its pixels and moving bands of its refresh."""
    x, y = (a * EYES for a in grid())
    angle, step = rng.uniform(0.2, 1.3), rng.uniform(3.0, 5.5)
    moire = 1 + 0.06 * np.sin(2 * np.pi * (x * np.cos(angle) + y * np.sin(angle)) / step)
    flat = np.zeros((SIZE, SIZE))
    for turn, lift, t in turning(rng):
        bands = 1 + 0.05 * np.sin(2 * np.pi * (y / 170 + 3 * t))
        shown = seen(picture, flat, turn, lift) * (moire * bands)[..., None]
        yield np.asarray(np.clip(shown, 0, 255), np.uint8)


def mask(picture: Image, rng: Generator) -> Iterator[Image]:
    """A print cut out along the face, with the eyes of a real head behind holes."""
    x, y = grid()
    aside, above = ((np.abs(x) - 0.5) / 0.2) ** 2, ((y + 0.45) / 0.12) ** 2
    relief = -0.12 * np.exp(-aside - above)
    oval = ((x / 1.05) ** 2 + (y / 1.45) ** 2 < 1)[..., None]
    for turn, lift, _ in turning(rng):
        cut = np.where(oval, picture, np.uint8(120)).astype(np.uint8)
        yield seen(cut, relief, turn, lift)


def by_hand(picture: Image, rng: Generator) -> Iterator[Image]:
    """A print turned far to both sides by hand, in true perspective from a random distance."""
    far, reach, start = rng.uniform(4, 7), rng.uniform(0.6, 0.95), rng.uniform(0, 0.5)
    camera = np.array([[EYES * far, 0, SIZE / 2], [0, EYES * far, SIZE / 2], [0, 0, 1]])
    onto = np.array([[1 / EYES, 0, -SIZE / 2 / EYES], [0, 1 / EYES, -SIZE / 2 / EYES], [0, 0, 1]])
    for k in range(FRAMES):
        t = k / FRAMES
        angles = 0.3 * np.sin(5 * t + start), reach * np.sin(2 * np.pi * t + start), np.sin(3 * t)
        turned = _about(0, angles[0]) @ _about(1, angles[1]) @ _about(2, 0.15 * angles[2])
        plane = np.column_stack([turned[:, 0], turned[:, 1], [0, 0, far]])
        shown = cv2.warpPerspective(
            picture, camera @ plane @ onto, (SIZE, SIZE), borderValue=(90, 100, 110)
        )
        yield np.asarray(shown, np.uint8)


def _about(axis: int, angle: float) -> Plane:
    return np.asarray(cv2.Rodrigues(np.eye(3)[axis] * angle)[0])


def rolled(picture: Image, rng: Generator) -> Iterator[Image]:
    """A print rolled like a cylinder, turned to both sides."""
    x, _ = grid()
    relief = -rng.uniform(0.2, 0.4) * x**2
    for turn, lift, _ in turning(rng):
        yield seen(picture, relief, turn, lift)


def rolled_far(picture: Image, rng: Generator) -> Iterator[Image]:
    """The same, turned nearly twice as far, until it looks like the turn that is asked for."""
    x, _ = grid()
    relief = -rng.uniform(0.2, 0.4) * x**2
    for turn, lift, _ in turning(rng, FAR):
        yield seen(picture, relief, turn, lift)


def rolled_aslant(picture: Image, rng: Generator) -> Iterator[Image]:
    """The same, rolled around an axis that leans to one side."""
    x, y = grid()
    lean = rng.uniform(0.3, 1.2) * rng.choice([-1, 1])
    relief = -rng.uniform(0.2, 0.4) * (np.cos(lean) * x + np.sin(lean) * y) ** 2
    for turn, lift, _ in turning(rng, FAR):
        yield seen(picture, relief, turn, lift)


def glare(picture: Image, rng: Generator) -> Iterator[Image]:
    """A glossy print turned by hand, with a lamp's reflection that wanders over it."""
    x, y = grid()
    for k, shown in enumerate(by_hand(picture, rng)):
        spot = 120 * np.exp(-(((x - 1.5 * np.sin(k / 6)) / 0.5) ** 2) - ((y + 0.2) / 0.9) ** 2)
        yield np.asarray(np.clip(shown + spot[..., None], 0, 255), np.uint8)


ATTACKS: dict[str, Clip] = {
    "photo": photo,
    "bent_photo": bent,
    "rolled_photo": rolled,
    "rolled_photo_far": rolled_far,
    "rolled_photo_aslant": rolled_aslant,
    "photo_by_hand": by_hand,
    "glossy_photo": glare,
    "screen": screen,
    "cut_out": mask,
}


def placed(detector: Detector, picture: Image) -> Image | None:
    """A portrait with its face centred and the eyes EYES pixels apart; None without a face."""
    faces = detector.whole(picture)
    if not faces:
        return None
    points = faces[0].points.astype(np.float64)
    eyes, mouth = points[:2].mean(0), points[3:].mean(0)
    middle = eyes + 0.45 * (mouth - eyes)
    scale = EYES / float(np.hypot(*(points[1] - points[0])))
    shift = SIZE / 2 - scale * middle
    turn = np.array([[scale, 0, shift[0]], [0, scale, shift[1]]])
    return np.asarray(
        cv2.warpAffine(picture, turn, (SIZE, SIZE), borderMode=cv2.BORDER_REPLICATE), np.uint8
    )


def refused(detector: Detector, frames: Iterator[Image], rng: Generator) -> bool:
    """Whether a clip is refused: the first verdict is not that it shows a head, or none comes."""
    presence, near = PresenceCheck(), None
    for frame in frames:
        noisy = np.clip(frame + rng.normal(0, 3, (*frame.shape[:2], 1)), 0, 255).astype(np.uint8)
        faces = detector.region(noisy, near) if near else detector.whole(noisy)
        near = faces[0] if faces else None
        if near is None:
            continue
        verdict = presence.add(view(noisy, near, face_mesh()))
        if verdict is not Liveness.OPEN:
            return verdict is not Liveness.HEAD
    return True


TURN_S = 3.7, 5.9
"""Seconds of a persona's film in which the head turns to both sides."""


def filmed(file: Path) -> Iterator[Image]:
    """The turn of the head in a persona's film: a rendered head, which is round."""
    film = cv2.VideoCapture(str(file), cv2.CAP_ANY, [cv2.CAP_PROP_N_THREADS, 1])
    film.set(cv2.CAP_PROP_POS_MSEC, 1000 * TURN_S[0])
    while film.get(cv2.CAP_PROP_POS_MSEC) < 1000 * TURN_S[1]:
        good, picture = film.read()
        if not good:
            return
        yield np.asarray(picture, np.uint8)


def rows(folder: Path | None = None, quick: bool = False) -> list[Row]:
    """APCER of each kind of attack and BPCER of heads, in percent, with the clips' number.

    `folder` holds portraits (.jpg), one a person, for one clip of each kind; without it the
    personas' own are taken, and the heads of their films are judged besides.
    """
    detector = engine_factory().detector()
    files = sorted((folder or FOLDER / "portraits").glob("*.jpg"))[:: 9 if quick else 1]
    told: dict[str, list[bool]] = {}
    for number, file in enumerate(files):
        film = FOLDER / "clips" / f"{file.stem}.mp4"
        if folder is None and film.exists():
            judged = refused(detector, filmed(film), np.random.default_rng(number))
            told.setdefault("film", []).append(judged)
        picture = picture_of(file)
        portrait = None if picture is None else placed(detector, picture)
        if portrait is None:
            continue
        for name, clip in {"head": real_head, **ATTACKS}.items():
            rng = np.random.default_rng([number, 0])
            judged = refused(detector, clip(portrait, rng), rng)
            told.setdefault(name, []).append(judged)
    return [_row(name, refusals) for name, refusals in told.items()]


HEADS = {"head": "bpcer_drawn_head", "film": "bpcer_film_head"}


def _row(name: str, refusals: list[bool]) -> Row:
    share, count = 100 * sum(refusals) / len(refusals), f"% of {len(refusals)} clips"
    if name in HEADS:
        return Row(HEADS[name], round(share, 1), count)
    return Row(f"apcer_{name}", round(100 - share, 1), count)
