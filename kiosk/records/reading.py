"""Reads the records of journals."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from kiosk.clock import JST
from kiosk.errors import KioskError
from kiosk.records.record import CUT_OFF, FIRST_PHASES, VERSION, Asked, Joined, Moment, Note, Record
from kiosk.session.codes import Validity
from kiosk.session.effects import Outcome
from kiosk.session.events import Fault, Method
from kiosk.session.rules import Category

Value = TypeVar("Value", bound=StrEnum)


def records(lines: Iterable[Mapping[str, Any]]) -> Iterator[Record]:
    """The receptions in the lines of a journal, in the order in which they began.

    A reception that has not ended has no outcome. Lines of no reception (what staff did, gaps) are
    left out. Raises KioskError when a newer version of the program wrote a line.
    """
    joined: dict[str, Joined] = {}
    for line in map(_current, lines):
        name, moment, time = str(line.get("reception")), _moment(line), _time(line)
        if name in joined:
            joined[name] = joined[name].after(moment, time)
        elif moment.asked or moment.phase in FIRST_PHASES:
            begun = Record(name, time, kiosk=str(line.get("kiosk", "")))
            joined[name] = Joined(begun).after(moment, time)
        if name in joined and line.get("fault") == CUT_OFF:
            cut = replace(joined[name].record, fault=CUT_OFF)
            joined[name] = replace(joined[name], record=cut)
    return (one.record for one in joined.values())


def read(*journals: Path) -> tuple[Record, ...]:
    """The receptions of journals, in the order in which they began.

    A journal that is missing has none. Raises OSError, and KioskError as `records`.
    """
    found = [one for journal in journals for one in records(entries(journal))]
    return tuple(sorted(found, key=lambda one: one.began))


def merged(*sources: Iterable[Record]) -> tuple[Record, ...]:
    """The records of several journals and registries, each check once, in the order of begin.

    The record of an earlier source stands; what it does not know (validity, consents) is taken from
    a later one with the same reference.
    """
    kept: dict[str, Record] = {}
    for record in (one for source in sources for one in source):
        name = record.reference or f"id {record.id}"
        known = kept.get(name)
        kept[name] = record if known is None else replace(
            known,
            validity=known.validity or record.validity,
            consents=known.consents or record.consents,
        )  # fmt: skip
    return tuple(sorted(kept.values(), key=lambda one: one.began))


def entries(journal: Path) -> Iterator[dict[str, Any]]:
    """The lines of a journal, without those that a crash cut short or damaged.

    Yields nothing when `journal` is missing or no plain file. Raises OSError.
    """
    if not journal.is_file():
        return
    with journal.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            try:
                entry = json.loads(line)
            except json.JSONDecodeError:
                continue
            if isinstance(entry, dict):
                yield entry


def open_receptions(journal: Path) -> list[str]:
    """The ids of the receptions of a journal that began and never ended, in order."""
    begun: dict[str, None] = {}
    for entry in entries(journal):
        name = str(entry.get("reception"))
        if "outcome" in entry:
            begun.pop(name, None)
        elif _old(entry).get("phase") in FIRST_PHASES:
            begun[name] = None
    return list(begun)


_NOTES = {"Delivered": Note.DELIVERED, "DeliveredLate": Note.LATE, "GivenUp": Note.GIVEN_UP}
"""Steps of the lines that were written before the schema had a version."""


def _current(line: Mapping[str, Any]) -> Mapping[str, Any]:
    version = line.get("version", 0)
    if not isinstance(version, int) or version > VERSION:
        raise KioskError(
            f"the journal has lines of version {version}, this program reads up to {VERSION}: "
            "update the program"
        )
    return _old(line)


def _old(line: Mapping[str, Any]) -> Mapping[str, Any]:
    """A line in the present form; lines without a version named steps by the program's classes."""
    if "version" in line or "step" not in line:
        return line
    step = str(line["step"])
    now = {**line, "reference": line.get("digest", "")}
    if step in _NOTES:
        return {**now, "note": _NOTES[step]}
    if "outcome" in line:  # such a line named the phase that was left
        return now
    return {**now, "phase": "".join(f"_{c.lower()}" if c.isupper() else c for c in step).strip("_")}


def _moment(line: Mapping[str, Any]) -> Moment:
    """The moment of a line; what it holds and no table knows is left out."""
    consents = line.get("consents")
    return Moment(
        at=float(line.get("monotonic", 0.0)),
        reception=0,
        phase=str(line.get("phase", "")),
        asked=_member(Asked, line.get("asked")),
        method=_member(Method, line.get("method")),
        outcome=_member(Outcome, line.get("outcome")),
        fault=_member(Fault, line.get("fault")),
        note=_member(Note, line.get("note")),
        result=str(line.get("result", "")),
        validity=_member(Validity, line.get("validity")),
        consents=(
            {kind: bool(consents[kind]) for kind in Category if kind in consents}
            if isinstance(consents, dict)
            else None
        ),
        reference=str(line.get("reference", "")),
        reason=str(line.get("reason", "")),
    )


def _member(table: type[Value], value: object) -> Value | None:
    return next((one for one in table if one == value), None)


def _time(line: Mapping[str, Any]) -> datetime:
    try:
        return datetime.fromisoformat(str(line.get("time"))).astimezone(JST)
    except ValueError:
        return datetime.fromtimestamp(0, JST)
