"""The watcher's thread, with or without a PC/SC service on this machine."""

import threading

from drivers.card.watcher import Watcher
from kiosk.session.events import Event


def test_a_listener_that_fails_does_not_end_the_watcher() -> None:
    told: list[Event] = []
    again = threading.Event()

    def emit(event: Event) -> None:
        told.append(event)
        if len(told) == 1:
            raise RuntimeError("the listener failed")
        again.set()

    watcher = Watcher()
    watcher.start(emit)
    assert again.wait(60)
    watcher.stop()
