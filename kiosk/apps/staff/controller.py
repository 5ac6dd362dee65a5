"""The staff's window (資格確認端末): makes its view from kiosks and registry, carries out its acts.

Slow work (registry, passwords, the doctor) runs in one worker, see `BackgroundTasks`; everything
else runs on the GUI's thread.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from math import ceil
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from kiosk.apps.kiosk import Kiosk
from kiosk.apps.office import OfficeBeside, in_force
from kiosk.apps.staff.activity import ActivityTimer
from kiosk.apps.staff.background import BackgroundTasks
from kiosk.apps.staff.desk_view import DeskView
from kiosk.apps.staff.settings import Settings
from kiosk.apps.staff.today import Today
from kiosk.desk.finding import Finding
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.errors import KioskError
from kiosk.passwords import TooSoon
from kiosk.session.events import StaffPress
from kiosk.session.rules import Rules, paper_on
from kiosk.staff.accounts import Account, Accounts
from kiosk.staff.acts import (
    AskAgain,
    Cancel,
    Compared,
    EndVisual,
    LookUp,
    LookUpCard,
    LookUpNumber,
    LookUpPerson,
    OpenOffice,
    Restart,
    Select,
    SignIn,
    SignOut,
    StaffAct,
    StartVisual,
    TakeOver,
    TakeStatement,
)
from kiosk.staff.advice import needs_staff
from kiosk.staff.device_status import Lamps, examine, examine_folders
from kiosk.staff.emergency import MODES, Mode, offered
from kiosk.staff.permissions import ALLOWED
from kiosk.staff.view import Check, DemoAccount, StaffView, VisualEntry
from kiosk.texts import load
from ui.kit.weak_calls import weakly
from ui.staff.window import StaffWindow

log = logging.getLogger(__name__)

TICK_MS = 10_000
"""How often today's receptions are read again, which other desks may have changed."""


