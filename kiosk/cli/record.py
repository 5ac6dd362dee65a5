"""`kiosk record`: what a camera sees as frames, or what people do as a scenario."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kiosk.cli.options import (
    ConfigFile,
    changed,
    check_frames,
    claim_desk,
    complain,
    inform,
    no_nan,
    read_config,
    room_for_windows,
    shown_headless,
    write_output,
)

if TYPE_CHECKING:
    from kiosk.testkit.client import Service
    from kiosk.testkit.server.recorded import Recorded


def record(
    folder: Annotated[
        Path | None,
        typer.Argument(
            help="A new folder; `--frames FOLDER` replays it. With --test the folder of the "
            "scenario (scenarios)."
        ),
    ] = None,
    seconds: Annotated[float, typer.Option(min=0.1, callback=no_nan, help="How long.")] = 30.0,
    frames: Annotated[str, typer.Option(help="What is recorded: camera, a clip, a folder.")] = "",
    test: Annotated[
        bool,
        typer.Option("--test", help="Record what people do at the kiosk, as a test scenario."),
    ] = False,
    stand_in: Annotated[
        str,
        typer.Option(help="With --test and a real reader: who stands in for the card's owner."),
    ] = "",
    config: ConfigFile = None,
) -> None:
    """Record what the camera sees, and when cards come and go, with a notice on the screen.

    With --test: what people do at the kiosk, as a scenario that is green unchanged.
    """
    check_frames(frames)
    room_for_windows()
    settings = changed(read_config(config), {"camera.source": frames})
    if test:
        raise typer.Exit(_scenario(settings, folder or Path("scenarios"), stand_in))
    if folder is None:
        raise typer.BadParameter("name a new folder for the frames, or add --test")
    if shown_headless(headless=False):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from kiosk.apps.record import record as run_recording

    kept, code = run_recording(settings, folder, seconds)
    inform(f"{kept} frames in {folder}; kiosk demo --frames {folder} replays them")
    raise typer.Exit(code)


def _scenario(settings: Any, folder: Path, name: str) -> int:
    """Record a scenario; returns the exit code, 1 when it is not green."""
    from kiosk.clock import japan
    from kiosk.personas import find

    real = settings.reader.kind != "inprocess"
    if real != bool(name):
        raise typer.BadParameter(
            "this kiosk has a real card reader; --stand-in PERSONA says who takes the place of the "
            "card's owner in the file"
            if real
            else "--stand-in is for a real card reader; a virtual card keeps its owner"
        )
    try:
        persona = find(name) if real else None
    except KeyError as error:
        raise typer.BadParameter(error.args[0]) from None
    if shown_headless(headless=False) and os.environ.get("QT_QPA_PLATFORM") != "offscreen":
        complain("this machine has no display, so nobody can press anything")
        return 1
    claim_desk(settings, seen=True)
    from kiosk.testkit.process import Desks
    from kiosk.testkit.server.recorder import record as run_recording

    inform("do what is to be tested; F12 expects what is seen; close the window to write it")
    recorded, code = run_recording(settings, persona)
    if not recorded.steps:
        complain("nothing was done at the kiosk, so there is no scenario to write")
        return code or 1
    file = folder / f"recorded-{japan():%Y%m%d-%H%M%S}.toml"
    with Desks() as desks:
        failure = write_green(recorded, file, desks.service)
    inform(f"{file}: {'green' if not failure else f'RED, {failure}'}")
    return code or int(bool(failure))


def write_green(recorded: "Recorded", file: Path, service: "Service") -> str:
    """Write the scenario and play it; returns why it is red, empty when it is green.

    A fault that never struck is dropped, for a scenario with one is red.
    """
    failure, struck = _played(recorded, file, service)
    if failure.endswith("never struck"):
        switched_on = {step["fault"] for step in recorded.steps if "fault" in step}
        recorded.without(switched_on - struck)
        failure, _ = _played(recorded, file, service)
    return failure


def _played(recorded: "Recorded", file: Path, service: "Service") -> tuple[str, set[str]]:
    """Why the written scenario is red, and the faults that struck."""
    from kiosk.testkit.playing.play import Options, play_one
    from kiosk.testkit.playing.reading import read
    from kiosk.testkit.playing.toml import document
    from kiosk.toml_lines import Mistakes

    file.parent.mkdir(parents=True, exist_ok=True)
    text = document(recorded.scenario("Recorded at a kiosk"))
    write_output(file, "".join([*(f"# {note}\n" for note in recorded.notes), text]).encode())
    try:
        (scenario,) = read(file, service.names())
    except Mistakes as error:
        return str(error), set()
    run = play_one(scenario, service, Options(keep="never"))
    return run.failure, set(run.struck)
