"""The command `kiosk`. Heavy parts are imported by the subcommand that needs them."""

import json
import os
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(
    name="kiosk",
    help="uketsuke: an emulator of the 顔認証付きカードリーダー and the reception around it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", help="config.toml; without it, the one in this folder if there is."),
]
Staff = Annotated[bool, typer.Option("--staff", help="Open the staff's window (資格確認端末) too.")]


class Level(StrEnum):
    """How much the log says."""

    TRAFFIC = "TRAFFIC"
    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


@app.callback()
def main(
    log: Annotated[Level, typer.Option(help="How much is said.")] = Level.WARNING,
    log_file: Annotated[Path | None, typer.Option(help="Also log as JSON lines, here.")] = None,
) -> None:
    """Set up the log; nothing personal is ever in it."""
    from kiosk.log import set_up

    set_up(log.value, log_file)


class MethodName(StrEnum):
    """How the pretend patient proves identity."""

    FACE = "face"
    PIN = "pin"
    SMARTPHONE = "smartphone"


class ReaderName(StrEnum):
    """Where the virtual card is laid."""

    INPROCESS = "inprocess"
    PCSC = "pcsc"


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


def shown_headless(headless: bool) -> bool:
    """Whether to play offscreen: asked for, or because this machine has no display."""
    if headless:
        return True
    if sys.platform != "linux":
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def four_digits(pin: str) -> str:
    """The PIN as given, if it is one."""
    if pin and not (len(pin) == 4 and pin.isascii() and pin.isdigit()):
        raise typer.BadParameter("a PIN has four digits")
    return pin


@app.command()
def demo(
    card: Annotated[
        str, typer.Option(help="Persona whose card is laid down; sakura, or iphone.")
    ] = "",
    frames: Annotated[
        str, typer.Option(help="What the camera sees: a clip, a folder, or camera.")
    ] = "",
    profile: Annotated[str, typer.Option(help="The flow in force from that date.")] = "",
    method: Annotated[MethodName, typer.Option(help="How identity is proven.")] = MethodName.FACE,
    reader: Annotated[
        ReaderName, typer.Option(help="Reader inside the program, or pcscd's virtual one.")
    ] = ReaderName.INPROCESS,
    pin: Annotated[
        str, typer.Option(help="Typed instead of the card's own PIN.", callback=four_digits)
    ] = "",
    out: Annotated[Path, typer.Option(help="Where pictures and reports go.")] = Path("demo-out"),
    headless: Annotated[bool, typer.Option(help="Play offscreen, without people.")] = False,
    staff: Staff = False,
    config: ConfigFile = None,
) -> None:
    """A whole reception with virtual cards and recorded frames; 0 only if it was completed."""
    from kiosk.session.events import PHONES, Method

    smartphone = method is MethodName.SMARTPHONE
    persona = find_persona(card or ("iphone" if smartphone else "sakura"))
    phone = next((kind for kind in PHONES if kind == persona.card.kind), None)
    if smartphone and phone is None:
        raise typer.BadParameter(f"{persona.id} is no phone; take iphone or android")
    out = out.resolve()
    settings = demo_config(read_config(config), {
        "profile": profile,
        "camera.source": frames or persona.clip or "empty",
        "reader.kind": reader.value,
        "folder.registry": str(fresh(out / "registry.sqlite")),
        "folder.face": str(out / "face"),
        "folder.journal": str(out / "journal.jsonl"),
    })  # fmt: skip
    offscreen = shown_headless(headless)
    if offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        typer.echo(f"{out} cannot be made: {error.strerror}", err=True)
        raise typer.Exit(1) from None
    from kiosk.app import demo as demonstration
    from kiosk.app.actor import Actor

    if not offscreen:
        from kiosk.app import people

        people.present(settings, persona, staff=staff)
        return
    renew_card(settings, persona)
    proven = Method.PHONE if phone else Method(method.value)
    actor = Actor(proven, pin or persona.card.pin or "", phone)
    report = demonstration.play(settings, persona, actor, out)
    print_report(report, out)
    raise typer.Exit(0 if report["outcome"] == "completed" else 1)


@app.command()
def run(
    config: ConfigFile = None,
    staff: Staff = False,
    until_painted: Annotated[bool, typer.Option("--until-painted", hidden=True)] = False,
) -> None:
    """Run the kiosk with the devices that config.toml names."""
    from kiosk.app.run import run as run_kiosk

    run_kiosk(read_config(config), until_painted=until_painted, staff=staff)


