"""One program at a desk: a second start says that one runs, and offers to take its place."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.apps.kiosk import application
from kiosk.config import Config
from kiosk.desk.run_once import ask_to_end, asked_to_end, refuse_twice
from kiosk.errors import Busy
from kiosk.texts import load
from ui.kit.desk.asks import Ask
from ui.kit.desk.dense import desk_kit

LOOK_MS = 500
"""How often a running program looks whether it is to end, and the new one whether it has."""
LOOKS = 40
"""How often the new program looks before it gives up."""
SIZE = (720, 300)


def may_open(config: Config) -> bool:
    """Whether this desk is free, or was given up by the program that ran it at the user's wish."""
    try:
        refuse_twice(config)
    except Busy:
        app = application()
        window = ReplaceDialog(config)
        window.show()
        app.exec()
        return window.free
    return True


@contextmanager
def replaceable(config: Config) -> Iterator[None]:
    """End the application's loop when a second start asks for this desk."""
    asked_to_end(config)  # a request that is older than this program
    timer = QTimer()
    timer.timeout.connect(lambda: asked_to_end(config) and QApplication.exit(0))
    timer.start(LOOK_MS)
    try:
        yield
    finally:
        timer.stop()


class ReplaceDialog(QWidget):
    """Asks whether the running program is to end. `free`: it has."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.free = False
        self._config, self._left = config, LOOKS
        texts = load(domain="staff")
        self._texts, self._kit = texts, desk_kit(texts, *SIZE)
        self.setWindowTitle(texts("window.patient"))
        self.setFixedSize(*SIZE)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._ask = self._asked("twice", (texts("twice.yes"), self.replace, "primary"))

    def _asked(self, key: str, *more: tuple[str, Callable[[], None], str]) -> Ask:
        ask = Ask(self._kit, self, "warning", self._texts(f"{key}.title"))
        ask.sentence(self._texts(key))
        ask.escape = self._leave
        ask.answers((self._texts("twice.no"), self._leave, "secondary"), *more)
        ask.open()
        return ask

    def _leave(self) -> None:
        self.close()

    def replace(self) -> None:
        """Ask the running program to end, and wait for that."""
        ask_to_end(self._config)
        self._ask.close_ask()
        self._timer.start(LOOK_MS)

    def _look(self) -> None:
        self._left -= 1
        try:
            refuse_twice(self._config)
        except Busy:
            if not self._left:
                self._timer.stop()
                self._ask = self._asked("twice.failed")
            return
        self._timer.stop()
        self.free = True
        self.close()

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        QPainter(self).fillRect(self.rect(), self._kit.colour("ground"))
