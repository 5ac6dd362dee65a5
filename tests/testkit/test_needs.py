"""`kiosk doctor --test`: what tests need, before anything of Qt is imported."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from kiosk.cli.main import app
from kiosk.testkit.client import KitError, Service
from kiosk.testkit.init import WORKFLOW
from kiosk.testkit.needs import APT, LIBRARIES, examine
from kiosk.testkit.process import Desks


class Lent:
    """The process of all tests, as one's own."""

    def __init__(self, service: Service) -> None:
        self.service = service

    def __enter__(self) -> "Lent":
        return self

    def __exit__(self, *_: object) -> None: ...


def test_a_missing_library_is_named_with_the_line_that_installs_all() -> None:
    def load(library: str) -> None:
        if library == "libEGL.so.1":
            raise OSError

    def start() -> Desks:
        raise AssertionError("nothing is started where a library is missing")

    good, sentence = list(examine(load, start))[-1]
    assert not good
    assert sentence == f"Qt lacks libEGL.so.1; as root: {APT}"


def test_a_desk_is_opened_where_all_is_there(service: Service) -> None:
    found = list(examine(start=lambda: Lent(service)))  # type: ignore[arg-type,return-value]
    assert [good for good, _ in found] == [True] * len(found)
    assert "opens" in found[-1][1]


def test_a_process_that_does_not_start_is_a_finding() -> None:
    def start() -> Desks:
        raise KitError("it did not start")

    assert list(examine(start=start))[-1] == (False, "A desk cannot be opened: it did not start")


def test_the_command_says_what_is_missing_by_its_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(True, "one"), (False, "two")]
    monkeypatch.setattr("kiosk.testkit.needs.examine", lambda: iter(found))
    done = CliRunner().invoke(app, ["doctor", "--test"])
    assert done.exit_code == 1
    assert done.output == "ok      one\nMISSING two\n"


@pytest.mark.skipif(sys.platform != "linux", reason="the libraries of Linux")
def test_the_libraries_are_all_that_qt_takes_from_the_system(tmp_path: Path) -> None:
    """What Qt maps from the system belongs to a listed package, or to one that it needs."""
    code = (
        "import PySide6.QtWidgets, PySide6.QtSvg, PySide6.QtPrintSupport, PySide6.QtTest\n"
        "PySide6.QtWidgets.QApplication([])\n"
        "print(*{line.split()[-1] for line in open('/proc/self/maps') if '.so' in line}, sep='\\n')"
    )
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True
    )
    mapped = [Path(line) for line in done.stdout.splitlines()]
    ours = [file for file in mapped if "PySide6" in file.parts or "shiboken6" in file.parts]
    system = {file.name for file in mapped} - {file.name for file in ours}
    wanted = {name for file in ours for name in needed(file) if any_of(name, system)}
    everywhere = {"libc.so.6", "libm.so.6", "libz.so.1", "libgcc_s.so.1", "libstdc++.so.6"}
    loader = {"ld-linux-x86-64.so.2", "libpthread.so.0", "libdl.so.2", "librt.so.1"}
    with_another = {"libgthread-2.0.so.0", "libX11.so.6", "libfreetype.so.6", "libzstd.so.1"}
    """What comes with libglib2.0-0, libgl1, libfontconfig1 and with dpkg."""
    assert wanted - everywhere - loader - with_another == set(LIBRARIES)


def any_of(name: str, files: set[str]) -> bool:
    return any(file.startswith(name.removesuffix(".0")) for file in files)


def needed(file: Path) -> list[str]:
    told = subprocess.run(["readelf", "-d", str(file)], capture_output=True, text=True, check=True)
    lines = [line for line in told.stdout.splitlines() if "(NEEDED)" in line]
    return [line.rpartition("[")[2].rstrip("]") for line in lines]


def test_the_workflow_of_a_new_project_installs_the_same() -> None:
    steps = yaml.safe_load(WORKFLOW)["jobs"]["kiosk"]["steps"]
    assert f"sudo {APT}" in steps[2]["run"]
    assert steps[1]["with"] == {"python-version": "3.12"}
