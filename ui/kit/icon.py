"""The project's icons: SVG with `currentColor`, rendered once for each size and colour."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from ui.kit.context import Kit

FOLDER = Path(__file__).parents[1] / "icons"


@cache
def _source(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")


@cache
def icon(name: str, pixels: int, colour: str, ratio: float = 1.0) -> QPixmap:
    """The icon in `colour`, `pixels` square. Raises FileNotFoundError for an unknown name."""
    data = QByteArray(_source(name).replace("currentColor", colour).encode())
    pixmap = QPixmap(round(pixels * ratio), round(pixels * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(data).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


class Icon(QWidget):
    """An icon, in a tinted disc if `disc` is given; decoration without an accessible name."""

    def __init__(
        self,
        kit: Kit,
        name: str,
        size: int,
        colour: str = "primary",
        disc: int = 0,
        fill: str = "tint",
    ) -> None:
        super().__init__()
        self._name, self._size, self._disc = name, size, disc
        self._colour, self._fill = getattr(kit.look.colours, colour), kit.colour(fill)
        self.setFixedSize(max(size, disc), max(size, disc))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._disc:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._fill)
            painter.drawEllipse(self.rect())
        draw_icon(painter, self, self._name, self._size, self._colour, self.rect())


def draw_icon(
    painter: QPainter, on: QWidget, name: str, size: int, colour: str, area: QRect | QRectF
) -> None:
    """Draw an icon in the middle of `area`."""
    picture = icon(name, size, colour, on.devicePixelRatioF())
    middle = QRectF(area).center()
    painter.drawPixmap(QPointF(middle.x() - size / 2, middle.y() - size / 2), picture)
