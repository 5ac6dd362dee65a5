"""One desk in the staff's window, updated by the signals of its kiosk."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from kiosk.apps.kiosk import AT_READER, Kiosk
from kiosk.clock import JST
from kiosk.desk.receptions.journal import JournalTrouble
from kiosk.records.reading import entries
from kiosk.records.record import Moment
from kiosk.session.states import VisualMode
from kiosk.session.view import FaceUnprovenPage, IdlePage, MethodPage, Page, Screen, Why
from kiosk.staff.device_status import Lamps
from kiosk.staff.emergency import ACTS
from kiosk.staff.rows import Run, after, begun
from kiosk.staff.view import VisualEntry, VisualModeView

RECORDED = ACTS | {
    "start_visual", "confirm_visual", "refuse_visual", "end_visual", "visual_over", AT_READER,
}  # fmt: skip
"""Acts in the journal that belong to 目視確認, and to the modes of an emergency."""


class DeskView(QObject):
    """One desk in the staff's window: its receptions by number, lamps and 目視確認モード."""

    changed = Signal()
    told = Signal()
    """The registry has something new about a reception."""
    desk_opened = Signal(object)
    """This desk is open; the argument is the DeskView."""

    def __init__(self, number: int, kiosk: Kiosk) -> None:
        super().__init__()
        self.number, self.kiosk = number, kiosk
        self._clock, self._time = kiosk.clock, kiosk.time
        self.runs: dict[int, Run] = {}
        self.lamps = Lamps()
        self.visual: VisualMode | None = None
        self.by = ""
        self._since = self._clock()
        self.record: list[VisualEntry] = []
        kiosk.painted.connect(self._painted)
        kiosk.happened.connect(self._happened)
        kiosk.ticketed.connect(self._ticketed)
        kiosk.noted.connect(self._noted)
        kiosk.unrecorded.connect(self._unrecorded)
        kiosk.desk_opened.connect(self._desk_opened)

    @property
    def waiting(self) -> Run | None:
        """The reception whose patient waits for the visual check."""
        running = (run for run in self.runs.values() if run.record.outcome is None)
        return next((run for run in running if run.record.phase == "visual_check"), None)

    def run(self, name: str) -> Run | None:
        """The running reception of that id."""
        running = (run for run in self.runs.values() if run.record.outcome is None)
        return next((run for run in running if run.id == name), None)

    def mode(self) -> VisualModeView | None:
        """目視確認モード with wall-clock times; None while it is off."""
        watch, now = self.visual, self._time.monotonic()
        if watch is None:
            return None
        left = None if watch.until is None else max(0, ceil((watch.until - now) / 60))
        return VisualModeView(self.by or "―", self._since, left, self.number)

    def _desk_opened(self) -> None:
        self.desk_opened.emit(self)

    def _painted(self, shown: Screen) -> None:
        before = (self.visual, self.lamps.faults)
        self.lamps.seen(shown.page)
        if self.visual is not None and shown.visual is None:
            self.kiosk.note(self.by, "visual_over")
        if shown.visual is not None and shown.visual != self.visual:
            self._since = self._clock()
        self.visual = shown.visual
        self._watch(shown.page)
        if before != (self.visual, self.lamps.faults):
            self.changed.emit()

    def _watch(self, page: Page) -> None:
        """Note on the newest row what its patient's page says that staff must know."""
        number = max(self.runs, default=0)
        if not number or isinstance(page, IdlePage):
            return
        barred = isinstance(page, MethodPage) and page.face is not None and page.pin is not None
        stuck = barred or (isinstance(page, FaceUnprovenPage) and not page.pin)
        run = self.runs[number]
        absent = isinstance(page, MethodPage) and page.absent
        unread = isinstance(page, MethodPage) and page.face is Why.UNREAD
        seen = replace(run, stuck=stuck, no_photo=run.no_photo or absent, unread=unread)
        if seen != run:
            self.runs[number] = seen
            self.changed.emit()

    def note_statement(self, name: str, by: str) -> bool:
        """Note that this reception's statement of insurance was taken; whether it is known here."""
        number = next((n for n, run in self.runs.items() if run.id == name), None)
        if number is None:
            return False
        self.runs[number] = replace(self.runs[number], statement=True)
        self.kiosk.note(by, "statement", reception=number)
        self.changed.emit()
        return True

    def _happened(self, moment: Moment) -> None:
        number = moment.reception
        at = self._clock() - timedelta(seconds=self._time.monotonic() - moment.at)
        run = self.runs.get(number) or begun(self.number, number, at)
        self.runs[number] = after(run, moment, at)
        self.lamps.happened(moment)
        self.changed.emit()
        if moment.outcome is not None or moment.result:
            self.told.emit()

    def _ticketed(self, number: int, reference: str) -> None:
        run = self.runs.get(number) or begun(self.number, number, self._clock())
        self.runs[number] = replace(run, reference=reference)
        self.lamps.mended("network")
        self.told.emit()

    def remember(self) -> None:
        """Read today's entries on 目視確認モード from the journal."""
        with suppress(OSError):
            self.record = list(self._written())
        self.changed.emit()

    def _written(self) -> Iterator[VisualEntry]:
        today = self._clock().date()
        for line in entries(Path(self.kiosk.config.folder.journal)):
            if line.get("act") in RECORDED:
                at = datetime.fromisoformat(line["time"]).astimezone(JST).replace(tzinfo=None)
                if at.date() == today:
                    minutes = line.get("minutes")
                    yield VisualEntry(at, str(line["staff"]), line["act"], self.number, minutes)

    def _noted(self, account: str, act: str, minutes: int | None) -> None:
        if act in RECORDED:
            entry = VisualEntry(self._clock(), account, act, self.number, minutes)
            self.record.append(entry)
            self.changed.emit()

    def _unrecorded(self, trouble: JournalTrouble | None) -> None:
        self.lamps.recorded(trouble, self.kiosk.config.folder.journal)
        self.changed.emit()
