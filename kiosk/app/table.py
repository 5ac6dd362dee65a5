"""The demonstrator's table: it tells the table's window what to draw, and does what is pressed.

It only uses what people at a desk have: it lays cards down, holds frames before the camera, presses
what a patient could press, and breaks things on purpose.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from drivers.camera.faults import Faulty
from drivers.camera.source import Source
from kiosk.app.desks import Props, camera
from kiosk.app.faults import BY_ID, CATALOGUE, PLACES, TableFault, TroubledSystem
from kiosk.app.screen import Kiosk
from kiosk.app.stories import CARDS, FURTHER, SCRIPTS, Laid, Script
from kiosk.app.tiles import (
    FACILITIES,
    FRAMES,
    OWNER,
    PAGES,
    choices,
    frames,
    pin_note,
    playing,
    seen,
    thumbnail,
    tile,
)
from kiosk.config import Config
from kiosk.eligibility.clock import japan
from kiosk.eligibility.codes import Validity
from kiosk.errors import KioskError
from kiosk.journal import FIRST_STEPS
from kiosk.personas import Persona, find, names
from kiosk.personas.schema import FOLDER as PERSONAS
from kiosk.runner import Moment
from kiosk.session.events import Press
from kiosk.session.states import Language, TextSize
from kiosk.session.view import IdlePage, Screen
from ui.tray.model import (
    Advance,
    BeginStory,
    Choose,
    ClearFaults,
    FaultGroup,
    FaultTile,
    FrameTile,
    PatientState,
    PlaceCard,
    Play,
    Story,
    TakeCard,
    ToggleFault,
    TrayAct,
    TrayView,
)
from ui.tray.window import TrayWindow

log = logging.getLogger(__name__)


class MovedClock:
    """Japanese time, moved by whole days."""

    def __init__(self) -> None:
        self.days = 0

    def __call__(self) -> datetime:
        """Naive, as `kiosk.eligibility.clock.japan`."""
        return japan() + timedelta(days=self.days)


class Table(QObject):
    """A kiosk to demonstrate, and the table beside it. `window` is the table's.

    `cards` are ready to hand in the order of their keys, from 1.
    """

    changed = Signal()
    """Something was done in the table's own thread."""

    def __init__(
        self,
        config: Config,
        width: int = 1280,
        height: int = 800,
        cards: tuple[Laid, ...] = CARDS,
    ) -> None:
        super().__init__()
        self.cards = cards
        self.clock, self.system = MovedClock(), TroubledSystem()
        props = Props(self.clock, self.system.judge, self.system.around)
        self.kiosk = Kiosk(config, virtual=True, props=props)
        self.window = TrayWindow(self.act, width, height)
        self._config = config
        self._playing = playing(config)
        self._filmed: tuple[object, ...] = ()
        self._faults: frozenset[str] = frozenset()
        self._story: tuple[Script, int] | None = None
        self._screen: Screen | None = None
        self._began = monotonic()
        self._note = ""
        self._result = ""
        self._pictures: dict[str, bytes] = {}
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="table")
        self._behind = ThreadPoolExecutor(1, thread_name_prefix="prepare")
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self.show)
        self.changed.connect(self.show)
        self.kiosk.painted.connect(self._painted)
        self.kiosk.happened.connect(self._happened)
        self.kiosk.furnished.connect(self._furnished)

    def open(self) -> None:
        """Show both windows."""
        self.kiosk.open()
        self.show()
        self.window.show()
        self._second.start()
        for name in FRAMES:
            self._behind.submit(self._picture, name)

    def close(self) -> None:
        """End everything."""
        self._second.stop()
        self.system.suffer(())
        for worker in (self._behind, self._worker):
            worker.shutdown(wait=True, cancel_futures=True)
        self.kiosk.close()
        self.window.close()

    # What is pressed on the table.

    def act(self, act: TrayAct) -> None:
        """Do what was pressed on the table."""
        match act:
            case PlaceCard(id=name):
                self._do(partial(self._place, name))
            case TakeCard():
                self._do(self._take)
            case Play(id=name):
                self._playing = name
                self._aim()
            case ToggleFault(id=name):
                self._break(self._faults ^ {name})
            case ClearFaults():
                self._break(frozenset())
            case BeginStory(id=None):
                self._story = None
            case BeginStory(id=name):
                self._begin(next(script for script in SCRIPTS if script.id == name))
            case Advance(days=days):
                self.clock.days = self.clock.days + days if days else 0
            case Choose(id=name, value=value):
                self._choose(name, value)
        self.show()

    def _do(self, call: Callable[[], None]) -> None:
        """In turn, and not on the GUI's thread: a card may first have to be made."""
        self._worker.submit(self._guarded, call)

    def _guarded(self, call: Callable[[], None]) -> None:
        try:
            self._note = ""
            call()
        except KioskError as error:
            log.warning("the table cannot: %s (%s)", error.detail, error.fault)
            self._note = "置けません。ほかで使われています。"
        except Exception:
            log.exception("the table failed")
        self.changed.emit()

    def _place(self, name: str) -> None:
        furniture = self.kiosk.furniture
        if furniture is None or furniture.hand is None:
            return
        persona, wrong = find(name), self._wrong
        beside = find("licence" if name != "licence" else "suica")
        self._film(persona)
        faults = [fault for one in wrong for fault in one.card]
        two = any(one.two_cards for one in wrong)
        furniture.hand.place(persona, faults, beside if two else None)

    def _take(self) -> None:
        furniture = self.kiosk.furniture
        if furniture is not None and furniture.hand is not None:
            furniture.hand.take()

    def _begin(self, script: Script) -> None:
        """A story is told from a tidy table with a card as new."""
        self._story = (script, 0)
        self._break(frozenset())
        self.clock.days = 0
        self._playing = OWNER
        self._do(partial(self._renew, script.persona))

    def _renew(self, name: str) -> None:
        furniture = self.kiosk.furniture
        if furniture is not None and furniture.hand is not None:
            furniture.hand.renew(find(name))

    def _break(self, faults: frozenset[str]) -> None:
        self._faults = faults
        self.system.suffer(one.system for one in self._wrong if one.system)
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
            self._obey(self._config.model_copy(update={"profile": value}))
        elif name == "facility":
            _, uses, asks = FACILITIES[value]
            facility = {"uses": uses, "ask_prescription": asks}
            changed = self._config.facility.model_copy(update=facility)
            self._obey(self._config.model_copy(update={"facility": changed}))

    def _obey(self, config: Config) -> None:
        self._config = config
        self.kiosk.obey(config.rules())

    # What the camera sees.

    def _aim(self) -> None:
        hand = self.kiosk.furniture.hand if self.kiosk.furniture else None
        self._film(hand.card if hand else None)

    def _film(self, persona: Persona | None) -> None:
        """Hold before the camera what was chosen, of this card's owner if so."""
        if self.kiosk.furniture is None:
            return
        name = seen(self._playing, persona)
        spells = tuple(spell for one in self._wrong for spell in one.spells)
        if self._filmed == (name, spells):
            return
        self._filmed = (name, spells)
        settings = self._config.camera.model_copy(update={"source": name})

        def source() -> Source:
            clean = camera(settings)
            return Faulty(clean, spells) if spells else clean

        self.kiosk.furniture.camera.choose(source)

    def _picture(self, name: str) -> None:
        file = next((PERSONAS / "clips").glob(f"{name}.*"), None)
        if file is not None:
            self._pictures[name] = thumbnail(file)
            self.changed.emit()

    # What happens at the kiosk.

    def _furnished(self) -> None:
        self._aim()
        hand = self.kiosk.furniture.hand if self.kiosk.furniture else None
        if hand is not None:
            for card in self.cards:
                self._behind.submit(hand.make, find(card.persona))

    def _painted(self, screen: Screen) -> None:
        before, self._screen = self._screen, screen
        if before is None or isinstance(before.page, IdlePage):
            self._began = monotonic()
        if self._story is not None:
            script, step = self._story
            self._story = (script, script.follow(step, screen))
        self.show()

    def _happened(self, moment: Moment) -> None:
        if moment.result:
            self._result = Validity(self.system.validity).label
        elif moment.phase in FIRST_STEPS and not moment.outcome:
            self._result = ""

    # What the window draws.

    def show(self) -> None:
        """Draw the table as it is."""
        self.window.present(self.view())

    def view(self) -> TrayView:
        """The table as it is."""
        hand = self.kiosk.furniture.hand if self.kiosk.furniture else None
        card = hand.card if hand else None
        now = self.clock()
        ready = {laid.persona for laid in self.cards}
        return TrayView(
            clock=now,
            shifted=bool(self.clock.days),
            cards=tuple(tile(find(c.persona), now, c.note, c.accent) for c in self.cards),
            others=tuple(tile(find(n), now, "", FURTHER) for n in names() if n not in ready),
            frames=tuple(
                FrameTile(name, label, self._pictures.get(seen(name, card), b""))
                for name, label in frames(self._playing).items()
            ),
            groups=tuple(self._group(place) for place in PLACES),
            stories=tuple(self._told(script) for script in SCRIPTS),
            choices=choices(self._config, self._screen),
            on_reader=card.id if card else None,
            reader_note=self._note or (pin_note(card) if card else ""),
            playing=self._playing,
            patient=self._patient(),
            result=self._result,
        )

    def _group(self, place: str) -> FaultGroup:
        there = (fault for fault in CATALOGUE if fault.place == place)
        tiles = (FaultTile(f.id, f.label, f.id in self._faults) for f in there)
        return FaultGroup(place, tuple(tiles))

    def _told(self, script: Script) -> Story:
        told = self._story is not None and self._story[0] is script
        lines = tuple(line.text for line in script.lines)
        return Story(
            script.id, script.title, lines, self._story[1] if told and self._story else None
        )

    def _patient(self) -> PatientState | None:
        screen = self._screen
        if screen is None or isinstance(screen.page, IdlePage):
            return None
        symbol, label = PAGES[type(screen.page).__name__.removesuffix("Page")]
        return PatientState(symbol, label, screen.step, round(monotonic() - self._began))
