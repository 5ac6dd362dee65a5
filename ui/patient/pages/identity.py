"""Pages around 本人確認: face not recognised, check by staff, registration, expiry."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.session.events import Press
from kiosk.session.view import FaceUnprovenPage, Screen
from ui.kit.context import Kit
from ui.kit.icon import Icon
from ui.kit.text import CENTER, Text
from ui.patient.page import Page
from ui.patient.panels import Note, Panel, when_and_what


class FaceUnprovenView(Page):
    """顔を確認できませんでした: the next possible steps."""

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__(kit, screen, size)
        page = screen.page
        assert isinstance(page, FaceUnprovenPage)
        question = [self.title("warning"), self.body()]
        answers: list[QWidget | int] = []
        if page.pin:
            answers.append(
                self.answer(
                    Press.PIN, style="primary", role="button_large", symbol="pin", height=168
                )
            )
        if page.retry:
            answers.append(self.answer(Press.FACE, symbol="retry", height=136))
        staff = self.for_staff() if page.visual else None
        note = Note(
            kit,
            *when_and_what(self.said["staff"]),
            width=self.left,
        )
        if self.two_columns or kit.look.low:
            self.ask([*question, note], answers, aside=staff)
        else:
            asked = [*answers, staff] if staff else answers
            self.ask([*question, *[w for w in asked if isinstance(w, QWidget)]], [note])


class VisualView(Page):
    """係員が確認しています."""

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__(kit, screen, size)
        look = kit.look
        width = size.width() - 2 * look.margin
        column = QVBoxLayout(self)
        column.setContentsMargins(look.margin, look.gap(24), look.margin, look.gap(24))
        column.setSpacing(look.gap(28))
        column.addStretch(2)
        wide = look.grid.landscape
        column.addWidget(
            self.centred(
                Icon(kit, "eye", look.px(84 if wide else 120), disc=look.px(150 if wide else 220))
            )
        )
        title, lead = self.words("title"), self.words("lead")
        column.addWidget(Text(kit, title, "display", width=width, bold=True, align=CENTER))
        column.addWidget(Text(kit, lead, "lead", width=width, align=CENTER))
        column.addStretch(3)


class RegistrationView(Page):
    """利用登録: 登録する or 登録しない."""

    has_detail = True

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__(kit, screen, size)
        look = kit.look
        question: list[QWidget] = [self.title(), self.body()]
        if not kit.brief and not look.large_text and look.grid.name != "small":
            side = 220 if not self.two_columns else 150
            picture = Icon(kit, "register", look.px(side * 0.6), disc=look.px(side))
            question.append(self.centred(picture))
        yes = self.answer(Press.REGISTER, style="primary", role="button_large", height=148)
        no = self.answer(Press.NOT_REGISTER, height=120)
        self.primary = None
        self.ask(question, [yes, no], gap=28)


class CertificateView(Page):
    """期限: the day on which the certificate expires, and where to renew it."""

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__(kit, screen, size)
        look = kit.look
        colour = "ink" if look.contrast else "warn"
        inner = self.left - 2 * look.gap(36) - 2 * look.border(4)
        panel = Panel(
            kit,
            [
                Text(kit, self.words("ends"), "body", width=inner),
                Text(kit, self.words("day"), "choice", width=inner, bold=True),
                Text(kit, self.words("left"), "button", width=inner, colour=colour, bold=True),
            ],
            tone="warn", pad=36,
        )  # fmt: skip
        title, lead = self.title("expiry"), self.body("lead")
        ok = self.answer(
            Press.CONFIRM, style="primary", role="button_large",
            symbol="next", after=True, height=152,
        )  # fmt: skip
        if self.two_columns:
            lead = self.body("body", width=self.right)
            self.ask([title, panel], [lead, ok], gap=32)
        else:
            self.ask([title, panel, lead], [ok], gap=36)
