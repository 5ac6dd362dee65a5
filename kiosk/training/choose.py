"""Chooses the cases of a training."""

import hashlib
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from kiosk.toml_lines import Mistakes
from kiosk.training.case import Case, read, shipped

EASY, MIXED = "easy", "mixed"


def chosen(wanted: str, seed: int, patients: int, names: Mapping[str, Any]) -> list[Case]:
    """The queue: cases drawn by `seed`, or those of a list in its order. Raises Mistakes.

    `wanted` is easy, mixed, or a list of ids, files and folders of cases with commas between. From
    a level at most `patients` cases are drawn; a list is used completely.
    """
    if wanted in (EASY, MIXED):
        known = [read(file, names) for file in shipped()]
        fit = [case for case in known if wanted == MIXED or case.table.level == EASY]
        return drawn(fit, seed)[:patients]
    return [read(file, names) for one in wanted.split(",") for file in _files(one.strip())]


def drawn(cases: Sequence[Case], seed: int) -> list[Case]:
    """The cases in an order that only the seed decides."""
    return sorted(cases, key=lambda case: hashlib.sha256(f"{seed}:{case.id}".encode()).digest())


def _files(name: str) -> list[Path]:
    own = {file.stem: file for file in shipped()}
    if name in own:
        return [own[name]]
    place = Path(name)
    if place.is_dir() and (found := sorted(place.glob("*.toml"))):
        return found
    if place.is_file():
        return [place]
    near = ", ".join(get_close_matches(name, own, 3, 0.0))
    raise Mistakes([f"no case, file or folder is called {name!r}; did you mean {near}?"])
