"""What the office's window shows: pages of pictures, tables, checklists and fields."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.facility.report.tables import FigureTable


@dataclass(frozen=True)
class Item:
    """A line of a checklist; `detail` is when it was ticked."""

    id: str
    text: str
    ticked: bool = False
    detail: str = ""
    evidence: str = ""
    star: bool = False


@dataclass(frozen=True)
class Field:
    """A field to fill in; `required` fields are marked 必須."""

    id: str
    label: str
    value: str = ""
    hint: str = ""
    required: bool = True
    options: tuple[str, ...] = ()
    """What may be chosen, `value` first; empty for a text."""


@dataclass(frozen=True)
class Choice:
    """A button of a page."""

    id: str
    label: str


@dataclass(frozen=True)
class Page:
    """One page. Parts that are empty are not drawn."""

    id: str
    title: str
    path: str = ""
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    tables: tuple[FigureTable, ...] = ()
    items: tuple[Item, ...] = ()
    fields: tuple[Field, ...] = ()
    send: str = ""
    """The label of the button that sends the fields."""
    choices: tuple[Choice, ...] = ()
    slider: tuple[str, ...] = ()
    """The months that the what-if page offers; the last is chosen first."""


@dataclass(frozen=True)
class OfficeView:
    """The whole window."""

    title: str
    facility: str
    notice: str
    pages: tuple[Page, ...]


def item(name: str, text: str, marks: Mapping[str, str], *, star: bool = False) -> Item:
    """A line of a checklist, ticked if its mark is set."""
    if name not in marks:
        return Item(name, text, star=star)
    when, evidence = detail(marks[name])
    return Item(name, text, True, when, evidence, star)


def detail(mark: str) -> tuple[str, str]:
    """The date and the evidence of a tick; empty where the mark is none."""
    try:
        found = json.loads(mark)
        return str(found["date"]), str(found["evidence"])
    except (ValueError, KeyError, TypeError):
        return "", ""
