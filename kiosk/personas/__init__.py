"""One synthetic person, one TOML file: the only place where that person is described.

What the card holds, how the face looks, and how the person is insured. Card, registry, demo,
scenarios and tests all read it. Every name, address and number is invented; no persona has a
12-digit number. Portraits and clips are of public figures under licences named in
`SOURCES.md`, because a face engine must be tested on real pixels; they have nothing to do with
the invented names.
"""

from kiosk.personas.schema import CardSpec, Insurance, Person, Persona, load
from kiosk.personas.shelf import find, names

__all__ = ["CardSpec", "Insurance", "Person", "Persona", "find", "load", "names"]
