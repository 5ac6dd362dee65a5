"""The strip at the bottom edge, which says what to do with the card."""

import math
from collections.abc import Callable

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from kiosk.session.view import Countdown, Strip
from kiosk.texts import plain
from ui.kit.context import Kit
from ui.kit.drawing import paint_countdown
from ui.kit.icon import draw_icon
from ui.kit.text import Lines, Text
from ui.patient.scenes import ReaderScene


class CardStrip(QLabel):
    """The bottom edge: what to do with the card. Ink: leave it. Yellow: move it."""

    def __init__(
        self,
        kit: Kit,
        strip: Strip,
        text: str,
        *,
        name: str,
        symbol: str,
        width: int,
        counted: bool = False,
    ) -> None:
        super().__init__(name)
        self._kit, self._strip, self._symbol = kit, strip, symbol
        look = kit.look
        self._left = look.margin + look.px(4)
        self._size = round(look.type("strip") * 1.7)
        room = width - self._left - self._size - look.px(28) - look.px(16)
        if counted:
            words = kit.metrics("strip", True).horizontalAdvance(_seconds(kit, 88))
            room -= round(words) + look.px(56 + 14 + 20) + look.margin
        self.lines = Lines(kit, text, "strip", room, bold=True)
        self._counted = counted
        self._countdown: Countdown | None = None
        self._clock: Callable[[], float] = float
        self._timer = QTimer(self)
        self._timer.setInterval(250)
        self._timer.timeout.connect(self._tick)

    def _tick(self) -> None:
        # Connected in place of Qt's own `update`: PySide loses 55 bytes at every connection to one.
        self.update()

    def fits(self, height: int) -> bool:
        """Whether the text fits a strip of that height in the type of the strip."""
        return not self.lines.shrunk and self.lines.height <= height - self._kit.look.px(12)

    def count(self, countdown: Countdown | None, clock: Callable[[], float]) -> None:
        """Show the seconds that are left at the right end, or none."""
        self._countdown, self._clock = countdown, clock
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        if self._counted:
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()

    def _paint_seconds(self, painter: QPainter, countdown: Countdown) -> None:
        kit, look = self._kit, self._kit.look
        left = max(0.0, countdown.ends - self._clock())
        words = Lines(kit, _seconds(kit, left), "strip", 10_000, bold=True)
        side = min(look.px(56), self.height() - look.px(24))
        x = self.width() - look.margin - words.width
        area = QRectF(x, (self.height() - words.height) / 2 + look.px(3), words.width, 0)
        words.paint(painter, area, kit.colour("on_card"))
        ring = QRectF(x - side - look.px(14), (self.height() - side) / 2 + look.px(3), side, side)
        share = left / max(0.1, countdown.total)
        paint_countdown(painter, ring, share, kit, "on_card", "card")

    def paintEvent(self, event: QPaintEvent) -> None:
        kit, look = self._kit, self._kit.look
        painter = QPainter(self)
        yellow = self._strip not in (Strip.STAY, Strip.PHONE)
        painter.fillRect(self.rect(), kit.colour("card" if yellow else "strip"))
        if yellow:
            painter.fillRect(0, 0, self.width(), look.px(6), kit.colour("on_card"))
        on = "on_card" if yellow else "on_strip"
        box = QRectF(self._left, 0, self._size, self.height())
        draw_icon(painter, self, self._symbol, self._size, getattr(look.colours, on), box)
        top = (self.height() - self.lines.height) / 2 + (look.px(3) if yellow else 0)
        area = QRectF(box.right() + look.px(28), top, self.lines.width, self.lines.height)
        self.lines.paint(painter, area, kit.colour(on))
        if self._countdown is not None:
            self._paint_seconds(painter, self._countdown)


def _seconds(kit: Kit, left: float) -> str:
    return plain(kit.texts("timer.short", seconds=math.ceil(left)))


class TakeStrip(QWidget):
    """The tall yellow strip with the reader drawn in it."""

    def __init__(self, kit: Kit, text: str, picture: str, *, width: int, height: int) -> None:
        super().__init__()
        self._kit = kit
        look = kit.look
        row = QHBoxLayout(self)
        edge = look.px(6)
        row.setContentsMargins(look.margin, edge + look.px(18), look.margin, look.px(18))
        row.setSpacing(look.px(40))
        tall = height - edge - look.px(36)
        scene = ReaderScene(kit, picture, take=True, least=60, tagged=False)
        scene.setFixedSize(round(min(tall * 1.37, width * 0.34)), tall)
        row.addWidget(scene)
        room = width - 2 * look.margin - look.px(40) - scene.width()
        role = next(
            (r for r in ("question", "hint", "strip") if _fits(kit, text, r, room, tall)), "tool"
        )
        row.addWidget(Text(kit, text, role, width=room, colour="on_card", bold=True))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._kit.colour("card"))
        painter.fillRect(0, 0, self.width(), self._kit.look.px(6), self._kit.colour("on_card"))


def _fits(kit: Kit, text: str, role: str, width: int, height: int) -> bool:
    lines = Lines(kit, text, role, width, bold=True)
    return lines.fits and lines.height <= height
