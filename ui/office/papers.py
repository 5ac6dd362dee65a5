"""Printed pieces: an SVG as a PDF of its own size."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgRenderer

DPI = 300


def write_pdf(svg: str, width_mm: float, height_mm: float, file: Path) -> None:
    """Write one page of that size. Raises OSError where the file cannot be written."""
    with file.open("ab"):
        pass  # Qt does not say why it cannot write
    writer = QPdfWriter(str(file))
    writer.setPageSize(QPageSize(QSizeF(width_mm, height_mm), QPageSize.Unit.Millimeter))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(DPI)
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    painter = QPainter(writer)
    renderer.render(painter, QRectF(0, 0, writer.width(), writer.height()))
    painter.end()
