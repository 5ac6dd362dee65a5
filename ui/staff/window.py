"""資格確認端末: draws a `StaffView` and reports what staff press; it decides nothing."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QPdfWriter, QResizeEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kiosk.staff.acts import (
    AskAgain,
    Cancel,
    EndVisual,
    OpenOffice,
    Restart,
    Select,
    SignIn,
    SignOut,
    StaffAct,
    TakeStatement,
)
from kiosk.staff.advice import Way, needs_staff
from kiosk.staff.emergency import MODES
from kiosk.staff.roles import Role
from kiosk.staff.view import Check, Lamp, ReceptionRow, StaffView
from kiosk.texts import Texts, load
from ui.kit.desk.asks import Ask, close_notices
from ui.kit.desk.dense import Demo, Surface, button, column, desk_kit, plain_area, row, sign, text
from ui.kit.desk.papers import ask_print, ask_save
from ui.kit.weak_calls import weakly
from ui.staff.detail import Detail
from ui.staff.dialogs import ask_compared, ask_end, ask_visual
from ui.staff.emergency import ask_card, ask_mode
from ui.staff.forms import ask_look_up, ask_sign_in
from ui.staff.notices import ask_statement, show_help, show_lamp, show_record
from ui.staff.rows import Head, Row, row_list
from ui.staff.statement import known, paint_statement

OnAct = Callable[[StaffAct], None]


SMALLEST = QSize(856, 440)
"""Fits beside the patient's window on 1280 by 720, 1920 by 1080 with a scale of 200 %, and below
the table on 1920 by 1080."""
ROOMY = 1400
"""Width in pixels from which all buttons of the list stand beside its heading."""
WIDE = 1240
"""Width in pixels below which a row's details are shown only in the detail panel."""
LOW = 560
"""Height in pixels below which header, footer and margins are smaller."""


