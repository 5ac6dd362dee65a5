"""Runs Python's cyclic garbage collector on the GUI's thread only.

The collector destroys what it finds on the thread on which it runs, and Python runs it on whichever
thread allocates. A Qt object that is destroyed on another thread than its own corrupts memory.
"""

import gc

from PySide6.QtCore import QCoreApplication, QObject, QTimer

EVERY_MS = 1000
"""Milliseconds between checks whether a collection is due."""


class Collector(QObject):
    """Turns the automatic collector off and collects by a timer of the GUI's thread instead."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(collect_due)
        self._timer.start(EVERY_MS)


def collect_on_gui_thread(application: QCoreApplication) -> None:
    """Collect on this thread from now on, which must be the GUI's; a second call does nothing."""
    if not application.findChildren(Collector):
        Collector(application)


def collect_due() -> None:
    """Collect the oldest generation whose threshold is passed, as the automatic collector does."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if 0 < thresholds[generation] < counts[generation]:
            gc.collect(generation)
            return
