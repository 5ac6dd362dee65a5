"""The files around the code: what a forge, an editor and a package index read."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
YAML = sorted([*ROOT.glob(".github/**/*.yml"), ROOT / ".pre-commit-config.yaml"])


@pytest.mark.parametrize("file", YAML, ids=lambda file: file.name)
def test_a_yaml_file_is_read_as_a_mapping(file: Path) -> None:
    assert isinstance(yaml.safe_load(file.read_text(encoding="utf-8")), dict)


def test_every_job_of_the_workflow_has_a_time_limit_and_steps_that_do_something() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
    assert set(workflow["jobs"]) == {"debian", "systems"}
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 90
        assert all("run" in step or "uses" in step for step in job["steps"])


def test_the_hooks_run_what_make_check_runs() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    entries = {hook["entry"].split()[0] for repo in hooks["repos"] for hook in repo["hooks"]}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    check = makefile.partition("\ncheck:")[2].partition("\n\n")[0]
    assert entries == {word for word in check.split() if word.startswith(".venv/bin/")}


def test_every_package_says_that_it_is_typed() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert all((ROOT / package / "py.typed").is_file() for package in packages)


def test_the_changelog_begins_with_what_is_not_released() -> None:
    headings = [
        line for line in (ROOT / "CHANGELOG.md").read_text().splitlines() if line.startswith("## ")
    ]
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert headings[0] == "## [Unreleased]"
    assert headings[1].startswith(f"## [{version}]")


def test_every_document_that_the_code_names_is_there() -> None:
    missing = set()
    for room in ("kiosk", "drivers", "models", "ui", "tools"):
        for file in (ROOT / room).rglob("*.py"):
            named = re.findall(r"[\w./-]*\w\.md\b", file.read_text(encoding="utf-8"))
            missing |= {(file.name, name) for name in named if not document(name, file)}
    assert missing == set()


def document(name: str, file: Path) -> bool:
    """Whether a document is in the project: named from its root, or beside the file."""
    return (ROOT / name).is_file() or any((folder / name).is_file() for folder in file.parents)


def test_every_file_that_the_contributing_guide_names_is_there() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:kiosk|drivers|ui|models|tests|tools|docs)/[\w./-]+)`", guide)
    assert len(named) > 40
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize(
    "task",
    [
        "Add a screen",
        "Add a message kind",
        "Add a camera source or a card reader",
        "Add a web front end",
        "Add a statistics page",
        "Control it from outside",
    ],
)
def test_a_strangers_task_is_told_in_at_most_ten_lines(task: str) -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    lines = guide.partition(f"\n## {task}\n")[2].partition("\n## ")[0].strip().splitlines()
    assert 3 < len(lines) <= 10
    assert max(map(len, lines)) <= 115, "ten lines, and not ten long ones"
