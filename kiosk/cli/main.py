"""The command `kiosk`. Heavy parts are imported by the subcommand that needs them."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kiosk.cli import (
    bench,
    bridge,
    camera,
    card,
    facility,
    frames,
    homevisit,
    registry,
    serve,
    staff,
    test,
)
from kiosk.cli.demo import demo
from kiosk.cli.options import (
    ConfigFile,
    Staff,
    claim_desk,
    print_json,
    read_config,
    room_for_windows,
)
from kiosk.cli.play import play
from kiosk.cli.record import record
from kiosk.cli.root import Root
from kiosk.cli.trace import trace
from kiosk.texts.told import tell

if TYPE_CHECKING:
    from kiosk.config import Config
    from kiosk.desk.finding import Finding

app = typer.Typer(
    name="kiosk",
    cls=Root,
    help="uketsuke: an emulator of the 顔認証付きカードリーダー and the reception around it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

for commands in (bench, camera, card, facility, frames, homevisit, registry, staff, test):
    app.add_typer(commands.app)
app.command()(demo)
app.command()(play)
app.command()(record)
app.command()(trace)
app.command()(serve.serve)
app.command()(bridge.bridge)


class Level(StrEnum):
    """How much the log says."""

    TRAFFIC = "TRAFFIC"
    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


def show_version(wanted: bool) -> None:
    """Print the version of the installed program and end."""
    if wanted:
        typer.echo(f"kiosk {metadata.version('uketsuke-kiosk')}")
        raise typer.Exit


@app.callback()
def main(
    log: Annotated[Level, typer.Option(help="How much is said.")] = Level.WARNING,
    log_file: Annotated[Path | None, typer.Option(help="Also log as JSON lines, here.")] = None,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=show_version, is_eager=True, help="Print the version and end."
        ),
    ] = False,
) -> None:
    """Set up the log; nothing personal is ever in it."""
    from kiosk.log import set_up

    set_up(log.value, log_file)


@app.command()
def run(
    config: ConfigFile = None,
    staff: Staff = False,
    until_painted: Annotated[bool, typer.Option("--until-painted", hidden=True)] = False,
    control: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=65535,
            help="Let programs of this machine steer the kiosk through this port (0: a free one); "
            "see docs/testing.md.",
        ),
    ] = None,
    control_token_file: Annotated[
        Path | None, typer.Option(help="Where the token for --control is written.")
    ] = None,
    control_real: Annotated[
        bool, typer.Option("--control-real", help="Also beside a real card reader or camera.")
    ] = False,
    control_with_persons: Annotated[
        bool,
        typer.Option(
            "--control-with-persons",
            help="Tell programs the camera's picture and a real card's result, instead of covering "
            "them.",
        ),
    ] = False,
    control_start: Annotated[
        datetime | None,
        typer.Option(help="For --control: the kiosk's clock begins then, Japanese time."),
    ] = None,
) -> None:
    """Run the kiosk with the devices that config.toml names."""
    from kiosk.apps.office import in_force
    from kiosk.apps.run import run as run_kiosk
    from kiosk.home import data_folder

    room_for_windows()
    settings = read_config(config)
    data_folder(settings.folder.data)  # without a data folder no later attempt can succeed
    settings = in_force(settings)
    claim_desk(settings, seen=not until_painted and control is None)
    if control is None:
        raise typer.Exit(run_kiosk(settings, until_painted=until_painted, staff=staff))
    if control_token_file is None:
        raise typer.BadParameter("--control needs --control-token-file")
    from kiosk.testkit.server.attached import Controlled, refuse_real

    refuse_real(settings, real=control_real)
    steered = Controlled(
        control,
        control_token_file,
        typer.echo,
        with_persons=control_with_persons,
        start=control_start,
    )
    raise typer.Exit(
        run_kiosk(
            settings,
            staff=staff,
            around=steered.around,
            replacements=steered.replacements,
            virtual=settings.reader.kind == "inprocess",
        )
    )


@app.command("config")
def show_config(
    config: ConfigFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """Print the effective configuration, with a description of every key."""
    from kiosk.config import describe

    settings = read_config(config)
    if as_json:
        print_json(settings.model_dump(mode="json"))
        return
    section = ""
    for key, value, default, description in describe(settings):
        *parents, name = key.split(".")
        if parents and parents[0] != section:
            section = parents[0]
            typer.echo(f"\n[{section}]")
        changed = "" if value == default else f"  ({tell(f'default {toml(default)}')})"
        typer.echo(f"# {tell(description)}{changed}\n{name} = {toml(value)}")


@app.command()
def doctor(
    config: ConfigFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
    seen: Annotated[
        bool,
        typer.Option(
            "--camera",
            help="Show the camera's picture (half a minute, or until closed), its rate, light, "
            "flicker, sharpness and size of the face, and what to change. Nothing is kept.",
        ),
    ] = False,
    kit: Annotated[
        bool,
        typer.Option("--test", help="Only what tests need, with the one line that installs it."),
    ] = False,
) -> None:
    """Say what this machine has and lacks, and how to get it; 0 if nothing needed is missing."""
    if kit:
        raise typer.Exit(test.examine(as_json=as_json))
    from dataclasses import asdict

    from kiosk.apps.doctor import examine

    room_for_windows()
    settings = read_config(config)
    look = partial(_camera_findings, window=not as_json) if seen else examine
    findings = list(look(settings))
    if as_json:
        print_json([asdict(f) for f in findings])
    else:
        for finding in findings:
            sign = "ok     " if finding.good else "MISSING" if finding.needed else "absent "
            typer.echo(f"{tell(sign)} {tell(finding.name)}: {tell(finding.sentence)}")
    raise typer.Exit(0 if all(f.good or not f.needed for f in findings) else 1)


def _camera_findings(settings: "Config", *, window: bool) -> "Iterable[Finding]":
    """What the camera's picture shows; in a window where there is a display."""
    from kiosk.apps.process.display import has_display

    if window and has_display():
        from kiosk.apps.camera_check import check

        return check(settings)
    from kiosk.desk import camera_measures, sources

    return camera_measures.examine(sources.camera(settings.camera))


def toml(value: Any) -> str:
    """A value as config.toml writes it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key} = {toml(one)}' for key, one in value.items())}}}"
    if isinstance(value, frozenset):
        value = sorted(value)
    known = isinstance(value, bool | int | float | str | list | tuple)
    return json.dumps(value if known else str(value or ""), ensure_ascii=False)
