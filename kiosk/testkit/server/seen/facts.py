"""What a client can compare: facts about the screen and the reception, as plain values."""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from enum import Enum
from math import ceil
from typing import Any

from kiosk.records.record import Moment
from kiosk.session.view import Screen
from kiosk.texts.pages import PAGES

COMPARISONS = ("below", "above", "not", "any")
"""Instead of a value: `{below = 80}`, `{above = 0}`, `{not = "1"}`, `{any = ["a", "b"]}`."""

MOST_NAMED = 3
"""Values of a wanted table that a sentence names; of a larger one it gives the number."""


def page_of(screen: Screen) -> str:
    """The public id of the screen's page."""
    return PAGES[type(screen.page)][0]


def page_fields() -> dict[str, list[str]]:
    """The names of the values that each page has."""
    return {name: [one.name for one in fields(kind)] for kind, (name, _) in PAGES.items()}


def facts(screen: Screen | None, ending: Moment | None, at: float) -> dict[str, Any]:
    """The shown page with its values, and how the last reception ended.

    `cause` is the fault with which it ended; `fault` that of the page, which may be a later one, or
    else the cause.
    """
    cause = None if ending is None or ending.fault is None else str(ending.fault)
    told: dict[str, Any] = {
        "at": round(at, 3),
        "page": None,
        "outcome": None if ending is None else str(ending.outcome),
        "cause": cause,
        "fault": cause,
    }
    if screen is None:
        return told
    page = screen.page
    values = {one.name: plain(getattr(page, one.name)) for one in fields(page)}
    if values.get("fault") is None:
        values.pop("fault", None)
    countdown = screen.countdown
    preferences = screen.preferences
    return {
        **told,
        **{key: value for key, value in values.items() if not isinstance(value, dict)},
        "page": page_of(screen),
        "step": screen.step,
        "strip": str(screen.strip),
        "presses": sorted(map(str, screen.presses)),
        "countdown": None if countdown is None else ceil(max(0.0, countdown.ends - at)),
        "language": str(preferences.language),
        "contrast": preferences.contrast,
        "text_size": int(preferences.text_size),
        "voice": preferences.voice,
    }


def plain(value: Any) -> Any:
    """A value of a page as JSON has it; a consent item is its id."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return getattr(value, "id", value) if not isinstance(value, str | int | float) else value


def unfit(seen: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Each wanted key whose value is not as wanted, with what was seen of it."""
    return {
        key: _part(seen.get(key), value)
        for key, value in wanted.items()
        if not fits(seen.get(key), value)
    }


def _part(seen: Any, wanted: Any) -> Any:
    """What was seen in place of `wanted`; of a table only the keys that are otherwise."""
    tables = isinstance(seen, Mapping) and isinstance(wanted, Mapping)
    return unfit(seen, wanted) if tables and not wanted.keys() <= set(COMPARISONS) else seen


def unlike(seen: Mapping[str, Any], wanted: Mapping[str, Any]) -> list[str]:
    """A clause for each value that is not as wanted, but for the page; of a table key by key."""
    told = []
    for key, value in unfit(seen, wanted).items():
        inner = wanted[key]
        if isinstance(value, Mapping) and isinstance(inner, Mapping):
            otherwise = {one: inner[one] for one in value}  # the others are as wanted
            told += [f"{key}.{one}" for one in unlike(value, otherwise)]
        elif key != "page":
            told.append(f"{key} is {_said(value)}")
    return told


def in_words(wanted: Mapping[str, Any]) -> str:
    """What is wanted, in a sentence; of a large table only its size."""
    return ", ".join(
        f"{key} of {len(value)} values"
        if isinstance(value, Mapping) and len(value) > MOST_NAMED
        else f"{key} {value}"
        for key, value in wanted.items()
    )


def _said(value: Any) -> str:
    """A value in a sentence."""
    return "not there" if value is None else json.dumps(value, ensure_ascii=False).strip('"')


def fits(seen: Any, wanted: Any) -> bool:
    """Whether a value is as wanted: equal, or as COMPARISONS say; a table fits key by key."""
    if not isinstance(wanted, Mapping):
        return bool(seen == wanted)
    if not wanted.keys() <= set(COMPARISONS):
        return isinstance(seen, Mapping) and not unfit(seen, wanted)
    number = isinstance(seen, int | float)
    return (
        ("below" not in wanted or (number and seen < wanted["below"]))
        and ("above" not in wanted or (number and seen > wanted["above"]))
        and ("not" not in wanted or seen != wanted["not"])
        and ("any" not in wanted or seen in wanted["any"])
    )
