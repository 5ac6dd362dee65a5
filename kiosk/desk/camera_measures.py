"""`kiosk doctor --camera`: measures the camera's picture for a few seconds, and gives advice."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import mean, median, pstdev

import numpy as np

from drivers.camera.source import Frame, Source
from kiosk.desk.finding import Finding
from kiosk.errors import CameraMissing
from kiosk.timing import REAL
from models import aligner, quality
from models.detector import Detector, Face
from models.frames import Image
from models.quality import QualityGate

SECONDS = 5.0
LEAST_RATE = 12.0
"""Least frames a second: a decision needs six frames in half a second."""
DARK, BRIGHT = 60.0, 190.0
FLICKER = 0.04
"""Half the relative deviation of the steps of brightness from frame to frame above which lamps
flicker; people who move change the brightness more slowly."""


@dataclass(slots=True)
class Measurements:
    """Measurements of the frames so far. Times in seconds, light 0 to 255."""

    size: tuple[int, int] = (0, 0)
    times: list[float] = field(default_factory=list)
    light: list[float] = field(default_factory=list)
    sharpness: list[float] = field(default_factory=list)
    faces: list[float] = field(default_factory=list)
    """Widths of faces as shares of the frame's height."""

    def rate(self) -> float:
        """Frames a second."""
        if len(self.times) < 2:
            return 0.0
        return (len(self.times) - 1) / max(1e-6, self.times[-1] - self.times[0])


Box = tuple[float, float, float, float]
"""Left, top, right and bottom of a face, in pixels of the frame."""
Told = Callable[[Frame, Measurements, Box | None], bool]
"""Gets each frame, the measurements so far and the face; False ends the measurement."""


def watch(
    source: Source, detector: Detector, seconds: float = SECONDS, told: Told | None = None
) -> Measurements:
    """Measure a source's frames for `seconds`. Raises CameraMissing."""
    seen, near = Measurements(), None
    width, height = source.open()
    seen.size = (width, height)
    buffer = Frame(np.zeros((height, width, 3), np.uint8))
    try:
        for frame in source.frames(lambda: buffer):
            seen.times.append(frame.t_ns / 1e9)
            seen.light.append(float(frame.pixels[::8, ::8].mean()))
            near = measure(seen, detector, frame.pixels, near)
            if told is not None and not told(frame, seen, _box(near) if near else None):
                break
            if seen.times[-1] - seen.times[0] >= seconds:
                break
    finally:
        source.close()
        buffer.pixels[:] = 0
    return seen


def _box(face: Face) -> Box:
    return face.x, face.y, face.x + face.width, face.y + face.height


def measure(seen: Measurements, detector: Detector, frame: Image, near: Face | None) -> Face | None:
    """Add the measurements of the first face; returns the face, None without one."""
    faces = detector.region(frame, near) if near else detector.whole(frame)
    if not faces:
        return None
    face = faces[0]
    grey = aligner.align(frame, face.points).mean(2).astype(np.uint8)
    seen.sharpness.append(quality.sharpness(grey))
    seen.faces.append(max(face.width, 0.75 * face.height) / frame.shape[0])
    return face


@dataclass(frozen=True, slots=True)
class Measured:
    """One measured property: its name, its value, whether it will do, and what to change.

    `way` names the advice where there are two: "dark" or "bright", "far" or "near", else "".
    """

    name: str
    good: bool
    value: float
    way: str = ""


def readings(seen: Measurements) -> tuple[Measured, ...]:
    """Rate, light, flicker, face and sharpness. Without a face, `face` is bad and ends the list."""
    light = mean(seen.light or [0.0])
    steps = [later - earlier for earlier, later in pairwise(seen.light)]
    swing = pstdev(steps) / 2 / max(light, 1.0) if steps else 0.0
    found = (
        Measured("rate", seen.rate() >= LEAST_RATE, seen.rate()),
        Measured("light", DARK <= light <= BRIGHT, light, "dark" if light < DARK else "bright"),
        Measured("flicker", swing <= FLICKER, 100 * swing),
    )
    if not seen.faces:
        return (*found, Measured("face", False, 0.0, "none"))
    gate, size, sharp = QualityGate(), median(seen.faces), median(seen.sharpness)
    way = "far" if size < gate.smallest else "near"
    return (
        *found,
        Measured("face", gate.smallest <= size <= gate.largest, 100 * size, way),
        Measured("sharpness", sharp >= gate.least_sharpness, sharp),
    )


WAYS = {
    "rate": "plug the camera into another USB socket, add light, or ask for a smaller picture",
    "light.dark": "add light on the face",
    "light.bright": "turn the camera from the window or lamp",
    "flicker": "set the camera to the mains' frequency (50 Hz in the east of Japan, 60 in the "
    "west)",
    "face.none": "stand before the camera and run this again",
    "face.far": "come closer or narrow the view",
    "face.near": "step back",
    "sharpness": "clean the lens, set its focus to the place where people stand, or add light",
}
"""What to change, by name and way."""


def judged(seen: Measurements) -> Iterator[Finding]:
    """A finding for each reading, with advice where it is bad."""
    width, height = seen.size
    least = QualityGate().least_sharpness
    for one in readings(seen):
        sentence = {
            "rate": f"{one.value:.1f} frames a second of {width}x{height}",
            "light": f"The picture's light is {one.value:.0f} of 255",
            "flicker": f"The light goes up and down by {one.value:.1f} %",
            "face": f"The face fills {one.value:.0f} % of the height",
            "sharpness": f"The face's sharpness is {one.value:.4f}, of which {least:g} is needed",
        }[one.name]
        if one.way == "none":
            sentence = "No face was seen"
        told = f"{sentence}." if one.good else f"{sentence}; {WAYS[advice(one)]}."
        yield Finding(f"camera {one.name}", one.good, told, False)


def advice(reading: Measured) -> str:
    """The key of what to change, in `WAYS` and in the window's texts."""
    return f"{reading.name}.{reading.way}" if reading.way else reading.name


def examine(
    source: Source, seconds: float = SECONDS, told: Told | None = None
) -> Iterator[Finding]:
    """Switch the source on for `seconds`, and yield the findings. No frame is kept."""
    from models.engine import engine_factory

    began = REAL.monotonic()
    try:
        seen = watch(source, engine_factory().detector(), seconds, told)
    except CameraMissing as error:
        yield Finding("camera", False, error.detail, False)
        return
    name = f"{source.name} was on for {REAL.monotonic() - began:.0f} s; nothing was kept."
    yield Finding("camera", bool(seen.times), name, False)
    yield from judged(seen)
