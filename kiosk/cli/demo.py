"""`kiosk demo`: a whole reception with virtual cards and recorded frames."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from kiosk.cli.options import (
    ConfigFile,
    Staff,
    changed,
    check_frames,
    claim_desk,
    complain,
    read_config,
    room_for_windows,
    shown_headless,
)
from kiosk.texts.told import named, tell


class MethodName(StrEnum):
    """How the simulated patient proves identity."""

    FACE = "face"
    PIN = "pin"
    SMARTPHONE = "smartphone"


class ReaderName(StrEnum):
    """The reader in which the virtual card is placed."""

    INPROCESS = "inprocess"
    PCSC = "pcsc"


def four_digits(pin: str) -> str:
    """The PIN, if it has four digits. Raises typer.BadParameter."""
    if pin and not (len(pin) == 4 and pin.isascii() and pin.isdigit()):
        raise typer.BadParameter("a PIN has four digits")
    return pin


ENDINGS = {
    "completed": 0,
    "error": 1,
    "refused": 3,
    "timeout": 4,
    "cancelled": 5,
    "card_removed": 6,
}
"""The exit code of each outcome; 2 is wrong use, and 128 with its number a signal."""


def demo(
    cases: Annotated[
        str,
        typer.Argument(
            metavar="[CASES]",
            help="With --training: easy, mixed, or ids, files and folders with commas between.",
            show_default="mixed",
        ),
    ] = "",
    card: Annotated[
        str, typer.Option(help="Persona whose card is laid down; sakura, or iphone.")
    ] = "",
    frames: Annotated[
        str,
        typer.Option(help="What the camera sees: a clip, a film, a picture, a folder, or camera."),
    ] = "",
    profile: Annotated[str, typer.Option(help="The flow in force from that date.")] = "",
    method: Annotated[MethodName, typer.Option(help="How identity is proven.")] = MethodName.FACE,
    reader: Annotated[
        ReaderName, typer.Option(help="Reader inside the program, or pcscd's virtual one.")
    ] = ReaderName.INPROCESS,
    pin: Annotated[
        str, typer.Option(help="Typed instead of the card's own PIN.", callback=four_digits)
    ] = "",
    out: Annotated[Path, typer.Option(help="Where pictures, journal and report go.")] = Path(
        "demo-out"
    ),
    results: Annotated[
        Path | None,
        typer.Option(help="Where results go, e.g. face of an OQS folder; else face in --out."),
    ] = None,
    headless: Annotated[bool, typer.Option(help="Play offscreen, without people.")] = False,
    staff: Staff = False,
    training: Annotated[
        bool,
        typer.Option(
            "--training", help="訓練: patients come by themselves; you work at the staff's window."
        ),
    ] = False,
    patients: Annotated[int, typer.Option(min=1, help="Patients of --training.")] = 10,
    seed: Annotated[int, typer.Option(help="Draws the patients of --training.")] = 1,
    trainee: Annotated[str, typer.Option(help="Name on the sheet of --training.")] = "研修生",
    config: ConfigFile = None,
) -> None:
    """A whole reception with virtual cards and recorded frames.

    Ends with 0 completed, 1 error, 2 wrong use, 3 refused, 4 time-out, 5 cancelled, 6 card removed.
    """
    from kiosk.apps.demo.output_files import Output
    from kiosk.session.events import PHONES, Method

    if cases and not training:
        raise typer.BadParameter(f"{cases!r} names cases of a training: give --training too")
    smartphone = method is MethodName.SMARTPHONE
    persona = find_persona(card or ("iphone" if smartphone else "sakura"))
    phone = next((kind for kind in PHONES if kind == persona.card.kind), None)
    if smartphone and phone is None:
        raise typer.BadParameter(f"{persona.id} is no phone; take iphone or android")
    check_frames(frames)
    room_for_windows()
    configured = read_config(config)
    output = Output(out.resolve())
    settings = changed(configured, {
        "profile": profile,
        "camera.source": frames or persona.clip or "empty",
        "reader.kind": reader.value,
        "folder.face": str(results.resolve() if results else output.folder / "face"),
        "folder.journal": str(output.appended("journal.jsonl")),
        "folder.desk": str(output.folder / "desk"),
    })  # fmt: skip
    offscreen = shown_headless(headless)
    if training:
        raise typer.Exit(train(settings, cases or "mixed", patients, seed, trainee, output))
    if offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    claim_desk(settings, seen=not offscreen)
    from kiosk.apps.demo import headless as demonstration
    from kiosk.apps.simulated_patient import SimulatedPatient

    if not offscreen:
        from kiosk.apps.demo import windows

        raise typer.Exit(windows.present(settings, persona, staff=staff, say=complain))
    renew_card(settings, persona)
    proven = Method.PHONE if phone else Method(method.value)
    actor = SimulatedPatient(proven, pin or persona.card.pin or "", phone)
    report = demonstration.play(settings, persona, actor, output)
    print_report(report, output.folder)
    raise typer.Exit(ENDINGS[report["outcome"]])


def train(
    config: Any, wanted: str, patients: int, seed: int, trainee: str, output: Any
) -> int:  # fmt: skip
    """Run a training; exit code 2 names every mistake in a case. Needs a display."""
    from kiosk.apps.training import run
    from kiosk.toml_lines import Mistakes
    from kiosk.training.choose import chosen

    try:
        cases = chosen(wanted, seed, patients, run.names())
    except Mistakes as error:
        complain(str(error))
        raise typer.Exit(2) from None
    if shown_headless(False):
        complain("a training needs a display: somebody works at its window")
        raise typer.Exit(2)
    claim_desk(config, seen=True)
    return run.train(config, cases, output, trainee, seed)


def renew_card(config: Any, persona: Any) -> None:
    """Reset the card, so that a demo begins with all tries and today's date."""
    from kiosk.desk.virtual.cards import CardStore
    from kiosk.home import data_folder

    CardStore(data_folder(config.folder.data)).reset(persona)


def find_persona(name: str) -> Any:
    """The persona, or exit code 2 with the nearest names."""
    from kiosk.personas import find

    try:
        return find(name)
    except KeyError as error:
        complain(error.args[0])
        raise typer.Exit(2) from None


def print_report(report: dict[str, Any], out: Path) -> None:
    """Print a short table of the report."""
    from rich.console import Console
    from rich.table import Table

    # A path that is cut cannot be copied.
    wide = max(Console().width, 160)
    table = Table(show_header=False, box=None, pad_edge=False)
    face, card = report["face"] or {}, report["card"] or {}
    rows = {
        "outcome": named("outcome", report["outcome"])
        + (f" ({report['fault']})" if report["fault"] else ""),
        "persona": tell(f"{report['persona']}, profile {report['profile']}"),
        "face": tell(
            f"{named('decision', str(face.get('decision')))}, best score {face.get('best_score')}, "
            f"{face.get('frames')} frames at {face.get('fps')} fps, {face.get('engine')}"
        ),
        "card": tell(f"{card.get('apdus')} APDUs in {card.get('seconds')} s"),
        "steps": " > ".join(
            f"{named('step', s['name'])} {s['seconds']:.1f}s" for s in report["steps"]
        ),
        "result": report["result_file"] or named("demo", "none"),
        "files": str(out),
        "seconds": str(report["seconds"]),
    }
    for name, value in rows.items():
        table.add_row(f"[bold]{named('demo', name)}[/bold]", value)
    Console(width=wide).print(table)
