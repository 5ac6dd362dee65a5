"""One desk as its clients use it: what a patient, a member of staff or a fault does, and waiting.

Each act waits until it is possible, at most `within` seconds of the desk's time. What is impossible
by then raises NotSeen, which says what was wanted, what was shown since, and what could be pressed.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from drivers.card.apdu import Ins
from drivers.card.virtual.faulty_card import Exchange
from kiosk.apps.clicks import click, turn_over
from kiosk.apps.kiosk import Kiosk
from kiosk.apps.simulated_patient import Typed
from kiosk.config import USES
from kiosk.desk.sources import is_shipped
from kiosk.errors import KioskError
from kiosk.personas import Persona, find, names
from kiosk.session.events import Fault, Hint, Press, StaffPress
from kiosk.testkit.server.faults import Faults
from kiosk.testkit.server.refusals import Refused, unknown
from kiosk.testkit.server.seen.buttons import offered
from kiosk.testkit.server.seen.events import EventLog
from kiosk.testkit.server.seen.observer import WITHIN_S, Observer, OnGui
from kiosk.testkit.server.seen.samples import sample
from kiosk.testkit.server.visits import Visits

OWNER = "owner"
"""The camera's source that is the clip of whose card is inserted."""
SETTINGS = "settings"
"""What staff do beside the presses of their window: they change 環境設定 and log off."""
STAFF = (*map(str, StaffPress), SETTINGS)


