"""The project's icons: SVG with `currentColor`, rendered once for each size and colour."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

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
