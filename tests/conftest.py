"""Fixtures for every test: no display is needed, and nothing of the user's own is touched."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import models  # noqa: F401 -- before any test imports onnxruntime: keeps it from reporting home

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


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
