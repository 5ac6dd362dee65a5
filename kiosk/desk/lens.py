"""`kiosk doctor --camera`: measures the camera's picture for a few seconds, and gives advice."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import mean, median, pstdev

import numpy as np

from drivers.camera.source import Frame, Source
from kiosk.desk.doctor import Finding
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
"""Relative deviation of the frames' mean brightness above which lamps flicker."""


@dataclass(slots=True)
class Seen:
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


def watch(source: Source, detector: Detector, seconds: float = SECONDS) -> Seen:
    """Measure a source's frames for `seconds`. Raises CameraMissing."""
    seen, near = Seen(), None
    width, height = source.open()
    buffer = Frame(np.zeros((height, width, 3), np.uint8))
    try:
        for frame in source.frames(lambda: buffer):
            seen.times.append(frame.t_ns / 1e9)
            seen.light.append(float(frame.pixels[::8, ::8].mean()))
            near = measure(seen, detector, frame.pixels, near)
            if seen.times[-1] - seen.times[0] >= seconds:
                break
    finally:
        source.close()
        buffer.pixels[:] = 0
    seen.size = (width, height)
    return seen


def measure(seen: Seen, detector: Detector, frame: Image, near: Face | None) -> Face | None:
    """Add the measurements of the first face; returns the face, None without one."""
    faces = detector.region(frame, near) if near else detector.whole(frame)
    if not faces:
        return None
    face = faces[0]
    grey = aligner.align(frame, face.points).mean(2).astype(np.uint8)
    seen.sharpness.append(quality.sharpness(grey))
    seen.faces.append(max(face.width, 0.75 * face.height) / frame.shape[0])
    return face


def judged(seen: Seen) -> Iterator[Finding]:
    """Findings on rate, light, flicker, face and sharpness, each with advice when it is bad."""
    rate, (width, height) = seen.rate(), seen.size
    yield _finding(
        "camera rate",
        rate >= LEAST_RATE,
        f"{rate:.1f} frames a second of {width}x{height}",
        "plug the camera into another USB socket, add light, or ask for a smaller picture",
    )
    light = mean(seen.light or [0.0])
    way = "add light on the face" if light < DARK else "turn the camera from the window or lamp"
    yield _finding(
        "camera light", DARK <= light <= BRIGHT, f"The picture's light is {light:.0f} of 255", way
    )
    swing = pstdev(seen.light) / max(light, 1.0) if seen.light else 0.0
    yield _finding(
        "camera flicker",
        swing <= FLICKER,
        f"The light goes up and down by {100 * swing:.1f} %",
        "set the camera to the mains' frequency (50 Hz in the east of Japan, 60 in the west)",
    )
    if not seen.faces:
        sentence = "No face was seen; stand before the camera and run this again."
        yield Finding("camera face", False, sentence, False)
        return
    gate, size = QualityGate(), median(seen.faces)
    fits = gate.smallest <= size <= gate.largest
    way = "come closer or narrow the view" if size < gate.smallest else "step back"
    yield _finding("camera face", fits, f"The face fills {100 * size:.0f} % of the height", way)
    sharp = median(seen.sharpness)
    yield _finding(
        "camera sharpness",
        sharp >= gate.least_sharpness,
        f"The face's sharpness is {sharp:.4f}, of which {gate.least_sharpness:g} is needed",
        "clean the lens, set its focus to the place where people stand, or add light",
    )


def _finding(name: str, good: bool, told: str, way: str) -> Finding:
    return Finding(name, good, f"{told}." if good else f"{told}; {way}.", False)


def examine(source: Source, seconds: float = SECONDS) -> Iterator[Finding]:
    """Switch the source on for `seconds`, and yield the findings. No frame is kept."""
    from models.engine import engine_factory

    began = REAL.monotonic()
    try:
        seen = watch(source, engine_factory().detector(), seconds)
    except CameraMissing as error:
        yield Finding("camera", False, error.detail, False)
        return
    name = f"{source.name} was on for {REAL.monotonic() - began:.0f} s; nothing was kept."
    yield Finding("camera", bool(seen.times), name, False)
    yield from judged(seen)
