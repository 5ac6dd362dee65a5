"""Lets the patients of a training come one by one, and keeps what the trainee does."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal

from kiosk.apps.clicks import Pace
from kiosk.apps.table.controller import TableController
from kiosk.apps.training.patient import first_visit, waits
from kiosk.config import Config
from kiosk.errors import KioskError
from kiosk.personas import find
from kiosk.records.record import Moment
from kiosk.session.effects import Outcome
from kiosk.session.events import Fault
from kiosk.session.view import ErrorPage, IdlePage, Screen
from kiosk.staff.acts import (
    AskAgain,
    Cancel,
    Compared,
    EndVisual,
    LookUp,
    LookUpCard,
    LookUpNumber,
    LookUpPerson,
    Restart,
    StaffAct,
    StartVisual,
    TakeOver,
    TakeStatement,
)
from kiosk.texts import load
from kiosk.timing import Time
from kiosk.training.acts import SPOKEN
from kiosk.training.case import Act, Case
from kiosk.training.judge import CaseResult, Deed, judge
from kiosk.training.sheet import html
from ui.kit.weak_calls import weakly
from ui.table.model import ClearFaults, Play, PlayStory, TakeCard
from ui.training.model import Begin, EndCase, Leave, Phase, Said, Say, TrainingAct, TrainingView
from ui.training.window import TrainingWindow

log = logging.getLogger(__name__)

PACE = Pace(thinking_ms=1200, typing_ms=260)
NAMES: dict[type, str] = {
    StartVisual: "start_visual",
    EndVisual: "end_visual",
    Cancel: "cancel",
    Restart: "restart",
    AskAgain: "ask_again",
    LookUp: "look_up",
    LookUpNumber: "look_up",
    LookUpPerson: "look_up",
    LookUpCard: "look_up",
    TakeOver: "take_over",
    TakeStatement: "statement",
}
"""The acts of the staff's window that are judged."""


