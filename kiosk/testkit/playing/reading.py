"""Reading scenario files: TOML, checked before anything runs, with the line in every complaint."""

import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kiosk.testkit.playing.checks import misshapen, unknown
from kiosk.testkit.playing.scenario import Scenario, Step
from kiosk.testkit.playing.steps import STEPS
from kiosk.toml_lines import Lines, Mistakes, parsed


def read(file: Path, names: Mapping[str, Any] | None) -> list[Scenario]:
    """The runs of a scenario file, checked against the kit's names unless None. Raises Mistakes."""
    text, table = parsed(file)
    lines = Lines(text)
    mistakes = [f"{file}:{line}: {said}" for line, said in misshapen(table, lines)]
    if mistakes:
        raise Mistakes(mistakes)
    made = [_made(file, one, variant, lines) for one, variant in _each(table)]
    for scenario in made if names is not None else ():
        for line, said in unknown(scenario, names or {}):
            told = f"{file}:{line}: {said}"
            if told not in mistakes:
                mistakes.append(told)
    if mistakes:
        raise Mistakes(mistakes)
    return made


def _each(table: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    each = table.get("each", {})
    for values in itertools.product(*each.values()):
        variant = dict(zip(each, values, strict=True))
        yield _filled(table, variant), variant


def _filled(value: Any, variant: Mapping[str, Any]) -> Any:
    """`value` with each `${name}` replaced; a text that is nothing else takes the value's type."""
    if isinstance(value, dict):
        return {key: _filled(one, variant) for key, one in value.items() if key != "each"}
    if isinstance(value, list):
        return [_filled(one, variant) for one in value]
    if isinstance(value, str):
        for name, given in variant.items():
            if value == f"${{{name}}}":
                return given
            value = value.replace(f"${{{name}}}", str(given))
    return value


def _made(file: Path, table: dict[str, Any], variant: dict[str, Any], lines: Lines) -> Scenario:
    desk = dict(table.get("desk", {}))
    config = dict(desk.pop("config", {}))
    if "profile" in desk:
        config["profile"] = desk.pop("profile")
    desk["config"] = config
    desk["frames"] = _frames(file, desk.get("frames", "owner"))
    steps = []
    for number, step in enumerate(table["steps"]):
        verb = next(key for key in step if key in STEPS)
        given = {**step, "frames": _frames(file, step["frames"])} if verb == "frames" else step
        steps.append(Step(lines.step(number), verb, given))
    return Scenario(file, table["title"], desk, tuple(steps), variant)


def _frames(file: Path, name: str) -> str:
    """A clip's name, or the path of what lies beside the file."""
    beside = file.parent / name
    return str(beside.resolve()) if beside.exists() else name
