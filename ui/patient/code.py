"""照合番号B: fourteen digits of the card's face, in the three groups in which they are printed."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy

from kiosk.session.view import CODE_GROUPS, CodePage, Screen
from kiosk.texts import plain
from ui.components import Lines, Text
from ui.kit import Kit
from ui.patient.pin import Pad


class CodeCells(QLabel):
    """A row of cells for each group, its name at the left. Never a digit."""

    def __init__(self, kit: Kit, width: int) -> None:
        super().__init__()
        self._kit, self._page = kit, CodePage(0, wrong=False, checking=False)
        look, gap = kit.look, kit.look.gap(10)
        self._tall = max(look.px(44 * look.gaps), look.line("caption"))
        self._step = self._tall + gap
        self._side = look.px(46)
        cells = 6 * self._side + 5 * look.px(8)
        names = [kit.texts(f"code.{name}") for name, _ in CODE_GROUPS]
        self.names = [Lines(kit, name, "caption", width - cells - look.px(16)) for name in names]
        self._left = max(name.width for name in self.names) + look.px(16)
        self._block = max(self._step, *(name.height + gap for name in self.names))
        self.setMinimumSize(round(self._left) + cells, round(3 * self._block))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.put(self._page)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSizeHint(self) -> QSize:
        return self.minimumSize()

    def fits(self) -> bool:
        """Whether every group's name fits beside its cells."""
        return all(name.fits and not name.shrunk for name in self.names)

    def put(self, page: CodePage) -> None:
        """Show how many digits have been entered."""
        self._page = page
        self.setText(plain(self._kit.texts("code.cells", entered=page.entered)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        kit, look = self._kit, self._kit.look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first, y = 0, 0.0
        for (name, length), lines in zip(CODE_GROUPS, self.names, strict=True):
            now = name == self._page.group
            top = y + (self._block - lines.height) / 2
            lines.paint(painter, QRectF(0, top, 0, 0), kit.colour("primary" if now else "ink"))
            for index in range(length):
                x = self._left + index * (self._side + look.px(8))
                box = QRectF(x, y + (self._block - self._tall) / 2, self._side, self._tall)
                self._paint_cell(painter, box, first + index)
            first, y = first + length, y + self._block

    def _paint_cell(self, painter: QPainter, box: QRectF, index: int) -> None:
        kit, look = self._kit, self._kit.look
        now = index == self._page.entered
        stroke = look.border(5 if now else 2)
        painter.setPen(QPen(kit.colour("primary" if now else "line"), stroke))
        painter.setBrush(kit.colour("surface"))
        half = stroke / 2
        painter.drawRoundedRect(box.adjusted(half, half, -half, -half), look.px(8), look.px(8))
        if index < self._page.entered:
            painter.setBrush(kit.colour("ink"))
            painter.setPen(QPen(kit.colour("ink"), 1))
            painter.drawEllipse(box.center(), look.px(9), look.px(9))


class CodeView(Pad):
    """The question, what is to be typed next, the cells and the pad."""

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__(kit, screen, size)
        texts = kit.texts
        self.cells = CodeCells(kit, self.left)
        said = [texts(f"code.hint.{name}") for name, _ in CODE_GROUPS]
        said += [texts("code.wrong"), texts("pin.checking")]
        self._hint = Text(kit, said[0], "body", width=self.left, bold=True)
        lines = [Lines(kit, text, "body", self.left, bold=True) for text in said]
        self._hint.setFixedHeight(max(line.height for line in lines))
        parts = [self.title(texts("code.question")), self._hint, self.cells]
        if not kit.brief:
            parts.insert(1, self.body(texts("code.lead"), "caption", colour="ink2"))
        self.lay(parts)
        self._show(screen)

    def refresh(self, screen: Screen) -> bool:
        self._show(screen)
        self.screen_shown = screen
        return True

    def overflow(self) -> tuple[int, int]:
        wide, tall = super().overflow()
        return max(wide, 0 if self.cells.fits() else 1), tall

    def _show(self, screen: Screen) -> None:
        page, texts = screen.page, self.kit.texts
        assert isinstance(page, CodePage)
        self.cells.put(page)
        self.wake(screen.presses)
        if page.checking:
            self._hint.put(texts("pin.checking"), "ink")
        elif page.wrong:
            self._hint.put(texts("code.wrong"), "danger")
        else:
            self._hint.put(texts(f"code.hint.{page.group}"), "ink")

    has_detail = True
