"""The parts around a page: steps, tools, countdown."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from kiosk.session.events import Press
from kiosk.session.view import Countdown, IdlePage, Screen
from kiosk.texts import plain
from kiosk.texts.parts import KEYS, Part, Writer
from kiosk.texts.screens import timer, tools
from ui.kit.buttons import Button, Pressable
from ui.kit.context import Kit
from ui.kit.drawing import paint_countdown
from ui.kit.icon import draw_icon
from ui.kit.text import CENTER, Lines

TAG = 150
"""Greatest width of the 模擬 tag's text, in tokens: a longer word is written smaller."""


def tag_lines(kit: Kit) -> Lines:
    """The text of the 模擬 tag."""
    words = kit.texts("tag.demo").replace(" ", "\u00a0")
    return Lines(kit, words, "tool", kit.look.px(TAG), bold=True)


def paint_tag(painter: QPainter, kit: Kit, right: float, middle: float, on: str = "ink2") -> None:
    """The 模擬 tag of every window: this is no real reception."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    lines = tag_lines(kit)
    wide, tall = lines.width + kit.look.px(20), lines.height + kit.look.px(8)
    stroke = kit.look.border(2)
    box = QRectF(right - wide, middle - tall / 2, wide, tall)
    painter.setPen(QPen(kit.colour("line" if on == "ink2" else on), stroke))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, kit.look.px(5), kit.look.px(5))
    inside = QRectF(box.left(), box.top() + kit.look.px(4), wide, lines.height)
    lines.paint(painter, inside, kit.colour(on), CENTER)


class Header(QWidget):
    """The three steps, or the facility's name on pages without steps; and the 模擬 tag."""

    def __init__(self, kit: Kit, said: Part, step: int, bare: bool = False) -> None:
        super().__init__()
        self.kit, self._step, self._bare = kit, step, bare
        self._facility = said.words[0].marked
        self.setAccessibleName(said.name)

    def paintEvent(self, event: QPaintEvent) -> None:
        kit, look = self.kit, self.kit.look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2 - 1
        if self._step:
            painter.fillRect(self.rect(), kit.colour("surface"))
            edge = look.border(2)
            painter.fillRect(0, self.height() - edge, self.width(), edge, kit.colour("hair"))
            self._paint_steps(painter, middle)
        elif not self._bare:
            lines = self.name_lines()
            area = QRectF(look.margin, middle - lines.step / 2, lines.width, lines.step)
            lines.paint(painter, area, kit.colour("ink"))
        on = "on_card" if self._bare else "ink2"
        paint_tag(painter, kit, self.width() - look.margin, middle, on)

    def name_lines(self) -> Lines:
        """The facility's name, small enough to stand beside the tag."""
        room = self.width() - 2 * self.kit.look.margin - self.tag_width() - self.kit.look.px(16)
        return Lines(self.kit, self._facility.replace(" ", "\u00a0"), "row", round(room))

    def step_lines(self, number: int, room: int) -> Lines:
        """The word of a step in one line."""
        now = number == self._step
        words = self.kit.texts(f"step.{number}").replace(" ", "\u00a0").replace("|", "")
        return Lines(self.kit, words, "body" if now else "caption", room, bold=now)

    def tag_width(self) -> float:
        """The width of the 模擬 tag, in pixels."""
        return tag_lines(self.kit).width + self.kit.look.px(44)

    def _paint_steps(self, painter: QPainter, middle: float) -> None:
        kit, look = self.kit, self.kit.look
        words = self._fits_with_words()
        x = float(look.margin)
        for number in (1, 2, 3):
            x = self._paint_step(painter, x, middle, number, words)
            if number < 3:
                done = number < self._step
                colour = kit.colour("primary" if done else "line")
                painter.setPen(QPen(colour, look.px(4), c=Qt.PenCapStyle.RoundCap))
                painter.drawLine(QPointF(x, middle), QPointF(x + look.px(40), middle))
                x += look.px(54)

    def _fits_with_words(self) -> bool:
        """Whether all three words fit beside the tag; otherwise only the current one is shown."""
        kit = self.kit
        words = sum(
            kit.metrics("body" if n == self._step else "caption", n == self._step)
            .horizontalAdvance(kit.texts(f"step.{n}").replace("|", ""))
            for n in (1, 2, 3)
        )  # fmt: skip
        return words < self.room()

    def room(self) -> int:
        """Pixels for the words of the steps, beside their discs and the tag."""
        look = self.kit.look
        rest = 2 * look.px(44 + 26 + 54) + look.px(52 + 12) + self.tag_width()
        return round(self.width() - 2 * look.margin - rest)

    def _paint_step(
        self, painter: QPainter, x: float, middle: float, number: int, words: bool
    ) -> float:
        """Paint one step; returns the x of the next part, in pixels."""
        kit, look = self.kit, self.kit.look
        now, done = number == self._step, number < self._step
        side = min(look.px(52 if now else 44), self.height() - look.px(12))
        disc = QRectF(x, middle - side / 2, side, side)
        painter.setPen(QPen(kit.colour("line" if not (now or done) else "primary"), look.border(3)))
        painter.setBrush(kit.colour("primary") if now else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc.adjusted(1.5, 1.5, -1.5, -1.5))
        if done:
            draw_icon(painter, self, "check", round(side * 0.6), look.colours.primary, disc)
        else:
            font = kit.font("caption", bold=True)
            font.setPixelSize(round(side * (0.58 if now else 0.56)))
            painter.setFont(font)
            painter.setPen(kit.colour("on_primary" if now else "ink2"))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(number))
        x = disc.right() + look.px(12)
        if words or now:
            room = self.width() if words else self.room()
            lines = self.step_lines(number, room)
            area = QRectF(x, middle - lines.step / 2, lines.width, lines.step)
            lines.paint(painter, area, kit.colour("ink" if now or done else "ink2"))
            x = area.right() + look.px(14)
        return x


