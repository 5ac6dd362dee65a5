"""The panels of the table: cards, frames, the reader, the patient's screen, settings."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.kit.context import Kit
from ui.kit.dense import Surface, button, column, row, sign, text
from ui.table.model import Choice, Choose, Pause, PlaceCard, Play, TakeCard, TrayAct, TrayView
from ui.table.tiles import CardButton, FrameButton, Reader

OnAct = Callable[[TrayAct], None]


def cards(kit: Kit, view: TrayView, act: OnAct) -> QWidget:
    """The tiles of cards, and the list of all other cards."""
    tiles: list[QWidget] = [
        CardButton(
            kit, card, index + 1, card.id == view.on_reader,
            lambda card=card: act(PlaceCard(card.id)),  # type: ignore[misc]
        )
        for index, card in enumerate(view.cards[:9])
    ]  # fmt: skip
    return _grid(kit, "cards", tiles, _others(kit, view, act) if view.others else None)


def _others(kit: Kit, view: TrayView, act: OnAct) -> QComboBox:
    """The list of other cards; its first entry is a title."""
    box = drop_down(kit, kit.texts("cards.others"))
    box.addItem(kit.texts("cards.others"))
    for card in view.others:
        box.addItem(f"{card.name}  {card.note}", card.id)
    box.setCurrentIndex(max(0, box.findData(view.on_reader)))
    box.activated.connect(lambda at: act(PlaceCard(box.itemData(at))) if at else None)
    return box


def strips(kit: Kit, view: TrayView, act: OnAct) -> QWidget:
    """The recordings to play."""
    tiles: list[QWidget] = [
        FrameButton(
            kit, frame, frame.id == view.playing,
            lambda frame=frame: act(Play(frame.id)),  # type: ignore[misc]
        )
        for frame in view.frames[:6]
    ]  # fmt: skip
    return _grid(kit, "frames", tiles)


def _grid(kit: Kit, name: str, tiles: list[QWidget], beside: QWidget | None = None) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(12)
    for index, tile in enumerate(tiles):
        grid.addWidget(tile, index // 3, index % 3)
    for index in range(3):
        grid.setColumnStretch(index, 1)
    head = text(kit, kit.texts(name), bold=True)
    return column(row(head, 1, beside) if beside else head, holder, gap=6)


def reader(kit: Kit, view: TrayView, act: OnAct) -> QWidget:
    """The reader with the card on it."""
    texts = kit.texts
    known = (*view.cards, *view.others)
    card = next((c for c in known if c.id == view.on_reader), None)
    name = texts("reader.card", name=card.name) if card else texts("reader.empty")
    parts: list[QWidget | int] = [
        Reader(kit, card, lambda wanted: act(PlaceCard(wanted))),
        row(1, text(kit, name, "desk_heading", bold=bool(card)), 1),
    ]
    note = view.reader_note or ("" if card else texts("reader.drop"))
    parts.append(row(1, text(kit, note, "desk_small", colour="ink2"), 1))
    if card:
        take = f"{texts('reader.take')}  0"
        parts.append(button(kit, take, lambda: act(TakeCard()), symbol="card-take", wide=True))
    panel = Surface(kit)
    box = QVBoxLayout(panel)
    box.setContentsMargins(20, 10, 20, 16)
    box.addWidget(column(*parts, gap=6))
    return column(text(kit, texts("reader"), bold=True), panel, gap=6)


def patient(kit: Kit, view: TrayView, act: OnAct) -> QWidget:
    """The state of the patient's window, and the button that pauses the time."""
    texts, now = kit.texts, view.patient
    panel = Surface(kit)
    box = QHBoxLayout(panel)
    box.setContentsMargins(18, 12, 18, 12)
    box.setSpacing(16)
    if now is None:
        box.addWidget(sign(kit, "reader", 40, "primary"))
        box.addWidget(text(kit, texts("patient.waiting")))
    else:
        name = texts.optional(f"step.{now.step}")
        words = texts("patient.step", step=now.step or "", name=name, seconds=now.seconds)
        label = text(kit, now.label, "desk", bold=True)
        box.addWidget(sign(kit, now.symbol, 40, "primary"))
        box.addWidget(column(label, text(kit, words.strip(), "desk_small", colour="ink2"), gap=0))
    box.addStretch(1)
    if view.result:
        words = texts("patient.result", verdict=view.result)
        box.addWidget(text(kit, words, "desk_small", bold=True))
    hold = button(
        kit, texts("pause.off" if view.paused else "pause.on"),
        lambda: act(Pause(not view.paused)), style="primary" if view.paused else "back",
    )  # fmt: skip
    head: list[QWidget | int] = [text(kit, texts("patient"), bold=True), 1]
    if view.paused:
        held = text(kit, texts("paused"), bold=True, colour="warn")
        head += [sign(kit, "clock", 20, "warn"), held]
    return column(row(*head, hold), panel, gap=6)


def choices(kit: Kit, view: TrayView, act: OnAct) -> QWidget:
    """The settings for the next patient and for the present one."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(10)
    for index, choice in enumerate(view.choices):
        grid.addWidget(_choice(kit, choice, act), index // 2, index % 2)
    return holder


def _choice(kit: Kit, choice: Choice, act: OnAct) -> QWidget:
    name = kit.texts(f"choice.{choice.id}")
    box = drop_down(kit, name)
    for value, shown in choice.options:
        box.addItem(shown, value)
    box.setCurrentIndex(max(0, box.findData(choice.value)))
    box.activated.connect(lambda _: act(Choose(choice.id, box.currentData())))
    label = text(kit, name, "desk_small", colour="ink2")
    label.setBuddy(box)
    return column(row(sign(kit, choice.symbol, 18, "ink2"), label, 1, gap=6), box, gap=2)


def drop_down(kit: Kit, name: str) -> QComboBox:
    """A combo box; after a choice the keyboard focus returns to the window."""
    box = QComboBox()
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
