"""`kiosk trace`: the trace of a scenario as one page."""

from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.options import complain, write_output


def trace(
    file: Annotated[Path, typer.Argument(help="A trace that `kiosk play` left.")],
    out: Annotated[Path | None, typer.Option(help="The page; beside the trace by default.")] = None,
) -> None:
    """Write the trace of a scenario as one HTML page: what went wrong, the steps, a time line."""
    from kiosk.testkit.playing.viewer import NoTrace, page

    try:
        made = page(file)
    except NoTrace as error:
        complain(str(error))
        raise typer.Exit(2) from None
    target = out or file.with_suffix(".html")
    write_output(target, made.encode())
    typer.echo(str(target))
