"""Components of the windows for staff and demonstrator: smaller than the patient's, same theme."""

from collections.abc import Callable, Sequence
from inspect import ismethod

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kiosk.texts import Texts, plain
from ui.kit.buttons import Button
from ui.kit.context import Kit
from ui.kit.icon import Icon, draw_icon
from ui.kit.text import LEFT, Lines, Text
from ui.kit.theme import STANDARD, DeskLook
from ui.kit.weak_calls import weakly
from ui.kit.wrap import breakable

SCROLL_BAR = (
    "QScrollBar { background: transparent; margin: 0; }"
    "QScrollBar:vertical { width: 12px; }"
    "QScrollBar:horizontal { height: 12px; }"
    f"QScrollBar::handle {{ background: {STANDARD.line}; border-radius: 4px; }}"
    "QScrollBar::handle:vertical { min-height: 32px; margin: 0 2px; }"
    "QScrollBar::handle:horizontal { min-width: 32px; margin: 2px 0; }"
    "QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }"
    "QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }"
)


def desk_kit(texts: Texts, width: int, height: int) -> Kit:
    """A kit for a staff or table window; its buttons call functions and send no presses."""
    return Kit(DeskLook(width, height, motion=False), texts, lambda *_: None, lambda: True)


def row(
    *parts: QWidget | int, gap: int = 12, margins: tuple[int, int, int, int] = (0,) * 4
) -> QWidget:
    """Widgets side by side; an int is a stretch."""
    holder = QWidget()
    box = QHBoxLayout(holder)
    _fill(box, parts, gap, margins)
    return holder


def column(
    *parts: QWidget | int, gap: int = 12, margins: tuple[int, int, int, int] = (0,) * 4
) -> QWidget:
    """Widgets below each other; an int is a stretch."""
    holder = QWidget()
    box = QVBoxLayout(holder)
    _fill(box, parts, gap, margins)
    return holder


def rows_within(parts: Sequence[QWidget], width: int, gap: int = 8) -> QWidget:
    """Widgets in rows, each as full as `width` pixels allow."""
    rows: list[list[QWidget]] = [[]]
    left = width
    for part in parts:
        needed = max(part.sizeHint().width(), part.minimumWidth()) + gap
        if rows[-1] and needed > left + gap:
            rows.append([])
            left = width
        rows[-1].append(part)
        left -= needed
    return column(*(row(*line, 1, gap=gap) for line in rows), gap=gap)


def _fill(
    box: QHBoxLayout | QVBoxLayout,
    parts: tuple[QWidget | int, ...],
    gap: int,
    margins: tuple[int, int, int, int],
) -> None:
    box.setContentsMargins(*margins)
    box.setSpacing(gap)
    for part in parts:
        if isinstance(part, int):
            box.addStretch(part)
        else:
            box.addWidget(part)


def text(kit: Kit, words: str, role: str = "desk", *, width: int = 4000, bold: bool = False,
         colour: str = "ink", align: Qt.AlignmentFlag = LEFT) -> Text:  # fmt: skip
    """A text that is no wider than it needs to be."""
    made = Text(kit, words, role, width=width, bold=bold, colour=colour, align=align)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return made


class DeskButton(Button):
    """A button that shows the keyboard focus as a ring inside its border."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ring = QRectF(self.rect()).adjusted(4.5, 4.5, -4.5, -4.5)
            for colour, thick in (("surface", 5), ("focus", 3)):
                painter.setPen(QPen(self.kit.colour(colour), thick))
                painter.drawRoundedRect(ring, 5, 5)


def labelled(kit: Kit, words: str, field: QWidget) -> QWidget:
    """A field below its label. The label is its name for screen readers, too."""
    label = text(kit, words, "desk_small", colour="ink2")
    label.setBuddy(field)
    field.setAccessibleName(plain(words))
    return column(label, field, gap=4)


def button(kit: Kit, words: str, act: Callable[[], object], *, style: str = "secondary",
           symbol: str = "", width: int = 4000, wide: bool = False,
           role: str = "desk") -> Button:  # fmt: skip
    """A button of a desk window; it does not keep the owner of a method `act` alive."""
    call = weakly(act) if ismethod(act) else act
    made = DeskButton(
        kit, words, None, width=width, style=style, role=role, symbol=symbol, height=44
    )
    made.radius = 8
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    horizontal = QSizePolicy.Policy.Expanding if wide else QSizePolicy.Policy.Fixed
    made.setSizePolicy(horizontal, QSizePolicy.Policy.Fixed)
    made.clicked.connect(lambda *_: call())  # without the state that the signal carries
    return made


def move_focus(inside: QWidget, following: bool) -> bool:
    """Give the Tab focus to the next or previous control in `inside`, in the order of the layout.

    Qt's own order is that in which the controls were made, which changes when a part is made anew.
    """
    stops = [
        child
        for child in inside.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible() and child.isEnabled()
    ]
    now = inside.focusWidget()
    place = stops.index(now) if now in stops else -1 if following else 0
    if stops:
        stops[(place + (1 if following else -1)) % len(stops)].setFocus(
            Qt.FocusReason.TabFocusReason if following else Qt.FocusReason.BacktabFocusReason
        )
    return bool(stops)


def plain_area(inside: QWidget) -> QScrollArea:
    """A scroll area without frame and background, which scrolls vertically only."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.verticalScrollBar().setStyleSheet(SCROLL_BAR)
    area.viewport().setAutoFillBackground(False)
    inside.setAutoFillBackground(False)
    area.setWidget(inside)
    inside.setAutoFillBackground(False)
    return area


