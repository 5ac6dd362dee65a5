"""Make the personas' films from the rendered views of their invented faces.

A film shows somebody who comes near, looks into the camera, blinks, and turns the head to both
sides, as a camera on a reception desk sees it: before an invented room, with exposure that hunts,
soft focus while walking, and noise. `python -m tools.make_faces views FOLDER` renders the views;
between two of them the picture is led along the optical flow. The films in `FILMS` show what a
camera finds difficult.

    python tools/make_clips.py FOLDER [--out kiosk/personas/clips] [NAME...]
"""

import argparse
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

TAKES = Path(__file__).parent / "make_faces" / "takes.toml"
Image = NDArray[np.uint8]
Plane = NDArray[np.float32]
WIDTH, HEIGHT, FPS, SECONDS = 1280, 720, 30, 6
BITS, FEW_BITS = 900_000, 600_000
"""Bits a second of a persona's film, and of one in takes.toml."""
NEAR = 98.0
"""Eye distance in pixels of somebody before the reader; layers have this size."""
HEAD = (64.0, 147.0, 179.0)
BODY = (36.0, 144.0, 101.0)
"""Of the views that tools/make_faces renders: eye distance, and the middle of the eyes (x, y)."""
EYES = BODY[1] * NEAR / BODY[0], BODY[2] * NEAR / BODY[0]
"""Where the eyes' middle is in a composed figure (x, y)."""
YAW = 17.0
"""Degrees to which the head is turned in the views `left` and `right`."""
BLINKS = (2.25, 3.55, 5.75)
"""Seconds at which the eyes are shut."""


Keys = tuple[tuple[float, str], ...]
"""Seconds and the view that is seen then; between two, one turns into the other."""
WORN_AND_LOWERED = (
    (0, "worn"), (1.5, "worn"), (1.6, "worn_shut"), (1.7, "worn"), (2.0, "worn"),
    (2.3, "worn_left"), (2.6, "worn_left"), (2.9, "worn"), (3.3, "worn"), (3.42, "lowered_1"),
    (3.54, "lowered_2"), (3.66, "lowered_3"), (3.78, "ahead"), (4.5, "ahead"), (4.6, "shut"),
    (4.7, "ahead"), (5.1, "ahead"), (5.4, "left"), (5.8, "ahead"), (6, "ahead"),
)  # fmt: skip
LOOKING_AWAY = (
    (0, "left"), (2.3, "left"), (2.5, "left_half"), (2.7, "down"), (3.8, "down"),
    (4.0, "right_half"), (4.2, "right"), (6, "right"),
)  # fmt: skip


@dataclass(frozen=True)
class Actor:
    """Somebody in a film: whose views, how large and how far from the usual place, in pixels."""

    views: str
    size: float = 1.0
    right: float = 0.0
    down: float = 0.0
    lean: float = 0.0
    """Degrees by which the figure is tilted."""
    gain: float = 1.0
    """How much brighter than rendered."""
    keys: Keys = ()
    """What is seen when; without them, somebody who blinks and turns the head."""


@dataclass(frozen=True)
class Film:
    """Actors, the farthest first, before a backdrop: `room`, `bright`, `dim` or `high`."""

    actors: tuple[Actor, ...]
    backdrop: str = "room"
    walks: bool = True
    """They come near first; otherwise they are there from the beginning."""


FILMS = {
    "mask_lowered": Film((Actor("mask_lowered", gain=1.5, keys=WORN_AND_LOWERED),), "high"),
    "back_light": Film((Actor("back_light"),), "bright"),
    "ceiling_light": Film((Actor("ceiling_light"),), "dim"),
    "camera_below": Film((Actor("camera_below", down=-20),), "high"),
    "child_below": Film((Actor("child_below", size=0.85, down=325),)),
    "child_in_arms": Film(
        (
            Actor("sakura", size=0.92, right=95, down=-60, lean=-4),
            Actor("child_in_arms", size=0.78, right=-90, down=165, lean=7),
        ),
        walks=False,
    ),
    "child_looks_away": Film((Actor("child_looks_away", 0.85, 0, 90, keys=LOOKING_AWAY),)),
}
"""The films that differ from one figure before the room, by their names."""


