"""What is painted with QPainter: card, phone, readers, screen, arrow, hazard border, countdown."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)

from ui.kit.context import Kit
from ui.kit.theme import Colours

SCENE = QRectF(0, 0, 616, 450)


def paint_card(
    painter: QPainter, area: QRectF, colours: Colours, accent: str | None = None
) -> None:
    """A card: portrait, name and lines; no real card's artwork. `accent` marks whose it is."""
    painter.save()
    painter.translate(area.topLeft())
    painter.scale(area.width() / 316, area.height() / 199)
    ink = QColor(accent or colours.print_ink)
    painter.setPen(QPen(QColor("#1B2330"), 3))
    painter.setBrush(QColor(colours.paper))
    painter.drawRoundedRect(QRectF(1.5, 1.5, 313, 196), 17, 17)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.print))
    photo = QRectF(22, 48, 76, 101)
    painter.drawRoundedRect(photo, 4, 4)
    for x, y, wide, tall in ((120, 89, 164, 12), (120, 117, 164, 12), (120, 145, 95, 13)):
        painter.drawRoundedRect(QRectF(x, y, wide, tall), 2, 2)
    painter.setBrush(ink)
    painter.drawRoundedRect(QRectF(120, 51, 133, 17), 2, 2)
    painter.setClipRect(photo)
    painter.drawEllipse(QPointF(60, 86), 20, 20)
    painter.drawEllipse(QPointF(60, 146), 30, 30)
    painter.restore()


def paint_phone(painter: QPainter, area: QRectF, colours: Colours, accent: str = "") -> None:
    """A phone of no brand whose screen shows a card. `accent` marks whose it is."""
    painter.save()
    painter.translate(area.topLeft())
    painter.scale(area.width() / 130, area.height() / 232)
    painter.setPen(QPen(QColor("#FFFFFF"), 2))
    painter.setBrush(QColor("#1B2330"))
    painter.drawRoundedRect(QRectF(1, 1, 128, 230), 20, 20)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.paper))
    painter.drawRoundedRect(QRectF(9, 16, 112, 196), 8, 8)
    painter.restore()
    share = area.width() / 130
    card = QRectF(area.x() + 19 * share, area.y() + area.height() * 0.3, 92 * share, 58 * share)
    paint_card(painter, card, colours, accent or None)


def paint_slab(painter: QPainter, colours: Colours, outlined: bool) -> None:
    """The reader seen from the front, in scene units."""
    edge = QColor("#FFFFFF") if outlined else QColor(colours.slab_front)
    painter.setPen(QPen(edge, 3, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(QColor(colours.slab_front))
    front = QPainterPath()
    front.moveTo(1.5, 394)
    front.lineTo(614.5, 394)
    front.lineTo(614.5, 430)
    front.quadTo(614.5, 448, 596, 448)
    front.lineTo(20, 448)
    front.quadTo(1.5, 448, 1.5, 430)
    front.closeSubpath()
    painter.drawPath(front)
    painter.setBrush(QColor(colours.slab))
    painter.drawPolygon(_polygon((68, 281), (548, 281), (614.5, 394), (1.5, 394)))
    pen = QPen(QColor("#FFC72C"), 6, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.35, 2.65])
    painter.setPen(pen)
    painter.setBrush(QColor(colours.slot))
    painter.drawPolygon(_polygon((156, 302), (460, 302), (488, 374), (130, 374)))


def paint_pad(painter: QPainter, colours: Colours, outlined: bool) -> None:
    """The phones' own reader seen from the front, in scene units: a small flat box with waves."""
    edge = QColor("#FFFFFF") if outlined else QColor(colours.slab_front)
    painter.setPen(QPen(edge, 3, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(QColor(colours.slab_front))
    painter.drawRoundedRect(QRectF(96, 360, 424, 70), 18, 18)
    painter.setBrush(QColor(colours.slab))
    painter.drawPolygon(_polygon((150, 281), (466, 281), (520, 394), (96, 394)))
    painter.setPen(QPen(QColor("#FFC72C"), 6, c=Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for wide in (60, 130, 200):
        painter.drawArc(QRectF(308 - wide / 2, 350 - wide / 4, wide, wide / 2), 30 * 16, 120 * 16)


def paint_screen(painter: QPainter, area: QRectF, colours: Colours) -> None:
    """The kiosk's own screen: a frame, a headline and two answers."""
    painter.setPen(QPen(QColor("#FFFFFF"), 3))
    painter.setBrush(QColor(colours.slab_front))
    painter.drawRoundedRect(area.adjusted(1.5, 1.5, -1.5, -1.5), 14, 14)
    painter.setPen(Qt.PenStyle.NoPen)
    inner = area.adjusted(11, 11, -11, -11)
    painter.setBrush(QColor(colours.paper))
    painter.drawRoundedRect(inner, 5, 5)
    wide, tall = inner.width(), inner.height()
    rows = ((0.12, 0.1, colours.print_ink), (0.4, 0.2, colours.print), (0.68, 0.2, colours.print))
    for top, high, colour in rows:
        painter.setBrush(QColor(colour))
        line = QRectF(inner.x() + wide * 0.12, inner.y() + tall * top, wide * 0.76, tall * high)
        painter.drawRoundedRect(line, 3, 3)


def paint_arrow(painter: QPainter, x: float, down: bool, colour: QColor) -> None:
    """A thick arrow in scene units, 145 tall, its middle at 147."""
    painter.setPen(QPen(colour, 12, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    tip, tail, barb = (215, 76, 171) if down else (76, 219, 120)
    painter.drawLine(QPointF(x, tail), QPointF(x, tip))
    painter.drawPolyline(_polygon((x - 43, barb), (x, tip), (x + 43, barb)))


def _polygon(*points: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])


def paint_hazard(painter: QPainter, area: QRectF, band: float, one: QColor, other: QColor) -> None:
    """A border of slanted stripes, `band` wide."""
    painter.save()
    inner = area.adjusted(band, band, -band, -band)
    path = QPainterPath()
    path.addRect(area)
    path.addRect(inner)
    painter.setClipPath(path)
    painter.fillRect(area, one)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(other)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    step = band * 4
    start = area.left() - area.height() - step
    count = int((area.width() + area.height()) / step) + 3
    for index in range(count):
        x = start + index * step
        low, high = area.bottom(), area.top()
        run = area.height()
        painter.drawPolygon(
            _polygon((x, low), (x + step / 2, low), (x + step / 2 + run, high), (x + run, high))
        )
    painter.restore()


def paint_countdown(
    painter: QPainter,
    area: QRectF,
    share: float,
    kit: Kit,
    colour: str = "primary",
    rest: str = "hair",
) -> None:
    """A countdown ring; `share` (0 to 1) of it is left."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    stroke = area.width() * 0.13
    ring = area.adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2)
    painter.setPen(QPen(kit.colour(rest), stroke))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring)
    painter.setPen(QPen(kit.colour(colour), stroke, c=Qt.PenCapStyle.FlatCap))
    painter.drawArc(ring, 90 * 16, round(360 * 16 * max(0.0, min(1.0, share))))
