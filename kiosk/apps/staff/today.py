"""Today's receptions from the registry, and look-ups by staff."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from kiosk.apps.staff.background import BackgroundTasks
from kiosk.apps.staff.desk_view import DeskView
from kiosk.clock import Clock
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national import reports
from kiosk.eligibility.national.by_person import PersonSearch, find, of_card
from kiosk.eligibility.national.checks import CheckQuestion, CheckResult
from kiosk.eligibility.national.reports import Report
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.national.store import owed_results
from kiosk.eligibility.national.store.queries import Search
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.national.system import National
from kiosk.errors import CardRemoved, KioskError
from kiosk.session.events import Fault, StaffPress
from kiosk.staff.acts import AskAgain, LookUp, LookUpCard, LookUpNumber, LookUpPerson
from kiosk.staff.rows import Run, as_of, began, ended, found, reported, row, search
from kiosk.staff.view import Notice, ReceptionRow, Status
from kiosk.texts import Texts

InMode = LookUpPerson | LookUpCard
OWED = frozenset({Notice.UNDELIVERED, Notice.BEGUN})
"""Receptions with these notices are shown whatever their day."""


class Today(QObject):
    """Today's receptions of one facility, from the registries of its desks."""

    changed = Signal()
    looked_up = Signal(str)
    """A look-up was answered; the argument is the id of its row."""

    def __init__(
        self,
        desks: Sequence[DeskView],
        code: str,
        background: BackgroundTasks,
        *,
        texts: Texts,
        settings: EligibilitySettings,
        clock: Clock,
    ) -> None:
        super().__init__()
        self._desks, self._code, self._background, self._texts = desks, code, background, texts
        self._settings, self._clock = settings, clock
        self._reports: dict[str, Report] = {}
        self._asked: list[tuple[ReceptionRow, CheckQuestion | InMode]] = []
        self._reading = self._stale = False
        self.kept: str | None = None
        """The row that is looked at, which stays in sight when its day is over."""

    def rows(self) -> tuple[ReceptionRow, ...]:
        """Today's rows: receptions of these desks, of other desks, re-checks, and look-ups."""
        runs = self._runs()
        ours = [
            row(run, self._reports.get(run.reference or ""), self._texts)
            for run in self._of_today()
        ]
        known = {run.reference for run in runs}
        others = [
            reported(report)
            for report in self._reports.values()
            if report.reference not in known and (report.validity is not None or report.gone)
        ]
        looked_up = [line for line, _ in self._asked]
        now = self._clock()
        more = (
            one
            for one in (*others, *looked_up)
            if one.at.date() == now.date() or OWED & {*one.notices} or one.id == self.kept
        )
        return tuple(as_of(one, now) for one in (*ours, *more))

    def _runs(self) -> list[Run]:
        return [run for desk in self._desks for run in desk.runs.values()]

    def _of_today(self) -> list[Run]:
        """Receptions that run or ended today (one may pass midnight), and the one looked at."""
        now = self._clock()
        return [
            run
            for run in self._runs()
            if (ended(run) or now).date() == now.date() or run.id == self.kept
        ]

    def read(self) -> None:
        """Read today's receptions from the registry. A call during a read repeats it."""
        if self._reading:
            self._stale = True
            return
        registries, code, now = self._registries(), self._code, self._clock()
        settings = self._settings
        days = {now.date(), *(began(run).date() for run in self._of_today())}
        days |= {one.at.date() for name, one in self._reports.items() if name == self.kept}
        if registries:
            self._reading, self._stale = True, False

            def look() -> list[Report]:
                found: list[Report] = []
                for one in registries:
                    for day in sorted(days):
                        found += reports.day(one, code, day, settings)
                    found += reports.rechecks(one, code, now.date(), settings)
                    found += reports.gone(one, code, now, settings)
                return found

            self._background.ask(look, self._have_read)

    def take_over(self, wanted: str, then: Callable[[DeskView], None]) -> None:
        """Let a desk of this window deliver the result of a desk that is gone; `then` gets it."""
        report, now = self._report(wanted), self._clock()
        there = [(desk, desk.kiosk.desk, desk.kiosk.config) for desk in self._desks]
        mine = [(s, f, c) for s, f, c in there if f and c.eligibility.adapter != "http"]
        if report is None or not report.gone or not mine:
            return
        desk, opened, config = mine[0]
        facility = Facility(self._code, config.facility.name, config.facility.reader)

        def taken(answer: Any) -> None:
            if answer is None:
                then(desk)
            self.read()

        self._background.ask(
            partial(
                owed_results.take_over,
                opened.registry, facility, report.number, opened.identity, now,
            ),
            taken,
        )  # fmt: skip

    def look_up(self, act: LookUp | LookUpNumber | AskAgain) -> None:
        """Look a person up by number, or repeat a look-up that was not made in a mode."""
        today = self._clock().date()
        match act:
            case LookUp(insurer, symbol, number, branch, birth):
                asked = Search(insurer, symbol, number, birth, branch or None)
                self._look_up(CheckQuestion(today, search=asked))
            case LookUpNumber(number):
                self._look_up(CheckQuestion(today, number=number))
            case AskAgain(wanted):
                question = self.asked(wanted)
                report = self._report(wanted)
                if isinstance(question, CheckQuestion):
                    self._look_up(replace(question, on=today))
                elif report is not None and report.results:
                    self._look_up(CheckQuestion(today, search=search(report.results[0])))

    def asked(self, wanted: str) -> CheckQuestion | InMode | None:
        """What was asked for the row of a look-up; None for other rows."""
        return next((question for kept, question in self._asked if kept.id == wanted), None)

    def find_person(self, act: InMode, by: str) -> None:
        """Look a person up by name, or by the card on a reader; each who is met gets a row of the
        mode. A card's reception ends, as pressed by the account `by`.
        """
        registries, now = self._registries(), self._clock()
        read: list[DeskView] = []

        def look() -> list[CheckResult]:
            if isinstance(act, LookUpCard):
                return of_card(registries[0], self._card(read), now)
            wanted = PersonSearch(act.name, act.birth, act.sex, act.address)
            with registries[0].transaction() as connection:
                return find(connection, wanted, now)

        def met(answer: Any) -> None:
            for desk in read:
                desk.kiosk.staff(StaffPress.CANCEL, by=by)
            for one in answer if isinstance(answer, list) else [answer]:
                self._answered(act, one)

        if registries:
            self._background.ask(look, met)

    def _card(self, read: list[DeskView]) -> int:
        """The certificate of the card on a reader, whose desk joins `read`. Raises KioskError."""
        trouble: KioskError = CardRemoved("no desk is open")
        for desk in self._desks:
            try:
                serial = desk.kiosk.card_serial()
            except KioskError as error:
                trouble = error
            else:
                read.append(desk)
                return serial
        raise trouble

    def _look_up(self, question: CheckQuestion) -> None:
        registries = self._registries()
        if registries:
            national = National(registries[0], self._settings, self._clock)
            self._background.ask(
                lambda: national.check(self._code, [question])[0],
                partial(self._answered, question),
            )

    def _answered(self, question: CheckQuestion | InMode, answer: Any) -> None:
        name, now = f"0-{len(self._asked) + 1}", self._clock()
        if isinstance(answer, CheckResult):
            line = found(name, now, answer)
        else:
            fault = answer.fault if isinstance(answer, KioskError) else Fault.SYSTEM_DOWN
            gone = fault is Fault.CARD_TAKEN
            words = self._texts("mode.no_card" if gone else f"fault.{fault}")
            line = ReceptionRow(name, now, 0, None, Status.ERROR, sentence=words, looked_up=True)
        if isinstance(question, InMode):
            line = replace(line, notices=(Notice(question.mode), *line.notices))
        self._asked.append((line, question))
        self.looked_up.emit(name)

    def _report(self, wanted: str) -> Report | None:
        reference = next((run.reference for run in self._runs() if run.id == wanted), wanted)
        return self._reports.get(reference or "")

    def _registries(self) -> list[Registry]:
        """The registries of the open desks, each database once."""
        there = [desk.kiosk.desk for desk in self._desks]
        known = {str(one.registry.engine.url): one.registry for one in there if one is not None}
        return list(known.values())

    def _have_read(self, answer: Any) -> None:
        self._reading = False
        down = not isinstance(answer, list)
        for desk in self._desks:
            desk.lamps.registry(down=down)
        if not down:
            self._reports = {report.reference: report for report in answer}
        self.changed.emit()
        if self._stale:
            self.read()