SYMBOLS = {
    Press.TEXT_SIZE: "text-size",
    Press.CONTRAST: "contrast",
    Press.VOICE: "sound",
    Press.REACH: "reach",
    Press.LANGUAGE: "language",
}
"""The icons of the tools."""


def _key_of(said: Part) -> str:
    return said.offer.key if said.offer is not None else ""


class ToolButton(Pressable):
    """A tool button: an icon above a word, without a frame."""

    def __init__(self, kit: Kit, said: Part, press: Press) -> None:
        super().__init__(kit, said.name, press)
        self._symbol = SYMBOLS[press]
        self._key = _key_of(said) if kit.key_caps else ""
        self.lines = Lines(kit, said.text, "tool", 10_000)
        look = kit.look
        self._size = round(look.type("tool") * 1.55)
        self.setMinimumSize(
            max(look.touch(), round(self.lines.width) + look.px(24)),
            max(look.touch(), self._size + self.lines.height + look.px(10)),
        )
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return self.minimumSize().expandedTo(QSize(self.kit.look.px(112), 0))

    def minimumSizeHint(self) -> QSize:
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.kit.colour("sunken"))
            painter.drawRoundedRect(self.rect(), self.radius, self.radius)
        space = self.kit.look.px(6)
        top = (self.height() - self._size - self.lines.height - space) / 2
        colour = self.kit.look.colours.ink
        draw_icon(
            painter,
            self,
            self._symbol,
            self._size,
            colour,
            QRectF(0, top, self.width(), self._size),
        )
        area = QRectF(0, top + self._size + space, self.width(), self.lines.height)
        self.lines.paint(painter, area, self.kit.colour("ink"), CENTER)
        if self._key:
            side = self._size * 0.62
            x = min((self.width() + self._size) / 2 + space, self.width() - side - 1)
            self.paint_cap(painter, self._key, QRectF(x, top, side, side), "ink2")