def room() -> Image:
    """An invented waiting room out of focus, a little larger than the frame so it can sway."""
    canvas = np.empty((HEIGHT + 80, WIDTH + 80, 3), np.uint8)
    canvas[:] = (214, 221, 224)
    canvas[:] = (canvas * np.linspace(1.04, 0.9, WIDTH + 80)[None, :, None]).clip(0, 255)
    cv2.rectangle(canvas, (70, 90), (330, 470), (246, 241, 232), -1)
    cv2.rectangle(canvas, (190, 90), (204, 470), (196, 200, 200), -1)
    cv2.rectangle(canvas, (980, 180), (1200, 800), (122, 150, 176), -1)
    cv2.rectangle(canvas, (1000, 200), (1180, 800), (136, 166, 193), -1)
    cv2.rectangle(canvas, (0, 560), (960, 640), (92, 128, 160), -1)
    cv2.rectangle(canvas, (0, 640), (960, 800), (150, 172, 190), -1)
    for angle in range(20, 170, 15):
        tip, length = np.radians(angle), 70 + (angle * 37) % 55
        leaf = (470 + int(length * np.cos(tip)), 465 - int(length * np.sin(tip)))
        cv2.ellipse(canvas, leaf, (62, 17), -angle, 0, 360, (84 + angle // 6, 132, 96), -1)
    cv2.rectangle(canvas, (435, 470), (505, 562), (210, 214, 216), -1)
    cv2.rectangle(canvas, (640, 150), (860, 300), (170, 148, 110), -1)
    cv2.rectangle(canvas, (655, 165), (845, 285), (206, 196, 176), -1)
    return cv2.GaussianBlur(canvas, (0, 0), 11)


def layer(file: Path, view: tuple[float, float, float]) -> Plane:
    """A view at the size of somebody near, premultiplied BGRA of 0 to 255."""
    raw = cv2.imread(str(file), cv2.IMREAD_UNCHANGED)
    if raw is None:
        raise SystemExit(f"cannot read {file}; render it with: python -m tools.make_faces views")
    picture = raw.astype(np.float32)
    picture[..., 3] = cv2.GaussianBlur(picture[..., 3], (0, 0), 0.6)
    picture[..., :3] *= picture[..., 3:] / 255
    scale = NEAR / view[0]
    return np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC))


@dataclass
class Figure:
    """The views of one person, and the optical flow between neighbouring ones."""

    body: Image
    heads: dict[str, Plane]
    shown: Plane
    """How much of the head's view is shown over the body's, 0 to 1."""
    _flows: dict[tuple[str, str], Plane] = field(default_factory=dict)

    def flow(self, one: str, two: str) -> Plane:
        """The optical flow from one view of the head to another."""
        if (one, two) not in self._flows:
            search = cv2.DISOpticalFlow_create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
            grey = _grey(self.heads[one]), _grey(self.heads[two])
            self._flows[one, two] = np.asarray(search.calc(*grey, None), np.float32)
        return self._flows[one, two]

    def between(self, one: str, two: str, share: float) -> Plane:
        """The head on the way from one view to another."""
        if one == two:
            return self.heads[one]
        first = _led(self.heads[one], self.flow(one, two), share)
        second = _led(self.heads[two], self.flow(two, one), 1 - share)
        return np.asarray(first * (1 - share) + second * share)

    def during(self, keys: Keys, t: float) -> Image:
        """The person at `t`, premultiplied BGRA."""
        later = next(k for k, (second, _) in enumerate(keys) if second > t)
        (start, one), (end, two) = keys[later - 1 : later + 1]
        x = (t - start) / (end - start)
        return self._with(self.between(one, two, x * x * (3 - 2 * x)))

    def at(self, yaw: float, shut: float) -> Image:
        """The person with the head turned by so many degrees, premultiplied BGRA."""
        side = "left" if yaw > 0 else "right"
        share = min(1.0, abs(yaw) / YAW)
        if shut == 0:
            return self._with(self.between("ahead", side, share))
        # the eyes shut where the head hardly turns: no other view is mixed in
        ahead = self.heads["ahead"]
        ahead = ahead + shut * (self.heads["shut"] - ahead)
        return self._with(_led(ahead, self.flow("ahead", side), share))

    def _with(self, head: Plane) -> Image:
        out = self.body.copy()
        left, top = (round(EYES[k] - HEAD[1 + k] * NEAR / HEAD[0]) for k in (0, 1))
        part = out[top : top + head.shape[0], left : left + head.shape[1]]
        size = slice(part.shape[0]), slice(part.shape[1])
        part[:] = np.clip(part + (head[size] - part) * self.shown[size], 0, 255)
        return out


