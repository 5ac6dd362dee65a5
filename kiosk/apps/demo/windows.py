"""The demo for people: the patient's window, the table beside it, and the staff's."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from math import floor

from PySide6.QtCore import QEvent, QMargins, QObject, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent

from kiosk.apps.kiosk import application
from kiosk.apps.one_desk import replaceable
from kiosk.apps.process.signals import ended_by_signals
from kiosk.apps.run import staff_window
from kiosk.apps.table.controller import TableController
from kiosk.apps.table.stories import cards
from kiosk.apps.table.tiles import playing
from kiosk.config import Config, WindowConfig
from kiosk.personas import Persona
from kiosk.timing import REAL
from ui.kit.placement import TITLE, free_area, place
from ui.staff.window import SMALLEST as STAFF
from ui.table.model import PlaceCard, TakeCard
from ui.table.window import LOW, LOWEST, SMALLEST

LEAST_SHARE = 0.5
"""Least scale of the patient's window; on smaller screens the table covers part of it."""

LEAST = QSize(1280, 720)
"""The least screen, scaled, on which everything is in sight."""
ADVICE = 480
"""Height in pixels at which the longest advice of the staff's window is whole in sight."""
STORY = 240
"""Pixels at the top of the table that its title, the stories and the line of the story take."""


def too_small(screen: QSize, scale: float) -> str:
    """What to say of a screen on which the windows cover each other; empty where they do not.

    `screen` is its size in the system's scale, `scale` what QT_SCALE_FACTOR is now.
    """
    share = min(screen.width() / LEAST.width(), screen.height() / LEAST.height())
    if share >= 1:
        return ""
    factor = floor(share * scale * 20) / 20
    return (
        f"the windows cover each other: they need {LEAST.width()}x{LEAST.height()}, and the scaled "
        f"screen has {screen.width()}x{screen.height()}; set QT_SCALE_FACTOR={factor:g}"
    )


def side_by_side(room: QRect, patient: QSize) -> tuple[QRect, QRect]:
    """The places of the patient's window and the table: beside each other, as large as possible.

    `room` is the free area of the screen, `patient` the size that was asked for; in pixels. The
    places have room for the windows' titles.
    """
    tall = room.height() - TITLE
    beside = (room.width() - SMALLEST.width()) / patient.width()
    share = min(1.0, tall / patient.height(), max(beside, LEAST_SHARE))
    size = QSize(round(patient.width() * share), round(patient.height() * share))
    wide = max(min(room.width() - size.width(), 1440), SMALLEST.width())
    left = max(room.left(), min(room.left() + size.width(), room.right() + 1 - wide))
    framed = QRect(room.left(), room.top(), size.width(), size.height() + TITLE)
    return framed, QRect(left, room.top(), wide, min(room.height(), 1080))


def staff_below(table: QRect, bottom: int) -> tuple[QRect, QRect]:
    """The places of the table and of the staff's window, which share the table's column.

    They stand below each other where the column is high enough down to `bottom`; else the staff's
    window covers the lower part of the table, so that the story and its line stay in sight.
    """
    tall = bottom - table.top()
    least = (LOWEST if table.width() >= LOW else SMALLEST.height()) + TITLE
    if tall >= least + STAFF.height() + TITLE:
        above = QRect(table.topLeft(), QSize(table.width(), max(least, tall // 2)))
        return above, QRect(above.left(), above.bottom() + 1, above.width(), tall - above.height())
    covered = max(STAFF.height() + TITLE, min(ADVICE + TITLE, table.height() - STORY))
    return table, QRect(table.left(), table.bottom() + 1 - covered, table.width(), covered)


def qt_scale() -> float:
    """What QT_SCALE_FACTOR says; 1 without it."""
    try:
        return float(os.environ.get("QT_SCALE_FACTOR", ""))
    except ValueError:
        return 1.0


def fitted(config: Config, size: QSize) -> Config:
    """The same with a window of that size."""
    changes = {"width": size.width(), "height": size.height()}
    return config.model_copy(update={"window": config.window.model_copy(update=changes)})


def present(
    config: Config,
    persona: Persona,
    *,
    staff: bool = False,
    say: Callable[[str], None] = lambda _: None,
    around: Callable[[TableController], AbstractContextManager[None]] = lambda _: nullcontext(),
) -> int:
    """Open the demo for people: the patient's window, the table beside it, and the staff's.

    `around` is entered while the table is open. `say` is called where the screen is too small.

    Returns the command's exit code, see `kiosk.apps.run.run`.
    """
    app = application()
    window: WindowConfig = config.window
    room = free_area(app.primaryScreen())
    if told := too_small(app.primaryScreen().size(), qt_scale()):
        say(told)
    patient, beside = side_by_side(room, QSize(window.width, window.height))
    both, below = staff_below(beside, room.bottom() + 1)
    if staff and len(app.screens()) == 1:
        beside = both
    chosen = fitted(config, patient.size().shrunkBy(QMargins(0, TITLE, 0, 0)))
    with ended_by_signals() as ending:
        table = TableController(
            chosen,
            beside.width(),
            beside.height() - TITLE,
            cards(persona.id),
            frames=playing(config, persona),
            time=REAL,
        )
        place(table.kiosk.window, patient)
        place(table.window, beside)
        keys = Keys(table, app.quit)
        table.ended.connect(app.quit)
        with staff_window(table.kiosk, demo=True, room=below, shown=False) as opened:
            table.staff_wanted.connect(opened.show)
            table.open()
            if staff:
                opened.show()
            with around(table), replaceable(config):
                app.exec()
            keys.release()
        table.close()
    return ending.code


class Keys(QObject):
    """The presenter's keys: F1 to F9 or Ctrl and a digit place cards, F10 and 0 take; Ctrl+Q ends.

    The digits alone are the patient's, in the patient's window.
    """

    def __init__(self, table: TableController, end: Callable[[], None]) -> None:
        super().__init__()
        self._table, self._end = table, end
        table.kiosk.window.installEventFilter(self)
        table.window.installEventFilter(self)

    def release(self) -> None:
        """Stop listening."""
        self._table.kiosk.window.removeEventFilter(self)
        self._table.window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See QObject."""
        if event.type() is QEvent.Type.Close and watched is self._table.kiosk.window:
            self._end()
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        number = key_number(event)
        if number == 0:
            self._table.act(TakeCard())
        elif number is not None and number <= len(self._table.cards):
            self._table.act(PlaceCard(self._table.cards[number - 1].persona))
        elif event.key() == Qt.Key.Key_Q and held(event):
            self._end()
        else:
            return super().eventFilter(watched, event)
        return True


def held(event: QKeyEvent) -> bool:
    """Whether Ctrl is held."""
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def key_number(event: QKeyEvent) -> int | None:
    """The number of Ctrl+digit or of a function key; F10 is 0."""
    key = event.key()
    if held(event) and Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return key - Qt.Key.Key_0
    if Qt.Key.Key_F1 <= key <= Qt.Key.Key_F10:
        return (key - Qt.Key.Key_F1 + 1) % 10
    return None
