"""The journal of receptions: append-only, one JSON line for each step, nothing personal.

The lines are those of the records in `kiosk.records`, which also reads them.

Its own thread writes it, so that no reception waits for the disk. Lines that cannot be written are
kept in memory and written later; when there are too many, a line tells how many are missing. A
reception that was cut off (power, crash) is found when the journal is opened next, and gets the
outcome error with the fault cut_off. A lock allows one process to write a journal at a time.
"""

import errno
import json
import logging
import os
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC
from enum import StrEnum
from pathlib import Path
from typing import IO, Any

from kiosk import durable, private
from kiosk.clock import JST, Clock, japan
from kiosk.lock import Lock
from kiosk.records.reading import entries, open_receptions
from kiosk.records.record import CUT_OFF, VERSION, Moment
from kiosk.session.effects import Outcome
from kiosk.timing import SYSTEM_CHANCE, Chance

MOST_WAITING = 20_000
"""Lines kept in memory while nothing can be written: some hundred receptions."""
RETRY_S = 1.0
CLOSING_S = 5.0
"""How long `close` waits for the disk."""

log = logging.getLogger(__name__)


class JournalTrouble(StrEnum):
    """Why the journal cannot be written."""

    FULL = "full"
    UNWRITABLE = "unwritable"


class Journal:
    """Writes moments to one file. Safe to call from several threads; no call waits for the disk.

    `on_trouble` is called from the writing thread with the reason why nothing can be written, and
    with None when writing works again.
    """

    def __init__(
        self,
        file: Path,
        on_trouble: Callable[[JournalTrouble | None], None] = lambda _: None,
        *,
        retry_s: float = RETRY_S,
        most_waiting: int = MOST_WAITING,
        kiosk: str = "",
        clock: Clock = japan,
        chance: Chance = SYSTEM_CHANCE,
    ) -> None:
        """Open `file`, and close receptions that an earlier run left open.

        Raises Busy when another process writes this journal. A file that cannot be opened is tried
        again every `retry_s` seconds. `kiosk` are the three digits of the reader. `clock` stamps
        the lines; `chance` names this run. The writing thread itself runs in real time.
        """
        self._path, self._on_trouble, self._retry_s = file, on_trouble, retry_s
        self._run, self._clock, self._kiosk = chance(4).hex(), clock, kiosk
        self._waiting: deque[dict[str, Any]] = deque()
        self._most, self._dropped, self._since = most_waiting, 0, ""
        self._changed = threading.Condition()
        self._closed = False
        self._trouble: JournalTrouble | None = None
        self._lock: Lock | None = None
        self._file: IO[bytes] | None = None
        self._torn = False
        """The file ends within a line: an earlier run was cut off there."""
        self._unfinished: list[dict[str, Any]] | None = None
        """Lines that close receptions left open; None until the file was searched for them."""
        with suppress(OSError):
            self._take()
        self._attempt([])
        self._thread = threading.Thread(target=self._write, name="journal", daemon=True)
        self._thread.start()

    def record(self, moment: Moment) -> None:
        """Append one moment."""
        line: dict[str, Any] = {"reception": f"{self._run}-{moment.reception}"}
        if not moment.reception:
            line["reception"] = None  # of an earlier run: found in the file when it is written
        if self._kiosk and moment.reception:
            line["kiosk"] = self._kiosk
        self._append({**line, **moment.line()})

    def staff(self, account: str, act: str, reception: int | None = None, **more: Any) -> None:
        """Append what a member of staff did, with the account's name; nothing of a patient."""
        line: dict[str, Any] = {"staff": account, "act": act, **more}
        if self._kiosk:
            line["kiosk"] = self._kiosk
        if reception is not None:
            line["reception"] = f"{self._run}-{reception}"
        self._append(line)

    def flush(self) -> None:
        """Wait until all lines are on the disk, at most CLOSING_S."""
        with self._changed:
            self._changed.wait_for(lambda: not self._waiting, CLOSING_S)

    def close(self) -> None:
        """Write the waiting lines as far as possible. Never raises; a second call does nothing."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._thread.join(CLOSING_S)
        if lost := len(self._waiting) + self._dropped:
            log.error("the journal cannot be written: %d lines are lost", lost)

    def _append(self, line: dict[str, Any]) -> None:
        stamped = self._stamped(line)
        with self._changed:
            if len(self._waiting) < self._most:
                self._waiting.append(stamped)
            else:  # keep the older lines, which hold the begin of receptions
                self._dropped += 1
                self._since = self._since or stamped["time"]
            self._changed.notify_all()

    # the writing thread ------------------------------------------------------------------------

    def _write(self) -> None:
        try:
            while self._next():
                pass
        finally:
            self._shut()
            if self._lock is not None:
                self._lock.release()

    def _next(self) -> bool:
        """Write what waits; whether to go on."""
        with self._changed:
            if self._trouble is not None and not self._closed:
                self._changed.wait_for(lambda: self._closed, self._retry_s)
            self._changed.wait_for(lambda: self._closed or self._waiting or self._file is None)
            lines, closed = list(self._waiting), self._closed
        if self._attempt(lines):
            with self._changed:
                for _ in lines:
                    self._waiting.popleft()
                gap = self._gap()
                self._changed.notify_all()
            return gap or not closed
        return not closed

    def _gap(self) -> bool:
        """Whether lines were lost that the journal must now say are missing."""
        if not self._dropped:
            return False
        gap = {"missing": self._dropped, "since": self._since}
        self._waiting.append(self._stamped(gap))
        self._dropped, self._since = 0, ""
        return True

    def _attempt(self, lines: list[dict[str, Any]]) -> bool:
        """Write lines to the disk; returns whether all were written."""
        try:
            if self._file is None:
                self._open()
            self._put(lines)
        except Exception as error:
            self._shut()
            full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
            cause = getattr(error, "strerror", None) or type(error).__name__
            self._say(JournalTrouble.FULL if full else JournalTrouble.UNWRITABLE, cause)
            return False
        self._say(None)
        return True

    def _take(self) -> None:
        """Take the lock, once. Raises Busy, OSError."""
        if self._lock is None:
            self._lock = journal_lock(self._path)

    def _open(self) -> None:
        """Open the file and close what an earlier run left open. Raises Busy, OSError."""
        self._take()
        self._file = open(  # noqa: SIM115  closed in `close`
            self._path, "ab", buffering=0, opener=private.opener
        )
        end = self._file.seek(0, os.SEEK_END) if self._path.is_file() else 0
        with self._path.open("rb") as file:
            file.seek(max(0, end - 1))
            self._torn = end > 0 and file.read(1) != b"\n"
        if self._unfinished is None:
            cut_off = {"outcome": Outcome.ERROR, "fault": CUT_OFF}
            names = open_receptions(self._path)
            self._unfinished = [self._stamped({"reception": name, **cut_off}) for name in names]
        self._put(self._unfinished)
        self._unfinished = []

    def _put(self, lines: list[dict[str, Any]]) -> None:
        """Append lines and flush them, all or none. Raises OSError."""
        if not lines:
            return
        assert self._file is not None
        for line in lines:
            if "reception" in line and line["reception"] is None:
                line["reception"] = self._named(line.get("reference", ""), lines)
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        data = f"\n{text}".encode() if self._torn else text.encode()
        end = self._file.seek(0, os.SEEK_END)
        try:
            left = memoryview(data)
            while left:
                left = left[self._file.write(left) or 0 :]
            durable.sync(self._file.fileno())
        except OSError:
            with suppress(OSError):
                self._file.truncate(end)
            raise
        self._torn = False

    def _named(self, reference: str, lines: list[dict[str, Any]]) -> str:
        """The id of the reception whose lines have this reference; "unknown" without one."""
        known = (*entries(self._path), *lines)
        told = (one for one in known if reference in (one.get("reference"), one.get("digest")))
        named = (str(one["reception"]) for one in told)
        return next((name for name in named if name != "None"), "unknown")

    def _shut(self) -> None:
        """Close the file; a drive that was mounted again needs a new handle."""
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
            self._file = None

    def _say(self, trouble: JournalTrouble | None, cause: str = "") -> None:
        before, self._trouble = self._trouble, trouble
        if trouble != before:
            if trouble is None:
                log.warning("the journal is written again")
            else:
                log.error("the journal cannot be written (%s); receptions go on", cause)
            self._on_trouble(trouble)

    def _stamped(self, line: dict[str, Any]) -> dict[str, Any]:
        now = self._clock().replace(tzinfo=JST).astimezone(UTC)
        return {"version": VERSION, "time": now.isoformat(timespec="milliseconds"), **line}


def journal_lock(file: Path) -> Lock:
    """Take the lock for writing the journal `file`. Raises Busy, OSError."""
    return Lock(file.with_name(f".{file.name}.lock"), f"the journal {file} is already written")
