"""Notices of the staff's window: help for outages, a broken device, the record of 目視確認."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kiosk.staff.view import Lamp, VisualEntry
from ui.kit.context import Kit
from ui.kit.desk.asks import ROOM, Ask
from ui.kit.desk.dense import column, plain_area, row, sign, text
from ui.kit.wrap import breakable


def show_help(
    kit: Kit, parent: QWidget, save: Callable[[], object], print_out: Callable[[], object]
) -> Ask:
    """What to do when eligibility cannot be confirmed, and the form to save or to print."""
    texts = kit.texts
    ask = Ask(kit, parent, "network", texts("help.title"))
    for symbol, key in (
        ("phone", "portal"), ("prescription", "notice"), ("register", "statement"),
        ("staff", "repeat"), ("info", "never"),
    ):  # fmt: skip
        words = breakable(texts(f"help.{key}"))
        line = text(kit, words, width=ROOM - 28 - 16, bold=key == "never")
        ask.box.addWidget(row(sign(kit, symbol, 28, "primary"), line, 1, gap=16))
    ask.answers(
        (texts("help.close"), ask.close_ask, "secondary"),
        (texts("paper.save"), save, "secondary"),
        (texts("paper.print"), print_out, "primary"),
    )
    ask.open()
    return ask


def ask_statement(
    kit: Kit,
    parent: QWidget,
    save: Callable[[], object],
    print_out: Callable[[], object],
    take: Callable[[], None],
) -> Ask:
    """The statement of insurance: print it with what is known, and note that it was taken."""
    texts = kit.texts
    ask = Ask(kit, parent, "prescription", texts("statement.title"))
    ask.sentence(texts("statement.how"))

    def taken() -> None:
        ask.close_ask()
        take()

    ask.answers(
        (texts("paper.save"), save, "secondary"), (texts("paper.print"), print_out, "secondary")
    )
    ask.answers(
        (texts("help.close"), ask.close_ask, "secondary"),
        (texts("statement.taken"), taken, "primary"),
    )
    ask.open()
    return ask


def show_lamp(kit: Kit, parent: QWidget, lamp: Lamp) -> Ask:
    """A device's fault and the way out."""
    texts = kit.texts
    ask = Ask(kit, parent, "warning", f"{texts(f'lamp.{lamp.device}')} {lamp.sentence}")
    ask.sentence(lamp.advice)
    ask.answers((texts("help.close"), ask.close_ask, "primary"))
    ask.open()
    return ask


def show_record(kit: Kit, parent: QWidget, record: tuple[VisualEntry, ...], desks: int) -> Ask:
    """Who switched 目視確認モード on and off today, newest first; with the desk if `desks` > 1."""
    texts = kit.texts
    ask = Ask(kit, parent, "eye", texts("record.title"))
    lines: list[QWidget | int] = []
    for entry in reversed(record):
        act = texts(f"record.{entry.act}")
        if entry.minutes is not None:
            act = texts("record.for", act=act, minutes=entry.minutes)
        time = text(kit, f"{entry.at.hour}:{entry.at:%M}", bold=True)
        time.setFixedWidth(64)
        where = [text(kit, texts("desk", number=entry.desk), "desk_small", colour="ink2")]
        who = entry.who or texts("record.nobody")
        said = text(kit, breakable(f"{who}　{act}"), width=ROOM - 64 - 100)
        lines.append(row(time, said, 1, *(where if desks > 1 else [])))
    if not record:
        lines.append(text(kit, texts("record.none"), colour="ink2"))
    area = plain_area(column(*lines, 1, gap=6))
    area.setFixedHeight(min(320, 40 * max(1, len(record)) + 8))
    ask.box.addWidget(area)
    ask.answers((texts("help.close"), ask.close_ask, "primary"))
    ask.open()
    return ask
