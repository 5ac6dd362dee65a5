"""スマートフォン: which kind it is, and how it is held on the reader."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from kiosk.session.events import Press
from kiosk.session.view import HoldPage, Screen, Strip
from ui.components import Banner
from ui.drawing import ReaderScene, paint_phone
from ui.kit import Kit
from ui.patient.choosing import TwoCards
from ui.patient.page import Page

_PHONE = QRectF(243, 0, 130, 232)
_SAID = {
    "wait": ("phone-hold", "ink"),
    "reading": ("clock", "ink"),
    "short": ("warning", "warn"),
}
"""What the banner says, with its icon and tone."""


class PhoneView(TwoCards):
    """iPhone or Android."""

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__(kit, screen, size)
        brief = kit.look.low and screen.strip is Strip.TAKE  # the strip is tall
        iphone = self.card("phone.iphone", Press.IPHONE, "phone-face", brief=brief)
        self.choices = [iphone]
        android = self.card("phone.android", Press.ANDROID, "phone-pin", brief=brief)
        self.lay(kit.texts("phone.question"), [iphone, android])


class PhoneScene(ReaderScene):
    """The phone over the reader."""

    def paint_thing(self, painter: QPainter) -> None:
        paint_phone(painter, _PHONE, self.kit.look.colours)


class HoldView(Page):
    """Hold the phone on the reader; then keep it there until it has been read."""

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__(kit, screen, size)
        page, texts = screen.page, kit.texts
        assert isinstance(page, HoldPage)
        name = f"hold.{page.kind}"
        self._banner = Banner(
            kit,
            width=self.left,
            role="button_small",
            texts=[texts(f"hold.{said}") for said in _SAID],
        )
        scene = PhoneScene(kit, texts("phone.picture"), least=120)
        words: list[QWidget] = [
            self.title(texts(f"{name}.title")),
            self.body(texts(f"{name}.lead"), "lead"),
            self._banner,
        ]
        self._show(page)
        self.ask(words, [scene], gap=28)

    def _show(self, page: HoldPage) -> None:
        said = "reading" if page.reading else "short" if page.short else "wait"
        self._banner.put(self.kit.texts(f"hold.{said}"), *_SAID[said])

    def refresh(self, screen: Screen) -> bool:
        now, before = screen.page, self.screen_shown.page
        assert isinstance(now, HoldPage)
        assert isinstance(before, HoldPage)
        if now.kind is not before.kind:
            return False
        self._show(now)
        self.screen_shown = screen
        return True
