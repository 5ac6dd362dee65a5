"""What a desk has shown and told, and waiting until it shows something."""

import hashlib
import json
from collections.abc import Callable, Mapping
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Any, Protocol, TypeVar

from PySide6.QtGui import QImage

from kiosk.apps.demo.headless import png
from kiosk.apps.kiosk import Kiosk
from kiosk.desk.sources import is_shipped
from kiosk.eligibility.wire import flat
from kiosk.records.public import to_json as record_as_json
from kiosk.records.reading import read
from kiosk.records.record import FIRST_PHASES, Moment, Note
from kiosk.session.view import Screen
from kiosk.testkit.server.faults import Faults
from kiosk.testkit.server.refusals import NotSeen
from kiosk.testkit.server.seen.buttons import named, offered
from kiosk.testkit.server.seen.events import EventLog
from kiosk.testkit.server.seen.facts import facts, in_words, page_of, unfit, unlike
from kiosk.testkit.server.seen.goldens import compare
from kiosk.testkit.server.seen.kept import kept
from kiosk.texts.public import to_json
from kiosk.timing import Time

T = TypeVar("T")

WITHIN_S = 30.0
"""How long an act or an expectation waits, unless it says otherwise."""
MOST_PICTURES = 200
NOTHING: tuple[str, dict[str, Any]] = ("the step", {})
"""The wanted facts of an act that waits for no particular fact."""
BLANK = "(blank)"
"""Stands for each value of a real person's result."""


class OnGui(Protocol):
    """Runs a call on the GUI's thread and returns its result."""

    def __call__(self, call: Callable[[], T]) -> T:
        """See the class."""
        ...


class Persons(StrEnum):
    """Which persons the pictures and results of a desk show."""

    INVENTED = "invented"
    COVERED = "covered"
    """A real person is present: the camera's picture is covered, a real card's values are blank."""
    REAL = "real"


