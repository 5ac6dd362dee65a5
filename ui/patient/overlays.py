"""Widgets over a page: the animated change of pages, toast, focus ring, dialog."""

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QRect, QRectF, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from kiosk.texts import plain
from ui.kit.context import Kit
from ui.kit.icon import draw_icon
from ui.kit.text import Lines


class Toast(QLabel):
    """A short message that something has changed; it disappears after a while."""

    def __init__(self, kit: Kit, text: str, parent: QWidget, above: QRect) -> None:
        super().__init__(plain(text), parent)
        self._kit = kit
        look = kit.look
        self._size = round(look.type("body") * 1.1)
        room = above.width() - look.px(64) - self._size - look.px(20)
        self.lines = Lines(kit, text, "body", room, bold=True)
        wide = round(self.lines.width) + look.px(64) + self._size + look.px(20)
        tall = self.lines.height + look.px(36)
        self.setGeometry(
            above.x() + (above.width() - wide) // 2, above.y() - tall - look.px(12), wide, tall
        )
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        QTimer.singleShot(2500, self, self.deleteLater)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        kit, look = self._kit, self._kit.look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = look.px(3)
        painter.setPen(QPen(kit.colour("on_strip"), edge))
        painter.setBrush(kit.colour("strip"))
        area = QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
        painter.drawRoundedRect(area, look.px(12), look.px(12))
        box = QRectF(look.px(32), 0, self._size, self.height())
        draw_icon(painter, self, "check", self._size, look.colours.on_strip, box)
        top = (self.height() - self.lines.height) / 2
        text = QRectF(box.right() + look.px(20), top, self.lines.width, self.lines.height)
        self.lines.paint(painter, text, kit.colour("on_strip"))


class Slide(QWidget):
    """The animation from one page to the next: the old one moves out, the new one moves in.

    Both are pictures of whole pages, so that no blank frame is shown. It removes itself at the end.
    """

    def __init__(
        self, parent: QWidget, area: QRect, old: QPixmap, new: QPixmap, *, back: bool, ms: int
    ) -> None:
        super().__init__(parent)
        self._old, self._new, self._back = old, new, back
        self.share = 0.0
        self.setGeometry(area)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.way = QVariantAnimation(self, startValue=0.0, endValue=1.0, duration=ms)
        self.way.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.way.valueChanged.connect(self._go)
        self.way.finished.connect(self.end)
        self.show()
        self.raise_()
        self.way.start()

    def end(self) -> None:
        """Remove this widget; the new page is below it."""
        self.way.stop()
        self.hide()
        self.deleteLater()

    def _go(self, share: float) -> None:
        self.share = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        gone = round(self.width() * self.share)
        side = -1 if self._back else 1
        painter.drawPixmap(-side * gone, 0, self._old)
        painter.drawPixmap(side * (self.width() - gone), 0, self._new)


class FocusRing(QWidget):
    """The ring around the widget with the focus: 5 pixels wide at a distance of 5."""

    def __init__(self, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit = kit
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def follow(self, widget: QWidget | None) -> None:
        """Move the ring around `widget`; None hides it."""
        parent = self.parentWidget()
        if widget is None or parent is None or not parent.isAncestorOf(widget):
            self.hide()
            return
        reach = 2 * self._kit.look.px(5) + 1
        spot = QRect(widget.mapTo(parent, widget.rect().topLeft()), widget.size())
        self.setGeometry(spot.adjusted(-reach, -reach, reach, reach).intersected(parent.rect()))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        stroke = self._kit.look.px(5)
        painter.setPen(QPen(self._kit.colour("focus"), stroke))
        area = QRectF(self.rect()).adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2)
        painter.drawRoundedRect(area, self._kit.look.px(20), self._kit.look.px(20))


class Dialog(QWidget):
    """A panel over a darkened page: texts, then buttons."""

    def __init__(
        self, kit: Kit, parent: QWidget, parts: Callable[[Kit, int], list[QWidget]]
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        self.setGeometry(parent.rect())
        look = kit.look
        pad = look.px(40)
        wide = min(look.px(704), parent.width() - 2 * look.margin)
        self._panel = QWidget(self)
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(look.gap(20))
        for part in parts(kit, wide - 2 * pad):
            column.addWidget(part)
        tall = min(column.totalSizeHint().height(), parent.height() - look.px(16))
        self._panel.setGeometry(
            (parent.width() - wide) // 2, (parent.height() - tall) // 2, wide, tall
        )
        self.show()
        self.raise_()

    def fits(self) -> bool:
        """Whether the whole panel is visible."""
        layout = self._panel.layout()
        assert layout is not None
        need, have = layout.totalMinimumSize(), self._panel.size()
        return need.width() <= have.width() and need.height() <= have.height()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scrim = self._kit.colour("shade")
        scrim.setAlphaF(0.55)
        painter.fillRect(self.rect(), scrim)
        look = self._kit.look
        painter.setPen(QPen(self._kit.colour("ink"), look.px(3)))
        painter.setBrush(self._kit.colour("surface"))
        painter.drawRoundedRect(self._panel.geometry(), look.px(18), look.px(18))
