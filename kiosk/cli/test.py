"""`kiosk test …`: the test kit."""

import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.options import inform, print_json
from kiosk.texts.told import tell

app = typer.Typer(name="test", no_args_is_help=True, help="The test kit: desks that tests drive.")


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: a free one.")] = 0,
    with_parent: Annotated[
        bool, typer.Option("--with-parent", help="End when standard input ends.")
    ] = False,
) -> None:
    """Serve desks in virtual time to this machine's programs; prints address and token."""
    from kiosk.testkit.server.http.serve import serve as run

    run(typer.echo, port, with_parent=with_parent)


@app.command()
def names() -> None:
    """Print every name that tests may use, as JSON."""
    from kiosk.testkit.server.names import names as known

    typer.echo(json.dumps(known(), ensure_ascii=False, indent=2))


class Language(StrEnum):
    """The languages that a client is written for, besides Python."""

    TYPESCRIPT = "typescript"
    CSHARP = "csharp"


Folder = Annotated[Path, typer.Argument(help="The project's folder.")]


@app.command()
def init(folder: Folder = Path()) -> None:
    """Write a first test, a first scenario and a workflow for CI; what is there is left."""
    from kiosk.testkit.init import FILES

    _write(folder, FILES)
    inform("now run: pytest")


@app.command()
def client(
    language: Annotated[Language, typer.Argument(help="The programming language of the client.")],
    folder: Folder = Path(),
) -> None:
    """Write the client for TypeScript (and JavaScript) or C#; what is there is left."""
    from kiosk.testkit.init import client as files

    _write(folder, files(language.value))


def _write(folder: Path, files: Mapping[str, str]) -> None:
    from kiosk.testkit.init import write

    written, left = write(folder, files)
    for file in written:
        inform(f"written: {file}")
    for file in left:
        inform(f"left as it is: {file}")


def examine(*, as_json: bool) -> int:
    """`kiosk doctor --test`: print what tests need; returns the exit code."""
    from kiosk.testkit.needs import examine as look

    good = True
    told = []
    for fine, sentence in look():
        good = good and fine
        told.append({"good": fine, "sentence": sentence})
        if not as_json:
            typer.echo(f"{tell('ok     ' if fine else 'MISSING')} {tell(sentence)}")
    if as_json:
        print_json(told)
    return 0 if good else 1
