"""A framed line of the patient's pages, with an icon and a tone."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy

from kiosk.texts import plain
from ui.kit.context import Kit
from ui.kit.icon import draw_icon
from ui.kit.text import Lines


class Banner(QLabel):
    """A framed line with an icon: neutral, ok, warn or danger; as high as its highest text."""

    def __init__(
        self, kit: Kit, *, width: int, role: str = "hint", texts: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._kit, self._width, self._role = kit, width, role
        self._tone, self._symbol = "ink", ""
        self._size = round(kit.look.type(role) * 1.28)
        self._left = kit.look.gap(20 if kit.look.large_text else 32)
        self._gap = kit.look.gap(16 if kit.look.large_text else 24)
        self.lines = Lines(kit, "", role, width, bold=True)
        self._text_height = max(
            (Lines(kit, text, role, self.room, bold=True).height for text in texts), default=0
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def room(self) -> int:
        """Pixels for the text."""
        return self._width - 2 * self._left - self._size - self._gap

    def put(self, text: str, symbol: str, tone: str = "ink") -> None:
        """Show a text; `tone` is ink, ok, warn or danger."""
        self.setText(plain(text))
        self.lines = Lines(self._kit, text, self._role, self.room, bold=True)
        self._symbol, self._tone = symbol, tone
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = self._kit.look
        text = max(self._text_height, self.lines.height)
        tall = max(text + look.gap(48), look.px(72))
        return QSize(round(self.lines.width) + self._width - self.room, tall)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        kit, look = self._kit, self._kit.look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tinted = self._tone in ("warn", "danger") and not look.contrast
        stroke = look.border(4)
        painter.setPen(QPen(kit.colour(self._tone), stroke))
        painter.setBrush(kit.colour(f"{self._tone}_tint" if tinted else "surface"))
        area = QRectF(self.rect()).adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2)
        painter.drawRoundedRect(area, look.px(14), look.px(14))
        colour = getattr(look.colours, self._tone)
        box = QRectF(self._left, 0, self._size, self.height())
        if self._symbol:
            draw_icon(painter, self, self._symbol, self._size, colour, box)
        top = (self.height() - self.lines.height) / 2
        text = QRectF(box.right() + self._gap, top, self.lines.width, self.lines.height)
        self.lines.paint(painter, text, QColor(colour))
