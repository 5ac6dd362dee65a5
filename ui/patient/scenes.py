"""Drawings that move: the card or phone over its reader, and the ring of waiting."""

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QRegion,
    QShowEvent,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.context import Kit
from ui.kit.drawing import SCENE, paint_arrow, paint_card, paint_pad, paint_screen, paint_slab
from ui.kit.icon import draw_icon
from ui.kit.text import Lines

# Where the reader stands beside or below the screen: its place in the scene, drawn smaller; the
# screen; and the arrow from the screen to it (middle, and turn from straight down).
_SMALL = 0.72
_BESIDE = {
    "left": (QPointF(0, 126), QRectF(486, 150, 128, 210), QPointF(412, 222), 90),
    "right": (QPointF(172, 126), QRectF(2, 150, 128, 210), QPointF(204, 222), -90),
    "below": (QPointF(86, 126), QRectF(88, 2, 440, 106), None, 0),
}
_OUTER = {"left": (61.0,), "right": (553.0,)}
_FLAT = QRectF(0, 120, 616, 330)
"""The part of the scene that is used when the screen is beside the reader."""
_CARD = QRectF(149, 0, 316, 199)
_ARROWS = (61.0, 553.0)
_ARROW = QRectF(-54, 68, 108, 158)

TURNS = {"top": 0, "right": 90, "below": 180, "bottom": 180, "left": 270}


class PlaceTag:
    """A direction seen from the screen: an arrow and a word on a dark pill."""

    def __init__(self, kit: Kit, text: str, turn: int) -> None:
        look = kit.look
        self._kit, self._turn, self._type = kit, turn, look.type("caption")
        self._lines = Lines(kit, text, "caption", 10_000, bold=True)
        wide = self._lines.width + self._type + look.px(56)
        self.size = QSize(round(wide), self._lines.height + look.px(14))

    def paint(self, painter: QPainter, on: QWidget, corner: QPointF) -> None:
        """Paint the pill with its upper left corner there."""
        look, size = self._kit.look, self._type
        box = QRectF(corner, QSizeF(self.size))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.colours.shade))
        painter.drawRoundedRect(box, look.px(10), look.px(10))
        spot = QRectF(box.left() + look.px(20), box.top(), size, box.height())
        painter.save()
        painter.translate(spot.center())
        painter.rotate(self._turn)
        draw_icon(painter, on, "up", size, "#FFFFFF", QRectF(-size / 2, -size / 2, size, size))
        painter.restore()
        text = QRectF(spot.right() + look.px(10), box.top() + look.px(7), self._lines.width, 0)
        self._lines.paint(painter, text, QColor("#FFFFFF"))


class Moving(QWidget):
    """A widget with an animation while it is visible, unless motion is switched off."""

    def __init__(self, kit: Kit, interval_ms: int) -> None:
        super().__init__()
        self.kit = kit
        self.beat = 0
        self._timer = QTimer(self)
        self._timer.setInterval(interval_ms)
        self._timer.timeout.connect(self._tick)

    def showEvent(self, event: QShowEvent) -> None:
        if self.kit.look.motion:
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()

    def _tick(self) -> None:
        self.beat += 1
        self.update(self.moving())

    def moving(self) -> QRegion:
        """The region that has to be painted again."""
        return QRegion(self.rect())


