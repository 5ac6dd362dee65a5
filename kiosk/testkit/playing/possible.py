"""Steps that can never be carried out, and expectations that nothing can meet."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

COMPARISONS = ("below", "above", "not", "any")
"""What stands in place of a value, see `kiosk.testkit.server.seen.facts`."""
WITH_DIGIT = ("digit", "choose_language")
"""The presses that say which of several buttons is meant."""


Step = tuple[int, str, Mapping[str, Any]]
"""The line of a step, its kind and its keys."""


def impossible(steps: Iterable[Step]) -> Iterator[tuple[int, str]]:
    """The line of each impossible step, with the reason."""
    inserted = False
    for line, verb, table in steps:
        inserted = inserted or verb == "insert"
        if verb == "remove" and not inserted:
            yield line, "no card can be taken: none was inserted before"
        wanted = {**table.get("expect", {}), **table.get("never", {})}
        for said in (*_of_act(table), *_of_wanted(wanted)):
            yield line, said


def _of_act(table: Mapping[str, Any]) -> Iterator[str]:
    pin = table.get("pin")
    if pin is not None and not (pin.isascii() and pin.isdigit()):
        yield "a PIN has digits only"
    press = table.get("press")
    if press in WITH_DIGIT and "digit" not in table:
        yield f"the press {press} needs a digit"
    if press is not None and press not in WITH_DIGIT and "digit" in table:
        yield f"the press {press} has no digit"
    if "minutes" in table and table.get("staff") != "start_visual":
        yield "minutes belong to start_visual only"
    if "staff" in table and ("uses" in table) is not (table["staff"] == "settings"):
        yield "settings needs uses, which belong to nothing else"


def _of_wanted(wanted: Mapping[str, Any]) -> Iterator[str]:
    """Comparisons that fit no value; a table of anything else is compared key by key."""
    for key, value in wanted.items():
        if not isinstance(value, Mapping):
            continue
        named = set(value) & set(COMPARISONS)
        if not named:
            yield from _of_wanted(value)
        elif named != set(value):
            yield f"{key} is compared by {', '.join(COMPARISONS)}, and by nothing else"
        elif value.get("any") == []:
            yield f"{key} can be none of no values"
        elif "below" in value and "above" in value and value["below"] <= value["above"]:
            yield f"{key} cannot be below {value['below']} and above {value['above']}"