class Tag(QLabel):
    """A status: icon and word on a tinted background."""

    def __init__(self, kit: Kit, words: str, symbol: str, tone: str) -> None:
        super().__init__(plain(words))
        self._kit, self._symbol, self._tone = kit, symbol, tone
        self.lines = Lines(kit, words, "desk_small", 4000, bold=True)
        self._size = 16 if symbol else 0
        self.setFixedSize(round(self.lines.width) + self._size + 28, self.lines.height + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        fill = {"primary": "tint"}.get(self._tone, f"{self._tone}_tint")
        painter.setBrush(self._kit.colour(fill))
        painter.drawRoundedRect(self.rect(), 6, 6)
        colour = getattr(self._kit.look.colours, self._tone)
        if self._symbol:
            draw_icon(painter, self, self._symbol, 16, colour, QRectF(10, 0, 16, self.height()))
        top = (self.height() - self.lines.height) / 2
        area = QRectF(self._size + 16 if self._symbol else 14, top, self.lines.width, 0)
        self.lines.paint(painter, area, self._kit.colour(self._tone))


class Demo(QLabel):
    """The 模擬 tag."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.texts("tag.demo"))
        self._kit = kit
        self.lines = Lines(kit, kit.texts("tag.demo"), "desk_small", 4000, bold=True)
        self.setFixedSize(round(self.lines.width) + 20, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._kit.colour("line"), 2))
        painter.drawRoundedRect(QRectF(1, 1, self.width() - 2, self.height() - 2), 5, 5)
        area = QRectF(10, (self.height() - self.lines.height) / 2, self.lines.width, 0)
        self.lines.paint(painter, area, self._kit.colour("ink2"))


class Surface(QWidget):
    """A filled area, with a border or only an edge."""

    def __init__(self, kit: Kit, fill: str = "surface", edge: str = "all") -> None:
        super().__init__()
        self._kit, self.fill, self._edge = kit, fill, edge

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._edge == "all":
            painter.setPen(QPen(self._kit.colour("hair"), 1))
            painter.setBrush(self._kit.colour(self.fill))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
            return
        painter.fillRect(self.rect(), self._kit.colour(self.fill))
        y = 0 if self._edge == "top" else self.height() - 1
        painter.fillRect(0, y, self.width(), 1, self._kit.colour("hair"))


class Separator(QWidget):
    """A thin line."""

    def __init__(self, kit: Kit, colour: str = "hair") -> None:
        super().__init__()
        self._colour = kit.colour(colour)
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._colour)


def sign(kit: Kit, name: str, size: int = 24, colour: str = "ink") -> Icon:
    """An icon."""
    return Icon(kit, name, size, colour)


ALERT_ROOMY = 360
"""Width in pixels below which a warning has a smaller icon and less space around it."""


class Alert(QLabel):
    """A warning in two lines, with an edge and an icon."""

    def __init__(self, kit: Kit, title: str, body: str, width: int, tone: str = "warn") -> None:
        super().__init__(plain(f"{title} {body}"))
        self._kit, self._tone = kit, tone
        self._left, self._icon, space = (66, 30, 24) if width >= ALERT_ROOMY else (44, 24, 14)
        inside = width - self._left - 14
        self.title = Lines(kit, title, "desk", inside, bold=True)
        self.body = Lines(kit, breakable(body), "desk", inside)
        self.setMinimumHeight(self.title.height + self.body.height + space)

    def sizeHint(self) -> QSize:
        return QSize(200, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        kit = self._kit
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(kit.colour(f"{self._tone}_tint"))
        painter.drawRoundedRect(self.rect(), 6, 6)
        painter.fillRect(0, 0, 6, self.height(), kit.colour(self._tone))
        colour = getattr(kit.look.colours, self._tone)
        symbol = {"warn": "warning", "ok": "info"}.get(self._tone, "error")
        beside = (6 + self._left - self._icon) / 2
        place = QRectF(beside, 0, self._icon, self.height())
        draw_icon(painter, self, symbol, self._icon, colour, place)
        top = (self.height() - self.title.height - self.body.height) / 2
        below = top + self.title.height
        self.title.paint(painter, QRectF(self._left, top, 0, 0), kit.colour("ink"))
        self.body.paint(painter, QRectF(self._left, below, 0, 0), kit.colour("ink"))
