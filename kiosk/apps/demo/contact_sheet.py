"""All screens of a reception on one sheet."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter

WIDTH, COLUMNS, GAP = 320, 5, 24
GROUND = QColor("#DAD5C9")


def contact_sheet(pictures: list[QImage]) -> QImage:
    """The pictures in reading order, each scaled to one width in pixels, at any scale."""
    small = [_scaled(picture) for picture in pictures]
    rows = [small[i : i + COLUMNS] for i in range(0, len(small), COLUMNS)]
    columns = min(COLUMNS, len(small))
    height = sum(max(p.height() for p in row) + GAP for row in rows) + GAP
    sheet = QImage(columns * (WIDTH + GAP) + GAP, height, QImage.Format.Format_RGB32)
    sheet.fill(GROUND)
    painter = QPainter(sheet)
    y = GAP
    for row in rows:
        for column, picture in enumerate(row):
            painter.drawImage(QPoint(GAP + column * (WIDTH + GAP), y), picture)
        y += max(p.height() for p in row) + GAP
    painter.end()
    return sheet


def _scaled(picture: QImage) -> QImage:
    small = picture.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation)
    small.setDevicePixelRatio(1)  # else a picture of a display at 150 % is drawn smaller
    return small
