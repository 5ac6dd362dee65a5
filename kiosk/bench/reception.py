"""Speed of a reception: card to consent, face decision, first paint, memory.

Uses a virtual card, a recorded clip in real time and the real window; a simulated patient presses
at once, so only the machine's time is measured.
"""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from time import monotonic, monotonic_ns, perf_counter

from PySide6.QtCore import QEvent, QObject, QTimer

from drivers.camera.mailbox import FrameMailbox
from kiosk.apps.kiosk import Kiosk, application
from kiosk.bench import Row, at_most, resident_mb
from kiosk.config import Config
from kiosk.errors import KioskError
from kiosk.personas import Persona, find
from kiosk.records.record import Moment
from kiosk.session.events import Press, StaffPress
from kiosk.session.view import ConsentAllPage, ErrorPage, IdlePage, MethodPage, Screen, TakeCardPage
from models.decision import LEAST_S
from ui.patient.camera import CameraView

LIMIT_S = 60
REACTION_S = 0.2
"""What a face decision may take longer than the least time that its looks must span."""


class Paints(QObject):
    """Records the age in milliseconds of each camera picture when it was painted."""

    def __init__(self, mailbox: FrameMailbox) -> None:
        super().__init__()
        self._mailbox = mailbox
        self._last = 0
        self.ages: list[float] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See QObject: paints the picture here and records its age."""
        taken = self._mailbox.shown_ns
        if event.type() is QEvent.Type.Paint and isinstance(watched, CameraView):
            watched.paintEvent(event)  # type: ignore[arg-type]
            if taken and taken != self._last:
                self.ages.append((monotonic_ns() - taken) / 1e6)
            self._last = taken
            return True
        return False


@dataclass
class Lap:
    """One reception: the monotonic seconds of its steps."""

    placed: float = 0.0
    moments: dict[str, float] = field(default_factory=dict)
    consent: float = 0.0


class Laps:
    """Repeats the reception of one patient up to the consent screen."""

    def __init__(self, config: Config, persona: Persona, rounds: int) -> None:
        self._persona, self._left = persona, rounds
        self.done: list[Lap] = []
        self._lap = Lap()
        self._app = application()
        self._kiosk = Kiosk(config, virtual=True)
        self._kiosk.painted.connect(self._seen)
        self._kiosk.happened.connect(self._record)
        self.failure: str | None = None
        self.paints = Paints(self._kiosk.mailbox)
        self._app.installEventFilter(self.paints)

    def run(self) -> None:
        """Run all rounds. Raises RuntimeError if the desk cannot work."""
        guard = QTimer()
        guard.setSingleShot(True)
        guard.timeout.connect(lambda: self._stop("the receptions did not end"))
        guard.start(LIMIT_S * 1000)
        self._kiosk.open()
        self._app.exec()
        guard.stop()
        self._app.removeEventFilter(self.paints)
        self._kiosk.close()
        if self.failure:
            raise RuntimeError(self.failure)

    def _stop(self, failure: str | None = None) -> None:
        self.failure = failure
        self._app.exit(0)

    def _record(self, moment: Moment) -> None:
        if moment.phase:
            self._lap.moments.setdefault(moment.phase, moment.at)

    def _seen(self, screen: Screen) -> None:
        placer = self._kiosk.desk.card_placer if self._kiosk.desk else None
        match screen.page:
            case IdlePage(fault=None) if placer is not None and placer.card is None:
                QTimer.singleShot(0, self._place)
            case MethodPage():
                # Not through the window, which ignores touches on a new page for 300 ms.
                self._kiosk.press(Press.FACE)
            case ConsentAllPage():
                self._kiosk.window.repaint()
                self._lap.consent = monotonic()
                self.done.append(self._lap)
                self._kiosk.staff(StaffPress.CANCEL)
            case TakeCardPage() if placer is not None:
                placer.take()
                self._left -= 1
                if self._left == 0:
                    self._stop()
            case ErrorPage(fault=fault):
                self._stop(f"a reception failed: {fault}")
            case _:
                pass

    def _place(self) -> None:
        assert self._kiosk.desk is not None
        placer = self._kiosk.desk.card_placer
        if placer is None or placer.card is not None:
            return
        self._lap = Lap(placed=monotonic())
        try:
            placer.place(self._persona)
        except KioskError as error:
            self._stop(error.detail)


def first_paint() -> float:
    """Seconds from the start of a process to its first painted screen."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    begun = perf_counter()
    command = [sys.executable, "-m", "kiosk.cli", "run", "--until-painted"]
    with tempfile.TemporaryDirectory() as empty:
        subprocess.run(command, env=environment, cwd=empty, check=True, timeout=60)
    return perf_counter() - begun


def rows(*, quick: bool = False, reader: str = "pcsc", clip: str = "sakura") -> list[Row]:
    """The figures of the reception; `reader` is pcsc (pcscd with vpcd) or inprocess.

    Raises RuntimeError if `reader` is pcsc and pcscd with vpcd is not there.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    paints = [first_paint() for _ in range(4 if quick else 11)][1:]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        config = Config.model_validate(
            {
                "reader": {"kind": reader},
                "camera": {"source": clip, "start": 3.0},
                "folder": {
                    "registry": str(place / "registry.sqlite"),
                    "face": str(place / "face"),
                    "journal": str(place / "journal.jsonl"),
                },
            }
        )
        laps = Laps(config, find("sakura"), 5 if quick else 20)
        laps.run()
    return figures(laps.done, laps.paints.ages, paints, reader)


def figures(laps: list[Lap], ages: list[float], paints: list[float], reader: str) -> list[Row]:
    """The rows of all laps."""
    late = quantiles(ages, n=20)[-1] if len(ages) > 1 else 0.0
    whole = [lap.consent - lap.moments["reading"] for lap in laps]
    seen = [lap.moments["reading"] - lap.placed for lap in laps]
    read = [lap.moments["choosing_method"] - lap.moments["reading"] for lap in laps]
    face = [lap.moments["identifying"] - lap.moments["matching_face"] for lap in laps]
    return [
        at_most(f"card_to_consent_{reader}_p50", median(whole), "s", 1.0),
        # A decision takes at least half a second of changing pictures, so this goal is missed.
        at_most("face_decision_p50", median(face), "s", LEAST_S + REACTION_S),
        at_most("capture_to_paint_while_matching_p95", late, "ms", 20),
        Row("capture_to_paint_while_matching_p50", round(median(ages or [0.0]), 3), "ms"),
        Row(f"card_read_{reader}_p50", round(median(read), 4), "s"),
        Row(f"card_seen_{reader}_p50", round(median(seen), 4), "s"),
        at_most("first_paint_p50", median(paints), "s", 1.0),
        at_most("resident_memory", resident_mb(), "MiB", 450),
        Row("receptions", len(laps), "count"),
    ]
