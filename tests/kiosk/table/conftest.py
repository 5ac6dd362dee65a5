"""Fixtures: A demonstrator's table of real parts: cards, frames, registry and windows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from kiosk.apps.table.controller import TableController
from kiosk.apps.table.stories import CARDS
from kiosk.config import Config
from kiosk.session.view import (
    IdlePage,
)
from kiosk.timing import REAL
from tests.support.table import QUICK, Stage


@pytest.fixture(scope="package")
def open_table(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Stage]:
    """One table for all tests here: keys and weights take long."""
    home = tmp_path_factory.mktemp("table")
    config = Config.model_validate(
        {
            "timing": {"done": 0.3, "face": 12.0, "message": 0.2},
            "camera": {"source": "sakura"},
            "window": {"width": 400, "height": 640},
            "folder": {
                "data": str(home / "data"),
                "registry": str(home / "registry.sqlite"),
                "face": str(home / "face"),
                "journal": str(home / "journal.jsonl"),
            },
        }
    )
    table = TableController(config, pace=QUICK, time=REAL)
    stage = Stage(table)
    table.open()
    stage.until(lambda: isinstance(stage.page, IdlePage) and stage.page.fault is None, "ready")
    store = Path(config.folder.data) / "cards"
    stage.until(lambda: len(list(store.glob("*/issue.json"))) >= len(CARDS), "all cards")
    yield stage
    table.close()
    table.window.deleteLater()
    table.kiosk.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def stage(open_table: Stage) -> Stage:
    open_table.tidy()
    return open_table