class Training(QObject):
    """A training with these cases. Its patient's window and table are never shown.

    `keep` writes the sheet and returns its path; it may raise KioskError. `time` is that of its
    kiosk.
    """

    ended = Signal()
    """The trainee leaves."""
    finished = Signal()
    """The last patient is done, and the sheet is shown."""

    def __init__(
        self,
        config: Config,
        cases: Sequence[Case],
        keep: Callable[[str], str],
        *,
        trainee: str,
        seed: int,
        pace: Pace = PACE,
        time: Time,
    ) -> None:
        super().__init__()
        self.table = TableController(config, pace=pace, time=time)
        self.window = TrainingWindow(weakly(self.act))
        for unseen in (self.table.window, self.table.kiosk.window):
            unseen.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self._cases, self._keep, self._seconds = cases, keep, time.monotonic
        self._trainee, self._seed = trainee, seed
        self._texts = load(domain="training")
        self.view = TrainingView(len(cases), tuple(SPOKEN.items()))
        self.results: list[CaseResult] = []
        self._deeds: list[Deed] = []
        self._visit = first_visit(cases[0].table)
        self._came: float | None = None
        self._screen: Screen | None = None
        self._ready = self._used = False
        self._outcome: Outcome | None = None
        self.table.kiosk.painted.connect(self._painted)
        self.table.kiosk.happened.connect(self._happened)

    def open(self) -> None:
        """Open the desk, and show the panel."""
        self.table.open()
        self.window.present(self.view)
        self.window.show()

    def close(self) -> None:
        """Close the desk and all windows."""
        self.table.close()
        self.window.close()

    # What the trainee does.

    def act(self, act: TrainingAct) -> None:
        """Carry out a press in the panel."""
        match act:
            case Begin() if self.view.phase is Phase.INTRO:
                self._next()
            case Say(act=wanted) if self.view.phase is Phase.CASE:
                self._say(wanted)
            case EndCase() if self.view.phase is Phase.CASE:
                self._end_case()
            case Leave():
                self.ended.emit()

    def acted(self, act: StaffAct) -> None:
        """Note an act of the staff's window."""
        if isinstance(act, Compared):
            self._did("confirm_visual" if act.same else "refuse_visual")
        elif (name := NAMES.get(type(act))) is not None:
            self._did(name)

    def _did(self, name: str) -> Act | None:
        """Note a deed; the case's judgement of it."""
        if self.view.phase is not Phase.CASE:
            return None
        after = 0.0 if self._came is None else self._seconds() - self._came
        self._deeds.append(Deed(name, after))
        return self._case.acts.get(name)

    def _say(self, name: str) -> None:
        act = self._did(name)
        answer = (act.answer if act else "") or self._texts("case.yes")
        self._tell(Said(True, self._texts(f"do.{name}")), Said(False, answer))
        if act is None:
            return
        visit = replace(
            self._visit,
            card=act.card or self._visit.card,
            method=act.method or self._visit.method,
            pin="" if act.method or act.card else self._visit.pin,
            camera=act.camera or self._visit.camera,
            faults=self._visit.faults - set(act.mend),
        )
        changed, self._visit = visit != self._visit, visit
        if act.again:
            self._send()
        elif changed:
            self.table.set_faults(visit.faults)

    def _tell(self, *lines: Said) -> None:
        self._show(talk=(*self.view.talk, *lines))

    def _show(self, **changes: object) -> None:
        self.view = replace(self.view, **changes)  # type: ignore[arg-type]
        self.window.present(self.view)

    # The patients.

    @property
    def _case(self) -> Case:
        return self._cases[self.view.number - 1]

    def _next(self) -> None:
        """Let the next patient come, or show the sheet."""
        if len(self.results) == len(self._cases):
            self.finish()
            return
        self._deeds, self._came = [], None
        self._show(
            phase=Phase.CASE, number=len(self.results) + 1, talk=(), at_desk=False
        )  # fmt: skip
        self._visit = first_visit(self._case.table)
        self._send()

    def _send(self) -> None:
        """Let the patient use the reader."""
        self._ready = self._screen is not None and _free(self._screen)
        self._used, self._outcome = False, None
        self.table.act(TakeCard())
        self.table.play(self._visit.script(find(self._visit.card).card.pin))
        self.table.act(Play(self._visit.camera))
        self._show(at_desk=False)

    def _painted(self, screen: Screen) -> None:
        """See whether the patient comes to the desk."""
        self._screen = screen
        page = screen.page
        if self.view.phase is not Phase.CASE:
            return
        if self.view.at_desk:
            if self._used and isinstance(page, IdlePage):
                self._leave_reader()
            return
        if not self._ready:
            self._ready = _free(screen)
        if not self._ready:
            return
        if not isinstance(page, IdlePage):
            self._used = True
        broken = isinstance(page, IdlePage) and page.fault not in (None, Fault.STARTING)
        failed = isinstance(page, ErrorPage)
        if failed or waits(screen, self._visit.proof) or broken:
            self._come()
        elif self._used and isinstance(page, IdlePage):
            self._used = False
            self.table.act(PlayStory(False))
            self._come()

    def _leave_reader(self) -> None:
        """Who is at the desk lays no card down again, and tells when staff could receive them."""
        self._used = False
        self.table.act(PlayStory(False))
        if self._outcome is Outcome.COMPLETED:
            self._come()

    def _happened(self, moment: Moment) -> None:
        if moment.outcome is not None:
            self._outcome = moment.outcome

    def _come(self) -> None:
        """The patient is at the desk, and says why."""
        if self._came is None:
            self._came = self._seconds()
            words = self._case.table.says
        else:
            done = self._outcome is Outcome.COMPLETED
            words = self._texts("case.done" if done else "case.not_yet")
        self._show(at_desk=True, talk=(*self.view.talk, Said(False, words)))

    def _end_case(self) -> None:
        self.results.append(judge(self._case, self._deeds))
        self.table.act(ClearFaults())
        self.table.act(TakeCard())
        self._next()

    def finish(self) -> None:
        """Write the sheet, and show it."""
        day = self.table.clock().date().isoformat()
        page = html(self._texts, self._trainee, day, self._seed, self.results)
        try:
            file = self._keep(page)
        except KioskError as error:
            log.error("the sheet cannot be written: %s", error.detail)
            file = ""
        self._show(phase=Phase.SHEET, sheet=page, file=file)
        self.finished.emit()


def _free(screen: Screen) -> bool:
    """Whether the reader waits for somebody."""
    return isinstance(screen.page, IdlePage) and screen.page.fault is not Fault.STARTING
