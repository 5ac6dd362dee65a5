"""Calls into PC/SC end in time, whatever another program or the service itself does."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Queue
from typing import Any

import pytest

from drivers.card.card_desk import MyNumberDesk
from drivers.card.deadline import CallLate, CallQueue
from drivers.card.watcher import Watcher
from kiosk.errors import Busy, ServiceDown
from kiosk.session.events import Event, Fault, ReaderDown, ReaderReady

pcscd = pytest.mark.pcscd
LONG = 8.0
"""Seconds in which everything below must have returned; each is to take three at most."""


def in_time(what: Callable[[], Any]) -> Any:
    """What `what` returned or raised; fails when it does not return."""
    line = CallQueue("test")
    try:
        return line.call(what, LONG)
    except CallLate:
        pytest.fail("the call did not return")


def test_a_call_that_hangs_is_left_and_what_it_brings_is_undone() -> None:
    line, free, undone = CallQueue("test"), threading.Event(), Queue[int]()

    def hang() -> int:
        assert free.wait(60)
        return 7

    with pytest.raises(CallLate):
        line.call(hang, 0.01, undone.put)
    begun = Queue[int]()
    with pytest.raises(CallLate):  # nothing is begun behind it
        line.call(lambda: begun.put(1), 0.01)
    after = Queue[int]()
    line.put(lambda: after.put(2), 0.0)
    free.set()
    assert undone.get(timeout=60) == 7
    assert after.get(timeout=60) == 2
    assert line.call(lambda: 3, 10) == 3
    assert begun.empty()


def test_what_a_call_raises_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        CallQueue("test").call(lambda: 1 // 0, 10)


HOLD = """
import sys
from smartcard import scard
_, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
_, names = scard.SCardListReaders(context, [])
name = next(one for one in names if one.endswith("00 00"))
result, card, _ = scard.SCardConnect(context, name, scard.SCARD_SHARE_SHARED, 3)
assert result == 0, hex(result)
assert scard.SCardBeginTransaction(card) == 0
print("held", flush=True)
sys.stdin.read()
scard.SCardEndTransaction(card, scard.SCARD_LEAVE_CARD)
scard.SCardDisconnect(card, scard.SCARD_LEAVE_CARD)
"""


@contextmanager
def transaction() -> Iterator[None]:
    """Another program holds the card in a transaction."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield
        other.communicate()
    assert other.returncode == 0


@contextmanager
def stopped() -> Iterator[None]:
    """The PC/SC service stands still."""
    service = int(subprocess.check_output(["pidof", "pcscd"]).split()[0])
    os.kill(service, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(service, signal.SIGCONT)


@pcscd
@pytest.mark.parametrize("place", [pytest.param("pcscd", marks=pcscd)], indirect=True)
def test_another_programs_transaction_is_told_at_once(place: Any, cards: Any) -> None:
    place.put(cards("sakura"))
    desk = MyNumberDesk(place.reader)
    with transaction(), pytest.raises(Busy, match="another program"):
        in_time(desk.identify)
    assert in_time(desk.identify).pin_tries == 3
    in_time(desk.release)


@pcscd
@pytest.mark.parametrize("place", [pytest.param("pcscd", marks=pcscd)], indirect=True)
def test_a_service_that_stands_still_is_named_and_serves_again_later(
    place: Any, cards: Any
) -> None:
    place.put(cards("sakura"))
    desk = MyNumberDesk(place.reader)
    with stopped():
        with pytest.raises(ServiceDown, match="does not answer"):
            in_time(desk.identify)
        place.until(ReaderDown)
    place.until(ReaderReady)
    assert in_time(desk.identify).pin_tries == 3
    with stopped():
        in_time(desk.release)
    in_time(desk.identify)
    in_time(desk.release)


@pcscd
def test_a_watch_ends_although_the_service_stands_still() -> None:
    events: Queue[Event] = Queue()
    watcher = Watcher("Virtual PCD")
    watcher.start(events.put)
    assert isinstance(events.get(timeout=60), ReaderReady)
    with stopped():
        in_time(watcher.stop)
        assert events.empty()
        watcher.start(events.put)
        down = events.get(timeout=60)
        assert isinstance(down, ReaderDown)
        assert down.fault is Fault.READER_SERVICE_DOWN
        in_time(watcher.stop)
    watcher.start(events.put)
    while not isinstance(events.get(timeout=60), ReaderReady):
        pass
    in_time(watcher.stop)
