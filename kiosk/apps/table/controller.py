"""The demonstrator's table: makes the view of its window, and carries out what is pressed there.

It places cards, chooses the camera's clip, presses buttons of the patient's window, and switches
faults on.
"""

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.apps.clicks import Pace, click
from kiosk.apps.kiosk import Kiosk
from kiosk.apps.simulated_patient import Act, Move, Typed
from kiosk.apps.table.camera_input import CameraInput
from kiosk.apps.table.clock import TableClock
from kiosk.apps.table.fault_catalog import BY_ID, TableFault, laying
from kiosk.apps.table.faulty_eligibility import FaultyEligibility, crossed, stranger
from kiosk.apps.table.settings import of_facility, of_profile, offers_phones
from kiosk.apps.table.stories import CARDS, SCRIPTS, Script, TableCard
from kiosk.apps.table.story_player import SLOWLY, StoryPlayer
from kiosk.apps.table.tiles import (
    OWNER,
    choices,
    films,
    further,
    groups,
    patient_state,
    pin_note,
    tile,
)
from kiosk.config import Config
from kiosk.desk.devices import CardPlacer, Replacements
from kiosk.eligibility.facility import Facility
from kiosk.errors import KioskError
from kiosk.personas import Persona, everyone, find
from kiosk.records.record import FIRST_PHASES, Moment
from kiosk.session.codes import Validity
from kiosk.session.events import Fault, Press, StaffPress
from kiosk.session.states import Language, TextSize
from kiosk.session.view import IdlePage, Screen
from kiosk.texts import load
from kiosk.timing import Time, Worker
from kiosk.visual_password import DEMO, VisualPassword
from ui.kit.weak_calls import weakly
from ui.table.model import (
    Advance,
    BeginStory,
    Choose,
    ClearFaults,
    EndDemo,
    Pause,
    PlaceCard,
    Play,
    PlayStory,
    ShowStaff,
    TableAct,
    TableView,
    TakeCard,
    ToggleFault,
)
from ui.table.window import TableWindow

log = logging.getLogger(__name__)


CLOSING_S = 2.0
"""Seconds that a task of the table has to end when its window is closed."""


def _id(persona: Persona | None) -> str | None:
    return persona.id if persona else None


