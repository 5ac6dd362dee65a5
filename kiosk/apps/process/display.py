"""Whether this machine can show a window."""

import os
import sys

from kiosk.errors import KioskError


def has_display() -> bool:
    """Whether a window can be shown to somebody."""
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def require_display() -> None:
    """Raise KioskError where Qt would end the whole process because it finds no display."""
    if not has_display() and not os.environ.get("QT_QPA_PLATFORM"):
        raise KioskError(
            "there is no display to open a window on; start it from a desktop, or set DISPLAY"
        )
