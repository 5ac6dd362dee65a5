"""Fixtures for every test: no display is needed, and nothing of the user's own is touched."""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtWidgets import QApplication

import models  # noqa: F401 -- before any test imports onnxruntime: keeps it from reporting home
from kiosk.apps.process.collector import collect_due, collect_on_gui_thread
from kiosk.bench.qt_destruction import watched

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LANGUAGE"] = "en"  # whatever the language of whoever runs the tests

# A timing is never asserted in a test. Every run tries the same examples, so that one which fails
# was broken by the change it runs on; UKETSUKE_EXPLORE=1 tries others.
settings.register_profile(
    "untimed",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=not os.environ.get("UKETSUKE_EXPLORE"),
)
settings.load_profile("untimed")


DEATHS: list[str] = []
"""Qt objects of the GUI's thread that were destroyed on another thread since the last test."""


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> Iterator[QApplication]:
    """The application of all tests; from now on every death of a Qt object is watched.

    On Windows the name of Qt's hook is unknown: there the tests run without the watch.
    """
    collect_on_gui_thread(qapp)
    with nullcontext() if sys.platform == "win32" else watched(qapp, DEATHS):
        yield qapp


@pytest.fixture(autouse=True)
def qt_deaths() -> Iterator[list[str]]:
    """Fail a test in which a Qt object dies on another thread than its own."""
    yield DEATHS
    if QApplication.instance() is not None:
        collect_due()  # no event loop runs between tests
    deaths, DEATHS[:] = DEATHS[:], []
    if deaths:
        pytest.fail(f"{len(deaths)} Qt objects died elsewhere, the first {deaths[0]}")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's real data and configuration out of every test."""
    home: Path = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("UKETSUKE_HOME", str(home))


@pytest.fixture(autouse=True)
def _own_log() -> Iterator[None]:
    """A command that sets up the log must not leave its handlers to the next test."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
