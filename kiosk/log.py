"""The log: one line an event on stderr, as JSON lines in a file if asked; nothing personal.

TRAFFIC, below DEBUG, is the level at which drivers log the bytes they exchange, with everything
secret masked. Tracebacks never show local variables: they may be a patient's.
"""

import json
import logging
import sys
from datetime import UTC, datetime
from pathlib import Path

TRAFFIC = 5


def set_up(level: str = "WARNING", file: Path | None = None) -> None:
    """Send the log to stderr, and as JSON lines to `file` where one is named. Raises OSError."""
    logging.addLevelName(TRAFFIC, "TRAFFIC")
    screen = logging.StreamHandler(sys.stderr)
    screen.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handlers: list[logging.Handler] = [screen]
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        kept = logging.FileHandler(file, encoding="utf-8")
        kept.setFormatter(Json())
        handlers.append(kept)
    logging.basicConfig(level=level.upper(), handlers=handlers, force=True)


class Json(logging.Formatter):
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
