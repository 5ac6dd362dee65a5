"""Ends a command in order when the system asks it to: Ctrl+C, SIGTERM, SIGHUP, a closed console.

Python runs no signal handler while Qt's loop waits in C++. So the interpreter writes each signal's
number into a socket (`signal.set_wakeup_fd`), and a thread reads it there: that also works while
the GUI hangs, and on Windows.
"""

import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from kiosk.apps.process.hang_log import hangs_logged, stacks
from kiosk.desk.outlet import Outlet
from kiosk.timing import REAL

WITHIN_S = 2.5
"""How long the command has to end by itself after the first signal."""
SIGNALS = tuple(
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    if hasattr(signal, name)
)
CONSOLE_CLOSED = frozenset({2, 5, 6})
"""CTRL_CLOSE_EVENT, CTRL_LOGOFF_EVENT and CTRL_SHUTDOWN_EVENT of Windows."""
HANGUP = 1
NUMBERS = frozenset({*map(int, SIGNALS), HANGUP})
CLOSE = 0
"""Number that no signal has; it ends the thread."""

log = logging.getLogger(__name__)


class Ending(QObject):
    """What asked for the end. `code` is 0, or 128 and the number of the first signal."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.code = 0
        self.asked.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def _end(self) -> None:
        QCoreApplication.exit(0)


@contextmanager
def ended_by_signals() -> Iterator[Ending]:
    """End Qt's event loop at the first signal (SIGINT, SIGTERM, SIGHUP) and ignore later ones.

    Yields the `Ending`; its `code` is 0, or 128 and the number of the signal, which is the exit
    code of the command.

    After a signal the process is ended for good when it has not ended within `WITHIN_S`, whatever
    hangs. A GUI that hangs is logged meanwhile. Outside the main thread, where Python allows no
    handlers, nothing is watched.
    """
    ending = Ending()
    if threading.current_thread() is not threading.main_thread():
        yield ending
        return
    reader, writer = socket.socketpair()
    writer.setblocking(False)

    def first(number: int) -> None:
        ending.code = ending.code or 128 + number
        ending.asked.emit()

    outlet = Outlet(first=first)
    thread = threading.Thread(target=_listen, args=(reader, outlet), name="signals", daemon=True)
    handlers = {one: signal.signal(one, _left_to_the_socket) for one in SIGNALS}
    earlier = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
    thread.start()
    with _console_closed(writer), hangs_logged():
        try:
            yield ending
        finally:
            outlet.close()
            if not ending.code:
                signal.set_wakeup_fd(earlier)
                for one, handler in handlers.items():
                    signal.signal(one, handler)
                writer.send(bytes([CLOSE]))
                thread.join(WITHIN_S)
                reader.close()
                writer.close()


def _left_to_the_socket(number: int, frame: object) -> None:
    """Does nothing; without a Python handler no signal number is written to the socket."""


def _listen(reader: socket.socket, outlet: Outlet) -> None:
    while (number := reader.recv(1)[0]) not in NUMBERS:
        if number == CLOSE:
            return
    outlet.call("first", number)
    REAL.sleep(WITHIN_S)
    log.error("the command did not end in time; it is ended now. The threads are at:\n%s", stacks())
    logging.shutdown()
    with suppress(OSError, ValueError):
        sys.stdout.flush()
    os._exit(128 + number)


@contextmanager
def _console_closed(writer: socket.socket) -> Iterator[None]:
    """On Windows: a console that is closed, or a user who signs off, counts as SIGHUP."""
    if sys.platform == "win32":
        import ctypes

        routine = ctypes.WINFUNCTYPE(ctypes.c_int, ctypes.c_uint)

        def called(event: int) -> int:
            if event not in CONSOLE_CLOSED:
                return 0
            writer.send(bytes([HANGUP]))
            REAL.sleep(WITHIN_S)  # Windows ends the process when this returns
            return 1

        kept: Callable[..., int] = routine(called)
        ctypes.windll.kernel32.SetConsoleCtrlHandler(kept, 1)
        try:
            yield
        finally:
            ctypes.windll.kernel32.SetConsoleCtrlHandler(kept, 0)
    else:
        yield
