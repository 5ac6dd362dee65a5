"""The items that are asked, by the date from which they are in force. A profile is data."""

import tomllib
from dataclasses import dataclass
from datetime import date
from importlib import resources

from kiosk.session.rules import Category

_FOLDER = resources.files(__package__) / "profiles"


@dataclass(frozen=True, slots=True)
class Item:
    """One consent item; `id` is part of the keys of its texts."""

    id: str
    categories: frozenset[Category]


@dataclass(frozen=True, slots=True)
class ConsentProfile:
    """The items of a profile in their order, and the categories provided without asking."""

    name: str
    summary: str
    source: str
    items: tuple[Item, ...]
    told_unasked: frozenset[Category]


def names() -> tuple[str, ...]:
    """The shipped profiles, oldest first."""
    found = (file.name.removesuffix(".toml") for file in _FOLDER.iterdir())
    return tuple(sorted(name for name in found if name[0].isdigit()))


def load(name: str) -> ConsentProfile:
    """Read a shipped profile. Raises KeyError, which names those that exist."""
    if name not in names():
        raise KeyError(f"no profile {name!r}; there are {', '.join(names())}")
    table = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    items = tuple(Item(one["id"], _categories(one["categories"])) for one in table["item"])
    told = _categories(table["told_unasked"])
    return ConsentProfile(name, table["summary"], table["source"], items, told)


def in_force(day: date) -> ConsentProfile:
    """The profile in force on a day; before the first one, the first."""
    begun = [name for name in names() if _begins(name) <= day]
    return load(begun[-1] if begun else names()[0])


def _begins(name: str) -> date:
    return date.fromisoformat(name if len(name) > 7 else f"{name}-01")


def _categories(values: list[str]) -> frozenset[Category]:
    return frozenset(Category(value) for value in values)
