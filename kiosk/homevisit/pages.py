"""The pages of the flow as data: what a page says and asks, in the patient's language."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from kiosk.eligibility.uses import Use
from kiosk.homevisit.events import NEEDS_PAIRING, Act, CardTrouble, Kept
from kiosk.homevisit.states import (
    AskCancel,
    Cancelled,
    Card,
    Confirm,
    Day,
    Done,
    Input,
    Listed,
    Start,
    Stopped,
    VisitState,
)
from kiosk.session.effects import Prescription
from kiosk.texts import Texts, plain

MENU = (Act.BEGIN, Act.REVIEW, Act.CANCEL_ALL)
"""The acts of the menu, where a page offers it."""
CHECKUP = "checkup"
"""The item of 特定健診情報, as profiles name it."""


class Kind(StrEnum):
    """What a part is; a template chooses by it how the part looks."""

    TEXT = "text"
    NOTE = "note"
    ALERT = "alert"
    """An error or a hint that is read out at once."""
    GOOD = "good"
    HEADING = "heading"
    STEP = "step"
    """One of the things to prepare: a name and a sentence."""
    ROW = "row"
    """A name and a value."""
    CHOICE = "choice"
    """A question with answers of equal weight."""
    DAY = "day"
    CODE = "code"
    BUTTON = "button"
    RETURN = "return"
    """The link back to the booking service."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a page. `name` is the field's name or the button's act."""

    kind: Kind
    text: str
    name: str = ""
    note: str = ""
    detail: str = ""
    detail_name: str = ""
    value: str = ""
    options: tuple[Option, ...] = ()
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its title, its parts in reading order, and which step it is (0: none).

    `waits`: the page changes by itself when the card has answered. `menu`: the menu is offered.
    """

    name: str
    title: str
    parts: tuple[Part, ...]
    step: int = 0
    waits: bool = False
    menu: bool = False


def describe(state: VisitState, texts: Texts, today: date) -> Page:
    """The page of a state."""
    phase = state.phase
    name = type(phase).__name__.lower()
    write = _Writer(state, texts, today)
    title, step = write.heads()[name]
    parts = tuple(write.pages()[name](phase))
    waits = isinstance(phase, Card) and phase.reading
    return Page(name, title, parts, step, waits, menu=isinstance(phase, Start))


class _Writer:
    """Writes the parts of each phase."""

    def __init__(self, state: VisitState, texts: Texts, today: date) -> None:
        self._state, self._texts, self._today = state, texts, today

    def pages(self) -> dict[str, Callable[[Any], Iterator[Part]]]:
        """The writer of each phase by its name."""
        return {
            "start": self._start,
            "day": self._day,
            "input": self._input,
            "confirm": self._confirm,
            "askcancel": self._ask_cancel,
            "card": self._card,
            "listed": self._listed,
            "done": self._done,
            "cancelled": self._cancelled,
            "stopped": self._stopped,
        }

    def heads(self) -> dict[str, tuple[str, int]]:
        """The title and the step of each phase by its name."""
        keys = {
            "start": ("start.title", 0),
            "day": ("day.title", 1),
            "input": ("input.title", 1),
            "confirm": ("confirm.title", 2),
            "askcancel": ("cancel.title", 0),
            "card": ("card.title", 2),
            "listed": ("list.title", 0),
            "done": ("done.title", 3),
            "cancelled": ("cancel.title", 0),
            "stopped": ("stopped.title", 0),
        }
        return {name: (self._say(key), step) for name, (key, step) in keys.items()}

    def _say(self, key: str, **values: object) -> str:
        return plain(self._texts(key, **values))

    def _button(self, act: Act, key: str, note: str = "", *, primary: bool = False) -> Part:
        remark = self._say(note) if note else ""
        return Part(Kind.BUTTON, self._say(key), act.value, note=remark, primary=primary)

    def _start(self, _: Start) -> Iterator[Part]:
        yield Part(Kind.TEXT, self._say("start.lead"))
        yield Part(Kind.NOTE, self._say("start.later"))
        yield Part(Kind.HEADING, self._say("start.box"))
        yield Part(Kind.TEXT, self._say("start.box.lead"))
        for step in ("start.card", "start.insured"):
            yield Part(Kind.STEP, self._say(step), note=self._say(f"{step}.lead"))
        yield self._button(Act.BEGIN, "start.button", primary=True)

    def _day(self, phase: Day) -> Iterator[Part]:
        if phase.wrong:
            yield Part(Kind.ALERT, self._say("day.wrong"))
        yield Part(Kind.TEXT, self._say("day.lead"))
        day = self._state.day or self._today
        yield Part(Kind.DAY, self._say("day.label"), "day", value=day.isoformat())
        yield self._button(Act.DAY, "day.next", primary=True)

    def _input(self, phase: Input) -> Iterator[Part]:
        rules = self._state.rules
        if phase.missing:
            yield Part(Kind.ALERT, self._say("input.missing"))
        lasting = rules.use is Use.VISIT
        yield Part(Kind.TEXT, self._say("input.lasting" if lasting else "input.once"))
        yield from self._booked()
        yield self._button(Act.AGREE_ALL, "input.all")
        yield Part(Kind.NOTE, self._say("input.items") + "\n" + self._say("input.details"))
        for item in rules.profile.items:
            answer = self._state.answers.get(item.id)
            key = f"item.{item.id}"
            text = self._say(key)
            yield Part(
                Kind.CHOICE,
                text,
                f"item.{item.id}",
                note=self._say(f"{key}.note") if item.id == CHECKUP else "",
                detail=self._say(f"{key}.detail"),
                detail_name=self._say("input.detail.name", item=text),
                options=(
                    Option("1", self._say("agree"), answer is True),
                    Option("0", self._say("disagree"), answer is False),
                ),
            )
        if rules.ask_prescription:
            chosen = self._state.prescription
            yield Part(
                Kind.CHOICE,
                self._say("input.prescription"),
                "prescription",
                options=tuple(
                    Option(form.value, self._say(f"prescription.{form.value}"), chosen is form)
                    for form in Prescription
                ),
            )
        yield self._button(Act.AGREE_ALL, "input.all")
        yield self._button(Act.CHECK, "input.next", primary=True)

    def _booked(self) -> Iterator[Part]:
        day = self._state.day
        if self._state.rules.use.booked and day is not None:
            yield Part(Kind.ROW, self._say("day.label"), value=self._texts.date(day))

    def _answer(self, item_id: str, *, agreed: bool) -> str:
        if item_id == CHECKUP and not agreed:
            return self._say("confirm.checkup_no")
        return self._say("agree" if agreed else "disagree")

    def _confirm(self, _: Confirm) -> Iterator[Part]:
        yield Part(Kind.TEXT, self._say("confirm.lead"))
        yield Part(Kind.HEADING, self._say("confirm.list"))
        yield from self._booked()
        for item in self._state.rules.profile.items:
            value = self._answer(item.id, agreed=self._state.answers[item.id])
            yield Part(Kind.ROW, self._say(f"item.{item.id}"), value=value)
        form = self._state.prescription
        if form is not None:
            value = self._say(f"prescription.{form.value}")
            yield Part(Kind.ROW, self._say("input.prescription"), value=value)
        if self._state.rules.profile.told_unasked:
            yield Part(Kind.NOTE, self._say("confirm.limit"))
        note = "" if self._state.proved else "confirm.store.note"
        yield self._button(Act.STORE, "confirm.store", note, primary=True)
        yield self._button(Act.CHANGE, "confirm.change", "confirm.change.note")

    def _ask_cancel(self, _: AskCancel) -> Iterator[Part]:
        yield Part(Kind.TEXT, self._say("cancel.lead"))
        yield self._button(Act.CANCEL_ALL, "cancel.button", primary=True)
        yield self._button(Act.STOP, "card.stop")

    def _trouble(self, trouble: CardTrouble | None, left: int = 0) -> Iterator[Part]:
        if trouble is None:
            return
        values = {"left": left} if trouble is CardTrouble.PIN_WRONG else {}
        yield Part(Kind.ALERT, self._say(f"card.{trouble.value}", **values))
        if trouble is CardTrouble.WIFI:
            yield Part(Kind.TEXT, self._say("card.wifi.way"))

    def _card(self, phase: Card) -> Iterator[Part]:
        yield from self._trouble(phase.trouble, phase.left)
        if not self._state.paired:
            yield Part(Kind.TEXT, self._say("card.pair"))
            yield Part(Kind.CODE, self._say("card.pair.label"), "code")
            yield self._button(Act.PAIR, "card.pair.button", primary=True)
            yield Part(Kind.NOTE, self._say("card.pair.how"))
        elif phase.reading:
            yield Part(Kind.TEXT, self._say("card.wait"))
            yield Part(Kind.GOOD, self._say("card.waiting"))
            yield self._button(Act.OTHER_DEVICE, "card.other")
        elif phase.trouble not in NEEDS_PAIRING:
            yield self._button(Act.READ_AGAIN, "card.again", primary=True)
            yield self._button(Act.OTHER_DEVICE, "card.other")
        yield self._button(Act.STOP, "card.stop")

    def _kept(self, kept: Kept) -> Iterator[Part]:
        for item_id, agreed in kept.items.items():
            value = self._say("agree" if agreed else "disagree")
            yield Part(Kind.ROW, self._say(f"item.{item_id}"), value=value)

    def _listed(self, phase: Listed) -> Iterator[Part]:
        if not phase.kept:
            yield Part(Kind.TEXT, self._say("list.none"))
        same = False
        for kept in phase.kept:
            same |= kept.use is self._state.rules.use
            yield Part(Kind.HEADING, self._say(f"use.{kept.use.value}"))
            if kept.day is not None:
                yield Part(Kind.NOTE, self._say("list.day", date=self._texts.date(kept.day)))
            yield Part(Kind.NOTE, self._say("list.until", date=self._texts.date(kept.until)))
            yield from self._kept(kept)
        if same:
            yield self._button(Act.UPDATE, "list.update", primary=True)
        yield self._button(Act.END, "done.end", primary=not same)

    def _done(self, phase: Done) -> Iterator[Part]:
        kept = phase.kept
        yield Part(Kind.GOOD, self._say(f"use.{kept.use.value}"))
        if kept.use is Use.VISIT:
            yield Part(Kind.TEXT, self._say("done.until", date=self._texts.date(kept.until)))
        elif kept.day is not None:
            yield Part(Kind.TEXT, self._say("done.day", date=self._texts.date(kept.day)))
        else:
            yield Part(Kind.TEXT, self._say("done.hours"))
        if phase.grace:
            yield Part(Kind.ALERT, self._say("done.grace"))
        elif phase.under_age:
            yield Part(Kind.NOTE, self._say("done.checkup_age"))
        yield from self._kept(kept)
        if kept.use is Use.OTHER_ROUTE:
            yield Part(Kind.NOTE, self._say("done.photo"))
        if self._state.rules.returns:
            yield Part(Kind.RETURN, self._say("done.return"))
        yield self._button(Act.END, "done.end", primary=not self._state.rules.returns)

    def _cancelled(self, _: Cancelled) -> Iterator[Part]:
        yield Part(Kind.GOOD, self._say("cancel.done"))
        yield self._button(Act.END, "done.end", primary=True)

    def _stopped(self, phase: Stopped) -> Iterator[Part]:
        yield from self._trouble(phase.trouble)
        yield Part(Kind.TEXT, self._say("stopped.lead"))
        if self._state.rules.returns:
            yield Part(Kind.RETURN, self._say("done.return"))
        yield self._button(Act.BEGIN, "again", primary=True)
