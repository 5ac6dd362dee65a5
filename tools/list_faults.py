"""Writes the table of faults in docs/faults.md from the program: `python -m tools.list_faults`."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kiosk.session.faults import FAULTS
from kiosk.session.states import Language
from kiosk.testkit.matrix import strikes
from kiosk.testkit.playing.reading import read
from kiosk.texts import load, plain

ROOT = Path(__file__).parents[1]
FILE = ROOT / "docs/faults.md"
SCENARIOS = ROOT / "kiosk/testkit/scenarios"
HEAD = """# Faults
Every fault that a reception can meet: its number, which the patient tells to staff (`E…` is our
own; the others are those of the real device, as far as they are public), its id in records, in the
log and in scenarios, where it arises, and what the patient reads. Rejections end as `refused`,
other faults as `error`; those marked `face` lead to another method. The last column links scenarios
in which it is shown.

This page is written by `python -m tools.list_faults`; a test compares it.

| number | id | where | ends | the patient reads | in English | scenarios |
|---|---|---|---|---|---|---|
"""

MATRIX = """
## The fault matrix
Every fault on every page where it can strike. A cell goes to the page, lets the fault
strike, and plays a willing patient until the waiting screen. Then it checks that nothing of the
patient is left, and that the next patient is received. `make matrix` plays all cells (`kiosk
play --matrix`), `kiosk play --matrix 'net.down@pin'` plays one. A page links the scenario that
shows this cell by itself, or else the [list of the matrix](../kiosk/testkit/matrix/strikes.toml);
how each page is reached is in [pages.toml](../kiosk/testkit/matrix/pages.toml). `apdu.…` spoils
the card's answers from that page on, `staff.…` is a press of the staff, `taken` a card that is
taken, `nobody` a patient who does nothing.

| fault | the reception ends | on these pages |
|---|---|---|
"""


def values(table: Any, key: str) -> Iterator[str]:
    """The texts under `key` anywhere in a scenario."""
    if isinstance(table, dict):
        for name, value in table.items():
            if name == key and isinstance(value, str):
                yield value
            yield from values(value, key)
    elif isinstance(table, list):
        for one in table:
            yield from values(one, key)


def shown() -> dict[str, list[str]]:
    """By the id of a fault, the scenarios that expect it."""
    found: dict[str, list[str]] = {}
    for file in sorted(SCENARIOS.glob("*.toml")):
        for step in tomllib.loads(file.read_text("utf-8"))["steps"]:
            for name in values(step.get("expect", {}), "fault"):
                if file.stem not in found.setdefault(name, []):
                    found[name].append(file.stem)
    return found


def page() -> str:
    """The whole page."""
    japanese, english = load(Language.JAPANESE), load(Language.ENGLISH)
    scenarios = shown()
    rows = []
    for fault, facts in FAULTS.items():
        title = f"fault.{fault}.title"
        links = ", ".join(
            f"[{name}](../kiosk/testkit/scenarios/{name}.toml)"
            for name in scenarios.get(fault, ())[:3]
        )
        ends = "refused" if facts.refuses else "face" if facts.face_only else "error"
        cells = (facts.number, f"`{fault}`", facts.place, ends)
        words = (plain(texts(title)).replace("\n", " ") for texts in (japanese, english))
        rows.append(f"| {' | '.join((*cells, *words, links))} |")
    return HEAD + "\n".join(rows) + "\n" + matrix()


def told() -> dict[tuple[str, str], str]:
    """By fault and page, the first scenario that arms the fault there."""
    found: dict[tuple[str, str], str] = {}
    for file in sorted(SCENARIOS.glob("*.toml")):
        for scenario in read(file, None):
            page = "idle"
            for step in (one.table for one in scenario.steps):
                page = step.get("on") or step.get("expect", {}).get("page") or page
                if "fault" in step and isinstance(page, str):
                    found.setdefault((step["fault"], page), file.stem)
    return found


def matrix() -> str:
    """The table of the fault matrix, a row for each fault and ending."""
    scenarios, rows = told(), []
    for fault, cells in strikes().items():
        endings: dict[str, list[str]] = {}
        for page, ends in cells.items():
            name = scenarios.get((fault, page))
            file = f"scenarios/{name}" if name else "matrix/strikes"
            endings.setdefault(ends, []).append(f"[{page}](../kiosk/testkit/{file}.toml)")
        for ends, links in endings.items():
            outcome, _, cause = ends.partition(" ")
            said = f"{outcome} `{cause}`" if cause else outcome or "not begun"
            rows.append(f"| `{fault}` | {said} | {', '.join(links)} |")
    return MATRIX + "\n".join(rows) + "\n"


if __name__ == "__main__":
    FILE.write_text(page(), "utf-8")
