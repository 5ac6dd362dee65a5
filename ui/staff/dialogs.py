"""Dialogs of the staff's window: switch to 目視確認, compare, cancel, restart."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from kiosk.staff.acts import Cancel, Compared, Restart, StaffAct, StartVisual
from kiosk.staff.view import Check, ReceptionRow
from ui.kit.context import Kit
from ui.kit.desk.asks import Ask, choices
from ui.kit.desk.dense import text


def ask_visual(
    kit: Kit, parent: QWidget, minutes: int, desks: Sequence[int], act: Callable[[StaffAct], None]
) -> Ask:
    """切替の確認: ask for how long (one patient by default, or `minutes`) and which desk."""
    texts = kit.texts
    ask = Ask(kit, parent, "eye", texts("visual.title"))
    ask.sentence(texts("visual.body"))
    _, timed = choices(kit, ask, texts("visual.one"), texts("visual.minutes", minutes=minutes))
    where = [texts("desk", number=desk) for desk in desks]
    at = choices(kit, ask, *where) if len(desks) > 1 else []

    def switch() -> None:
        desk = next((n for n, c in zip(desks, at, strict=False) if c.isChecked()), desks[0])
        wanted = StartVisual(minutes if timed.isChecked() else None, desk)
        ask.close_ask()
        act(wanted)
        tell_switched(kit, parent)

    ask.answers(
        (texts("visual.no"), ask.close_ask, "secondary"), (texts("visual.yes"), switch, "primary")
    )
    ask.open()
    return ask


def tell_switched(kit: Kit, parent: QWidget) -> Ask:
    """切替の完了: tell that 目視確認 is on."""
    texts = kit.texts
    ask = Ask(kit, parent, "eye", texts("switched.title"))
    ask.sentence(texts("switched.body"))
    ask.passing = True
    ask.answers((texts("ok"), ask.close_ask, "primary"))
    ask.open()
    return ask


def ask_compared(
    kit: Kit, parent: QWidget, check: Check, desk: int | None, act: Callable[[StaffAct], None]
) -> Ask:
    """Ask whether the waiting patient is the person of the card. Escape gives no answer.

    `desk` is shown if there are several desks.
    """
    texts = kit.texts
    ask = Ask(kit, parent, "eye", texts("check.title"))
    if desk is not None:
        ask.box.addWidget(text(kit, texts("desk", number=desk), "desk_heading", bold=True))
    ask.sentence(texts("check.body"))
    ask.escape = lambda: None
    ask.answers(
        (texts("check.no"), lambda: act(Compared(False, check.id)), "secondary"),
        (texts("check.yes"), lambda: act(Compared(True, check.id)), "secondary"),
    )
    ask.open()
    return ask


def ask_end(
    kit: Kit,
    parent: QWidget,
    reception: ReceptionRow,
    wanted: type[Cancel] | type[Restart],
    act: Callable[[StaffAct], None],
) -> Ask:
    """Ask whether to end or to restart a running reception."""
    texts, kind = kit.texts, "restart" if wanted is Restart else "cancel"
    ask = Ask(kit, parent, "warning", texts(f"{kind}.title"))
    ask.sentence(texts(f"{kind}.body", name=reception.name or reception.kana or "―"))

    def end() -> None:
        ask.close_ask()
        act(wanted(reception.id))

    ask.answers(
        (texts(f"{kind}.no"), ask.close_ask, "secondary"), (texts(f"{kind}.yes"), end, "primary")
    )
    ask.open()
    return ask
