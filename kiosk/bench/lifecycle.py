"""Memory that closed desks leave, and Qt objects that die on the wrong thread, in one process.

Desks are opened and closed, then one desk plays whole receptions with every page painted; the
simulated patient presses at once. Uses a virtual card, a recorded clip and the real window.
"""

import gc
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import linear_regression

from PySide6.QtCore import QCoreApplication, QEvent, QTimer

from kiosk.apps.kiosk import Kiosk, application
from kiosk.apps.simulated_patient import Move, SimulatedPatient, Typed
from kiosk.bench import Row, at_most, present_mb, qt_destruction
from kiosk.config import Config
from kiosk.personas import find
from kiosk.records.record import Moment
from kiosk.session.effects import Outcome
from kiosk.session.events import Method
from kiosk.session.view import IdlePage, Screen

LIMIT_S = 60
"""Seconds without a finished desk or reception after which the bench ends with an error."""
WARM_UP = 2
"""Desks that fill caches and pools before memory is compared."""


def rows(*, quick: bool = False) -> list[Row]:
    """All rows; `quick` opens few desks, plays few receptions and leaves memory out."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    desks, receptions = (6, 4) if quick else (25, 300)
    deaths: list[str] = []
    with tempfile.TemporaryDirectory() as folder, _watched(deaths) as watching:
        config = _config(Path(folder))
        left = [_closed_desk(config) for _ in range(desks)]
        played = soak(config, receptions)
    found = [Row("closed_desks", desks, "count"), Row("receptions", receptions, "count")]
    if not quick:  # a few values tell nothing
        found += [
            at_most("memory_per_closed_desk", growth(left[WARM_UP:]), "MiB", 1),
            Row("memory_per_reception", round(growth(played[receptions // 3 :]) * 1024), "KiB"),
        ]
    if watching:
        found.append(at_most("qt_objects_destroyed_elsewhere", len(deaths), "count", 0))
    return found


def growth(left: list[float]) -> float:
    """The slope of a line through the memory in MiB after each desk or reception.

    The allocator gives memory back in steps of several MiB, so two single values say little.
    """
    return linear_regression(range(len(left)), left).slope


@contextmanager
def _watched(deaths: list[str]) -> Iterator[bool]:
    """Collect Qt objects that die elsewhere; False where the system offers no way to see them."""
    try:
        with qt_destruction.watched(application(), deaths):
            yield True
    except OSError:
        yield False


def _config(place: Path) -> Config:
    return Config.model_validate(
        {
            "reader": {"kind": "inprocess"},
            "camera": {"source": "sakura", "start": 3.0},
            "window": {"voice": False},
            "timing": {"done": 1},  # nobody reads these pages here
            "folder": {
                "data": str(place / "data"),
                "registry": str(place / "registry.sqlite"),
                "face": str(place / "face"),
                "journal": str(place / "journal.jsonl"),
            },
        }
    )


def _closed_desk(config: Config) -> float:
    """Open a desk until it is ready and close it; returns the memory in use afterwards in MiB."""
    kiosk = Kiosk(config, virtual=True)

    def seen(screen: Screen) -> None:
        if isinstance(screen.page, IdlePage) and screen.page.fault is None:
            application().exit(0)

    kiosk.painted.connect(seen)
    with _progress("the desk did not open"):
        kiosk.open()
        application().exec()
    kiosk.close()
    kiosk.deleteLater()
    del kiosk
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    return present_mb()


@contextmanager
def _progress(failure: str) -> Iterator[Callable[[], None]]:
    """Gives a call that reports progress. Raises RuntimeError after `LIMIT_S` without one."""
    guard = QTimer()
    guard.setSingleShot(True)
    guard.timeout.connect(application().quit)
    guard.start(LIMIT_S * 1000)
    yield lambda: guard.start(LIMIT_S * 1000)
    late = not guard.isActive()
    guard.stop()
    if late:
        raise RuntimeError(failure)


class Soak:
    """Plays receptions one after another on one kiosk, with face and PIN in turns."""

    def __init__(self, kiosk: Kiosk, rounds: int, finished: Callable[[], None]) -> None:
        self._kiosk, self._rounds, self._finished = kiosk, rounds, finished
        self._persona = find("sakura")
        self._outcome: Outcome | None = None
        self._acted: object = None
        self.failure = ""
        self.memory: list[float] = []
        """MiB in use after each reception."""
        kiosk.painted.connect(self._seen)
        kiosk.happened.connect(self._happened)

    def _happened(self, moment: Moment) -> None:
        self._outcome = moment.outcome or self._outcome

    def _seen(self, screen: Screen) -> None:
        placer = self._kiosk.desk.card_placer if self._kiosk.desk else None
        if placer is None or (screen.page == self._acted and self._outcome is None):
            return
        method = Method.PIN if len(self.memory) % 2 else Method.FACE
        patient = SimulatedPatient(method, pin=self._persona.card.pin)
        match patient.act(screen, self._outcome, holds_card=placer.card is None):
            case Typed(press, digit):
                # Not through the window, which ignores touches on a new page for 300 ms.
                self._kiosk.press(press, digit)
            case Move.PLACE_CARD if placer.card is None:
                placer.place(self._persona)
            case Move.TAKE_CARD:
                placer.take()
            case Move.LEAVE:
                self._next(screen)
                return
            case _:
                return
        self._acted = screen.page

    def _next(self, screen: Screen) -> None:
        if self._outcome is not Outcome.COMPLETED:
            self.failure = f"a reception did not succeed: {self._outcome or screen.page}"
            application().exit(0)
            return
        self._outcome = self._acted = None
        self.memory.append(present_mb())
        self._finished()
        if len(self.memory) == self._rounds:
            application().exit(0)
        else:
            self._seen(screen)


def soak(config: Config, rounds: int) -> list[float]:
    """Play that many receptions; returns the MiB in use after each."""
    kiosk = Kiosk(config, virtual=True)
    with _progress("a reception did not end") as progress:
        played = Soak(kiosk, rounds, progress)
        kiosk.open()
        application().exec()
    kiosk.close()
    if played.failure:
        raise RuntimeError(played.failure)
    return played.memory
