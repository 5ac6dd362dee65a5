"""Texts broken to a width that the constructor gets, so the height is known at once."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from kiosk.texts import plain
from ui.kit.context import Kit
from ui.kit.wrap import wrap

LEFT = Qt.AlignmentFlag.AlignLeft
CENTER = Qt.AlignmentFlag.AlignHCenter
RIGHT = Qt.AlignmentFlag.AlignRight


class Lines:
    """A text broken to a width, ready to be painted.

    When a piece that cannot be broken is too wide, the font is made smaller (`shrunk`), down to
    half its size; `fits` is False if that was not enough.
    """

    def __init__(self, kit: Kit, text: str, role: str, width: int, bold: bool = False) -> None:
        share = 1.0
        while True:
            self.font = kit.font(role, bold, share)
            self.metrics = QFontMetricsF(self.font)
            self.lines = wrap(text, self.metrics.horizontalAdvance, width)
            self.width = max(self.metrics.horizontalAdvance(line) for line in self.lines)
            self.fits = self.width <= width
            if self.fits or share <= 0.5:
                break
            share -= 0.05
        self.shrunk = share < 1
        self.step = round(kit.look.line(role) * share)
        self.height = self.step * len(self.lines)

    def paint(
        self, painter: QPainter, area: QRectF, colour: QColor, align: Qt.AlignmentFlag = LEFT
    ) -> None:
        """Paint into `area` from its top."""
        painter.setFont(self.font)
        painter.setPen(colour)
        y = area.top() + self._baseline()
        for line in self.lines:
            free = area.width() - self.metrics.horizontalAdvance(line)
            x = area.left() + (0 if align == LEFT else free / 2 if align == CENTER else free)
            painter.drawText(QPointF(x, y), line)
            y += self.step

    def _baseline(self) -> float:
        """From the top of a line to its baseline; no letter hangs below the line.

        The metrics of some fonts, such as Noto Sans CJK, are taller than a line: centred by them,
        letters such as g would be cut off at the bottom.
        """
        free = self.step - self.metrics.ascent() - self.metrics.descent()
        centred = free / 2 + self.metrics.ascent()
        if free >= 0:
            return centred
        hangs = max(self.metrics.tightBoundingRect(line).bottom() for line in self.lines)
        return min(centred, self.step - hangs)


class Text(QLabel):
    """A text of one role, colour and alignment."""

    def __init__(
        self,
        kit: Kit,
        text: str,
        role: str,
        *,
        width: int,
        colour: str = "ink",
        bold: bool = False,
        align: Qt.AlignmentFlag = LEFT,
    ) -> None:
        super().__init__(plain(text))
        self._kit, self._role, self._width, self._bold = kit, role, width, bold
        self._colour, self._align = kit.colour(colour), align
        self.lines = Lines(kit, text, role, width, bold)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(-int(-self.lines.width // 1), self.lines.height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def put(self, text: str, colour: str | None = None) -> None:
        """Show another text in the same place."""
        self.setText(plain(text))
        self.lines = Lines(self._kit, text, self._role, self._width, self._bold)
        if colour:
            self._colour = self._kit.colour(colour)
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.lines.paint(painter, QRectF(self.rect()), self._colour, self._align)
