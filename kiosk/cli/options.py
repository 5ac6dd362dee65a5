"""Options that several commands share: configuration, JSON output, headless."""

import json
import os
import sys
from collections.abc import Mapping
from math import isnan
from pathlib import Path
from typing import Annotated, Any

import typer

from kiosk.cli.root import says_unicode
from kiosk.errors import KioskError
from kiosk.texts.told import named, tell

LEAST_ADDRESSES = 2_000_000 * 1024
"""Bytes of address space; with 1,500,000 KiB a window opens and the face engine does not load."""

ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", help="config.toml; without it, the one in this folder if there is."),
]
Staff = Annotated[bool, typer.Option("--staff", help="Open the staff's window (資格確認端末) too.")]


def complain(sentence: str) -> None:
    """Say on stderr, in the user's language, what is wrong or missing."""
    typer.echo(tell(sentence), err=True)


def inform(sentence: str) -> None:
    """Say on stdout, in the user's language, what was done."""
    typer.echo(tell(sentence))


def no_nan(value: float | None) -> float | None:
    """The number. Raises typer.BadParameter for nan, which no range of an option refuses."""
    if value is not None and isnan(value):
        raise typer.BadParameter("nan is no number")
    return value


def read_config(file: Path | None) -> Any:
    """The configuration; prints every mistake on stderr and exits with 2 if there is one."""
    from kiosk import config

    if file is None and Path("config.toml").exists():
        file = Path("config.toml")
    try:
        return config.load(file)
    except config.ConfigMistakes as error:
        for mistake in error.mistakes:
            complain(mistake)
        raise typer.Exit(2) from None


def changed(config: Any, changes: dict[str, str]) -> Any:
    """The configuration with dotted keys changed; empty values change nothing."""
    from kiosk.config import ConfigMistakes, parse_table

    table = config.model_dump()
    for key, value in changes.items():
        *sections, name = key.split(".")
        inner = table
        for section in sections:
            inner = inner[section]
        if value:
            inner[name] = value
    try:
        return parse_table(table)
    except ConfigMistakes as error:
        for mistake in error.mistakes:
            complain(mistake)
        raise typer.Exit(2) from None


def check_frames(frames: str) -> None:
    """Exit code 1 with a sentence if this film, picture or folder of the user's cannot be used."""
    if not frames or frames == "camera":
        return
    from kiosk.config import CameraConfig
    from kiosk.desk.sources import camera
    from kiosk.errors import CameraMissing

    source = camera(CameraConfig(source=frames))
    try:
        source.open()
    except CameraMissing as error:
        complain(error.detail)
        raise typer.Exit(1) from None
    finally:
        source.close()


def shown_headless(headless: bool) -> bool:
    """Whether to play offscreen: asked for, or because this machine has no display."""
    from kiosk.apps.process.display import has_display

    return headless or not has_display()


def claim_desk(config: Any, *, seen: bool) -> None:
    """Raise Busy when this desk runs already; where somebody sees it, offer to replace that one.

    `seen`: the command opens windows for people. Exit code 1 when the user leaves the first one.
    """
    from kiosk.desk.run_once import refuse_twice

    if not seen or os.environ.get("QT_QPA_PLATFORM") == "offscreen" or shown_headless(False):
        refuse_twice(config)
        return
    from kiosk.apps.one_desk import may_open

    if not may_open(config):
        raise typer.Exit(1)


def print_facts(kind: str, facts: Mapping[str, Any]) -> None:
    """Print names and values below each other, told in the user's language; see `named`."""
    from rich.cells import cell_len

    names = {name: named(kind, name) for name in facts}
    wide = max(map(cell_len, names.values()), default=0)
    for name, value in facts.items():
        space = " " * (wide - cell_len(names[name]))
        typer.echo(f"{names[name]}{space}  {_in_words(kind, value)}")


def _in_words(kind: str, value: Any) -> str:
    """A value of `print_facts`: a list with commas, a table as names and values."""
    if isinstance(value, bool):
        return named(kind, "yes" if value else "no")
    if isinstance(value, Mapping):
        return ", ".join(f"{named(kind, k)} {_in_words(kind, one)}" for k, one in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def print_json(value: Any) -> None:
    """Print a value as JSON, in ASCII where standard output lacks characters."""
    typer.echo(json.dumps(value, ensure_ascii=not says_unicode(), indent=2))


def write_output(target: Path, data: bytes) -> None:
    """Write a file that the user named: it appears whole or not at all, for its owner only.

    A pipe or device, such as /dev/stdout, is written directly. Raises FolderUnwritable, OSError.
    """
    from kiosk import files

    if target.exists() and not target.is_file():
        target.write_bytes(data)
    else:
        files.place(target.resolve(), data)


def room_for_windows() -> None:
    """Refuse to open a window that would crash. Raises KioskError where `ulimit -v` is too low."""
    if sys.platform == "win32":
        return
    import resource

    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if limit != resource.RLIM_INFINITY and limit < LEAST_ADDRESSES:
        raise KioskError(
            f"this process may use {limit // 1024} KiB of addresses only, and needs "
            f"{LEAST_ADDRESSES // 1024}; raise the limit: ulimit -v unlimited"
        )


def server_address(text: str) -> str:
    """The address of a server as it was typed. Raises KioskError for what is none."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # a port that is no number
        good = False
    if not good:
        raise KioskError(f"{text} is no address of a server; write it as http://127.0.0.1:8780")
    return text
