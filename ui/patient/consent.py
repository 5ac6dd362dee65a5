"""同意: all at once, one by one, and 医療費助成. Both answers always have the same size."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from kiosk.session.events import Press
from kiosk.session.rules import Category
from kiosk.session.view import ConsentAllPage, ConsentPage, Screen
from kiosk.texts import plain
from kiosk.texts.pages.consent import ANSWERS, categories
from ui.kit.components import Button, Icon, Lines, Text, draw_icon
from ui.kit.context import Kit
from ui.kit.panels import Line, line, row_panel
from ui.patient.page import Page

SYMBOLS = {
    Category.SURGERY: "surgery",
    Category.CARE: "care",
    Category.MEDICINE: "medicine",
    Category.CHECKUP: "checkup",
    Category.SPECIFIC_DISEASE: "expiry",
    Category.LIMIT: "subsidy",
}


class Aside(QLabel):
    """A small note with a clock icon."""

    def __init__(self, kit: Kit, text: str, width: int) -> None:
        super().__init__(plain(text))
        self._kit = kit
        self._size = round(kit.look.type("caption") * 1.2)
        self._gap = kit.look.px(12)
        self.lines = Lines(kit, text, "caption", width - self._size - self._gap)
        self.setFixedHeight(self.lines.height)
        self.setMinimumWidth(round(self.lines.width) + self._size + self._gap)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = self._kit.look.colours
        box = QRectF(0, 0, self._size, self._kit.look.line("caption"))
        draw_icon(painter, self, "clock", self._size, colours.ink2, box)
        area = QRectF(self._size + self._gap, 0, self.lines.width, 0)
        self.lines.paint(painter, area, self._kit.colour("ink2"))


class Pips(QLabel):
    """The progress of the questions: a bar for each, and 「3つのうち 1つめ」."""

    def __init__(self, kit: Kit, text: str, index: int, count: int) -> None:
        super().__init__(plain(text))
        self._kit, self._index, self._count = kit, index, count
        self._bar = kit.look.px(56)
        self.lines = Lines(kit, text, "caption", 10_000, bold=True)
        self.setFixedHeight(self.lines.height)
        self._bars = count * (self._bar + kit.look.px(8)) + kit.look.px(8)
        self.setMinimumWidth(self._bars + round(self.lines.width))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, tall = self._kit.look, self._kit.look.px(10)
        for index in range(self._count):
            x = index * (self._bar + look.px(8))
            box = QRectF(x + 1, (self.height() - tall) / 2, self._bar - 2, tall)
            done = index <= self._index
            painter.setPen(QPen(self._kit.colour("primary" if done else "line"), look.px(2)))
            painter.setBrush(self._kit.colour("primary") if done else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, tall / 2, tall / 2)
        area = QRectF(self._bars, 0, self.lines.width, 0)
        self.lines.paint(painter, area, self._kit.colour("ink"))


class Consent(Page):
    """A question, a panel with its details, and two answers that differ in their sign only.

    The question is never shortened: if space is short, the panel moves behind くわしく見る.
    """

    has_detail = True
    left_share = 0.56

    def yes_and_no(self, yes: Press, no: Press, role: str) -> QWidget:
        """The two answers, with the signs ○ and ×."""

        def make(width: int) -> Sequence[Button]:
            return [
                self.answer(press, role=role, symbol=symbol, width=width, height=tall)
                for press, symbol in ((yes, "circle"), (no, "cross"))
            ]

        tall = 126 if role == "button_small" else 150
        return self.pair(make)

    def more(self) -> QWidget:
        """The button くわしく見る, and the progress of the questions."""
        kit = self.kit
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        button = Button(
            kit, kit.texts("consent.more"), None,
            width=self.left, style="quiet", role="button_small", symbol="info", height=92,
        )  # fmt: skip
        button.setSizePolicy(button.sizePolicy().Policy.Fixed, button.sizePolicy().Policy.Fixed)
        button.setObjectName("more")
        row.addWidget(button)
        row.addStretch(1)
        if progress := self.words("progress.short"):
            row.addWidget(Text(kit, progress, "body", width=self.left))
        return holder

    def explained(self, lines: Sequence[Line]) -> list[QWidget]:
        """Reason, contents and duration; with `kit.brief` only the button that shows them."""
        if self.kit.brief:
            return [self.more()]
        below = [] if self.two_columns else self.valid(self.kit, self.left)
        return [*self.reasons(self.kit, self.left, lines), *below]

    def aside(self) -> list[QWidget]:
        """How long the consent is valid, below the answers on a wide screen."""
        return self.valid(self.kit, self.right) if self.two_columns else []

    def reasons(self, kit: Kit, width: int, lines: Sequence[Line]) -> list[QWidget]:
        """The reason and the contents."""
        why = Text(kit, self.words("why"), "body", width=width)
        return [why, row_panel(kit, lines, width=width)] if lines else []

    def valid(self, kit: Kit, width: int) -> list[QWidget]:
        """How long the consent is valid."""
        return [] if kit.brief else [Aside(kit, self.words("valid"), width)]


class ConsentAllView(Consent):
    """包括同意: すべて同意する, すべて同意しない, 1つずつ選ぶ."""

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__(kit, screen, size)
        assert isinstance(screen.page, ConsentAllPage)
        self._lines = [
            line(
                self.said[f"item.{item.id}"], SYMBOLS[next(iter(categories(item)), Category.LIMIT)]
            )
            for item in screen.page.items
        ]
        role = "button_small" if not self.two_columns else "button"
        answers: list[QWidget] = [
            self.yes_and_no(
                Press.AGREE_ALL, Press.DISAGREE_ALL, role
            ),
            self.answer(
                Press.ONE_BY_ONE, style="quiet", role="button_small",
                symbol="next", after=True, height=96,
            ),
        ]  # fmt: skip
        self.ask(
            [self.title(), *self.explained(self._lines)],
            [*answers, *self.aside()], gap=20,
        )  # fmt: skip

    def detail(self, kit: Kit, width: int) -> list[QWidget]:
        return [
            *self.reasons(kit, width, self._lines),
            Aside(kit, self.words("valid"), width),
        ]


class ConsentView(Consent):
    """個別同意: one item."""

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__(kit, screen, size)
        page = screen.page
        assert isinstance(page, ConsentPage)
        self._lines = [line(self.said[f"category.{c}"], SYMBOLS[c]) for c in categories(page.item)]
        (yes, _), (no, _) = ANSWERS[page.item.form]
        title = self.title()
        if kit.brief and self._lines:
            question = [title, self.more()]
        else:
            progress = self.words("progress")
            pips = [Pips(kit, progress, page.index, page.count)] if progress else []
            question = [*pips, title, *self.explained(self._lines)]
        self.ask(question, [self.yes_and_no(yes, no, "button"), *self.aside()], gap=22)

    def detail(self, kit: Kit, width: int) -> list[QWidget]:
        return [
            *self.reasons(kit, width, self._lines),
            Aside(kit, self.words("valid"), width),
        ]


class SubsidyView(Consent):
    """医療費助成: 提供する or 提供しない."""

    has_detail = False

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__(kit, screen, size)
        look = kit.look
        question: list[QWidget] = [self.title(), self.body()]
        if not look.large_text and not self.two_columns:
            question.append(self.centred(Icon(kit, "subsidy", look.px(130), disc=look.px(220))))
        pair = self.yes_and_no(Press.PROVIDE, Press.WITHHOLD, "button")
        self.ask(question, [pair], gap=40)
