"""Writes the table of faults in docs/faults.md from the program: `python -m tools.list_faults`."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kiosk.session.faults import FAULTS
from kiosk.session.states import Language
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
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    FILE.write_text(page(), "utf-8")
