"""The panels of the table: cards, frames, the reader, the patient's screen, settings."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from ui.kit.context import Kit
from ui.kit.desk.dense import Surface, button, column, row, sign, text
from ui.table.model import Choice, Choose, Pause, PlaceCard, Play, TableAct, TableView, TakeCard
from ui.table.tiles import CardButton, FrameButton, PhonePad, ReaderTile

HEADING = Qt.ItemDataRole.UserRole - 1
"""Role in which a combo box keeps the flags of an entry; a heading has none and is not chosen."""
OnAct = Callable[[TableAct], None]


def cards(kit: Kit, view: TableView, act: OnAct, *, compact: bool) -> QWidget:
    """The tiles of cards, and the list of all other cards."""
    tiles: list[QWidget] = [
        CardButton(
            kit, card, index + 1, card.id in (view.on_reader, view.at_phones),
            lambda card=card: act(PlaceCard(card.id)),  # type: ignore[misc]
            compact=compact,
        )
        for index, card in enumerate(view.cards[:9])
    ]  # fmt: skip
    listed = [(card.group, card.id, f"{card.name}  {card.note}") for card in view.others]
    beside = _further(
        kit, "cards", listed, view.at_phones or view.on_reader, lambda name: act(PlaceCard(name))
    )
    if beside is not None and compact:
        beside.setMinimumHeight(32)
    return _grid(kit, "cards", tiles, beside, across=4 if compact else 3)


def _further(
    kit: Kit,
    name: str,
    listed: Sequence[tuple[str, str, str]],
    chosen: str | None,
    choose: Callable[[str], None],
) -> QComboBox | None:
    """The list of what has no tile: group, id and words, in the order of the groups.

    Its first entry is its title, and each group has a heading. None if nothing is listed.
    """
    if not listed:
        return None
    title = kit.texts(f"{name}.others")
    box = drop_down(kit, title)
    box.addItem(title)
    for group, entries in groupby(listed, key=lambda entry: entry[0]):
        box.addItem(kit.texts(f"group.{group}"))
        heading = box.model().index(box.count() - 1, 0)
        box.model().setData(heading, Qt.ItemFlag.NoItemFlags, HEADING)
        for _, ident, words in entries:
            box.addItem(f"　{words}", ident)
    box.setMinimumContentsLength(9)
    popup = box.view()
    popup.setMinimumWidth(popup.sizeHintForColumn(0) + 24)  # else they are cut at the box's
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.activated.connect(lambda at: choose(box.itemData(at)) if at else None)
    return box


def strips(kit: Kit, view: TableView, act: OnAct, *, compact: bool) -> QWidget:
    """The tiles of recordings, and the list of all other recordings."""
    tiles: list[QWidget] = [
        FrameButton(
            kit, frame, frame.id == view.playing,
            lambda frame=frame: act(Play(frame.id)),  # type: ignore[misc]
            compact=compact,
        )
        for frame in view.frames[:6]
    ]  # fmt: skip
    listed = [(film.group, film.id, film.label) for film in view.films]
    beside = _further(kit, "frames", listed, view.playing, lambda name: act(Play(name)))
    if beside is not None and compact:
        beside.setMinimumHeight(32)
    return _grid(kit, "frames", tiles, beside)


def _grid(
    kit: Kit, name: str, tiles: list[QWidget], beside: QWidget | None = None, across: int = 3
) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(8)
    for index, tile in enumerate(tiles):
        grid.addWidget(tile, index // across, index % across)
    for index in range(across):
        grid.setColumnStretch(index, 1)
    head = text(kit, kit.texts(name), bold=True)
    return column(row(head, 1, beside) if beside else head, holder, gap=4)


def reader(kit: Kit, view: TableView, act: OnAct, *, compact: bool) -> QWidget:
    """The reader with the card on it, and the phones' own with the phone on it."""
    texts = kit.texts
    known = {card.id: card for card in (*view.cards, *view.others)}
    laid, phone = known.get(view.on_reader or ""), known.get(view.at_phones or "")
    card = phone or laid
    words = "reader.empty" if card is None else "reader.phone" if card.phone else "reader.card"
    name = texts(words, name=card.name if card else "")
    pad = PhonePad(phone) if view.phones_apart else None
    scene = ReaderTile(kit, laid, name, lambda wanted: act(PlaceCard(wanted)), pad, compact=compact)
    note = view.reader_note or ("" if card else texts("reader.drop"))
    room = 200 if compact else 4000
    if compact:
        note = note.replace("。", "。|").replace("・", "・|").strip("|")
    about = [
        text(kit, name, "desk" if compact else "desk_heading", width=room, bold=bool(card)),
        text(kit, note, "desk_small", width=room, colour="ink2"),
    ]
    take: list[QWidget | int] = []
    if card:
        words = f"{texts('reader.take.phone' if card.phone else 'reader.take')}  0"
        take = [button(kit, words, lambda: act(TakeCard()), symbol="card-take", wide=True)]
    panel = Surface(kit)
    box = QVBoxLayout(panel)
    if compact:
        box.setContentsMargins(8, 6, 12, 6)
        box.addWidget(row(scene, column(1, *about, *take, 1, gap=2)))
        return panel
    box.setContentsMargins(20, 10, 20, 16)
    box.addWidget(column(scene, *(row(1, one, 1) for one in about), *take, gap=6))
    return column(text(kit, texts("reader"), bold=True), panel, gap=6)


