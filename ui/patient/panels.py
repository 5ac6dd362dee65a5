"""Framed panels: rows with an icon, and notes about whom to ask."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from kiosk.texts import plain
from kiosk.texts.parts import Part
from ui.kit.context import Kit
from ui.kit.icon import draw_icon
from ui.kit.text import Lines


@dataclass(frozen=True, slots=True)
class Line:
    """One row: icon, text, and either a value at its right end or a smaller line below."""

    symbol: str
    text: str
    value: str = ""
    more: str = ""
    strong_value: bool = False


def line(part: Part, symbol: str, *, strong_value: bool = False, below: bool = False) -> Line:
    """A row of a described page; its second text is at the right end, or `below` the first."""
    text, *rest = [words.marked for words in part.words]
    second = rest[0] if rest else ""
    return Line(
        symbol, text, "" if below else second, second if below else "", strong_value=strong_value
    )


class Row(QLabel):
    """A row of a panel; the value goes under the text where both do not fit side by side."""

    def __init__(self, kit: Kit, line: Line, width: int, least: int) -> None:
        super().__init__(plain(f"{line.text} {line.value or line.more}".strip()))
        self._kit, self._symbol, self._strong = kit, line.symbol, line.strong_value
        look = kit.look
        self._pad = look.gap(30)
        self._size = round(look.type("row") * 1.45) if line.symbol else 0
        self._gap = look.gap(24) if line.symbol else 0
        room = width - 2 * self._pad - self._size - self._gap
        strong = line.strong_value
        self.text_lines = Lines(kit, line.text, "row", room, bold=not strong)
        role = "row" if strong else "caption"
        self.note = Lines(kit, line.value or line.more, role, room, bold=strong)
        empty = not (line.value or line.more)
        one_line = len(self.text_lines.lines) == len(self.note.lines) == 1
        both = self.text_lines.width + look.px(16) + self.note.width
        self._beside = bool(line.value) and one_line and both <= room
        self._block = self.text_lines.height + (0 if self._beside or empty else self.note.height)
        wide = both if self._beside else max(self.text_lines.width, self.note.width)
        self._wide = round(wide) + width - room
        roomy = look.px(least * max(look.gaps, 0.76))
        self.setMinimumHeight(max(roomy, self._block + look.gap(24)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(self._wide, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        kit, colours = self._kit, self._kit.look.colours
        painter = QPainter(self)
        if self._symbol:
            box = QRectF(self._pad, 0, self._size, self.height())
            draw_icon(painter, self, self._symbol, self._size, colours.primary, box)
        left = self._pad + self._size + self._gap
        room = self.width() - left - self._pad
        top = (self.height() - self._block) / 2
        self.text_lines.paint(painter, QRectF(left, top, room, 0), kit.colour("ink"))
        colour = kit.colour("ink" if self._strong else "ink2")
        if self._beside:
            drop = (self.height() - self.note.height) / 2
            area = QRectF(self.width() - self._pad - self.note.width, drop, self.note.width, 0)
        else:
            area = QRectF(left, top + self.text_lines.height, room, 0)
        self.note.paint(painter, area, colour)


class Panel(QWidget):
    """A framed surface around widgets; lines divide them."""

    def __init__(
        self, kit: Kit, parts: Sequence[QWidget], *, tone: str = "", pad: int = 0, gap: int = 0
    ) -> None:
        super().__init__()
        self._kit, self._tone, self._parts = kit, tone, parts
        column = QVBoxLayout(self)
        edge = kit.look.border(2) + kit.look.gap(pad)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(kit.look.gap(gap))
        for part in parts:
            column.addWidget(part)
        self._divided = not pad
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        kit, look = self._kit, self._kit.look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        stroke = look.border(4 if self._tone else 2)
        tinted = self._tone and not look.contrast
        painter.setPen(QPen(kit.colour(self._tone or "hair"), stroke))
        painter.setBrush(kit.colour(f"{self._tone}_tint" if tinted else "surface"))
        area = QRectF(self.rect()).adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2)
        painter.drawRoundedRect(area, look.px(16), look.px(16))
        if self._divided:
            for part in self._parts[1:]:
                y = part.y() - stroke / 2
                painter.fillRect(QRectF(0, y, self.width(), stroke), kit.colour("hair"))


def row_panel(kit: Kit, lines: Sequence[Line], *, width: int, least: int = 84) -> Panel:
    """A panel of rows."""
    inner = width - 2 * kit.look.border(2)
    panel = Panel(kit, [Row(kit, line, inner, least) for line in lines])
    layout = panel.layout()
    assert layout is not None
    layout.setSpacing(kit.look.border(2))
    return panel


def when_and_what(note: Part) -> tuple[str, str]:
    """The two lines of a described note; the first is empty where there is only one."""
    *when, what = [words.marked for words in note.words]
    return (when[0] if when else ""), what


class Note(QLabel):
    """Whom to ask: a staff icon, when, and what happens; framed or not."""

    def __init__(
        self,
        kit: Kit,
        when: str,
        what: str,
        *,
        width: int,
        framed: bool = True,
        room_right: int = 0,
    ) -> None:
        super().__init__(plain(f"{when} {what}").strip())
        self._kit, self._framed = kit, framed
        look = kit.look
        self._pad = look.gap(30) if framed else 0
        self._size = round(look.type("body") * 1.9)
        self._gap = look.gap(24)
        room = width - 2 * self._pad - self._size - self._gap - room_right
        self.when = Lines(kit, when, "body", room)
        self.what = Lines(kit, what, "body", room, bold=True)
        self._wide = round(max(self.when.width, self.what.width)) + width - room - room_right
        self._block = (self.when.height if when else 0) + self.what.height
        self._blank = not when
        tall = self._block + (look.gap(36) if framed else look.gap(8))
        self.setMinimumHeight(max(tall, self._size + look.gap(16)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._wide, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        kit, look = self._kit, self._kit.look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._framed:
            stroke = look.border(2)
            painter.setPen(QPen(kit.colour("hair"), stroke))
            painter.setBrush(kit.colour("surface"))
            area = QRectF(self.rect()).adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2)
            painter.drawRoundedRect(area, look.px(16), look.px(16))
        box = QRectF(self._pad, 0, self._size, self.height())
        draw_icon(painter, self, "staff", self._size, look.colours.primary, box)
        left, top = box.right() + self._gap, (self.height() - self._block) / 2
        if not self._blank:
            self.when.paint(painter, QRectF(left, top, 0, 0), kit.colour("ink"))
            top += self.when.height
        self.what.paint(painter, QRectF(left, top, 0, 0), kit.colour("ink"))


class CodeTag(QLabel):
    """The number of an error in a small frame."""

    def __init__(self, kit: Kit, text: str, width: int) -> None:
        super().__init__(plain(text))
        self._kit = kit
        look = kit.look
        self.lines = Lines(kit, text, "body", width - look.px(40), bold=True)
        self.setFixedSize(round(self.lines.width) + look.px(40), self.lines.height + look.px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        kit, look = self._kit, self._kit.look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        stroke = look.border(3)
        painter.setPen(QPen(kit.colour("danger"), stroke))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        area = QRectF(self.rect()).adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2)
        painter.drawRoundedRect(area, look.px(10), look.px(10))
        left = (self.width() - self.lines.width) / 2
        top = (self.height() - self.lines.height) / 2
        self.lines.paint(painter, QRectF(left, top, 0, 0), kit.colour("danger"))
