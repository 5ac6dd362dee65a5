"""実演の机: draws a `TableView` and reports what the demonstrator presses; it decides nothing."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kiosk.texts import load
from ui.kit.desk.dense import column, desk_kit, move_focus, plain_area
from ui.kit.weak_calls import weakly
from ui.table import panels
from ui.table.faults import faults, tabbed
from ui.table.head import ask_end, footer, header, story_bar
from ui.table.model import EndDemo, Pause, PlaceCard, TableAct, TableView, TakeCard
from ui.table.tiles import FaultButton

OnAct = Callable[[TableAct], None]
Columns = tuple[tuple[int, tuple[str, ...]], ...]
SMALLEST = QSize(860, 590)
LOWEST = 560
"""The least height in three columns; in two it is that of SMALLEST."""
WIDE = QSize(1200, 780)
"""From this size on there are three columns; a smaller window is compact, and shows one group of
faults at a time."""
WIDE_COLUMNS = ((32, ("cards", "frames")), (30, ("reader", "patient", "choices")), (38, ()))
NARROW_COLUMNS = ((48, ("cards", "frames")), (52, ("reader", "patient", "faults")))
LOW = 1206
"""From this width on a window that is not high enough for WIDE is compact in three columns."""
LOW_COLUMNS = ((325, ("cards",)), (335, ("frames", "reader")), (340, ("patient", "faults")))
"""Share of the width and what is in it; in a wide window the faults scroll by themselves."""


class TableWindow(QWidget):
    """Stories and clock on top; cards and frames, reader and patient, faults below."""

    def __init__(self, on_act: OnAct, width: int = 1440, height: int = 900) -> None:
        super().__init__()
        self._act = on_act
        self._texts = load(domain="table")
        self._kit = desk_kit(self._texts, width, height)
        self._view: TableView | None = None
        self.asks = True
        """Closed by the user, the window asks first, because that ends the demo."""
        self.setWindowTitle(self._texts("title"))
        self.setMinimumSize(SMALLEST.width(), LOWEST)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.resize(width, height)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._slots: dict[str, QVBoxLayout] = {}
        self._shown: dict[str, object] = {}
        self._group = "card"
        self._middle = QWidget()
        self._laid = self._columns
        self._lay_out()

    @property
    def _narrow(self) -> bool:
        return self.width() < WIDE.width() or self.height() < WIDE.height()

    @property
    def _columns(self) -> Columns:
        if not self._narrow:
            return WIDE_COLUMNS
        return LOW_COLUMNS if self.width() >= LOW else NARROW_COLUMNS

    def _lay_out(self) -> None:
        """Lay out empty slots for a wide or a narrow window."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._shown.clear()
        self._middle = QWidget()
        middle = QHBoxLayout(self._middle)
        middle.setContentsMargins(28, *((4, 28, 0) if self._narrow else (12, 28, 8)))
        middle.setSpacing(20)
        for share, names in self._columns:
            if names:
                gap = 5 if self._narrow else 14
                part = column(*(self._slot(name) for name in names), 1, gap=gap)
                middle.addWidget(plain_area(part), share)
            else:
                middle.addWidget(self._slot("faults"), share)
        for name in ("header", "story"):
            self._column.addWidget(self._slot(name))
        self._column.addWidget(self._middle, 1)
        for name in ("choices", "footer") if self._narrow else ("footer",):
            self._column.addWidget(self._slot(name))

    def _slot(self, name: str) -> QWidget:
        holder = QWidget()
        holder.setObjectName(name)
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        self._slots[name] = layout
        return holder

    def present(self, view: TableView) -> None:
        """Show `view`; parts that have not changed stay as they are."""
        self._view = view
        kit, act, narrow = self._kit, self._act, self._narrow
        minute = view.clock.replace(second=0, microsecond=0)
        story = next((s for s in view.stories if s.step is not None), None)
        cards = (view.cards, view.others, view.on_reader, view.at_phones)
        shares = {name: share for share, names in self._columns for name in names}
        one_share = (self.width() - 96) / sum(share for share, _ in self._columns)
        wide = round(one_share * self._columns[-1][0])
        beside = round(one_share * shares["patient"])
        parts: dict[str, tuple[object, Callable[[], QWidget]]] = {
            "header": (
                (minute, view.shifted, view.own_day, view.paused, view.stories, self.width()),
                lambda: header(kit, view, act, self.width(), narrow=narrow),
            ),
            "story": ((story, self.width()), lambda: story_bar(kit, story, act, self.width())),
            "cards": (cards, lambda: panels.cards(kit, view, act, compact=narrow)),
            "frames": (
                (view.frames, view.playing),
                lambda: panels.strips(kit, view, act, compact=narrow),
            ),
            "reader": (
                (cards, view.reader_note, view.phones_apart),
                lambda: panels.reader(kit, view, act, compact=narrow),
            ),
            "patient": (
                (view.patient, view.result, view.paused, beside),
                lambda: panels.patient(kit, view, act, beside, compact=narrow),
            ),
            "choices": (view.choices, lambda: panels.choices(kit, view, act, compact=narrow)),
            "faults": (
                (view.groups, wide, self._group),
                lambda: (
                    tabbed(kit, view, act, wide, self._group, weakly(self.show_group))
                    if narrow
                    else faults(kit, view, act, wide)
                ),
            ),
            "footer": (None, lambda: footer(kit, narrow=narrow)),
        }
        for name, (key, make) in parts.items():
            if name not in self._shown or self._shown[name] != key:
                self._shown[name] = key
                self._put(name, make())

    def _put(self, name: str, widget: QWidget) -> None:
        """Replace a part; the keyboard focus stays on what has the same name, or on the window.

        Qt would give it to the next widget, which may be a list that takes the number keys.
        """
        layout, focus = self._slots[name], self.focusWidget()
        held = ""
        while (item := layout.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                if focus is not None and old.isAncestorOf(focus):
                    held = focus.accessibleName()
                    self.setFocus()
                old.hide()
                old.deleteLater()
        layout.addWidget(widget)
        widget.show()
        same = (
            one for one in widget.findChildren(QWidget) if held and one.accessibleName() == held
        )
        if (kept := next(same, None)) is not None:
            kept.setFocus()

    def show_group(self, place: str) -> None:
        """Show another group of faults."""
        self._group = place
        if self._view is not None:
            self.present(self._view)

    def _to_faults(self) -> None:
        """Move the keyboard focus to the faults and scroll to the first one."""
        first = self.findChild(FaultButton)
        if first is None:
            return
        first.setFocus()
        for area in self.findChildren(QScrollArea):
            if area.isAncestorOf(first):
                area.ensureWidgetVisible(first)

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab goes through the parts as they stand, also after one of them was made anew."""
        return move_focus(self, following)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        view, words = self._view, event.text()
        if view is None or event.isAutoRepeat():
            return
        if words == "0":
            self._act(TakeCard())
        elif words.isdecimal() and words.isascii() and int(words) <= len(view.cards):
            self._act(PlaceCard(view.cards[int(words) - 1].id))
        elif words.lower() == "f":
            self._to_faults()
        elif words == " ":
            self._act(Pause(not view.paused))
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.asks:
            event.ignore()
            ask_end(self._kit, self, lambda: self._act(EndDemo()))

    def showEvent(self, event: QShowEvent) -> None:
        self.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._laid != self._columns:
            self._laid = self._columns
            self._lay_out()
        if self._view is not None:
            self.present(self._view)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._kit.colour("ground"))
