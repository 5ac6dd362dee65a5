"""Opens the desk of a kiosk in a thread, and closes it; no Qt here.

The thread refers to this object and an `Outlet`, never to a window: see `kiosk.desk.outlet`.
"""

import ctypes
import logging
import sys
import threading
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from drivers.camera.mailbox import FrameMailbox
from kiosk.config import Config
from kiosk.desk.outlet import Outlet
from kiosk.errors import KioskError, NoReader
from kiosk.session.events import Fault, ReaderDown
from kiosk.session.rules import Rules
from kiosk.session.screens import screen
from kiosk.session.states import initial
from kiosk.session.step import step
from kiosk.timing import REAL, Task

if TYPE_CHECKING:
    from kiosk.desk.devices import Desk, Replacements
    from kiosk.desk.receptions.journal import Journal
    from kiosk.desk.receptions.runner import Runner
    from kiosk.records.record import Moment

AGAIN_S = 2.0
"""Seconds until a desk that could not be opened is tried again."""
CLOSING_S = 2.0
"""How long `close` waits for an opening under way, which then ends by itself."""

log = logging.getLogger(__name__)


def return_memory() -> None:
    """Give freed memory of all threads back to the system; does nothing without glibc."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


class Setup:
    """Opens journal, desk and runner in its own thread, until it succeeds or is closed.

    `outlet` has the calls `show` (a Screen), `sound` (a Cue and its level), `happened` (a Moment),
    `ticketed` (a number and a reference), `unrecorded` (a JournalTrouble or None),
    `heard` (see Runner) and `desk_opened`.
    """

    def __init__(
        self,
        config: Config,
        rules: Rules,
        mailbox: FrameMailbox,
        outlet: Outlet,
        *,
        virtual: bool,
        replacements: "Replacements | None",
    ) -> None:
        self._config, self._rules, self._mailbox, self._outlet = config, rules, mailbox, outlet
        self._virtual, self._replacements = virtual, replacements
        self.desk: Desk | None = None
        self.journal: Journal | None = None
        self.runner: Runner | None = None
        self._held = ExitStack()
        """Closes everything that was opened."""
        self._lock = threading.Lock()
        self._time = replacements.time if replacements else REAL
        self._closing = self._time.signal()
        self._told = ""
        self._thread: Task | None = None

    def card_serial(self) -> int:
        """See Runner. Raises KioskError, also while the desk is not open."""
        if self.runner is None:
            raise NoReader("the desk is not open yet")
        return self.runner.card_serial()

    def obey(self, rules: Rules) -> None:
        """Change the rules from the next reception on, also before there is a runner."""
        with self._lock:
            self._rules = rules
            if self.runner is not None:
                self.runner.obey(rules)

    def start(self) -> None:
        """Start the thread."""
        self._thread = self._time.start("set-up", self._run)

    def close(self) -> None:
        """End a running reception and close everything."""
        self._closing.set()
        if self._thread is not None:
            self._thread.join(CLOSING_S)
        with self._lock:
            held = self._held.pop_all()
        held.close()
        return_memory()

    def _run(self) -> None:
        while not self._closing.is_set():
            try:
                self._try()
            except KioskError as error:
                self._cannot(error.fault, error.detail)
            except Exception as error:
                if self._told != type(error).__name__:
                    log.exception("the desk cannot be set up; it is tried again")
                self._cannot(Fault.INTERNAL, type(error).__name__)
            else:
                return
            self._closing.wait(AGAIN_S)

    def _try(self) -> None:
        """Open everything or nothing. Raises KioskError, and what else a part raises."""
        from kiosk.desk.devices import Replacements, open_desk
        from kiosk.desk.receptions.journal import Journal
        from kiosk.desk.receptions.runner import Runner

        outlet = self._outlet
        replaced = self._replacements or Replacements()
        with ExitStack() as made:
            journal = Journal(
                Path(self._config.folder.journal),
                partial(outlet.call, "unrecorded"),
                kiosk=self._config.facility.reader,
                clock=replaced.clock,
                chance=replaced.chance,
            )
            made.callback(journal.close)
            desk = open_desk(
                self._config, self._mailbox, virtual=self._virtual, replacements=replaced
            )
            made.callback(desk.close)

            def record(moment: "Moment") -> None:
                journal.record(moment)
                if moment.reception:  # 0 is an earlier run, which has no row
                    outlet.call("happened", moment)

            with self._lock:
                if self._closing.is_set():
                    return
                runner = Runner(
                    self._rules,
                    desk.devices,
                    show=partial(outlet.call, "show"),
                    sound=partial(outlet.call, "sound"),
                    record=record,
                    ticketed=partial(outlet.call, "ticketed"),
                    heard=partial(outlet.call, "heard"),
                    time=replaced.time,
                )
                self.desk, self.journal, self.runner = desk, journal, runner
                runner.start()
                made.callback(runner.close)
                self._held = made.pop_all()
        outlet.call("desk_opened")

    def _cannot(self, fault: Fault, detail: str) -> None:
        """Show the fault on the screen, and log it when it changes."""
        if self._told != detail:
            log.error("the desk cannot be set up yet, it is tried again: %s (%s)", detail, fault)
        self._told = detail
        now = self._time.monotonic()
        state, _ = step(initial(self._rules, now), ReaderDown(now, fault))
        self._outlet.call("show", screen(state, now))