class StaffController(QObject):
    """The staff's window for one or several kiosks of a facility.

    `accounts` is called in the worker, because hashing is slow. Time is that of the first kiosk.
    Call `open` before the kiosks are opened.
    """

    acted = Signal(object)
    """A `StaffAct` that the role permits is being carried out."""

    def __init__(
        self,
        kiosks: Sequence[Kiosk],
        accounts: Callable[[], Accounts],
        demo: Sequence[DemoAccount] = (),
        *,
        settings: EligibilitySettings | None = None,
    ) -> None:
        super().__init__()
        clock, self._time = kiosks[0].clock, kiosks[0].time
        self._texts = load(domain="staff").naming(paper_on(clock().date()))
        self.window = StaffWindow(weakly(self.act), texts=self._texts)
        self._clock, self._config = clock, kiosks[0].config
        self.desks = [DeskView(number, kiosk) for number, kiosk in enumerate(kiosks, 1)]
        self._make_accounts = accounts
        self._accounts: Accounts | None = None
        self._account: Account | None = None
        self._signing = False
        self.view = StaffView(
            self._config.facility.name, clock(), demo=tuple(demo),
            visual_minutes=self._config.staff.visual_minutes,
            desks=tuple(desk.number for desk in self.desks),
        )  # fmt: skip
        self._reminded = 0
        self._waiting = 0
        self._closed = False
        journals = [Path(kiosk.config.folder.journal) for kiosk in kiosks]
        self._counting = BackgroundTasks(self._time)  # counting long journals delays no sign-in
        self._office = OfficeBeside(
            self._config, clock, weakly(self._settings_changed), self._counting.ask, journals
        )
        self._settings = Settings(
            self.desks, weakly(self._rules_now), self._config.rules(clock().date())
        )
        self._background = BackgroundTasks(self._time)
        self._attention = ActivityTimer(self.window, self._time, self._office.window)
        self._today = Today(
            self.desks, self._config.facility.code, self._background, texts=self._texts,
            settings=settings or self._config.system, clock=clock,
        )  # fmt: skip
        self._today.changed.connect(self._present)
        self._today.looked_up.connect(self._looked_up)
        for desk in self.desks:
            desk.changed.connect(self._present)
            desk.kiosk.stale_changed.connect(self._settings_changed)
            desk.kiosk.day_moved.connect(self.tick)
            desk.told.connect(self._today.read)
            desk.desk_opened.connect(self._desk_opened)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tick)

    def open(self) -> None:
        """Start, and show the window."""
        self.start()
        self.show()

    def start(self) -> None:
        """Draw the window and keep it up to date, without showing it."""
        self._present()
        self._timer.start(TICK_MS)
        if not self.view.demo:
            self._background.ask(self._nobody, self._told_nobody)

    def show(self) -> None:
        """Show the window before all others, also after it was closed."""
        if self.window.isVisible():
            self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
            self.window.raise_()
            self.window.activateWindow()
        self.window.show()

    def close(self) -> None:
        """Close the window. Call it before the kiosks are closed."""
        self._closed = True
        self._timer.stop()
        self._attention.release()
        self._background.close()
        self._counting.close()
        self._office.close()
        self.window.stays = False
        self.window.close()

    # acts ------------------------------------------------------------------------------------

    def act(self, act: StaffAct) -> None:
        """Carry out an act, if the account's role permits it."""
        if isinstance(act, SignIn):
            self._sign_in(act)
            return
        if self._account is None or self._account.role not in ALLOWED[type(act)]:
            return
        by = self._account.name
        self.acted.emit(act)
        match act:
            case SignOut():
                self._sign_out()
            case Select(wanted):
                self._change(selected=wanted)
            case StartVisual() | EndVisual() | Compared():
                self._by_eye(act, by)
            case Cancel(wanted):
                self._press(wanted, StaffPress.CANCEL, by)
            case Restart(wanted):
                self._press(wanted, StaffPress.RESTART, by)
            case TakeOver(wanted):
                self._today.take_over(wanted, lambda desk: desk.kiosk.note(by, "take_over"))
            case TakeStatement(wanted):
                any(desk.note_statement(wanted, by) for desk in self.desks)
            case LookUp() | LookUpNumber() | LookUpPerson() | LookUpCard() | AskAgain():
                self._look_up(act, by)
            case OpenOffice():
                self._open_office()

    def _look_up(
        self, act: LookUp | LookUpNumber | LookUpPerson | LookUpCard | AskAgain, by: str
    ) -> None:
        """Look a person up, or repeat it; not by card, since another may lie there by now."""
        earlier = self._today.asked(act.id) if isinstance(act, AskAgain) else None
        if isinstance(earlier, LookUpCard):
            return
        wanted = earlier if isinstance(earlier, LookUpPerson) else act
        if isinstance(wanted, LookUpPerson | LookUpCard):
            self._find_person(wanted, by)
        else:
            self._today.look_up(wanted)

    def _find_person(self, act: LookUpPerson | LookUpCard, by: str) -> None:
        """Look a person up in a mode that is offered, for one of its reasons, which is recorded."""
        facts = MODES[act.mode]
        if act.mode not in self._modes() or act.reason not in facts.reasons:
            return
        if isinstance(act, LookUpCard) and not facts.card_first:
            return
        self.desks[0].kiosk.note(by, f"{act.mode}.{act.reason}")
        self._today.find_person(act, by)

    def _modes(self) -> tuple[Mode, ...]:
        if self._account is None:
            return ()
        hospital = self._config.facility.hospital or bool(self.view.demo)
        on = self._config.staff.modes if not self.view.demo else frozenset(map(str, Mode))
        day = self._clock().date()
        return offered(self._account.role, day, hospital=hospital, switched=on)

    def _open_office(self) -> None:
        try:
            self._office.open()
        except KioskError as error:
            log.error("the office's window cannot be opened: %s", error.detail)

    def _by_eye(self, act: StartVisual | EndVisual | Compared, by: str) -> None:
        match act:
            case StartVisual(minutes, number):
                desk = next(desk for desk in self.desks if desk.number == number)
                desk.by = by
                desk.kiosk.staff(StaffPress.START_VISUAL, minutes, by=by)
            case EndVisual():
                for desk in self.desks:
                    if desk.visual is not None:
                        desk.kiosk.staff(StaffPress.END_VISUAL, by=by)
            case Compared(same, wanted):
                press = StaffPress.CONFIRM_VISUAL if same else StaffPress.REFUSE_VISUAL
                self._press(wanted, press, by)

    def _press(self, wanted: str, press: StaffPress, by: str) -> None:
        """Send the press for this reception; the session ignores it when another one runs."""
        for desk in self.desks:
            if (run := desk.run(wanted)) is not None:
                desk.kiosk.staff(press, reception=run.number, by=by)

    def _sign_in(self, act: SignIn) -> None:
        if self._account is None and not self._signing:
            self._signing = True
            self._background.ask(
                lambda: self._known().sign_in(act.user, act.password), self._signed_in
            )

    def _signed_in(self, answer: Any) -> None:
        self._signing = False
        match answer:
            case Account(name, role):
                self._account = answer
                self._tell_desks(name)
                self._change(role=role, user=name, refusals=0, wait=0, left=False)
                self._settings_changed()
                self._today.read()
            case TooSoon(seconds=seconds):
                self._change(refusals=self.view.refusals + 1, wait=ceil(seconds))
            case _:
                self._change(refusals=self.view.refusals + 1, wait=0)

    def _sign_out(self, *, left: bool = False) -> None:
        """Sign out; `left`: because nobody used the window for long."""
        self._account = None
        self._tell_desks("")
        self._office.close()
        self._settings.signed_out()
        self._change(role=None, user="", selected=None, left=left)

    def _rules_now(self) -> Rules:
        return in_force(self._config).rules(self._clock().date())

    def _settings_changed(self) -> None:
        self._settings.look()
        self._present()

    def _tell_desks(self, name: str) -> None:
        for desk in self.desks:
            desk.kiosk.signed_in = name

    # what is known ---------------------------------------------------------------------------

    def _known(self) -> Accounts:
        if self._accounts is None:
            self._accounts = self._make_accounts()
        return self._accounts

    def _nobody(self) -> bool:
        return not self._known().all()

    def _told_nobody(self, answer: Any) -> None:
        self._change(nobody=answer is True)

    def _looked_up(self, name: str) -> None:
        self._change(selected=name)

    def _desk_opened(self, desk: DeskView) -> None:
        self._today.read()
        desk.remember()
        look = partial(examine, desk.kiosk.config, virtual=desk.kiosk.virtual)
        self._background.ask(look, partial(self._examined, desk.lamps.advised))

    def _examined(self, tell: Callable[[dict[str, Finding]], None], findings: Any) -> None:
        if isinstance(findings, dict):
            tell(findings)
            self._present()

    def tick(self) -> None:
        """Do what is due now: sign out who has left, and look again at what was not well."""
        if self._closed:
            return
        limit = 60 * self._config.staff.sign_out_minutes
        if self._account is not None and limit and self._attention.idle_s() >= limit:
            self._sign_out(left=True)
        if self._account is not None:
            self._today.read()
        elif self.view.nobody:
            self._background.ask(self._nobody, self._told_nobody)
        for desk in self.desks:
            look = partial(examine_folders, desk.kiosk.config)
            self._background.ask(look, partial(self._examined, desk.lamps.folders))
        self._remind()
        self._present()

    def _remind(self) -> None:
        """Beep every minute while 目視確認モード is on, since staff are known to forget it."""
        since = min((s.visual.since for s in self.desks if s.visual is not None), default=None)
        minutes = 0 if since is None else int((self._time.monotonic() - since) // 60)
        if minutes > self._reminded:
            QApplication.beep()
        self._reminded = minutes

    # the view --------------------------------------------------------------------------------

    def _change(self, **changes: Any) -> None:
        self.view = replace(self.view, **changes)
        self._today.kept = self.view.selected
        self._present()

    def _present(self) -> None:
        if self._closed:
            return
        waiting = [run for desk in self.desks if (run := desk.waiting) is not None]
        check = Check(waiting[0].id, waiting[0].desk) if waiting else None
        self.view = replace(
            self.view,
            now=self._clock(),
            receptions=self._today.rows() if self._account else (),
            lamps=Lamps.all([desk.lamps for desk in self.desks], self._texts),
            visual=next((mode for desk in self.desks if (mode := desk.mode())), None),
            check=check,
            record=self._record() if self._account else (),
            modes=self._modes(),
        )
        self._call(sum(map(needs_staff, self.view.receptions)))
        self.window.present(self.view)

    def _call(self, waiting: int) -> None:
        """Beep when one more reception needs a person."""
        if waiting > self._waiting and self._account is not None:
            QApplication.beep()
        self._waiting = waiting

    def _record(self) -> tuple[VisualEntry, ...]:
        """Today's entries of all desks, oldest first."""
        today = self._clock().date()
        entries = (entry for desk in self.desks for entry in desk.record)
        return tuple(sorted((e for e in entries if e.at.date() == today), key=lambda e: e.at))
