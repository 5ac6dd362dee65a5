"""The public JSON form of a screen, and its schema (docs/schema/screen.json).

`python -m kiosk.texts.public` writes the schema.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from kiosk.texts.screens import Described

SCHEMA = Path("docs/schema/screen.json")


@cache
def _adapter() -> TypeAdapter[Described]:
    return TypeAdapter(Described)


def to_json(described: Described) -> str:
    """A described screen as JSON text."""
    return _adapter().dump_json(described).decode()


def from_json(text: str) -> Described:
    """The described screen of a JSON text. Raises pydantic.ValidationError for anything else."""
    return _adapter().validate_json(text)


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a described screen."""
    made = _adapter().json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def schema_text() -> str:
    """The schema as it is published."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(schema_text(), "utf-8")
