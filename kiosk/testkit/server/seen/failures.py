"""Errors of the program itself as events: what was raised and where, and none of its values."""

import logging
from pathlib import Path
from traceback import walk_tb
from typing import Self

from kiosk.testkit.server.seen.events import EventLog

ROOT = Path(__file__).parents[4]
ROOMS = ("kiosk", "drivers", "models", "ui")
"""The program's own packages in it."""
CALLS = 3
"""Lines of the program that are told of an error."""


class Failures(logging.Handler):
    """Adds each exception that the program logs to the events of `desk`; a context manager."""

    def __init__(self, desk: EventLog | None = None) -> None:
        super().__init__(logging.ERROR)
        self.desk = desk

    def emit(self, record: logging.LogRecord) -> None:
        """See Handler."""
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and self.desk is not None:
            self.desk.add("log", failed=account(error))

    def __enter__(self) -> Self:
        """Begin to listen."""
        logging.getLogger().addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        """Listen no more."""
        logging.getLogger().removeHandler(self)


def account(error: BaseException) -> str:
    """What was raised and where, and from where in the program that was called."""
    return f"{type(error).__name__} at {', called at '.join(_places(error))}"


def _places(error: BaseException) -> list[str]:
    """The last lines of the program that the error came through, the last one first; else where
    it was raised.
    """
    places = [
        (Path(frame.f_code.co_filename), line) for frame, line in walk_tb(error.__traceback__)
    ]
    within = [(file.relative_to(ROOT), line) for file, line in places if file.is_relative_to(ROOT)]
    own = [(file, line) for file, line in within if file.parts[0] in ROOMS]
    if own:
        return [f"{file.as_posix()}:{line}" for file, line in own[: -1 - CALLS : -1]]
    return [f"{places[-1][0].name}:{places[-1][1]}" if places else "an unknown place"]
