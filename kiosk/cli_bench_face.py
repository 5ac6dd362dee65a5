"""The benches of the face engine: `kiosk bench face`, `accuracy` and `attacks`."""

from pathlib import Path
from typing import Annotated

import typer

Quick = Annotated[bool, typer.Option("--quick", help="End within 45 seconds, with fewer rounds.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def mount(bench: typer.Typer) -> None:
    """Add the commands to `kiosk bench`."""
    bench.command("face")(face)
    bench.command("accuracy")(accuracy)
    bench.command("attacks")(attacks)


def face(
    frames: Annotated[
        Path | None, typer.Option(help="A video with one face; default: a persona's clip.")
    ] = None,
    against: Annotated[
        str, typer.Option(help="What to measure beside us: face_recognition, or none.")
    ] = "face_recognition",
    quick: Quick = False,
    json: Json = False,
) -> None:
    """Measure every stage and the whole path, on the same frames as face_recognition."""
    from kiosk.bench import face as measured
    from kiosk.bench import show

    peer = None if against == "none" else against
    show("face", measured.rows(quick=quick, frames=frames, against=peer), json)


def accuracy(
    pairs: Annotated[Path, typer.Option(help="CSV with the columns a, b, same.")],
    images: Annotated[Path, typer.Option(help="The folder of the pictures.")],
    engine: Annotated[
        str | None,
        typer.Option(help="Only one: sface, sface_fp32, dlib, sface_dlib, face_recognition."),
    ] = None,
    plot: Annotated[Path, typer.Option(help="Where the ROC curves go.")] = Path(
        "bench-out/accuracy-roc.png"
    ),
    quick: Quick = False,
    json: Json = False,
) -> None:
    """Measure how often faces are told apart, on pairs of pictures of your own."""
    from kiosk.bench import accuracy as measured
    from kiosk.bench import show

    for needed in (pairs, images):
        if not needed.exists():
            raise typer.BadParameter(f"{needed} does not exist")
    found = measured.rows(pairs, images, quick=quick, engine=engine, plot=None if json else plot)
    show("accuracy", found, json)


def attacks(quick: Quick = False, json: Json = False) -> None:
    """Measure the challenge "turn your head a little" on drawn heads and drawn attacks."""
    from kiosk.bench import attacks as measured
    from kiosk.bench import show

    show("attacks", measured.rows(quick=quick), json)
