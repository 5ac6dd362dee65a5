"""One desk as its clients use it: what a patient, a member of staff or a fault does, and waiting.

Each act waits until it is possible, at most `within` seconds of the desk's time. What is impossible
by then raises NotSeen, which says what was wanted, what was shown since, and what could be pressed.
"""

import hashlib
import json
import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeVar

from kiosk.apps.clicks import click
from kiosk.apps.demo.headless import png
from kiosk.apps.kiosk import Kiosk
from kiosk.apps.simulated_patient import Typed
from kiosk.eligibility.wire import flat
from kiosk.errors import KioskError
from kiosk.personas import find, names
from kiosk.records.record import FIRST_PHASES, Moment, Note
from kiosk.session.events import Press, StaffPress
from kiosk.session.view import Screen
from kiosk.testkit.server.buttons import named, offered
from kiosk.testkit.server.events import EventLog
from kiosk.testkit.server.faults import Faults
from kiosk.testkit.server.refusals import NotSeen, Refused, unknown
from kiosk.testkit.server.samples import sample
from kiosk.testkit.server.seen import facts, page_of, unfit
from kiosk.texts.public import to_json
from kiosk.timing import Time

T = TypeVar("T")

WITHIN_S = 30.0
"""How long an act waits, unless it says otherwise."""
MOST_PICTURES = 200
OWNER = "owner"
"""The camera's source that is the clip of whose card is inserted."""

log = logging.getLogger(__name__)


class OnGui(Protocol):
    """Runs a call on the GUI's thread and returns its result."""

    def __call__(self, call: Callable[[], T]) -> T:
        """See the class."""
        ...


