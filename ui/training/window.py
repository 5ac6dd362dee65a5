"""受付の訓練: draws a `TrainingView` and reports what the trainee presses; it decides nothing."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QPdfWriter, QResizeEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QScrollArea, QTextBrowser, QVBoxLayout, QWidget

from kiosk.texts import load
from ui.kit.desk.dense import Demo, Surface, Tag, button, column, desk_kit, plain_area, row, text
from ui.kit.desk.papers import ask_print, ask_save
from ui.kit.wrap import breakable
from ui.training.model import Begin, EndCase, Leave, Phase, Said, Say, TrainingAct, TrainingView

OnAct = Callable[[TrainingAct], None]
SMALLEST = QSize(400, 480)
MARGIN = 20
SAY_TALL = 38
"""Height of a button of what can be said."""


class TrainingWindow(QWidget):
    """The talk with the patient and what can be said; at the end the sheet."""

    def __init__(self, on_act: OnAct, width: int = 440, height: int = 740) -> None:
        super().__init__()
        self._act = on_act
        self._texts = load(domain="training")
        self._kit = desk_kit(self._texts, width, height)
        self._view: TrainingView | None = None
        self._group = ""
        self.setWindowTitle(self._texts("title"))
        self.setMinimumSize(SMALLEST)
        self.resize(width, height)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(MARGIN, 14, MARGIN, 14)
        self._inside = QWidget()
        self._column.addWidget(self._inside)

    def present(self, view: TrainingView) -> None:
        """Show `view`."""
        if view == self._view:
            return
        self._view = view
        self._group = self._group or view.groups[0][0]
        self._draw()

    def _draw(self) -> None:
        view = self._view
        assert view is not None
        make = {Phase.INTRO: self._intro, Phase.CASE: self._case, Phase.SHEET: self._sheet}
        new = make[view.phase](view)
        self._column.replaceWidget(self._inside, new)
        self._inside.hide()
        self._inside.deleteLater()
        self._inside = new
        new.show()

    @property
    def _room(self) -> int:
        return self.width() - 2 * MARGIN

    def _intro(self, view: TrainingView) -> QWidget:
        kit, texts = self._kit, self._texts
        lines = [
            text(kit, breakable(texts(f"intro.{name}", count=view.total)), width=self._room)
            for name in ("lead", "say", "end", "count")
        ]
        begin = button(
            kit, texts("intro.begin"), lambda: self._act(Begin()), style="primary", wide=True
        )
        return column(self._head(texts("title")), *lines, begin, 1, gap=18)

    def _head(self, title: str, *more: QWidget) -> QWidget:
        kit = self._kit
        return row(text(kit, title, "desk_title", bold=True), 1, *more, Demo(kit), gap=10)

    def _case(self, view: TrainingView) -> QWidget:
        kit, texts = self._kit, self._texts
        title = texts("case.title", number=view.number, total=view.total)
        where, tone = ("case.desk", "warn") if view.at_desk else ("case.reader", "primary")
        end = button(
            kit, texts("case.end"), lambda: self._act(EndCase()), style="primary", wide=True
        )
        talk, says = self._talk(view), self._says(dict(view.groups)[self._group])
        whole = column(
            self._head(title),
            row(Tag(kit, texts(where), "staff" if view.at_desk else "reader", tone), 1),
            talk,
            self._tabs(view),
            says,
            end,
            gap=8,
        )
        box = whole.layout()
        assert isinstance(box, QVBoxLayout)
        for part, share in ((talk, 1), (says, 4)):  # what can be said comes first, then the talk
            box.setStretchFactor(part, share)
        return whole

    def _says(self, acts: tuple[str, ...]) -> QWidget:
        """What can be said; it scrolls on a small screen."""
        inside = column(*map(self._say, acts), gap=8)
        area = plain_area(inside)
        area.setMinimumHeight(120)
        area.setMaximumHeight(len(acts) * (SAY_TALL + 8) - 8)
        return area

    def _talk(self, view: TrainingView) -> QWidget:
        lines = [self._line(said) for said in view.talk]
        area = plain_area(column(*lines, 1, gap=6, margins=(12, 10, 12, 10)))
        area.setAccessibleName(self._texts("training.patients"))
        frame = Surface(self._kit)
        box = QVBoxLayout(frame)
        box.setContentsMargins(2, 2, 2, 2)
        box.addWidget(area)
        QTimer.singleShot(0, area, partial(_to_the_end, area))
        return frame

    def _line(self, said: Said) -> QWidget:
        kit = self._kit
        who = self._texts("case.you" if said.mine else "case.patient")
        return column(
            text(kit, who, "desk_note", colour="ink2"),
            text(
                kit, breakable(said.words), "desk", width=self._room - 40, bold=not said.mine
            ),
            gap=0,
        )  # fmt: skip

    def _tabs(self, view: TrainingView) -> QWidget:
        kit, texts = self._kit, self._texts
        tabs = [
            button(
                kit, texts(f"group.{name}"), partial(self._show_group, name),
                style="primary" if name == self._group else "back", role="desk_small", wide=True,
            )
            for name, _ in view.groups
        ]  # fmt: skip
        return row(*tabs, gap=4)

    def _show_group(self, name: str) -> None:
        self._group = name
        self._draw()

    def _say(self, act: str) -> QWidget:
        words = self._texts(f"do.{act}")
        made = button(self._kit, words, lambda: self._act(Say(act)), role="desk_small", wide=True)
        made.setFixedHeight(SAY_TALL)
        return made

    def _sheet(self, view: TrainingView) -> QWidget:
        kit, texts = self._kit, self._texts
        page = QTextBrowser()
        page.setHtml(view.sheet)
        page.setAccessibleName(texts("sheet.title"))
        page.document().setDocumentMargin(24)
        family = kit.font("desk").families()[0]
        page.setStyleSheet(f"QTextBrowser {{ font: 16px '{family}'; border: none; }}")
        told = texts("sheet.file", file=view.file) if view.file else texts("sheet.unwritable")
        buttons = (
            button(kit, texts("sheet.print"), self._print),
            button(kit, texts("sheet.close"), lambda: self._act(Leave()), style="primary"),
        )
        note = text(kit, told, "desk_small", colour="ink2" if view.file else "danger")
        return column(page, row(note, 1, *buttons), gap=10)

    def _print(self) -> None:
        page = self.findChild(QTextBrowser)
        assert page is not None

        def paint(device: QPdfWriter | QPrinter) -> None:
            page.document().print_(device)

        save = partial(ask_save, self._kit, self, self._texts("sheet.title"), paint)
        ask_print(self._kit, self, save, paint)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._act(Leave())

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._view is not None:
            self._draw()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._kit.colour("ground"))


def _to_the_end(area: QScrollArea) -> None:
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum())
