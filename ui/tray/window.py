"""実演の机: it draws a `TrayView` and says what the demonstrator pressed; it decides nothing."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.components import Button
from ui.desk import Demo, Line, Surface, button, column, desk_kit, plain_area, row, sign, text
from ui.i18n import load
from ui.kit import Kit
from ui.tray.flow import FlowLayout
from ui.tray.model import (
    Advance,
    BeginStory,
    Choice,
    Choose,
    ClearFaults,
    FaultGroup,
    PlaceCard,
    Play,
    Story,
    TakeCard,
    ToggleFault,
    TrayAct,
    TrayView,
)
from ui.tray.tiles import CardButton, FaultButton, FrameButton, Reader

OnAct = Callable[[TrayAct], None]
_SYMBOLS = {
    "card": "card",
    "camera": "camera",
    "eligibility": "staff",
    "network": "network",
    "file": "folder",
}


class TrayWindow(QWidget):
    """Stories and clock on top; cards and frames, reader and patient, faults below."""

    def __init__(self, on_act: OnAct, width: int = 1440, height: int = 900) -> None:
        super().__init__()
        self._act = on_act
        self._texts = load(book="tray")
        self._kit = desk_kit(self._texts, width, height)
        self._view: TrayView | None = None
        self.setWindowTitle(self._texts("title"))
        self.setMinimumSize(1240, 680)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.resize(width, height)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._slots: dict[str, QVBoxLayout] = {}
        self._shown: dict[str, object] = {}
        box.addWidget(self._slot("header"))
        box.addWidget(self._slot("story"))
        middle = QHBoxLayout()
        middle.setContentsMargins(28, 12, 28, 8)
        middle.setSpacing(20)
        for share, names in (
            (32, ("cards", "frames")),
            (30, ("reader", "patient", "choices")),
            (38, ("faults",)),
        ):
            if names == ("faults",):
                middle.addWidget(self._slot("faults"), share)
                continue
            part = column(*(self._slot(name) for name in names), 1, gap=14)
            middle.addWidget(plain_area(part), share)
        box.addLayout(middle, 1)
        box.addWidget(self._slot("footer"))

    def _slot(self, name: str) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        self._slots[name] = layout
        return holder

    def present(self, view: TrayView) -> None:
        """Show `view`; parts that have not changed stay as they are."""
        self._view = view
        minute = view.clock.replace(second=0, microsecond=0)
        story = next((s for s in view.stories if s.step is not None), None)
        parts: dict[str, tuple[object, Callable[[], QWidget]]] = {
            "header": ((minute, view.shifted, view.stories), lambda: self._header(view)),
            "story": (story, lambda: self._story(story)),
            "cards": ((view.cards, view.others, view.on_reader), lambda: self._cards(view)),
            "frames": ((view.frames, view.playing), lambda: self._frames(view)),
            "reader": (
                (view.on_reader, view.reader_note, view.cards, view.others),
                lambda: self._reader(view),
            ),
            "patient": ((view.patient, view.result), lambda: self._patient(view)),
            "choices": (view.choices, lambda: self._choices(view)),
            "faults": (view.groups, lambda: self._faults(view)),
            "footer": (None, self._footer),
        }
        for name, (key, make) in parts.items():
            if name not in self._shown or self._shown[name] != key:
                self._shown[name] = key
                self._put(name, make())

    def _put(self, name: str, widget: QWidget) -> None:
        layout = self._slots[name]
        while (item := layout.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        layout.addWidget(widget)
        widget.show()

    def _header(self, view: TrayView) -> QWidget:
        kit, texts = self._kit, self._texts
        bar = Surface(kit, "surface", "bottom")
        bar.setFixedHeight(72)
        box = QHBoxLayout(bar)
        box.setContentsMargins(28, 0, 28, 0)
        box.setSpacing(8)
        box.addWidget(text(kit, texts("title"), "desk_title", bold=True))
        box.addWidget(Demo(kit))
        box.addSpacing(8)
        for story in view.stories:
            box.addWidget(self._story_button(kit, story))
        box.addStretch(1)
        clock = view.clock
        day = texts("clock.day", year=clock.year, month=clock.month, day=clock.day)
        hour = texts("clock.hour", hour=clock.hour, minute=clock.minute)
        tone = "warn" if view.shifted else "ink"
        box.addWidget(sign(kit, "clock", 24, tone))
        box.addWidget(
            column(
                1,
                text(kit, day, "desk_small", bold=True, colour=tone),
                text(kit, hour, "desk_small", bold=True, colour=tone),
                1,
                gap=0,
            )
        )
        if view.shifted:
            box.addWidget(
                button(kit, texts("clock.back"), lambda: self._act(Advance(0)), style="back")
            )
        for days in (1, 30, 365):
            box.addWidget(self._later_button(days))
        return bar

    def _later_button(self, days: int) -> Button:
        words = self._texts(f"clock.next.{days}")
        return button(self._kit, words, lambda: self._act(Advance(days)), style="back")

    def _story_button(self, kit: Kit, story: Story) -> Button:
        style = "primary" if story.step is not None else "secondary"
        return button(kit, story.title, lambda: self._act(BeginStory(story.id)), style=style)

    def _story(self, story: Story | None) -> QWidget:
        kit, texts = self._kit, self._texts
        if story is None or story.step is None:
            return QWidget()
        bar = Surface(kit, "tint", "bottom")
        box = QHBoxLayout(bar)
        box.setContentsMargins(28, 8, 28, 8)
        box.setSpacing(16)
        index = min(story.step, len(story.lines) - 1)
        where = texts("story.step", index=index + 1, count=len(story.lines))
        box.addWidget(text(kit, where, "desk_small", bold=True, colour="primary"))
        line = story.lines[index].replace("。", "。|").replace("、", "、|").strip("|")
        box.addWidget(text(kit, line, "desk_heading", width=self.width() - 360, bold=True))
        box.addStretch(1)
        box.addWidget(
            button(kit, texts("story.stop"), lambda: self._act(BeginStory(None)), style="back")
        )
        return bar

    def _cards(self, view: TrayView) -> QWidget:
        tiles: list[QWidget] = [
            CardButton(
                self._kit, card, index + 1, card.id == view.on_reader,
                lambda card=card: self._act(PlaceCard(card.id)),  # type: ignore[misc]
            )
            for index, card in enumerate(view.cards[:9])
        ]  # fmt: skip
        return self._grid("cards", tiles, self._others(view) if view.others else None)

    def _others(self, view: TrayView) -> QComboBox:
        """All further cards; the head of the list is no card."""
        box = self._box(self._texts("cards.others"))
        box.addItem(self._texts("cards.others"))
        for card in view.others:
            box.addItem(f"{card.name}  {card.note}", card.id)
        box.setCurrentIndex(max(0, box.findData(view.on_reader)))
        box.activated.connect(lambda at: self._act(PlaceCard(box.itemData(at))) if at else None)
        return box

    def _frames(self, view: TrayView) -> QWidget:
        tiles: list[QWidget] = [
            FrameButton(
                self._kit, frame, frame.id == view.playing,
                lambda frame=frame: self._act(Play(frame.id)),  # type: ignore[misc]
            )
            for frame in view.frames[:6]
        ]  # fmt: skip
        return self._grid("frames", tiles)

    def _grid(self, name: str, tiles: list[QWidget], beside: QWidget | None = None) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        for index, tile in enumerate(tiles):
            grid.addWidget(tile, index // 3, index % 3)
        for index in range(3):
            grid.setColumnStretch(index, 1)
        head = text(self._kit, self._texts(name), bold=True)
        return column(row(head, 1, beside) if beside else head, holder, gap=6)

    def _reader(self, view: TrayView) -> QWidget:
        kit, texts = self._kit, self._texts
        known = (*view.cards, *view.others)
        card = next((c for c in known if c.id == view.on_reader), None)
        reader = Reader(kit, card, lambda wanted: self._act(PlaceCard(wanted)))
        name = texts("reader.card", name=card.name) if card else texts("reader.empty")
        parts: list[QWidget | int] = [
            reader,
            row(1, text(kit, name, "desk_heading", bold=bool(card)), 1),
        ]
        if card:
            parts.append(row(1, text(kit, view.reader_note, "desk_small", colour="ink2"), 1))
            take = button(
                kit, f"{texts('reader.take')}  0", lambda: self._act(TakeCard()),
                symbol="card-take", wide=True,
            )  # fmt: skip
            parts.append(take)
        else:
            words = view.reader_note or texts("reader.drop")
            parts.append(row(1, text(kit, words, "desk_small", colour="ink2"), 1))
        panel = Surface(kit)
        box = QVBoxLayout(panel)
        box.setContentsMargins(20, 10, 20, 16)
        box.addWidget(column(*parts, gap=6))
        return column(text(kit, texts("reader"), bold=True), panel, gap=6)

    def _patient(self, view: TrayView) -> QWidget:
        kit, texts, patient = self._kit, self._texts, view.patient
        panel = Surface(kit)
        box = QHBoxLayout(panel)
        box.setContentsMargins(18, 12, 18, 12)
        box.setSpacing(16)
        if patient is None:
            box.addWidget(sign(kit, "reader", 40, "primary"))
            box.addWidget(text(kit, texts("patient.waiting")))
        else:
            name = texts(f"step.{patient.step}")
            words = texts(
                "patient.step", step=patient.step or "", name=name, seconds=patient.seconds
            )
            box.addWidget(sign(kit, patient.symbol, 40, "primary"))
            box.addWidget(
                column(
                    text(kit, patient.label, "desk", bold=True),
                    text(kit, words.strip(), "desk_small", colour="ink2"),
                    gap=0,
                )
            )
        box.addStretch(1)
        if view.result:
            words = texts("patient.result", verdict=view.result)
            box.addWidget(text(kit, words, "desk_small", bold=True))
        return column(text(kit, texts("patient"), bold=True), panel, gap=8)

    def _choices(self, view: TrayView) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(10)
        for index, choice in enumerate(view.choices):
            grid.addWidget(self._choice(choice), index // 2, index % 2)
        return holder

    def _choice(self, choice: Choice) -> QWidget:
        kit, texts = self._kit, self._texts
        name = texts(f"choice.{choice.id}")
        box = self._box(name)
        for value, label in choice.options:
            box.addItem(label, value)
        box.setCurrentIndex(max(0, box.findData(choice.value)))
        box.activated.connect(lambda _: self._act(Choose(choice.id, box.currentData())))
        head = row(
            sign(kit, choice.symbol, 18, "ink2"),
            text(kit, name, "desk_small", colour="ink2"),
            1,
            gap=6,
        )
        return column(head, box, gap=2)

    def _box(self, name: str) -> QComboBox:
        """A box to choose from."""
        kit = self._kit
        box = QComboBox()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(6)
        box.setAccessibleName(name)
        # The number keys lay cards: a box that was used must not keep them.
        box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box.activated.connect(lambda _: self.setFocus())
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

    def _faults(self, view: TrayView) -> QWidget:
        kit, texts = self._kit, self._texts
        count = sum(fault.active for group in view.groups for fault in group.faults)
        used: list[QWidget | int] = [text(kit, texts("faults"), bold=True), 1]
        if count:
            used += [
                sign(kit, "fault", 20, "warn"),
                text(kit, texts("faults.count", count=count), bold=True, colour="warn"),
            ]
        else:
            used.append(text(kit, texts("faults.none"), "desk_small", colour="ink2"))
        clear = button(kit, texts("faults.clear"), lambda: self._act(ClearFaults()), style="back")
        clear.setEnabled(bool(count))
        used.append(clear)
        panel = Surface(kit)
        box = QVBoxLayout(panel)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        for index, group in enumerate(view.groups):
            if index:
                inner.addWidget(Line(kit))
            inner.addWidget(self._group(group))
        inner.addStretch(1)
        box.addWidget(plain_area(inside))
        holder = column(row(*used, gap=10), gap=10)
        layout = holder.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(panel, 1)
        return holder

    def _group(self, group: FaultGroup) -> QWidget:
        kit = self._kit
        label = row(
            sign(kit, _SYMBOLS[group.place], 24, "primary"),
            text(kit, self._texts(f"group.{group.place}"), "desk", bold=True),
            1,
            gap=10,
        )
        label.setFixedWidth(112)
        buttons = QWidget()
        flow = FlowLayout(buttons, 4, round((self.width() - 96) * 0.38) - 150)
        for fault in group.faults:
            flow.addWidget(
                FaultButton(
                    kit,
                    fault,
                    lambda fault=fault: self._act(ToggleFault(fault.id)),  # type: ignore[misc]
                )
            )
        holder = QWidget()
        box = QHBoxLayout(holder)
        box.setContentsMargins(16, 6, 10, 6)
        box.setSpacing(4)
        box.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(buttons, 1)
        return holder

    def _footer(self) -> QWidget:
        kit, texts = self._kit, self._texts
        bar = Surface(kit, "surface", "top")
        bar.setFixedHeight(54)
        box = QHBoxLayout(bar)
        box.setContentsMargins(28, 0, 28, 0)
        box.setSpacing(8)
        keys = (
            (texts("key.digits"), "key.cards"), ("0", "key.take"), ("F", "key.faults"),
            ("Ctrl", "key.patient"),
        )  # fmt: skip
        for cap, name in keys:
            box.addWidget(text(kit, cap, "desk_small", bold=True))
            box.addWidget(text(kit, texts(name), "desk_small"))
            box.addSpacing(24)
        box.addStretch(1)
        box.addWidget(text(kit, texts("notice"), "desk_small", colour="ink2"))
        return bar

    def keyPressEvent(self, event: QKeyEvent) -> None:
        view, words = self._view, event.text()
        if view is None or event.isAutoRepeat():
            return
        if words == "0":
            self._act(TakeCard())
        elif words.isdecimal() and words.isascii() and int(words) <= len(view.cards):
            self._act(PlaceCard(view.cards[int(words) - 1].id))
        elif words.lower() == "f":
            faults = self.findChildren(FaultButton)
            if faults:
                faults[0].setFocus()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._shown.pop("faults", None)
        if self._view is not None:
            self.present(self._view)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._kit.colour("ground"))
