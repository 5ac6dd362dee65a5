"""言語: a tile for each language, in that language."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QWidget

from kiosk.session.events import Press
from kiosk.session.states import Language
from kiosk.session.view import LanguagePage, Screen
from kiosk.texts import load
from ui.kit.buttons import Pressable
from ui.kit.context import Kit
from ui.kit.icon import Icon, draw_icon
from ui.kit.text import Lines, Text
from ui.patient.page import Page


class LanguageTile(Pressable):
    """A language by its own name; the chosen one has a thick frame and a check mark."""

    def __init__(
        self, kit: Kit, name: str, language: Language, place: int, chosen: bool, width: int
    ) -> None:
        super().__init__(kit, name, Press.CHOOSE_LANGUAGE, place)
        look = kit.look
        self.radius = look.px(18)
        self._chosen = chosen
        self._pad = look.gap(32 if not look.large_text else 20)
        self._check = round(look.type("button") * 1.1)
        native = Kit(look, load(language), kit.send, kit.ready)
        room = width - 2 * self._pad - (self._check + look.px(8) if chosen else 0)
        self.lines = Lines(native, name, "button", room, bold=True)
        self.setMinimumSize(look.touch(), max(look.touch(), self.lines.height + look.gap(28)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.frame(painter, "choice")
        kit, look = self.kit, self.kit.look
        if self._chosen:
            stroke = look.border(8)
            painter.setPen(QPen(kit.colour("primary"), stroke))
            painter.setBrush(kit.colour("tint"))
            half = stroke / 2
            area = QRectF(self.rect()).adjusted(half, half, -half, -half)
            painter.drawRoundedRect(area, self.radius, self.radius)
            box = QRectF(self.width() - self._pad - self._check, 0, self._check, self.height())
            draw_icon(painter, self, "check", self._check, look.colours.primary, box)
        top = (self.height() - self.lines.height) / 2
        self.lines.paint(painter, QRectF(self._pad, top, 0, 0), kit.colour("ink"))


class LanguageView(Page):
    """ことばを選んでください: two columns on a tall screen, four on a wide one."""

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__(kit, screen, size)
        page = screen.page
        assert isinstance(page, LanguagePage)
        look = kit.look
        across = size.width() - 2 * look.margin
        columns = 4 if look.grid.landscape else 2
        gap = look.gap(24)
        wide = (across - (columns - 1) * gap) // columns
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(gap)
        for place, language in enumerate(Language):
            name = self.words(f"{Press.CHOOSE_LANGUAGE}.{place}")
            tile = LanguageTile(kit, name, language, place, language is page.chosen, wide)
            self.choices.append(tile)
            grid.addWidget(tile, place // columns, place % columns)
        for index in range(columns):
            grid.setColumnStretch(index, 1)
        column = self.stack(gap=20)
        head = self._head(across)
        if look.low:
            self.sink(column, [head], grows=True)
        column.addWidget(head)
        column.addWidget(holder, 1)

    def _head(self, across: int) -> QWidget:
        kit, look = self.kit, self.kit.look
        sign = Icon(kit, "language", round(look.type("question") * 1.7))
        room = across - sign.width() - look.gap(32)
        title = Text(kit, self.words("title"), "question", width=room, bold=True)
        return self.beside(sign, title, Text(kit, self.words("lead"), "body", width=room))
