"""Forms of the staff's window: sign-in, and the look-up by number."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import pairwise

from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.staff.acts import LookUp, LookUpNumber, SignIn, StaffAct
from kiosk.staff.view import DemoAccount, StaffView
from kiosk.texts import Texts
from ui.kit.context import Kit
from ui.kit.desk.asks import ROOM, Ask, field_style
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


def add_complaint(kit: Kit, ask: Ask) -> Callable[[QLineEdit, str], None]:
    """Add a line that tells what is wrong, above the fields that follow; returns what writes it.

    The function takes the field, which gets the caret, and the key of the sentence.
    """
    line = text(kit, "|", width=ROOM, colour="danger", bold=True)
    ask.box.addWidget(line)

    def complain(field: QLineEdit, key: str) -> None:
        line.put(kit.texts(key))
        ask.go_to(field)

    return complain


_DAY = re.compile(r"(\d{4})(?:(\d{2})(\d{2})|[-/.年](\d{1,2})[-/.月](\d{1,2})日?)")


def typed_day(words: str) -> date:
    """The day that staff typed: 1951-04-03, 1951/4/3, 1951.4.3, 1951年4月3日 or 19510403.

    Digits may be full-width. Raises ValueError for anything else.
    """
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", words).strip())
    if found is None:
        raise ValueError(words)
    year, month, day = (int(part) for part in found.groups() if part is not None)
    return date(year, month, day)


def go_on_by_enter(fields: dict[str, QLineEdit], act: Callable[[], object]) -> None:
    """Let Enter go to the next field, and act in the last one."""
    every = list(fields.values())
    for one, following in pairwise(every):
        one.returnPressed.connect(following.setFocus)
    every[-1].returnPressed.connect(act)


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

    go_on_by_enter(fields, sign_in)
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
    complain = add_complaint(kit, ask)
    fields = add_fields(
        kit, ask, ("lookup.insurer", "lookup.birth"),
        ("lookup.symbol", "lookup.number", "lookup.branch"), ("lookup.reference",),
    )  # fmt: skip

    def look_up() -> None:
        values = {name: field.text().strip() for name, field in fields.items()}
        if reference := values["reference"]:
            ask.close_ask()
            act(LookUpNumber(reference))
            return
        insurer = unicodedata.normalize("NFKC", values["insurer"])
        if not (insurer.isascii() and insurer.isdecimal() and len(insurer) in (6, 8)):
            complain(fields["insurer"], "lookup.bad_number")
            return
        try:
            birth = typed_day(values["birth"])
        except ValueError:
            complain(fields["birth"], "lookup.bad_birth")
            return
        if not values["number"]:
            complain(fields["number"], "lookup.no_number")
            return
        ask.close_ask()
        act(LookUp(insurer, values["symbol"], values["number"], values["branch"], birth))

    ask.answers(
        (texts("lookup.no"), ask.close_ask, "secondary"), (texts("lookup.go"), look_up, "primary")
    )
    go_on_by_enter(fields, look_up)
    ask.open()
    fields["insurer"].setFocus()
    return ask
