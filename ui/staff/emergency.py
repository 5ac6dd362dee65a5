"""Dialogs of the modes in which a patient is found by card or name, without a consent."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from kiosk.staff.acts import LookUpCard, LookUpPerson, StaffAct
from kiosk.staff.emergency import MODES, Mode
from ui.kit.context import Kit
from ui.kit.desk.asks import Ask, choices
from ui.staff.forms import add_complaint, add_fields, go_on_by_enter, typed_day

SEXES = (None, 1, 2)
"""What is chosen of the sex: nothing, 男, 女 (OQSCD007)."""


def ask_mode(
    kit: Kit, parent: QWidget, modes: Sequence[Mode], act: Callable[[StaffAct], None]
) -> Ask:
    """Ask for one of the modes, then for the person."""
    texts = kit.texts
    ask = Ask(kit, parent, "warning", texts("emergency"))
    ask.sentence(texts("emergency.lead"))

    def choose(mode: Mode) -> None:
        ask.close_ask()
        first = ask_card if MODES[mode].card_first else ask_person
        first(kit, parent, mode, act)

    for mode in modes:
        ask.answers((texts(f"mode.{mode}"), partial(choose, mode), "secondary"))
    ask.answers((texts("help.close"), ask.close_ask, "back"))
    ask.open()
    return ask


def ask_card(kit: Kit, parent: QWidget, mode: Mode, act: Callable[[StaffAct], None]) -> Ask:
    """Ask to lay the patient's card on the reader; without one, ask for the person."""
    texts = kit.texts
    ask = Ask(kit, parent, "warning", texts(f"mode.{mode}"))
    ask.sentence(texts(f"mode.{mode}.lead"))
    ask.sentence(texts("mode.card"))
    known = MODES[mode].reasons
    reasons = choices(kit, ask, *(texts(f"reason.{mode}.{reason}") for reason in known))

    def read() -> None:
        reason = next(r for r, one in zip(known, reasons, strict=True) if one.isChecked())
        ask.close_ask()
        act(LookUpCard(mode, reason))

    def by_name() -> None:
        ask.close_ask()
        ask_person(kit, parent, mode, act)

    ask.answers(
        (texts("mode.card.none"), by_name, "secondary"),
        (texts("mode.card.read"), read, "primary"),
    )
    ask.answers((texts("help.close"), ask.close_ask, "back"))
    ask.open()
    return ask


def ask_person(kit: Kit, parent: QWidget, mode: Mode, act: Callable[[StaffAct], None]) -> Ask:
    """Ask for name, birth date, sex, address, and for the reason, which is recorded."""
    texts = kit.texts
    ask = Ask(kit, parent, "warning", texts(f"mode.{mode}"))
    ask.sentence(texts(f"mode.{mode}.lead"))
    complain = add_complaint(kit, ask)
    fields = add_fields(kit, ask, ("person.name", "person.birth"), ("person.address",))
    sexes = choices(kit, ask, *(texts(f"person.sex.{sex or 0}") for sex in SEXES), across=True)
    known = MODES[mode].reasons
    reasons = choices(kit, ask, *(texts(f"reason.{mode}.{reason}") for reason in known))

    def look_up() -> None:
        values = {name: field.text().strip() for name, field in fields.items()}
        if not values["name"]:
            complain(fields["name"], "person.no_name")
            return
        try:
            birth = typed_day(values["birth"])
        except ValueError:
            complain(fields["birth"], "lookup.bad_birth")
            return
        sex = next(s for s, one in zip(SEXES, sexes, strict=True) if one.isChecked())
        reason = next(r for r, one in zip(known, reasons, strict=True) if one.isChecked())
        ask.close_ask()
        act(LookUpPerson(mode, reason, values["name"], birth, sex, values["address"]))

    ask.answers(
        (texts("lookup.no"), ask.close_ask, "secondary"), (texts("lookup.go"), look_up, "primary")
    )
    go_on_by_enter(fields, look_up)
    ask.open()
    fields["name"].setFocus()
    return ask
