"""`kiosk frames …`: recorded frames made fit to be kept with tests."""

from math import inf
from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.options import inform, no_nan

app = typer.Typer(
    name="frames",
    no_args_is_help=True,
    help="Recorded frames: cut, blur, or replace them by those of an invented person.",
)

Recording = Annotated[Path, typer.Argument(help="A folder of `kiosk record`, or a film.")]
Out = Annotated[Path, typer.Argument(help="A new folder.")]
BLURRED = "Frames of `kiosk record`, blurred by `kiosk frames blur`: nobody can be recognised.\n"


@app.command()
def cut(
    recording: Recording,
    out: Out,
    begin: Annotated[
        float, typer.Option("--from", min=0.0, callback=no_nan, help="Seconds.")
    ] = 0.0,
    end: Annotated[
        float | None, typer.Option("--to", min=0.0, callback=no_nan, help="Seconds.")
    ] = None,
) -> None:
    """Keep the frames between two moments."""
    from drivers.camera.editing import edit

    if end is not None and end <= begin:
        raise typer.BadParameter("--to must be later than --from")
    kept = edit(recording, out, from_s=begin, to_s=inf if end is None else end)
    inform(f"{kept:.2f} s kept in {out}")


@app.command()
def blur(recording: Recording, out: Out) -> None:
    """Blur every frame so far that nobody can be recognised, and no face is found."""
    from drivers.camera.editing import blurred, edit

    kept = edit(recording, out, change=blurred, notice=BLURRED)
    inform(f"{kept:.2f} s kept in {out}")


@app.command()
def replace(
    recording: Recording,
    out: Out,
    by: Annotated[str, typer.Option(help="The invented person; see `kiosk card list`.")] = "sakura",
) -> None:
    """Put the frames of an invented person in place of a recording of the same length."""
    from drivers.camera.editing import edit, length_s
    from kiosk.personas import find
    from kiosk.personas.schema import FOLDER

    try:
        persona = find(by)
    except KeyError as error:
        raise typer.BadParameter(error.args[0]) from None
    clip = next((FOLDER / "clips").glob(f"{persona.clip}.*"), None) if persona.clip else None
    if clip is None:
        raise typer.BadParameter(f"{by} has no clip")
    kept = edit(clip, out, to_s=length_s(recording), loop=True, notice="")
    inform(f"{kept:.2f} s of {by} written to {out}")
