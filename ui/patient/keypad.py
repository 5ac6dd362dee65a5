"""A number that is typed: its cells or dots, and a keypad of twelve keys."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from kiosk.session.events import Press
from kiosk.session.view import Screen
from kiosk.texts.parts import Part
from ui.kit.buttons import Pressable
from ui.kit.context import Kit
from ui.kit.icon import draw_icon
from ui.kit.text import Lines
from ui.kit.theme import KEY_MM
from ui.patient.page import Page


class Entry(QLabel):
    """Shows how many digits of a number are typed, never which."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit, self._entered = kit, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSizeHint(self) -> QSize:
        return self.minimumSize()

    def put(self, said: Part) -> None:
        """Show how many digits were entered."""
        assert said.field is not None
        self._entered = said.field.entered
        self.setText(said.name)
        self.update()


class Cells(Entry):
    """Four cells, each empty, current or filled."""

    def __init__(self, kit: Kit, left_aligned: bool) -> None:
        super().__init__(kit)
        self._left = left_aligned
        look = kit.look
        self._wide, self._tall, self._gap = (
            look.px(104),
            look.px(112 * max(0.7, look.gaps)),
            look.px(24),
        )
        self.setMinimumSize(4 * self._wide + 3 * self._gap, self._tall)

    def paintEvent(self, event: QPaintEvent) -> None:
        kit, look = self._kit, self._kit.look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        total = 4 * self._wide + 3 * self._gap
        x = 0.0 if self._left else (self.width() - total) / 2
        for index in range(4):
            now = index == self._entered
            stroke = look.border(6 if now else 3)
            painter.setPen(QPen(kit.colour("primary" if now else "line"), stroke))
            painter.setBrush(kit.colour("surface"))
            half = stroke / 2
            box = QRectF(x, 0, self._wide, self._tall).adjusted(half, half, -half, -half)
            painter.drawRoundedRect(box, look.px(14), look.px(14))
            if index < self._entered:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(kit.colour("ink"))
                painter.drawEllipse(box.center(), look.px(20), look.px(20))
            elif now:
                pen = QPen(kit.colour("primary"), look.px(6), c=Qt.PenCapStyle.RoundCap)
                painter.setPen(pen)
                y, half = box.bottom() - self._tall * 0.26, self._wide * 0.2
                middle = box.center().x()
                painter.drawLine(QPointF(middle - half, y), QPointF(middle + half, y))
            x += self._wide + self._gap


class Dots(Entry):
    """One box with a dot for each digit, since nobody may read how long the password is."""

    def __init__(self, kit: Kit, most: int) -> None:
        super().__init__(kit)
        look, self._most = kit.look, most
        tall = max(look.px(88 * max(0.7, look.gaps)), look.touch())
        self.setMinimumSize(look.px(12 + 28 * most), tall)

    def paintEvent(self, event: QPaintEvent) -> None:
        kit, look = self._kit, self._kit.look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        stroke = look.border(6)
        painter.setPen(QPen(kit.colour("primary"), stroke))
        painter.setBrush(kit.colour("surface"))
        half = stroke / 2
        box = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(box, look.px(14), look.px(14))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(kit.colour("ink"))
        step = min(look.px(48), (box.width() - look.px(24)) / self._most)
        for index in range(self._entered):
            x = box.left() + look.px(12) + step * (index + 0.5)
            painter.drawEllipse(QPointF(x, box.center().y()), step * 0.28, step * 0.28)


class Key(Pressable):
    """A key of the keypad: a digit, or a word with its icon."""

    def __init__(
        self, kit: Kit, text: str, press: Press, *, value: int | None = None, symbol: str = "",
        style: str = "key", width: int = 0,
    ) -> None:  # fmt: skip
        super().__init__(kit, text, press, value)
        self._style, self._symbol = style, symbol
        role = "key" if value is not None else "button_small"
        self._size = round(kit.look.type(role) * 1.1) if symbol else 0
        room = width - self._size - kit.look.px(24)
        self.lines = Lines(kit, text, role, room, bold=True)
        if not self.lines.fits:
            self._size = 0
            self.lines = Lines(kit, text, role, width - kit.look.px(12), bold=True)
        least = kit.look.touch()
        self.setMinimumSize(least, max(least, self.lines.height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        on = self.frame(painter, self._style)
        gap = self.kit.look.px(12) if self._size else 0
        x = (self.width() - self.lines.width - self._size - gap) / 2
        if self._size:
            colour = getattr(self.kit.look.colours, on)
            box = QRectF(x, 0, self._size, self.height())
            draw_icon(painter, self, self._symbol, self._size, colour, box)
        top = (self.height() - self.lines.height) / 2
        area = QRectF(x + self._size + gap, top, self.lines.width, self.lines.height)
        self.lines.paint(painter, area, self.kit.colour(on))


class Pad(Page):
    """A page of twelve keys: 1 to 9, 消す, 0, 決定."""

    left_share = 0.5

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__(kit, screen, size)
        self._keys: dict[Press, list[Key]] = {}

    def wake(self, presses: frozenset[Press]) -> None:
        """Enable only the keys whose press is offered."""
        for press, keys in self._keys.items():
            for key in keys:
                key.setEnabled(press in presses)

    def lay(self, parts: Sequence[QWidget]) -> None:
        """Lay out the question with the keys below or next to it."""
        look = self.kit.look
        self.ask(parts, [self._pad(self.right)], gap=22 if self.two_columns else 20)
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(look.margin, look.gap(24), look.margin, look.gap(16))

    def _pad(self, width: int) -> QWidget:
        kit, look = self.kit, self.kit.look
        pad = QWidget()
        pad.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        grid = QGridLayout(pad)
        grid.setContentsMargins(0, look.gap(8), 0, 0)
        gap = max(look.grid_px(10 if look.grid.name == "small" else 16), round(1.5 * look.ppmm))
        grid.setSpacing(gap)
        wide = (width - 2 * gap) // 3
        keys = [(part.text, part.offer) for part in self.said.values() if part.offer]
        for index, (text, offer) in enumerate(keys):
            press = offer.press
            style = {Press.ERASE: "erase", Press.ENTER: "primary"}.get(press, "key")
            symbol = {Press.ERASE: "delete", Press.ENTER: "check"}.get(press, "")
            key = Key(kit, text, press, value=offer.value, symbol=symbol, style=style, width=wide)
            self._keys.setdefault(press, []).append(key)
            grid.addWidget(key, index // 3, index % 3)
            grid.setColumnStretch(index % 3, 1)
        most = max(look.px(118), math.ceil(KEY_MM * look.ppmm))
        pad.setMaximumHeight(4 * most + 3 * gap + look.gap(8))
        self.primary = self._keys[Press.ENTER][0]
        return pad
