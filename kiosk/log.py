"""The log: one line an event, for people on a terminal, as JSON in a file; nothing personal.

Modules ask for `logger(__name__)`; `set_up` is called once by the command. TRAFFIC, below DEBUG,
is the level at which drivers log the bytes they exchange, with everything secret masked.
"""

import logging
import sys
from pathlib import Path
from typing import Any

import structlog

TRAFFIC = 5


def logger(name: str) -> Any:
    """The structured logger of a module."""
    return structlog.get_logger(name)


def set_up(level: str = "WARNING", file: Path | None = None) -> None:
    """Send the log to stderr, and as JSON lines to `file` where one is named."""
    logging.addLevelName(TRAFFIC, "TRAFFIC")
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.stdlib.ExtraAdder(),
    ]
    handlers: list[logging.Handler] = [_handler(logging.StreamHandler(sys.stderr), shared, False)]
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        handlers.append(_handler(logging.FileHandler(file, encoding="utf-8"), shared, True))
    logging.basicConfig(level=level.upper(), handlers=handlers, force=True)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def _handler(handler: logging.Handler, shared: list[Any], as_json: bool) -> logging.Handler:
    render: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(),
            # Never the local variables of a frame: they may be a patient's.
            exception_formatter=structlog.dev.plain_traceback,
        )
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            *([structlog.processors.format_exc_info] if as_json else []),
            render,
        ],
    )
    handler.setFormatter(formatter)
    return handler
