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


class Journals:
    """Joins the lines of journals to records. `receptions` are those that began, by their id."""

    def __init__(self) -> None:
        self.receptions: dict[str, Joined] = {}

    def add(self, line: Mapping[str, Any]) -> Record | None:
        """Add a line; returns the record of its reception, None for a line of none.

        Raises KioskError when a newer version of the program wrote the line.
        """
        line = _current(line)
        name, moment, time = str(line.get("reception")), _moment(line), _time(line)
        known = self.receptions.get(name)
        if known is None:
            if not moment.asked and moment.phase not in FIRST_PHASES:
                return None
            known = Joined(Record(name, time, kiosk=str(line.get("kiosk", ""))))
        joined = known.after(moment, time)
        if line.get("fault") == CUT_OFF:
            joined = replace(joined, record=replace(joined.record, fault=CUT_OFF))
        self.receptions[name] = joined
        return joined.record


def records(lines: Iterable[Mapping[str, Any]]) -> tuple[Record, ...]:
    """The receptions in the lines of a journal, in the order in which they began.

    A reception that has not ended has no outcome. Lines of no reception (what staff did, gaps) are
    left out. Raises KioskError when a newer version of the program wrote a line.
    """
    journals = Journals()
    for line in lines:
        journals.add(line)
    return tuple(one.record for one in journals.receptions.values())


def ended(journal: Path, position: int = 0) -> Iterator[tuple[Record, int]]:
    """The receptions that ended after a position in the file, each when it ends.

    With each comes the position from which to go on after it. What follows the end (taking the
    card, a late result) is not in these records. Raises OSError, and KioskError as `records`.
    """
    journals = Journals()
    with journal.open("rb") as file:
        file.seek(position)
        while (line := file.readline()).endswith(b"\n"):  # else it is still being written
            entry = _parsed(line)
            record = journals.add(entry) if entry else None
            if entry and record is not None and "outcome" in entry:
                del journals.receptions[record.id]
                yield record, file.tell()


def read(*journals: Path) -> tuple[Record, ...]:
    """The receptions of journals, in the order in which they began.

    A journal that is missing has none. Raises OSError, and KioskError as `records`.
    """
    found = [one for journal in journals for one in records(entries(journal))]
    return tuple(sorted(found, key=lambda one: one.began))


def merged(*sources: Iterable[Record]) -> tuple[Record, ...]:
    """The records of several journals and registries, each check once, in the order of begin.

    The record of the earlier source is used; fields that it lacks (validity, consents) are taken
    from a later source with the same reference.
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
    with journal.open("rb") as file:
        yield from filter(None, map(_parsed, file))


def _parsed(line: bytes) -> dict[str, Any] | None:
    try:
        entry = json.loads(line.decode("utf-8", "replace"))
    except json.JSONDecodeError:
        return None
    return entry if isinstance(entry, dict) else None


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
    if step in ("ChoosingPhone", "HoldingPhone"):
        now["asked"] = Asked.PHONE
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
