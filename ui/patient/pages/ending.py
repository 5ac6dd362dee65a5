"""Waiting and the end: 確認中, 完了, 取り出し, 取り忘れ, 早い取り出し."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.session.view import (
    DonePage,
    RemovedEarlyPage,
    RemovedItem,
    Screen,
    TakeCardPage,
    Wait,
    WaitPage,
)
from ui.kit.context import Kit
from ui.kit.drawing import paint_hazard
from ui.kit.icon import Icon, draw_icon
from ui.kit.text import CENTER, LEFT, Text
from ui.patient.page import Page
from ui.patient.panels import Line, line, row_panel
from ui.patient.scenes import ReaderScene, Ring

_WAIT_SIGNS = {
    Wait.READING: "card",
    Wait.IDENTIFYING: "card",
    Wait.REGISTERING: "register",
    Wait.SUBMITTING: "check",
}


class WaitView(Page):
    """確認中: the patient waits for the answer."""

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__(kit, screen, size)
        look = kit.look
        page = screen.page
        assert isinstance(page, WaitPage)
        width = size.width() - 2 * look.margin
        token = 150 if look.grid.landscape else 242
        self.ring = Ring(kit, _WAIT_SIGNS[page.what], round(token * max(look.gaps, 0.7)))
        title = Text(kit, self.words("title"), "display", width=width, bold=True, align=CENTER)
        self.lead = Text(kit, kit.texts("wait.slow"), "lead", width=width, align=CENTER)
        least = self.lead.sizeHint().height()
        self.lead.setFixedHeight(least)
        self._show()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.margin, look.gap(24), look.margin, look.gap(24))
        column.setSpacing(look.gap(20))
        column.addStretch(2)
        column.addWidget(self.centred(self.ring))
        column.addSpacing(look.gap(28))
        column.addWidget(title)
        column.addWidget(self.lead)
        column.addStretch(3)

    def _show(self) -> None:
        self.lead.put(self.words("lead"))

    def refresh(self, screen: Screen) -> bool:
        now, before = screen.page, self.screen_shown.page
        assert isinstance(now, WaitPage)
        assert isinstance(before, WaitPage)
        if now.what is not before.what:
            return False
        self.take(screen)
        self._show()
        return True


class DoneView(Page):
    """受付が完了しました, and what was given."""

    has_detail = True

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__(kit, screen, size)
        look = kit.look
        wide = self.two_columns
        width = self.left
        align = LEFT if wide else CENTER
        side = look.gap(150 if wide else 220)
        on = "on_primary" if not look.contrast else "ok_tint"
        assert isinstance(screen.page, DonePage)
        symbol, fill = ("check", "ok") if screen.page.valid else ("staff", "primary")
        if not screen.page.valid:
            on = "on_primary"
        sign = Icon(kit, symbol, round(side * 0.62), on, disc=side, fill=fill)
        title = Text(kit, self.words("title"), "display", width=width, bold=True, align=align)
        lead = Text(kit, self.words("lead"), "lead", width=width, align=align)
        lines = [
            line(self.said[name], "check", strong_value=True)
            for name in ("check", "given")
            if name in self.said
        ]
        panel = row_panel(kit, lines, width=self.right)
        if wide:
            self.ask([_left(sign), title, lead], [panel], gap=20)
            return
        column = QVBoxLayout(self)
        column.setContentsMargins(look.margin, look.gap(32), look.margin, look.gap(32))
        column.setSpacing(look.gap(20))
        column.addStretch(2)
        column.addWidget(self.centred(sign))
        column.addSpacing(look.gap(16))
        column.addWidget(title)
        column.addWidget(lead)
        column.addStretch(2)
        if not kit.brief:
            column.addWidget(panel)
        column.addStretch(3)


class TakeCardView(Page):
    """カードをお取りください: a yellow screen, later with an alarm border."""

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__(kit, screen, size)
        page = screen.page
        assert isinstance(page, TakeCardPage)
        self._alarm = page.alarm
        edge = kit.look.px(28) if page.alarm else 0
        scene = ReaderScene(kit, self.said["picture"].name, take=True)
        room = self.left if self.two_columns else size.width() - 2 * kit.look.margin
        done = _Sign(kit, self.words("done"), page.completed, room - edge)
        if self.two_columns:
            self._side_by_side(self._written(room), scene, done, edge)
        else:
            self._stacked(self._written(room), scene, done, edge)

    def _written(self, room: int) -> list[QWidget]:
        """The alarm's sign, the title and the sentence, in `room` pixels."""
        kit, wide = self.kit, self.two_columns
        room -= kit.look.px(24) if self._alarm else 0
        align = LEFT if wide else CENTER
        role = "display" if self._alarm or wide else "poster"
        title, lead = self.words("title"), self.words("lead")
        written: list[QWidget] = [
            Text(kit, title, role, width=room, colour="on_card", bold=True, align=align),
            Text(kit, lead, "lead", width=room, colour="on_card", align=align),
        ]
        if self._alarm:
            disc = kit.look.gap(128)
            sign = Icon(kit, "bell", kit.look.gap(76), "card", disc=disc, fill="on_card")
            written.insert(0, _left(sign) if wide else self.centred(sign))
        return written

    def _side_by_side(
        self, written: list[QWidget], scene: QWidget, done: QWidget, edge: int
    ) -> None:
        look = self.kit.look
        row = QHBoxLayout(self)
        side, below = look.margin + edge, look.gap(24) + edge
        row.setContentsMargins(side, look.gap(16), side, below)
        row.setSpacing(self._gutter)
        column = QVBoxLayout()
        column.setSpacing(look.gap(20))
        column.addStretch(1)
        for part in written:
            column.addWidget(part)
        column.addSpacing(look.gap(24))
        column.addWidget(_left(done))
        column.addStretch(1)
        row.addLayout(column, 1)
        scene.setMaximumHeight(look.px(440))
        row.addWidget(scene, 1)

    def _stacked(self, written: list[QWidget], scene: QWidget, done: QWidget, edge: int) -> None:
        look = self.kit.look
        column = QVBoxLayout(self)
        side, below = look.margin + edge // 2, look.gap(48) + edge
        column.setContentsMargins(side, look.gap(16), side, below)
        column.setSpacing(look.gap(20))
        for part in written:
            column.addWidget(part)
        column.addSpacing(look.gap(24))
        column.addWidget(scene, 1)
        column.addSpacing(look.gap(48))
        column.addWidget(self.centred(done))

    def paint_ground(self, painter: QPainter, area: QRectF) -> None:
        """Paint the yellow background and the alarm border."""
        painter.fillRect(area, self.kit.colour("card"))
        if self._alarm:
            band = self.kit.look.px(28)
            paint_hazard(painter, area, band, self.kit.colour("card"), self.kit.colour("on_card"))