class TableController(QObject):
    """A kiosk and its demonstrator's table. `window` is the window of the table.

    `cards` are ready in the order of their keys, from 1. `frames` is the id of the clip that the
    camera shows first. `time` is that of its kiosk.
    """

    changed = Signal()
    """A task of the table's thread has ended."""
    staff_wanted = Signal()
    """The presenter wants to see the staff's window."""
    ended = Signal()
    """The presenter ends the demo."""
    faults_changed = Signal(object)
    """A frozenset with the ids of the faults that are switched on now."""
    anew = Signal(object, int)
    """The configuration that holds from now on, and by how many days the calendar is moved."""
    filmed = Signal(str)
    """The clip that the camera shows from now on, or `owner` for that of the card's owner."""

    def __init__(
        self,
        config: Config,
        width: int = 1280,
        height: int = 800,
        cards: tuple[TableCard, ...] = CARDS,
        pace: Pace = SLOWLY,
        *,
        frames: str = OWNER,
        time: Time,
    ) -> None:
        super().__init__()
        config = of_profile(config, config.profile)
        self.cards = cards
        # Their files are read once, not at every painting.
        self._people = everyone()
        self.clock, self.system = TableClock(time), FaultyEligibility(time)
        self.system.cross = weakly(self._cross)
        clock = self.clock
        self.system.days = lambda: clock.days
        self._password = VisualPassword(None)
        replacements = Replacements(
            self.clock,
            self.system.judge,
            self.system.around,
            self.system.contact,
            time=time,
            password=self._password,
        )
        self.kiosk = Kiosk(config, virtual=True, replacements=replacements)
        self.window = TableWindow(weakly(self.act), width, height)
        self._config, self._phones = config, offers_phones(config)
        self._camera_input = CameraInput(config, frames, time)
        self.player = StoryPlayer(weakly(self._perform), weakly(self._bare), pace)
        self._faults: frozenset[str] = frozenset()
        self._paused = False
        self._screen: Screen | None = None
        self._began = time.monotonic()
        self._note = ""
        self._sentences = load(domain="staff")  # what is broken, as staff are told
        self._result = ""
        self._worker, self._behind = Worker("table", time), Worker("prepare", time)
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self.show)
        self.changed.connect(self.show)
        self.kiosk.painted.connect(self._painted)
        self.kiosk.happened.connect(self._happened)
        self.kiosk.desk_opened.connect(self._desk_opened)

    def open(self) -> None:
        """Show both windows."""
        self.kiosk.open()
        self.show()
        self.window.show()
        self._second.start()
        self._behind.submit(partial(self._password.put, DEMO))
        self._camera_input.prepare(self._behind, self.changed.emit)

    def close(self) -> None:
        """Close the windows and the desk."""
        self._second.stop()
        self.player.end()
        self.system.set_faults(())
        for worker in (self._behind, self._worker):
            worker.abandon(CLOSING_S)
        self.kiosk.close()
        self.window.asks = False
        self.window.close()

    def play(self, script: Script) -> None:
        """Begin a story: with its own faults only, and with a reset card."""
        self._begin(script)
        self.show()

    def set_faults(self, faults: frozenset[str]) -> None:
        """Switch these faults on, and all others off."""
        self._break(faults)
        self.show()

    # What is pressed on the table.

    def act(self, act: TableAct) -> None:
        """Carry out a press in the table's window."""
        match act:
            case PlaceCard(id=name):
                self._do(partial(self._place, name))
            case TakeCard():
                self._do(self._take)
            case Play(id=name):
                self._camera_input.playing = name
                self._aim()
                self.filmed.emit(name)
            case ToggleFault(id=name):
                self._break(self._faults ^ {name})
            case ClearFaults():
                self._break(frozenset())
            case BeginStory() | PlayStory():
                self._tell(act)
            case ShowStaff():
                self.staff_wanted.emit()
            case EndDemo():
                self.ended.emit()
            case _:
                self._set(act)
        self.show()

    def _tell(self, act: BeginStory | PlayStory) -> None:
        match act:
            case BeginStory(id=None):
                self.player.end()
            case BeginStory(id=name):
                self._begin(next(script for script in SCRIPTS if script.id == name))
            case PlayStory(on=on):
                self.player.play(on)

    def _set(self, act: Pause | Advance | Choose) -> None:
        """Change the time or a setting."""
        match act:
            case Pause(on=on):
                self._pause(on)
            case Advance(days=days):
                self._move(self.clock.days + days if days else 0)
                self.anew.emit(self._config, self.clock.days)
            case Choose(id=name, value=value):
                self._choose(name, value)

    def _move(self, days: int) -> None:
        self.clock.days = days
        self.kiosk.day_moved.emit()

    def _do(self, call: Callable[[], None]) -> None:
        """Run `call` in the table's thread, in order, because making a card takes long."""
        self._worker.submit(partial(self._guarded, call))

    def _guarded(self, call: Callable[[], None]) -> None:
        try:
            self._note = ""
            call()
        except KioskError as error:
            log.warning("the table cannot: %s (%s)", error.detail, error.fault)
            self._note = self._sentences(f"fault.{error.fault}")
        except Exception:
            log.exception("the table failed")
            self._note = self._sentences(f"fault.{Fault.INTERNAL}")
        self.changed.emit()

    @property
    def _hand(self) -> CardPlacer | None:
        return self.kiosk.desk.card_placer if self.kiosk.desk else None

    @property
    def _on_reader(self) -> Persona | None:
        return self._hand.card if self._hand else None

    def _bare(self) -> bool:
        return not self._on_reader

    def _place(self, name: str) -> None:
        if self._hand is None:
            return
        laid = laying(find(name), self._wrong)
        self._aim(laid.persona)
        self._hand.place(
            laid.persona, laid.faults, laid.beside, laid.unread, misplaced=laid.misplaced
        )

    def _take(self) -> None:
        if self._hand is not None:
            self._hand.take()

    def _pause(self, on: bool) -> None:
        """Stop time for the patient, the clock and the story, or let it go on."""
        self._paused = on
        self.clock.hold(on)
        self.kiosk.pause(on)
        self.player.hold(on)

    def _begin(self, script: Script) -> None:
        """Begin a story: at the waiting screen, with its own faults only, and with a reset card."""
        self.kiosk.staff(StaffPress.CANCEL)  # what another story, or somebody by hand, has left
        self._break(frozenset(script.faults))
        self._move(0)
        self._camera_input.playing = OWNER
        self.filmed.emit(OWNER)
        self._do(partial(self._renew, script.persona))
        self.player.begin(script)

    def _renew(self, name: str) -> None:
        if self._hand is not None:
            self._hand.renew(find(name))

    def _perform(self, script: Script, act: Act) -> bool:
        """Carry out an act of a story's patient; False while the window or reader is not ready."""
        match act:
            case Typed():
                return click(self.kiosk.window, act)
            case Move.PLACE_CARD:
                if self._hand is None or self._hand.card is not None:
                    return False
                self._do(partial(self._place, script.persona))
            case Move.TAKE_CARD:
                self._do(self._take)
        return True

    def _break(self, faults: frozenset[str]) -> None:
        self._faults = faults
        self.faults_changed.emit(faults)
        self.system.set_faults(one.system for one in self._wrong if one.system)
        self.kiosk.settings.keep(any(one.keeps_settings for one in self._wrong))
        if self._hand is not None:
            broken = next((one.reader for one in self._wrong if one.reader is not None), None)
            self._do(partial(self._hand.fail, broken))
        self._aim()

    @property
    def _wrong(self) -> tuple[TableFault, ...]:
        return tuple(BY_ID[name] for name in sorted(self._faults))

    def _choose(self, name: str, value: str) -> None:
        if name == "language":
            self.kiosk.press(Press.LANGUAGE)
            self.kiosk.press(Press.CHOOSE_LANGUAGE, list(Language).index(Language(value)))
        elif name == "text" and self._screen is not None:
            sizes = [str(size.value) for size in TextSize]
            now = str(self._screen.preferences.text_size.value)
            for _ in range((sizes.index(value) - sizes.index(now)) % len(sizes)):
                self.kiosk.press(Press.TEXT_SIZE)
        elif name == "profile":
            self._obey(of_profile(self._config, value))
            self.system.obey(self._config.system)
        elif name == "facility":
            self._obey(of_facility(self._config, value))

    def _obey(self, config: Config) -> None:
        self._config, self._phones = config, offers_phones(config)
        self.kiosk.obey(config.rules(self.clock().date()))
        self.anew.emit(config, self.clock.days)

    def _aim(self, persona: Persona | None = None) -> None:
        """Set the camera's input; `persona` is whose card is being placed."""
        card = persona or self._on_reader
        if self.kiosk.desk is not None:
            self._camera_input.aim(self.kiosk.desk, card, self._wrong)

    def _cross(self) -> None:
        """Write another patient's result into the folder. Raises KioskError."""
        desk = self.kiosk.desk
        assert desk is not None
        holder = desk.registry.holder(desk.registry.id_of(stranger(_id(self._on_reader))))
        facility = Facility(self._config.facility.code, self._config.facility.name)
        crossed(Path(self._config.folder.face), facility, holder, self.clock)

    # What happens at the kiosk.

    def _desk_opened(self) -> None:
        self._aim()
        if self._hand is not None:
            for card in self.cards:
                self._behind.submit(partial(self._hand.make, find(card.persona)))

    def _painted(self, screen: Screen) -> None:
        before, self._screen = self._screen, screen
        if before is None or isinstance(before.page, IdlePage):
            self._began = self.kiosk.time.monotonic()
        self.player.seen(screen)
        self.show()

    def _happened(self, moment: Moment) -> None:
        if moment.result:
            self._result = Validity(self.system.validity).label
        elif moment.phase in FIRST_PHASES:
            self._result = ""

    # What the window draws.

    def show(self) -> None:
        """Draw the current view."""
        self.window.present(self.view())

    def view(self) -> TableView:
        """The current view of the table."""
        card, now = self._on_reader, self.clock()
        people, ready = self._people, {card.persona for card in self.cards}
        return TableView(
            clock=now,
            shifted=bool(self.clock.days),
            own_day=self._config.eligibility.adapter != "embedded",
            cards=tuple(tile(people[c.persona], now, c.note, c.accent) for c in self.cards),
            others=further(people, ready, now),
            frames=self._camera_input.tiles(card),
            films=films(people),
            groups=groups(self._faults),
            stories=self.player.stories(phones=self._phones),
            choices=choices(self._config, self._screen),
            on_reader=_id(self._hand.at_cards) if self._hand else None,
            at_phones=_id(self._hand.at_phones) if self._hand else None,
            phones_apart=self._phones and self._config.reader.phones == "own",
            reader_note=self._note or (pin_note(card) if card else ""),
            playing=self._camera_input.playing,
            patient=patient_state(self._screen, self.kiosk.time.monotonic() - self._began),
            result=self._result,
            paused=self._paused,
        )
