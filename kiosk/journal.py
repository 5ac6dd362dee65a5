"""The journal of receptions: append-only, one JSON line a step; nothing personal is ever in it.

A reception that was cut off (power, crash) is found when the journal is next opened and closed
there as such.
"""

import json
import os
import secrets
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kiosk.clock import instant
from kiosk.moments import Moment
from kiosk.session.effects import Outcome

FIRST_STEPS = ("Reading", "ChoosingPhone")
"""A reception begins with a card on the reader, or with スマートフォン."""


class Journal:
    """Writes moments to one file. Safe to call from several threads."""

    def __init__(self, file: Path) -> None:
        """Open `file`, closing what an earlier run left open. Raises OSError if it cannot be."""
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = open_receptions(file) if file.exists() else []
        self._lock = threading.Lock()
        self._file = file.open("a", encoding="utf-8")
        self._run = secrets.token_hex(4)
        if file.stat().st_size and not file.read_bytes().endswith(b"\n"):
            self._file.write("\n")  # the last run was cut off within a line
        for name in unfinished:
            self._write({"reception": name, "outcome": Outcome.ERROR, "fault": "cut_off"})

    def record(self, moment: Moment) -> None:
        """Append one moment, on the disk before the call returns."""
        line: dict[str, Any] = {
            "reception": self._name(moment),
            "step": moment.phase,
            "monotonic": round(moment.at, 3),
        }
        if moment.outcome is not None:
            line["outcome"] = moment.outcome
        if moment.fault is not None:
            line["fault"] = moment.fault
        if moment.result:
            line["result"] = Path(moment.result).name
        if moment.digest:
            line["digest"] = moment.digest
        if moment.reason:
            line["reason"] = moment.reason
        self._write(line)

    def _name(self, moment: Moment) -> str:
        """The reception's name; of one that an earlier run had, as that run wrote it."""
        if moment.reception or not moment.digest:
            return f"{self._run}-{moment.reception}"
        lines = entries(Path(self._file.name))
        named = (str(one["reception"]) for one in lines if one.get("digest") == moment.digest)
        return next(named, "unknown")

    def staff(self, account: str, act: str, reception: int | None = None, **more: Any) -> None:
        """Append what a member of staff did, by the account's name; nothing of any patient's."""
        line: dict[str, Any] = {"staff": account, "act": act, **more}
        if reception is not None:
            line["reception"] = f"{self._run}-{reception}"
        self._write(line)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _write(self, line: dict[str, Any]) -> None:
        stamped = {"time": instant().isoformat(timespec="milliseconds"), **line}
        with self._lock:
            self._file.write(json.dumps(stamped, ensure_ascii=False) + "\n")
            self._file.flush()
            os.fsync(self._file.fileno())


def entries(file: Path) -> Iterator[dict[str, Any]]:
    """The lines of a journal; a last line that a crash cut short is left out."""
    for line in file.read_text(encoding="utf-8").splitlines():
        try:
            entry = json.loads(line)
        except json.JSONDecodeError:
            continue
        if isinstance(entry, dict):
            yield entry


def open_receptions(file: Path) -> list[str]:
    """The receptions of a journal that began and never ended, in order."""
    begun: dict[str, None] = {}
    for entry in entries(file):
        name = str(entry.get("reception"))
        if "outcome" in entry:
            begun.pop(name, None)
        elif entry.get("step") in FIRST_STEPS:
            begun[name] = None
    return list(begun)
