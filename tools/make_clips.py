"""Make the personas' portraits and clips from pictures whose licence allows it.

A card photo and what a camera sees of the same person are never the same pixels: the person is cut
out of a photograph, put before an invented room, and moved, turned, lit, blurred and coded as a
webcam on a reception desk would see it. Sources and licences: kiosk/personas/SOURCES.md.

    python tools/make_clips.py [--sdist face_recognition-1.3.0.tar.gz] [--out kiosk/personas]
"""

import argparse
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
WIDTH, HEIGHT, FPS, SECONDS = 1280, 720, 30, 6
SDIST = "face-recognition==1.3.0"
CUT_FACE = 90  # face width in px at which the person is separated from the background


@dataclass(frozen=True)
class Picture:
    """One photograph: `face` is (x, y, width, height), `eyes` the two eye centres, in pixels."""

    name: str
    face: tuple[int, int, int, int]
    eyes: tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Role:
    """One persona's card photo and clip; `gain` and `warmth` light the clip unlike the photo."""

    portrait: Picture
    seen: Picture
    gain: float
    warmth: float
    seed: int


OBAMA_2012 = Picture("obama.jpg", (369, 92, 241, 329), ((439, 215), (555, 215)))
OBAMA_2010 = Picture("obama3.jpg", (645, 274, 266, 346), ((736, 378), (867, 381)))
BIDEN_2010 = Picture("biden.jpg", (427, 173, 288, 404), ((520, 327), (668, 331)))
COLLINS = Picture("astronaut", (179, 63, 91, 110), ((202, 106), (245, 105)))
ROLES = {
    "obama": Role(OBAMA_2012, OBAMA_2010, 1.15, 1.02, 1),
    "biden": Role(BIDEN_2010, BIDEN_2010, 1.20, 0.96, 2),
    "collins": Role(COLLINS, COLLINS, 0.86, 1.05, 3),
}


def read(name: str, sdist: Path) -> Image:
    """The photograph, BGR."""
    if name == "astronaut":
        import skimage.data

        return np.ascontiguousarray(skimage.data.astronaut()[..., ::-1])
    with tarfile.open(sdist) as archive:
        member = next(m for m in archive if m.name.endswith(f"tests/test_images/{name}"))
        handle = archive.extractfile(member)
        assert handle is not None
        return cv2.imdecode(np.frombuffer(handle.read(), np.uint8), cv2.IMREAD_COLOR)


def download(folder: Path) -> Path:
    """The source package of face_recognition, fetched by pip."""
    command = [sys.executable, "-m", "pip", "download", "--no-binary", ":all:", "--no-deps", SDIST]
    subprocess.run([*command, "--dest", str(folder)], check=True)
    return next(folder.glob("*.tar.gz"))


def portrait(image: Image, picture: Picture) -> Image:
    """The card portrait: 480x600, eyes level, head as large as a card photo shows it."""
    left, right = (np.array(eye, np.float32) for eye in picture.eyes)
    x, y = right - left
    scale = 122 / float(np.hypot(x, y))
    turn = cv2.getRotationMatrix2D(tuple((left + right) / 2), np.degrees(np.arctan2(y, x)), scale)
    turn[:, 2] += np.array([240, 262]) - (left + right) / 2
    return cv2.warpAffine(
        image, turn, (480, 600), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE
    )


