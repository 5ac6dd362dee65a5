"""待受: a picture of what to do, and a reason to use the card."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.session.events import Fault, Press
from kiosk.session.view import IdlePage, Screen
from kiosk.texts.parts import Part
from ui.kit.context import Kit
from ui.kit.icon import Icon
from ui.kit.text import CENTER, LEFT, Text
from ui.patient.page import Page
from ui.patient.panels import Note
from ui.patient.scenes import ReaderScene, Ring
from ui.patient.slides import Slides


class IdleView(Page):
    """マイナンバーカードを置いてください, or, without a reader, a notice of the outage."""

    left_share = 0.55

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__(kit, screen, size)
        assert isinstance(screen.page, IdlePage)
        if screen.page.fault is not None:
            self._build_down(screen.page.fault)
        elif self.two_columns:
            self._build_wide()
        else:
            self._build_tall()

    def _words(self, align: Qt.AlignmentFlag, width: int) -> list[QWidget]:
        kit = self.kit
        return [
            Text(kit, self.words("title"), "display", width=width, bold=True, align=align),
            Text(kit, self.words("lead"), "body", width=width, align=align),
        ]

    def slides(self) -> list[Part]:
        """The reasons to use the card."""
        return [part for part in self.said.values() if part.id.startswith("slide.")]

    def _phone(self, width: int) -> list[QWidget]:
        """The button スマートフォン, if it is offered."""
        if Press.SMARTPHONE.value not in self.said:
            return []
        button = self.answer(
            Press.SMARTPHONE, role="button_small", symbol="phone", height=92, width=width
        )
        return [button]

    def _build_tall(self) -> None:
        look = self.kit.look
        column = QVBoxLayout(self)
        column.setContentsMargins(look.margin, look.gap(32), look.margin, look.gap(18))
        column.setSpacing(look.gap(16))
        for text in self._words(CENTER, self.left):
            column.addWidget(text)
        column.addSpacing(look.gap(24))
        scene = ReaderScene(self.kit, self.said["picture"].name)
        column.addWidget(scene, 1)
        column.addSpacing(look.gap(32))
        column.addWidget(Slides(self.kit, self.left, self.slides()))
        for button in self._phone(self.left):
            column.addWidget(button)

    def _build_wide(self) -> None:
        look = self.kit.look
        row = QHBoxLayout(self)
        row.setContentsMargins(look.margin, look.gap(16), look.margin, look.gap(16))
        row.setSpacing(self._gutter)
        words = QVBoxLayout()
        words.setSpacing(look.gap(20))
        words.addStretch(1)
        for text in self._words(LEFT, self.left):
            words.addWidget(text)
        words.addSpacing(look.gap(16))
        words.addWidget(Slides(self.kit, self.left, self.slides()))
        for button in self._phone(self.left):
            words.addWidget(button)
        words.addStretch(1)
        row.addLayout(words, round(self.left_share * 100))
        scene = ReaderScene(self.kit, self.said["picture"].name)
        scene.setMaximumHeight(look.px(400))
        row.addWidget(scene, round(100 - self.left_share * 100))

    def _build_down(self, fault: Fault) -> None:
        kit, look = self.kit, self.kit.look
        starting = fault is Fault.STARTING
        column = QVBoxLayout(self)
        column.setContentsMargins(look.margin, look.gap(24), look.margin, look.gap(24))
        column.setSpacing(look.gap(28))
        width = self.size_given.width() - 2 * look.margin
        column.addStretch(1)
        sign = Ring(kit, "reader", 200) if starting else Icon(kit, "warning", look.px(140), "warn")
        column.addWidget(self.centred(sign))
        column.addWidget(
            Text(kit, self.words("title"), "display", width=width, bold=True, align=CENTER)
        )
        column.addWidget(Text(kit, self.words("lead"), "lead", width=width, align=CENTER))
        column.addStretch(1)
        if not starting:
            way = self.words("way").replace("\n", "|")
            column.addWidget(Note(kit, "", way, width=width))
