"""What every question of the office is answered with, and the tables that answers come from."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

NOWHERE = "該当なし"
"""The row or column of an answer whose value lies outside every row or column of the table."""


class Missing(ValueError):
    """A question lacks an input; `name` is the parameter, `reason` what it is needed for."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


@dataclass(frozen=True)
class Answer:
    """An answer with the place in a table that it comes from.

    `known` is false where no source says; `look_up` then says where to ask. `values` holds what the
    question is about (yen, points, tier, persons, until and what belongs to them); `notes` are
    Japanese sentences for staff.
    """

    known: bool
    row: str
    column: str
    source: str
    values: dict[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    look_up: str = ""

    def as_json(self) -> dict[str, Any]:
        """One flat object; dates and months as ISO text."""
        found: dict[str, Any] = {"known": self.known}
        found |= {name: _plain(value) for name, value in self.values.items()}
        found |= {"row": self.row, "column": self.column, "source": self.source}
        if self.look_up:
            found["look_up"] = self.look_up
        return found | {"notes": list(self.notes)}

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


@cache
def table(name: str) -> dict[str, Any]:
    """A table of this room, read once."""
    file = resources.files("kiosk.facility.rules") / "tables" / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list) or type(value) is tuple:
        return [_plain(one) for one in value]
    return str(value)