def cut_out(image: Image, picture: Picture) -> tuple[Image, NDArray[np.float32]]:
    """The person down to the waist and an alpha of the same size, by GrabCut around the face."""
    x, y, w, h = picture.face
    image = image[: min(image.shape[0], int(y + 3.2 * h))]
    scale = CUT_FACE / w
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    x, y, w, h = (int(v * scale) for v in picture.face)
    rows, columns = small.shape[:2]
    mask = np.full((rows, columns), cv2.GC_PR_BGD, np.uint8)
    middle = (x + w // 2, y + h // 2)
    cv2.ellipse(mask, middle, (int(w * 0.8), int(h * 0.75)), 0, 0, 360, cv2.GC_PR_FGD, -1)
    shoulders = (x - int(0.9 * w), y + int(1.25 * h))
    cv2.rectangle(mask, shoulders, (x + int(1.9 * w), rows), cv2.GC_PR_FGD, -1)
    cv2.ellipse(mask, middle, (int(w * 0.45), int(h * 0.5)), 0, 0, 360, cv2.GC_FGD, -1)
    cv2.rectangle(mask, (x + w // 5, y + h), (x + w * 4 // 5, rows), cv2.GC_FGD, -1)
    mask[: max(0, y - int(0.35 * h))] = cv2.GC_BGD
    cv2.setRNGSeed(0)
    cv2.grabCut(small, mask, None, np.zeros((1, 65)), np.zeros((1, 65)), 6, cv2.GC_INIT_WITH_MASK)
    inside = np.isin(mask, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8)
    _, labels = cv2.connectedComponents(inside)
    body = (labels == labels[middle[1], middle[0]]).astype(np.float32)
    body = cv2.GaussianBlur(cv2.erode(body, np.ones((2, 2))), (0, 0), 1.0)
    return image, cv2.resize(body, image.shape[1::-1], interpolation=cv2.INTER_CUBIC).clip(0, 1)


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


def settle(t: float, start: float, end: float, until: float = 1.8) -> float:
    """From `start` to `end`, easing in and out, over the first `until` seconds."""
    x = min(1.0, t / until)
    return start + (end - start) * x * x * (3 - 2 * x)


def place(picture: Picture, t: float, seed: int) -> NDArray[np.float64]:
    """Homography from the photograph to the frame at `t`: walk in, settle, then small movements."""
    sway = np.sin(2 * np.pi * (np.array([0.23, 0.31, 0.17, 0.27]) * t + 0.29 * seed))
    eye_distance = settle(t, 40, 98) * (1 + 0.03 * sway[0])
    x = settle(t, 260, WIDTH / 2) + 14 * sway[1]
    y = settle(t, 415, 290) + 8 * sway[2] + 6 * np.sin(9 * t) * max(0.0, 1 - t / 1.8)
    roll = np.radians(3.5 * sway[3])
    left, right = (np.array(eye, float) for eye in picture.eyes)
    middle, scale = (left + right) / 2, eye_distance / np.hypot(*(right - left))
    c, s = scale * np.cos(roll), scale * np.sin(roll)
    turn = np.array([[c, -s, 0], [s, c, 0], [0, 0, 1.0]])
    lean = np.eye(3)
    lean[2, 0] = 2.2e-4 * sway[1] * np.hypot(*(right - left)) / 100
    home = np.array([[1, 0, -middle[0]], [0, 1, -middle[1]], [0, 0, 1.0]])
    there = np.array([[1, 0, x], [0, 1, y], [0, 0, 1.0]])
    return there @ lean @ turn @ home


def expose(image: NDArray[np.float32], t: float, role: Role | None) -> NDArray[np.float32]:
    """Exposure hunting at the start, a cloud at the middle, and the lamp's colour."""
    hunting = 1 + 0.22 * np.exp(-2.2 * t)
    cloud = 1 - 0.28 * np.exp(-(((t - 4.4) / 0.7) ** 2))
    warmth = role.warmth if role else 1.0
    colour = np.array([2 - warmth, 1.0, warmth], np.float32)
    return image * (hunting * cloud * colour).astype(np.float32)


def frames(role: Role | None, image: Image | None) -> list[Image]:
    """All frames of a clip, BGR; without a role, the room alone."""
    rng = np.random.default_rng(role.seed if role else 9)
    backdrop, out = room(), []
    if role and image is not None:
        person, alpha = cut_out(image, role.seen)
        person = np.clip(person.astype(np.float32) * role.gain, 0, 255)
    for index in range(FPS * SECONDS):
        t = index / FPS
        dx, dy = (40 + 5 * np.sin(0.9 * t + k) for k in (0.0, 1.7))
        shift = np.array([[1, 0, -dx], [0, 1, -dy]])
        frame = cv2.warpAffine(backdrop, shift, (WIDTH, HEIGHT)).astype(np.float32)
        if role and image is not None:
            h = place(role.seen, t, role.seed)
            layer = cv2.warpPerspective(person, h, (WIDTH, HEIGHT), flags=cv2.INTER_AREA)
            a = cv2.warpPerspective(alpha, h, (WIDTH, HEIGHT))[..., None]
            frame = frame * (1 - a) + layer * a
        blur = 0.6 + 1.3 * max(0.0, 1 - t / 1.8)
        frame = expose(cv2.GaussianBlur(frame, (0, 0), blur), t, role)
        frame += rng.normal(0, 1.5, (HEIGHT, WIDTH, 1)).astype(np.float32)
        out.append(np.clip(frame, 0, 255).astype(np.uint8))
    return out


def write(path: Path, pictures: list[Image]) -> None:
    """Code the frames; MPEG-4 part 2 is what the headless wheel of OpenCV writes everywhere."""
    writer = cv2.VideoWriter(
        str(path), cv2.VideoWriter.fourcc(*"mp4v"), float(FPS), (WIDTH, HEIGHT)
    )
    if not writer.isOpened():
        raise SystemExit(f"cannot write {path}")
    for picture in pictures:
        writer.write(picture)
    writer.release()


def main() -> None:
    """Make everything under `--out`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sdist", type=Path, help="face_recognition-1.3.0.tar.gz; else by pip")
    parser.add_argument("--out", type=Path, default=Path("kiosk/personas"))
    options = parser.parse_args()
    portraits, clips = options.out / "portraits", options.out / "clips"
    for folder in (portraits, clips):
        folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        sdist = options.sdist or download(Path(folder))
        for name, role in ROLES.items():
            card = portrait(read(role.portrait.name, sdist), role.portrait)
            cv2.imwrite(str(portraits / f"{name}.jpg"), card, [cv2.IMWRITE_JPEG_QUALITY, 88])
            write(clips / f"{name}.mp4", frames(role, read(role.seen.name, sdist)))
    write(clips / "empty.mp4", frames(None, None))


if __name__ == "__main__":
    main()
