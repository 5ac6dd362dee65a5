"""What several commands share: the configuration, and whether anybody is there to see."""

import json
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from kiosk.cli.root import says_unicode

ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", help="config.toml; without it, the one in this folder if there is."),
]
Staff = Annotated[bool, typer.Option("--staff", help="Open the staff's window (資格確認端末) too.")]


def read_config(file: Path | None) -> Any:
    """The configuration; every mistake on stderr and exit code 2 where there is one."""
    from kiosk import config

    if file is None and Path("config.toml").exists():
        file = Path("config.toml")
    try:
        return config.load(file)
    except config.ConfigMistakes as error:
        for mistake in error.mistakes:
            typer.echo(mistake, err=True)
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
            typer.echo(mistake, err=True)
        raise typer.Exit(2) from None


def shown_headless(headless: bool) -> bool:
    """Whether to play offscreen: asked for, or because this machine has no display."""
    if headless:
        return True
    if sys.platform != "linux":
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def print_json(value: Any) -> None:
    """Print a value as JSON, in ASCII where standard output lacks characters."""
    typer.echo(json.dumps(value, ensure_ascii=not says_unicode(), indent=2))
