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
    return (*schema.names(), *sorted(_made()))


def _made() -> dict[str, Persona]:
    found: dict[str, Persona] = {}
    try:
        people = own() / "people"
    except KioskError:  # no home folder, so no personas were made here
        return found
    for file in people.glob("*.toml"):
        try:
            found[file.stem] = schema.load(file)
        except (ValidationError, ValueError, TypeError, OSError):
            log.warning("%s is no valid persona and is left out; correct or delete it", file)
    return {name: one for name, one in found.items() if name not in schema.names()}


def find(name: str) -> Persona:
    """The persona of that id, shipped or made here. Raises KeyError with similar names."""
    if name in schema.names():
        return schema.find(name)
    return _made().get(name) or schema.find(name)