class Observer:
    """Watches a kiosk. The desk tells from any thread; calls come from one thread at a time.

    With `pictures`, a picture of every page is kept at the first moment at which an act or an
    expectation looks at it. `real_card` and `real_camera` say whether a real person may be present;
    real persons are shown only with `with_persons`.
    """

    def __init__(
        self,
        kiosk: Kiosk,
        faults: Faults,
        events: EventLog,
        on_gui: OnGui,
        *,
        pictures: bool,
        with_persons: bool = False,
    ) -> None:
        self.real_card = kiosk.config.reader.kind != "inprocess"
        self.real_camera = not is_shipped(kiosk.config.camera)
        self.visit: Callable[[], dict[str, Any]] = dict
        """The facts of a visit away from the reader, once there is one."""
        self._with_persons = with_persons
        self._kiosk, self._faults, self._events, self._on_gui = kiosk, faults, events, on_gui
        self._time: Time = kiosk.time
        self._keeps = pictures
        self.pictures: dict[str, bytes] = {}
        """The kept pictures by their names."""
        self._kept: Screen | None = None
        self._changed = self._time.signal()
        self.shown: Screen | None = None
        """The screen of the patient's window; None before the first."""
        self._seen: list[dict[str, Any]] = []
        """What was shown since the act under way began."""
        self._wants: tuple[str, dict[str, Any]] = NOTHING
        """What the act under way waits for."""
        self._ending: Moment | None = None
        self._met: str | None = None
        """The last fault of the reception, from which it may have gone on."""
        self._late = self._files = 0
        kiosk.watch(self._watch)

    def _watch(self, name: str, *values: Any) -> None:
        match name, values:
            case "show", (Screen() as screen,):
                self._screen(screen)
            case "happened", (Moment() as moment,):
                self._moment(moment)
            case "sound", (cue, _):
                self._events.add("cue", cue=str(cue))
            case "desk_opened", _:
                self._events.add("desk_opened", persons=str(self.persons))
            case "unrecorded", (trouble,):
                self._events.add("log", message=f"the journal: {trouble or 'written again'}")
        self._changed.set()

    @property
    def persons(self) -> Persons:
        """Who is seen in what this desk tells."""
        if not (self.real_card or self.real_camera):
            return Persons.INVENTED
        return Persons.REAL if self._with_persons else Persons.COVERED

    def _screen(self, screen: Screen) -> None:
        before, self.shown = self.shown, screen
        page = page_of(screen)
        hint = getattr(screen.page, "hint", None)
        if before is None or page_of(before) != page or before.page != screen.page:
            self._seen.append({"page": page, "hint": hint and str(hint)})
            del self._seen[:-400]
        if before is None or page_of(before) != page:
            self._events.add("page", page=page, step=screen.step)
        if hint is not None and hint != getattr(before and before.page, "hint", None):
            self._events.add("hint", hint=str(hint))

    def _moment(self, moment: Moment) -> None:
        told: dict[str, Any] = {"reception": moment.reception}
        if moment.phase:
            told["phase"] = moment.phase
        if moment.phase in FIRST_PHASES:
            self._ending = self._met = None
        if moment.outcome is not None:
            self._ending = moment
            told["outcome"] = str(moment.outcome)
        if moment.fault is not None:
            told["fault"] = self._met = str(moment.fault)
        if moment.note is not None:
            told["note"] = str(moment.note)
            self._late += moment.note is Note.LATE
        self._events.add("moment", **told)
        if moment.result:
            self._files += 1
            self._events.add("file", file=Path(moment.result).name)

    def expect(self, wanted: Mapping[str, Any], within: float = WITHIN_S) -> dict[str, Any]:
        """Wait until all of `wanted` is so; returns what was seen then."""
        said, whole = in_words(wanted), dict(wanted)
        self.until(lambda: not unfit(self.seen(wanted), wanted), said, within, whole)
        return self._on_gui(lambda: self._told(self.seen(wanted)))

    def never(self, unwanted: Mapping[str, Any], within: float) -> None:
        """Watch for `within` seconds that not all of `unwanted` is so."""
        try:
            self.expect(unwanted, within)
        except NotSeen:
            return
        said = in_words(unwanted)
        raise NotSeen(self._report(f"{said} came, which must never be", dict(unwanted), 0))

    def seen(self, wanted: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The facts that `expect` compares; those that cost time only if they are `wanted`."""
        wanted = {} if wanted is None else wanted
        told = facts(self.shown, self._ending, self._time.monotonic())
        told |= {"late": self._late, "files": self._files, "faults": list(self._faults.armed)}
        desk = self._kiosk.desk
        if desk is not None:
            told["apdus"] = self._kiosk.card_use()[0]
            told["frames"] = desk.devices.face.use().frames
        if "result" in wanted:
            told["result"] = self.result()
        if "record" in wanted:
            told["record"] = self.record()
        if "visit" in wanted:
            told["visit"] = self.visit()
        if "commands" in wanted:
            told["commands"] = self.commands()
        if "kept" in wanted:
            told["kept"] = kept(self._kiosk)
        return told

    def changes(self, seconds: float) -> None:
        """Wait until the desk tells something, at most so long."""
        self._changed.clear()
        self._changed.wait(seconds)
        self._keep_picture()

    def no_way_on(self, tried: float) -> NotSeen:
        """The report of a patient who has tried to go on for so long."""
        sentence = f"no way on for {tried:.0f} s; {self._account()}"
        return NotSeen(self._report(sentence, {"page": "idle"}, tried))

    def hung(self, real: float) -> NotSeen:
        """The report of a call that has not ended after so many real seconds; for any thread."""
        shown, (said, wanted) = self.shown, self._wants
        return NotSeen(
            {
                "sentence": f"{said} hangs: no end in {real:g} s of real time; {self._account()}",
                "wanted": wanted,
                "within": real,
                "seen": facts(shown, self._ending, self._time.monotonic()),
                "unfit": {},
                "pages": self._pages(),
                "pressable": sorted(map(str, shown.presses)) if shown else [],
            }
        )

    def screen(self) -> dict[str, Any]:
        """The window's screen in its public form, with what can be pressed now."""

        def described() -> dict[str, Any]:
            shown: dict[str, Any] = json.loads(to_json(self._kiosk.window.described()))
            pressable = offered(self._kiosk.window) if self._kiosk.window.ready() else []
            return {**self.seen(), "pressable": named(pressable), "screen": shown}

        self.settle()
        return self._on_gui(described)

    def picture(self) -> bytes:
        """The window as a PNG file."""
        self.settle()
        return self._on_gui(lambda: png(self._pictured()))

    def _pictured(self) -> QImage:
        covered = self.real_camera and not self._with_persons
        return self._kiosk.window.pictured(covered=covered).toImage()

    def compared(self, kept: bytes, told: dict[str, Any]) -> dict[str, Any]:
        """The window beside a kept picture, see `kiosk.testkit.server.seen.goldens`."""
        self.settle()
        return self._on_gui(lambda: compare(self._kiosk.window, self._pictured(), kept, told))

    def results(self) -> list[Path]:
        """The result files, oldest first."""
        folder = Path(self._kiosk.config.folder.face)
        found = (file for file in folder.glob("*.xml") if not file.name.startswith("."))
        return sorted(found, key=lambda file: (file.stat().st_mtime_ns, file.name))

    def result(self) -> dict[str, str]:
        """Names and texts of the elements of the newest result; empty without one."""
        files = self.results()
        return flat(files[-1].read_bytes()) if files else {}

    def record(self) -> dict[str, Any]:
        """The record of the last reception as JSON, its steps as their phases; empty without one.

        It holds nothing of a person.
        """
        self._kiosk.flush()
        kept = read(Path(self._kiosk.config.folder.journal))
        steps = [step.phase for step in kept[-1].steps] if kept else []
        return {**record_as_json(kept[-1]), "steps": steps} if kept else {}

    def commands(self) -> list[str]:
        """What the card has answered since it was inserted, as in `["select 9000 x2"]`.

        Each command with its status word, and how often it was answered so in a row. It holds
        nothing of a person.
        """
        told: list[str] = []
        for event in self._events.since(0):
            if event.kind == "card" and event.told["act"] == "inserted":
                told = []
            elif event.kind == "apdu":
                told.append(f"{event.told['command']} {event.told['status']}")
        runs = [(one, len([*same])) for one, same in groupby(told)]
        return [one if number == 1 else f"{one} x{number}" for one, number in runs]

    def shown_result(self) -> dict[str, str]:
        """The same, with blank values of a real card's owner."""
        return self._told({"result": self.result()})["result"]  # type: ignore[no-any-return]

    def result_file(self) -> bytes:
        """The newest result file; empty without one, and of a real card's owner."""
        files = self.results()
        return files[-1].read_bytes() if files and not self._blank else b""

    @property
    def _blank(self) -> bool:
        return self.real_card and not self._with_persons

    def _told(self, seen: dict[str, Any]) -> dict[str, Any]:
        """Facts without values that must not leave the desk."""
        if not self._blank or not isinstance(seen.get("result"), Mapping):
            return seen
        return {**seen, "result": dict.fromkeys(seen["result"], BLANK)}

    def journal(self) -> str:
        """The journal so far."""
        self.settle()
        self._kiosk.flush()
        file = Path(self._kiosk.config.folder.journal)
        return file.read_text("utf-8") if file.is_file() else ""

    def settle(self) -> None:
        """Process everything that is due at the present moment."""
        self._time.sleep(0)

    def until(
        self, reached: Callable[[], bool], said: str, within: float, wanted: dict[str, Any]
    ) -> None:
        """Wait until `reached` is true on the GUI's thread. Raises NotSeen."""
        began = self._time.monotonic()
        self._seen = [{"page": page_of(self.shown), "hint": None}] if self.shown else []
        self._wants = said, wanted
        while True:
            self._changed.clear()
            found = self._on_gui(reached)
            self._keep_picture()
            if found:
                self._wants = NOTHING
                return
            left = began + within - self._time.monotonic()
            if left <= 0:
                sentence = f"waited {within:g} s for {said}; {self._account()}"
                raise NotSeen(self._report(sentence, wanted, within))
            # A button becomes pressable by time alone, so the wait is short.
            self._changed.wait(min(left, 0.1))

    def _keep_picture(self) -> None:
        shown, before = self.shown, self._kept
        if not self._keeps or shown is None or len(self.pictures) >= MOST_PICTURES:
            return
        if before is None or page_of(before) != page_of(shown):
            self._kept = shown
            picture = self._on_gui(lambda: png(self._pictured()))
            name = hashlib.sha256(picture).hexdigest()[:16]
            self.pictures[name] = picture
            self._events.add("picture", picture=name, page=page_of(shown))

    def _account(self) -> str:
        """One clause about what was shown meanwhile."""
        if not self._seen:
            return "no screen was shown"
        last = self._seen[-1]
        hint = f" with hint {last['hint']}" if last["hint"] else ""
        pages = self._pages()
        way = f" (after {' > '.join(pages[:-1])})" if len(pages) > 1 else ""
        told = facts(self.shown, None, self._time.monotonic())
        fault = f", fault {told['fault']}" if told.get("fault") else ""
        frames = self._kiosk.desk.devices.face.use().frames if self._kiosk.desk else 0
        looked = f"; {frames} frames were looked at" if last["page"] == "face" else ""
        return f"{last['page']} is shown{hint}{fault}{way}{looked}"

    def _pages(self) -> list[str]:
        """The pages that were shown meanwhile."""
        return list(dict.fromkeys(one["page"] for one in self._seen))

    def _ended(self) -> list[str]:
        """Clauses about how the reception ended, and what failed in the program, if that was so."""
        told, ending = [], self._ending
        if ending is not None:
            cause = f" by {ending.fault}" if ending.fault is not None else ""
            told.append(f"the reception ended {ending.outcome}{cause}")
        elif self._met is not None:
            told.append(f"the reception met {self._met}")
        failed = [one.told["failed"] for one in self._events.since(0) if "failed" in one.told]
        return [*told, *(f"the program failed: {one}" for one in failed[-1:])]

    def _report(self, sentence: str, wanted: dict[str, Any], within: float) -> dict[str, Any]:
        seen = self._on_gui(lambda: self.seen(wanted))
        told = self._told(seen)
        facts_wanted = {key: value for key, value in wanted.items() if key in told}
        pressable = self._on_gui(lambda: named(offered(self._kiosk.window)))
        return {
            "sentence": "; ".join((sentence, *self._ended(), *unlike(told, facts_wanted))),
            "wanted": wanted,
            "within": within,
            "seen": told,
            "unfit": self._told(unfit(seen, wanted)),
            "pages": self._pages(),
            "pressable": pressable,
        }
