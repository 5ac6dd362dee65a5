"""Scenarios as they are played: the runs of a file, with the line of each step."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its line in the file, its kind, and its keys."""

    line: int
    verb: str
    table: dict[str, Any]

    def __str__(self) -> str:
        """The step as one line."""
        return ", ".join(f"{key} {_short(value)}" for key, value in self.table.items())


@dataclass(frozen=True, slots=True)
class Scenario:
    """One run of a file: `variant` are the values of `each` in it."""

    file: Path
    title: str
    desk: dict[str, Any]
    steps: tuple[Step, ...]
    variant: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The title, with the variant."""
        told = ", ".join(f"{key} {value}" for key, value in self.variant.items())
        return f"{self.title} [{told}]" if told else self.title


def _short(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} {_short(one)}" for key, one in value.items()) + "}"
    return str(value)
