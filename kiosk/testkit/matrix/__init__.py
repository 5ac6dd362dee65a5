"""The fault matrix: every fault on every page where it can strike, each cell a scenario.

`pages.toml` says how each page is reached, `strikes.toml` which faults strike there and how the
reception then ends. A cell reaches its page, lets the fault strike, goes on as a willing patient
does until the waiting screen, and then looks whether anything is left of the patient and whether
the next patient is received normally.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from kiosk.testkit.client import Service
from kiosk.testkit.playing.scenario import Scenario, Step

FOLDER = Path(__file__).parent
STRIKES = FOLDER / "strikes.toml"
NEXT = "kenji"
"""The persona who comes after the patient with the fault."""
FROM_NOW_ON: Mapping[str, Mapping[str, Any]] = {
    "apdu.pulled": {"fault": "pulled"},
    "apdu.delay": {"fault": "delay", "times": 0, "seconds": 12.0},
    "apdu.mute": {"fault": "mute", "times": 0},
    "apdu.status": {"fault": "status", "times": 0, "sw": 0x6F00},
    "apdu.empty": {"fault": "empty", "times": 0},
    "apdu.truncated": {"fault": "truncated", "times": 0},
    "apdu.lying": {"fault": "lying", "times": 0},
    "apdu.photo_bomb": {"fault": "photo_bomb", "times": 0},
}
"""Faults of the card's answers, from the first command after the page on."""
ACTS: Mapping[str, Mapping[str, Any]] = {
    "taken": {"remove": True},
    "nobody": {"wait": 600.0},
    "staff.cancel": {"staff": "cancel"},
    "staff.restart": {"staff": "restart"},
    "staff.start_visual": {"staff": "start_visual"},
}
"""Faults that are acts of people, or the lack of one."""
NEEDED_ACT: Mapping[str, Mapping[str, Any]] = {
    "settings.stale": {"staff": "settings", "uses": ["medicine"]},
}
"""The act that a fault needs to strike."""


@dataclass(frozen=True, slots=True)
class Page:
    """How a page is reached, and what follows the fault."""

    desk: dict[str, Any]
    steps: tuple[dict[str, Any], ...]
    then: tuple[dict[str, Any], ...] = ()


def pages() -> dict[str, Page]:
    """The pages of the matrix by their names, in the order of a reception."""
    made = tomllib.loads((FOLDER / "pages.toml").read_text("utf-8"))
    return {
        name: Page(one.get("desk", {}), tuple(one["steps"]), tuple(one.get("then", ())))
        for name, one in made.items()
    }


def strikes() -> dict[str, dict[str, str]]:
    """How the reception ends, by fault and page: an outcome, with a fault's id after it or not."""
    if not STRIKES.exists():
        return {}
    return tomllib.loads(STRIKES.read_text("utf-8"))


def chosen(patterns: Iterable[str]) -> list[tuple[str, str]]:
    """The cells whose names, `fault@page`, fit one of the patterns; all of them without any."""
    wanted = tuple(patterns)
    known = [(fault, page) for fault, ends in strikes().items() for page in ends]
    return [
        cell
        for cell in known
        if not wanted or any(fnmatch("@".join(cell), pattern) for pattern in wanted)
    ]


def scenarios(
    cells: Iterable[tuple[str, str]], service: Service, ends: Mapping[str, Mapping[str, str]]
) -> list[Scenario]:
    """The cells as scenarios; commands to the card are counted with `service` first."""
    wanted, ways = list(cells), pages()
    counted = {
        page: commands(ways[page], service)
        for page in dict.fromkeys(page for fault, page in wanted if fault in FROM_NOW_ON)
    }
    return [
        _cell(fault, page, ways[page], counted.get(page, 0), ends.get(fault, {}).get(page, ""))
        for fault, page in wanted
    ]


def inserted(way: Page) -> int | None:
    """The number of the step that inserts the card which lies on the reader after the fault."""
    steps = (*way.steps, *way.then)
    found = [number for number, step in enumerate(steps) if "insert" in step]
    return found[-1] if found else None


def commands(page: Page, service: Service) -> int:
    """How many commands the card has got when the page is reached."""
    from kiosk.testkit.playing.play import CALLS

    kiosk = service.open(**page.desk)
    try:
        for step in page.steps:
            CALLS[next(iter(step))](kiosk, **step)
        on_reader = any("insert" in step for step in page.steps)
        return int(kiosk.screen["apdus"]) if on_reader else 0
    finally:
        kiosk.close()


def _cell(fault: str, page: str, way: Page, counted: int, ends: str) -> Scenario:
    steps = [*_struck(fault, way, counted), {"finish": True}]
    outcome, _, cause = ends.partition(" ")
    told = {"outcome": outcome, "cause": cause}
    seen = {"page": "idle", **{key: value for key, value in told.items() if value}, "kept": []}
    armed = dict.fromkeys(step["fault"] for step in steps if "fault" in step)
    steps += [
        {"expect": seen},
        *({"mend": name} for name in armed),
        {"staff": "end_visual"},
        {"insert": NEXT},
        {"finish": True},
        {"expect": {"page": "idle", "outcome": "completed", "kept": []}},
    ]
    made = tuple(Step(number, _verb(step), step) for number, step in enumerate(steps, 1))
    return Scenario(Path("matrix"), f"{fault}@{page}", _desk(way), made)


def _struck(fault: str, way: Page, counted: int) -> Iterator[dict[str, Any]]:
    """The way to the page, with the fault."""
    if fault not in FROM_NOW_ON:
        yield from way.steps
        yield dict(ACTS.get(fault, {"fault": fault}))
        if fault in NEEDED_ACT:
            yield dict(NEEDED_ACT[fault])
        yield from way.then
        return
    steps = (*way.steps, *way.then)
    last = inserted(way)
    for number, step in enumerate(steps):
        at = 1 if number >= len(way.steps) else counted + 1
        yield {**step, "faults": [{**FROM_NOW_ON[fault], "at": at}]} if number == last else step


def _desk(way: Page) -> dict[str, Any]:
    return {**way.desk, "config": way.desk.get("config", {}), "frames": "owner"}


def _verb(step: Mapping[str, Any]) -> str:
    return next(iter(step))
