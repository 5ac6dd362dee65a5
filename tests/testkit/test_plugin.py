"""The pytest plugin, in a project of somebody else's: what `kiosk test init` writes, and more."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk.cli.main import app

MORE = """
import pytest


@pytest.mark.kiosk(seed=3, config={"profile": "2023-05"})
def test_marked(kiosks):
    one, two = kiosks(), kiosks(frames="empty")
    one.insert("sakura")
    two.insert("aoi")
    assert one.expect(page="method") and two.expect(page="method")


def test_page(kiosk_page):
    kiosk = kiosk_page("pin", left=1, ask_last=True)
    assert kiosk.screen["left"] == 1
    assert kiosk.picture.startswith(b"\\x89PNG")


def test_file(scenario):
    (run,) = scenario("first.toml")
    assert run.virtual > 1


def test_red(kiosk):
    kiosk.insert("sakura")
    kiosk.expect(page="done", within=2)
"""
RED = 'kit = 1\ntitle = "red"\nsteps = [\n  {expect = {page = "pin"}, within = 1},\n]\n'


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files of `kiosk test init`, and folders named as the program's own."""
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["test", "init"])
    assert done.exit_code == 0, done.output
    for name in ("drivers", "ui", "models"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise RuntimeError('not the program')\n")
    return tmp_path


def test_a_project_is_green_at_once_and_a_red_test_explains_itself(
    project: Path,
) -> None:
    (project / "tests" / "test_more.py").write_text(MORE, "utf-8")
    (project / "scenarios" / "red.toml").write_text(RED, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-rA"],
        cwd=project,
        env={**os.environ, "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    said = done.stdout
    assert "5 passed" in said, said + done.stderr
    assert "2 failed" in said
    assert "waited 2 s for page done; method is shown" in said
    assert "red.toml:4: waited 1 s for page pin; idle is shown" in said
    assert "could be pressed: face, pin" in said
    assert sorted(file.name for file in (project / ".kiosk").iterdir()) == [
        "red-0.kiosk-trace",
        "test_red-0.kiosk-trace",
    ]


def test_what_is_there_is_not_overwritten(project: Path) -> None:
    (project / "scenarios" / "first.toml").write_text("mine", "utf-8")
    done = CliRunner().invoke(app, ["test", "init"])
    assert done.exit_code == 0
    assert "left as it is" in done.output
    assert (project / "scenarios" / "first.toml").read_text("utf-8") == "mine"
