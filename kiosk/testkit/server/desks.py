"""Opens desks in virtual time: each with a folder, a registry and a window of its own.

What takes long is made once and lent to every desk: the face engine, the keys of the test
authorities and cards, and a registry that holds the personas.
"""

import copy
import hashlib
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent

from drivers.card.mynumber import Terminal
from kiosk import private
from kiosk.apps.kiosk import Kiosk
from kiosk.apps.process.collector import collect_due
from kiosk.apps.table.faulty_eligibility import FaultyEligibility
from kiosk.config import Config, FaceConfig
from kiosk.desk.devices import Replacements
from kiosk.desk.devices import engine as load_engine
from kiosk.desk.virtual.cards import CardStore
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.store.database import sqlite_url
from kiosk.eligibility.national.store.registry import Registry
from kiosk.home import data_home
from kiosk.personas import everyone, find
from kiosk.testkit.server.control import OWNER, DeskControl
from kiosk.testkit.server.faults import Faults
from kiosk.testkit.server.seen.events import EventLog
from kiosk.testkit.server.seen.failures import Failures
from kiosk.testkit.server.seen.observer import T
from kiosk.testkit.server.visits import Place, Visits
from kiosk.virtual_time import VirtualTime, seeded
from kiosk.visual_password import VisualPassword
from models.engine import Engine, Template
from models.frames import Image
from models.quality import QualityReason

COMMAND_S = 0.01
"""What a command to a card takes in virtual time; a real one takes 5 to 30 ms."""
START = datetime(2026, 11, 27, 9, 0)
"""When a desk opens, Japanese time, unless a test says otherwise."""


@dataclass(frozen=True, slots=True)
class DeskSpec:
    """The desk that is wanted: its configuration, when it opens, its seed and its camera's source;
    with `pictures` it keeps a picture of every page, `with_persons` also the faces of real frames.
    `visual_password` is the facility's 目視モード用パスワード; empty: it has none.
    """

    config: Config
    start: datetime = START
    seed: int = 0
    frames: str = OWNER
    pictures: bool = False
    with_persons: bool = False
    visual_password: str = ""


class SharedParts:
    """What all desks of this process share. The keys stay in `folder` for the next process."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or data_home() / "test-shelf-2"  # the first had other faces
        private.folder(self.folder)
        self._work = Path(tempfile.mkdtemp(prefix="kiosk-test-"))

    @cached_property
    def cards(self) -> CardStore:
        """The cards whose keys are lent."""
        return CardStore(self.folder)

    @cached_property
    def terminal(self) -> Terminal:
        """A terminal that all of these cards accept."""
        return self.cards.terminal()

    @cached_property
    def registry(self) -> Path:
        """A registry that holds all personas and nothing else."""
        file = self._work / "registry.sqlite3"
        registry = Registry(sqlite_url(file))
        registry.fill(everyone().values())
        registry.close()
        return file

    @cache  # noqa: B019  these live as long as its process
    def engine(self, config: FaceConfig) -> Engine:
        """The face engine of a configuration, loaded once; it enrols each photo once."""
        return EnrolsOnce(load_engine(config))

    def home(self) -> Path:
        """A new folder for a desk, with a registry and the authorities."""
        home = Path(tempfile.mkdtemp(prefix="desk-", dir=self._work))
        shutil.copyfile(self.registry, home / "registry.sqlite3")
        self.cards.ca  # noqa: B018  made at the first use
        shutil.copytree(self.folder / "ca", home / "ca")
        return home

    def lend(self, card: str, home: Path, today: Callable[[], datetime]) -> None:
        """Put the card of that persona into the folder of a desk, once."""
        store = CardStore(home, lambda: today().date())
        persona = find(card)
        if not store.made(persona):
            self.cards.issue(persona)
            store.adopt(persona, self.cards)

    def close(self) -> None:
        """Remove the folders of all desks."""
        shutil.rmtree(self._work, ignore_errors=True)


class EnrolsOnce:
    """An engine that remembers what it made of a photo: the same persons come again and again."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.name, self.calibration, self.look = engine.name, engine.calibration, engine.look
        self._made: dict[bytes, Template | QualityReason] = {}

    def enroll(self, photo: Image) -> Template | QualityReason:
        """See Engine. Each caller gets a template of its own, which it may forget."""
        key = hashlib.sha256(photo.tobytes()).digest()
        if key not in self._made:
            self._made[key] = self._engine.enroll(photo)
        return copy.deepcopy(self._made[key])