def _led(picture: Plane, flow: Plane, share: float) -> Plane:
    rows, columns = np.mgrid[0 : picture.shape[0], 0 : picture.shape[1]].astype(np.float32)
    x, y = columns - share * flow[..., 0], rows - share * flow[..., 1]
    return np.asarray(cv2.remap(picture, x, y, cv2.INTER_LINEAR), np.float32)


def read(folder: Path) -> Figure:
    """Read a person's views."""
    body = np.clip(layer(folder / "body.png", BODY), 0, 255).astype(np.uint8)
    heads = {f.stem: layer(f, HEAD) for f in sorted(folder.glob("*.png")) if f.stem != "body"}
    height, width = heads["ahead"].shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    side = np.clip(np.minimum(x, width - 1 - x) / 20, 0, 1)
    shown = np.clip((height - 5 - y) / 45, 0, 1) * side
    return Figure(body, heads, shown[..., None])


def _grey(picture: Plane) -> Image:
    over = picture[..., :3] + 128 * (1 - picture[..., 3:] / 255)
    return np.asarray(cv2.cvtColor(np.clip(over, 0, 255).astype(np.uint8), cv2.COLOR_BGR2GRAY))


def settle(t: float, start: float, end: float, until: float = 1.8) -> float:
    """From `start` to `end`, easing in and out, over the first `until` seconds."""
    x = min(1.0, t / until)
    return start + (end - start) * x * x * (3 - 2 * x)


def yaw(t: float, seed: int) -> float:
    """Degrees of the head at `t`: small movements, and a turn to both sides from 3.8 to 5.7 s."""
    small = 2.2 * np.sin(2 * np.pi * 0.31 * t + seed) + 0.8 * np.sin(2 * np.pi * 0.83 * t)
    inside = np.clip((t - 3.8) / 1.9, 0, 1)
    first = 1 if seed % 2 else -1
    return float(small * (1 - np.sin(np.pi * inside)) + first * YAW * np.sin(2 * np.pi * inside))


def shut(t: float) -> float:
    """How far the eyes are shut at `t`, 0 to 1."""
    return max(0.0, 1 - min(abs(t - blink) for blink in BLINKS) / 0.1)


def place(t: float, seed: int, actor: Actor, walked: float) -> NDArray[np.float64]:
    """Homography from the layer to the frame at `t`: walk in, settle, then small movements.

    `walked` is how long they have walked, in seconds.
    """
    sway = np.sin(2 * np.pi * (np.array([0.23, 0.31, 0.17, 0.27]) * t + 0.29 * seed))
    near = settle(walked, 40, NEAR) / NEAR
    scale = actor.size * near * (1 + 0.03 * sway[0])
    x = settle(walked, 260, WIDTH / 2) + 14 * sway[1] + actor.right * near
    y = settle(walked, 415, 290) + 8 * sway[2] + 6 * np.sin(9 * t) * max(0.0, 1 - walked / 1.8)
    y += actor.down * near
    roll = np.radians(2.5 * sway[3] + actor.lean)
    c, s = scale * np.cos(roll), scale * np.sin(roll)
    turn = np.array([[c, -s, 0], [s, c, 0], [0, 0, 1.0]])
    home = np.array([[1, 0, -EYES[0]], [0, 1, -EYES[1]], [0, 0, 1.0]])
    there = np.array([[1, 0, x], [0, 1, y], [0, 0, 1.0]])
    return np.asarray(there @ turn @ home)


def expose(image: Plane, t: float, warmth: float) -> Plane:
    """Exposure hunting at the start, a cloud at the middle, and the lamp's colour."""
    hunting = 1 + 0.22 * np.exp(-2.2 * t)
    cloud = 1 - 0.28 * np.exp(-(((t - 4.4) / 0.7) ** 2))
    colour = np.array([2 - warmth, 1.0, warmth], np.float32)
    return np.asarray(image * (hunting * cloud * colour).astype(np.float32))


