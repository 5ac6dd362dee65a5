"""The widgets that pages of the office are made of."""

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from kiosk.facility.report.tables import Cell, Table

MOST_ROWS = 15
"""Rows that a table shows without scrolling."""


class Picture(QWidget):
    """A picture of the report, as wide as the page."""

    def __init__(self, svg: str, name: str) -> None:
        super().__init__()
        self._renderer = QSvgRenderer(QByteArray(svg.encode()), self)
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return self._renderer.defaultSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        size = self._renderer.defaultSize()
        return round(width * size.height() / max(1, size.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._renderer.render(painter)
        painter.end()


def table_widget(table: Table) -> QTableWidget:
    """A table of the report; what is not known says 不明."""
    made = QTableWidget(len(table.rows), len(table.columns))
    made.setAccessibleName(table.title)
    made.setHorizontalHeaderLabels(list(table.columns))
    made.verticalHeader().setVisible(False)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setWordWrap(True)
    for number, row in enumerate(table.rows):
        for place, value in enumerate(row):
            made.setItem(number, place, _item(value))
    header = made.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setMaximumSectionSize(430)
    made.resizeColumnsToContents()
    made.resizeRowsToContents()
    shown = min(len(table.rows), MOST_ROWS)
    height = sum(made.rowHeight(number) for number in range(shown)) + 48
    made.setFixedHeight(max(80, height))
    return made


def _item(value: Cell) -> QTableWidgetItem:
    if value is None:
        item = QTableWidgetItem("不明")
        item.setForeground(Qt.GlobalColor.darkGray)
        return item
    if isinstance(value, int | float):
        item = QTableWidgetItem(f"{value:,}")
        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return item
    return QTableWidgetItem(value)


def note(words: str, kind: str = "note") -> QLabel:
    """A sentence that wraps; `kind` is the style's name of it."""
    made = QLabel(words)
    made.setObjectName(kind)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
