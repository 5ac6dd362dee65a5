"""The table's faults by group, each a button, with the number of active ones."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.context import Kit
from ui.kit.dense import Line, Surface, button, column, plain_area, row, sign, text
from ui.table.flow import FlowLayout
from ui.table.model import ClearFaults, FaultGroup, ToggleFault, TrayAct, TrayView
from ui.table.tiles import FaultButton

OnAct = Callable[[TrayAct], None]
_SYMBOLS = {
    "card": "card",
    "camera": "camera",
    "eligibility": "staff",
    "network": "network",
    "file": "folder",
}


def faults(kit: Kit, view: TrayView, act: OnAct, width: int, *, scrolls: bool) -> QWidget:
    """All groups in a column of `width`; with `scrolls` it has its own scroll area."""
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
    groups: list[QWidget | int] = []
    for group in view.groups:
        groups += (
            [Line(kit), _group(kit, group, act, width)]
            if groups
            else [_group(kit, group, act, width)]
        )
    inside = column(*groups, 1, gap=0)
    panel = Surface(kit)
    box = QVBoxLayout(panel)
    box.setContentsMargins(1, 1, 1, 1)
    box.addWidget(plain_area(inside) if scrolls else inside)
    holder = column(row(*head, clear, gap=10), gap=10)
    layout = holder.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.addWidget(panel, 1)
    return holder


def _group(kit: Kit, group: FaultGroup, act: OnAct, width: int) -> QWidget:
    name = text(kit, kit.texts(f"group.{group.place}"), "desk", bold=True)
    label = row(sign(kit, _SYMBOLS[group.place], 24, "primary"), name, 1, gap=10)
    label.setFixedWidth(112)
    buttons = QWidget()
    flow = FlowLayout(buttons, 4, width - 150)
    for fault in group.faults:
        flow.addWidget(
            FaultButton(
                kit, fault,
                lambda fault=fault: act(ToggleFault(fault.id)),  # type: ignore[misc]
            )
        )  # fmt: skip
    holder = QWidget()
    box = QHBoxLayout(holder)
    box.setContentsMargins(16, 6, 10, 6)
    box.setSpacing(4)
    box.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
    box.addWidget(buttons, 1)
    return holder