def behind(kind: str) -> Image:
    """The backdrop of a film, see Film."""
    plain = room()
    if kind == "dim":
        return np.asarray(plain * 0.72, np.uint8)
    if kind == "high":  # the camera looks up: less of the room, and the ceiling
        moved = cv2.warpAffine(
            plain, np.array([[1.0, 0, 0], [0, 1, 230]]), (WIDTH + 80, HEIGHT + 80),
            borderMode=cv2.BORDER_REPLICATE,
        )  # fmt: skip
        cv2.rectangle(moved, (0, 0), (WIDTH + 80, 120), (236, 240, 242), -1)
        return cv2.GaussianBlur(moved, (0, 0), 11)
    if kind == "bright":
        cv2.rectangle(plain, (200, 40), (1140, 620), (255, 255, 252), -1)
        cv2.rectangle(plain, (655, 40), (685, 620), (214, 216, 214), -1)
        return cv2.GaussianBlur(plain, (0, 0), 14)
    return plain


def frames(film: Film, figures: list[Figure], seed: int) -> Iterator[Image]:
    """All frames of a film, BGR; without actors, the room alone."""
    rng = np.random.default_rng(seed)
    warmth = float(rng.uniform(0.97, 1.03)) if figures else 1.0
    grain = [rng.normal(0, 1.2, (HEIGHT, WIDTH, 1)).astype(np.float32) for _ in range(7)]
    backdrop = behind(film.backdrop)
    shown: dict[int, Image] = {}
    for index in range(FPS * SECONDS):
        t = index / FPS
        dx, dy = (40 + 5 * np.sin(0.9 * t + k) for k in (0.0, 1.7))
        shift = np.array([[1, 0, -dx], [0, 1, -dy]])
        frame = cv2.warpAffine(backdrop, shift, (WIDTH, HEIGHT)).astype(np.float32)
        for number, (actor, figure) in enumerate(zip(film.actors, figures, strict=True)):
            own = seed + 3 * number
            if index % 2 == 0:
                keys = actor.keys
                now = figure.during(keys, t) if keys else figure.at(yaw(t, own), shut(t))
                shown[number] = now
            there = place(t, seed, actor, t if film.walks else SECONDS)
            seen = cv2.warpPerspective(shown[number], there, (WIDTH, HEIGHT))
            frame *= 1 - seen[..., 3:].astype(np.float32) / 255
            frame += actor.gain * seen[..., :3]
        if t < 1.8:
            frame = cv2.GaussianBlur(frame, (0, 0), 0.3 + 1.5 * (1 - t / 1.8))
        frame = expose(frame, t, warmth) + grain[index % 7]
        yield np.clip(frame, 0, 255).astype(np.uint8)


def write(path: Path, pictures: Iterator[Image], bits: int = BITS) -> None:
    """Code the frames as MPEG-4 part 2, which every decoder at hand reads quickly."""
    with av.open(str(path), "w") as film:
        stream = film.add_stream("mpeg4", rate=Fraction(FPS))
        stream.thread_count = 1
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.bit_rate, stream.gop_size = bits, 30
        for picture in pictures:
            film.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="bgr24")))
        film.mux(stream.encode())


def main() -> None:
    """Make the films of the persons whose views are in the folder, and of the empty room."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--out", type=Path, default=Path("kiosk/personas/clips"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    cv2.setNumThreads(1)
    takes = tomllib.loads(TAKES.read_text(encoding="utf-8"))
    there = sorted(f.name for f in options.folder.iterdir() if f.is_dir())
    for name in options.names or [*there, "empty"]:
        film = FILMS.get(name, Film(() if name == "empty" else (Actor(name),)))
        figures = [read(options.folder / actor.views) for actor in film.actors]
        bits = BITS // 2 if name == "empty" else FEW_BITS if name in takes else BITS
        write(options.out / f"{name}.mp4", frames(film, figures, sum(map(ord, name))), bits)


if __name__ == "__main__":
    main()
