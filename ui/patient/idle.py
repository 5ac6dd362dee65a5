"""待受: what to do in one picture, and one reason to do it."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from kiosk.session.events import Fault
from kiosk.session.view import IdlePage, Screen
from ui.components import CENTER, LEFT, Icon, Lines, Text, draw_icon
from ui.drawing import ReaderScene, Ring
from ui.i18n import plain
from ui.kit import Kit
from ui.panels import Note
from ui.patient.page import Page

SLIDES = ("medicine", "limit", "checkup")
_SYMBOLS = {"medicine": "medicine", "limit": "subsidy", "checkup": "checkup"}
_SECONDS = 8


class Slides(QLabel):
    """Reasons to use the card, one after the other."""

    def __init__(self, kit: Kit, width: int) -> None:
        super().__init__()
        self._kit = kit
        look = kit.look
        close = look.grid.landscape or look.large_text
        self._pad, self._gap = look.gap(28 if close else 40), look.gap(24 if close else 36)
        self._size = round(look.type("row") * 1.6)
        room = width - 2 * self._pad - self._size - self._gap
        self._texts = [
            (Lines(kit, _head(kit, s), "row", room, bold=True),
             Lines(kit, kit.texts(f"slide.{s}.more"), "caption", room))
            for s in SLIDES
        ]  # fmt: skip
        self._dots = look.gap(40)
        tall = max(head.height + more.height for head, more in self._texts)
        self.setMinimumHeight(tall + look.gap(44) + self._dots)
        self.setMinimumWidth(
            round(max(max(h.width, m.width) for h, m in self._texts)) + width - room
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self)
        self._timer.setInterval(_SECONDS * 1000)
        self._timer.timeout.connect(self._next)
        self._index = -1
        self._next()

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def _next(self) -> None:
        self._index = (self._index + 1) % len(SLIDES)
        slide = SLIDES[self._index]
        self.setText(plain(f"{_head(self._kit, slide)} {self._kit.texts(f'slide.{slide}.more')}"))
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        kit, look = self._kit, self._kit.look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        stroke = look.border(2)
        area = QRectF(0, 0, self.width(), self.height() - self._dots)
        painter.setPen(QPen(kit.colour("hair"), stroke))
        painter.setBrush(kit.colour("surface"))
        half = stroke / 2
        painter.drawRoundedRect(area.adjusted(half, half, -half, -half), look.px(16), look.px(16))
        box = QRectF(self._pad, 0, self._size, area.height())
        symbol = _SYMBOLS[SLIDES[self._index]]
        draw_icon(painter, self, symbol, self._size, look.colours.primary, box)
        head, more = self._texts[self._index]
        left, top = box.right() + self._gap, (area.height() - head.height - more.height) / 2
        head.paint(painter, QRectF(left, top, head.width, 0), kit.colour("ink"))
        more.paint(painter, QRectF(left, top + head.height, more.width, 0), kit.colour("ink2"))
        self._paint_dots(painter, area.bottom() + self._dots * 0.62)

    def _paint_dots(self, painter: QPainter, y: float) -> None:
        look = self._kit.look
        painter.setPen(Qt.PenStyle.NoPen)
        dot, gap, bar = look.px(8), look.px(14), look.px(40)
        x = (self.width() - bar - (len(SLIDES) - 1) * (dot + gap)) / 2
        for index in range(len(SLIDES)):
            now = index == self._index
            wide = bar if now else dot
            painter.setBrush(self._kit.colour("primary" if now else "line"))
            painter.drawRoundedRect(QRectF(x, y - dot / 2, wide, dot), dot / 2, dot / 2)
            x += wide + gap


def _head(kit: Kit, slide: str) -> str:
    """A slide's argument on one line where it fits."""
    return kit.texts(f"slide.{slide}").replace("\n", "|" if _closed_up(kit) else " ")


def _closed_up(kit: Kit) -> bool:
    return kit.texts.language.value in ("ja", "zh-CN")


class IdleView(Page):
    """マイナンバーカードを置いてください; or, without a reader, that it cannot be used."""

    left_share = 0.55

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__(kit, screen, size)
        assert isinstance(screen.page, IdlePage)
        if screen.page.fault is not None:
            self._build_down(screen.page.fault)
        elif self.two_columns:
            self._build_wide()
        else:
            self._build_tall()

    def _words(self, align: Qt.AlignmentFlag, width: int) -> list[QWidget]:
        kit = self.kit
        return [
            Text(kit, kit.texts("idle.title"), "display", width=width, bold=True, align=align),
            Text(kit, kit.texts("idle.lead"), "body", width=width, align=align),
        ]

    def _build_tall(self) -> None:
        look = self.kit.look
        column = QVBoxLayout(self)
        column.setContentsMargins(look.margin, look.gap(32), look.margin, look.gap(18))
        column.setSpacing(look.gap(16))
        for text in self._words(CENTER, self.left):
            column.addWidget(text)
        column.addSpacing(look.gap(24))
        scene = ReaderScene(self.kit, self.kit.texts("idle.picture"))
        column.addWidget(scene, 1)
        column.addSpacing(look.gap(32))
        column.addWidget(Slides(self.kit, self.left))

    def _build_wide(self) -> None:
        look = self.kit.look
        row = QHBoxLayout(self)
        row.setContentsMargins(look.margin, look.gap(16), look.margin, look.gap(16))
        row.setSpacing(self._gutter)
        words = QVBoxLayout()
        words.setSpacing(look.gap(20))
        words.addStretch(1)
        for text in self._words(LEFT, self.left):
            words.addWidget(text)
        words.addSpacing(look.gap(16))
        words.addWidget(Slides(self.kit, self.left))
        words.addStretch(1)
        row.addLayout(words, round(self.left_share * 100))
        scene = ReaderScene(self.kit, self.kit.texts("idle.picture"))
        scene.setMaximumHeight(look.px(400))
        row.addWidget(scene, round(100 - self.left_share * 100))

    def _build_down(self, fault: Fault) -> None:
        kit, look, texts = self.kit, self.kit.look, self.kit.texts
        starting = fault is Fault.STARTING
        column = QVBoxLayout(self)
        column.setContentsMargins(look.margin, look.gap(24), look.margin, look.gap(24))
        column.setSpacing(look.gap(28))
        width = self.size_given.width() - 2 * look.margin
        column.addStretch(1)
        sign = Ring(kit, "reader", 200) if starting else Icon(kit, "warning", look.px(140), "warn")
        column.addWidget(self.centred(sign))
        title = texts("fault.starting.title" if starting else "idle.down.title")
        column.addWidget(Text(kit, title, "display", width=width, bold=True, align=CENTER))
        lead = texts(f"fault.{fault}.lead")
        column.addWidget(Text(kit, lead, "lead", width=width, align=CENTER))
        column.addStretch(1)
        if not starting:
            way = texts("idle.down.way").replace("\n", "|")
            column.addWidget(Note(kit, "", way, width=width))
