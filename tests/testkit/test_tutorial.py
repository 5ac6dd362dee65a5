"""docs/testing.md as a stranger reads it: each file is written, each command run, in turn."""

import os
import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from kiosk.testkit.client import Service
from kiosk.testkit.playing.play import Options, play_one
from kiosk.testkit.playing.reading import read

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "testing.md").read_text("utf-8")
JAPANESE = (ROOT / "docs" / "testing.ja.md").read_text("utf-8")
BLOCK = re.compile(r"(?:^`([\w./-]+)`:\n\n)?^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
"""A block of code: the file that it is, its language, its text."""
SECTIONS = [part for part in re.split(r"^(?=## )", TEXT, flags=re.M) if BLOCK.search(part)]
TOOLS = ("node", "npm", "mcs", "mono")
"""What a machine may lack; the sections that use one are left out there."""
TYPESCRIPT = Path(__file__).parent / "typescript"
"""The packages of the section on TypeScript, with the digest of each."""
INSTALL = 'pip install "uketsuke-kiosk[test]"'
"""The one command that is not run: a test of the wheel installs it."""


def title(section: str) -> str:
    return section.splitlines()[0].removeprefix("## ")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.mark.parametrize("section", SECTIONS, ids=title)
def test_a_section_does_what_it_says(
    section: str, home: Path, tmp_path: Path, service: Service
) -> None:
    for tool in TOOLS:
        if re.search(rf"^{tool} ", section, re.MULTILINE) and shutil.which(tool) is None:
            pytest.skip(f"this machine has no {tool}")
    files, commands = {}, []
    for name, language, text in BLOCK.findall(section):
        assert name or language == "sh", f"nothing runs this: {text}"
        if name:
            files[name] = place(tmp_path / name, text)
        else:
            commands += text.splitlines()
    for line in commands:
        command, _, said = (part.strip() for part in line.partition("#"))
        shown = run(command, tmp_path, home)
        assert said in shown, f"{command}\n{shown}"
    for name, text in files.items():
        assert text in (tmp_path / name).read_text("utf-8"), "a command wrote another file"
        if name.endswith(".toml") and not any(name in line for line in commands):
            for scenario in read(tmp_path / name, service.names()):
                assert play_one(scenario, service, Options(traces=tmp_path)).failure == ""


def place(file: Path, text: str) -> str:
    """Write a block's file, unless a command does; returns the text."""
    if file.name != "test_first.py":
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    return text


def run(command: str, folder: Path, home: Path) -> str:
    """The output of a command, which must succeed."""
    if command == INSTALL:
        return ""
    if command.startswith("npm install"):
        command = packages(command, folder)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environ = {**os.environ, "PATH": path, "UKETSUKE_HOME": str(home), "PYTEST_ADDOPTS": ""}
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=folder, env=environ, capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip
    if command.startswith("npm") and "network" in done.stderr:
        pytest.skip("the registry of Node's packages cannot be reached")
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def packages(command: str, folder: Path) -> str:
    """The same packages as in `command`, of the versions and digests that are kept here."""
    kept = (TYPESCRIPT / "package.json").read_text("utf-8")
    for package in command.split()[2:]:
        name, _, version = package.rpartition("@")
        assert f'"{name}": "^{version}.' in kept
    for name in ("package.json", "package-lock.json"):
        shutil.copy(TYPESCRIPT / name, folder)
    return "npm ci --no-audit --no-fund --prefer-offline"


def test_the_package_has_what_the_tutorial_installs() -> None:
    assert "test" in (metadata.metadata("uketsuke-kiosk").get_all("Provides-Extra") or [])


def test_the_japanese_quick_start_has_no_command_of_its_own() -> None:
    blocks = [text for _, _, text in BLOCK.findall(JAPANESE)]
    assert len(blocks) >= 5
    for block in blocks:
        assert block in TEXT