class ReaderScene(Moving):
    """The card over the reader with its arrows: down to place it, up to take it.

    `name` is its accessible name, which says where the reader is too. A reader beside or below the
    screen is drawn there, with a tag. `phones_at`: the phones' own reader is meant, which stands
    there.
    """

    def __init__(
        self,
        kit: Kit,
        name: str,
        *,
        take: bool = False,
        least: int = 150,
        tagged: bool = True,
        phones_at: str = "",
    ) -> None:
        super().__init__(kit, 120)
        self._take, self._slot = take, phones_at or kit.slot
        self._arrows = _OUTER.get(self._slot, _ARROWS)
        self._still: QPixmap | None = None
        self._paint_reader = paint_pad if phones_at else paint_slab
        place = f"{'phones' if phones_at else 'slot'}.{self._slot}"
        where = kit.texts(place) if self._slot in _BESIDE else ""
        self._tag = PlaceTag(kit, where, TURNS[self._slot]) if where and tagged else None
        tag = self._tag.size if self._tag else QSize(0, 0)
        self._top = tag.height() + kit.look.px(12) if self._tag else 0
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        wide = max(kit.look.px(least * 1.37), tag.width())
        self.setMinimumSize(wide, kit.look.px(least) + self._top)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def scene(self) -> tuple[float, float, float]:
        """Scale and origin of the scene inside the widget."""
        used, tall = _FLAT if self._slot in _OUTER else SCENE, self.height() - self._top
        scale = min(self.width() / used.width(), tall / used.height())
        x = (self.width() - used.width() * scale) / 2
        return scale, x, self._top + (tall - used.height() * scale) / 2 - used.top() * scale

    def moving(self) -> QRegion:
        reader = self._reader()
        region = QRegion()
        for at in self._arrows:
            box = _ARROW.translated(at, 0)
            area = reader.mapRect(QRectF(box.x(), 0, box.width(), 240))
            region = region.united(QRegion(area.toAlignedRect()))
        return region

    def _reader(self) -> QTransform:
        """From the reader's own units to the widget's."""
        scale, x, y = self.scene()
        place = QTransform().translate(x, y).scale(scale, scale)
        if self._slot in _BESIDE:
            corner = _BESIDE[self._slot][0]
            place.translate(corner.x(), corner.y()).scale(_SMALL, _SMALL)
        return place

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        if self._still is None or self._still.size() != self.size() * ratio:
            self._still = self._paint_still(ratio)
        painter.drawPixmap(0, 0, self._still)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(self._reader(), combine=True)
        step = self.beat % 10
        offset = min(step, 10 - step) * 8 / 5
        painter.translate(0, offset if not self._take else -offset)
        for x in self._arrows:
            paint_arrow(painter, x, not self._take, self._arrow_colour())

    def _arrow_colour(self) -> QColor:
        return self.kit.colour("on_card" if self._take else "primary")

    def _paint_beside(self, painter: QPainter) -> None:
        """The kiosk's own screen, the way from it to the reader, and the tag."""
        if self._slot not in _BESIDE:
            return
        _, screen, arrow, turn = _BESIDE[self._slot]
        scale, x, y = self.scene()
        painter.save()
        painter.translate(x, y)
        painter.scale(scale, scale)
        paint_screen(painter, screen, self.kit.look.colours)
        if arrow is not None:
            painter.translate(arrow)
            painter.rotate(turn)
            painter.scale(0.85, 0.85)
            painter.translate(0, -147)
            paint_arrow(painter, 0, True, self._arrow_colour())
        painter.restore()
        if self._tag is not None:
            first = y + scale * (_FLAT if self._slot in _OUTER else SCENE).top()
            left = (self.width() - self._tag.size.width()) / 2
            self._tag.paint(painter, self, QPointF(left, max(0.0, first - self._top)))

    def _paint_still(self, ratio: float) -> QPixmap:
        still = QPixmap(self.size() * ratio)
        still.setDevicePixelRatio(ratio)
        still.fill(Qt.GlobalColor.transparent)
        painter = QPainter(still)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_beside(painter)
        painter.setTransform(self._reader(), combine=True)
        outlined = self.kit.look.contrast and not self._take
        self._paint_reader(painter, self.kit.look.colours, outlined)
        self.paint_thing(painter)
        painter.end()
        return still

    def paint_thing(self, painter: QPainter) -> None:
        """Paint what is over the reader, in scene units."""
        paint_card(painter, _CARD, self.kit.look.colours)


class Ring(Moving):
    """Shows that something is being done: a ring that turns once in 1.6 s, or three still dots."""

    def __init__(self, kit: Kit, symbol: str, token: int = 242) -> None:
        super().__init__(kit, 67)
        self._symbol = symbol
        side = kit.look.px(token)
        self.setFixedSize(side, side)

    def showEvent(self, event: QShowEvent) -> None:
        if not self.kit.look.motion:
            self._timer.setInterval(1000)
        self._timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, side = self.kit.look.colours, self.width()
        draw_icon(painter, self, self._symbol, round(side * 0.4), colours.primary, self.rect())
        stroke = side * 0.074
        area = QRectF(self.rect()).adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2)
        if not self.kit.look.motion:
            self._paint_dots(painter)
            return
        painter.setPen(QPen(QColor(colours.hair), stroke))
        painter.drawEllipse(area)
        pen = QPen(QColor(colours.primary), stroke, c=Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(area, 16 * (90 - self.beat * 15), -120 * 16)

    def _paint_dots(self, painter: QPainter) -> None:
        side = self.width()
        for index in range(3):
            filled = index <= self.beat % 3
            painter.setPen(QPen(self.kit.colour("primary"), side * 0.014))
            painter.setBrush(self.kit.colour("primary") if filled else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(
                QPointF(side * (0.3 + 0.2 * index), side * 0.86), *[side * 0.045] * 2
            )
