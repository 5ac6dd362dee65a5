"""`kiosk record --test`: watches a kiosk that people use, and writes down what they do.

With virtual cards the demonstrator's table stands beside the kiosk; with a real reader nothing of
its card is kept, and a persona stands in for the owner.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from kiosk.apps.demo.windows import present
from kiosk.apps.kiosk import Kiosk
from kiosk.apps.run import run
from kiosk.apps.table.controller import TableController
from kiosk.clock import japan
from kiosk.config import Config
from kiosk.home import data_home
from kiosk.personas import Persona, find
from kiosk.records.record import Moment
from kiosk.session.events import CardPlaced, CardTaken, Pressed, StaffPressed
from kiosk.session.view import Screen
from kiosk.testkit.server.control import OWNER
from kiosk.testkit.server.recorded import Recorded
from kiosk.testkit.server.seen.facts import facts, page_of

WISH = QKeySequence(Qt.Key.Key_F12)
"""Adds an expectation of what is seen. (The keys before it place cards at the table.)"""
KEPT = ("timing", "face")
"""Sections of the configuration that a scenario keeps, where they differ from the defaults."""


class Recorder:
    """Watches one kiosk. `stand_in` is the persona that replaces the owner of real cards."""

    def __init__(self, config: Config, start: datetime, stand_in: Persona | None = None) -> None:
        self._stand_in, self._start = stand_in, start
        pin = None if stand_in is None else stand_in.card.pin
        self.recorded = Recorded(desk_of(config, start), notes_of(config, stand_in), pin)
        self._lock = threading.Lock()
        self._faults: frozenset[str] = frozenset()
        self._now: Callable[[], float] = float

    @contextmanager
    def at_kiosk(self, kiosk: Kiosk) -> Iterator[None]:
        """Watch a kiosk until the end of the block."""
        self._now = kiosk.time.monotonic
        kiosk.watch(self._watch)
        kiosk.desk_opened.connect(partial(self._opened, kiosk))
        self._opened(kiosk)
        shortcut = QShortcut(WISH, kiosk.window)
        shortcut.activated.connect(self.wish)
        try:
            yield
        finally:
            kiosk.unwatch(self._watch)
            if (desk := kiosk.desk) is not None and desk.card_placer is not None:
                desk.card_placer.moved = lambda _: None
            shortcut.deleteLater()

    @contextmanager
    def at_table(self, table: TableController) -> Iterator[None]:
        """Watch a kiosk and its demonstrator's table until the end of the block."""
        table.faults_changed.connect(self.faults)
        table.filmed.connect(self.frames)
        table.anew.connect(self.anew)
        with self.at_kiosk(table.kiosk):
            yield
        table.faults_changed.disconnect(self.faults)
        table.filmed.disconnect(self.frames)
        table.anew.disconnect(self.anew)

    def wish(self) -> None:
        """Expect what is seen now."""
        with self._lock:
            self.recorded.wished(self._now())

    def faults(self, switched_on: frozenset[str]) -> None:
        """These faults are switched on now."""
        for fault in sorted(self._faults - switched_on):
            self._act({"mend": fault})
        for fault in sorted(switched_on - self._faults):
            self._act({"fault": fault})
        self._faults = switched_on

    def anew(self, config: Config, days: int) -> None:
        """Other rules or another date hold from now on; a scenario has one of each."""
        with self._lock:
            self.recorded.anew(desk_of(config, self._start + timedelta(days=days)))

    def frames(self, name: str) -> None:
        """The camera shows another clip; of a real camera nothing is kept."""
        self._act({"frames": OWNER if name == "camera" else name})

    def _opened(self, kiosk: Kiosk) -> None:
        desk = kiosk.desk
        if desk is not None and desk.card_placer is not None and self._stand_in is None:
            desk.card_placer.moved = self._moved

    def _moved(self, persona: Persona | None) -> None:
        self._act({"remove": True} if persona is None else {"insert": persona.id})

    def _act(self, table: dict[str, Any]) -> None:
        with self._lock:
            self.recorded.act(table, self._now())

    def _watch(self, name: str, *values: Any) -> None:
        """See `Kiosk.watch`."""
        at = self._now()
        with self._lock:
            match name, values:
                case "show", (Screen() as screen,):
                    self.recorded.saw(page_of(screen), facts(screen, None, at), at)
                case "happened", (Moment() as moment,):
                    self._moment(moment)
                case "heard", (Pressed() as pressed,):
                    self.recorded.press(str(pressed.press), pressed.digit, at)
                case "heard", (StaffPressed(press=press, minutes=minutes),):
                    more = {} if minutes is None else {"minutes": minutes}
                    self.recorded.act({"staff": str(press), **more}, at)
                case "heard", (CardPlaced(),) if self._stand_in is not None:
                    self.recorded.act({"insert": self._stand_in.id}, at)
                case "heard", (CardTaken(),) if self._stand_in is not None:
                    self.recorded.act({"remove": True}, at)

    def _moment(self, moment: Moment) -> None:
        if moment.outcome is not None:
            self.recorded.ended(str(moment.outcome), moment.fault and str(moment.fault))
        if moment.result:
            self.recorded.filed()


def desk_of(config: Config, start: datetime) -> dict[str, Any]:
    """The desk of the scenario: as the recorded one, where a scenario may say so."""
    changed = config.model_dump(mode="json", exclude_defaults=True)
    kept = {name: changed[name] for name in KEPT if name in changed}
    uses = {key: changed.get("facility", {}).get(key) for key in ("uses", "ask_prescription")}
    facility = {key: value for key, value in uses.items() if value is not None}
    if facility:
        kept["facility"] = facility
    told = {"profile": config.profile, "start": start.replace(microsecond=0)}
    return {**told, "config": kept} if kept else told


def notes_of(config: Config, stand_in: Persona | None) -> list[str]:
    """The remarks at the top of the file."""
    told = [f"Recorded with `kiosk record --test`, version {metadata.version('uketsuke-kiosk')}."]
    if stand_in is not None:
        told.append(
            f"The card was real: {stand_in.id}, an invented person, stands in for its owner, with "
            "another PIN and another face."
        )
    elif config.camera.source == "camera":
        told.append(
            "The camera was real: the clip of the card's owner, who is invented, replaces it."
        )
    return told


def record(config: Config, stand_in: Persona | None) -> tuple[Recorded, int]:
    """Let people use a kiosk; returns what they did, and the exit code of the kiosk."""
    recorder = Recorder(config, japan(), stand_in)
    if stand_in is not None:
        return recorder.recorded, run(config, around=recorder.at_kiosk)
    with TemporaryDirectory(prefix="record-", dir=data_home()) as home:
        own = in_folder(config, Path(home))
        return recorder.recorded, present(own, find("sakura"), around=recorder.at_table)


def in_folder(config: Config, home: Path) -> Config:
    """The same with new cards, a new registry and new results: a scenario begins with these."""
    names = {"registry": "registry.sqlite3", "face": "face", "journal": "journal.jsonl"}
    own = {"data": str(home), "desk": str(home)}
    own |= {key: str(home / name) for key, name in names.items()}
    return config.model_copy(update={"folder": config.folder.model_copy(update=own)})
