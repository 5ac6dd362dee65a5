"""What the staff's window asks: sign in, switch to 目視確認, compare, cancel, look up, outages."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from ui.desk import button, column, row, sign, text
from ui.kit import Kit
from ui.staff.model import (
    Cancel,
    Compared,
    LookUp,
    Reception,
    SignIn,
    StaffAct,
    StartVisual,
)

WIDTH = 660


class Ask(QWidget):
    """A dialog inside its window: scrim, panel, parts. Escape is its harmless answer."""

    def __init__(self, kit: Kit, parent: QWidget, symbol: str, title: str) -> None:
        super().__init__(parent)
        self.kit = kit
        self.setAccessibleName(title.replace("\n", ""))
        self._panel = QWidget(self)
        self.box = QVBoxLayout(self._panel)
        self.box.setContentsMargins(42, 38, 42, 38)
        self.box.setSpacing(20)
        head: list[QWidget | int] = [sign(kit, symbol, 56, "warn")] if symbol else []
        self.box.addWidget(row(*head, text(kit, title, "desk_title", bold=True), 1, gap=24))
        self.escape: Callable[[], None] = self.close_ask

    def open(self) -> None:
        """Show over the whole window."""
        parent = self.parentWidget()
        assert parent is not None
        self.setGeometry(parent.rect())
        tall = self.box.totalSizeHint().height()
        self._panel.setGeometry(
            (self.width() - WIDTH) // 2, max(8, (self.height() - tall) // 2), WIDTH, tall
        )
        self.show()
        self.raise_()
        self.setFocus()

    def close_ask(self) -> None:
        """Go away without an answer."""
        self.hide()
        self.deleteLater()

    def sentence(self, words: str, colour: str = "ink") -> None:
        """A paragraph."""
        broken = words.replace("。", "。|").replace("、", "、|").strip("|")
        self.box.addWidget(text(self.kit, broken, width=WIDTH - 84, colour=colour))

    def answers(self, *buttons: tuple[str, Callable[[], None], str]) -> None:
        """The buttons at the foot, of equal width."""
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
        painter.drawRoundedRect(QRectF(self._panel.geometry()), 14, 14)


def field_style(kit: Kit) -> str:
    """Style sheet of text fields and radio buttons."""
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


def ask_visual(kit: Kit, parent: QWidget, minutes: int, act: Callable[[StaffAct], None]) -> Ask:
    """切替の確認: for one patient (the default) or for some minutes."""
    texts = kit.texts
    ask = Ask(kit, parent, "eye", texts("visual.title"))
    ask.sentence(texts("visual.body"))
    one, timed = (
        QRadioButton(texts("visual.one")),
        QRadioButton(texts("visual.minutes", minutes=minutes)),
    )
    one.setChecked(True)
    group = QButtonGroup(ask)
    choices = QWidget()
    choices.setStyleSheet(field_style(kit))
    box = QVBoxLayout(choices)
    box.setContentsMargins(16, 4, 16, 4)
    for choice in (one, timed):
        choice.setMinimumHeight(44)
        group.addButton(choice)
        box.addWidget(choice)
    ask.box.addWidget(choices)

    def switch() -> None:
        wanted = StartVisual(minutes if timed.isChecked() else None)
        ask.close_ask()
        act(wanted)
        tell_switched(kit, parent)

    ask.answers(
        (texts("visual.no"), ask.close_ask, "secondary"), (texts("visual.yes"), switch, "primary")
    )
    ask.open()
    return ask


def tell_switched(kit: Kit, parent: QWidget) -> Ask:
    """切替の完了."""
    texts = kit.texts
    ask = Ask(kit, parent, "eye", texts("switched.title"))
    ask.sentence(texts("switched.body"))
    ask.answers((texts("ok"), ask.close_ask, "primary"))
    ask.open()
    return ask


def ask_compared(kit: Kit, parent: QWidget, act: Callable[[StaffAct], None]) -> Ask:
    """A patient waits: is it the person of the card? Escape answers nothing."""
    texts = kit.texts
    ask = Ask(kit, parent, "eye", texts("check.title"))
    ask.sentence(texts("check.body"))
    ask.escape = lambda: None
    ask.answers(
        (texts("check.no"), lambda: act(Compared(False)), "secondary"),
        (texts("check.yes"), lambda: act(Compared(True)), "secondary"),
    )
    ask.open()
    return ask


def ask_cancel(
    kit: Kit, parent: QWidget, reception: Reception, act: Callable[[StaffAct], None]
) -> Ask:
    """Whether to end a running reception."""
    texts = kit.texts
    ask = Ask(kit, parent, "warning", texts("cancel.title"))
    ask.sentence(texts("cancel.body", name=reception.name or reception.kana or "―"))

    def cancel() -> None:
        ask.close_ask()
        act(Cancel(reception.id))

    ask.answers(
        (texts("cancel.no"), ask.close_ask, "secondary"), (texts("cancel.yes"), cancel, "primary")
    )
    ask.open()
    return ask


def _fields(kit: Kit, ask: Ask, names: Sequence[tuple[str, bool]]) -> dict[str, QLineEdit]:
    """Labelled text fields, by the last part of their texts' keys."""
    fields: dict[str, QLineEdit] = {}
    for key, hidden in names:
        field = QLineEdit()
        field.setMinimumHeight(46)
        field.setMaxLength(64)
        field.setStyleSheet(field_style(kit))
        field.setAccessibleName(kit.texts(key))
        if hidden:
            field.setEchoMode(QLineEdit.EchoMode.Password)
        label = text(kit, kit.texts(key), "desk_small", colour="ink2")
        ask.box.addWidget(column(label, field, gap=4))
        fields[key.rsplit(".", 1)[-1]] = field
    return fields


