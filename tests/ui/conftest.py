"""Fixtures of the patient's window."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from kiosk.session.events import Press
from kiosk.staff.acts import StaffAct
from tests.support.ui import Desk, Terminal, running_timers
from ui.gallery import pages
from ui.patient.window import PatientWindow, WindowSettings
from ui.staff.window import StaffWindow


@pytest.fixture
def make_desk(qtbot: QtBot) -> Iterator[Callable[..., Desk]]:
    """Make a desk of one of the three sizes."""
    made: list[PatientWindow] = []

    def make(size: str = "portrait", **settings: Any) -> Desk:
        width, height, diagonal = pages.SIZES[size]
        pressed: list[tuple[Press, int | None]] = []
        time = [0.0]
        window = PatientWindow(
            WindowSettings(
                width, height, diagonal=diagonal, **{"voice": True, "slide_ms": 0, **settings}
            ),
            pages.StillPicture(),
            lambda press, value: pressed.append((press, value)),
            clock=lambda: time[0],
        )
        made.append(window)
        window.show()
        return Desk(window, pressed, time)

    yield make
    for window in made:
        window.close()
        assert not running_timers(window), "a hidden window must not keep the machine busy"
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def desk(make_desk: Callable[..., Desk]) -> Desk:
    """A desk of the reference size."""
    return make_desk()


@pytest.fixture
def terminal(qtbot: QtBot) -> Iterator[Terminal]:
    """The staff's window, without kiosks."""
    acts: list[StaffAct] = []
    window = StaffWindow(acts.append)
    window.show()
    yield Terminal(window, acts)
    window.close()
    window.deleteLater()
