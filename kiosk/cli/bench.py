"""`kiosk bench …`: measure; every bench takes --quick and --json."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.options import check_frames, complain

app = typer.Typer(
    name="bench",
    help="Measure this machine against the goals; every bench takes --quick and --json.",
    no_args_is_help=True,
)

Quick = Annotated[bool, typer.Option("--quick", help="End within 45 seconds.")]
AsJson = Annotated[bool, typer.Option("--json", help="As one JSON object.")]
ClipName = Annotated[str, typer.Option("--frames", help="Clip of the person before the camera.")]


class Where(StrEnum):
    """The reader in which the reception bench places its card."""

    PCSC = "pcsc"
    INPROCESS = "inprocess"


@app.command()
def reception(
    quick: Quick = False,
    as_json: AsJson = False,
    reader: Annotated[Where, typer.Option(help="Where the card is laid.")] = Where.PCSC,
    frames: ClipName = "sakura",
) -> None:
    """Card to consent, face decision, first paint, memory."""
    from kiosk.bench import reception as bench
    from kiosk.bench import show

    check_frames(frames)
    try:
        rows = bench.rows(quick=quick, reader=reader.value, clip=frames)
    except RuntimeError as error:
        complain(f"{error}; try tools/with-pcscd kiosk bench reception")
        raise typer.Exit(1) from None
    show("reception", rows, as_json)


@app.command()
def ui(quick: Quick = False, as_json: AsJson = False) -> None:
    """First paint, reaction to a touch, idle and preview load, memory."""
    from kiosk.bench import show
    from kiosk.bench import ui as bench

    show("ui", bench.rows(quick=quick), as_json)


@app.command()
def lifecycle(quick: Quick = False, as_json: AsJson = False) -> None:
    """Memory that closed desks and receptions leave, Qt objects that die on the wrong thread."""
    from kiosk.bench import lifecycle as bench
    from kiosk.bench import show

    show("lifecycle", bench.rows(quick=quick), as_json)


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
    frames: Annotated[
        Path | None, typer.Option(help="A video with one face; default: a persona's clip.")
    ] = None,
    against: Annotated[
        str, typer.Option(help="What to measure beside us: face_recognition, or none.")
    ] = "face_recognition",
    quick: Quick = False,
    as_json: AsJson = False,
) -> None:
    """Measure every stage and the whole path, on the same frames as face_recognition."""
    from kiosk.bench import show
    from kiosk.bench.faces import speed as measured

    peer = None if against == "none" else against
    show("face", measured.rows(quick=quick, frames=frames, against=peer), as_json)


@app.command()
def accuracy(
    images: Annotated[Path, typer.Option(help="The folder of the pictures.")],
    pairs: Annotated[Path | None, typer.Option(help="CSV with the columns a, b, same.")] = None,
    groups: Annotated[
        Path | None,
        typer.Option(
            help="CSV with the column picture and any of person, group, sex, band, mask: "
            "false matches and false non-matches by group."
        ),
    ] = None,
    rate: Annotated[
        str, typer.Option(help="With --groups: false_accept_rate, as in config.toml.")
    ] = "strict",
    engine: Annotated[
        str | None,
        typer.Option(help="Only one: sface, sface_one_crop, sface_fp32, dlib, face_recognition."),
    ] = None,
    plot: Annotated[Path, typer.Option(help="Where the ROC curves go.")] = Path(
        "bench-out/accuracy-roc.png"
    ),
    quick: Quick = False,
    as_json: AsJson = False,
) -> None:
    """Measure how often faces are told apart, on pairs or groups of pictures of your own."""
    from kiosk.bench import show
    from kiosk.bench.faces import accuracy as measured
    from kiosk.bench.faces import groups as by_group
    from kiosk.bench.faces.picture_list import ListUnusable
    from models.decision import PRESETS

    for needed in (pairs, groups, images):
        if needed is not None and not needed.exists():
            raise typer.BadParameter(f"{needed} does not exist")
    if pairs is None and groups is None:
        raise typer.BadParameter("give --pairs or --groups")
    try:
        asked = PRESETS.get(rate) or float(rate)
        if not 0 < asked < 1:
            raise ValueError(rate)
    except ValueError:
        raise typer.BadParameter(f"{rate!r} is not one of {', '.join(PRESETS)} or a rate") from None
    found, drawn = [], None if as_json else plot
    try:
        if pairs is not None:
            found += measured.rows(pairs, images, quick=quick, engine=engine, plot=drawn)
        if groups is not None:
            drawn = drawn and drawn.with_name("accuracy-groups.png")
            found += by_group.rows(groups, images, asked, engine=engine, plot=drawn, quick=quick)
    except ListUnusable as error:
        raise typer.BadParameter(str(error)) from None
    show("accuracy", found, as_json)


@app.command()
def attacks(
    portraits: Annotated[
        Path | None, typer.Option(help="A folder of portraits (.jpg) to draw the clips from.")
    ] = None,
    quick: Quick = False,
    as_json: AsJson = False,
) -> None:
    """Measure the challenge "turn your head a little" on drawn heads and drawn attacks."""
    from kiosk.bench import show
    from kiosk.bench.faces import attacks as measured

    show("attacks", measured.rows(portraits, quick=quick), as_json)


@app.command()
def facility(quick: Quick = False, as_json: AsJson = False) -> None:
    """The office's report and a page of it over five years of 1,000 receptions a day."""
    from kiosk.bench import facility as measured
    from kiosk.bench import show

    show("facility", measured.rows(quick=quick), as_json)


@app.command()
def homevisit(quick: Quick = False, as_json: AsJson = False) -> None:
    """The consent pages for home visits: size, speed, pages a second, touches of a visit."""
    from kiosk.bench import homevisit as measured
    from kiosk.bench import show

    show("homevisit", measured.rows(quick=quick), as_json)


@app.command()
def kit(quick: Quick = False, as_json: AsJson = False) -> None:
    """The test kit: receptions, reset, all shipped scenarios, size of a trace."""
    from kiosk.bench import kit as measured
    from kiosk.bench import show

    show("kit", measured.rows(quick=quick), as_json)
