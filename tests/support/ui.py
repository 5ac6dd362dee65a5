"""A patient's window to test: a clock that stands still until told, and a list of presses."""

from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from kiosk.session.events import Press
from kiosk.session.states import Language, Preferences, TextSize
from ui.gallery import samples
from ui.kit.buttons import Pressable
from ui.patient.window import PatientWindow

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
