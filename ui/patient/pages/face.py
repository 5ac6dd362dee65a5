"""顔認証: the hint as title, and the live picture."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from kiosk.session.events import Hint, Press
from kiosk.session.view import FacePage, Screen
from kiosk.texts.pages.identity import FACE_HINTS, masked
from ui.kit.buttons import Button
from ui.kit.context import Kit
from ui.kit.text import Text
from ui.patient.banner import Banner
from ui.patient.camera import CameraView, Mailbox
from ui.patient.page import Page

_SIGNS = {
    Hint.ALIGN: ("face", "ink"),
    Hint.CLOSER: ("closer", "warn"),
    Hint.FARTHER: ("farther", "warn"),
    Hint.CENTER: ("face", "warn"),
    Hint.LIGHT: ("light", "warn"),
    Hint.BACKLIT: ("light", "warn"),
    Hint.ALONE: ("staff", "warn"),
    Hint.FACE_FRONT: ("face", "warn"),
    Hint.STEADY: ("clock", "ink"),
    Hint.EYES: ("eye", "warn"),
    Hint.MASK: ("face", "warn"),
    Hint.TURN: ("turn", "ink"),
    Hint.HOLD: ("check", "ok"),
}


class FaceView(Page):
    """The banner with the hint, the camera's picture, and the button for the PIN."""

    left_share = 0.55

    def __init__(
        self, kit: Kit, screen: Screen, size: QSize, mailbox: Mailbox | None, position: str
    ) -> None:
        super().__init__(kit, screen, size)
        self._short = kit.brief or kit.look.large_text
        self.camera = CameraView(kit, mailbox, position)
        hints = [self._hint(kit.texts(key)) for key in FACE_HINTS]
        width = self.right if self.two_columns else self.left
        self.banner = Banner(kit, width=width, texts=hints)
        self._show()
        if self.two_columns:
            self._build_wide(screen)
        else:
            self._build_tall(screen)

    def refresh(self, screen: Screen) -> bool:
        page = screen.page
        assert isinstance(page, FacePage)
        if page.pin != bool(self.choices) and not page.matched:
            return False
        shown = self.screen_shown.page
        if isinstance(shown, FacePage) and masked(page) != masked(shown):
            return False  # the sentence beside the picture has changed
        self.take(screen)
        self._show()
        return True

    def _hint(self, text: str) -> str:
        """The hint; on a tall screen on one line if it fits."""
        return text if self.two_columns else text.replace("\n", "|")

    def _show(self) -> None:
        page = self.screen_shown.page
        assert isinstance(page, FacePage)
        symbol, tone = ("check", "ok") if page.matched else _SIGNS[page.hint]
        self.banner.put(self._hint(self.words("title")), symbol, tone)
        adjust = tone == "warn"
        self.camera.put(
            adjust=adjust, progress=1.0 if page.matched else page.progress, face=page.face
        )

    def _pin(self, width: int) -> Button | None:
        if Press.PIN.value not in self.said:
            return None
        return self.answer(Press.PIN, role="button_small", symbol="pin", width=width, height=96)

    def _build_tall(self, screen: Screen) -> None:
        kit, look = self.kit, self.kit.look
        column = QVBoxLayout(self)
        column.setContentsMargins(look.margin, look.gap(32), look.margin, look.gap(28))
        column.setSpacing(look.gap(24))
        column.addWidget(self.banner)
        column.addWidget(self.camera, 1)
        room = round(self.left * 0.48)
        pin = self._pin(room)
        beside = pin is not None and not pin.lines.shrunk and len(pin.lines.lines) == 1
        if pin is not None and not beside:
            pin.deleteLater()
            self.choices.clear()
            pin = self._pin(self.left)
        if not self._short:
            width = self.left - room - look.gap(16) if beside else self.left
            note = Text(kit, self.words("note"), "caption", width=width, colour="ink2")
            if not beside:
                column.addWidget(note)
        if pin is None:
            return
        if not beside:
            column.addWidget(pin)
            return
        row = QHBoxLayout()
        if not self._short:
            row.addWidget(note, 1)
        pin.setMinimumWidth(room)
        row.addWidget(pin, 0 if not self._short else 1)
        column.addLayout(row)

    def _build_wide(self, screen: Screen) -> None:
        kit, look = self.kit, self.kit.look
        row = QHBoxLayout(self)
        row.setContentsMargins(look.margin, look.gap(36), look.margin, look.gap(36))
        row.setSpacing(self._gutter)
        self.camera.setFixedWidth(self.left)
        row.addWidget(self.camera)
        column = QVBoxLayout()
        column.setSpacing(look.gap(20))
        title = self.words("heading")
        if not kit.brief:
            column.addWidget(Text(kit, title, "question", width=self.right, bold=True))
        column.addWidget(self.banner)
        column.addStretch(1)
        if not self._short:
            note = self.words("note")
            column.addWidget(Text(kit, note, "caption", width=self.right, colour="ink2"))
        if pin := self._pin(self.right):
            column.addWidget(pin)
        row.addLayout(column, 1)

    has_detail = True
