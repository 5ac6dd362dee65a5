"""Puts windows on the screen where they belong, their frames counted."""

from PySide6.QtCore import QEvent, QMargins, QObject, QRect, QSize, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

TITLE = 32
"""Height in pixels that a window's title is assumed to have until its frame is known."""
BAR = 48
"""Height in pixels of the bars of a Wayland desktop, of which programs are not told."""
FRAME_MS, LOOKS = 250, 12
"""Milliseconds between looks for the frame of a new window, and their number."""


def screen_of(window: QWidget) -> QScreen:
    """The screen that a window is on.

    `QWidget.screen()` is not used: PySide takes the screen for a child of the window, and destroys
    it with it; the next window then crashes the program.
    """
    middle = window.mapToGlobal(window.rect().center())
    return QGuiApplication.screenAt(middle) or QGuiApplication.primaryScreen()


def free_area(screen: QScreen) -> QRect:
    """The part of a screen that windows may take."""
    area = screen.availableGeometry()
    if QGuiApplication.platformName().startswith("wayland"):
        area.setHeight(area.height() - BAR)
    return area


def place(window: QWidget, room: QRect) -> None:
    """Put a window that is not shown yet into `room`, with its frame.

    Where a program may not choose the place of its windows (Wayland), only the size counts.
    """
    _Placement(window, room)


def inside(room: QRect, size: QSize) -> QRect:
    """The top right part of `room` in which a window of `size` fits with its title."""
    wide = min(size.width(), room.width())
    tall = min(size.height() + TITLE, room.height())
    return QRect(room.right() + 1 - wide, room.top(), wide, tall)


class _Placement(QObject):
    """Places a window before it is shown, and again when its frame is known."""

    def __init__(self, window: QWidget, room: QRect) -> None:
        super().__init__(window)
        self._window, self._room, self._looks = window, room, LOOKS
        window.installEventFilter(self)
        window.setGeometry(room.marginsRemoved(QMargins(0, TITLE, 0, 0)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See QObject."""
        if event.type() is QEvent.Type.Show:
            self._window.removeEventFilter(self)
            QTimer.singleShot(FRAME_MS, self, self._correct)
        return False

    def _correct(self) -> None:
        handle, window = self._window.windowHandle(), self._window
        if handle is None or window.isFullScreen() or window.isMaximized():
            return
        frame, self._looks = handle.frameMargins(), self._looks - 1
        if not frame.isNull():
            window.setGeometry(self._room.marginsRemoved(frame))
        elif self._looks:  # the window manager is slow, or there is none
            QTimer.singleShot(FRAME_MS, self, self._correct)
