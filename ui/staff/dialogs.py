"""Dialogs of the staff's window: switch to 目視確認, compare, cancel, restart."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from kiosk.staff.acts import Cancel, Compared, Restart, StaffAct, StartVisual
from kiosk.staff.view import Check, Reception
from ui.kit.context import Kit
from ui.kit.dense import button, plain_area, row, sign, text

WIDTH = 660


class Ask(QWidget):
    """A dialog inside its window, over a dark layer. Escape gives its harmless answer."""

    def __init__(self, kit: Kit, parent: QWidget, symbol: str, title: str) -> None:
        super().__init__(parent)
        self.kit = kit
        self.setAccessibleName(title.replace("\n", ""))
        self._panel = QWidget()
        self._area = plain_area(self._panel)
        self._area.setParent(self)
        self.box = QVBoxLayout(self._panel)
        self.box.setContentsMargins(42, 38, 42, 38)
        self.box.setSpacing(20)
        head: list[QWidget | int] = [sign(kit, symbol, 56, "warn")] if symbol else []
        self.box.addWidget(row(*head, text(kit, title, "desk_title", bold=True), 1, gap=24))
        self.escape: Callable[[], None] = self.close_ask

    def open(self) -> None:
        """Show over the whole window; if open already, only adapt the size."""
        fresh = self.isHidden()
        parent = self.parentWidget()
        assert parent is not None
        self.setGeometry(parent.rect())
        tall = min(self.box.totalSizeHint().height(), self.height() - 16)
        self._area.setGeometry(
            (self.width() - WIDTH) // 2, (self.height() - tall) // 2, WIDTH, tall
        )
        self.show()
        self.raise_()
        if fresh:
            self.setFocus()

    def close_ask(self) -> None:
        """Close without an answer."""
        self.hide()
        self.deleteLater()

    def focusNextPrevChild(self, following: bool) -> bool:
        """Keep the Tab focus inside the dialog."""
        stops = [
            child
            for child in self.findChildren(QWidget)
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible()
        ]
        now = self.focusWidget()
        place = stops.index(now) if now in stops else -1 if following else 0
        if stops:
            stops[(place + (1 if following else -1)) % len(stops)].setFocus()
        return bool(stops)

    def sentence(self, words: str, colour: str = "ink") -> None:
        """Add a paragraph."""
        broken = words.replace("。", "。|").replace("、", "、|").strip("|")
        self.box.addWidget(text(self.kit, broken, width=WIDTH - 84, colour=colour))

    def answers(self, *buttons: tuple[str, Callable[[], None], str]) -> None:
        """Add the buttons at the bottom, with equal widths."""
        made = [
            button(self.kit, words, act, style=style, wide=True) for words, act, style in buttons
        ]
        self.box.addWidget(row(*made, gap=16))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escape()
        else:
            event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scrim = self.kit.colour("shade")
        scrim.setAlphaF(0.55)
        painter.fillRect(self.rect(), scrim)
        painter.setPen(QPen(self.kit.colour("ink"), 3))
        painter.setBrush(self.kit.colour("surface"))
        painter.drawRoundedRect(QRectF(self._area.geometry()), 14, 14)


def field_style(kit: Kit) -> str:
    """The style sheet of text fields and radio buttons."""
    colours, family = kit.look.colours, kit.font("desk").families()[0]
    return (
        f"QLineEdit {{ font: 17px '{family}'; color: {colours.ink}; background: {colours.surface};"
        f" border: 2px solid {colours.line}; border-radius: 8px; padding: 8px 12px; }}"
        f"QLineEdit:focus {{ border: 3px solid {colours.primary}; }}"
        f"QRadioButton {{ font: 17px '{family}'; color: {colours.ink}; spacing: 14px; }}"
        f"QRadioButton::indicator {{ width: 20px; height: 20px; border-radius: 13px;"
        f" border: 3px solid {colours.line}; background: {colours.surface}; }}"
        f"QRadioButton::indicator:checked {{ border: 8px solid {colours.primary};"
        " width: 10px; height: 10px; }"
        f"QRadioButton:focus {{ text-decoration: underline; }}"
    )


def _choices(kit: Kit, ask: Ask, *words: str) -> list[QRadioButton]:
    """Add radio buttons; the first one is checked."""
    group, holder = QButtonGroup(ask), QWidget()
    holder.setStyleSheet(field_style(kit))
    box = QVBoxLayout(holder)
    box.setContentsMargins(16, 4, 16, 4)
    made = [QRadioButton(one) for one in words]
    made[0].setChecked(True)
    for choice in made:
        choice.setMinimumHeight(44)
        group.addButton(choice)
        box.addWidget(choice)
    ask.box.addWidget(holder)
    return made


def ask_visual(
    kit: Kit, parent: QWidget, minutes: int, desks: Sequence[int], act: Callable[[StaffAct], None]
) -> Ask:
    """切替の確認: ask for how long (one patient by default, or `minutes`) and which desk."""
    texts = kit.texts
    ask = Ask(kit, parent, "eye", texts("visual.title"))
    ask.sentence(texts("visual.body"))
    _, timed = _choices(kit, ask, texts("visual.one"), texts("visual.minutes", minutes=minutes))
    where = [texts("desk", number=desk) for desk in desks]
    at = _choices(kit, ask, *where) if len(desks) > 1 else []

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
    reception: Reception,
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
