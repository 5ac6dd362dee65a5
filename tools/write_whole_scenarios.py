"""Writes the scenarios `whole_*.toml`: `python -m tools.write_whole_scenarios [NAME…]`.

Each plays another scenario again and expects the whole of each screen, of the result, of what the
card answered and of the record, as they are today. So a change of the program that nobody meant
turns them red. After a change that was meant, write them again and read the difference before you
commit it.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kiosk.testkit.client import Kiosk, Service
from kiosk.testkit.playing.play import CALLS
from kiosk.testkit.playing.reading import read
from kiosk.testkit.playing.scenario import Scenario
from kiosk.testkit.playing.toml import value
from kiosk.testkit.process import Desks

FOLDER = Path(__file__).parents[1] / "kiosk/testkit/scenarios"
WHOLE = {
    "whole_by_face": "face_agree_all",
    "whole_by_pin": "consent_one_by_one",
    "whole_by_phone": "phone_android",
    "whole_by_iphone": "phone_iphone",
    "whole_by_staff": "visual_confirmed",
    "whole_registered": "registration_done",
    "whole_expiring": "certificate_expiring",
    "whole_prescription": "prescription_electronic",
    "whole_subsidy": "subsidy_answered",
    "whole_refused": "card_expired",
    "whole_infant": "method_infant",
    "whole_password": "visual_at_reader",
    "whole_line_down": "network_down_at_consent",
    "whole_pin_locked": "pin_locked_by_tries",
    "whole_superseded": "validity_3",
    "whole_assisted": "person_assisted",
    "whole_2021": "profile_2021_high_cost",
    "whole_next": "profile_next",
    "whole_card_taken": "consent_card_taken",
}
"""The scenario that each one plays."""
UNSTABLE = frozenset({"hint", "progress", "face", "matched", "cards", "code", "known"})
"""Facts of a page that change while it is shown."""
FINAL = (
    "page", "outcome", "cause", "files", "late", "apdus", "frames", "step", "strip", "presses",
)  # fmt: skip
BY_CHANCE = frozenset({"QualificationConfirmationKey"})
"""Elements of a result that are other ones as soon as the registry holds one person more."""
UNNAMED = frozenset({"version", "id", "reference", "result"})
"""Parts of a record that say nothing of the reception, or are others with another seed."""


def shown(kiosk: Kiosk, page: str, facts: list[str]) -> dict[str, Any]:
    """The facts of the page that is shown now."""
    seen = kiosk.screen
    kept = {
        name: seen[name]
        for name in ("step", "strip", "presses", *facts)
        if seen.get(name) is not None and name not in UNSTABLE
    }
    plain = {n: v for n, v in kept.items() if not isinstance(v, float) and "{" not in value(v)}
    return {"page": page, **plain}


def replayed(kiosk: Kiosk, scenario: Scenario, pages: dict[str, list[str]]) -> Iterator[Any]:
    """The steps of `scenario`, each page that it names with all its facts."""
    for step in scenario.steps:
        table = dict(step.table)
        if step.verb == "expect":
            page = table["expect"].get("page")
            if page and page != "idle":
                kiosk.expect(**table["expect"])
                yield {"expect": shown(kiosk, page, pages[page])}
            continue
        if "on" in table:
            kiosk.expect(page=table["on"])
            yield {"expect": shown(kiosk, table["on"], pages[table["on"]])}
        CALLS[step.verb](kiosk, **table)
        yield table


def endings(kiosk: Kiosk, service: Service) -> Iterator[Any]:
    """What is expected at the end: the waiting screen, the result, what the card answered, and
    the record.
    """
    kiosk.expect(page="idle", kept=[], within=300)
    seen = kiosk.screen
    end = {name: seen[name] for name in FINAL if seen.get(name) is not None}
    yield {"expect": {**end, "kept": []}, "within": 60}
    if result := {name: said for name, said in kiosk.result.items() if name not in BY_CHANCE}:
        yield {"expect": {"result": result}}
    asked = {"wanted": {"commands": {"not": []}}}
    commands = service.json("POST", f"/v1/desks/{kiosk.id}/expect", asked)["commands"]
    yield {"expect": {"commands": commands}}
    wanted = {"wanted": {"record": {"asked": {"not": ""}}}}
    record = service.json("POST", f"/v1/desks/{kiosk.id}/expect", wanted)["record"]
    told = {n: v for n, v in record.items() if v not in (None, "", [], {}) and n not in UNNAMED}
    yield {"expect": {"record": told}}


def main(wanted: list[str]) -> None:
    """Write all scenarios, or those named."""
    with Desks() as desks:
        service = desks.service
        names = service.names()
        for name in wanted or WHOLE:
            source, file = FOLDER / f"{WHOLE[name]}.toml", FOLDER / f"{name}.toml"
            scenario = read(source, names)[0]
            desk = {key: part for key, part in scenario.desk.items() if key != "seed"}
            kiosk = service.open(**desk)
            steps = [*replayed(kiosk, scenario, names["pages"]), *endings(kiosk, service)]
            kiosk.close()
            title = read(file, names)[0].title
            settings = [
                line for line in source.read_text("utf-8").splitlines() if line.startswith("desk.")
            ]
            lines = [
                "kit = 1",
                f"title = {value(title)}",
                *settings,
                "steps = [",
                *(f"  {value(step)}," for step in steps),
                "]",
            ]
            file.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
