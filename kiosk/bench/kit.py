"""`kiosk bench kit`: what a run of the test kit costs in wall time, and the size of its traces."""

import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from statistics import median

from kiosk.bench import Row, at_most
from kiosk.testkit.client import Service
from kiosk.testkit.playing.play import Options, play, play_one
from kiosk.testkit.playing.reading import read
from kiosk.testkit.playing.scenario import Scenario
from kiosk.testkit.process import Desks

BY_PIN, BY_FACE = "consent_all_declined", "face_agree_all"
"""Scenarios of one whole reception, without and with matching."""
JOBS = 2
RUNS, QUICK_RUNS = 20, 5
QUICK_SHARE = 8
"""With --quick, one of so many scenarios is played."""


def rows(*, quick: bool) -> list[Row]:
    """The figures, each the median of several runs, on a process that is warm."""
    runs = QUICK_RUNS if quick else RUNS
    with Desks() as desks:
        service = desks.service
        names = service.names()
        by_pin, by_face = (shipped(name, names) for name in (BY_PIN, BY_FACE))
        listed = [one for file in sorted(folder().rglob("*.toml")) for one in read(file, names)]
        found = [
            at_most("reception without matching", _played(by_pin, service, runs), "s", 0.15),
            at_most("reception with matching", _played(by_face, service, runs), "s", 0.4),
            at_most("reset of a desk", _reset(service, runs), "s", 0.1),
            at_most("largest trace", _largest(service, (by_pin, by_face)), "MB", 2.0),
        ]
    return [*found, *_all(listed[::QUICK_SHARE] if quick else listed, whole=not quick)]


def folder() -> Path:
    """The folder of the shipped scenarios."""
    return Path(str(files("kiosk.testkit") / "scenarios"))


def shipped(name: str, names: dict[str, object]) -> Scenario:
    """The shipped scenario of that name."""
    (scenario,) = read(folder() / f"{name}.toml", names)
    return scenario


def _played(scenario: Scenario, service: Service, runs: int) -> float:
    """The seconds of a run, the desk's opening and closing included."""

    def once() -> None:
        failure = play_one(scenario, service, Options(keep="never")).failure
        if failure:
            raise RuntimeError(f"{scenario.name} is red: {failure}")

    return _seconds(once, runs)


def _reset(service: Service, runs: int) -> float:
    kiosk = service.open()
    seconds = _seconds(kiosk.reset, runs)
    kiosk.close()
    return seconds


def _seconds(call: Callable[[], None], runs: int) -> float:
    call()  # loads what the first one needs
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        call()
        taken.append(time.perf_counter() - began)
    return median(taken)


def _largest(service: Service, scenarios: Sequence[Scenario]) -> float:
    with tempfile.TemporaryDirectory() as traces:
        options = Options(traces=Path(traces), keep="always")
        sizes = [
            run.trace.stat().st_size
            for run in (play_one(scenario, service, options) for scenario in scenarios)
            if run.trace is not None
        ]
    return max(sizes) / 1e6


def _all(scenarios: Sequence[Scenario], *, whole: bool) -> list[Row]:
    """All shipped scenarios, or a part of them, for which there is no goal."""
    began = time.perf_counter()
    played = play(scenarios, Options(jobs=JOBS, keep="never"))
    seconds = time.perf_counter() - began
    red = sum(not run.green for run in played)
    name = f"{len(scenarios)} scenarios with {JOBS} jobs"
    took = at_most(name, seconds, "s", 120.0)
    return [
        took if whole else replace(took, goal=None, met=None),
        at_most("of them red", red, "", 0),
    ]
