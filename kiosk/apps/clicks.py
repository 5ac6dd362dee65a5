"""Sends a press by a real mouse click on the widget that offers it."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kiosk.apps.simulated_patient import Typed
from ui.kit.buttons import Pressable

TURN = "turn"
"""The object name of buttons that turn a leaf of a page."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Milliseconds that a simulated patient waits before acting on a page, and between keys."""

    thinking_ms: int = 900
    typing_ms: int = 260


def turn_over(window: QWidget, wanted: Typed) -> bool:
    """Turn to the leaf of the page that offers this press, as a patient who has read the first one.

    Returns whether a leaf was turned; the new one ignores presses for a moment.
    """
    there = [b for b in window.findChildren(Pressable) if b.press is wanted.press]
    turns = [b for b in window.findChildren(Pressable, TURN) if b.isVisible()]
    if not turns or any(button.isVisible() for button in there) or not there:
        return False
    _click(turns[0])
    return True


def click(window: QWidget, wanted: Typed) -> bool:
    """Click the widget that offers this press, or turn to its leaf; whether there was one."""
    for button in window.findChildren(Pressable):
        offered = button.press is wanted.press and button.value == wanted.digit
        if offered and button.isVisible() and button.isEnabled():
            _click(button)
            return True
    return turn_over(window, wanted)


def _click(button: QWidget) -> None:
    middle = QPoint(button.width() // 2, button.height() // 2)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=middle)
