"""`kiosk bench face`: the face engine on recorded frames, and the peer on the same frames.

This project's engine and the peer run in turns in short rounds, and the medians are reported, so
other load of the machine affects both.
"""

import gc
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median, quantiles

import cv2

from drivers.camera.sources.pictures import decode
from drivers.camera.sources.recording import first_frames
from kiosk.bench import Row, at_least, at_most, resident_mb
from kiosk.personas.schema import FOLDER
from models import aligner, quality
from models.decision import LEAST_S, STRICT, Decision, Verdict
from models.detector import Face
from models.engine import Engine, FaceEngine, Template, load_sface
from models.frames import Image
from models.quality import QualityGate
from models.scene import scene

PEOPLE = ("sakura", "kenji", "masao")
SIZES = {"720p": (1280, 720), "480p": (640, 480)}
SETTLED_S = 2.0
"""Seconds; the personas' clips start with a person walking in, which is skipped."""
WHOLE_EVERY = 30
FPS = 30
"""Frames a second of the personas' clips."""
MOST_FRAMES = round(LEAST_S * FPS) + 3
"""Frames of the least time of a decision, and three more."""
GOALS = {("720p", 2): 120.0, ("720p", 1): 60.0, ("480p", 2): 70.0}


def resized(frames: list[Image], size: tuple[int, int]) -> list[Image]:
    """The frames resized to (width, height) and cropped, not distorted."""
    width, height = size
    out = []
    for frame in frames:
        rows, columns = frame.shape[:2]
        wide = min(columns, round(rows * width / height))
        left = (columns - wide) // 2
        part = frame[:, left : left + wide]
        shape = cv2.resize(part, size, interpolation=cv2.INTER_AREA)
        out.append(shape.astype("uint8", copy=False))
    return out


def enrolled(engine: Engine, name: str) -> Template:
    """The template of a persona's portrait."""
    template = engine.enroll(decode(FOLDER / "portraits" / f"{name}.jpg"))
    if not isinstance(template, Template):
        raise SystemExit(f"the portrait of {name} cannot be enrolled: {template}")
    return template


def chase(engine: Engine, template: Template, frames: list[Image]) -> None:
    """Match every frame as the face desk does."""
    near: Face | None = None
    for k, frame in enumerate(frames):
        near = engine.look(frame, template, near, check=k % WHOLE_EVERY == 0).face


def together(engine: Engine, template: Template, frames: list[Image], workers: int) -> None:
    """As `chase`, with the frames shared by `workers` threads."""
    shares = [frames[k::workers] for k in range(workers)]
    threads = [threading.Thread(target=chase, args=(engine, template, s)) for s in shares]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@dataclass(slots=True)
class Taken:
    """Milliseconds per frame of several rounds, by the clock and by processor time."""

    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    def measure(self, work: Callable[[], None], frames: int) -> None:
        """Add a round. Other programs' use of the processor affects the clock only."""
        began, used = time.perf_counter(), time.process_time()
        work()
        self.processor.append((time.process_time() - used) * 1e3 / frames)
        self.clock.append((time.perf_counter() - began) * 1e3 / frames)


def peer_engine(name: str) -> Engine | None:
    """The engine to compare with, or None if its extra is not installed."""
    if name != "face_recognition":
        raise SystemExit(f"no peer {name!r}; known: face_recognition")
    with suppress(ImportError):
        from models.face_recognition_engine import FaceRecognition

        return FaceRecognition()
    return None


@dataclass(frozen=True, slots=True)
class Plan:
    """The amount of measurements."""

    frames: int
    rounds: int
    peer_frames: int

    @classmethod
    def of(cls, *, quick: bool) -> "Plan":
        """A quick plan ends within 45 seconds on two cores."""
        return cls(60, 4, 2) if quick else cls(150, 10, 3)


def path_rows(
    engine: Engine, peer: Engine | None, frames: list[Image], size: str, plan: Plan
) -> list[Row]:
    """The whole path at one size: milliseconds, frames per second, and ratios to the peer."""
    pictures = resized(frames, SIZES[size])
    template, few = enrolled(engine, "kenji"), pictures[: plan.peer_frames]
    ours = {workers: Taken() for workers in (1, 2)}
    theirs = Taken()
    peers = partial(chase, peer, enrolled(peer, "kenji"), few) if peer else None
    together(engine, template, pictures[:20], 2)
    for _ in range(plan.rounds):
        for workers, taken in ours.items():
            taken.measure(partial(together, engine, template, pictures, workers), len(pictures))
        if peers:
            theirs.measure(peers, len(few))
    rows = []
    for workers, taken in ours.items():
        name = f"face_{size}_{workers}_worker{'s' if workers > 1 else ''}"
        rows.append(Row(f"{name}_ms", round(median(taken.clock), 2), "ms"))
        rows.append(Row(f"{name}_fps", round(1e3 / median(taken.clock), 1), "frames/s"))
        if peers:
            ratio, goal = median(theirs.clock) / median(taken.clock), GOALS.get((size, workers))
            name = f"{name}_ratio"
            rows.append(
                at_least(name, ratio, "x", goal) if goal else Row(name, round(ratio, 1), "x")
            )
    if peers:
        ratio = median(theirs.processor) / median(ours[1].processor)
        rows += [
            Row(f"peer_{size}_ms", round(median(theirs.clock), 1), "ms"),
            Row(f"face_{size}_cpu_ms", round(median(ours[1].processor), 2), "ms"),
            Row(f"peer_{size}_cpu_ms", round(median(theirs.processor), 1), "ms"),
            Row(f"face_{size}_cpu_ratio", round(ratio, 1), "x"),
        ]
    return rows