class DeskControl:
    """See the module. Calls come from one thread at a time.

    `lend` prepares a persona's card before it is inserted; `visits` makes what a visit away from
    the reader needs, at its first act; `pictures` and `with_persons` are those
    of the observer.
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
        visits: Callable[[], Visits] | None = None,
        pictures: bool = False,
        with_persons: bool = False,
    ) -> None:
        self.kiosk, self.faults, self.events, self._on_gui = kiosk, faults, events, on_gui
        self.observer = Observer(
            kiosk, faults, events, on_gui, pictures=pictures, with_persons=with_persons
        )
        self._frames, self._lend = frames, lend
        self._make_visits = visits
        self._visits: Visits | None = None
        self._filmed: object = None
        faults.reader = self._reader_reports
        faults.keep_settings = lambda on: on_gui(lambda: kiosk.settings.keep(on))

    @property
    def on_reader(self) -> Persona | None:
        """Whose card or phone is on the reader."""
        placer = self.kiosk.desk.card_placer if self.kiosk.desk else None
        return placer.card if placer else None

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
        try:
            laid = self.faults.laying(persona, faults)
        except ValueError as error:
            raise Refused(str(error)) from None
        there = placer.in_the_way(laid.persona, misplaced=laid.misplaced)
        if there is not None:
            raise Refused(f"the card of {there.id} is on the reader; remove it first")
        second = find(beside) if beside else laid.beside
        for one in (laid.persona, second):
            if one is not None:
                self._lend(one.id)
        self._aim(laid.persona.id)
        try:
            placer.place(
                laid.persona,
                laid.faults,
                second,
                laid.unread,
                misplaced=laid.misplaced,
                struck=self.faults.card_struck,
                told=self._commanded,
            )
        except KioskError as error:
            raise Refused(error.detail) from None
        armed = {"faults": [fault.name for fault in laid.faults]} if laid.faults else {}
        self.events.add("card", act="inserted", **armed)
        self.observer.settle()

    def _commanded(self, one: Exchange) -> None:
        """A card has answered a command, from the card's thread."""
        ins = one.header[1] if len(one.header) > 1 else 0
        self.events.add(
            "apdu",
            apdu=one.number,
            command=Ins(ins).name.lower() if ins in list(Ins) else f"{ins:02x}",
            p1p2=one.header[2:].hex(),
            answered=one.answered,
            status=one.status.hex(),
        )

    def remove(self, on: str | None = None, within: float = WITHIN_S) -> None:
        """Take the card off the reader, once page `on` is shown."""
        self._on(on, within)
        placer = self._placer(within)
        if placer.card is None:
            raise Refused("no card is on the reader")
        placer.take()
        self.events.add("card", act="removed")
        self.observer.settle()

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
        pressed = False
        while not pressed:  # a page that comes between the look and the click ignores the click
            self.observer.until(
                lambda: self._pressable(wanted), said, within, {"press": press, "on": on}
            )
            pressed = self._on_gui(
                lambda: self._pressable(wanted) and click(self.kiosk.window, wanted)
            )
        self.events.add("press", press=press)
        self.observer.settle()

    def _pressable(self, wanted: Typed) -> bool:
        window = self.kiosk.window
        if not window.ready() or wanted in offered(window):
            return window.ready()
        turn_over(window, wanted)
        return False

    def pin(self, pin: str, on: str | None = "pin", within: float = WITHIN_S) -> None:
        """Type a PIN on the keys of the screen, and its end."""
        if not (pin.isascii() and pin.isdigit()):
            raise Refused("a PIN has digits only")
        for digit in pin:
            self.press("digit", on, int(digit), within)
        self.press("enter", on, None, within)

    def wait(self, seconds: float) -> None:
        """Let time pass, as a patient who looks on."""
        self.kiosk.time.sleep(seconds)
        self.observer.settle()

    def frames(self, name: str) -> None:
        """Show the camera another clip, folder or picture; "owner" is whose card is inserted."""
        self._frames = name
        placer = self.kiosk.desk.card_placer if self.kiosk.desk else None
        card = placer.card if placer else None
        self._aim(card.id if card else None)
        source = name if Path(name).name == name else "a file"
        self.events.add("frames", source=source, persons=str(self.observer.persons))
        self.observer.settle()

    def _aim(self, card: str | None) -> None:
        desk = self.kiosk.desk
        assert desk is not None
        owner = find(card).clip if card else ""
        name = (owner or "empty") if self._frames == OWNER else self._frames
        desk.face_desk.challenge = self.kiosk.config.face.challenge or self.faults.challenge
        if self._filmed != (name, self.faults.standing):
            self._filmed = name, self.faults.standing
            settings = self.kiosk.config.camera.model_copy(update={"source": name})
            self.observer.real_camera |= not is_shipped(settings)
            desk.camera.choose(self.faults.source(settings))

    def visit(self, act: str, given: Mapping[str, Any]) -> None:
        """Do one act of a visit away from the reader, see `kiosk.testkit.server.visits`."""
        if self._visits is None:
            if self._make_visits is None:
                raise Refused("visits away from the reader need a desk in virtual time")
            self._visits = self._make_visits()
            self.observer.visit = self._visits.facts
        self._visits.act(act, given)
        self.events.add("visit", act=act, **self._visits.facts())
        self.observer.settle()

    # What staff, the network and chance do.

    def staff(
        self, press: str, minutes: int | None = None, uses: Sequence[str] | None = None
    ) -> None:
        """Press a button of the staff's window; `settings` changes 環境設定, and staff log off."""
        try:
            wanted = StaffPress(press) if press != SETTINGS else None
        except ValueError:
            raise unknown("press of staff", press, STAFF) from None
        if (uses is not None) is not (press == SETTINGS):
            raise Refused(f"{SETTINGS} needs `uses`, and no other press of staff has it")
        if wanted is None:
            self._change_settings(uses or ())
        else:
            self.kiosk.staff(wanted, minutes)
        self.events.add("staff", press=press)
        self.observer.settle()

    def _change_settings(self, uses: Sequence[str]) -> None:
        for name in uses:
            if name not in USES:
                raise unknown("category", name, USES)
        facility = self.kiosk.config.facility.model_copy(update={"uses": frozenset(uses)})
        config = self.kiosk.config.model_copy(update={"facility": facility})
        self._on_gui(lambda: self.kiosk.obey(config.rules(self.kiosk.time.japan().date())))
        if self.kiosk.settings.stale:
            self.faults.settings_stale()

    def arm(
        self,
        fault: str,
        on: str | None = None,
        after: str | None = None,
        frame: int = 0,
        within: float = WITHIN_S,
    ) -> None:
        """Switch a fault of the catalogue on, once page `on` is shown, or a hint on its page.

        `after` is such a hint, as `face.closer`. A fault of the camera strikes from `frame` on,
        counted from the first frame of the clip that the camera shows.
        """
        if fault not in self.faults.known:
            raise unknown("fault", fault, self.faults.known)
        if after is not None:
            on, _, hint = after.rpartition(".")
            if hint not in list(Hint):
                raise unknown("hint", hint, Hint)
            self.observer.expect({"page": on, "hint": hint}, within)
        self._on(on, within)
        try:
            self.faults.arm(fault, frame)
        except ValueError as error:
            raise Refused(str(error)) from None
        self._fault_changed("fault.armed", fault)

    def mend(self, fault: str) -> None:
        """Switch a fault off."""
        try:
            self.faults.mend(fault)
        except KeyError:
            raise unknown("fault", fault, self.faults.known) from None
        self._fault_changed("fault.mended", fault)

    def _reader_reports(self, fault: Fault | None) -> None:
        placer = self.kiosk.desk.card_placer if self.kiosk.desk else None
        if placer is None:
            raise Refused("this desk has a real card reader; it cannot be made to fail from here")
        placer.fail(fault)

    def _fault_changed(self, kind: str, fault: str) -> None:
        placer = self.kiosk.desk.card_placer if self.kiosk.desk else None
        if self.kiosk.desk is not None:
            self._aim(placer.card.id if placer and placer.card else None)
        self.events.add(kind, fault=fault)
        self.observer.settle()

    def paint(self, page: str, values: Mapping[str, Any]) -> None:
        """Paint the program's sample of a page, with other values, without a reception."""
        screen = sample(page, values)

        def show() -> None:
            self.kiosk.window.present(screen)
            self.observer.shown = screen

        self._on_gui(show)

    def _on(self, page: str | None, within: float) -> None:
        if page is not None:
            self.observer.expect({"page": page}, within)

    def _placer(self, within: float) -> Any:
        self.observer.until(self._open, "the desk is open", within, {"page": "idle"})
        desk = self.kiosk.desk
        assert desk is not None
        if desk.card_placer is None:
            raise Refused("this desk has a real card reader; cards cannot be inserted from here")
        return desk.card_placer

    def _open(self) -> bool:
        return self.kiosk.desk is not None and self.observer.shown is not None

    def _persona(self, name: str) -> Persona:
        try:
            return find(name)
        except KeyError:
            raise unknown("persona", name, names()) from None

    def close(self) -> None:
        """End a running reception and close the desk."""
        self._on_gui(self.kiosk.close)
        self.events.close()
