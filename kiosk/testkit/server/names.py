"""The names that requests and scenarios use: ids of the program itself, with a version."""

from functools import cache
from typing import Any

from drivers.card.virtual.faulty_card import KINDS
from kiosk.eligibility.uses import Use
from kiosk.eligibility.wire import qualification
from kiosk.eligibility.wire.serialization import plan
from kiosk.homevisit.events import CardTrouble
from kiosk.personas import names as persona_names
from kiosk.personas.schema import FOLDER
from kiosk.session.effects import Cue, Outcome
from kiosk.session.events import Fault, Hint, Press
from kiosk.session.rules import profile_names
from kiosk.testkit.server.control import STAFF
from kiosk.testkit.server.faults import ALL
from kiosk.testkit.server.seen.facts import COMPARISONS, facts, page_fields
from kiosk.testkit.server.visits import ACTS

VERSION = 1
"""Rises when a name goes or changes its meaning; a name is kept for two releases before."""
ALWAYS = (
    "late",
    "files",
    "faults",
    "apdus",
    "commands",
    "frames",
    "result",
    "record",
    "hint",
    "kept",
    "picture",
    "visit",
)


@cache
def names() -> dict[str, Any]:
    """Every kind of name, with the names in a fixed order."""
    general = [key for key in facts(None, None, 0.0) if key != "at"]
    screen = ["step", "strip", "presses", "countdown", "language", "contrast", "text_size", "voice"]
    return {
        "kit": VERSION,
        "pages": page_fields(),
        "facts": [*general, *screen, *ALWAYS],
        "comparisons": list(COMPARISONS),
        "presses": [str(press) for press in Press],
        "staff": list(STAFF),
        "hints": [str(hint) for hint in Hint],
        "cues": [str(cue) for cue in Cue],
        "outcomes": [str(outcome) for outcome in Outcome],
        "causes": [str(fault) for fault in Fault],
        "faults": {name: fault.place for name, fault in ALL.items()},
        "card_faults": list(KINDS),
        "personas": list(persona_names()),
        "frames": ["owner", *sorted(clip.stem for clip in (FOLDER / "clips").iterdir())],
        "profiles": list(profile_names()),
        "visit_acts": list(ACTS),
        "visit_uses": [str(use) for use in Use],
        "visit_troubles": [str(trouble) for trouble in CardTrouble],
        "elements": elements(),
    }


def elements() -> list[str]:
    """The names of a result file's elements."""
    return sorted(_tags(qualification.Result))


def _tags(message: Any) -> set[str]:
    found: set[str] = set()
    for slot in plan(message):
        found.add(slot.tag)
        if slot.nested:
            found |= _tags(slot.kind)
    return found
