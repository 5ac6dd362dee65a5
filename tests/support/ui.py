"""A patient's window to test: a clock that stands still until told, and a list of presses."""

from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from kiosk.session.events import Press
from kiosk.session.states import Language, Preferences, TextSize
from kiosk.staff.acts import StaffAct
from kiosk.staff.view import StaffView
from ui.gallery import samples
from ui.kit.buttons import Button, Pressable
from ui.kit.desk.asks import Ask
from ui.patient.frame import ScreenFrame
from ui.patient.window import PatientWindow
from ui.staff.window import StaffWindow

SCREENS = samples.screens()


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
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # no event loop runs
        self.time[0] += 1

    def button(self, press: Press, value: int | None = None) -> Pressable:
        """The visible button of a press."""
        return next(
            b
            for b in self.window.findChildren(Pressable)
            if b.isVisible() and b.press is press and (value is None or b.value == value)
        )


def running_timers(widget: QWidget) -> list[QTimer]:
    """Timers below a widget that are running and repeat."""
    return [t for t in widget.findChildren(QTimer) if t.isActive() and not t.isSingleShot()]


def touch(desk: Desk, press: Press, value: int | None = None) -> None:
    """Click the button of a press."""
    QTest.mouseClick(desk.button(press, value), Qt.MouseButton.LeftButton)


def frames(desk: Desk) -> list[ScreenFrame]:
    """The frames that the window holds; one, when no page slides."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return desk.window.findChildren(ScreenFrame)


def visible_labels(desk: Desk) -> list[QLabel]:
    """The labels that are visible in the window."""
    return [label for label in desk.window.findChildren(QLabel) if label.isVisible()]


@dataclass
class Terminal:
    """The staff's window, and what was pressed in it."""

    window: StaffWindow
    acts: list[StaffAct]

    def show(self, view: StaffView) -> None:
        self.window.present(view)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def press(self, name: str) -> None:
        QTest.mouseClick(self.button(name), Qt.MouseButton.LeftButton)

    def button(self, name: str) -> Button:
        return next(
            b
            for b in self.window.findChildren(Button)
            if b.accessibleName() == name and b.isVisible()
        )

    def texts(self) -> str:
        return " ".join(w.text() for w in self.window.findChildren(QLabel) if w.isVisible())

    def asks(self) -> list[Ask]:
        return [a for a in self.window.findChildren(Ask) if a.isVisible()]
