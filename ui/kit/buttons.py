"""What can be pressed: the base, a button and a card of choice. The width is given to the
constructor.
"""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from kiosk.session.events import Press
from kiosk.texts import plain
from kiosk.texts.parts import KEYS
from ui.kit.context import Kit
from ui.kit.icon import draw_icon
from ui.kit.text import CENTER, LEFT, Lines

CAP = 28
"""The side of the key in a button's corner, in tokens."""


class Pressable(QAbstractButton):
    """A widget that sends a press when it is released. Touch and click do not move the focus."""

    def __init__(self, kit: Kit, name: str, press: Press | None, value: int | None = None) -> None:
        super().__init__()
        self.kit, self.press, self.value = kit, press, value
        self.radius = kit.look.px(14)
        self.setAccessibleName(plain(name))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        if press is not None:
            self.clicked.connect(self._send)

    def _send(self) -> None:
        if self.press is not None:
            self.kit.send(self.press, self.value)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.kit.ready():
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            if self.kit.ready():
                self.click()
        elif event.key() == Qt.Key.Key_Space and (event.isAutoRepeat() or not self.kit.ready()):
            event.accept()
        else:
            super().keyPressEvent(event)

    def paint_cap(self, painter: QPainter, key: str, box: QRectF, colour: str) -> None:
        """Paint the key that presses this, framed as on a keypad."""
        look = self.kit.look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.kit.colour("line" if colour == "ink2" else colour), look.px(2)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, look.px(6), look.px(6))
        font = self.kit.font("caption", bold=True)
        font.setPixelSize(round(box.height() * 0.6))
        painter.setFont(font)
        painter.setPen(self.kit.colour(colour))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)

    def frame(self, painter: QPainter, style: str) -> str:
        """Paint fill and border; returns the colour token for the text on it."""
        kit = self.kit
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, border, width, on = _STYLES[style]
        if not self.isEnabled():
            fill, border, width, on = "sunken", "line", 3, "ink2"
        elif self.isDown():
            fill, border, on = _DOWN.get(style, (fill, border, on))
        stroke = kit.look.border(width)
        pen = QPen(kit.colour(border), stroke)
        if not self.isEnabled():
            pen.setDashPattern([2.4, 1.8])
        painter.setPen(pen)
        painter.setBrush(kit.colour(fill))
        inset = stroke / 2
        area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(area, self.radius, self.radius)
        return on


# Style: fill, border, border width, what stands on it.
_STYLES = {
    "primary": ("primary", "primary", 3, "on_primary"),
    "secondary": ("surface", "primary", 4, "primary"),
    "choice": ("surface", "primary", 4, "ink"),
    "quiet": ("ground", "line", 2, "ink"),
    "back": ("surface", "line", 2, "ink"),
    "key": ("surface", "line", 3, "ink"),
    "erase": ("sunken", "line", 3, "ink"),
}
_DOWN = {
    "primary": ("pressed", "pressed", "on_pressed"),
    "secondary": ("tint", "pressed", "primary"),
    "choice": ("tint", "pressed", "ink"),
    "quiet": ("sunken", "ink", "ink"),
    "back": ("sunken", "ink", "ink"),
    "key": ("tint", "primary", "ink"),
    "erase": ("tint", "primary", "ink"),
}


