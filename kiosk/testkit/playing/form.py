"""The form of a scenario file: its tables, and its published schema."""

import json
from datetime import datetime
from typing import Any, Literal

from pydantic import Field, TypeAdapter

from kiosk.testkit.playing.steps import AnyStep, Table

VERSION = 1
"""Of the format, as `kit = 1` in a file."""


class DeskTable(Table):
    """The desk of a scenario. `config` is as in config.toml."""

    profile: str | None = None
    start: datetime | None = None
    seed: int = Field(default=0, ge=0)
    frames: str = "owner"
    visual_password: str = Field(default="", pattern=r"^([0-9]{4,12})?$")
    config: dict[str, Any] = Field(default_factory=dict)


class ScenarioTable(Table):
    """A scenario file. `each` gives values for `${name}` in it; one run for every combination."""

    kit: Literal[1]
    title: str = Field(min_length=1)
    desk: DeskTable = DeskTable()
    each: dict[str, list[str | int | float | bool]] = Field(default_factory=dict)
    steps: list[AnyStep] = Field(min_length=1)


def schema_text() -> str:
    """The JSON Schema of a scenario file, as it is published."""
    made = TypeAdapter(ScenarioTable).json_schema()
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
