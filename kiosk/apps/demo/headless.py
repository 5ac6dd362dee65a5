"""The demo without people: a whole reception in the real window, by a simulated patient.

Every press is a real mouse event on the widget that offers it, and every screen is kept
as a picture.
"""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QTimer
from PySide6.QtGui import QImage

from kiosk.apps.clicks import Pace, click
from kiosk.apps.demo.contact_sheet import contact_sheet
from kiosk.apps.demo.output_files import Output
from kiosk.apps.kiosk import Kiosk, application
from kiosk.apps.process.signals import ended_by_signals
from kiosk.apps.simulated_patient import Act, Move, SimulatedPatient, Typed
from kiosk.clock import JST
from kiosk.config import Config
from kiosk.errors import KioskError
from kiosk.personas import Persona
from kiosk.records.record import Joined, Moment, Record
from kiosk.session.effects import Outcome
from kiosk.session.events import Press
from kiosk.session.view import ConsentPage, FacePage, IdlePage, PinPage, Screen
from kiosk.timing import REAL

log = logging.getLogger(__name__)

PAINTED_MS = 250
"""Milliseconds after which a page and its camera picture are completely painted."""
TIME_LIMIT_S = 90
"""Seconds after which a demo that does not end is stopped."""


@dataclass
class DemoRecord:
    """The record of a demo's reception, and a picture of each kind of screen."""

    joined: Joined | None = None
    number: int = 0
    pictures: dict[str, QImage] = field(default_factory=dict)
    last: Screen | None = None
    file: Path | None = None
    """The result file that was delivered."""

    def happened(self, moment: Moment) -> None:
        """Add a moment of the first reception."""
        now = REAL.instant().astimezone(JST)
        if self.joined is None:
            self.number, self.joined = moment.reception, Joined(Record("demo", now))
        if moment.reception == self.number:
            self.joined = self.joined.after(moment, now)
        if moment.result:
            self.file = Path(moment.result)

    @property
    def record(self) -> Record | None:
        """The record of the reception; None before a card was placed."""
        return self.joined.record if self.joined else None

    @property
    def outcome(self) -> Outcome | None:
        """How the reception ended; None while it runs."""
        return self.record.outcome if self.record else None

    def steps(self) -> list[dict[str, Any]]:
        """The phases in order: name, seconds since the card was placed, seconds spent."""
        steps = self.record.steps if self.record else ()
        return [
            {"name": step.phase, "entered_at": step.entered, "seconds": step.seconds}
            for step in steps
        ]


