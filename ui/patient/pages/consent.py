"""同意: all at once, one by one, and 医療費助成. Both answers always have the same size."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedLayout, QWidget

from kiosk.session.events import Press
from kiosk.session.rules import Category
from kiosk.session.view import ConsentAllPage, ConsentPage, Screen
from kiosk.texts import plain
from kiosk.texts.pages.consent import ANSWERS, categories
from ui.kit.buttons import Button
from ui.kit.context import Kit
from ui.kit.icon import Icon, draw_icon
from ui.kit.text import Lines, Text
from ui.kit.weak_calls import weakly
from ui.patient.page import Page
from ui.patient.panels import Line, line, row_panel

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

    def __init__(self, kit: Kit, text: str, index: int, count: int, width: int) -> None:
        super().__init__(plain(text))
        self._kit, self._index, self._count = kit, index, count
        self._bar = kit.look.px(56)
        self._bars = count * (self._bar + kit.look.px(8)) + kit.look.px(8)
        self.lines = Lines(kit, text, "caption", width - self._bars, bold=True)
        self.setFixedHeight(self.lines.height)
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

    Nothing that one agrees to is left out or shortened: if space is short, the page has two leaves,
    what and why on the first, the answers on the last.
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

    def lay(self, lines: Sequence[Line], answers: Sequence[QWidget], above: QWidget | None) -> None:
        """Lay out the page, with `above` over the question, on one leaf or on two."""
        over = [above] if above else []
        valid = self.valid(self.right if self.two_columns else self.left)
        if not (self.kit.brief and lines):
            said = [*over, self.title(), *self.reasons(lines, self.left)]
            beside = self.two_columns
            question = said if beside else [*said, valid]
            self.ask(question, [*answers, *([valid] if beside else [])], gap=20)
            return
        first, last = QWidget(), QWidget()
        why, *panel = self.reasons(lines, self.right)
        self._on = self._turn("consent.next", first=False)
        self.ask([self.title(), why], [*panel, valid, self._on], gap=16, on=first)
        back = self._turn("consent.more", first=True)
        self.ask([self.title(), self._beside(back)], answers, gap=20, on=last)
        self._leaves = QStackedLayout(self)
        self._leaves.addWidget(first)
        self._leaves.addWidget(last)
        self.primary = self._on

    def _turn(self, key: str, *, first: bool) -> Button:
        """The button that turns to the first or the last leaf."""
        kit = self.kit
        if first:
            button = Button(
                kit, kit.texts(key), None,
                width=self.left, style="quiet", role="button_small", symbol="info", height=92,
            )  # fmt: skip
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        else:
            button = Button(
                kit, kit.texts(key), None,
                width=self.right, style="primary", symbol="next", after=True, height=110,
                key="↵",  # no number: pressed twice by mistake, it would be an answer
            )  # fmt: skip
        button.setObjectName("turn")
        button.clicked.connect(weakly(self._back if first else self._forward))
        return button

    def _forward(self) -> None:
        self._leaves.setCurrentIndex(1)
        self.primary = None

    def _back(self) -> None:
        self._leaves.setCurrentIndex(0)
        self.primary = self._on

    def _beside(self, button: Button) -> QWidget:
        """The button with the progress of the questions beside it."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(button)
        row.addStretch(1)
        if progress := self.words("progress.short"):
            row.addWidget(Text(self.kit, progress, "body", width=self.left))
        return holder

    def reasons(self, lines: Sequence[Line], width: int) -> list[QWidget]:
        """The reason and the contents."""
        why = Text(self.kit, self.words("why"), "body", width=self.left)
        return [why, row_panel(self.kit, lines, width=width)] if lines else []

    def valid(self, width: int) -> QWidget:
        """How long the consent is valid."""
        return Aside(self.kit, self.words("valid"), width)


class ConsentAllView(Consent):
    """包括同意: すべて同意する, すべて同意しない, 1つずつ選ぶ."""

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__(kit, screen, size)
        assert isinstance(screen.page, ConsentAllPage)
        lines = [
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
        self.lay(lines, answers, None)


class ConsentView(Consent):
    """個別同意: one item."""

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__(kit, screen, size)
        page = screen.page
        assert isinstance(page, ConsentPage)
        lines = [line(self.said[f"category.{c}"], SYMBOLS[c]) for c in categories(page.item)]
        (yes, _), (no, _) = ANSWERS[page.item.form]
        progress = self.words("progress")
        pips = Pips(kit, progress, page.index, page.count, self.left) if progress else None
        self.lay(lines, [self.yes_and_no(yes, no, "button")], pips)


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
