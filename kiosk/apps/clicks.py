"""Sends a press by a real mouse click on the widget that offers it."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kiosk.apps.simulated_patient import Typed
from ui.kit.components import Pressable


@dataclass(frozen=True, slots=True)
class Pace:
    """Milliseconds that a simulated patient waits before acting on a page, and between keys."""

    thinking_ms: int = 900
    typing_ms: int = 260


def click(window: QWidget, wanted: Typed) -> bool:
    """Click the widget that offers this press; returns whether there was one."""
    for button in window.findChildren(Pressable):
        offered = button.press is wanted.press and button.value == wanted.digit
        if offered and button.isVisible() and button.isEnabled():
            middle = QPoint(button.width() // 2, button.height() // 2)
            QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=middle)
            return True
    return False