@app.command()
def record(
    folder: Annotated[Path, typer.Argument(help="A new folder; `--frames FOLDER` replays it.")],
    seconds: Annotated[float, typer.Option(min=0.1, help="How long.")] = 30.0,
    frames: Annotated[str, typer.Option(help="What is recorded: camera, a clip, a folder.")] = "",
    config: ConfigFile = None,
) -> None:
    """Record what the camera sees, and when cards come and go, with a notice on the screen."""
    settings = demo_config(read_config(config), {"camera.source": frames})
    if shown_headless(headless=False):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from kiosk.app.record import record as run_recording
    from kiosk.errors import KioskError

    try:
        kept = run_recording(settings, folder, seconds)
    except KioskError as error:
        typer.echo(error.detail, err=True)
        raise typer.Exit(1) from None
    typer.echo(f"{kept} frames in {folder}; kiosk demo --frames {folder} replays them")


def fresh(database: Path) -> Path:
    """The path, with nothing left there: every demo starts from the same registry."""
    for part in database.parent.glob(f"{database.name}*"):
        part.unlink()
    return database


def renew_card(config: Any, persona: Any) -> None:
    """The card as new: a demo counts tries and days from its own beginning."""
    from kiosk.cards import CardStore
    from kiosk.errors import KioskError
    from kiosk.home import data_home

    try:
        CardStore(Path(config.folder.data) if config.folder.data else data_home()).reset(persona)
    except KioskError as error:
        typer.echo(error.detail, err=True)
        raise typer.Exit(1) from None


def find_persona(name: str) -> Any:
    """The persona, or exit code 2 with the nearest names."""
    from kiosk.personas import find

    try:
        return find(name)
    except KeyError as error:
        typer.echo(error.args[0], err=True)
        raise typer.Exit(2) from None


def demo_config(config: Any, changes: dict[str, str]) -> Any:
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


def print_report(report: dict[str, Any], out: Path) -> None:
    """The short table of a demo."""
    from rich.console import Console
    from rich.table import Table

    # A path that is cut cannot be copied.
    wide = max(Console().width, 160)
    table = Table(show_header=False, box=None, pad_edge=False)
    face, card = report["face"] or {}, report["card"] or {}
    rows = {
        "outcome": report["outcome"] + (f" ({report['fault']})" if report["fault"] else ""),
        "persona": f"{report['persona']}, profile {report['profile']}",
        "face": f"{face.get('decision')}, best score {face.get('best_score')}, "
        f"{face.get('frames')} frames at {face.get('fps')} fps, {face.get('engine')}",
        "card": f"{card.get('apdus')} APDUs in {card.get('seconds')} s",
        "steps": " > ".join(f"{s['name']} {s['seconds']:.1f}s" for s in report["steps"]),
        "result": report["result_file"] or "none",
        "files": str(out),
        "seconds": str(report["seconds"]),
    }
    for name, value in rows.items():
        table.add_row(f"[bold]{name}[/bold]", value)
    Console(width=wide).print(table)


@app.command("config")
def show_config(
    config: ConfigFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """Print the effective configuration, with a description of every key."""
    from kiosk.config import describe

    settings = read_config(config)
    if as_json:
        typer.echo(json.dumps(settings.model_dump(mode="json"), ensure_ascii=False, indent=2))
        return
    section = ""
    for key, value, default, description in describe(settings):
        *parents, name = key.split(".")
        if parents and parents[0] != section:
            section = parents[0]
            typer.echo(f"\n[{section}]")
        changed = "" if value == default else f"  (default {toml(default)})"
        typer.echo(f"# {description}{changed}\n{name} = {toml(value)}")


@app.command()
def doctor(
    config: ConfigFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """Say what this machine has and lacks, and how to get it; 0 if nothing needed is missing."""
    from dataclasses import asdict

    from kiosk.app.doctor import examine

    findings = list(examine(read_config(config)))
    if as_json:
        typer.echo(json.dumps([asdict(f) for f in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            sign = "ok     " if finding.good else "MISSING" if finding.needed else "absent "
            typer.echo(f"{sign} {finding.name}: {finding.sentence}")
    raise typer.Exit(0 if all(f.good or not f.needed for f in findings) else 1)


def mount() -> None:
    """Hang the other commands under `kiosk`."""
    from kiosk import cli_bench, cli_card, cli_registry, cli_staff

    app.add_typer(cli_bench.app, name="bench")
    app.add_typer(cli_card.app, name="card")
    app.add_typer(cli_registry.app, name="registry")
    app.add_typer(cli_staff.app, name="staff")
    app.command("serve")(cli_registry.serve)


mount()


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


if __name__ == "__main__":
    app()