class StaffWindow(QWidget):
    """Header, today's receptions, details of one, and the state of the devices."""

    def __init__(
        self, on_act: OnAct, width: int = 1440, height: int = 900, texts: Texts | None = None
    ) -> None:
        super().__init__()
        self._act = on_act
        self._texts = texts or load(domain="staff")
        self._kit = desk_kit(self._texts, width, height)
        self._view: StaffView | None = None
        self._ask: Ask | None = None
        self._asked: object = None
        self._typed_user = ""
        self.stays = False
        """Closed by the user, the window is minimised, because nothing could open it again."""
        self.setWindowTitle(self._texts("title"))
        self.setMinimumSize(SMALLEST)
        self.resize(width, height)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._header, self._footer = QWidget(), QWidget()
        self._list, self._detail = QWidget(), QWidget()
        self._middle = QHBoxLayout()
        self._middle.setSpacing(24)
        self._middle.addWidget(self._list)
        self._middle.addWidget(self._detail)
        self._set_margins()
        self._column.addWidget(self._header)
        self._column.addLayout(self._middle, 1)
        self._column.addWidget(self._footer)

    @property
    def _narrow(self) -> bool:
        return self.width() < WIDE

    @property
    def _low(self) -> bool:
        return self.height() < LOW

    @property
    def _share(self) -> int:
        """What the details take of the width, in percent."""
        return 51 if self._narrow else 46

    def _set_margins(self) -> None:
        self._middle.setContentsMargins(*((20, 8, 20, 8) if self._low else (28, 25, 28, 20)))
        self._middle.setStretch(0, 100 - self._share)
        self._middle.setStretch(1, self._share)

    def present(self, view: StaffView) -> None:
        """Show `view`; parts that have not changed stay as they are.

        No reception is drawn before somebody has signed in.
        """
        if view.role is None:
            view = replace(view, receptions=(), selected=None, check=None)
        before, self._view = self._view, view
        if before == view:
            return
        if before is None or _head(before) != _head(view):
            self._header = self._swap(self._header, self._make_header(view))
        if before is None or _body(before) != _body(view):
            place, focused = self._scrolled(), self.focusWidget()
            self._list = self._swap(self._list, self._make_list(view, place))
            self._detail = self._swap(self._detail, self._make_detail(view))
            if isinstance(focused, Row):
                self._focus_row(focused.reception_id)
        if before is None or _foot(before) != _foot(view):
            self._footer = self._swap(self._footer, self._make_footer(view))
        self._question(view)

    def _focus_row(self, wanted: str) -> None:
        for one in self._list.findChildren(Row):
            if one.reception_id == wanted:
                one.setFocus()

    def _swap(self, old: QWidget, new: QWidget) -> QWidget:
        layout = self._middle if old in (self._list, self._detail) else self._column
        layout.replaceWidget(old, new)
        new.lower()
        new.show()
        old.hide()
        old.deleteLater()
        return new

    def _make_header(self, view: StaffView) -> QWidget:
        kit, texts, act = self._kit, self._texts, self._act
        bar = Surface(kit, "warn_tint" if view.visual else "surface", "bottom")
        bar.setFixedHeight(56 if self._low and view.visual is None else 72)
        box = QHBoxLayout(bar)
        box.setContentsMargins(28, 0, 28, 0)
        box.setSpacing(10 if self._narrow else 20)
        box.addWidget(text(kit, texts("title"), "desk_title", bold=True))
        box.addWidget(Demo(kit))
        if view.visual is None and not self._narrow:  # else the reminder needs the space
            box.addWidget(text(kit, view.facility, colour="ink2"))
        box.addStretch(1)
        for part in self._mode(view):
            box.addWidget(part)
        if view.role is not None:
            whole = texts("role.sign_out", role=texts(f"role.{view.role}"))
            words = texts("role.leave") if self._narrow else whole
            leave = button(kit, words, lambda: act(SignOut()), style="back", symbol="staff")
            leave.setAccessibleName(whole)
            box.addWidget(leave)
        return bar

    def _mode(self, view: StaffView) -> list[QWidget]:
        kit, texts, visual, act = self._kit, self._texts, view.visual, self._act
        if visual is None:
            parts: list[QWidget] = [
                row(sign(kit, "reader"), text(kit, texts("mode.unattended"), bold=True), gap=10)
            ]
            if view.role is Role.ADMIN:
                words = texts("mode.to_visual")
                parts.append(button(kit, words, self._ask_visual, symbol="eye"))
            return parts
        minutes = max(0, int((view.now - visual.since).total_seconds() // 60))
        until = (
            texts("mode.until.patient")
            if visual.minutes_left is None
            else texts("mode.until.minutes", minutes=visual.minutes_left)
        )
        ago = "mode.since" if minutes else "mode.since.now"
        since = texts(ago, who=visual.by, minutes=minutes)
        told = (since, until) if self._narrow else (f"{since}・{until}",)
        return [
            row(
                sign(kit, "eye", 34, "warn"),
                column(
                    text(kit, texts("mode.visual"), "desk_heading", bold=True, colour="warn"),
                    *(text(kit, line, "desk_note") for line in told),
                    gap=0,
                ),
                gap=12,
            ),
            button(kit, texts("mode.to_unattended"), lambda: act(EndVisual()), style="primary"),
        ]

    def _make_list(self, view: StaffView, place: int) -> QWidget:
        kit, texts = self._kit, self._texts
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        waiting = sum(map(needs_staff, view.receptions))
        count = texts("today.count", count=len(view.receptions), open=waiting)
        head = (text(kit, texts("today"), "desk_title", bold=True), text(kit, count, colour="ink2"))
        buttons = [button(kit, texts("help"), self._show_help, style="back")]
        if view.role in (Role.ADMIN, Role.GENERAL):
            buttons.append(button(kit, texts("lookup"), self._ask_look_up, style="back"))
            office = partial(self._act, OpenOffice())
            buttons.append(button(kit, texts("office"), office, style="back"))
        if view.modes:
            buttons.append(button(kit, texts("emergency"), self._ask_mode, style="back"))
        if self._narrow:
            rows = [row(*buttons[place : place + 2], 1) for place in range(0, len(buttons), 2)]
            box.addWidget(column(row(*head, 1), *rows, gap=8))
        else:
            beside = 3 if self.width() >= ROOMY else 2
            box.addWidget(row(*head, 1, *buttons[:beside]))
            if buttons[beside:]:
                box.addWidget(row(*buttons[beside:], 1))
        frame = Surface(kit)
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.setSpacing(0)
        inner.addWidget(Head(kit))
        inner.addWidget(self._scroll(view, place), 1)
        box.addWidget(frame, 1)
        return holder

    def _scroll(self, view: StaffView, place: int) -> QScrollArea:
        act = self._act
        area = plain_area(
            row_list(self._kit, view.receptions, view.selected, lambda wanted: act(Select(wanted)))
        )
        area.verticalScrollBar().setValue(place)
        return area

    def _scrolled(self) -> int:
        area = self._list.findChild(QScrollArea)
        return area.verticalScrollBar().value() if area is not None else 0

    def _make_detail(self, view: StaffView) -> QWidget:
        chosen = next((r for r in view.receptions if r.id == view.selected), None)
        width = (self.width() - 80) * self._share // 100
        end, look_up = weakly(self._ask_end), weakly(self._ask_look_up)
        go, role = weakly(self._go), view.role or Role.RECORDS
        offered = chosen is None or chosen.mode in (None, *view.modes)
        again = weakly(self._ask_again) if offered else None
        return Detail(self._kit, chosen, self._act, end, look_up, go, width, role, again)

    def _go(self, way: Way, reception: ReceptionRow) -> None:
        """One of the ways of the advice."""
        if way is Way.VISUAL:
            self._ask_visual()
        elif way is Way.HELP:
            show_help(self._kit, self, *self._papers(reception))
        else:
            take = partial(self._act, TakeStatement(reception.id))
            ask_statement(self._kit, self, *self._papers(reception), take)

    def _papers(
        self, reception: ReceptionRow | None
    ) -> tuple[Callable[[], object], Callable[[], object]]:
        """Save and print the statement, filled with what is known of a reception."""
        assert self._view is not None
        filled = known(self._texts, reception, self._view.now.date()) if reception else {}

        def paint(device: QPdfWriter | QPrinter) -> None:
            paint_statement(self._texts, device, filled)

        save = partial(ask_save, self._kit, self, self._texts("statement.title"), paint)
        return save, partial(ask_print, self._kit, self, save, paint)

    def _make_footer(self, view: StaffView) -> QWidget:
        kit, texts = self._kit, self._texts
        bar = Surface(kit, "surface", "top")
        bar.setFixedHeight(50 if self._low else 54)
        box = QHBoxLayout(bar)
        box.setContentsMargins(28, 0, 28, 0)
        box.setSpacing(10 if self._narrow else 34)
        for lamp in view.lamps:
            box.addWidget(self._lamp(lamp))
        box.addStretch(1)
        if view.role is not None:
            role = "desk_small" if self._narrow else "desk"
            box.addWidget(button(kit, texts("record"), self._show_record, style="back", role=role))
        words = texts("desk", number="番・".join(map(str, view.desks)))
        box.addWidget(text(kit, words, "desk_small", colour="ink2"))
        return bar

    def _lamp(self, lamp: Lamp) -> QWidget:
        """The state of a device: a label, or a button that shows its fault."""
        kit, texts = self._kit, self._texts
        name, show = texts(f"lamp.{lamp.device}"), weakly(self._show_lamp)
        if lamp.sentence:
            shown = button(
                kit, f"{name} {lamp.sentence}", lambda: show(lamp),
                style="back", symbol="warning", role="desk_small" if self._narrow else "desk",
            )  # fmt: skip
            shown.setAccessibleDescription(lamp.advice)
            return shown
        good = [] if self._narrow else [text(kit, texts("lamp.good"), bold=True)]
        return row(sign(kit, "check", 22, "ok"), text(kit, name), *good, gap=8)

    def _question(self, view: StaffView) -> None:
        """Show or close the dialogs of sign-in and comparison, as the view says."""
        wanted: object = None
        if view.role is None:
            wanted = ("sign_in", view.refusals, view.wait, view.nobody, view.left, view.demo)
        elif view.role is not Role.RECORDS:
            wanted = view.check
        if wanted == self._asked:
            return
        if self._asked and self._ask is not None:
            self._ask.close_ask()
            self._ask = None
        self._asked = wanted
        if view.role is None:
            for left in self.findChildren(Ask):  # dialogs that were open at sign-out
                left.close_ask()
            for saving in self.findChildren(QFileDialog):  # what they save is a patient's
                saving.reject()
            user = self._typed_user if view.refusals else ""
            self._ask = ask_sign_in(self._kit, self, view, weakly(self._sign_in), user)
        elif isinstance(wanted, Check):
            close_notices(self)
            desk = wanted.desk if len(view.desks) > 1 else None
            self._ask = ask_compared(self._kit, self, wanted, desk, self._act)

    def _sign_in(self, act: StaffAct) -> None:
        if isinstance(act, SignIn):
            self._typed_user = act.user
        self._act(act)

    def _ask_visual(self) -> None:
        assert self._view is not None
        ask_visual(self._kit, self, self._view.visual_minutes, self._view.desks, self._act)

    def _ask_end(self, reception: ReceptionRow, wanted: type[Cancel] | type[Restart]) -> None:
        ask_end(self._kit, self, reception, wanted, self._act)

    def _ask_look_up(self) -> None:
        ask_look_up(self._kit, self, self._act)

    def _ask_again(self, reception: ReceptionRow) -> None:
        """Ask for a card anew, since another one may lie there by now; repeat other look-ups."""
        mode = reception.mode
        if mode is not None and MODES[mode].card_first:
            ask_card(self._kit, self, mode, self._act)
        else:
            self._act(AskAgain(reception.id))

    def _ask_mode(self) -> None:
        assert self._view is not None
        ask_mode(self._kit, self, self._view.modes, self._act)

    def _show_help(self) -> None:
        show_help(self._kit, self, *self._papers(None))

    def _show_lamp(self, lamp: Lamp) -> None:
        show_lamp(self._kit, self, lamp)

    def _show_record(self) -> None:
        assert self._view is not None
        show_record(self._kit, self, self._view.record, len(self._view.desks))

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.stays:
            event.ignore()
            self.showMinimized()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._set_margins()
        if (view := self._view) is not None:
            self._header = self._swap(self._header, self._make_header(view))
            self._list = self._swap(self._list, self._make_list(view, self._scrolled()))
            self._detail = self._swap(self._detail, self._make_detail(view))
            self._footer = self._swap(self._footer, self._make_footer(view))
        for ask in self.findChildren(Ask):
            if not ask.isHidden():
                ask.open()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._kit.colour("ground"))


def _body(view: StaffView) -> tuple[object, ...]:
    """The data of the list and the details."""
    return (view.receptions, view.selected, view.role, view.modes)


def _head(view: StaffView) -> tuple[object, ...]:
    """The data of the header."""
    minute = view.now.replace(second=0, microsecond=0) if view.visual else None
    return (view.facility, view.role, view.user, view.visual, minute)


def _foot(view: StaffView) -> tuple[object, ...]:
    """The data of the footer."""
    return (view.lamps, view.desks, view.role is None)
