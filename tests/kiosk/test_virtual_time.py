"""Virtual time: threads run in a fixed order, and a whole reception is the same each time."""

import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from drivers.camera.mailbox import FrameMailbox
from kiosk.config import CameraConfig, Config, FaceConfig, FolderConfig
from kiosk.desk.devices import Replacements
from kiosk.desk.outlet import Outlet
from kiosk.desk.setup import Setup
from kiosk.personas import find
from kiosk.session.events import Press
from kiosk.session.view import (
    ConsentAllPage,
    IdlePage,
    MethodPage,
    Page,
    PinPage,
    Screen,
    TakeCardPage,
)
from kiosk.timing import Inbox, InboxEmpty, RealTime, Worker
from kiosk.virtual_time import VirtualTime, seeded
from models.engine import Engine, load_sface

START = datetime(2026, 11, 27, 9, 0)
SAKURA = find("sakura")


def test_a_sleep_takes_no_real_time_and_moves_both_clocks() -> None:
    time = VirtualTime(START)
    time.sleep(3600)
    assert time.monotonic() == 3600
    assert time.japan() == datetime(2026, 11, 27, 10, 0)


def test_threads_run_one_at_a_time_in_the_order_of_what_is_due() -> None:
    time, told = VirtualTime(START), []

    def count(name: str, every: float) -> None:
        for _ in range(3):
            time.sleep(every)
            told.append((name, time.monotonic()))

    tasks = [time.start(name, partial(count, name, every)) for name, every in (("a", 2), ("b", 3))]
    for task in tasks:
        task.join(60)
    assert told == [("a", 2), ("b", 3), ("a", 4), ("b", 6), ("a", 6), ("b", 9)]
    assert time.alive == ()


def test_a_wait_ends_with_its_signal_or_at_its_limit() -> None:
    time = VirtualTime(START)
    signal = time.signal()
    assert not signal.wait(5)
    assert time.monotonic() == 5

    def set_later() -> None:
        time.sleep(1)
        signal.set()

    time.start("later", set_later)
    assert signal.wait(5)
    assert time.monotonic() == 6
    assert signal.wait(0)
    assert time.monotonic() == 6, "an old time limit does not come back"


def test_what_comes_from_outside_wakes_a_thread() -> None:
    time = VirtualTime(START)
    signal = time.signal()
    outside = threading.Thread(target=signal.set)
    time.start("outside", outside.start)
    assert signal.wait()


def test_a_thread_of_another_kind_cannot_wait() -> None:
    time, told = VirtualTime(START), []

    def wait() -> None:
        try:
            time.sleep(1)
        except RuntimeError as error:
            told.append(str(error))

    thread = threading.Thread(target=wait)
    thread.start()
    thread.join(60)
    assert told == ["this thread was not started by this virtual time"]


def test_an_inbox_and_a_worker_keep_their_time_limits() -> None:
    time = VirtualTime(START)
    with pytest.raises(InboxEmpty):
        Inbox[int](time).get(2)
    worker = Worker("slow", time)
    slow = worker.submit(lambda: time.sleep(10))
    with pytest.raises(TimeoutError):
        slow.result(3)
    assert time.monotonic() == 5
    with pytest.raises(ZeroDivisionError):
        worker.submit(lambda: 1 // 0).result(60)
    worker.close()
    assert time.monotonic() == 12


class WokenForNothing(RealTime):
    """Its signals end a wait once although nothing came, as a late `Signal.set` does."""

    class _Signal(threading.Event):
        come: Callable[[], None]
        waits = 0

        def wait(self, timeout: float | None = None) -> bool:
            self.waits += 1
            if self.waits > 1:
                self.come()
            return True

    def signal(self) -> _Signal:
        self.last = self._Signal()
        return self.last


def test_an_inbox_that_is_woken_for_nothing_waits_on() -> None:
    time = WokenForNothing()
    inbox = Inbox[int](time)
    time.last.come = partial(inbox.put, 7)
    assert inbox.get() == 7
    assert time.last.waits == 2


def test_a_worker_that_is_abandoned_drops_what_waits_and_is_not_waited_for_without_end() -> None:
    time = VirtualTime(START)
    worker, done = Worker("slow", time), []
    worker.submit(lambda: time.sleep(60))
    dropped = [worker.submit(partial(done.append, number)) for number in range(3)]
    time.sleep(1)
    worker.abandon(2)
    assert time.monotonic() == 3
    time.sleep(100)
    assert done == []
    assert len(dropped) == 3


class Patient:
    """A desk in virtual time without a window, and who stands before it."""

    def __init__(self, home: Path, cards: Path, engine: Engine) -> None:
        self.time = VirtualTime(START)
        self.folder = home
        config = Config(
            camera=CameraConfig(source=SAKURA.clip),
            folder=FolderConfig(
                data=str(cards),
                registry=str(home / "registry.sqlite3"),
                face=str(home / "face"),
                journal=str(home / "journal.jsonl"),
                desk=str(home / "desk"),
            ),
        )

        def load(_: FaceConfig) -> Engine:
            return engine

        parts = Replacements(
            clock=self.time.japan,
            time=self.time,
            chance=seeded(0),
            load=load,
            workers=1,
            command_s=0.01,
        )
        self.screens: Inbox[Screen] = Inbox(self.time)
        outlet = Outlet(show=self.screens.put)
        self.setup = Setup(
            config, config.rules(), FrameMailbox(), outlet, virtual=True, replacements=parts
        )

    def until(self, page: type[Page], fits: Callable[[Screen], bool] = lambda _: True) -> None:
        """Wait for a page, at most 30 virtual seconds."""
        ends = self.time.monotonic() + 30
        while not isinstance((shown := self.screens.get(ends - self.time.monotonic())).page, page):
            pass
        if not fits(shown):
            self.until(page, fits)

    def press(self, *presses: Press | tuple[Press, int]) -> None:
        assert self.setup.runner is not None
        for press in presses:
            self.time.sleep(1)
            self.setup.runner.press(*(press if isinstance(press, tuple) else (press,)))

    def receive(self, method: Press) -> None:
        self.setup.start()
        self.until(IdlePage, lambda screen: getattr(screen.page, "fault", 1) is None)
        assert self.setup.desk is not None
        placer = self.setup.desk.card_placer
        assert placer is not None
        placer.place(SAKURA)
        self.until(MethodPage)
        self.press(method)
        if method is Press.PIN:
            self.until(PinPage)
            self.press(*((Press.DIGIT, int(d)) for d in SAKURA.card.pin or ""), Press.ENTER)
        self.until(ConsentAllPage)
        self.press(Press.AGREE_ALL)
        self.until(TakeCardPage)
        placer.take()
        self.until(IdlePage)
        self.setup.close()
        assert self.time.alive == ()

    def left(self) -> dict[str, bytes]:
        """The journal and the results, by name."""
        files = [self.folder / "journal.jsonl", *(self.folder / "face").iterdir()]
        return {file.name: file.read_bytes() for file in files}


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_sface()


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cards")


@pytest.mark.parametrize("method", [Press.PIN, Press.FACE])
def test_a_reception_twice_gives_the_same_bytes(
    method: Press, engine: Engine, cards: Path, tmp_path: Path
) -> None:
    left = []
    for name in ("first", "second"):
        home = tmp_path / name
        home.mkdir()
        patient = Patient(home, cards, engine)
        patient.receive(method)
        left.append(patient.left())
    assert left[0] == left[1]
    assert len(left[0]) == 2
    assert b'"completed"' in left[0]["journal.jsonl"]
    assert b"2026-11-27T00:00:" in left[0]["journal.jsonl"]
