"""Writes tables as TOML: scenarios of the matrix, and the configuration of a kiosk."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any


def document(table: Mapping[str, Any]) -> str:
    """A file's text, a line for each key; tables within are written inline."""
    return "".join(f"{_key(key)} = {value(one)}\n" for key, one in table.items())


def value(given: Any) -> str:
    """A value; a list of tables has a line for each."""
    if isinstance(given, Mapping):
        return "{" + ", ".join(f"{_key(key)} = {value(one)}" for key, one in given.items()) + "}"
    if isinstance(given, list | tuple):
        tables = any(isinstance(one, Mapping) for one in given)
        parts = [value(one) for one in given]
        return "[\n" + "".join(f"  {part},\n" for part in parts) + "]" if tables else _row(parts)
    if isinstance(given, datetime | date):
        return given.isoformat()
    return json.dumps(given, ensure_ascii=False)


def _row(parts: list[str]) -> str:
    return f"[{', '.join(parts)}]"


def _key(name: str) -> str:
    return name if name.replace("_", "").replace("-", "").isalnum() else json.dumps(name)
