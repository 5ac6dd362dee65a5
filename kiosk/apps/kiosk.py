"""The patient's kiosk: the Qt application, and the patient's window connected to the runner."""

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QObject, QTimer, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from drivers.camera.mailbox import FrameMailbox
from kiosk.apps.process.collector import collect_on_gui_thread
from kiosk.apps.process.display import require_display
from kiosk.clock import Clock, japan
from kiosk.config import Config
from kiosk.desk.outlet import Outlet
from kiosk.desk.reader_settings import ReaderSettings
from kiosk.desk.setup import Setup
from kiosk.session.effects import Cue
from kiosk.session.events import Method, Press, StaffPress
from kiosk.session.rules import Rules
from kiosk.session.screens import screen
from kiosk.session.states import EnteringPassword, Identifying, initial
from kiosk.session.view import Screen
from kiosk.texts import load
from kiosk.timing import REAL
from ui.kit.weak_calls import weakly
from ui.patient.window import PatientWindow, WindowSettings

if TYPE_CHECKING:
    from kiosk.apps.speaker import Speaker
    from kiosk.desk.devices import Desk, Replacements
    from kiosk.records.record import Moment

AT_READER = "visual_at_reader"
"""The act of 目視確認 at the reader in the journal."""


class Newest(QObject):
    """Hands the newest screen to the GUI's thread: one slot, one signal while none is pending."""

    ready = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._screen: Screen | None = None

    def put(self, shown: Screen) -> None:
        """Leave a screen, from any thread."""
        with self._lock:
            pending, self._screen = self._screen is not None, shown
        if not pending:
            self.ready.emit()

    def take(self) -> Screen | None:
        """The newest screen, once."""
        with self._lock:
            shown, self._screen = self._screen, None
        return shown


