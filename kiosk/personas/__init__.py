"""Synthetic persons: one TOML file describes one person completely.

The file holds the contents of the card, the portrait and the insurances. Card, registry, demo,
scenarios and tests read it. Every name, address and number is invented; no persona has a
12-digit number. Portraits and clips show public figures, under licences listed in `SOURCES.md`,
because a face engine must be tested on real pixels; they have no relation to the invented names.
"""

from kiosk.personas.schema import CardSpec, Insurance, Person, Persona, load
from kiosk.personas.shelf import everyone, find, names

__all__ = ["CardSpec", "Insurance", "Person", "Persona", "everyone", "find", "load", "names"]
