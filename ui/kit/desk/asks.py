"""Dialogs inside a window, over a dark layer; they do not block, and other windows stay usable."""

from collections.abc import Callable

from PySide6.QtCore import QMargins, QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from ui.kit.context import Kit
from ui.kit.desk.dense import button, move_focus, plain_area, row, sign, text
from ui.kit.wrap import breakable

WIDTH = 660
ROOM = WIDTH - 84
"""Width in pixels of what stands in a dialog."""
WIDE, TIGHT = (28, 18), (14, 10)
"""Margin above and below, and space between the parts; the second where the window is low."""
INSET = 10
"""How far the scrolled area stands inside the rounded frame, which its bar leaves free."""
FRAME = QMargins(0, INSET, INSET, INSET)


class Ask(QWidget):
    """A dialog inside its window, over a dark layer. Escape gives the safe answer."""

    def __init__(self, kit: Kit, parent: QWidget, symbol: str, title: str) -> None:
        super().__init__(parent)
        self.kit = kit
        self.setAccessibleName(title.replace("\n", ""))
        self._panel = QWidget()
        self._area = plain_area(self._panel)
        self._area.setParent(self)
        self.box = QVBoxLayout(self._panel)
        self._space(WIDE)
        head: list[QWidget | int] = [sign(kit, symbol, 56, "warn")] if symbol else []
        self.box.addWidget(row(*head, text(kit, title, "desk_title", bold=True), 1, gap=24))
        self.escape: Callable[[], None] = self.close_ask
        self.passing = False
        """It only tells something: it closes when a question comes."""
        self._before: QWidget | None = None

    def open(self) -> None:
        """Show over the whole window; if open already, only adapt the size."""
        fresh = self.isHidden()
        parent = self.parentWidget()
        assert parent is not None
        self.setGeometry(parent.rect())
        room = self.height() - 16
        self._space(WIDE)
        if self.box.totalSizeHint().height() + 2 * INSET > room:
            self._space(TIGHT)
        tall = min(self.box.totalSizeHint().height() + 2 * INSET, room)
        frame = QRect((self.width() - WIDTH) // 2, (self.height() - tall) // 2, WIDTH, tall)
        self._area.setGeometry(frame - FRAME)
        if fresh:
            self._before = parent.focusWidget()
        self.show()
        self.raise_()
        if fresh:
            self.setFocus()

    def _space(self, space: tuple[int, int]) -> None:
        margin, between = space
        self.box.setContentsMargins(42, margin - INSET, 42 - INSET, margin - INSET)
        self.box.setSpacing(between)

    def close_ask(self) -> None:
        """Close without an answer; the focus returns to where it was."""
        before, self._before = self._before, None
        self.hide()
        self.deleteLater()
        parent = self.parentWidget()
        if parent is not None and before in parent.findChildren(QWidget):  # it lives still
            before.setFocus()

    def focusNextPrevChild(self, following: bool) -> bool:
        """Keep the Tab focus inside the dialog."""
        return move_focus(self, following)

    def go_to(self, field: QWidget) -> None:
        """Give a field the caret, and bring it and what stands above it into sight."""
        field.setFocus()
        self._area.ensureWidgetVisible(field, 0, 140)

    def sentence(self, words: str, colour: str = "ink") -> None:
        """Add a paragraph."""
        self.box.addWidget(text(self.kit, breakable(words), width=ROOM, colour=colour))

    def answers(self, *buttons: tuple[str, Callable[[], object], str], across: int = 0) -> None:
        """Add the buttons at the bottom, with equal widths; words wrap where `across` share it."""
        width = (ROOM - 16 * (across - 1)) // across if across else 4000
        made = [
            button(
                self.kit,
                words,
                act,
                style=style,
                wide=True,
                width=width,
                role="desk_small" if across else "desk",
            )
            for words, act, style in buttons
        ]
        self.box.addWidget(row(*made, gap=16))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escape()
        else:
            event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scrim = self.kit.colour("shade")
        scrim.setAlphaF(0.55)
        painter.fillRect(self.rect(), scrim)
        painter.setPen(QPen(self.kit.colour("ink"), 3))
        painter.setBrush(self.kit.colour("surface"))
        painter.drawRoundedRect(QRectF(self._area.geometry() + FRAME), 14, 14)


def close_notices(window: QWidget) -> None:
    """Close the dialogs of a window that only tell something."""
    for ask in window.findChildren(Ask):
        if ask.passing:
            ask.close_ask()


def field_style(kit: Kit) -> str:
    """The style sheet of text fields and radio buttons."""
    colours, family = kit.look.colours, kit.font("desk").families()[0]
    return (
        f"QLineEdit {{ font: 17px '{family}'; color: {colours.ink}; background: {colours.surface};"
        f" border: 2px solid {colours.line}; border-radius: 8px; padding: 8px 12px; }}"
        f"QLineEdit:focus {{ border: 3px solid {colours.primary}; }}"
        f"QRadioButton {{ font: 17px '{family}'; color: {colours.ink}; spacing: 14px; }}"
        f"QRadioButton::indicator {{ width: 20px; height: 20px; border-radius: 13px;"
        f" border: 3px solid {colours.line}; background: {colours.surface}; }}"
        f"QRadioButton::indicator:checked {{ border: 8px solid {colours.primary};"
        " width: 10px; height: 10px; }"
        f"QRadioButton:focus {{ border: 3px solid {colours.focus}; border-radius: 8px; }}"
    )


def choices(kit: Kit, ask: Ask, *words: str, across: bool = False) -> list[QRadioButton]:
    """Add radio buttons below each other, or side by side; the first one is checked."""
    group, holder = QButtonGroup(ask), QWidget()
    holder.setStyleSheet(field_style(kit))
    box = QHBoxLayout(holder) if across else QVBoxLayout(holder)
    box.setContentsMargins(16, 4, 16, 4)
    made = [QRadioButton(one) for one in words]
    made[0].setChecked(True)
    for choice in made:
        choice.setMinimumHeight(44)
        group.addButton(choice)
        box.addWidget(choice)
    ask.box.addWidget(holder)
    return made
