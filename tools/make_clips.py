"""Make the personas' films from the rendered views of their invented faces.

A film shows somebody who comes near, looks into the camera, blinks, and turns the head to both
sides, as a camera on a reception desk sees it: before an invented room, with exposure that hunts,
soft focus while walking, and noise. `python -m tools.make_faces views FOLDER` renders the views;
between two of them the picture is led along the optical flow.

    python tools/make_clips.py FOLDER [--out kiosk/personas/clips] [NAME...]
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Plane = NDArray[np.float32]
WIDTH, HEIGHT, FPS, SECONDS = 1280, 720, 30, 6
BITS = 900_000
"""Bits a second of a film."""
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
    flows: dict[tuple[str, str], Plane]

    def at(self, yaw: float, shut: float) -> Image:
        """The person with the head turned by so many degrees, premultiplied BGRA."""
        side = "left" if yaw > 0 else "right"
        share = min(1.0, abs(yaw) / YAW)
        ahead = self.heads["ahead"]
        if shut > 0:  # the eyes shut where the head hardly turns: no other view is mixed in
            ahead = ahead + shut * (self.heads["shut"] - ahead)
            head = _led(ahead, self.flows["ahead", side], share)
        else:
            first = _led(ahead, self.flows["ahead", side], share)
            second = _led(self.heads[side], self.flows[side, "ahead"], 1 - share)
            head = first * (1 - share) + second * share
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
    heads = {n: layer(folder / f"{n}.png", HEAD) for n in ("right", "ahead", "left", "shut")}
    height, width = heads["ahead"].shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    side = np.clip(np.minimum(x, width - 1 - x) / 20, 0, 1)
    shown = np.clip((height - 5 - y) / 45, 0, 1) * side
    grey = {name: _grey(head) for name, head in heads.items()}
    search = cv2.DISOpticalFlow_create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    pairs = [("ahead", "left"), ("left", "ahead"), ("ahead", "right"), ("right", "ahead")]
    flows = {
        pair: np.asarray(search.calc(grey[pair[0]], grey[pair[1]], None), np.float32)
        for pair in pairs
    }
    return Figure(body, heads, shown[..., None], flows)


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


def place(t: float, seed: int) -> NDArray[np.float64]:
    """Homography from the layer to the frame at `t`: walk in, settle, then small movements."""
    sway = np.sin(2 * np.pi * (np.array([0.23, 0.31, 0.17, 0.27]) * t + 0.29 * seed))
    scale = settle(t, 40, NEAR) * (1 + 0.03 * sway[0]) / NEAR
    x = settle(t, 260, WIDTH / 2) + 14 * sway[1]
    y = settle(t, 415, 290) + 8 * sway[2] + 6 * np.sin(9 * t) * max(0.0, 1 - t / 1.8)
    roll = np.radians(2.5 * sway[3])
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


def frames(person: Figure | None, seed: int) -> Iterator[Image]:
    """All frames of a film, BGR; without a person, the room alone."""
    rng = np.random.default_rng(seed)
    warmth = float(rng.uniform(0.97, 1.03)) if person else 1.0
    grain = [rng.normal(0, 1.2, (HEIGHT, WIDTH, 1)).astype(np.float32) for _ in range(7)]
    backdrop = room()
    figure = np.zeros(0, np.uint8)
    for index in range(FPS * SECONDS):
        t = index / FPS
        dx, dy = (40 + 5 * np.sin(0.9 * t + k) for k in (0.0, 1.7))
        shift = np.array([[1, 0, -dx], [0, 1, -dy]])
        frame = cv2.warpAffine(backdrop, shift, (WIDTH, HEIGHT)).astype(np.float32)
        if person is not None:
            if index % 2 == 0:
                figure = person.at(yaw(t, seed), shut(t))
            seen = cv2.warpPerspective(figure, place(t, seed), (WIDTH, HEIGHT))
            frame *= 1 - seen[..., 3:].astype(np.float32) / 255
            frame += seen[..., :3]
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
    for folder in sorted(f for f in options.folder.iterdir() if f.is_dir()):
        if not options.names or folder.name in options.names:
            seed = sum(map(ord, folder.name))
            write(options.out / f"{folder.name}.mp4", frames(read(folder), seed))
    if not options.names or "empty" in options.names:
        write(options.out / "empty.mp4", frames(None, 9), BITS // 2)


if __name__ == "__main__":
    main()
