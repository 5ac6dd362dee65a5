"""Reading config.toml: every mistake of the file is reported at once, each with its line."""

import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kiosk.config.model import Config
from kiosk.config.sections import nearest
from kiosk.errors import KioskError
from kiosk.toml_lines import reason


class ConfigMistakes(KioskError):
    """config.toml cannot be used; `mistakes` has one sentence each."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("; ".join(mistakes))
        self.mistakes = mistakes


def load(file: Path | None) -> Config:
    """Read a config file; None gives the defaults. Raises ConfigMistakes with every mistake."""
    if file is None:
        return Config()
    try:
        text = file.read_text(encoding="utf-8-sig")
        return parse(text, file.name)
    except OSError as error:
        raise ConfigMistakes([f"{file.name} cannot be read: {error.strerror}"]) from error
    except UnicodeDecodeError as error:
        raise ConfigMistakes([f"{file.name} is not UTF-8: save it as UTF-8"]) from error


def parse(text: str, name: str = "config.toml") -> Config:
    """Validate the text of a config file. Raises ConfigMistakes with every mistake."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigMistakes([f"{name} is not TOML: {error}"]) from error
    return parse_table(table, text, name)


def parse_table(table: dict[str, Any], text: str = "", name: str = "options") -> Config:
    """Validate a config table that came from `text`. Raises ConfigMistakes with every mistake."""
    try:
        return Config.model_validate(table)
    except ValidationError as error:
        raise ConfigMistakes([sentence(e, text, name) for e in error.errors()]) from error


def sentence(error: Any, text: str, name: str) -> str:
    """One mistake of pydantic's as one sentence with its place and, for a key, the nearest one."""
    path = [str(part) for part in error["loc"]]
    where = f"{name}:{line_of(path, text)}" if text else name
    place = f"{where}: {'.'.join(path)}"
    if error["type"] == "extra_forbidden":
        return f"{place} is not known{nearest(path[-1], keys_beside(path))}"
    return f"{place}: {reason(error)}"


def keys_beside(path: list[str]) -> list[str]:
    """The keys that the table of `path` may hold."""
    model: Any = Config
    for part in path[:-1]:
        field = model.model_fields.get(part)
        if field is None or not isinstance(field.annotation, type):
            return []
        model = field.annotation
    return list(getattr(model, "model_fields", ()))


def line_of(path: list[str], text: str) -> int:
    """The line, from 1, on which a key stands; that of its table, or 1, where it is not found."""
    table, found = "", 1
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped.startswith("["):
            table = stripped.strip("[]").strip()
            if table == ".".join(path):
                return number
            if table == path[0]:
                found = number
        elif "=" in stripped:
            key = stripped.split("=", 1)[0].strip().strip('"')
            if f"{table}.{key}".strip(".") == ".".join(path):
                return number
    return found
