"""Synthetic persons: one TOML file describes one person completely.

The file holds the contents of the card, the portrait and the insurances. Card, registry, demo,
scenarios and tests read it. Every name, address and number is invented; no persona has a
12-digit number. Portraits and clips show invented faces that `tools/make_faces` renders;
`SOURCES.md` says from what.
"""

from kiosk.personas.catalog import everyone, find, names
from kiosk.personas.schema import CardSpec, Insurance, Person, Persona, load

__all__ = ["CardSpec", "Insurance", "Person", "Persona", "everyone", "find", "load", "names"]
