"""The public JSON form of a record, and its schema (docs/schema/record.json).

`python -m kiosk.records.public` writes the schema.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from kiosk.records.record import Record

SCHEMA = Path("docs/schema/record.json")


@cache
def _adapter() -> TypeAdapter[Record]:
    return TypeAdapter(Record)


def to_json(record: Record) -> dict[str, Any]:
    """A record as JSON by docs/schema/record.json."""
    made: dict[str, Any] = _adapter().dump_python(record, mode="json")
    return made


def from_json(data: Mapping[str, Any]) -> Record:
    """The record of its JSON form. Raises pydantic.ValidationError for anything else."""
    return _adapter().validate_python(dict(data))


def schema_text() -> str:
    """The JSON Schema (2020-12) of a record, as it is published."""
    made = _adapter().json_schema(mode="serialization")
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(schema_text(), "utf-8")
