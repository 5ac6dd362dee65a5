"""A closed kiosk goes by reference counting, with all that was made for it."""

import gc
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from weakref import ref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.apps.kiosk import Kiosk
from kiosk.apps.process.collector import Collector, collect_on_gui_thread
from kiosk.apps.staff.controller import StaffController
from kiosk.apps.table.controller import TableController
from kiosk.config import Config
from kiosk.desk.outlet import Outlet
from kiosk.session.view import IdlePage, Screen
from kiosk.staff.accounts import demo_accounts
from kiosk.timing import REAL
from ui.kit.weak_calls import weakly


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config.model_validate(
        {
            "reader": {"kind": "inprocess"},
            "camera": {"source": "sakura"},
            "window": {"width": 400, "height": 640, "voice": False},
            "folder": {
                "data": str(tmp_path / "data"),
                "registry": str(tmp_path / "registry.sqlite"),
                "face": str(tmp_path / "face"),
                "journal": str(tmp_path / "journal.jsonl"),
            },
        }
    )


@pytest.fixture
def no_collector() -> Iterator[None]:
    """Whatever goes in such a test goes without the garbage collector."""
    gc.collect()
    thresholds = gc.get_threshold()
    gc.set_threshold(0)
    yield
    gc.set_threshold(*thresholds)


def until_ready(kiosk: Kiosk) -> None:
    shown: list[Screen] = []
    kiosk.painted.connect(shown.append)
    ends = monotonic() + 90
    while not (shown and isinstance(shown[-1].page, IdlePage) and shown[-1].page.fault is None):
        QTest.qWait(10)
        assert monotonic() < ends, shown[-1:]
    kiosk.painted.disconnect(shown.append)


def swept() -> None:
    """What was posted is delivered, what is to be deleted is deleted."""
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_closed_kiosk_is_freed_without_the_collector(config: Config, no_collector: None) -> None:
    kiosk = Kiosk(config, virtual=True)
    kiosk.open()
    until_ready(kiosk)
    kiosk.close()
    parts = [ref(kiosk), ref(kiosk.window), ref(kiosk.setup.runner), ref(kiosk.desk.face_desk)]
    del kiosk
    swept()
    assert [part() for part in parts] == [None] * 4


def test_a_closed_table_and_staffs_window_are_freed_without_the_collector(
    config: Config, no_collector: None
) -> None:
    table = TableController(config, time=REAL)
    staff = StaffController([table.kiosk], demo_accounts)
    staff.open()
    table.open()
    until_ready(table.kiosk)
    staff.close()
    table.close()
    parts = [ref(table), ref(table.window), ref(table.kiosk), ref(staff), ref(staff.window)]
    del table, staff
    swept()
    assert [part() for part in parts] == [None] * 5


def test_the_automatic_collector_is_off_and_the_guis_thread_collects_instead(
    qapp: QApplication,
) -> None:
    class Cycle:
        def __init__(self) -> None:
            self.me = self

    gone = ref(Cycle())
    gc.set_threshold(1, 10, 10)
    try:
        ends = monotonic() + 90
        while gone() is not None:
            QTest.qWait(50)
            assert monotonic() < ends, "the cycle was never collected"
    finally:
        gc.set_threshold(700, 10, 10)
    assert not gc.isenabled()
    collect_on_gui_thread(qapp)
    assert len(qapp.findChildren(Collector)) == 1


def test_a_closed_outlet_calls_nobody_and_holds_nobody() -> None:
    class Owner:
        def __init__(self) -> None:
            self.heard: list[int] = []

        def hear(self, number: int) -> None:
            self.heard.append(number)

    owner = Owner()
    outlet = Outlet(hear=owner.hear)
    outlet.call("hear", 1)
    outlet.close()
    outlet.call("hear", 2)
    assert owner.heard == [1]
    gone = ref(owner)
    del owner
    assert gone() is None


def test_a_weak_call_reaches_its_owner_and_ends_with_it() -> None:
    class Owner:
        def double(self, number: int) -> int:
            return 2 * number

    owner = Owner()
    call = weakly(owner.double)
    assert call(2) == 4
    del owner
    assert call(2) is None
