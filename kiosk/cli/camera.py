"""`kiosk camera …`: the frames of an invented person for other programs."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.options import complain

if TYPE_CHECKING:
    from drivers.camera.source import Source

app = typer.Typer(
    name="camera",
    no_args_is_help=True,
    help="The camera for other programs: an invented person's frames. The card: `kiosk card plug`.",
)

Who = Annotated[str, typer.Argument(help="Persona (see `kiosk card list`), clip, folder or film.")]
Faults = Annotated[
    list[str] | None, typer.Option("--fault", help="E.g. freeze, dark, mask, photo; repeatable.")
]


@app.command()
def serve(
    who: Who,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: a free one.")] = 0,
    fault: Faults = None,
) -> None:
    """Serve frames as an MJPEG stream to this machine's programs, until Ctrl-C.

    The address is printed; /frame.jpg gives one picture.
    """
    from drivers.camera.served import StreamServer

    with StreamServer(_source(who, fault or []), port) as server:
        typer.echo(server.url)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return


@app.command()
def plug(
    who: Who,
    device: Annotated[Path, typer.Option(help="Of v4l2loopback.")] = Path("/dev/video10"),
    fault: Faults = None,
) -> None:
    """Give frames to a virtual webcam (Linux with the kernel module v4l2loopback), until Ctrl-C."""
    if sys.platform != "linux":
        complain("a virtual webcam exists on Linux only; use `kiosk camera serve`")
        raise typer.Exit(1)
    from drivers.camera.served import plug as give

    try:
        give(_source(who, fault or [])(), device, lambda: False)
    except KeyboardInterrupt:
        return


def _source(who: str, names: list[str]) -> "Callable[[], Source]":
    """Makes the source for a name, with these faults in every frame. Exits with 2 for no name."""
    from drivers.camera.sources.faulty_source import FaultInterval, FaultySource, SourceFault
    from kiosk.config import CameraConfig, nearest
    from kiosk.desk.sources import camera
    from kiosk.personas import find
    from kiosk.personas import names as personas

    clip = (find(who).clip or "empty") if who in personas() else who
    settings = CameraConfig(source=clip)
    try:
        faults = [FaultInterval(SourceFault(name), 0, 1 << 40) for name in names]
    except ValueError:
        wrong = next(name for name in names if name not in list(SourceFault))
        said = nearest(wrong, [str(one) for one in SourceFault])
        complain(f"no fault of a camera is called {wrong!r}{said}")
        raise typer.Exit(2) from None
    probe = camera(settings)
    probe.open()  # what cannot be read is told now
    probe.close()
    return lambda: FaultySource(camera(settings), faults)
