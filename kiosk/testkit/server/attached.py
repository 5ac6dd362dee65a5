"""`kiosk run --control`: the control protocol over a kiosk at its real pace.

It is off by default, serves this machine only, wants a token, and is refused beside a real card
reader or camera unless that is asked for too. The window says 試験中 all the while.
"""

import secrets
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLabel

from kiosk import files
from kiosk.apps.kiosk import Kiosk
from kiosk.apps.table.faulty_eligibility import FaultyEligibility
from kiosk.clock import japan, starting
from kiosk.config import Config
from kiosk.desk.devices import Replacements
from kiosk.desk.sources import is_shipped
from kiosk.errors import KioskError
from kiosk.testkit.server.control import OWNER, DeskControl
from kiosk.testkit.server.faults import Faults
from kiosk.testkit.server.http import protocol
from kiosk.testkit.server.http.app import application
from kiosk.testkit.server.http.serve import listen
from kiosk.testkit.server.refusals import Refused
from kiosk.testkit.server.seen.events import EventLog
from kiosk.testkit.server.seen.failures import Failures
from kiosk.testkit.server.seen.observer import T
from kiosk.texts import load
from kiosk.timing import REAL

THE_DESK = "1"
"""The id of the one desk."""
GUI_S = 30.0
"""Seconds within which the GUI's thread must take a call."""


def refuse_real(config: Config, *, real: bool) -> None:
    """Raise KioskError beside a real reader or camera, unless `real` says that this is meant."""
    found = []
    if config.reader.kind != "inprocess":
        found.append("card reader")
    if config.camera.source == "camera":
        found.append("camera")
    if found and not real:
        raise KioskError(
            f"this kiosk has a real {' and '.join(found)}; a program must not steer it beside "
            "patients. Set reader.kind and camera.source, or add --control-real"
        )


class OnGuiThread(QObject):
    """Runs calls of other threads on the GUI's thread; made there."""

    _asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._own = threading.get_ident()
        self._asked.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def __call__(self, call: Callable[[], T]) -> T:
        """See `kiosk.testkit.server.seen.observer.OnGui`."""
        if threading.get_ident() == self._own:
            return call()
        done: Future[T] = Future()

        def run() -> None:
            try:
                done.set_result(call())
            except BaseException as error:
                done.set_exception(error)

        self._asked.emit(run)
        return done.result(GUI_S)

    def _run(self, run: Any) -> None:
        run()


class OneDesk:
    """`served_desks.Desks` over a kiosk that runs."""

    def __init__(self, control: DeskControl) -> None:
        self._control = control
        self._turn = threading.Lock()

    def ids(self) -> tuple[str, ...]:
        """See Desks."""
        return (THE_DESK,)

    def open(self, wish: protocol.NewDesk) -> str:
        """See Desks."""
        raise Refused(f"this is one kiosk, already open; its desk is {THE_DESK!r}")

    def run(self, desk: str, call: Callable[[DeskControl], T]) -> T:
        """See Desks."""
        control = self.peek(desk)
        with self._turn:
            return call(control)

    def peek(self, desk: str) -> DeskControl:
        """See Desks."""
        if desk != THE_DESK:
            raise KeyError(desk)
        return self._control

    def reset(self, desk: str) -> None:
        """See Desks."""
        raise Refused("a kiosk that runs is not reset; start it anew")

    def close(self, desk: str) -> None:
        """See Desks."""
        raise Refused("a kiosk that runs is closed by its window")


class Controlled:
    """What `kiosk run` needs to be steered: parts of the desk, and the server around the kiosk.

    `start` is what the kiosk's clock shows at first, Japanese time.
    """

    def __init__(
        self,
        port: int,
        token_file: Path,
        say: Callable[[str], None],
        *,
        with_persons: bool = False,
        start: datetime | None = None,
    ) -> None:
        self._port, self._token_file, self._say = port, token_file, say
        self._with_persons = with_persons
        self._system = FaultyEligibility(REAL)
        self.replacements = Replacements(
            clock=japan if start is None else starting(start),
            ask=self._system.judge,
            around=self._system.around,
            contact=self._system.contact,
        )

    @contextmanager
    def around(self, kiosk: Kiosk) -> Iterator[None]:
        """Serve the kiosk until the end of the block.

        Raises FolderUnwritable for the token file, OSError for the port.
        """
        token = secrets.token_urlsafe(24)
        files.place(self._token_file.resolve(), f"{token}\n".encode())
        events = EventLog(kiosk.time)
        faults = Faults(
            self._system, kiosk.time, lambda name: events.add("fault.struck", fault=name)
        )
        camera = kiosk.config.camera
        control = DeskControl(
            kiosk,
            faults,
            events,
            OnGuiThread(),
            frames=OWNER if is_shipped(camera) else camera.source,
            with_persons=self._with_persons,
        )
        server, listening = listen(application(OneDesk(control), token), self._port)
        threading.Thread(
            target=server.run, args=([listening],), name="control", daemon=True
        ).start()
        self._say(f"http://127.0.0.1:{listening.getsockname()[1]}")
        notice = Notice(kiosk)
        try:
            with Failures(events):
                yield
        finally:
            notice.deleteLater()
            events.close()
            server.should_exit = True


class Notice(QLabel):
    """試験中: a band along the upper edge of the patient's window, above what is written there."""

    SHARE = 56
    """Of the window's height; the pages keep a wider margin free."""

    def __init__(self, kiosk: Kiosk) -> None:
        super().__init__(load(domain="staff")("window.testing"), kiosk.window)
        self.setObjectName("testing")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.show()
        self._place()
        kiosk.painted.connect(self._place)

    def _place(self, _: object = None) -> None:
        window = self.parentWidget()
        if window is not None:
            high = window.height() // self.SHARE
            self.setStyleSheet(
                "background: #B3261E; color: white; font-weight: bold; padding: 0;"
                f"font-size: {high * 3 // 4}px;"
            )
            self.setGeometry(0, 0, window.width(), high)
            self.raise_()
