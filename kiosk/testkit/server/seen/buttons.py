"""What can be pressed in a window, as it stands."""

from PySide6.QtWidgets import QWidget

from kiosk.apps.simulated_patient import Typed
from ui.kit.buttons import Pressable


def offered(window: QWidget) -> list[Typed]:
    """What can be clicked now: visible, enabled, and not covered by anything."""
    found = []
    for button in window.findChildren(Pressable):
        if button.press is None or not (button.isVisible() and button.isEnabled()):
            continue
        on_top = window.childAt(button.mapTo(window, button.rect().center()))
        if on_top is button or (on_top is not None and button.isAncestorOf(on_top)):
            found.append(Typed(button.press, button.value))
    return found


def named(acts: list[Typed]) -> list[str]:
    """The public names of presses."""
    return [f"{act.press}" if act.digit is None else f"{act.press} {act.digit}" for act in acts]