class TimerBar(QLabel):
    """The countdown: a ring and the seconds, which are inside the ring when space is short."""

    def __init__(
        self, kit: Kit, clock: Callable[[], float], screen: Screen, *, inside: bool
    ) -> None:
        super().__init__()
        self._kit, self._clock, self._screen = kit, clock, screen
        self._countdown: Countdown | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(250)
        self._timer.timeout.connect(self._tick)
        look = kit.look
        self._ring = min(look.px(64), look.touch() - look.px(16))
        self._inside = inside
        words = kit.metrics("caption", True).horizontalAdvance(self._words(88))
        self.setFixedWidth(round(self._ring + (0 if self._inside else look.px(14) + words)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.width(), self._ring)

    def _words(self, seconds: int) -> str:
        return plain(self._kit.texts("timer.short", seconds=seconds))

    def put(self, countdown: Countdown | None) -> None:
        """Show a countdown, or none."""
        self._countdown = countdown
        self.setVisible(countdown is not None)
        if countdown is not None:
            self._tick()
            self.update()

    def showEvent(self, event: QShowEvent) -> None:
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()

    def seconds(self) -> int:
        """Whole seconds left."""
        left = self._countdown.ends - self._clock() if self._countdown else 0
        return max(0, int(left + 0.999))

    def _tick(self) -> None:
        text = timer(Writer(self._screen, self._kit.texts), self.seconds()).name
        if text != self.text():
            self.setText(text)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._countdown is None:
            return
        painter = QPainter(self)
        box = QRectF(0, (self.height() - self._ring) / 2, self._ring, self._ring)
        share = (self._countdown.ends - self._clock()) / max(0.1, self._countdown.total)
        paint_countdown(painter, box, share, self._kit)
        words = str(self.seconds()) if self._inside else self._words(self.seconds())
        room = round(self._ring * 0.6) if self._inside else 10_000
        lines = Lines(self._kit, words, "caption", room, bold=True)
        top = (self.height() - lines.height) / 2
        if self._inside:
            lines.paint(painter, QRectF(0, top, self._ring, 0), self._kit.colour("ink"), CENTER)
            return
        area = QRectF(self._ring + self._kit.look.px(14), top, lines.width, lines.height)
        lines.paint(painter, area, self._kit.colour("ink"))


class ToolBar(QWidget):
    """戻る on the left, the tools on the right; near the end of a screen's time, the countdown.

    With large text, and when they do not fit, the tools are in a menu 設定. A `terse` row has no
    icons on its buttons, the seconds inside the ring, and may break the button 時間を延ばす.
    """

    def __init__(
        self,
        kit: Kit,
        screen: Screen,
        clock: Callable[[], float],
        settings: Callable[[], None],
        *,
        width: int,
        terse: bool = False,
    ) -> None:
        super().__init__()
        idle, presses = isinstance(screen.page, IdlePage), screen.presses
        self._kit, self._idle = kit, idle
        said = {part.offer.press: part for part in tools(Writer(screen, kit.texts)) if part.offer}
        self.extends = Press.EXTEND in presses
        self._row = QHBoxLayout(self)
        side = kit.look.margin if not kit.look.grid.landscape else kit.look.px(16)
        self._row.setContentsMargins(side, 0, side, 0)
        self._row.setSpacing(kit.look.px(12))
        self._width, self._terse = width - 2 * side, terse
        self.back: Button | None = None
        if Press.BACK in presses:
            self.back = Button(
                kit, said[Press.BACK].text, Press.BACK,
                width=self._width, style="back", role="button_small",
                symbol="" if terse else "back", height=92,
                key=_key_of(said[Press.BACK]),
            )  # fmt: skip
            policy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            policy.setRetainSizeWhenHidden(True)
            self.back.setSizePolicy(policy)
            self._row.addWidget(self.back)
        self._row.addStretch(1)
        self.tools = self._tools(said, settings)
        self.timer = TimerBar(kit, clock, screen, inside=terse or kit.look.grid.landscape)
        self.extend = Button(
            kit, kit.texts("timer.extend"), Press.EXTEND,
            width=self._beside(self.timer.width() + self._row.spacing()),
            style="primary", role="button_small", height=92, key=KEYS[Press.EXTEND],
        )  # fmt: skip
        self.extend.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.timer.hide()
        self.extend.hide()
        for tool in self.tools:
            self._row.addWidget(tool)
            if idle:
                self._row.addStretch(1)
        self._row.addWidget(self.timer)
        self._row.addWidget(self.extend)

    def _tools(
        self, said: Mapping[Press, Part], settings: Callable[[], None]
    ) -> Sequence[Pressable]:
        kit = self._kit
        tools = [ToolButton(kit, said[press], press) for press in SYMBOLS if press in said]
        if len(tools) < 2 or (not kit.look.large_text and self._beside(self._together(tools)) >= 0):
            return tools
        for tool in tools:
            tool.deleteLater()
        button = Button(
            kit, kit.texts("tool.settings"), None,
            width=self._width, style="back", role="button_small",
            symbol="" if self._terse else "text-size", height=92,
        )  # fmt: skip
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.clicked.connect(settings)
        return [button]

    def count(self, countdown: Countdown | None, *, seconds: bool = True) -> None:
        """Show the countdown in place of the tools, or the tools again.

        Without `seconds` show only 時間を延ばす, when the seconds are shown elsewhere.
        """
        for tool in self.tools:
            tool.setVisible(countdown is None)
        self.timer.put(countdown if seconds else None)
        self.extend.setVisible(countdown is not None and countdown.extendable)

    def minimum_height(self) -> int:
        """The height that the row needs, in pixels."""
        return max((w.minimumSizeHint().height() for w in self._all()), default=0)

    def fits(self) -> bool:
        """Whether the row has room for either of its two states."""
        counted = [self.timer, self.extend] if self.extends else []
        broken = self.extends and (
            not self.extend.lines.fits
            or self.extend.lines.shrunk
            or (len(self.extend.lines.lines) > 1 and not self._terse)
        )
        return (
            not broken and min(map(self._beside, map(self._together, (self.tools, counted)))) >= 0
        )

    def _beside(self, wide: int) -> int:
        """The room, in pixels, that is left of the row by 戻る and something so wide."""
        back = self.back.sizeHint().width() + self._row.spacing() if self.back else 0
        return self._width - back - wide

    def _together(self, widgets: Sequence[QWidget]) -> int:
        """The width of these, one beside the other, in pixels."""
        gaps = self._row.spacing() * max(0, len(widgets) - 1)
        return sum(widget.minimumSizeHint().width() for widget in widgets) + gaps

    def _all(self) -> list[QWidget]:
        extend = self.extend if self.extends else None
        return [w for w in (self.back, *self.tools, extend) if w is not None]

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._idle or self._kit.look.grid.landscape:
            painter = QPainter(self)
            painter.fillRect(self.rect(), self._kit.colour("surface"))
            edge = self._kit.look.border(2)
            painter.fillRect(0, 0, self.width(), edge, self._kit.colour("hair"))
