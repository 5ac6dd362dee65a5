"""Choices between two large cards: 本人確認方法, 処方箋の発行形態."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from kiosk.session.events import Press
from kiosk.session.view import MethodPage, Screen, Why
from ui.components import ChoiceCard
from ui.kit import Kit
from ui.patient.page import Page


class TwoCards(Page):
    """A question and two cards that share the rest of the page."""

    left_share = 0.42

    def lay(self, question: str, cards: list[ChoiceCard], *more: QWidget) -> None:
        """Lay out and number the cards; `more` stands below them."""
        self.choices = [*cards, *self.choices[len(cards) :]]
        self.ask([self.title(question)], [*cards, *more], gap=28)

    def card(
        self, name: str, press: Press, symbol: str, why: Why | None = None, *, brief: bool = False
    ) -> ChoiceCard:
        """One card; `name` is the stem of its texts' keys. `brief`: without its small lines."""
        texts = self.kit.texts
        return ChoiceCard(
            self.kit,
            texts(name),
            "" if brief else texts(f"{name}.more"),
            press,
            width=self.right,
            symbol=symbol,
            key=len(self.choices) + 1,
            why=texts(f"why.{why}") if why else "",
        )


class MethodView(TwoCards):
    """本人確認方法選択; what cannot be chosen says why."""

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__(kit, screen, size)
        page = screen.page
        assert isinstance(page, MethodPage)
        brief = page.phone and kit.look.low  # three answers in the lower part of the screen
        face = self.card("method.face", Press.FACE, "face", page.face, brief=brief)
        self.choices = [face]
        pin = self.card("method.pin", Press.PIN, "pin", page.pin, brief=brief)
        self.choices = [face, pin]
        more = []
        if page.phone:
            text = kit.texts("method.phone")
            more.append(self.answer(text, Press.SMARTPHONE, symbol="phone", height=104))
        self.lay(kit.texts("method.question"), [face, pin], *more)


class PrescriptionView(TwoCards):
    """処方箋の発行形態."""

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__(kit, screen, size)
        electronic = self.card("prescription.electronic", Press.ELECTRONIC, "e-prescription")
        self.choices = [electronic]
        paper = self.card("prescription.paper", Press.PAPER, "prescription")
        self.lay(kit.texts("prescription.question"), [electronic, paper])
