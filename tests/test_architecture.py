"""The table of rooms in pyproject.toml holds, and a violation of any of its rows is caught."""

import ast
import shutil
import subprocess
import sys
import tomllib
from copy import deepcopy
from pathlib import Path

import grimp
import pytest
from grimp import ImportGraph

from tools.draw_rooms import FILE as DRAWING
from tools.draw_rooms import boxes, drawing
from tools.room_contract import OURS, read_rows, room_of, top, violations

ROOT = Path(__file__).parents[1]
CONTRACT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]["contracts"][0]
ROWS = read_rows(CONTRACT["rows"])


@pytest.fixture(scope="module")
def imports() -> ImportGraph:
    return grimp.build_graph(*OURS, include_external_packages=True, cache_dir=None)


def a_module_of(imports: ImportGraph, room: str) -> str:
    return next(name for name in sorted(imports.modules) if room_of(name, ROWS) == room)


def test_every_import_of_the_program_fits_the_table(imports: ImportGraph) -> None:
    assert violations(imports, ROWS) == []


@pytest.mark.parametrize("room", ROWS)
def test_a_package_that_its_row_does_not_name_is_caught_in_a_room(
    imports: ImportGraph, room: str
) -> None:
    planted, importer = deepcopy(imports), a_module_of(imports, room)
    planted.add_module("requests", is_squashed=True)
    planted.add_import(importer=importer, imported="requests")
    assert violations(planted, ROWS) == [f"{importer} must not import requests"]


@pytest.mark.parametrize("room", ROWS)
def test_an_import_of_a_room_that_stands_below_is_caught(imports: ImportGraph, room: str) -> None:
    below = [later for later in list(ROWS)[list(ROWS).index(room) + 1 :] if top(later) in OURS]
    if not below:
        assert room == list(ROWS)[-1]
        return
    planted, importer = deepcopy(imports), a_module_of(imports, room)
    imported = a_module_of(imports, below[-1])
    planted.add_import(importer=importer, imported=imported)
    assert f"{importer} must not import {imported}" in violations(planted, ROWS)


def test_a_row_may_not_allow_what_does_not_stand_above_it(imports: ImportGraph) -> None:
    wrong = {**ROWS, "kiosk.session": {"kiosk.cli"}}
    assert "the row of kiosk.session allows kiosk.cli, which does not stand above it" in violations(
        imports, wrong
    )


def test_a_row_may_not_allow_what_its_room_does_not_use(imports: ImportGraph) -> None:
    wide = {**ROWS, "kiosk.session": {"numpy"}}
    assert violations(imports, wide) == [
        "the row of kiosk.session allows numpy, which it does not import"
    ]


def test_a_module_without_a_room_is_caught(imports: ImportGraph) -> None:
    rows = {room: names for room, names in ROWS.items() if room != "kiosk"}
    assert "kiosk belongs to no room" in violations(imports, rows)


WINDOWS = ("ui", "kiosk/apps/staff", "kiosk/apps/table", "kiosk/apps/training/director.py")
OF_THE_SYSTEM = {
    "kiosk.clock",
    "kiosk.clock.instant",
    "kiosk.clock.japan",
    "kiosk.clock.today",
    "kiosk.timing.REAL",
    "kiosk.timing.SYSTEM_CHANCE",
}


def real_time_in(source: str) -> list[str]:
    """What a module imports to take the system's time or chance instead of what is given."""
    imports = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)]
    names = [f"{node.module}.{alias.name}" for node in imports for alias in node.names]
    return [name for name in names if name in OF_THE_SYSTEM]


@pytest.mark.parametrize("place", WINDOWS)
def test_a_window_takes_the_time_that_it_is_given(place: str) -> None:
    path = ROOT / place
    files = [path] if path.is_file() else sorted(path.rglob("*.py"))
    found = {file.name: real_time_in(file.read_text(encoding="utf-8")) for file in files}
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "line",
    [
        "from kiosk.timing import REAL, Time",
        "from kiosk.clock import today",
        "from kiosk import clock",
    ],
)
def test_the_systems_time_in_a_window_is_caught(line: str) -> None:
    assert len(real_time_in(f"import kiosk\n{line}\n")) == 1


def test_the_drawing_of_the_rooms_is_the_one_that_the_table_gives_now() -> None:
    assert DRAWING.read_text(encoding="utf-8") == drawing()


def test_every_room_in_the_drawing_is_explained_beside_it() -> None:
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    assert [name for name in boxes(ROWS) if f"| `{name.replace('.', '/')}` |" not in page] == []


def test_the_command_of_make_check_fails_on_a_planted_import(tmp_path: Path) -> None:
    for name in (*OURS, "tools"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("*.mp4"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    step = tmp_path / "kiosk/session/step.py"
    step.write_text(step.read_text(encoding="utf-8") + "import fastapi\n", encoding="utf-8")
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1
    assert "kiosk.session.step must not import fastapi" in done.stdout