def _left(widget: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget)
    row.addStretch(1)
    return holder


class _Sign(QWidget):
    """A sign and a word on yellow that tell whether the reception is over."""

    def __init__(self, kit: Kit, text: str, good: bool, room: int) -> None:
        super().__init__()
        self._kit, self._symbol = kit, "check" if good else "warning"
        self._size = round(kit.look.type("lead") * 1.35)
        row = QHBoxLayout(self)
        indent = self._size + kit.look.px(20)
        row.setContentsMargins(indent, 0, 0, 0)
        self._text = Text(kit, text, "lead", width=room - indent, colour="on_card", bold=True)
        row.addWidget(self._text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(0, 0, self._size, self.height())
        colour = self._kit.look.colours.on_card
        draw_icon(painter, self, self._symbol, self._size, colour, box)


class RemovedEarlyView(Page):
    """カードが取り出されました: what was done, and that the reception is not finished."""

    has_detail = True

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__(kit, screen, size)
        page = screen.page
        assert isinstance(page, RemovedEarlyPage)
        sign = "clock" if page.identified is None else "check"
        lines = [line(self.said["identity"], sign, strong_value=True)]
        lines += [self._line(item) for item in page.items]
        scene = ReaderScene(kit, self.said["picture"].name, least=120)
        title = self.title("warning")
        panel = row_panel(kit, lines, width=self.left if not self.two_columns else self.right)
        if self.two_columns:
            scene.setMaximumHeight(kit.look.px(260))
        picture = [] if kit.brief else [scene]
        if self.two_columns:
            self.ask([title, self.body(), *picture], [panel], gap=20)
        else:
            self.ask([title, self.body(), panel, *picture], [], gap=28)

    def _line(self, removed: RemovedItem) -> Line:
        symbol = {True: "check", False: "cross", None: "clock"}[removed.answer]
        return line(self.said[f"item.{removed.item.id}"], symbol, strong_value=True)
