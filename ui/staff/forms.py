"""Forms of the staff's window: sign-in, and the look-up by number."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.staff.acts import LookUp, LookUpNumber, SignIn, StaffAct
from kiosk.staff.view import DemoAccount, StaffView
from kiosk.texts import Texts
from ui.kit.context import Kit
from ui.kit.desk.asks import WIDTH, Ask, field_style
from ui.kit.desk.dense import labelled, row, text


def add_fields(kit: Kit, ask: Ask, *lines: tuple[str, ...]) -> dict[str, QLineEdit]:
    """Add labelled text fields, line by line; returns them by the last part of their text keys."""
    fields: dict[str, QLineEdit] = {}
    for line in lines:
        made: list[QWidget | int] = []
        for key in line:
            name = key.rsplit(".", 1)[-1]
            field = fields[name] = QLineEdit()
            field.setMinimumHeight(46)
            field.setMaxLength(128)
            field.setStyleSheet(field_style(kit))
            if name == "password":
                field.setEchoMode(QLineEdit.EchoMode.Password)
            made.append(labelled(kit, kit.texts(key), field))
        ask.box.addWidget(row(*made, gap=16))
    return fields


def ask_sign_in(
    kit: Kit, parent: QWidget, view: StaffView, act: Callable[[StaffAct], None], user: str
) -> Ask:
    """The sign-in form, which cannot be closed without a sign-in; `user` was typed before."""
    texts = kit.texts
    ask = Ask(kit, parent, "staff", texts("signin.title"))
    ask.escape = lambda: None
    if view.nobody:
        ask.sentence(texts("signin.nobody"))
    if view.left:
        ask.sentence(texts("signin.left"))
    if view.wait:
        ask.sentence(texts("signin.wait", seconds=view.wait), "danger")
    elif view.refusals:
        ask.sentence(texts("signin.wrong"), "danger")
    fields = add_fields(kit, ask, ("signin.user", "signin.password"))

    def sign_in() -> None:
        password = fields["password"].text()
        fields["password"].clear()
        act(SignIn(fields["user"].text().strip(), password))

    fields["password"].returnPressed.connect(sign_in)
    fields["user"].returnPressed.connect(fields["password"].setFocus)
    ask.answers((texts("signin.go"), sign_in, "primary"))
    if view.demo:
        ask.sentence(texts("signin.demo"))
        ask.answers(*(_account(texts, one, act) for one in view.demo), across=3)
    ask.open()
    fields["user"].setText(user)
    fields["password" if user else "user"].setFocus()
    return ask


def _account(
    texts: Texts, one: DemoAccount, act: Callable[[StaffAct], None]
) -> tuple[str, Callable[[], object], str]:
    """The button that signs in with an account of the demo."""
    role = texts(f"role.{one.role}")
    words = texts("signin.demo.account", role=role, name=one.name, password=one.password)
    return words, partial(act, SignIn(one.name, one.password)), "back"


def ask_look_up(kit: Kit, parent: QWidget, act: Callable[[StaffAct], None]) -> Ask:
    """資格確認書の番号で照会. A wrong input is explained below the fields, and nothing is sent."""
    texts = kit.texts
    ask = Ask(kit, parent, "", texts("lookup.title"))
    fields = add_fields(
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