class DeskControl:
    """See the module. Calls come from one thread at a time.

    `lend` prepares a persona's card before it is inserted. With `pictures`, a picture of every page
    is kept at the first moment at which an act or an expectation looks at it.
    """

    def __init__(
        self,
        kiosk: Kiosk,
        faults: Faults,
        events: EventLog,
        on_gui: OnGui,
        *,
        frames: str = OWNER,
        lend: Callable[[str], None] = lambda _: None,
        pictures: bool = False,
    ) -> None:
        self.kiosk, self.faults, self.events, self._on_gui = kiosk, faults, events, on_gui
        self.time: Time = kiosk.time
        self._frames, self._lend, self._keeps = frames, lend, pictures
        self.pictures: dict[str, bytes] = {}
        """The kept pictures by their names."""
        self._kept: Screen | None = None
        self._changed = self.time.signal()
        self._shown: Screen | None = None
        self._seen: list[dict[str, Any]] = []
        """What was shown since the act under way began."""
        self._ending: Moment | None = None
        self._late = self._files = 0
        self._filmed: object = None
        kiosk.watch(self._watch)

    # What the desk tells, from any thread.

    def _watch(self, name: str, *values: Any) -> None:
        match name, values:
            case "show", (Screen() as screen,):
                self._screen(screen)
            case "happened", (Moment() as moment,):
                self._moment(moment)
            case "sound", (cue, _):
                self.events.add("cue", cue=str(cue))
            case "desk_opened", _:
                self.events.add("desk_opened")
            case "unrecorded", (trouble,):
                self.events.add("log", message=f"the journal: {trouble or 'written again'}")
        self._changed.set()

    def _screen(self, screen: Screen) -> None:
        before, self._shown = self._shown, screen
        page = page_of(screen)
        hint = getattr(screen.page, "hint", None)
        if before is None or page_of(before) != page or before.page != screen.page:
            self._seen.append({"page": page, "hint": hint and str(hint)})
            del self._seen[:-400]
        if before is None or page_of(before) != page:
            self.events.add("page", page=page, step=screen.step)
        if hint is not None and hint != getattr(before and before.page, "hint", None):
            self.events.add("hint", hint=str(hint))

    def _moment(self, moment: Moment) -> None:
        told: dict[str, Any] = {"reception": moment.reception}
        if moment.phase:
            told["phase"] = moment.phase
        if moment.phase in FIRST_PHASES:
            self._ending = None
        if moment.outcome is not None:
            self._ending = moment
            told["outcome"] = str(moment.outcome)
        if moment.fault is not None:
            told["fault"] = str(moment.fault)
        if moment.note is not None:
            told["note"] = str(moment.note)
            self._late += moment.note is Note.LATE
        self.events.add("moment", **told)
        if moment.result:
            self._files += 1
            self.events.add("file", file=Path(moment.result).name)

    # What a patient does.

    def insert(
        self,
        card: str,
        faults: tuple[Mapping[str, Any], ...] = (),
        beside: str | None = None,
        within: float = WITHIN_S,
    ) -> None:
        """Insert a persona's card (or phone), with faults, and another card `beside` it."""
        persona = self._persona(card)
        if beside is not None:
            self._persona(beside)
        placer = self._placer(within)
        if placer.card is not None:
            raise Refused(f"the card of {placer.card.id} is on the reader; remove it first")
        try:
            spoiled = self.faults.of_card(faults)
        except ValueError as error:
            raise Refused(str(error)) from None
        if self.faults.two_cards and beside is None:
            beside = "licence" if card != "licence" else "suica"
        for one in (card, beside):
            if one is not None:
                self._lend(one)
        self._aim(card)
        try:
            placer.place(
                persona,
                spoiled,
                find(beside) if beside else None,
                struck=self.faults.card_struck,
            )
        except KioskError as error:
            raise Refused(error.detail) from None
        self.events.add("card", act="inserted")
        self._settle()

    def remove(self, on: str | None = None, within: float = WITHIN_S) -> None:
        """Take the card off the reader, once page `on` is shown."""
        self._on(on, within)
        placer = self._placer(within)
        if placer.card is None:
            raise Refused("no card is on the reader")
        placer.take()
        self.events.add("card", act="removed")
        self._settle()

    def press(
        self,
        press: str,
        on: str | None = None,
        digit: int | None = None,
        within: float = WITHIN_S,
    ) -> None:
        """Press a button with a real mouse click, once page `on` is shown and the button can be
        pressed: there, enabled, past its guard and not covered.
        """
        try:
            wanted = Typed(Press(press), digit)
        except ValueError:
            raise unknown("press", press, Press) from None
        self._on(on, within)
        said = f"the press {press}" + (f" on {on}" if on else "")
        self._until(lambda: self._pressable(wanted), said, within, {"press": press, "on": on})
        self._on_gui(lambda: click(self.kiosk.window, wanted))
        self.events.add("press", press=press)
        self._settle()

    def _pressable(self, wanted: Typed) -> bool:
        return self.kiosk.window.ready() and wanted in offered(self.kiosk.window)

    def pin(self, pin: str, on: str | None = "pin", within: float = WITHIN_S) -> None:
        """Type a PIN on the keys of the screen, and its end."""
        if not (pin.isascii() and pin.isdigit()):
            raise Refused("a PIN has digits only")
        for digit in pin:
            self.press("digit", on, int(digit), within)
        self.press("enter", on, None, within)

    def wait(self, seconds: float) -> None:
        """Let time pass, as a patient who looks on."""
        self.time.sleep(seconds)
        self._settle()

    def frames(self, name: str) -> None:
        """Show the camera another clip, folder or picture; "owner" is whose card is inserted."""
        self._frames = name
        placer = self.kiosk.desk.card_placer if self.kiosk.desk else None
        card = placer.card if placer else None
        self._aim(card.id if card else None)
        self.events.add("frames", source=name if Path(name).name == name else "a file")
        self._settle()

    def _aim(self, card: str | None) -> None:
        desk = self.kiosk.desk
        assert desk is not None
        owner = find(card).clip if card else ""
        name = (owner or "empty") if self._frames == OWNER else self._frames
        desk.face_desk.challenge = self.kiosk.config.face.challenge or self.faults.challenge
        if self._filmed != (name, self.faults.standing):
            self._filmed = name, self.faults.standing
            settings = self.kiosk.config.camera.model_copy(update={"source": name})
            desk.camera.choose(self.faults.source(settings))

    # What staff, the network and chance do.

    def staff(self, press: str, minutes: int | None = None) -> None:
        """Press a button of the staff's window."""
        try:
            wanted = StaffPress(press)
        except ValueError:
            raise unknown("press of staff", press, StaffPress) from None
        self.kiosk.staff(wanted, minutes)
        self.events.add("staff", press=press)
        self._settle()

    def arm(self, fault: str, on: str | None = None, within: float = WITHIN_S) -> None:
        """Switch a fault of the catalogue on, once page `on` is shown."""
        self._on(on, within)
        try:
            self.faults.arm(fault)
        except KeyError:
            raise unknown("fault", fault, self.faults.known) from None
        self._fault_changed("fault.armed", fault)

    def mend(self, fault: str) -> None:
        """Switch a fault off."""
        try:
            self.faults.mend(fault)
        except KeyError:
            raise unknown("fault", fault, self.faults.known) from None
        self._fault_changed("fault.mended", fault)

    def _fault_changed(self, kind: str, fault: str) -> None:
        placer = self.kiosk.desk.card_placer if self.kiosk.desk else None
        if self.kiosk.desk is not None:
            self._aim(placer.card.id if placer and placer.card else None)
        self.events.add(kind, fault=fault)
        self._settle()

    # What is seen.

    def expect(self, wanted: Mapping[str, Any], within: float = WITHIN_S) -> dict[str, Any]:
        """Wait until all of `wanted` is so; returns what was seen then."""
        said = ", ".join(f"{key} {value}" for key, value in wanted.items())
        self._until(lambda: not unfit(self.seen(wanted), wanted), said, within, dict(wanted))
        return self._on_gui(lambda: self.seen(wanted))

    def never(self, unwanted: Mapping[str, Any], within: float) -> None:
        """Watch for `within` seconds that not all of `unwanted` is so."""
        try:
            self.expect(unwanted, within)
        except NotSeen:
            return
        said = ", ".join(f"{key} {value}" for key, value in unwanted.items())
        raise NotSeen(self._report(f"{said} came, which must never be", dict(unwanted), 0))

    def seen(self, wanted: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The facts that `expect` compares; those that cost time only if they are `wanted`."""
        wanted = {} if wanted is None else wanted
        told = facts(self._shown, self._ending, self.time.monotonic())
        told |= {"late": self._late, "files": self._files, "faults": list(self.faults.armed)}
        desk = self.kiosk.desk
        if desk is not None:
            told["apdus"] = desk.devices.card.use().apdus
            told["frames"] = desk.devices.face.use().frames
        if "result" in wanted:
            told["result"] = self.result()
        return told

    def screen(self) -> dict[str, Any]:
        """The window's screen in its public form, with what can be pressed now."""

        def described() -> dict[str, Any]:
            shown: dict[str, Any] = json.loads(to_json(self.kiosk.window.described()))
            pressable = offered(self.kiosk.window) if self.kiosk.window.ready() else []
            return {**self.seen(), "pressable": named(pressable), "screen": shown}

        self._settle()
        return self._on_gui(described)

    def picture(self) -> bytes:
        """The window as a PNG file."""
        self._settle()
        return self._on_gui(lambda: png(self.kiosk.window.grab().toImage()))

    def results(self) -> list[Path]:
        """The result files, oldest first."""
        folder = Path(self.kiosk.config.folder.face)
        found = (file for file in folder.glob("*.xml") if not file.name.startswith("."))
        return sorted(found, key=lambda file: (file.stat().st_mtime_ns, file.name))

    def result(self) -> dict[str, str]:
        """Names and texts of the elements of the newest result; empty without one."""
        files = self.results()
        return flat(files[-1].read_bytes()) if files else {}

    def journal(self) -> str:
        """The journal so far."""
        self._settle()
        self.kiosk.flush()
        file = Path(self.kiosk.config.folder.journal)
        return file.read_text("utf-8") if file.is_file() else ""

    def paint(self, page: str, values: Mapping[str, Any]) -> None:
        """Paint the program's sample of a page, with other values, without a reception."""
        screen = sample(page, values)

        def show() -> None:
            self.kiosk.window.present(screen)
            self._shown = screen

        self._on_gui(show)

    # Waiting.

    def _on(self, page: str | None, within: float) -> None:
        if page is not None:
            self.expect({"page": page}, within)

    def _placer(self, within: float) -> Any:
        self._until(self._open, "the desk is open", within, {"page": "idle"})
        desk = self.kiosk.desk
        assert desk is not None
        if desk.card_placer is None:
            raise Refused("this desk has a real card reader; cards cannot be inserted from here")
        return desk.card_placer

    def _open(self) -> bool:
        return self.kiosk.desk is not None and self._shown is not None

    def _persona(self, name: str) -> Any:
        try:
            return find(name)
        except KeyError:
            raise unknown("persona", name, names()) from None

    def _settle(self) -> None:
        """Let what is due at this moment happen."""
        self.time.sleep(0)

    def _until(
        self, reached: Callable[[], bool], said: str, within: float, wanted: dict[str, Any]
    ) -> None:
        """Wait until `reached` is true on the GUI's thread. Raises NotSeen."""
        began = self.time.monotonic()
        self._seen = [{"page": page_of(self._shown), "hint": None}] if self._shown else []
        while True:
            self._changed.clear()
            found = self._on_gui(reached)
            self._keep_picture()
            if found:
                return
            left = began + within - self.time.monotonic()
            if left <= 0:
                sentence = f"waited {within:g} s for {said}; {self._account()}"
                raise NotSeen(self._report(sentence, wanted, within))
            # A button becomes pressable by time alone, so the wait is short.
            self._changed.wait(min(left, 0.1))

    def _keep_picture(self) -> None:
        shown, before = self._shown, self._kept
        if not self._keeps or shown is None or len(self.pictures) >= MOST_PICTURES:
            return
        if before is None or page_of(before) != page_of(shown):
            self._kept = shown
            picture = self._on_gui(lambda: png(self.kiosk.window.grab().toImage()))
            name = hashlib.sha256(picture).hexdigest()[:16]
            self.pictures[name] = picture
            self.events.add("picture", picture=name, page=page_of(shown))

    def _account(self) -> str:
        """One clause about what was shown meanwhile."""
        if not self._seen:
            return "no screen was shown"
        last = self._seen[-1]
        hint = f" with hint {last['hint']}" if last["hint"] else ""
        pages = list(dict.fromkeys(one["page"] for one in self._seen))
        way = f" (after {' > '.join(pages[:-1])})" if len(pages) > 1 else ""
        told = facts(self._shown, self._ending, self.time.monotonic())
        fault = f", fault {told['fault']}" if told.get("fault") else ""
        frames = self.kiosk.desk.devices.face.use().frames if self.kiosk.desk else 0
        looked = f"; {frames} frames were looked at" if last["page"] == "face" else ""
        return f"{last['page']} is shown{hint}{fault}{way}{looked}"

    def _report(self, sentence: str, wanted: dict[str, Any], within: float) -> dict[str, Any]:
        seen = self._on_gui(lambda: self.seen(wanted))
        pressable = self._on_gui(lambda: named(offered(self.kiosk.window)))
        pages = [one["page"] for one in self._seen]
        return {
            "sentence": sentence,
            "wanted": wanted,
            "within": within,
            "seen": seen,
            "unfit": unfit(seen, wanted),
            "pages": list(dict.fromkeys(pages)),
            "pressable": pressable,
        }

    def close(self) -> None:
        """End a running reception and close the desk."""
        self._on_gui(self.kiosk.close)
        self.events.close()
