"""Complaints about a scenario before it runs: its form, and the names in it."""

import itertools
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from kiosk.testkit.playing.form import DeskTable, ScenarioTable
from kiosk.testkit.playing.possible import impossible
from kiosk.testkit.playing.scenario import Scenario, Step
from kiosk.testkit.playing.steps import STEPS
from kiosk.toml_lines import Lines, reason

MONTH = re.compile("[0-9]{4}-(0[1-9]|1[0-2])")


def misshapen(table: dict[str, Any], lines: Lines) -> Iterator[tuple[int, str]]:
    """Mistakes in the keys and types of a file, each with its line."""
    steps = table.get("steps")
    good: list[Any] = []
    for number, step in enumerate(steps if isinstance(steps, list) else ()):
        verbs = [key for key in step if key in STEPS] if isinstance(step, dict) else []
        if len(verbs) != 1:
            known = ", ".join(STEPS)
            near = _near(next(iter(step), ""), STEPS) if isinstance(step, dict) else ""
            said = "a step does one thing" if verbs else "this step does nothing that is known"
            yield lines.step(number), f"{said}; steps are {known}{near}"
            continue
        good.append({"wait": 0.0})
        try:
            STEPS[verbs[0]].model_validate(_floats(step))
        except ValidationError as error:
            for one in error.errors():
                yield lines.step(number), _said(one, STEPS[verbs[0]])
    rest = {**table, "steps": good or [{"wait": 0.0}]} if isinstance(steps, list) else table
    if steps == []:
        yield lines.key("steps"), "there are no steps"
    try:
        ScenarioTable.model_validate(rest)
    except ValidationError as error:
        for one in error.errors():
            key = str(one["loc"][0])
            inner = str(one["loc"][1]) if key == "desk" and len(one["loc"]) > 1 else ""
            line = lines.key(f"desk.{inner}") if inner else 0
            yield line if line > 1 else lines.key(inner or key), _said(one, ScenarioTable)


def _floats(step: dict[str, Any]) -> dict[str, Any]:
    """Whole numbers stand for floats too, as in TOML they may."""
    numbers = ("within", "wait")
    return {
        key: float(value) if key in numbers and type(value) is int else value
        for key, value in step.items()
    }


def _said(error: Any, kind: type[BaseModel]) -> str:
    where = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        known = DeskTable.model_fields if where.startswith("desk.") else kind.model_fields
        return f"no key is called {where!r}{_near(where.rpartition('.')[2], known)}"
    if error["type"] == "missing":
        return f"the key {where!r} is missing"
    return f"{where}: {reason(error)}"


def unknown(scenario: Scenario, names: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """Names that the kit does not know, and impossible steps, each with its line."""
    if said := _clip(scenario.desk["frames"], names):
        yield Lines(scenario.file.read_text("utf-8")).key("desk"), said
    yield from impossible((step.line, step.verb, step.table) for step in scenario.steps)
    for step in scenario.steps:
        for said in _of_step(step, names):
            yield step.line, said


def _of_step(step: Step, names: Mapping[str, Any]) -> Iterator[str]:
    table = step.table
    checks = {
        "on": ("page", names["pages"]),
        "press": ("press", names["presses"]),
        "insert": ("persona", names["personas"]),
        "beside": ("persona", names["personas"]),
        "staff": ("press of staff", names["staff"]),
        "fault": ("fault", names["faults"]),
        "mend": ("fault", names["faults"]),
        "visit": ("act of a visit", names["visit_acts"]),
        "use": ("use", names["visit_uses"]),
        "card": ("persona", names["personas"]),
        "trouble": ("trouble", names["visit_troubles"]),
    }
    for key, (what, known) in checks.items():
        if key in table and table[key] not in known:
            yield f"no {what} is called {table[key]!r}{_near(table[key], known)}"
    yield from _of_after(table, names)
    if "month" in table and not MONTH.fullmatch(table["month"]):
        yield f"a month is written as 2027-01, not {table['month']!r}"
    for one in table.get("faults", ()):
        name, known = one.get("fault"), names["card_faults"]
        if name not in known:
            yield f"no card fault is called {name!r}{_near(str(name), known)}"
    if step.verb == "frames" and (said := _clip(table["frames"], names)):
        yield said
    for key, value in {**table.get("expect", {}), **table.get("never", {})}.items():
        yield from _of_fact(key, value, table.get("expect") or table.get("never"), names)


def _of_after(table: Mapping[str, Any], names: Mapping[str, Any]) -> Iterator[str]:
    """A hint on its page, such as `face.closer`, in place of a page."""
    if (after := table.get("after")) is None:
        return
    page, _, hint = after.rpartition(".")
    if "on" in table:
        yield "a fault is armed `on` a page or `after` a hint, not both"
    if "hint" not in names["pages"].get(page, ()):
        known = [name for name, fields in names["pages"].items() if "hint" in fields]
        yield f"no page with hints is called {page!r}{_near(page, known)}"
    if hint not in names["hints"]:
        yield f"no hint is called {hint!r}{_near(hint, names['hints'])}"


def _of_fact(key: str, value: Any, wanted: Any, names: Mapping[str, Any]) -> Iterator[str]:
    page = wanted.get("page")
    pages = names["pages"]
    here = pages.get(page, []) if isinstance(page, str) else itertools.chain(*pages.values())
    known = {*names["facts"], *here}
    if key not in known:
        on = f" on page {page}" if page in pages else ""
        yield f"no fact{on} is called {key!r}{_near(key, known)}"
        return
    values = {
        "page": names["pages"],
        "outcome": names["outcomes"],
        "fault": names["causes"],
        "cause": names["causes"],
        "hint": names["hints"],
    }
    if key in values:
        for one in _literals(value):
            if one not in values[key]:
                yield f"no {key} is called {one!r}{_near(one, values[key])}"
    if key == "result" and isinstance(value, dict):
        for name in value:
            if name not in names["elements"]:
                yield f"no element of a result is called {name!r}{_near(name, names['elements'])}"


def _literals(value: Any) -> list[str]:
    """The texts that a comparison names."""
    if isinstance(value, dict):
        value = [*value.get("any", []), *([value["not"]] if "not" in value else [])]
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def _clip(name: str, names: Mapping[str, Any]) -> str:
    if name in names["frames"] or Path(name).exists():
        return ""
    return f"there is no clip, file or folder {name!r}{_near(name, names['frames'])}"


def _near(name: Any, known: Any) -> str:
    found = get_close_matches(str(name), [str(one) for one in known], 1, 0.5)
    return f"; the nearest is {found[0]!r}" if found else ""
