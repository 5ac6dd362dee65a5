"""The widgets that pages of the office are made of."""

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
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

from kiosk.facility.report.tables import Cell, FigureTable
from kiosk.texts import load

MOST_ROWS = 15
"""Rows that a table shows without scrolling."""
LEAST, SPARE = 200, 20
"""Pixels that a column may always have, and those for a table's scroll bar."""


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


class Grid(QTableWidget):
    """A table that is as wide as the page and as high as its rows, up to MOST_ROWS."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__(rows, columns)
        self.setTabKeyNavigation(False)  # else Tab goes from cell to cell, and never out
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.timeout.connect(self._fit)
        self.horizontalHeader().sectionResized.connect(lambda *_: self._due.start())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._due.start()

    def _fit(self) -> None:
        """Give the last column what is left of the page, and wrap the words for the columns."""
        header, room = self.horizontalHeader(), self.viewport().width()
        widest = max(LEAST, room // 4)
        header.setMaximumSectionSize(widest)
        wanted = (
            max(self.sizeHintForColumn(place), header.sectionSizeHint(place))
            for place in range(self.columnCount())
        )
        mode = QHeaderView.ResizeMode
        fits = sum(min(widest, one) for one in wanted) <= room
        last = mode.Stretch if fits else mode.ResizeToContents
        header.setSectionResizeMode(self.columnCount() - 1, last)
        self.resizeRowsToContents()
        shown = min(self.rowCount(), MOST_ROWS)
        rows = sum(self.rowHeight(number) for number in range(shown))
        self.setFixedHeight(rows + self.horizontalHeader().height() + SPARE)


def table_widget(table: FigureTable) -> QTableWidget:
    """A table of the report; what is not known says 不明."""
    made = Grid(len(table.rows), len(table.columns))
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
    return made


def _item(value: Cell) -> QTableWidgetItem:
    if value is None:
        item = QTableWidgetItem(load(domain="office")("unknown"))
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
