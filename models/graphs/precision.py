"""int8 or fp32: whichever this machine runs faster, measured once and remembered."""

import json
import platform
import time
from collections.abc import Callable
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from statistics import median

import numpy as np
from numpy.typing import NDArray

from models.convert import write_whole
from models.graphs.runtime import Graph

ROUNDS = 9
WORTH = 0.8
"""int8 must take at most this share of fp32's time: without VNNI it does not."""


class Precision(StrEnum):
    """How SFace is computed."""

    INT8 = "int8"
    FP32 = "fp32"


def remembered(folder: Path) -> Precision | None:
    """The choice that was measured earlier on this machine; None if there is none."""
    try:
        told = json.loads(_file(folder).read_text(encoding="utf-8"))
        return Precision(told["precision"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def choose(make: Callable[[Precision], Graph], folder: Path) -> Precision:
    """Measure both graphs, remember the answer in `folder` and give it."""
    graphs = {precision: make(precision) for precision in Precision}
    seconds: dict[Precision, list[float]] = {precision: [] for precision in Precision}
    face = sample()
    for _ in range(ROUNDS):
        for precision, graph in graphs.items():
            began = time.perf_counter()
            graph.run(face)
            seconds[precision].append(time.perf_counter() - began)
    middle = {precision: median(taken[2:]) for precision, taken in seconds.items()}
    faster = middle[Precision.INT8] <= WORTH * middle[Precision.FP32]
    chosen = Precision.INT8 if faster else Precision.FP32
    told = {"precision": chosen.value, **{p.value: round(s * 1e3, 2) for p, s in middle.items()}}
    write_whole(_file(folder), json.dumps(told).encode())
    return chosen


def _file(folder: Path) -> Path:
    machine = "|".join([platform.machine(), platform.processor(), platform.node()])
    return folder / f"precision-{sha256(machine.encode()).hexdigest()[:12]}.json"


def sample() -> NDArray[np.uint8]:
    """An array of the shape of an aligned face; computing time does not depend on its content."""
    return np.full((1, 112, 112, 4), 127, np.uint8)
