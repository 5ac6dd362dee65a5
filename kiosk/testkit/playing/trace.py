"""The trace of a run: a zip with what happened, by which a red run is understood without a rerun.

`trace.jsonl` holds the events of the desk and the steps with their verdicts; beside it stand the
screens that events of kind `picture` name, the journal, the result and the scenario. Cards and
clips of a virtual desk are invented persons. Where a card or frames are real, the desk covers the
camera's picture and blanks the result before it tells them, unless it was told not to.
"""

import hashlib
import json
import re
import zipfile
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

from kiosk.testkit.playing.scenario import Scenario, Step

SUFFIX = ".kiosk-trace"
VERSION = 1


@dataclass
class Trace:
    """Collects a run; `write` makes the file."""

    name: str
    steps: list[dict[str, Any]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    journal: str = ""
    result: bytes = b""
    picture: bytes = b""
    """The last screen."""
    pictures: dict[str, bytes] = field(default_factory=dict)
    """The screens by the names that events of kind `picture` tell."""

    def step(self, step: Step, failure: str) -> None:
        """A step has ended; `failure` is empty when it was carried out."""
        told = {"kind": "step", "line": step.line, "step": str(step), "failure": failure}
        self.steps.append(told)

    def write(self, folder: Path, scenario: Scenario | None, failure: str, seed: int) -> Path:
        """Write the file into `folder`; returns its path. A test has no `scenario`."""
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{_words(self.name)}-{seed}{SUFFIX}"
        about = {
            "trace": VERSION,
            "version": metadata.version("uketsuke-kiosk"),
            "name": self.name,
            "file": scenario.file.name if scenario else None,
            "seed": seed,
            "desk": desk_of(scenario) if scenario else None,
            "failure": failure,
            "persons": persons(self.events),
        }
        lines = [*self.events, *self.steps]
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr(
                "about.json", json.dumps(about, ensure_ascii=False, indent=2, default=str)
            )
            text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines)
            made.writestr("trace.jsonl", text)
            made.writestr("journal.jsonl", self.journal)
            if self.result:
                made.writestr("result.xml", self.result)
            last = hashlib.sha256(self.picture).hexdigest()[:16]
            screens = {**self.pictures, last: self.picture} if self.picture else self.pictures
            for name, picture in screens.items():
                made.writestr(f"screens/{name}.png", picture)
            if scenario is not None and scenario.file.is_file():
                made.writestr(f"scenario/{scenario.file.name}", scenario.file.read_bytes())
        return file


def desk_of(scenario: Scenario) -> dict[str, Any]:
    """The desk of a scenario; of a path to frames only the last name, which tells no user's."""
    frames = Path(scenario.desk.get("frames", "owner")).name
    return {**scenario.desk, "frames": frames}


def persons(events: list[dict[str, Any]]) -> str:
    """Who is seen in the pictures and the result: invented, covered, or real persons."""
    told = [one["persons"] for one in events if "persons" in one]
    return str(told[-1]) if told else "invented"


def _words(name: str) -> str:
    """A name as part of a file's name; a long one is cut, and a digest keeps it unlike others."""
    words = re.sub(r"[^\w]+", "-", name).strip("-").lower()
    if len(words) <= 80:
        return words
    return f"{words[:71]}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
