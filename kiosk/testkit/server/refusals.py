"""Why a request was not carried out."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any


class Refused(Exception):
    """A request that can never be carried out; the sentence says why and what is possible."""


class NotSeen(Exception):
    """What was wanted did not come in time; `report` is the public account of it."""

    def __init__(self, report: dict[str, Any]) -> None:
        super().__init__(report["sentence"])
        self.report = report


def unknown(what: str, name: str, known: Iterable[object]) -> Refused:
    """The refusal of a name that is not known, with the most similar one that is."""
    found = get_close_matches(name, [str(one) for one in known], 1, 0.4)
    return Refused(
        f"no {what} is called {name!r}" + (f"; the nearest is {found[0]!r}" if found else "")
    )
