"""What people did at a kiosk, as a scenario that does the same again: `kiosk record --test`.

An act names the page on which it was done, so a scenario that is played faster or slower than it
was recorded still fits. Between two acts on one page, an `expect` says what had changed on it. A
reception that ended is followed by how it ended.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import Any

TELLING = ("left", "wrong", "ask_last", "item", "retry", "state", "form")
"""Facts that change on a page without time alone changing them; `expect` steps use them."""
WAITS = ("press", "pin", "remove", "fault")
"""Acts that can wait for a page by themselves."""
USUAL_S = 20.0
"""Seconds between two acts from which on a step is given a longer time limit."""
LONGER_S = 15.0
"""Seconds that such a limit exceeds what was recorded."""


@dataclass
class _Act:
    """A step of the scenario. `within` is how many seconds its page may take to appear."""

    table: dict[str, Any]
    within: float | None = None


@dataclass
class Recorded:
    """Collects what was seen and done; `scenario` writes it down.

    `pin` is that of a card which stands in for a real one: then no digit that was typed is kept.
    """

    desk: Mapping[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    pin: str | None = None
    _acts: list[_Act] = field(default_factory=list)
    _typed: list[int] = field(default_factory=list)
    _page: str | None = None
    _facts: dict[str, Any] = field(default_factory=dict)
    _known: tuple[str | None, dict[str, Any]] = (None, {})
    """The page and its telling facts at the last act."""
    _at: float | None = None
    """When the last act was done."""
    _ended: dict[str, Any] | None = None
    _files: int = 0
    _over: bool = False
    """Whether what is done is recorded no more."""
    _assumed: _Act | None = None
    """The PIN of a card that stands in, until the screen says whether the typed one was right."""

    def saw(self, page: str, facts: Mapping[str, Any], at: float) -> None:
        """A screen is shown, at `at` seconds."""
        self._page = page
        self._facts = {key: facts[key] for key in TELLING if facts.get(key) is not None}
        if self._assumed is not None and page not in ("wait",) and not facts.get("checking"):
            if facts.get("wrong"):
                self._assumed.table["pin"] = _another(str(self.pin))
            self._assumed = None
        if page == "idle" and self._ended is not None:
            self._add({"expect": {"page": page, **self._ended, "files": self._files}}, at)
            self._ended = None

    def ended(self, outcome: str, fault: str | None) -> None:
        """A reception has ended; its end is written down once the waiting screen is back."""
        self._ended = {"outcome": outcome, **({"cause": fault} if fault else {})}

    def anew(self, desk: Mapping[str, Any]) -> None:
        """The desk is another from now on: a scenario begins with it, or else ends before it."""
        if not self._acts and not self._typed:
            self.desk = desk
        elif not self._over:
            self._over = True
            self.notes.append(
                "Then the profile, the facility or the date was changed. A scenario has one of "
                "each, so it ends here; record what follows by itself."
            )

    def filed(self) -> None:
        """A result file was written."""
        self._files += 1

    def wished(self, at: float) -> None:
        """Add an expectation of the present page."""
        self._flush(at)
        self._add({"expect": {"page": self._page, **self._facts}}, at)

    def press(self, press: str, digit: int | None, at: float) -> None:
        """A button was pressed."""
        if press == "digit" and digit is not None:
            self._typed.append(digit)
            return
        if press == "enter" and self._typed:
            typed = "".join(map(str, self._typed))
            self._typed.clear()
            self.act({"pin": typed if self.pin is None else self.pin}, at)
            self._assumed = self._acts[-1] if self.pin is not None else None
            return
        self.act({"press": press, **({} if digit is None else {"digit": digit})}, at)

    def act(self, table: dict[str, Any], at: float) -> None:
        """Note an act: the keys of its step without `on` and `within`."""
        self._flush(at)
        verb = next(iter(table))
        facts = self._changed()
        if facts or (verb not in WAITS and self._page not in (None, self._known[0])):
            self._add({"expect": {"page": self._page, **facts}}, at)
        if verb in WAITS and self._page is not None:
            table = {**table, "on": self._page}
        self._add(table, at)

    def _flush(self, at: float) -> None:
        """Write digits that were not followed by 決定 as single presses."""
        typed, self._typed = self._typed, []
        for digit in typed:
            known = digit if self.pin is None else 0
            self.act({"press": "digit", "digit": known}, at)

    def _changed(self) -> dict[str, Any]:
        """The telling facts that have changed on a page since the last act, which was on it too."""
        page, facts = self._known
        if page != self._page:
            return {}
        return {key: value for key, value in self._facts.items() if facts.get(key) != value}

    def _add(self, table: dict[str, Any], at: float) -> None:
        if self._over:
            return
        gap = 0.0 if self._at is None else at - self._at
        self._acts.append(_Act(table, ceil(gap + LONGER_S) if gap > USUAL_S else None))
        self._at, self._known = at, (self._page, dict(self._facts))

    @property
    def steps(self) -> list[dict[str, Any]]:
        """The steps so far, as a scenario has them."""
        made = []
        for act in self._acts:
            can_wait = "expect" in act.table or "on" in act.table
            limit = {"within": float(act.within)} if act.within and can_wait else {}
            made.append({**act.table, **limit})
        return made

    def without(self, faults: Iterable[str]) -> None:
        """Drop the steps that switch these faults on and off: they never struck."""
        dropped = set(faults)
        self._acts = [
            act
            for act in self._acts
            if act.table.get("fault") not in dropped and act.table.get("mend") not in dropped
        ]
        told = ", ".join(sorted(dropped))
        self.notes.append(f"Switched on while it was recorded, but never struck: {told}.")

    def scenario(self, title: str) -> dict[str, Any]:
        """The scenario file's table; `notes` stand above it as remarks."""
        desk = {"desk": dict(self.desk)} if self.desk else {}
        return {"kit": 1, "title": title, **desk, "steps": self.steps}


def _another(pin: str) -> str:
    """Another PIN than this one."""
    return "".join(str((int(digit) + 1) % 10) for digit in pin)
