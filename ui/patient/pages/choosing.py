"""Choices between two large cards: 本人確認方法, 処方箋の発行形態."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from kiosk.session.events import Press
from kiosk.session.view import MethodPage, Screen, Why
from ui.kit.buttons import ChoiceCard
from ui.kit.context import Kit
from ui.patient.page import Page


class TwoCards(Page):
    """A question and two cards that fill the rest of the page."""

    left_share = 0.42

    def lay(self, cards: list[ChoiceCard], *more: QWidget, aside: QWidget | None = None) -> None:
        """Lay out and number the cards, with `more` below them; `aside` as in `ask`."""
        self.choices = [*cards, *self.choices[len(cards) :]]
        self.ask([self.title()], [*cards, *more], gap=28, aside=aside)

    def card(
        self, press: Press, symbol: str, why: Why | None = None, *, brief: bool = False
    ) -> ChoiceCard:
        """Make a card. `why`: why it cannot be chosen. `brief`: without its small lines."""
        label, more = self.said[press.value].words
        return ChoiceCard(
            self.kit,
            label.marked,
            "" if brief else more.marked,
            press,
            width=self.right,
            symbol=symbol,
            key=len(self.choices) + 1,
            why=more.marked if why else "",
        )


class MethodView(TwoCards):
    """本人確認方法選択; a disabled choice shows its reason."""

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__(kit, screen, size)
        page = screen.page
        assert isinstance(page, MethodPage)
        brief = page.phone and kit.look.low  # three answers must fit the screen's lower part
        face = self.card(Press.FACE, "face", page.face, brief=brief)
        self.choices = [face]
        pin = self.card(Press.PIN, "pin", page.pin, brief=brief)
        self.choices = [face, pin]
        more = []
        if page.phone:
            more.append(self.answer(Press.SMARTPHONE, symbol="phone", height=104))
        staff = self.for_staff() if page.visual else None
        self.lay([face, pin], *more, aside=staff)


class PrescriptionView(TwoCards):
    """処方箋の発行形態."""

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__(kit, screen, size)
        electronic = self.card(Press.ELECTRONIC, "e-prescription")
        self.choices = [electronic]
        paper = self.card(Press.PAPER, "prescription")
        self.lay([electronic, paper])
