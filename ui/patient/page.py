"""The base of all pages: columns, question and answers."""

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from kiosk.session.events import Press
from kiosk.session.view import Screen
from kiosk.texts.parts import Part
from kiosk.texts.screens import body
from ui.kit.buttons import Button, Pressable
from ui.kit.context import Kit
from ui.kit.icon import Icon
from ui.kit.text import Lines, Text
from ui.kit.theme import REACH


class Page(QWidget):
    """One screen's body, made for one size; it is replaced if its parts change.

    `has_detail`: with `kit.brief` the page moves its panel to a leaf of its own, or leaves it out.
    """

    has_detail = False
    left_share = 0.5

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__()
        self.kit, self.size_given = kit, size
        self.take(screen)
        self.choices: list[Pressable] = []
        self.primary: Pressable | None = None
        margin, gutter = kit.look.margin, kit.look.gap(40)
        across = size.width() - 2 * margin
        self.two_columns = kit.look.grid.landscape
        self.left = round((across - gutter) * self.left_share) if self.two_columns else across
        self.right = across - gutter - self.left if self.two_columns else across
        self._gutter = gutter

    def take(self, screen: Screen) -> None:
        """Use the texts of this screen from now on."""
        self.screen_shown = screen
        parts = body(screen, self.kit.texts, self.kit.slot)
        self.said: dict[str, Part] = {part.id: part for part in parts}

    def words(self, name: str) -> str:
        """The text of a part of the page, with its marks; "" if there is no such part."""
        return self.said[name].text if name in self.said else ""

    def refresh(self, screen: Screen) -> bool:
        """Show another screen in place; returns False if a new page is needed."""
        return bool(screen.page == self.screen_shown.page)

    def ask(
        self,
        question: Sequence[QWidget],
        answers: Sequence[QWidget | int],
        *,
        gap: int = 24,
        centred: bool = True,
        aside: QWidget | None = None,
        on: QWidget | None = None,
    ) -> None:
        """Lay out question and answers: one below the other, or side by side on a wide screen.

        An int among the answers is a stretch with that factor. `aside` is below the answers, on a
        wide screen and in low reach below the question. `on` is the leaf that is laid out; None:
        the page.
        """
        look = self.kit.look
        margin, top = look.margin, look.gap(36 if not look.grid.landscape else 32)
        if not self.two_columns:
            column = QVBoxLayout(on or self)
            column.setContentsMargins(margin, top, margin, look.gap(24))
            column.setSpacing(look.gap(gap))
            grows = any(isinstance(a, QWidget) and _grows(a) for a in (*question, *answers))
            if look.low:
                question, aside = [*question, *([aside] if aside else [])], None
                self.sink(column, question, grows)
            self._fill(column, question)
            if not grows and not look.low:
                column.addStretch(1)
            self._fill(column, answers if aside is None else [*answers, aside])
            return
        row = QHBoxLayout(on or self)
        row.setContentsMargins(margin, top, margin, look.gap(24))
        row.setSpacing(self._gutter)
        for parts, width, middle, last in (
            (question, self.left, False, aside),
            (answers, self.right, centred, None),
        ):
            holder = QWidget()
            holder.setFixedWidth(width)
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(look.gap(gap))
            grows = any(isinstance(p, QWidget) and _grows(p) for p in parts)
            if middle and not grows:
                column.addStretch(1)
            self._fill(column, parts)
            if not grows:
                column.addStretch(1)
            if last is not None:
                column.addWidget(last)
            row.addWidget(holder)

    def sink(self, column: QBoxLayout, question: Sequence[QWidget], grows: bool) -> None:
        """Low reach: leave the top of the screen empty, so buttons are in its lower part."""
        if not grows:
            column.addStretch(1)
            return
        look = self.kit.look
        taken = look.grid_px(look.grid.top) + column.contentsMargins().top()
        taken += sum(part.sizeHint().height() + column.spacing() for part in question)
        free = max(0, math.ceil(REACH * look.height) - taken)
        give_way = QSizePolicy.Policy.Maximum
        column.addSpacerItem(QSpacerItem(0, free, QSizePolicy.Policy.Minimum, give_way))

    def stack(self, gap: int) -> QVBoxLayout:
        """One column over the whole page."""
        look = self.kit.look
        column = QVBoxLayout(self)
        column.setContentsMargins(look.margin, look.gap(24), look.margin, look.gap(24))
        column.setSpacing(look.gap(gap))
        return column

    def beside(self, sign: QWidget, *lines: QWidget) -> QWidget:
        """A sign with lines of text to its right."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.kit.look.gap(32))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout()
        column.setSpacing(0)
        for line in lines:
            column.addWidget(line)
        row.addLayout(column, 1)
        return holder

    @staticmethod
    def _fill(column: QBoxLayout, parts: Sequence[QWidget | int]) -> None:
        for part in parts:
            if isinstance(part, int):
                column.addStretch(part)
            else:
                column.addWidget(part)

    def title(self, symbol: str = "", tone: str = "warn") -> QWidget:
        """The question, after a sign if `symbol` is given."""
        kit, look, text = self.kit, self.kit.look, self.words("title")
        if not symbol:
            return Text(kit, text, "question", width=self.left, bold=True)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.gap(28))
        sign = Icon(kit, symbol, round(look.type("question") * 2.25), tone)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignVCenter)
        room = self.left - sign.width() - look.gap(28)
        row.addWidget(Text(kit, text, "question", width=room, bold=True))
        return holder

    def body(
        self, role: str = "body", *, name: str = "lead", width: int = 0, colour: str = "ink"
    ) -> Text:
        """A sentence under the question."""
        return Text(self.kit, self.words(name), role, width=width or self.left, colour=colour)

    def answer(
        self,
        press: Press,
        *,
        style: str = "secondary",
        role: str = "button",
        symbol: str = "",
        height: int = 132,
        width: int = 0,
        after: bool = False,
    ) -> Button:
        """A button for an answer; number keys choose buttons in the order of their creation."""
        button = Button(
            self.kit,
            self.words(press.value),
            press,
            width=width or self.right,
            style=style,
            role=role,
            symbol=symbol,
            height=height,
            after=after,
            key=str(len(self.choices) + 1),
        )
        self.choices.append(button)
        if style == "primary":
            self.primary = button
        return button

    def for_staff(self) -> Button:
        """目視確認, which staff choose: small, and below what the patient may choose."""
        button = self.answer(
            Press.VISUAL,
            style="quiet",
            role="button_small",
            symbol="staff",
            height=76,
            width=self.left,
        )
        part = self.said[Press.VISUAL.value]
        button.setAccessibleName(part.name)  # its label and reason are lines of one text
        offer = part.offer
        button.setEnabled(offer is not None and offer.enabled)
        return button

    def pair(self, make: Callable[[int], Sequence[Button]]) -> QWidget:
        """Two answers of equal size: side by side, or one below the other if they do not fit."""
        gap = self.kit.look.gap(24)
        half = (self.right - gap) // 2
        first = list(make(half))
        beside = not self.two_columns and all(
            not b.lines.shrunk and len(b.lines.lines) == 1 for b in first
        )
        if not beside:
            for button in first:
                self.choices.remove(button)
                button.deleteLater()
            first = list(make(self.right))
        holder = QWidget()
        box: QBoxLayout = QHBoxLayout(holder) if beside else QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(gap)
        tall = max(b.minimumHeight() for b in first)
        for button in first:
            button.setMinimumHeight(tall)
            box.addWidget(button, 1)
        return holder

    def centred(self, widget: QWidget) -> QWidget:
        """A widget in the middle of its column."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(widget, 0, Qt.AlignmentFlag.AlignCenter)
        return holder

    def overflow(self) -> tuple[int, int]:
        """Pixels by which the page is too wide and too high for its size."""
        least = self.minimumSizeHint()
        lines = [v for w in self.findChildren(QWidget) for v in vars(w).values()]
        broken = sum(isinstance(v, Lines) and not v.fits for v in lines)
        broken += sum(button.lines.shrunk for button in self.findChildren(Button))
        return (
            max(least.width() - self.size_given.width(), broken),
            least.height() - self.size_given.height(),
        )


def _grows(widget: QWidget) -> bool:
    return bool(widget.sizePolicy().expandingDirections() & Qt.Orientation.Vertical)
