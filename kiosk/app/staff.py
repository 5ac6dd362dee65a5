"""What kiosks and registry tell becomes the view of 資格確認端末, and its acts are carried out.

Everything that may wait (registry, passwords, the doctor) runs on one worker; the rest lives on
the GUI's thread.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from math import ceil
from pathlib import Path
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from kiosk.app.accounts import (
    DEMO,
    FILE,
    Account,
    AccountMistake,
    Accounts,
    TooSoon,
    demo_accounts,
)
from kiosk.app.lamps import Lamps, examine
from kiosk.app.screen import Kiosk
from kiosk.app.seat import Seat
from kiosk.app.staff_rows import found, reported, row, search
from kiosk.eligibility import reports
from kiosk.eligibility.clock import Clock, japan
from kiosk.eligibility.national import Finding, National, Question
from kiosk.eligibility.queries import Search
from kiosk.eligibility.registry import Registry
from kiosk.eligibility.reports import Report
from kiosk.eligibility.settings import EligibilitySettings
from kiosk.errors import KioskError
from kiosk.home import data_home
from kiosk.session.events import Fault, StaffPress
from ui.i18n import load
from ui.staff.model import (
    AskAgain,
    Cancel,
    Check,
    Compared,
    DemoAccount,
    EndVisual,
    LookUp,
    LookUpNumber,
    Reception,
    Role,
    Select,
    SignIn,
    SignOut,
    StaffAct,
    StaffView,
    StartVisual,
    Status,
)
from ui.staff.window import StaffWindow

log = logging.getLogger(__name__)

TICK_MS = 10_000
"""How often the day is read again for what happened at other desks."""
VISUAL_MINUTES = 10
BOTH = frozenset({Role.ADMIN, Role.GENERAL})
MAY: dict[type, frozenset[Role]] = {
    Select: frozenset(Role),
    SignOut: frozenset(Role),
    EndVisual: frozenset(Role),
    StartVisual: frozenset({Role.ADMIN}),
    Compared: BOTH,
    Cancel: BOTH,
    AskAgain: BOTH,
    LookUp: BOTH,
    LookUpNumber: BOTH,
}
"""Who may do what; checked here whatever the window offered."""


@contextmanager
def opened(kiosks: Sequence[Kiosk], *, demo: bool) -> "Iterator[Staff]":
    """The staff's window over these kiosks, on another screen where there is one.

    In the demo with an account a role, shown on the sign-in screen; else those of the data folder.
    """
    folder = kiosks[0].config.folder.data
    file = (Path(folder) if folder else data_home()) / FILE
    staff = (
        Staff(kiosks, demo_accounts, [DemoAccount(role, *known) for role, known in DEMO.items()])
        if demo
        else Staff(kiosks, lambda: Accounts(file))
    )
    screens = QApplication.screens()
    if len(screens) > 1:
        staff.window.move(screens[-1].availableGeometry().topLeft())
    staff.open()
    try:
        yield staff
    finally:
        staff.close()


class Staff(QObject):
    """The staff's window over one or several kiosks of a facility.

    `accounts` is called on the worker, as hashing takes long. Open before the kiosks are.
    """

    _done = Signal(object)

    def __init__(
        self,
        kiosks: Sequence[Kiosk],
        accounts: Callable[[], Accounts],
        demo: Sequence[DemoAccount] = (),
        settings: EligibilitySettings | None = None,
        clock: Clock = japan,
    ) -> None:
        super().__init__()
        self.window = StaffWindow(self.act)
        self._texts = load(book="staff")
        self._clock, self._settings = clock, settings or kiosks[0].config.system
        self._facility = kiosks[0].config.facility
        self._seats = [Seat(number, kiosk, clock) for number, kiosk in enumerate(kiosks, 1)]
        self._make_accounts = accounts
        self._accounts: Accounts | None = None
        self._account: Account | None = None
        self._signing = False
        self.view = StaffView(
            self._facility.name, clock(), demo=tuple(demo), visual_minutes=VISUAL_MINUTES,
            desks=tuple(seat.number for seat in self._seats),
        )  # fmt: skip
        self._reports: dict[str, Report] = {}
        self._looked_up: list[tuple[Reception, Question]] = []
        self._reading = self._stale = False
        self._reminded = 0
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="staff")
        self._closed = False
        self._done.connect(lambda call: call())
        for seat in self._seats:
            seat.changed.connect(self._present)
            seat.told.connect(self._read)
            seat.kiosk.furnished.connect(partial(self._furnished, seat))
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._ticked)

    def open(self) -> None:
        """Show the window."""
        size = QApplication.primaryScreen().availableSize()
        self.window.resize(min(1440, size.width()), min(900, size.height()))
        self._present()
        self.window.show()
        self._tick.start(TICK_MS)
        self._ask(self._nobody, self._told_nobody)

    def close(self) -> None:
        """Close the window; before the kiosks are closed."""
        self._closed = True
        self._tick.stop()
        self._worker.shutdown(wait=True, cancel_futures=True)
        self.window.close()

    # acts ------------------------------------------------------------------------------------

    def act(self, act: StaffAct) -> None:
        """Carry out what staff pressed, if the account's role may."""
        if isinstance(act, SignIn):
            self._sign_in(act)
            return
        if self._account is None or self._account.role not in MAY[type(act)]:
            return
        by = self._account.name
        match act:
            case SignOut():
                self._account = None
                self._change(role=None, user="", selected=None)
            case Select(wanted):
                self._change(selected=wanted)
            case StartVisual() | EndVisual() | Compared():
                self._by_eye(act, by)
            case Cancel(wanted):
                self._press(wanted, StaffPress.CANCEL, by)
            case AskAgain(wanted):
                self._ask_again(wanted)
            case LookUp(insurer, symbol, number, branch, birth):
                asked = Search(insurer, symbol, number, birth, branch or None)
                self._look_up(Question(self._clock().date(), search=asked))
            case LookUpNumber(number):
                self._look_up(Question(self._clock().date(), number=number))

    def _by_eye(self, act: StartVisual | EndVisual | Compared, by: str) -> None:
        match act:
            case StartVisual(minutes, desk):
                seat = next(seat for seat in self._seats if seat.number == desk)
                seat.by = by
                seat.kiosk.staff(StaffPress.START_VISUAL, minutes, by=by)
            case EndVisual():
                for seat in self._seats:
                    if seat.visual is not None:
                        seat.kiosk.staff(StaffPress.END_VISUAL, by=by)
            case Compared(same, wanted):
                press = StaffPress.CONFIRM_VISUAL if same else StaffPress.REFUSE_VISUAL
                self._press(wanted, press, by)

    def _press(self, wanted: str, press: StaffPress, by: str) -> None:
        """For exactly that reception: the session leaves any other alone."""
        for seat in self._seats:
            if (run := seat.run(wanted)) is not None:
                seat.kiosk.staff(press, reception=run.number, by=by)

    def _sign_in(self, act: SignIn) -> None:
        if self._account is None and not self._signing:
            self._signing = True
            self._ask(lambda: self._known().sign_in(act.user, act.password), self._signed_in)

    def _signed_in(self, answer: Any) -> None:
        self._signing = False
        match answer:
            case Account(name, role):
                self._account = answer
                self._change(role=role, user=name, refusals=0, wait=0)
                self._read()
            case TooSoon(seconds=seconds):
                self._change(refusals=self.view.refusals + 1, wait=ceil(seconds))
            case _:
                self._change(refusals=self.view.refusals + 1, wait=0)

    def _ask_again(self, wanted: str) -> None:
        today = self._clock().date()
        for kept, question in self._looked_up:
            if kept.id == wanted:
                self._look_up(replace(question, on=today))
                return
        report = self._report(wanted)
        if report is not None and report.results:
            self._look_up(Question(today, search=search(report.results[0])))

    def _report(self, wanted: str) -> Report | None:
        runs = (run for seat in self._seats for run in seat.runs.values())
        reference = next((run.reference for run in runs if run.id == wanted), wanted)
        return self._reports.get(reference or "")

    def _look_up(self, question: Question) -> None:
        registries = self._registries()
        if registries:
            national = National(registries[0], self._settings, self._clock)
            self._ask(
                lambda: national.check(self._facility.code, [question])[0],
                partial(self._answered, question),
            )

    def _answered(self, question: Question, answer: Any) -> None:
        name, now = f"0-{len(self._looked_up) + 1}", self._clock()
        if isinstance(answer, Finding):
            line = found(name, now, answer)
        else:
            words = self._texts(f"fault.{Fault.SYSTEM_DOWN}")
            line = Reception(name, now, 0, None, Status.ERROR, sentence=words, looked_up=True)
        self._looked_up.append((line, question))
        self._change(selected=name)

    # what is known ---------------------------------------------------------------------------

    def _known(self) -> Accounts:
        if self._accounts is None:
            self._accounts = self._make_accounts()
        return self._accounts

    def _nobody(self) -> bool:
        return not self._known().all()

    def _told_nobody(self, answer: Any) -> None:
        self._change(nobody=answer is True)

    def _furnished(self, seat: Seat) -> None:
        self._read()
        self._ask(partial(examine, seat.kiosk.config), partial(self._examined, seat))

    def _examined(self, seat: Seat, findings: Any) -> None:
        if isinstance(findings, dict):
            seat.lamps.advised(findings)
            self._present()

    def _registries(self) -> list[Registry]:
        """Each database once."""
        there = [seat.kiosk.furniture for seat in self._seats]
        known = {str(one.registry.engine.url): one.registry for one in there if one is not None}
        return list(known.values())

    def _read(self) -> None:
        """Read the day from the registry; asked again meanwhile, once more after that."""
        if self._reading:
            self._stale = True
            return
        registries, code, on = self._registries(), self._facility.code, self._clock().date()
        if registries:
            self._reading, self._stale = True, False
            self._ask(
                lambda: [r for known in registries for r in reports.day(known, code, on)],
                self._have_read,
            )

    def _have_read(self, answer: Any) -> None:
        self._reading = False
        down = not isinstance(answer, list)
        for seat in self._seats:
            seat.lamps.registry(down=down)
        if not down:
            self._reports = {report.reference: report for report in answer}
        self._present()
        if self._stale:
            self._read()

    def _ticked(self) -> None:
        if self._account is not None:
            self._read()
        elif self.view.nobody:
            self._ask(self._nobody, self._told_nobody)
        self._remind()
        self._present()

    def _remind(self) -> None:
        """A beep every minute while 目視確認モード is on: that it is forgotten is a known fault."""
        since = min((s.visual.since for s in self._seats if s.visual is not None), default=None)
        minutes = 0 if since is None else int((monotonic() - since) // 60)
        if minutes > self._reminded:
            QApplication.beep()
        self._reminded = minutes

    # the view --------------------------------------------------------------------------------

    def _change(self, **changes: Any) -> None:
        self.view = replace(self.view, **changes)
        self._present()

    def _present(self) -> None:
        if self._closed:
            return
        waiting = [run for seat in self._seats if (run := seat.waiting) is not None]
        check = Check(waiting[0].id, waiting[0].desk) if waiting else None
        self.view = replace(
            self.view,
            now=self._clock(),
            receptions=self._rows() if self._account else (),
            lamps=Lamps.all([seat.lamps for seat in self._seats], self._texts),
            visual=next((mode for seat in self._seats if (mode := seat.mode())), None),
            check=check,
        )
        self.window.present(self.view)

    def _rows(self) -> tuple[Reception, ...]:
        """Today's: ours as they run, others' once told, look-ups. Each from its own answer only."""
        runs = [run for seat in self._seats for run in seat.runs.values()]
        ours = [row(run, self._reports.get(run.reference or ""), self._texts) for run in runs]
        known = {run.reference for run in runs}
        others = [
            reported(report)
            for report in self._reports.values()
            if report.reference not in known and report.validity is not None
        ]
        looked_up = [line for line, _ in self._looked_up]
        today = self._clock().date()
        return tuple(one for one in (*ours, *others, *looked_up) if one.at.date() == today)

    def _ask(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Run `work` on the worker; `then` gets what it returned or raised, on this thread."""

        def carry_out() -> None:
            try:
                answer = work()
            except (TooSoon, AccountMistake) as error:
                answer = error
                log.warning("sign-in refused: %s", error.detail)
            except KioskError as error:
                answer = error
                log.warning("the staff's window: %s (%s)", error.detail, error.fault)
            except Exception as error:
                answer = error
                log.exception("the staff's window: unexpected failure")
            self._done.emit(partial(then, answer))

        if not self._closed:
            self._worker.submit(carry_out)
