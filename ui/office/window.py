"""The window of the facility's office: draws an `OfficeView` and reports presses."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QSlider,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kiosk.facility.pages.view import Field, Item, OfficeView, Page
from kiosk.texts import load
from ui.kit.desk.dense import SCROLL_BAR
from ui.kit.fonts import families
from ui.kit.placement import free_area, inside, place, screen_of
from ui.kit.theme import STANDARD
from ui.office.parts import Picture, note, table_widget

LIST_WIDTH = 220
TICK_WIDTH = 60
"""Most characters of a line beside a tick box."""
BUTTON_WIDTH = 270
EDIT_WIDTHS = 160, 320
"""Least and most pixels of a field."""
STYLE = f"""
QWidget {{ font-family: %s; font-size: 15px; color: {STANDARD.ink};
  background: {STANDARD.ground}; }}
QListWidget {{ background: {STANDARD.surface}; border: 3px solid {STANDARD.surface}; outline: 0;
  font-size: 16px; }}
QListWidget:focus, QTableWidget:focus, QScrollArea:focus {{ border: 3px solid {STANDARD.focus}; }}
QScrollArea {{ border: 3px solid {STANDARD.ground}; }}
QListWidget::item {{ padding: 11px 16px; }}
QListWidget::item:selected {{ background: {STANDARD.primary}; color: {STANDARD.on_primary}; }}
QTableWidget {{ background: {STANDARD.surface}; border: 3px solid {STANDARD.hair};
  gridline-color: {STANDARD.hair}; font-size: 14px; }}
QTableWidget::item {{ padding: 3px 6px; }}
QHeaderView::section {{ background: {STANDARD.sunken}; padding: 5px; border: 0; font-size: 14px; }}
QPushButton {{ background: {STANDARD.primary}; color: {STANDARD.on_primary}; border-radius: 8px;
  padding: 10px 20px; border: 2px solid {STANDARD.primary}; }}
QPushButton:focus {{ border: 2px solid {STANDARD.focus}; }}
QLineEdit, QComboBox {{ background: {STANDARD.surface}; border: 2px solid {STANDARD.line};
  border-radius: 6px; padding: 8px; }}