class HeadlessDemo(QObject):
    """Keeps a picture of each painted screen, and carries out the simulated patient's acts."""

    def __init__(
        self,
        persona: Persona,
        actor: SimulatedPatient,
        pace: Pace,
        record: DemoRecord,
        done: Callable[[], None],
    ) -> None:
        super().__init__()
        self._persona, self._actor, self._record, self._done = persona, actor, record, done
        self._pace = pace
        self._kiosk: Kiosk | None = None
        self._screen: Screen | None = None
        self._unsettled: set[str] = set()
        self._left = self._gave_up = False
        self._acting = self._timer(self._act)
        self._looking = self._timer(self._keep)
        self._giving_up = self._timer(self._give_up)

    def begin(self, kiosk: Kiosk) -> None:
        """Play on this kiosk."""
        self._kiosk = kiosk
        self._giving_up.start(TIME_LIMIT_S * 1000)

    def seen(self, screen: Screen) -> None:
        """A screen was painted."""
        before, self._screen = self._screen, screen
        self._record.last = screen
        if self._left:
            return
        new = before is None or type(before.page) is not type(screen.page)
        if new or slug(before) != slug(screen):
            if slug(screen) not in self._record.pictures:  # the page may leave before it settles
                self._unsettled.add(slug(screen))
                self._take_picture(screen)
            self._looking.start(PAINTED_MS)
        if new or not self._acting.isActive():
            typing = isinstance(screen.page, PinPage) and not new and not screen.page.wrong
            pace = self._pace
            self._acting.start(pace.typing_ms if typing else pace.thinking_ms)

    def _keep(self) -> None:
        """Keep a picture of the screen, which has settled by now, in place of the first one."""
        if self._screen is not None and slug(self._screen) in self._unsettled:
            self._unsettled.remove(slug(self._screen))
            self._take_picture(self._screen)

    def _take_picture(self, screen: Screen) -> None:
        assert self._kiosk is not None
        self._record.pictures[slug(screen)] = self._kiosk.window.grab().toImage()

    def _act(self) -> None:
        assert self._kiosk is not None
        if self._screen is None:
            return
        if not self._kiosk.window.ready():  # a new page ignores what is pressed
            self._acting.start(self._pace.typing_ms)
            return
        self._keep()
        placer = self._kiosk.desk.card_placer if self._kiosk.desk else None
        holds_card = placer is None or placer.card is None
        act = self._actor.act(self._screen, self._record.outcome, holds_card=holds_card)
        if self._gave_up and Press.BACK in self._screen.presses:
            act = Move.GIVE_UP
        try:
            self._carry_out(self._kiosk, act)
        except KioskError as error:
            log.error("the demo cannot go on: %s (%s)", error.detail, error.fault)
            self._leave()
        except OSError as error:  # the card could not be made
            log.error("the demo cannot go on: %s", error)
            self._leave()

    def _carry_out(self, kiosk: Kiosk, act: Act) -> None:
        placer = kiosk.desk.card_placer if kiosk.desk else None
        match act:
            case Typed():
                self._press(kiosk, act)
            case Move.GIVE_UP:
                self._gave_up = True
                self._press(kiosk, Typed(Press.BACK))
            case Move.LEAVE:
                self._leave()
            case Move.PLACE_CARD if placer is not None and placer.card is None:
                placer.place(self._persona)
            case Move.TAKE_CARD if placer is not None:
                placer.take()

    def _press(self, kiosk: Kiosk, act: Typed) -> None:
        """A real mouse click on the visible widget that offers this press."""
        if not click(kiosk.window, act):
            log.warning("the screen does not offer the press %s", act.press)

    def _give_up(self) -> None:
        log.error("the demo did not end by itself")
        self._leave()

    def _leave(self) -> None:
        self._left = True
        for timer in (self._acting, self._looking, self._giving_up):
            timer.stop()
        self._done()

    def _timer(self, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(call)
        return timer


def slug(screen: Screen | None) -> str:
    """The name of a screen's picture: one a page, and one a hint while matching."""
    if screen is None:
        return ""
    page = screen.page
    name = type(page).__name__.removesuffix("Page")
    words = "".join(f"-{c.lower()}" if c.isupper() else c for c in name).strip("-")
    if isinstance(page, FacePage):
        return f"{words}-{'matched' if page.matched else page.hint.replace('_', '-')}"
    if isinstance(page, ConsentPage):
        return f"{words}-{page.item.id.replace('_', '-')}"
    if isinstance(page, PinPage) and (page.wrong or page.ask_last):
        return f"{words}-{'last' if page.ask_last else 'wrong'}"
    if isinstance(page, IdlePage) and page.fault:
        return f"{words}-{str(page.fault).replace('.', '-').replace('_', '-')}"
    return words


def play(
    config: Config,
    persona: Persona,
    actor: SimulatedPatient,
    output: Output,
    pace: Pace | None = None,
) -> dict[str, Any]:
    """Play one reception without people; writes pictures and report into `output`.

    Returns the report: outcome, fault, persona, profile, steps, face, card, result_file.
    Raises SystemExit with the command's exit code when a signal ended it.
    """
    app = application()
    record = DemoRecord()
    player = HeadlessDemo(persona, actor, pace or Pace(), record, app.quit)
    kiosk = Kiosk(config, virtual=True)
    kiosk.painted.connect(player.seen)
    kiosk.happened.connect(record.happened)
    player.begin(kiosk)
    started = REAL.monotonic()
    with ended_by_signals() as ending:
        kiosk.open()
        app.exec()
        report = summary(kiosk, config, persona, record, output.folder)
        kiosk.close()
    if ending.code:
        raise SystemExit(ending.code)
    report["seconds"] = round(REAL.monotonic() - started, 3)
    save(record, report, output)
    return report


def summary(
    kiosk: Kiosk, config: Config, persona: Persona, record: DemoRecord, out: Path
) -> dict[str, Any]:
    """The content of report.json."""
    page = record.last.page if record.last else None
    trouble = str(page.fault) if isinstance(page, IdlePage) and page.fault else None
    report: dict[str, Any] = {
        "outcome": record.outcome or Outcome.ERROR,
        "fault": (record.record.fault if record.record else "") or trouble,
        "persona": persona.id,
        "profile": config.profile,
        "steps": record.steps(),
        "face": None,
        "card": None,
        "result_file": None,
    }
    if kiosk.desk is not None:
        face, (apdus, seconds) = kiosk.desk.devices.face.use(), kiosk.card_use()
        report["face"] = {
            "frames": face.frames,
            "fps": round(face.fps, 1),
            "best_score": None if face.best_score is None else round(face.best_score, 4),
            "decision": face.decision,
            "engine": face.engine,
        }
        report["card"] = {"apdus": apdus, "seconds": round(seconds, 4)}
    if record.file:
        report["result_file"] = told_from(out, record.file)
    return report


def told_from(out: Path, file: Path) -> str:
    """The path relative to `out` when the file is in it, else the whole path."""
    return (file.relative_to(out) if file.is_relative_to(out) else file).as_posix()


def save(record: DemoRecord, report: dict[str, Any], output: Output) -> None:
    """Write the pictures, the contact sheet and the report. Raises FolderUnwritable."""
    output.clear()
    for number, (name, picture) in enumerate(record.pictures.items(), 1):
        output.write(f"{number:02}-{name}.png", png(picture))
    if record.pictures:
        output.write("contact-sheet.png", png(contact_sheet(list(record.pictures.values()))))
    text = json.dumps(report, ensure_ascii=False, indent=2)
    output.write("report.json", f"{text}\n".encode())


def png(picture: QImage) -> bytes:
    """The picture as a PNG file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub asks for bytes
    return bytes(data.data())
