"""Measures how long ago a window was last used."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.timing import Time

TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.TouchBegin,
        QEvent.Type.Wheel,
    }
)


class ActivityTimer(QObject):
    """Watches keys and presses in a window, its dialogs, and the window that `beside` returns.

    `time` is the source of its seconds.
    """

    def __init__(
        self,
        window: QWidget,
        time: Time,
        beside: Callable[[], QWidget | None] = lambda: None,
    ) -> None:
        super().__init__()
        self._window, self._time, self._beside = window, time, beside
        self._last = time.monotonic()
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def idle_s(self) -> float:
        """Seconds since the last key or press."""
        return self._time.monotonic() - self._last

    def release(self) -> None:
        """Stop watching."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See QObject."""
        if event.type() in TOUCHES and self._inside(watched):
            self._last = self._time.monotonic()
        return False

    def _inside(self, watched: QObject) -> bool:
        top = watched.window() if isinstance(watched, QWidget) else None
        while top is not None and top not in (self._window, self._beside()):
            owner = top.parentWidget()  # a dialog is a window of its own
            top = owner.window() if owner is not None else None
        return top is not None
