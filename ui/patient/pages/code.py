"""照合番号B: fourteen digits of the card's face, in three groups as printed."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy

from kiosk.session.view import CODE_GROUPS, CodePage, Screen
from kiosk.texts.pages.typing import CODE_HINTS
from kiosk.texts.parts import Part
from ui.kit.context import Kit
from ui.kit.text import Lines, Text
from ui.patient.keypad import Pad


class CodeCells(QLabel):
    """A row of cells for each group, with its name on the left. Digits are never shown."""

    def __init__(self, kit: Kit, width: int, said: Part) -> None:
        super().__init__()
        self._kit = kit
        self._entered, self._group = 0, ""
        look, gap = kit.look, kit.look.gap(10)
        self._tall = max(look.px(44 * look.gaps), look.line("caption"))
        self._step = self._tall + gap
        self._side = look.px(46)
        cells = 6 * self._side + 5 * look.px(8)
        room = width - cells - look.px(16)
        self.names = [Lines(kit, words.marked, "caption", room) for words in said.words[1:]]
        self._left = max(name.width for name in self.names) + look.px(16)
        self._block = max(self._step, *(name.height + gap for name in self.names))
        self.setMinimumSize(round(self._left) + cells, round(3 * self._block))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSizeHint(self) -> QSize:
        return self.minimumSize()

    def fits(self) -> bool:
        """Whether every group's name fits next to its cells."""
        return all(name.fits and not name.shrunk for name in self.names)

    def put(self, said: Part, group: str) -> None:
        """Show how many digits were entered, and the `group` of the next one."""
        assert said.field is not None
        self._entered, self._group = said.field.entered, group
        self.setText(said.name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        kit, look = self._kit, self._kit.look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first, y = 0, 0.0
        for (name, length), lines in zip(CODE_GROUPS, self.names, strict=True):
            now = name == self._group
            top = y + (self._block - lines.height) / 2
            lines.paint(painter, QRectF(0, top, 0, 0), kit.colour("primary" if now else "ink"))
            for index in range(length):
                x = self._left + index * (self._side + look.px(8))
                box = QRectF(x, y + (self._block - self._tall) / 2, self._side, self._tall)
                self._paint_cell(painter, box, first + index)
            first, y = first + length, y + self._block

    def _paint_cell(self, painter: QPainter, box: QRectF, index: int) -> None:
        kit, look = self._kit, self._kit.look
        now = index == self._entered
        stroke = look.border(5 if now else 2)
        painter.setPen(QPen(kit.colour("primary" if now else "line"), stroke))
        painter.setBrush(kit.colour("surface"))
        half = stroke / 2
        painter.drawRoundedRect(box.adjusted(half, half, -half, -half), look.px(8), look.px(8))
        if index < self._entered:
            painter.setBrush(kit.colour("ink"))
            painter.setPen(QPen(kit.colour("ink"), 1))
            painter.drawEllipse(box.center(), look.px(9), look.px(9))


class CodeView(Pad):
    """The question, the next group, the cells and the keypad."""

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__(kit, screen, size)
        self.cells = CodeCells(kit, self.left, self.said["code"])
        self._hint = Text(kit, self.words("hint"), "body", width=self.left, bold=True)
        lines = [Lines(kit, kit.texts(key), "body", self.left, bold=True) for key in CODE_HINTS]
        self._hint.setFixedHeight(max(line.height for line in lines))
        parts = [self.title(), self._hint, self.cells]
        if not kit.brief:
            parts.insert(1, self.body("caption", colour="ink2"))
        self.lay(parts)
        self._show()

    def refresh(self, screen: Screen) -> bool:
        self.take(screen)
        self._show()
        return True

    def overflow(self) -> tuple[int, int]:
        wide, tall = super().overflow()
        return max(wide, 0 if self.cells.fits() else 1), tall

    def _show(self) -> None:
        page = self.screen_shown.page
        assert isinstance(page, CodePage)
        self.cells.put(self.said["code"], page.group)
        self.wake(self.screen_shown.presses)
        wrong = page.wrong and not page.checking
        self._hint.put(self.words("hint"), "danger" if wrong else "ink")

    has_detail = True
