"""What the staff's window asks: sign in, switch to 目視確認, compare, cancel, look up, outages."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from ui.desk import button, column, row, sign, text
from ui.kit import Kit
from ui.staff.model import (
    Cancel,
    Check,
    Compared,
    LookUp,
    LookUpNumber,
    Reception,
    SignIn,
    StaffAct,
    StaffView,
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
        """Show over the whole window; once open, only fit its size."""
        fresh = self.isHidden()
        parent = self.parentWidget()
        assert parent is not None
        self.setGeometry(parent.rect())
        tall = self.box.totalSizeHint().height()
        self._panel.setGeometry(
            (self.width() - WIDTH) // 2, max(8, (self.height() - tall) // 2), WIDTH, tall
        )
        self.show()
        self.raise_()
        if fresh:
            self.setFocus()

    def close_ask(self) -> None:
        """Go away without an answer."""
        self.hide()
        self.deleteLater()

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab stays inside: what lies under the scrim cannot be reached."""
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


def _choices(kit: Kit, ask: Ask, *words: str) -> list[QRadioButton]:
    """One of these; the first unless another is chosen."""
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
    """切替の確認: for one patient (the default) or for some minutes, at one of the desks."""
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
    """切替の完了."""
    texts = kit.texts
    ask = Ask(kit, parent, "eye", texts("switched.title"))
    ask.sentence(texts("switched.body"))
    ask.answers((texts("ok"), ask.close_ask, "primary"))
    ask.open()
    return ask


def ask_compared(
    kit: Kit, parent: QWidget, check: Check, desk: int | None, act: Callable[[StaffAct], None]
) -> Ask:
    """A patient waits: is it the person of the card? Escape answers nothing.

    `desk` is named where there are several.
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


def _fields(kit: Kit, ask: Ask, *lines: tuple[str, ...]) -> dict[str, QLineEdit]:
    """Labelled text fields, line by line, by the last part of their texts' keys."""
    fields: dict[str, QLineEdit] = {}
    for line in lines:
        made: list[QWidget | int] = []
        for key in line:
            name = key.rsplit(".", 1)[-1]
            field = fields[name] = QLineEdit()
            field.setMinimumHeight(46)
            field.setMaxLength(128)
            field.setStyleSheet(field_style(kit))
            field.setAccessibleName(kit.texts(key))
            if name == "password":
                field.setEchoMode(QLineEdit.EchoMode.Password)
            label = text(kit, kit.texts(key), "desk_small", colour="ink2")
            made.append(column(label, field, gap=4))
        ask.box.addWidget(row(*made, gap=16))
    return fields


def ask_sign_in(kit: Kit, parent: QWidget, view: StaffView, act: Callable[[StaffAct], None]) -> Ask:
    """Who works here. It cannot be closed; only signed into."""
    texts = kit.texts
    ask = Ask(kit, parent, "staff", texts("signin.title"))
    ask.escape = lambda: None
    if view.nobody:
        ask.sentence(texts("signin.nobody"))
    if view.wait:
        ask.sentence(texts("signin.wait", seconds=view.wait), "danger")
    elif view.refusals:
        ask.sentence(texts("signin.wrong"), "danger")
    fields = _fields(kit, ask, ("signin.user",), ("signin.password",))

    def sign_in() -> None:
        password = fields["password"].text()
        fields["password"].clear()
        act(SignIn(fields["user"].text().strip(), password))

    fields["password"].returnPressed.connect(sign_in)
    fields["user"].returnPressed.connect(fields["password"].setFocus)
    ask.answers((texts("signin.go"), sign_in, "primary"))
    if view.demo:
        ask.sentence(texts("signin.demo"))
        for one in view.demo:
            words = texts("signin.demo.account", role=texts(f"role.{one.role}"),
                          name=one.name, password=one.password)  # fmt: skip
            wanted = SignIn(one.name, one.password)
            ask.answers((words, partial(act, wanted), "back"))
    ask.open()
    fields["user"].setFocus()
    return ask


def ask_look_up(kit: Kit, parent: QWidget, act: Callable[[StaffAct], None]) -> Ask:
    """保険証番号で照会. A mistake is named beside the fields and nothing is asked."""
    texts = kit.texts
    ask = Ask(kit, parent, "", texts("lookup.title"))
    fields = _fields(
        kit, ask, ("lookup.insurer", "lookup.birth"),
        ("lookup.symbol", "lookup.number", "lookup.branch"), ("lookup.reference",),
    )  # fmt: skip
    wrong = text(kit, "|", width=WIDTH - 84, colour="danger", bold=True)
    ask.box.addWidget(wrong)

    def look_up() -> None:
        values = {name: field.text().strip() for name, field in fields.items()}
        if reference := values["reference"]:
            ask.close_ask()
            act(LookUpNumber(reference))
            return
        insurer = values["insurer"]
        if not (insurer.isascii() and insurer.isdecimal() and len(insurer) in (6, 8)):
            wrong.put(texts("lookup.bad_number"))
            return
        try:
            birth = date.fromisoformat(values["birth"])
        except ValueError:
            wrong.put(texts("lookup.bad_birth"))
            return
        if not values["number"]:
            wrong.put(texts("lookup.no_number"))
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
