"""The table's faults by group, each a button, with the number of active ones."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.context import Kit
from ui.kit.desk.dense import Separator, Surface, button, column, plain_area, row, sign, text
from ui.table.flow import FlowLayout
from ui.table.model import ClearFaults, FaultGroup, TableAct, TableView, ToggleFault
from ui.table.tiles import FaultButton

OnAct = Callable[[TableAct], None]
_SYMBOLS = {
    "card": "card",
    "phone": "phone",
    "reader": "reader",
    "camera": "camera",
    "eligibility": "staff",
    "network": "network",
    "file": "folder",
}


def faults(kit: Kit, view: TableView, act: OnAct, width: int) -> QWidget:
    """All groups in a column of `width`, which has its own scroll area."""
    groups: list[QWidget | int] = []
    for group in view.groups:
        line = [Separator(kit)] if groups else []
        groups += [*line, _group(kit, group, act, width)]
    panel = Surface(kit)
    box = QVBoxLayout(panel)
    box.setContentsMargins(1, 1, 1, 1)
    box.addWidget(plain_area(column(*groups, 1, gap=0)))
    return _framed(kit, view, act, panel)


def tabbed(
    kit: Kit, view: TableView, act: OnAct, width: int, shown: str, show: Callable[[str], None]
) -> QWidget:
    """A button for each group, with the number of its active faults, and the faults of one."""
    tabs = QWidget()
    flow = FlowLayout(tabs, 4, width - 8)
    for group in view.groups:
        count = sum(fault.active for fault in group.faults)
        name = kit.texts(f"group.{group.place}") + (f" {count}" if count else "")
        look = "primary" if group.place == shown else "back"
        tab = button(kit, name, partial(show, group.place), style=look, role="desk_small")
        tab.setMinimumHeight(36)
        flow.addWidget(tab)
    group = next(one for one in view.groups if one.place == shown)
    panel = Surface(kit)
    box = QVBoxLayout(panel)
    box.setContentsMargins(10, 8, 6, 8)
    box.addWidget(_buttons(kit, group, act, width - 16, compact=True))
    box.addStretch(1)
    return _framed(kit, view, act, column(tabs, panel, gap=4))


def _framed(kit: Kit, view: TableView, act: OnAct, inside: QWidget) -> QWidget:
    """A title with the number of active faults and a button to clear them, and `inside`."""
    texts = kit.texts
    count = sum(fault.active for group in view.groups for fault in group.faults)
    head: list[QWidget | int] = [text(kit, texts("faults"), bold=True), 1]
    if count:
        used = text(kit, texts("faults.count", count=count), bold=True, colour="warn")
        head += [sign(kit, "fault", 20, "warn"), used]
    else:
        head.append(text(kit, texts("faults.none"), "desk_small", colour="ink2"))
    clear = button(kit, texts("faults.clear"), lambda: act(ClearFaults()), style="back")
    clear.setEnabled(bool(count))
    clear.setMinimumHeight(36)
    holder = column(row(*head, clear, gap=10), gap=4)
    layout = holder.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.addWidget(inside, 1)
    return holder


def _group(kit: Kit, group: FaultGroup, act: OnAct, width: int) -> QWidget:
    name = text(kit, kit.texts(f"group.{group.place}"), "desk", bold=True)
    label = row(sign(kit, _SYMBOLS[group.place], 24, "primary"), name, 1, gap=10)
    label.setFixedWidth(112)
    holder = QWidget()
    box = QHBoxLayout(holder)
    box.setContentsMargins(16, 3, 10, 3)
    box.setSpacing(4)
    box.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
    box.addWidget(_buttons(kit, group, act, width - 150, compact=False), 1)
    return holder


def _buttons(kit: Kit, group: FaultGroup, act: OnAct, width: int, *, compact: bool) -> QWidget:
    buttons = QWidget()
    flow = FlowLayout(buttons, 2 if compact else 4, width)
    for fault in group.faults:
        press = partial(act, ToggleFault(fault.id))
        flow.addWidget(FaultButton(kit, fault, press, compact=compact))
    return buttons