def ask_sign_in(kit: Kit, parent: QWidget, refused: bool, act: Callable[[StaffAct], None]) -> Ask:
    """Who works here. It cannot be closed; only signed into."""
    texts = kit.texts
    ask = Ask(kit, parent, "staff", texts("signin.title"))
    ask.escape = lambda: None
    if refused:
        ask.sentence(texts("signin.wrong"), "danger")
    fields = _fields(kit, ask, (("signin.user", False), ("signin.password", True)))

    def sign_in() -> None:
        password = fields["password"].text()
        fields["password"].clear()
        act(SignIn(fields["user"].text().strip(), password))

    fields["password"].returnPressed.connect(sign_in)
    ask.answers((texts("signin.go"), sign_in, "primary"))
    ask.open()
    fields["user"].setFocus()
    return ask


def ask_look_up(kit: Kit, parent: QWidget, act: Callable[[StaffAct], None]) -> Ask:
    """保険証番号で照会. A mistake is named beside the fields and nothing is asked."""
    texts = kit.texts
    ask = Ask(kit, parent, "", texts("lookup.title"))
    names = ("lookup.insurer", "lookup.symbol", "lookup.number", "lookup.branch", "lookup.birth")
    fields = _fields(kit, ask, [(name, False) for name in names])
    wrong = text(kit, "|", width=WIDTH - 84, colour="danger", bold=True)
    ask.box.addWidget(wrong)

    def look_up() -> None:
        values = {name: field.text().strip() for name, field in fields.items()}
        insurer = values["insurer"]
        if not (insurer.isascii() and insurer.isdecimal() and len(insurer) in (6, 8)):
            wrong.put(texts("lookup.bad_number"))
            return
        try:
            birth = date.fromisoformat(values["birth"])
        except ValueError:
            wrong.put(texts("lookup.bad_birth"))
            return
        ask.close_ask()
        act(LookUp(insurer, values["symbol"], values["number"], values["branch"], birth))

    ask.answers(
        (texts("lookup.no"), ask.close_ask, "secondary"), (texts("lookup.go"), look_up, "primary")
    )
    ask.open()
    fields["insurer"].setFocus()
    return ask


def show_help(kit: Kit, parent: QWidget, save: Callable[[], None]) -> Ask:
    """What to do when nothing can be asked, and the form to print."""
    texts = kit.texts
    ask = Ask(kit, parent, "network", texts("help.title"))
    for symbol, key in (
        ("phone", "portal"), ("prescription", "notice"), ("register", "statement"),
        ("staff", "repeat"), ("info", "never"),
    ):  # fmt: skip
        line = text(kit, texts(f"help.{key}"), bold=key == "never")
        ask.box.addWidget(row(sign(kit, symbol, 28, "primary"), line, 1, gap=16))
    ask.answers(
        (texts("help.close"), ask.close_ask, "secondary"), (texts("help.print"), save, "primary")
    )
    ask.open()
    return ask
