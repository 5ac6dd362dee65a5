"""Fixtures: A desk of fakes at the runner's protocols, and a runner that can be watched."""

from collections.abc import Iterator
from queue import Queue

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.desk.receptions.device_calls import Devices
from kiosk.desk.receptions.runner import Runner
from kiosk.records.record import Moment
from kiosk.session.effects import Cue
from kiosk.session.rules import Rules, load_profile
from kiosk.session.view import IdlePage, Screen
from tests.support.kiosk import Desk, FakeCard, FakeEligibility, FakeFace


@pytest.fixture(autouse=True)
def _application_outlives_its_windows(qapp: QApplication) -> None:
    """All tests share one application; closing the last window must not end it for the next."""
    qapp.setQuitOnLastWindowClosed(False)


@pytest.fixture
def desk() -> Iterator[Desk]:
    card, face, eligibility = FakeCard(), FakeFace(), FakeEligibility()
    screens: Queue[Screen] = Queue()
    moments: list[Moment] = []
    cues: list[Cue] = []
    tickets: list[tuple[int, str]] = []
    runner = Runner(
        Rules(load_profile("2025-09-19")),
        Devices(card, face, eligibility),
        show=screens.put,
        sound=lambda cue, _level: cues.append(cue),
        record=moments.append,
        ticketed=lambda number, reference: tickets.append((number, reference)),
    )
    desk = Desk(card, face, eligibility, runner, screens, moments, cues, tickets)
    runner.start()
    desk.until(IdlePage, fault=None)
    yield desk
    runner.close()
