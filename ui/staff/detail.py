"""Details of one reception: warnings, the person, and 閲覧の同意 with its expiry."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kiosk.session.rules import Category
from kiosk.staff.acts import Cancel, Restart, StaffAct, TakeOver
from kiosk.staff.advice import Way, advise
from kiosk.staff.roles import Role
from kiosk.staff.view import ConsentState, Notice, ReceptionRow, Result, Status
from ui.kit.context import Kit
from ui.kit.desk.dense import (
    Alert,
    Separator,
    Surface,
    Tag,
    button,
    column,
    plain_area,
    row,
    rows_within,
    sign,
    text,
)
from ui.kit.wrap import breakable
from ui.staff.rows import SIGNS, burden, method_key, status_key, when
from ui.staff.statement import era_day

_WARNED = {
    Status.NEW: "new",
    Status.INVALID: "invalid",
    Status.NONE: "none",
    Status.SEVERAL: "several",
    Status.ERROR: "error",
    Status.REFUSED: "refused",
}
_SHOWN = (Category.CARE, Category.MEDICINE, Category.SURGERY, Category.CHECKUP)


ROOMY = 544
"""Width in pixels from which facts and consents stand in several columns, with wide margins."""
BAR = 44
"""Pixels that the scroll bar and the parts' own margins take."""
RIGHT = 130
"""Pixels that the time and the method take beside the name."""


def _warned(reception: ReceptionRow) -> str:
    """The kind of warning: a look-up by staff shows the patient nothing."""
    kind = _WARNED.get(reception.status, "")
    if kind == "none" and reception.unmet:
        return "unmet"
    if reception.looked_up and kind in ("none", "invalid"):
        return f"lookup.{kind}"
    return "lookup" if reception.looked_up and kind == "error" else kind


def day(kit: Kit, when: date) -> str:
    """A date with the Japanese era."""
    return era_day(kit.texts, when)