QLineEdit:focus, QComboBox:focus {{ border: 3px solid {STANDARD.focus}; padding: 7px; }}
QSlider {{ border: 3px solid {STANDARD.ground}; padding: 4px; }}
QLabel#title {{ font-size: 24px; font-weight: bold; }}
QLabel#heading {{ font-size: 17px; font-weight: bold; }}
QLabel#note, QLabel#path {{ color: {STANDARD.ink2}; }}
QLabel#warning {{ background: {STANDARD.warn_tint}; color: {STANDARD.warn}; padding: 8px; }}
QLabel#result {{ font-size: 20px; background: {STANDARD.tint}; padding: 10px; }}
QCheckBox {{ spacing: 10px; padding: 5px; border: 3px solid {STANDARD.ground}; }}
QSlider:focus, QCheckBox:focus {{ border: 3px solid {STANDARD.focus}; border-radius: 6px; }}
"""


@dataclass(frozen=True)
class Presses:
    """What the window calls. `send` returns what to say: an answer, why it is refused, or ''."""

    tick: Callable[[str, bool], None]
    evidence: Callable[[str, str], None]
    send: Callable[[str, dict[str, str]], str]
    choose: Callable[[str], str]
    what_if: Callable[[str, int], list[str]]


class OfficeWindow(QWidget):
    """A list of pages at the left, the chosen one at the right."""

    def __init__(self, presses: Presses, width: int = 1280, height: int = 860) -> None:
        super().__init__()
        self._presses, self._texts = presses, load(domain="office")
        self.view: OfficeView | None = None
        self._built: set[int] = set()
        """Pages that were turned to; the others are built when they are."""
        self._list, self._stack = QListWidget(), QStackedWidget()
        self._list.setFixedWidth(LIST_WIDTH)
        self._list.currentRowChanged.connect(self._turn)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._list)
        box.addWidget(self._stack, 1)
        quoted = ", ".join(f"'{one}'" for one in families())
        self.setStyleSheet(STYLE % quoted + SCROLL_BAR)
        self.resize(width, height)

    def open(self) -> None:
        """Show the window for the first time, no larger than the screen."""
        place(self, inside(free_area(screen_of(self)), self.size()))
        self.show()

    def present(self, view: OfficeView) -> None:
        """Show these pages; the chosen one stays chosen."""
        place = max(0, self._list.currentRow())
        self.setWindowTitle(f"{view.title} {view.facility}")
        self._list.setAccessibleName(view.title)
        self._list.blockSignals(True)
        self._list.clear()
        self._list.addItems([one.title for one in view.pages])
        self._list.blockSignals(False)
        while (old := self._stack.widget(0)) is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self.view, self._built = view, set()
        for _ in view.pages:
            self._stack.addWidget(QWidget())
        self._list.setCurrentRow(min(place, len(view.pages) - 1))
        self._turn(self._list.currentRow())

    @property
    def page(self) -> QWidget | None:
        """The page that is turned to."""
        return self._stack.currentWidget()

    @property
    def _room(self) -> int:
        """Pixels beside the list."""
        return self.width() - LIST_WIDTH

    def later(self, act: Callable[[], None]) -> None:
        """Call `act` when the present press is over: it may replace what was pressed."""
        QTimer.singleShot(0, self, act)

    def show_page(self, name: str) -> None:
        """Turn to a page by its id."""
        assert self.view is not None
        self._list.setCurrentRow([one.id for one in self.view.pages].index(name))

    def _turn(self, place: int) -> None:
        """Show the page at that place of the list."""
        if self.view is None or place < 0:
            return
        if place not in self._built:
            self._built.add(place)
            empty = self._stack.widget(place)
            self._stack.insertWidget(place, self._area(self.view.pages[place], self.view))
            if empty is not None:
                self._stack.removeWidget(empty)
                empty.deleteLater()
        self._stack.setCurrentIndex(place)

    def _area(self, page: Page, view: OfficeView) -> QScrollArea:
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(28, 22, 28, 22)
        box.setSpacing(12)
        if page.path:
            box.addWidget(note(page.path, "path"))
        box.addWidget(note(page.title, "title"))
        if view.notice:
            box.addWidget(note(view.notice, "warning"))
        for sentence in page.warnings:
            box.addWidget(note(f"⚠ {sentence}", "warning"))
        for sentence in page.notes:
            box.addWidget(note(sentence))
        if page.slider:
            box.addWidget(self._what_if(page))
        if page.fields:
            box.addWidget(self._form(page))
        for item in page.items:
            words = f"★ {item.text}" if item.star else item.text
            box.addWidget(self._tick_box(item.id, words, item.ticked))
            if item.detail:
                box.addWidget(self._evidence(item))
        if page.choices:
            box.addWidget(self._buttons(page))
        for svg in page.pictures:
            box.addWidget(Picture(svg, page.title))
        for table in page.tables:
            box.addWidget(note(table.title, "heading"))
            box.addWidget(table_widget(table))
            for sentence in table.notes:
                box.addWidget(note(f"※ {sentence}"))
        box.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        return area

    def _tick_box(self, name: str, words: str, ticked: bool) -> QCheckBox:
        most = max(12, min(TICK_WIDTH, (self._room - 110) // 16))
        lines = textwrap.wrap(words, most, break_on_hyphens=False)
        made = QCheckBox("\n".join(lines))  # the widget does not wrap
        made.setChecked(ticked)
        made.setObjectName(name)
        made.toggled.connect(lambda on: self._presses.tick(name, on))
        return made

    def _evidence(self, item: Item) -> QWidget:
        """When a line was ticked, and a field for what shows it."""
        held = QWidget()
        box = QHBoxLayout(held)
        box.setContentsMargins(34, 0, 0, 0)
        edit = QLineEdit(item.evidence)
        edit.setPlaceholderText(self._texts("evidence.hint"))
        edit.setAccessibleName(self._texts("evidence", line=item.text))
        edit.setObjectName(f"evidence.{item.id}")
        edit.setMaximumWidth(420)
        edit.editingFinished.connect(lambda: self._presses.evidence(item.id, edit.text()))
        box.addWidget(note(item.detail))
        box.addWidget(edit, 1)
        box.addStretch(1)
        return held

    def _form(self, page: Page) -> QWidget:
        form = QWidget()
        grid = QGridLayout(form)
        grid.setContentsMargins(0, 0, 0, 0)
        edits: dict[str, QLineEdit | QComboBox] = {}
        for number, one in enumerate(page.fields):
            required = self._texts("required", label=one.label)
            label = QLabel(required if one.required else one.label)
            edit = edits[one.id] = _edit(one)
            edit.setObjectName(one.id)
            edit.setMinimumWidth(EDIT_WIDTHS[0])
            edit.setMaximumWidth(EDIT_WIDTHS[1])
            label.setWordWrap(True)
            label.setBuddy(edit)
            edit.setAccessibleName(one.label)
            grid.addWidget(label, number, 0)
            grid.addWidget(edit, number, 1)
        said = note("", "result")
        said.hide()

        def send() -> None:
            why = self._presses.send(
                page.id, {name: _text_of(edit) for name, edit in edits.items()}
            )
            said.setText(why)
            said.setVisible(bool(why))

        button = QPushButton(page.send)
        button.clicked.connect(send)
        grid.addWidget(said, len(edits), 0, 1, 2)
        grid.addWidget(button, len(edits) + 1, 1, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(2, 1)
        return form

    def _buttons(self, page: Page) -> QWidget:
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 0, 0)
        said = note("", "result")
        said.hide()

        def press(name: str) -> None:
            said.setText(self._presses.choose(name))
            said.setVisible(bool(said.text()))

        columns = max(1, min(3, (self._room - 56) // BUTTON_WIDTH))
        tall = -(-len(page.choices) // columns)
        for number, choice in enumerate(page.choices):
            button = QPushButton(choice.label)
            button.setObjectName(choice.id)
            button.clicked.connect(lambda _=False, name=choice.id: press(name))
            grid.addWidget(button, number % tall, number // tall)
        grid.addWidget(said, tall, 0, 1, columns)
        return held

    def _what_if(self, page: Page) -> QWidget:
        held = QWidget()
        box = QVBoxLayout(held)
        box.setContentsMargins(0, 0, 0, 0)
        months, slider = QComboBox(), QSlider(Qt.Orientation.Horizontal)
        months.addItems(list(page.slider))
        months.setCurrentIndex(len(page.slider) - 1)
        months.setAccessibleName(self._texts("what_if.month"))
        months.setMaximumWidth(200)
        slider.setRange(0, 100)
        slider.setAccessibleName(self._texts("what_if.rate"))
        slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        slider.setTickInterval(10)
        percent, said = note("", "heading"), note("", "result")

        def tell() -> None:
            month, rate = months.currentText(), slider.value()
            percent.setText(self._texts("what_if.chosen", month=month, rate=rate))
            said.setText("\n".join(self._presses.what_if(month, rate)))

        months.currentIndexChanged.connect(tell)
        slider.valueChanged.connect(tell)
        slider.setValue(30)
        for part in (months, percent, slider, said):
            box.addWidget(part)
        return held


def _edit(field: Field) -> QLineEdit | QComboBox:
    """The widget of a field: a list where something is chosen."""
    if field.options:
        chosen = QComboBox()
        chosen.addItems(list(field.options))
        chosen.setCurrentText(field.value or field.options[0])
        return chosen
    edit = QLineEdit(field.value)
    edit.setPlaceholderText(field.hint)
    return edit


def _text_of(edit: QLineEdit | QComboBox) -> str:
    return edit.currentText() if isinstance(edit, QComboBox) else edit.text()
