"""A pytest plugin that writes which lines of the program each test runs, for tools/mutants.py."""

import json
import os
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from types import FrameType
from typing import Any

import pytest

TRACED = "MUTANTS_TRACED"
"""Environment variable with the names of the watched files, as JSON."""
TOLD = "MUTANTS_TOLD"
"""Environment variable with the file that is written."""


@dataclass(frozen=True)
class Reached:
    """The lines that a test runs, by file, and the seconds that it takes."""

    test: str
    seconds: float
    lines: dict[str, frozenset[int]]


def told(tree: Path, files: list[Path], tests: list[str]) -> dict[str, Reached]:
    """Run the tests in the checkout `tree`; ends the program if they fail."""
    output = tree.parent / "lines.json"
    environment = {
        **os.environ,
        "PYTHONPATH": f"{tree}{os.pathsep}{Path(__file__).parent}",
        "PYTHONDONTWRITEBYTECODE": "1",
        TRACED: json.dumps([str(tree / file) for file in files]),
        TOLD: str(output),
    }
    command = [sys.executable, "-m", "pytest", "-q", "-p", "lines_run", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, *tests], cwd=tree, env=environment, stdout=sys.stderr, check=False
    )
    if done.returncode:
        sys.exit("the tests do not pass without a change")
    return {
        test: Reached(
            test,
            seconds,
            {str(Path(file).relative_to(tree)): frozenset(of) for file, of in lines.items()},
        )
        for test, (seconds, lines) in json.loads(output.read_text(encoding="utf-8")).items()
    }


class Lines:
    """Traces the lines of the watched files, in every thread."""

    def __init__(self, files: list[str]) -> None:
        self._files = frozenset(files)
        self.now: dict[str, set[int]] = defaultdict(set)
        self.reached: dict[str, tuple[float, dict[str, list[int]]]] = {}

    def trace(self, frame: FrameType, event: str, argument: Any) -> Any:
        """See sys.settrace: lines of the watched files only."""
        file = frame.f_code.co_filename
        if file not in self._files:
            return None
        self.now[file].add(frame.f_lineno)
        return self.trace

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Note the lines that run from the test's set-up to its end."""
        self.now, begun = defaultdict(set), perf_counter()
        sys.settrace(self.trace)
        threading.settrace(self.trace)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            threading.settrace(None)  # type: ignore[arg-type]
            found = {file: sorted(lines) for file, lines in self.now.items()}
            self.reached[item.nodeid] = (perf_counter() - begun, found)

    def pytest_unconfigure(self) -> None:
        """Write what was noted."""
        text = json.dumps(self.reached)
        Path(os.environ[TOLD]).write_text(text, encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    """Begin, where tools/mutants.py asks for it."""
    config.pluginmanager.register(Lines(json.loads(os.environ[TRACED])))
