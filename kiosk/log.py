"""The log: one line an event on stderr, as JSON lines in a file if asked; nothing personal.

TRAFFIC, below DEBUG, is the level at which drivers log the bytes they exchange, with everything
secret masked. Tracebacks show neither local variables nor what an exception says: both may be a
patient's (validators and databases quote what they were given). Our own errors are not personal.
"""

import json
import logging
import sys
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from kiosk.clock import JST
from kiosk.errors import KioskError

TRAFFIC = 5
Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def set_up(level: str = "WARNING", file: Path | None = None) -> None:
    """Send the log to stderr, and as JSON lines to `file` where one is named and can be written.

    A file that cannot be opened is said on stderr and stops nothing.
    """
    logging.addLevelName(TRAFFIC, "TRAFFIC")
    screen = logging.StreamHandler(sys.stderr)
    screen.setFormatter(Silent("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handlers: list[logging.Handler] = [screen]
    unwritable: OSError | None = None
    if file is not None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            kept = logging.FileHandler(file, encoding="utf-8")
            kept.setFormatter(Json())
            handlers.append(kept)
        except OSError as error:
            unwritable = error
    logging.basicConfig(level=level.upper(), handlers=handlers, force=True)
    if unwritable is not None:
        said = "%s cannot be written (%s): the log goes to stderr only"
        logging.getLogger(__name__).warning(said, file, unwritable.strerror)


class Silent(logging.Formatter):
    """Tells where an exception came from, through all its causes, and never what it says."""

    @staticmethod
    def converter(seconds: float | None) -> time.struct_time:
        """Seconds since 1970 as the time in Japan, like every other time of the program."""
        return datetime.fromtimestamp(seconds or 0.0, JST).timetuple()

    def formatException(self, ei: Raised) -> str:  # noqa: N802
        """See logging.Formatter."""
        parts: list[str] = []
        error = ei[1]
        while error is not None:
            frames = "".join(traceback.format_tb(error.__traceback__)).rstrip()
            said = f": {error.detail}" if isinstance(error, KioskError) else ""
            parts.append(f"{frames}\n{type(error).__qualname__}{said}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n\ncaused by\n".join(parts)


class Json(Silent):
    """A line for programs."""

    def format(self, record: logging.LogRecord) -> str:
        """See logging.Formatter."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": record.getMessage(),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