class VirtualDesk:
    """A desk in virtual time, and the control over it. Only for the GUI's thread.

    What fails in the program while it opens is told to its events by `failures`.
    """

    def __init__(
        self, wish: DeskSpec, shared: SharedParts, failures: Failures | None = None
    ) -> None:
        self._wish, self._shared, self._failures = wish, shared, failures
        self.home = shared.home()
        time = VirtualTime(wish.start)
        self.events = EventLog(time)
        if failures is not None:
            failures.desk = self.events
        system = FaultyEligibility(time)
        faults = Faults(system, time, lambda name: self.events.add("fault.struck", fault=name))
        password = VisualPassword(None, clock=time.monotonic)
        if wish.visual_password:
            password.put(wish.visual_password)
        parts = Replacements(
            clock=time.japan,
            ask=system.judge,
            around=system.around,
            contact=system.contact,
            time=time,
            chance=seeded(wish.seed),
            load=shared.engine,
            workers=1,
            command_s=COMMAND_S,
            terminal=shared.terminal,
            filled=True,
            password=password,
        )
        kiosk = Kiosk(self._config(), virtual=True, replacements=parts)
        self.control = DeskControl(
            kiosk,
            faults,
            self.events,
            on_gui_thread,
            frames=wish.frames,
            lend=lambda card: shared.lend(card, self.home, time.japan),
            visits=lambda: Visits(self._place(kiosk, time)),
            pictures=wish.pictures,
            with_persons=wish.with_persons,
        )
        kiosk.open()
        self.control.observer.expect({"page": "idle", "fault": None})

    def _place(self, kiosk: Kiosk, time: VirtualTime) -> Place:
        assert kiosk.desk is not None
        facility = kiosk.config.facility
        return Place(
            self.home,
            kiosk.desk.registry,
            Facility(facility.code, facility.name),
            self._shared.terminal,
            time,
            lambda card: self._shared.lend(card, self.home, time.japan),
        )

    def _config(self) -> Config:
        """The configuration, with every folder in the desk's own, and without animation."""
        config, home = self._wish.config, self.home
        folder = config.folder.model_copy(
            update={
                "data": str(home),
                "desk": str(home),
                "registry": str(home / "registry.sqlite3"),
                "face": str(home / "face"),
                "journal": str(home / "journal.jsonl"),
            }
        )
        window = config.window.model_copy(update={"reduced_motion": True, "voice": False})
        frames = self._wish.frames
        camera = config.camera.model_copy(update={"source": "empty" if frames == OWNER else frames})
        reader = config.reader.model_copy(update={"kind": "inprocess"})
        return config.model_copy(
            update={"folder": folder, "window": window, "reader": reader, "camera": camera}
        )

    def again(self) -> "VirtualDesk":
        """Close this desk; returns a new one as it was at first."""
        self.close()
        return VirtualDesk(self._wish, self._shared, self._failures)

    def close(self) -> None:
        """Close the desk and remove its folder."""
        self.control.close()
        tidy()
        shutil.rmtree(self.home, ignore_errors=True)


def on_gui_thread(call: Callable[[], T]) -> T:
    """Deliver what other threads have left for the window, then call. Qt's timers do not run."""
    QCoreApplication.sendPostedEvents()
    return call()


def tidy() -> None:
    """Destroy what windows have dropped: no event loop of Qt runs that would."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    collect_due()
