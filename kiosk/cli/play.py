"""`kiosk play`: scenarios, each a whole reception in virtual time."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from kiosk.cli.options import complain, inform, write_output
from kiosk.texts.told import tell

GREEN, RED, WRONG, MISSING = 0, 1, 2, 3
"""The exit codes: all as expected, something else was seen, a file is wrong, the machine lacks
something.
"""


class Keep(StrEnum):
    """When a trace is written."""

    ON_FAILURE = "on-failure"
    ALWAYS = "always"
    NEVER = "never"


def play(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Scenario files, or folders; with --matrix cells, as net.*@pin."),
    ] = None,
    matrix: Annotated[bool, typer.Option("--matrix", help="Play the fault matrix.")] = False,
    real: Annotated[
        bool, typer.Option("--real", help="At the real pace: each run is a `kiosk run --control`.")
    ] = False,
    seed: Annotated[int, typer.Option(min=0, help="Added to each scenario's own.")] = 0,
    repeat: Annotated[int, typer.Option(min=1, help="Runs of each; all must be the same.")] = 1,
    jobs: Annotated[int, typer.Option(min=1, max=64, help="Processes at a time.")] = 1,
    junit: Annotated[Path | None, typer.Option(help="Also write a JUnit file, here.")] = None,
    report: Annotated[
        Path | None, typer.Option(help="Write report.html, report.json and junit.xml here.")
    ] = None,
    update_pictures: Annotated[
        bool, typer.Option("--update-pictures", help="Keep the pictures that differ.")
    ] = False,
    trace: Annotated[Keep, typer.Option(help="When a trace is written.")] = Keep.ON_FAILURE,
    traces: Annotated[Path, typer.Option(help="The folder of the traces.")] = Path(".kiosk"),
    with_persons: Annotated[
        bool,
        typer.Option("--with-persons", help="Do not cover real people of recorded frames in them."),
    ] = False,
) -> None:
    """Play scenarios; 0 green, 1 red, 2 a file is wrong, 3 the machine lacks something."""
    from kiosk.testkit.client import Lacking
    from kiosk.testkit.playing import play as player
    from kiosk.testkit.playing.report import as_junit
    from kiosk.testkit.process import Desks
    from kiosk.testkit.real import RealDesks

    if matrix and real:
        raise typer.BadParameter("the matrix needs virtual time; leave --real out")
    desks = RealDesks if real else Desks
    given = files or []
    listed = [] if matrix else found(given)
    cells = matching([str(one) for one in given]) if matrix else []
    if not matrix:
        check(listed, None)  # what is wrong by itself is told at once
    try:
        with desks() as first:
            names = first.service.names()
            scenarios = made(cells, first.service) if matrix else check(listed, names)
            spare = [first]

            def start() -> Desks:
                return spare.pop() if spare else desks()

            options = player.Options(
                seed, repeat, jobs, traces, trace.value, update_pictures, real,
                with_persons=with_persons,
            )  # fmt: skip
            runs = player.play(scenarios, options, lambda run: typer.echo(verdict(run)), start)
    except Lacking as error:
        complain(str(error))
        raise typer.Exit(MISSING) from None
    if junit is not None:
        write_output(junit, as_junit(runs))
    if report is not None:
        write_report(runs, names, report)
    raise typer.Exit(RED if tell_red(runs) else GREEN)


def verdict(run: Any) -> str:
    """The line of a run in the user's language."""
    if run.green:
        return tell(run.sentence)
    return f"{tell('RED   ')} {run.where}: {told(run.failure.splitlines()[0])}"


def told(failure: str) -> str:
    """A failure in the user's language: each clause of each line alone."""
    return "\n".join("; ".join(map(tell, line.split("; "))) for line in failure.splitlines())


def tell_red(runs: list[Any]) -> int:
    """Print what was seen in red runs and how many there are; returns how many."""
    red = [run for run in runs if not run.green]
    for run in red:
        typer.echo(f"\n{verdict(run)}\n{told(run.failure)}")
        if run.trace:
            inform(f"trace: {run.trace}")
    inform(f"{len(runs) - len(red)} green, {len(red)} red")
    return len(red)


def write_report(runs: list[Any], names: Any, folder: Path) -> None:
    """Write report.html, report.json and junit.xml. Raises FolderUnwritable, OSError."""
    from kiosk.testkit.playing.report import as_html, as_json, as_junit

    folder.mkdir(parents=True, exist_ok=True)
    write_output(folder / "report.html", as_html(runs, names, folder))
    write_output(folder / "report.json", as_json(runs, names))
    write_output(folder / "junit.xml", as_junit(runs))


def matching(patterns: list[str]) -> list[tuple[str, str]]:
    """The matrix's cells; exits with 2 if there is none."""
    from kiosk.testkit.matrix import chosen

    cells = chosen(patterns)
    if not cells:
        complain("no cell of the matrix, fault@page, has such a name")
        raise typer.Exit(WRONG)
    return cells


def made(cells: list[tuple[str, str]], service: Any) -> list[Any]:
    """The cells as scenarios."""
    from kiosk.testkit import matrix

    return matrix.scenarios(cells, service, matrix.strikes())


def found(files: list[Path]) -> list[Path]:
    """The files, and those in the folders, in the order of their names."""
    listed: list[Path] = []
    for file in files:
        listed += sorted(file.rglob("*.toml")) if file.is_dir() else [file]
    return listed


def check(files: list[Path], names: Any) -> list[Any]:
    """The runs of these files; prints every mistake and exits with 2 if there is one."""
    from kiosk.testkit.playing.reading import read
    from kiosk.toml_lines import Mistakes

    scenarios, mistakes = [], []
    for file in files:
        try:
            scenarios += read(file, names)
        except Mistakes as error:
            mistakes += error.lines
    if mistakes or not scenarios:
        for line in mistakes or ["there is no scenario in these files and folders"]:
            complain(line)
        raise typer.Exit(WRONG)
    return scenarios