def patient(kit: Kit, view: TableView, act: OnAct, width: int, *, compact: bool) -> QWidget:
    """The state of the patient's window, and the button that pauses the time; `width` is free."""
    texts, now = kit.texts, view.patient
    hold = button(
        kit, texts("pause.off" if view.paused else "pause.on"),
        lambda: act(Pause(not view.paused)), style="primary" if view.paused else "back",
    )  # fmt: skip
    panel = Surface(kit)
    box = QHBoxLayout(panel)
    box.setContentsMargins(*((12, 4, 6, 4) if compact else (18, 12, 18, 12)))
    box.setSpacing(12)
    if now is None:
        box.addWidget(sign(kit, "reader", 32, "primary"))
        box.addWidget(text(kit, texts("patient.waiting")))
    else:
        name = texts.optional(f"step.{now.step}")
        words = texts("patient.step", step=now.step or "", name=name, seconds=now.seconds)
        if view.result and compact:
            words = texts("patient.result", verdict=view.result)
        room = width - 36 - 32 - 2 * 12 - (hold.sizeHint().width() if compact else 0)
        label = text(kit, now.label, "desk", width=room, bold=True)
        box.addWidget(sign(kit, now.symbol, 32, "primary"))
        step = text(kit, words.strip(), "desk_small", width=room, colour="ink2")
        box.addWidget(column(label, step, gap=0))
    box.addStretch(1)
    if view.result and not (compact and now):
        words = texts("patient.result", verdict=view.result)
        box.addWidget(text(kit, words, "desk_small", bold=True))
    if compact:
        box.addWidget(hold)
        return panel
    head: list[QWidget | int] = [text(kit, texts("patient"), bold=True), 1]
    if view.paused:
        held = text(kit, texts("paused"), bold=True, colour="warn")
        head += [sign(kit, "clock", 20, "warn"), held]
    return column(row(*head, hold), panel, gap=6)


def choices(kit: Kit, view: TableView, act: OnAct, *, compact: bool) -> QWidget:
    """The settings for the next patient and for the present one; in one row if `compact`."""
    if compact:
        named = [_choice(kit, choice, act, compact=True) for choice in view.choices]
        holder = row(*named, gap=16, margins=(28, 2, 28, 4))
        for index, share in enumerate((5, 4, 4, 4)):  # a date needs more room than a language
            cast(QHBoxLayout, holder.layout()).setStretch(index, share)
        return holder
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(10)
    for index, choice in enumerate(view.choices):
        grid.addWidget(_choice(kit, choice, act, compact=False), index // 2, index % 2)
    return holder


def _choice(kit: Kit, choice: Choice, act: OnAct, *, compact: bool) -> QWidget:
    name = kit.texts(f"choice.{choice.id}")
    box = drop_down(kit, name)
    for value, shown in choice.options:
        box.addItem(shown, value)
    box.setCurrentIndex(max(0, box.findData(choice.value)))
    box.activated.connect(lambda _: act(Choose(choice.id, box.currentData())))
    label = text(kit, name, "desk_small", colour="ink2")
    label.setBuddy(box)
    if compact:
        box.setMinimumContentsLength(4)
        return row(label, box, gap=6)
    return column(row(sign(kit, choice.symbol, 18, "ink2"), label, 1, gap=6), box, gap=2)


class DropDown(QComboBox):
    """A combo box that shows only the name of what is chosen, without the words after it."""

    def shown(self) -> str:
        """The words in the box, with dots where they do not fit."""
        return self._option().currentText

    def _option(self) -> QStyleOptionComboBox:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        name = option.currentText.strip().split("  ")[0]
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option,
            QStyle.SubControl.SC_ComboBoxEditField, self,
        ).width()  # fmt: skip
        option.currentText = option.fontMetrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
        return option

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), self._option()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


def drop_down(kit: Kit, name: str) -> QComboBox:
    """A combo box; after a choice the keyboard focus returns to the window."""
    box = DropDown()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(6)
    box.setAccessibleName(name)
    # The number keys place cards, so a box must not keep the focus.
    box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    box.activated.connect(lambda _: box.window().setFocus())
    box.setMinimumHeight(40)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    colours, family = kit.look.colours, kit.font("desk").families()[0]
    box.setStyleSheet(
        f"QComboBox {{ font: bold 17px '{family}'; color: {colours.ink};"
        f" padding: 4px 0 4px 10px; background: {colours.surface};"
        f" border: 1px solid {colours.line}; border-radius: 8px; }}"
        "QComboBox::drop-down { border: none; width: 26px; }"
        "QComboBox::down-arrow { image: none; }"
        f"QComboBox:focus {{ border: 3px solid {colours.primary}; }}"
        f"QComboBox QAbstractItemView {{ font: 17px '{family}'; color: {colours.ink};"
        f" background: {colours.surface}; selection-background-color: {colours.tint};"
        f" selection-color: {colours.ink}; }}"
    )
    arrow = sign(kit, "down", 18)
    inside = QHBoxLayout(box)
    inside.setContentsMargins(0, 0, 10, 0)
    inside.addStretch(1)
    inside.addWidget(arrow)
    arrow.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return box
