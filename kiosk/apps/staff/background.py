"""Runs slow work in a worker thread, and gives the result to the GUI's thread."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from kiosk.errors import KioskError
from kiosk.passwords import TooSoon
from kiosk.staff.accounts import AccountMistake
from kiosk.timing import Time, Worker

log = logging.getLogger(__name__)

CLOSING_S = 2.0
"""Seconds that a task has to end when its window is closed; it may be asking a dead database."""


class BackgroundTasks(QObject):
    """One worker thread of `time`, which runs tasks in order."""

    _done = Signal(object)

    def __init__(self, time: Time) -> None:
        super().__init__()
        self._worker = Worker("staff", time)
        self._closed = False
        self._done.connect(lambda call: call())

    def ask(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Run `work` in the worker; `then` gets its result or exception, on the GUI's thread."""

        def carry_out() -> None:
            try:
                answer = work()
            except (TooSoon, AccountMistake) as error:
                answer = error
                log.warning("sign-in refused: %s", error.detail)
            except KioskError as error:
                answer = error
                log.warning("the staff's window: %s (%s)", error.detail, error.fault)
            except Exception as error:
                answer = error
                log.exception("the staff's window: unexpected failure")
            self._done.emit(partial(then, answer))

        if not self._closed:
            self._worker.submit(carry_out)

    def close(self) -> None:
        """Wait for the running task, at most `CLOSING_S`, and drop the others."""
        self._closed = True
        self._worker.abandon(CLOSING_S)
