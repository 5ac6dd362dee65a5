"""A patient's window to test: a clock that stands still until told, and a list of presses."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.session.events import Press
from kiosk.session.states import Language, Preferences, TextSize
from ui.gallery import pages
from ui.kit.components import Pressable
from ui.patient.window import PatientWindow, WindowSettings

SCREENS = pages.screens()


@dataclass
class Desk:
    """A window, what was pressed in it, and its time."""

    window: PatientWindow
    pressed: list[tuple[Press, int | None]]
    time: list[float] = field(default_factory=lambda: [0.0])

    def show(
        self,
        name: str,
        text: int = 100,
        contrast: bool = False,
        language: Language = Language.JAPANESE,
        low: bool = False,
        **changes: Any,
    ) -> None:
        """Present a screen of the gallery and let its guard run out."""
        wanted = Preferences(TextSize(text), contrast, language, low=low)
        self.window.present(replace(SCREENS[name], preferences=wanted, **changes))
        self.time[0] += 1

    def button(self, press: Press, value: int | None = None) -> Pressable:
        """The visible button of a press."""
        return next(
            b
            for b in self.window.findChildren(Pressable)
            if b.isVisible() and b.press is press and (value is None or b.value == value)
        )


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


def running_timers(widget: QWidget) -> list[QTimer]:
    """Timers below a widget that are running and repeat."""
    return [t for t in widget.findChildren(QTimer) if t.isActive() and not t.isSingleShot()]