class Detail(Surface):
    """The right half of the window. `again` repeats the look-up; None where it is not offered."""

    def __init__(
        self,
        kit: Kit,
        reception: ReceptionRow | None,
        act: Callable[[StaffAct], None],
        end: Callable[[ReceptionRow, type[Cancel] | type[Restart]], None],
        look_up: Callable[[], None],
        go: Callable[[Way, ReceptionRow], None],
        width: int,
        role: Role,
        again: Callable[[ReceptionRow], None] | None,
    ) -> None:
        super().__init__(kit)
        self._go, self._role, self._again = go, role, again
        self._kit, self._act, self._end, self._look_up = kit, act, end, look_up
        self._roomy = width >= ROOMY
        edge = 20 if self._roomy else 8
        self._width = width - 2 * edge - BAR
        box = QVBoxLayout(self)
        box.setContentsMargins(edge + 6, edge, edge, edge)
        box.setSpacing(14 if self._roomy else 8)
        if reception is None:
            box.addWidget(text(kit, kit.texts("detail.none"), colour="ink2"))
            box.addStretch(1)
            return
        box.addWidget(
            plain_area(column(*self._parts(reception), 1, gap=10 if self._roomy else 8)), 1
        )
        if role is not Role.RECORDS:
            box.addWidget(self._buttons(reception))

    def _parts(self, reception: ReceptionRow) -> list[QWidget]:
        kit, texts = self._kit, self._kit.texts
        parts = [self._head(reception), *self._advice(reception)]
        if kind := _warned(reception):
            words = texts(f"warn.{kind}", sentence=reception.sentence)
            parts.append(Alert(kit, texts(f"warn.{kind}.title"), words, self._width))
        for notice in reception.notices:
            title = texts(f"notice.{notice}.title")
            parts.append(Alert(kit, title, texts(f"notice.{notice}"), self._width))
        if reception.result is not None:
            parts.append(self._facts(reception, reception.result))
            parts += self._more(reception)
        if reception.result is not None and not reception.looked_up:
            consents = text(kit, texts("consents"), bold=True)
            parts += [Separator(kit), consents, self._consents(reception.result)]
        if "●" in reception.name:
            words = texts("kuromaru").replace("。", "。|").strip("|")
            note = text(kit, words, "desk_small", width=self._width - 44, colour="ink2")
            parts.append(row(sign(kit, "info", 20, "ink2"), note, 1, gap=10))
        return parts

    def _advice(self, reception: ReceptionRow) -> list[QWidget]:
        """What to do next, and its buttons."""
        kit, texts = self._kit, self._kit.texts
        told = advise(reception, self._role)
        if not told.key:
            return []
        parts: list[QWidget] = [Alert(kit, texts("next.title"), texts(told.key), self._width, "ok")]
        ways = [
            button(kit, texts(f"way.{way}"), partial(self._go, way, reception), role="desk_small")
            for way in told.ways
        ]
        if ways and self._role is not Role.RECORDS:
            parts.append(rows_within(ways, self._width))
        return parts

    def _more(self, reception: ReceptionRow) -> list[QWidget]:
        """Further insurances, and 医療費助成 with the patient's answer."""
        kit, texts = self._kit, self._kit.texts
        lines = []
        for held in reception.others:
            share = texts("burden", tenths=held.burden) if held.burden is not None else "―"
            until = day(kit, held.until) if held.until else ""
            since = texts("since", day=day(kit, held.since)) if held.since else ""
            lines.append(
                texts("other", number=held.insurer_number, insurer=held.insurer, share=share,
                      period=since + until)
            )  # fmt: skip
        if reception.subsidy is not None:
            lines.append(texts(f"subsidy.{reception.subsidy}"))
        shown = [breakable(line).replace("  ", "  |") for line in lines]
        return [text(kit, line, "desk", width=self._width) for line in shown]

    def _head(self, reception: ReceptionRow) -> QWidget:
        kit, texts = self._kit, self._kit.texts
        elsewhere = reception.looked_up or reception.recheck is not None
        proven = reception.running or elsewhere or reception.method
        method = texts(f"{method_key(reception)}.long" if proven else "method.none")
        desk = texts("desk", number=reception.desk) if reception.desk else texts("desk.other")
        where = "" if elsewhere else desk
        time = when(kit, reception, "  ")
        right = Qt.AlignmentFlag.AlignRight
        status = Tag(kit, texts(status_key(reception)), *SIGNS[reception.status])
        lines: list[QWidget] = [row(status, 1)]
        if reception.name:
            second = (text(kit, reception.kana, "desk"), status)
            lines = [
                text(kit, reception.name, "desk_name", bold=True),
                rows_within(second, self._width - RIGHT, gap=10),
            ]
        return row(
            column(*lines, 1, gap=4),
            1,
            column(
                text(kit, f"{time}  {where}".strip(), "desk_small", colour="ink2", align=right),
                text(kit, method, "desk_small", colour="ink2", align=right),
                1,
                gap=2,
            ),
        )

    def _facts(self, reception: ReceptionRow, result: Result) -> QWidget:
        kit, texts = self._kit, self._kit.texts
        born = f"{day(kit, result.birth)} {texts('fact.age', age=result.age)}"
        since = result.new_since or result.since
        prescription = texts(f"prescription.{result.prescription}") if result.prescription else "―"
        across = 3 if self._roomy else 1
        facts = [
            ("birth", born),
            ("insurer", result.insurer_number),
            ("burden", burden(kit, reception, "burden.open")),
            (
                "new_since" if result.new_since else "since",
                texts("since", day=day(kit, since)) if since else "―",
            ),
            ("limit", result.limit or "―"),
            ("prescription", prescription),
        ]
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for index, (name, value) in enumerate(facts):
            cell = (
                text(kit, texts(f"fact.{name}"), "desk_small", colour="ink2"),
                text(kit, value, "desk", bold=True),
            )
            grid.addWidget(column(*cell, 1, gap=2), index // across, index % across)
        for index, share in enumerate((13, 8, 8)[:across]):
            grid.setColumnStretch(index, share)
        return holder

    def _consents(self, result: Result) -> QWidget:
        known = {state.category: state for state in result.consents}
        more = (c for c in known if c not in _SHOWN and c is not Category.LIMIT)
        shown = [*_SHOWN, *more]  # 限度額 is no 閲覧: its consent is shown with the facts
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(8)
        across = 2 if self._roomy else 1
        for index, category in enumerate(shown):
            state = known.get(category, ConsentState(category, None))
            grid.addWidget(self._consent(state), index // across, index % across)
        return holder

    def _consent(self, state: ConsentState) -> QWidget:
        kit, texts = self._kit, self._kit.texts
        if state.given and (at := state.until) is not None:
            key = "consent.over" if state.over else "consent.until"
            words = texts(key, month=at.month, day=at.day, hour=at.hour, minute=at.minute)
            symbol, tone = ("cross", "ink2") if state.over else ("circle", "ok")
        else:
            words = texts("consent.unasked" if state.given is None else "consent.no")
            symbol, tone = "cross", "ink2"
        lines = column(
            text(kit, texts(f"consent.{state.category}"), "desk", bold=True),
            text(kit, words, "desk_small", colour="ink2"),
            gap=0,
        )
        return row(sign(kit, symbol, 26, tone), lines, 1, gap=12)

    def _buttons(self, reception: ReceptionRow) -> QWidget:
        kit, texts, act = self._kit, self._kit.texts, self._act
        parts: list[QWidget | int] = []
        made = partial(button, kit, role="desk" if self._roomy else "desk_small")
        choose = reception.status in (Status.NEW, Status.SEVERAL)
        if choose:
            parts.append(made(texts("act.choose"), self._look_up, style="primary"))
        if Notice.UNDELIVERED in reception.notices:
            take = partial(act, TakeOver(reception.id))
            parts.append(made(texts("act.take_over"), take, style="primary"))
        known = reception.result is not None or reception.looked_up
        if known and self._again and not reception.running:
            again = partial(self._again, reception)
            parts.append(made(texts("act.again"), again, symbol="retry"))
        parts.append(1)
        if reception.running:
            for name, wanted in (("act.restart", Restart), ("act.cancel", Cancel)):
                ask = partial(self._end, reception, wanted)
                parts.append(made(texts(name), ask, style="back"))
        return row(*parts)