class Kiosk(QObject):
    """A patient's window that paints at once, and a desk that is opened in a thread.

    `virtual` and `replacements` are those of `kiosk.desk.devices.open_desk`. `time` and `clock` are
    the sources of time of this desk; every window on it uses them.
    """

    painted = Signal(object)
    """A `Screen` was painted."""
    happened = Signal(object)
    """A `Moment` of a reception, in the order in which they came."""
    ticketed = Signal(int, str)
    """A reception's number, and the reference under which eligibility knows its patient."""
    noted = Signal(str, str, object)
    """An account, what it did (see `note`), and minutes or None."""
    unrecorded = Signal(object)
    """Why the journal cannot be written, a `JournalTrouble` of it; None when it can again."""
    stale_changed = Signal()
    """Whether the reader still has a former 環境設定, see `settings`, has changed."""
    day_moved = Signal()
    """The clock was moved to another day."""
    desk_opened = Signal()
    """The desk is open, see `desk`."""

    def __init__(
        self, config: Config, *, virtual: bool, replacements: "Replacements | None" = None
    ) -> None:
        super().__init__()
        application = QApplication.instance()
        assert application is not None
        collect_on_gui_thread(application)
        self.config, self.virtual = config, virtual
        self.mailbox = FrameMailbox()
        self.time = replacements.time if replacements else REAL
        self.window = PatientWindow(
            window_settings(config), self.mailbox, weakly(self.press), self.time.monotonic
        )
        self.window.setWindowTitle(load(domain="staff")("window.patient"))
        self.clock: Clock = replacements.clock if replacements else japan
        self._rules = config.rules(self.clock().date())
        self.settings = ReaderSettings(
            self._rules,
            weakly(self._hand_over),
            self.stale_changed.emit,
            keeps=config.facility.settings_need_restart,
        )
        self.signed_in = ""
        """The account that is signed in at the staff's window; "": nobody."""
        self._phase = ""
        self.happened.connect(self._proven_by_eye)
        self._closed = False
        self._newest = Newest()
        self._newest.ready.connect(self._paint)
        self._speaker: Speaker | None = None
        self._outlet = Outlet(
            show=self._newest.put,
            sound=self._sound,
            happened=self.happened.emit,
            ticketed=self.ticketed.emit,
            unrecorded=self.unrecorded.emit,
            desk_opened=self.desk_opened.emit,
            heard=lambda _: None,
        )
        self.setup = Setup(
            config,
            self._rules,
            self.mailbox,
            self._outlet,
            virtual=virtual,
            replacements=replacements,
        )

    @property
    def desk(self) -> "Desk | None":
        """The open desk; None until it is open."""
        return self.setup.desk

    @property
    def serving(self) -> bool:
        """Whether anything of a reception is kept."""
        return self.setup.runner is not None and self.setup.runner.serving

    def card_serial(self) -> int:
        """See Runner. Raises KioskError, also while the desk is not open."""
        return self.setup.card_serial()

    def card_use(self) -> tuple[int, float]:
        """APDUs sent to the card or phone that was opened last, and their seconds."""
        runner = self.setup.runner
        use = runner.card_use() if runner else None
        return (use.apdus, use.seconds) if use else (0, 0.0)

    def watch(self, watch: Callable[..., object]) -> None:
        """Call `watch` with the name and values of all that the desk tells, from its threads.

        The names are those of `kiosk.desk.setup.Setup`. It must not wait for the GUI's thread.
        """
        self._outlet.watchers += (watch,)

    def unwatch(self, watch: Callable[..., object]) -> None:
        """Call `watch` no more."""
        self._outlet.watchers = tuple(one for one in self._outlet.watchers if one != watch)

    def flush(self) -> None:
        """Wait until the journal holds all that happened, or cannot be written."""
        if (journal := self.setup.journal) is not None:
            journal.flush()

    def open(self) -> None:
        """Show the window with its first screen, and begin to open the desk."""
        now = self.time.monotonic()
        self._newest.put(screen(initial(self._rules, now), now))
        self._paint()
        self.window.open()
        if self.config.window.voice:
            QTimer.singleShot(0, self._find_voice)
        QTimer.singleShot(0, self._begin)

    def close(self) -> None:
        """End a running reception, close the devices and the window."""
        self._closed = True
        self.setup.close()
        self._outlet.close()
        if self._speaker is not None:
            self._speaker.close()
        self.window.end()

    def _begin(self) -> None:
        if not self._closed:
            self.setup.start()

    def staff(
        self,
        press: StaffPress,
        minutes: int | None = None,
        reception: int | None = None,
        by: str = "",
    ) -> None:
        """Send a press of the staff, see StaffPressed; `by` is the account for the journal."""
        if (runner := self.setup.runner) is not None:
            runner.staff(press, minutes, reception)
        if by:
            self.note(by, press, minutes, reception)

    def note(
        self, account: str, act: str, minutes: int | None = None, reception: int | None = None
    ) -> None:
        """Write an act of the staff into the journal."""
        if (journal := self.setup.journal) is not None:
            more = {} if minutes is None else {"minutes": minutes}
            journal.staff(account, act, reception, **more)
            self.noted.emit(account, str(act), minutes)

    def _proven_by_eye(self, moment: "Moment") -> None:
        """Write into the journal that 目視確認 was done at the reader, and who was signed in."""
        proven = moment.phase == Identifying.id and moment.method is Method.VISUAL
        if proven and self._phase == EnteringPassword.id:
            self.note(self.signed_in, AT_READER, reception=moment.reception)
        self._phase = moment.phase or self._phase

    def obey(self, rules: Rules) -> None:
        """Change the rules from the next reception on, see `settings`."""
        self.settings.obey(rules)

    def _hand_over(self, rules: Rules) -> None:
        self.setup.obey(rules)

    def pause(self, on: bool) -> None:
        """Stop time, or let it go on."""
        if (runner := self.setup.runner) is not None:
            runner.pause(on)

    def press(self, press: Press, digit: int | None = None) -> None:
        """Send a press of the patient."""
        if (runner := self.setup.runner) is not None:
            runner.press(press, digit)

    def _paint(self) -> None:
        shown = self._newest.take()
        if shown is not None and not self._closed:
            self.window.present(shown)
            if self._speaker is not None:
                self._speaker.guide.present(shown)
            self.painted.emit(shown)

    def _find_voice(self) -> None:
        """Load sounds and voice after the first screen, so that they do not delay it."""
        from kiosk.apps.speaker import Speaker

        self._speaker = Speaker(self.config.window.volume, self.config.reader.slot)

    def _sound(self, cue: Cue, level: int) -> None:
        if self._speaker is not None:
            self._speaker.sounds.cue(cue, level)


def application() -> QApplication:
    """The one Qt application of this process. Raises KioskError where it can show nothing."""
    running = QApplication.instance()
    if running is None:
        require_display()
    application = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    collect_on_gui_thread(application)
    if application.findChild(QTranslator) is None:
        japanese = QTranslator(application)  # for Qt's own dialogs
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if japanese.load("qtbase_ja", folder):
            application.installTranslator(japanese)
    return application


def window_settings(config: Config) -> WindowSettings:
    """The settings of the patient's window from the configuration."""
    window = config.window
    return WindowSettings(
        width=window.width,
        height=window.height,
        fullscreen=window.full_screen,
        diagonal=window.diagonal_inch or None,
        reduced_motion=window.reduced_motion,
        camera_position=config.camera.position,
        voice=window.voice,
        slides=Path(window.slides) if window.slides else None,
        slot=config.reader.slot,
    )