class Button(Pressable):
    """A button with an icon and a label in its middle; `after` puts the icon behind the label."""

    def __init__(
        self,
        kit: Kit,
        text: str,
        press: Press | None,
        *,
        width: int,
        style: str = "secondary",
        role: str = "button",
        symbol: str = "",
        after: bool = False,
        height: int = 96,
        value: int | None = None,
        key: str = "",
    ) -> None:
        super().__init__(kit, text, press, value)
        self._style, self._symbol, self._after = style, symbol, after
        tool = press in KEYS and kit.key_caps
        self._key = key if kit.key_caps else ""
        look = kit.look
        self._icon = round(look.type(role) * 1.12) if symbol else 0
        self._gap = round(look.type(role) * 0.42) if symbol else 0
        pad = look.px(20 if symbol else 14)
        # An answer's label stays in the middle. The room is kept where the key types a digit: 戻る
        # is as large on every page.
        self._trail = look.px(CAP + 8) - pad if tool else 0
        room = width - 2 * pad - self._icon - self._gap - self._trail
        self.lines = Lines(kit, text, role, room, bold=True)
        self._wide = round(self.lines.width) + self._icon + self._gap + self._trail + 2 * pad
        tall = max(look.touch(height * max(look.gaps, 0.8)), self.lines.height + look.px(20))
        self.setMinimumHeight(tall)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(max(self._wide, self.kit.look.touch()), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        on = self.frame(painter, self._style)
        colours = self.kit.look.colours
        content = self._icon + self._gap + self.lines.width + self._trail
        x = (self.width() - content) / 2
        top = (self.height() - self.lines.height) / 2
        text_x = x if self._after else x + self._icon + self._gap
        area = QRectF(text_x, top, self.lines.width, self.lines.height)
        self.lines.paint(painter, area, self.kit.colour(on), CENTER if not self._icon else LEFT)
        if self._symbol:
            icon_x = x + self.lines.width + self._gap if self._after else x
            box = QRectF(icon_x, 0, self._icon, self.height())
            draw_icon(painter, self, self._symbol, self._icon, getattr(colours, on), box)
        self._paint_key(painter, on)

    def _paint_key(self, painter: QPainter, on: str) -> None:
        """Paint the key in the corner, so that two answers stay alike."""
        if self._key and self.isEnabled():
            look, side = self.kit.look, self.kit.look.px(CAP)
            x, y = self.width() - side - look.px(8), look.px(8)
            self.paint_cap(painter, self._key, QRectF(x, y, side, side), on)


class ChoiceCard(Pressable):
    """A large answer: icon in a disc, label, one or two lines, and the key that chooses it.

    `why` disables the card and is shown in place of the lines.
    """

    def __init__(
        self,
        kit: Kit,
        text: str,
        more: str,
        press: Press,
        *,
        width: int,
        symbol: str,
        key: int,
        why: str = "",
    ) -> None:
        super().__init__(kit, f"{plain(text)} {plain(why or more)}".strip(), press)
        look = kit.look
        self.radius = look.px(18)
        self._symbol, self._key = symbol, key
        self._pad = look.gap(40)
        lines = why or more
        roomy = width >= look.px(600) and not look.large_text and bool(lines)
        self._disc = look.px(176 if roomy else 112)
        self._gap = look.gap(36) if self._disc > look.px(150) else look.gap(24)
        self._cap = look.px(40) if kit.key_caps and not why else 0
        room = width - 2 * self._pad - self._disc - self._gap
        self.label = Lines(kit, text, "choice", room, bold=True)
        self.more = Lines(kit, lines, "body", room, bold=bool(why))
        below = look.gap(8) + self.more.height if lines else 0
        self._text_height = self.label.height + below
        tall = max(self._text_height, self._disc) + 2 * look.gap(28)
        wide = max(self.label.width, self.more.width) + 2 * self._pad + self._disc + self._gap
        self.setMinimumSize(round(wide), max(round(tall), look.touch()))
        self.setEnabled(not why)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        on = self.frame(painter, "choice")
        kit, look = self.kit, self.kit.look
        disc = QRectF(self._pad, (self.height() - self._disc) / 2, self._disc, self._disc)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(kit.colour("tint" if self.isEnabled() and not self.isDown() else "sunken"))
        painter.drawEllipse(disc)
        tint = "primary" if self.isEnabled() else "ink2"
        size = round(self._disc * 0.6)
        draw_icon(painter, self, self._symbol, size, getattr(look.colours, tint), disc)
        x, y = disc.right() + self._gap, (self.height() - self._text_height) / 2
        self.label.paint(painter, QRectF(x, y, self.label.width, 0), kit.colour(on))
        y += self.label.height + look.gap(8)
        small = "ink2" if self.isEnabled() else "ink"
        self.more.paint(painter, QRectF(x, y, self.more.width, 0), kit.colour(small))
        if self._cap:
            self._paint_key(painter)

    def _paint_key(self, painter: QPainter) -> None:
        look, side = self.kit.look, self._cap
        box = QRectF(self.width() - side - look.px(20), look.px(20), side, side)
        self.paint_cap(painter, str(self._key), box, "ink2")
