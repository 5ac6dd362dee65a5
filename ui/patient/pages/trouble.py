"""エラー and 通信障害: the cause in a sentence, and the way out in larger type."""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from kiosk.session.events import Fault
from kiosk.session.faults import PHONE_FAULTS, PUT_BACK
from kiosk.session.view import ErrorPage, Screen, Strip
from kiosk.texts.pages.ending import ADVICE, OUTAGES
from kiosk.texts.parts import Part
from ui.kit.context import Kit
from ui.kit.drawing import paint_card
from ui.kit.icon import Icon
from ui.kit.text import Lines, Text
from ui.patient.page import Page
from ui.patient.panels import CodeTag, Note, Panel, line, row_panel, when_and_what

# Faults that are solved by placing the card again.
PUT_AGAIN = frozenset({Fault.CARD_SECOND, Fault.CARD_TAKEN, Fault.READER_BUSY})


class Advice(QLabel):
    """A row with a small drawing: take the card out of its case, turn it, or place it again."""

    def __init__(self, kit: Kit, said: Part, width: int) -> None:
        super().__init__(said.name)
        self._kit, self._what, text = kit, said.id, said.text
        look = kit.look
        self._scale = min(1.0, look.gaps + 0.1) * look.k
        self._picture = round(236 * self._scale)
        room = width - self._picture - look.px(24)
        self.lines = Lines(kit, text, "lead", room, bold=True)
        self.setMinimumSize(
            self._picture + round(self.lines.width) + look.px(24),
            max(round(148 * self._scale), self.lines.height + look.gap(24)),
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSizeHint(self) -> QSize:
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.translate(0, self.height() / 2)
        painter.scale(self._scale, self._scale)
        self._draw(painter)
        painter.restore()
        top = (self.height() - self.lines.height) / 2
        area = QRectF(self._picture, top, self.lines.width, self.lines.height)
        self.lines.paint(painter, area, self._kit.colour("ink"))

    def _draw(self, painter: QPainter) -> None:
        """Draw the picture, in theme units, with its middle at y = 0."""
        colours = self._kit.look.colours
        if self._what == "sleeve":
            pen = QPen(self._kit.colour("line"), 3)
            pen.setDashPattern([2, 1.6])
            painter.setPen(pen)
            painter.setBrush(self._kit.colour("sunken"))
            painter.drawRoundedRect(QRectF(38, -36, 106, 80), 8, 8)
            paint_card(painter, QRectF(84, -28, 98, 62), colours)
        elif self._what == "turn":
            paint_card(painter, QRectF(60, -50, 116, 73), colours)
            painter.setPen(QPen(self._kit.colour("primary"), 5, c=Qt.PenCapStyle.RoundCap))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawArc(QRectF(20, -32, 200, 84), 222 * 16, 88 * 16)
            painter.drawPolyline([QPointF(178, 26), QPointF(192, 36), QPointF(186, 51)])
        else:
            slab = [QPointF(54, 36), QPointF(182, 36), QPointF(202, 60), QPointF(34, 60)]
            painter.setPen(QPen(self._kit.colour("ink"), 2))
            painter.setBrush(self._kit.colour("slab"))
            painter.drawPolygon(slab)
            paint_card(painter, QRectF(72, -54, 92, 58), colours)
            pen = QPen(self._kit.colour("primary"), 5, c=Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(QPointF(118, 10), QPointF(118, 28))
            painter.drawPolyline([QPointF(108, 20), QPointF(118, 30), QPointF(128, 20)])


class ErrorView(Page):
    """The page of a fault: its sentence, its way out and its number."""

    left_share = 0.5
    has_detail = True

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__(kit, screen, size)
        page = screen.page
        assert isinstance(page, ErrorPage)
        self._page, self._put_back = page, screen.strip is Strip.PLACE
        if page.fault in OUTAGES:
            self._build_outage()
        elif page.fault in ADVICE:
            self._build_advice()
        else:
            self._build_plain()

    def _words(self, symbol: str, tone: str, role: str = "body") -> list[QWidget]:
        title = self.title(symbol, tone)
        if self.kit.brief and self._page.fault in ADVICE:
            return [title]
        return [title, self.body(role)]

    def _code(self) -> CodeTag:
        return CodeTag(self.kit, self.words("code"), self.left)

    def _foot(self, width: int) -> QWidget:
        """Whom to ask if the fault occurs again, and the fault's number."""
        kit, (when, what) = self.kit, when_and_what(self.said["staff"])
        code = self._code()
        room = width - code.width() - kit.look.gap(16)
        note = Note(kit, when, what, width=room, framed=False)
        beside = len(note.when.lines) == len(note.what.lines) == 1 and not note.what.shrunk
        holder = QWidget()
        box: QBoxLayout = QHBoxLayout(holder) if beside else QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(kit.look.gap(16))
        box.addWidget(note if beside else Note(kit, when, what, width=width, framed=False))
        box.addWidget(code)
        return holder

    def _build_advice(self) -> None:
        kit = self.kit
        width = self.right
        inner = width - 2 * kit.look.border(2)
        panel = Panel(
            kit, [Advice(kit, self.said[what], inner) for what in ADVICE[self._page.fault]]
        )
        layout = panel.layout()
        assert layout is not None
        layout.setSpacing(kit.look.border(2))
        words = self._words("error", "danger")
        foot = self._foot(self.left)
        if self.two_columns:
            self.ask([*words, foot], [panel])
        else:
            self.ask([*words, panel], [foot])

    def _build_outage(self) -> None:
        kit = self.kit
        lines = [
            line(self.said[key], symbol, below=True)
            for symbol, key in (
                ("phone", "portal"),
                ("prescription", "notice"),
                ("register", "statement"),
            )
        ]
        if kit.brief:
            lines = [replace(each, more="") for each in lines]
        panel = row_panel(kit, lines, width=self.right, least=72 if kit.brief else 112)
        words = self._words("warning", "warn")
        when, what = when_and_what(self.said["none"])
        if kit.brief:  # one sentence of its own: the first half is not shown
            when, what = "", kit.texts("outage.none.brief")
        note = Note(kit, when, what, width=self.left)
        if self.two_columns:
            self.ask([*words, note], [panel])
        else:
            self.ask([*words, panel], [note])

    def _build_plain(self) -> None:
        kit, look = self.kit, self.kit.look
        width = self.right
        size = round(look.type("question") * 1.7)
        inner = width - 2 * look.border(2) - 2 * look.gap(36) - size - look.gap(28)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, look.gap(20), 0, look.gap(20))
        row.setSpacing(look.gap(28))
        phone, again = PHONE_FAULTS - PUT_BACK, PUT_AGAIN | (PHONE_FAULTS & PUT_BACK)
        fault = self._page.fault
        symbol = "phone-hold" if fault in phone else "card-place" if fault in again else "staff"
        row.addWidget(Icon(kit, symbol, size))
        row.addWidget(Text(kit, self.words("way"), "question", width=inner, bold=True))
        panel = Panel(kit, [holder], pad=36)
        words = self._words("error", "danger", "lead")
        if self._put_back:
            foot = self._foot(self.left)
        else:
            foot = _at_edge(self._code(), right=not self.two_columns)
        if self.two_columns:
            self.ask([*words, foot], [panel], gap=28)
        else:
            self.ask([*words, panel], [foot], gap=32)


def _at_edge(widget: QWidget, *, right: bool) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget)
    row.insertStretch(0 if right else 1, 1)
    return holder
