"""`kiosk play`: scenarios, each a whole reception in virtual time."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from kiosk.cli.options import write_output

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
    files: Annotated[list[Path], typer.Argument(help="Scenario files, or folders of them.")],
    seed: Annotated[int, typer.Option(min=0, help="Added to each scenario's own.")] = 0,
    repeat: Annotated[int, typer.Option(min=1, help="Runs of each; all must be the same.")] = 1,
    jobs: Annotated[int, typer.Option(min=1, max=64, help="Processes at a time.")] = 1,
    junit: Annotated[Path | None, typer.Option(help="Also write a JUnit file, here.")] = None,
    report: Annotated[Path | None, typer.Option(help="Also write a report as JSON, here.")] = None,
    trace: Annotated[Keep, typer.Option(help="When a trace is written.")] = Keep.ON_FAILURE,
    traces: Annotated[Path, typer.Option(help="The folder of the traces.")] = Path(".kiosk"),
) -> None:
    """Play scenarios; 0 green, 1 red, 2 a file is wrong, 3 the machine lacks something."""
    from kiosk.testkit import play as player
    from kiosk.testkit.client import KitError
    from kiosk.testkit.process import Desks

    listed = found(files)
    check(listed, None)  # what is wrong by itself is told at once
    try:
        with Desks() as first:
            names = first.service.names()
            scenarios = check(listed, names)
            spare = [first]

            def start() -> Desks:
                return spare.pop() if spare else Desks()

            options = player.Options(seed, repeat, jobs, traces, trace.value)
            runs = player.play(scenarios, options, lambda run: typer.echo(run.sentence), start)
    except KitError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(MISSING) from None
    for run in runs:
        if not run.green:
            typer.echo(f"\n{run.sentence}\n{run.failure}")
            if run.trace:
                typer.echo(f"trace: {run.trace}")
    if junit is not None:
        write_output(junit, player.junit(runs))
    if report is not None:
        text = json.dumps(player.report(runs, names), ensure_ascii=False, indent=2) + "\n"
        write_output(report, text.encode())
    red = sum(not run.green for run in runs)
    typer.echo(f"{len(runs) - red} green, {red} red")
    raise typer.Exit(RED if red else GREEN)


def found(files: list[Path]) -> list[Path]:
    """The files, and those in the folders, in the order of their names."""
    listed: list[Path] = []
    for file in files:
        listed += sorted(file.rglob("*.toml")) if file.is_dir() else [file]
    return listed


def check(files: list[Path], names: Any) -> list[Any]:
    """The runs of these files; prints every mistake and exits with 2 if there is one."""
    from kiosk.testkit.scenario import Mistakes, read

    scenarios, mistakes = [], []
    for file in files:
        try:
            scenarios += read(file, names)
        except Mistakes as error:
            mistakes += error.lines
    if mistakes or not scenarios:
        for line in mistakes or ["there is no scenario in these files and folders"]:
            typer.echo(line, err=True)
        raise typer.Exit(WRONG)
    return scenarios