def stage_rows(engine: FaceEngine, frame: Image, rounds: int) -> list[Row]:
    """Each stage alone on one thread: p50 and p95."""
    detector, embedder = engine.parts
    whole = detector.whole(frame)[0]
    face = detector.region(frame, whole)[0]
    aligned = aligner.align(frame, face.points)
    stages: dict[str, Callable[[], object]] = {
        "detect_whole": lambda: detector.whole(frame),
        "detect_region": lambda: detector.region(frame, whole),
        "align": lambda: aligner.align(frame, face.points),
        "judge": lambda: quality.judge(face, frame, aligned, QualityGate()),
        "embed": lambda: embedder.embed(aligned),
        "embed_in_doubt": lambda: engine.describe(frame, face, aligned, again=True),
    }
    rows = []
    for name, run in stages.items():
        taken = []
        for _ in range(rounds):
            began = time.perf_counter()
            run()
            taken.append((time.perf_counter() - began) * 1e3)
        rows.append(Row(f"stage_{name}_p50", round(median(taken), 3), "ms"))
        rows.append(Row(f"stage_{name}_p95", round(quantiles(taken, n=20)[18], 3), "ms"))
    return rows


def decided(engine: Engine, template: Template, frames: list[Image]) -> tuple[Verdict, int, float]:
    """The verdict on a clip, the number of good frames, and the best score."""
    decision, near, good = Decision(engine.calibration, STRICT), None, 0
    for k, frame in enumerate(frames):
        again = decision.in_doubt
        sight = engine.look(frame, template, near, check=k % WHOLE_EVERY == 0, again=again)
        near = sight.face
        if sight.score is None:
            continue
        good += 1
        seen = scene(frame, sight.face) if sight.face else None
        verdict = decision.add(sight.score, k / FPS, seen)
        if verdict is not Verdict.OPEN:
            return verdict, good, decision.best or 0.0
    return Verdict.OPEN, good, decision.best or 0.0


def decision_rows(engine: Engine, starts: int) -> list[Row]:
    """Genuine clips from several start times, and every clip against every other card."""
    taken, false_accepts, refused, crossed = [], 0, 0, 0
    for clip in PEOPLE:
        frames = first_frames(FOLDER / "clips" / f"{clip}.mp4", 180)
        for card in PEOPLE:
            template = enrolled(engine, card)
            if card != clip:
                verdict, _, _ = decided(engine, template, frames)
                crossed += 1
                false_accepts += verdict is Verdict.SAME
                refused += verdict is Verdict.OTHER
                continue
            for start in range(starts):
                shifted = frames[45 + 135 * start // starts :]
                verdict, good, _ = decided(engine, template, shifted)
                taken.append(good if verdict is Verdict.SAME else 99)
    p95 = quantiles(taken, n=20)[18]
    return [
        at_most("genuine_frames_to_decision_p95", p95, "good frames", MOST_FRAMES),
        at_most("cross_person_false_accepts", false_accepts, f"of {crossed}", 0),
        at_least("cross_person_refused", refused, f"of {crossed}", crossed),
    ]


def load_rows() -> tuple[FaceEngine, list[Row]]:
    """Time to load the engine from a warm cache, and the memory it adds."""
    load_sface()
    gc.collect()
    began = time.perf_counter()
    engine = load_sface()
    seconds = time.perf_counter() - began
    return engine, [at_most("engine_ready_warm", seconds, "s", 0.7)]


def rows(
    quick: bool = False, frames: Path | None = None, against: str | None = "face_recognition"
) -> list[Row]:
    """All rows of the bench, on the frames of a clip (default: a persona's)."""
    plan = Plan.of(quick=quick)
    engine, found = load_rows()
    found.append(at_most("engine_process_resident", resident_mb(), "MiB", 220))
    clip = frames or FOLDER / "clips" / "kenji.mp4"
    pictures = first_frames(clip, plan.frames, SETTLED_S if frames is None else 0.0)
    found += stage_rows(engine, pictures[0], 60 if quick else 200)
    peer = peer_engine(against) if against else None
    for size in SIZES:
        found += path_rows(engine, peer, pictures, size, plan)
    return found + decision_rows(engine, 3 if quick else 8)
