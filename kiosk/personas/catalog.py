"""All personas: the shipped ones, and those made on this machine."""

import logging
from pathlib import Path

from pydantic import ValidationError

from kiosk.errors import KioskError
from kiosk.home import data_home
from kiosk.personas import schema
from kiosk.personas.schema import Persona

log = logging.getLogger(__name__)


def own() -> Path:
    """The folder of personas made on this machine; contains `people` and `portraits`."""
    return data_home() / "personas"


def names() -> tuple[str, ...]:
    """The ids of the shipped personas, then of those made on this machine, each sorted.

    An invalid file is left out and named in the log.
    """
    return tuple(everyone())


def everyone() -> dict[str, Persona]:
    """All personas by their ids, in the order of `names`; each file is read once."""
    shipped = {one.id: one for one in schema.everyone()}
    return shipped | {name: one for name in _made() if (one := _load(name)) is not None}


def find(name: str) -> Persona:
    """The persona of that id, shipped or made here. Raises KeyError with similar names."""
    made = _load(name) if name in _made() else None
    return made or schema.find(name)


def _made() -> list[str]:
    """The ids of the files on this machine that do not have a shipped persona's, sorted."""
    try:
        people = own() / "people"
    except KioskError:  # no home folder, so no personas were made here
        return []
    shipped = schema.names()
    return sorted(file.stem for file in people.glob("*.toml") if file.stem not in shipped)


def _load(name: str) -> Persona | None:
    file = own() / "people" / f"{name}.toml"
    try:
        return schema.load(file)
    except (ValidationError, ValueError, TypeError, OSError):
        log.warning("%s is no valid persona and is left out; correct or delete it", file)
        return None
