"""Speed of the windows: first paint, reaction to a touch, page change, idle and preview CPU.

Measured offscreen in this process; first paint in new processes, from the interpreter's start.
"""

import os
import subprocess
import sys
from dataclasses import replace
from statistics import median, quantiles
from time import monotonic, perf_counter, process_time
from typing import TYPE_CHECKING

from kiosk.bench import Row, at_most, resident_mb
from kiosk.session.events import Press

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.patient.window import PatientWindow

FIRST_PAINT = """
import os, sys, time
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from PySide6.QtWidgets import QApplication
app = QApplication([])
from kiosk.session.rules import load_profile, Rules
from kiosk.session.screens import screen
from kiosk.session.states import initial
from ui.patient.window import PatientWindow, WindowSettings
window = PatientWindow(WindowSettings(), None, lambda press, digit: None, time.monotonic)
window.present(screen(initial(Rules(load_profile("2025-09-19")), 0.0), 0.0))
window.show()
app.processEvents()
print("painted", flush=True)
os._exit(0)
"""


def rows(*, quick: bool = False) -> list[Row]:
    """All rows; `quick` uses fewer rounds."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    starts = first_paints(3 if quick else 10)
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    seconds = 2.0 if quick else 6.0
    reactions = touches(app, 60 if quick else 300)
    changes = page_changes(app, 40 if quick else 200)
    return [
        at_most("first_paint_p50", median(starts), "s", 0.5),
        at_most("touch_to_reaction_p95", _p95(reactions) * 1000, "ms", 50),
        Row("page_change_p95", round(_p95(changes) * 1000, 2), "ms"),
        at_most("idle_cpu", idle_cpu(app, seconds), "% of a core", 2),
        at_most("preview_cpu", preview_cpu(app, seconds), "% of a core", 12),
        at_most("window_resident", resident_mb(), "MiB", 350),
    ]


def _p95(values: list[float]) -> float:
    return quantiles(values, n=20)[-1]


def first_paints(rounds: int) -> list[float]:
    """Seconds from the start of a process to its first painted screen."""
    taken = []
    for _ in range(rounds):
        begun = perf_counter()
        with subprocess.Popen(
            [sys.executable, "-c", FIRST_PAINT], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            line = process.stdout.readline()
            taken.append(perf_counter() - begun)
            if line.strip() != "painted":
                raise RuntimeError("the window did not paint; run the bench's script by hand")
    return taken


def _window() -> "tuple[PatientWindow, list[Press]]":
    from ui.gallery.pages import StillPicture
    from ui.patient.window import PatientWindow, WindowSettings

    pressed: list[Press] = []
    settings = WindowSettings(guard_ms=0, diagonal=10.1)
    window = PatientWindow(
        settings, StillPicture(), lambda press, _: pressed.append(press), monotonic
    )
    window.show()
    return window, pressed


def touches(app: "QApplication", rounds: int) -> list[float]:
    """Seconds from a touch on a button until it is painted as pressed and the press is sent."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from ui.gallery.samples import screens
    from ui.kit.buttons import Pressable

    window, pressed = _window()
    window.present(screens()["consent-care"])
    app.processEvents()
    button = next(b for b in window.findChildren(Pressable) if b.press is Press.AGREE)
    taken = []
    for _ in range(rounds):
        begun = perf_counter()
        QTest.mousePress(button, Qt.MouseButton.LeftButton)
        app.processEvents()
        QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
        app.processEvents()
        taken.append(perf_counter() - begun)
    assert len(pressed) == rounds
    window.close()
    return taken


def page_changes(app: "QApplication", rounds: int) -> list[float]:
    """Seconds to build and paint another page."""
    from ui.gallery.samples import screens

    window, _ = _window()
    shown = screens()
    names = ["method", "consent-all", "pin", "checking", "done", "idle"]
    taken = []
    for index in range(rounds):
        begun = perf_counter()
        window.present(shown[names[index % len(names)]])
        app.processEvents()
        taken.append(perf_counter() - begun)
    window.close()
    return taken


def idle_cpu(app: "QApplication", seconds: float) -> float:
    """Percent of a core used by the waiting screen with its slides."""
    from ui.gallery.samples import screens

    window, _ = _window()
    window.present(screens()["idle"])
    used = _cpu(app, seconds)
    window.close()
    return used


def preview_cpu(app: "QApplication", seconds: float) -> float:
    """Percent of a core used by 30 pictures of 1280x720 per second, without matching."""
    from PySide6.QtCore import QTimer

    from ui.gallery.samples import screens

    window, _ = _window()
    shown = screens()["face-hold"]
    window.present(replace(shown, countdown=None))
    timer = QTimer()
    timer.setInterval(33)
    timer.timeout.connect(window.arrived.emit)
    timer.start()
    used = _cpu(app, seconds)
    timer.stop()
    window.close()
    return used


def _cpu(app: "QApplication", seconds: float) -> float:
    from PySide6.QtCore import QTimer

    app.processEvents()
    QTimer.singleShot(round(seconds * 1000), app.quit)
    begun, used = perf_counter(), process_time()
    app.exec()
    return 100 * (process_time() - used) / (perf_counter() - begun)
