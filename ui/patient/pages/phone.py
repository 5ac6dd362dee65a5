"""スマートフォン: the choice of its kind, and where and how to hold it."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from kiosk.session.events import Press
from kiosk.session.view import HoldPage, Screen, Strip
from kiosk.texts.pages.typing import HOLD_HINTS
from ui.kit.context import Kit
from ui.kit.drawing import paint_phone
from ui.patient.banner import Banner
from ui.patient.page import Page
from ui.patient.pages.choosing import TwoCards
from ui.patient.scenes import ReaderScene

_PHONE = QRectF(243, 0, 130, 232)
_SIGNS = {
    "hold.wait": ("phone-hold", "ink"),
    "hold.reading": ("clock", "ink"),
    "hold.short": ("warning", "warn"),
    "hold.mute": ("warning", "warn"),
}
"""The banner's icon and tone for each hint."""


class PhoneView(TwoCards):
    """iPhone or Android."""

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__(kit, screen, size)
        brief = kit.look.low and screen.strip is Strip.TAKE  # the strip is tall
        iphone = self.card(Press.IPHONE, "phone-face", brief=brief)
        self.choices = [iphone]
        android = self.card(Press.ANDROID, "phone-pin", brief=brief)
        self.lay([iphone, android])


class PhoneScene(ReaderScene):
    """A drawing of the phone over the reader that takes it."""

    def paint_thing(self, painter: QPainter) -> None:
        paint_phone(painter, _PHONE, self.kit.look.colours)


class HoldView(Page):
    """Asks to hold the phone on the reader, then to keep it there until it was read."""

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__(kit, screen, size)
        page = screen.page
        assert isinstance(page, HoldPage)
        self._banner = Banner(
            kit,
            width=self.left,
            role="button_small",
            texts=[kit.texts(key) for key in HOLD_HINTS],
        )
        scene = PhoneScene(kit, self.said["picture"].name, least=120, phones_at=page.at)
        words: list[QWidget] = [
            self.title(),
            self.body("lead"),
            self._banner,
        ]
        self._show()
        self.ask(words, [scene], gap=28)

    def _show(self) -> None:
        (hint,) = self.said["hint"].words
        self._banner.put(hint.marked, *_SIGNS[hint.key or ""])

    def refresh(self, screen: Screen) -> bool:
        now, before = screen.page, self.screen_shown.page
        assert isinstance(now, HoldPage)
        assert isinstance(before, HoldPage)
        if (now.kind, now.at) != (before.kind, before.at):
            return False
        self.take(screen)
        self._show()
        return True
