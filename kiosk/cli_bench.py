"""`kiosk bench …`: measure; every bench takes --quick and --json."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="bench",
    help="Measure this machine against the goals; every bench takes --quick and --json.",
    no_args_is_help=True,
)

Quick = Annotated[bool, typer.Option("--quick", help="End within 45 seconds.")]
AsJson = Annotated[bool, typer.Option("--json", help="As one JSON object.")]
ClipName = Annotated[str, typer.Option("--frames", help="Clip of the person before the camera.")]


class Where(StrEnum):
    """Where the card of the reception bench is laid."""

    PCSC = "pcsc"
    INPROCESS = "inprocess"


@app.command()
def reception(
    quick: Quick = False,
    as_json: AsJson = False,
    reader: Annotated[Where, typer.Option(help="Where the card is laid.")] = Where.PCSC,
    frames: ClipName = "collins",
) -> None:
    """Card to consent, face decision, first paint, memory."""
    from kiosk.bench import reception as bench
    from kiosk.bench import show

    try:
        rows = bench.rows(quick=quick, reader=reader.value, clip=frames)
    except RuntimeError as error:
        typer.echo(f"{error}; try tools/with-pcscd kiosk bench reception", err=True)
        raise typer.Exit(1) from None
    show("reception", rows, as_json)


@app.command()
def card(quick: Quick = False, as_json: AsJson = False) -> None:
    """The identification read in-process and over pcscd, its APDUs, and a million mutations."""
    from kiosk.bench import card as bench
    from kiosk.bench import show

    show("card", bench.rows(quick), as_json)


@app.command()
def registry(quick: Quick = False, as_json: AsJson = False) -> None:
    """The eligibility system over HTTP and folder, with PostgreSQL and SQLite."""
    from kiosk.bench import registry as bench
    from kiosk.bench import show

    show("registry", bench.rows(quick), as_json)


@app.command()
def face(
    quick: Quick = False,
    as_json: AsJson = False,
    frames: Annotated[Path | None, typer.Option(help="A clip of one's own.")] = None,
    against: Annotated[str, typer.Option(help="A peer measured on the same frames.")] = "",
) -> None:
    """The face engine: stages, whole path, decisions, memory."""
    from kiosk.bench import face as bench
    from kiosk.bench import show

    show("face", bench.rows(quick=quick, frames=frames, against=against or None), as_json)


@app.command()
def accuracy(
    pairs: Annotated[Path, typer.Option(help="CSV of pairs: a,b,same.")],
    images: Annotated[Path, typer.Option(help="Folder of the pictures.")],
    quick: Quick = False,
    as_json: AsJson = False,
    engine: Annotated[str, typer.Option(help="Only this engine, or face_recognition.")] = "",
    plot: Annotated[Path, typer.Option(help="Where the ROC curves are drawn.")] = Path("roc.png"),
) -> None:
    """True accepts at given false accepts, on pictures of one's own."""
    from kiosk.bench import accuracy as bench
    from kiosk.bench import show

    rows = bench.rows(pairs, images, quick=quick, engine=engine or None, plot=plot)
    show("accuracy", rows, as_json)


@app.command()
def attacks(quick: Quick = False, as_json: AsJson = False) -> None:
    """Presentation attacks made from stills: APCER, BPCER."""
    from kiosk.bench import attacks as bench
    from kiosk.bench import show

    show("attacks", bench.rows(quick), as_json)
