"""A card's dates are Japan's, whatever zone the machine is set to and however near midnight."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest

from drivers.card.card_desk import MyNumberDesk
from drivers.card.virtual.reader import VirtualReader
from kiosk import clock
from kiosk.clock import JST
from kiosk.desk.virtual.cards import CardStore, verify
from kiosk.eligibility.pki.certificates import ProofVerifier
from kiosk.eligibility.port import Proof
from kiosk.log import Silent
from kiosk.personas import find
from kiosk.session.events import CertificateState, Method

ZONES = ("Pacific/Auckland", "America/Los_Angeles", "Pacific/Kiritimati", "Asia/Tokyo")
YEAR = clock.today().year + 1
"""The test authority that the tests share is made today; it issues nothing before."""
MOMENTS = (
    datetime(YEAR, 3, 31, 23, 59, 59, tzinfo=JST),
    datetime(YEAR, 4, 1, 0, 0, 1, tzinfo=JST),
    datetime(YEAR, 4, 1, 20, 30, tzinfo=JST),  # half past midnight of the next day in Auckland
)


@pytest.fixture(params=ZONES)
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    if not hasattr(time, "tzset"):
        pytest.skip("Windows takes its zone from the control panel, not from TZ")
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(params=MOMENTS, ids=str)
def now(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, cards: Any) -> datetime:
    cards.store.issue(find("sakura"))  # with today's date, before the clock is moved
    monkeypatch.setattr(clock, "instant", lambda: request.param)
    moment: datetime = request.param
    return moment


def test_a_card_made_now_is_in_force_now(
    zone: str, now: datetime, own_store: Callable[[], CardStore]
) -> None:
    store, sakura = own_store(), find("sakura")
    store.reset(sakura)
    assert store.issue(sakura).made == now.date()
    assert set(verify(store, sakura).values()) == {"ok"}
    reader = VirtualReader()
    reader.insert(store.card(sakura))
    desk = MyNumberDesk(reader, printed=lambda: store.printed(sakura), terminal=store.terminal())
    gate = ProofVerifier([store.ca.authentication.der], clock.japan)
    challenge = gate.challenge()
    desk.identify()
    signed = desk.sign(challenge, Method.FACE)
    desk.close()
    standing = gate.verify(Proof(Method.FACE, signed.certificate, challenge, signed.signature))
    assert standing.state is CertificateState.VALID


def test_the_log_tells_the_time_in_japan(zone: str) -> None:
    noon = datetime(2026, 4, 1, 12, 0, tzinfo=JST)
    record: Any = type("Record", (), {"created": noon.timestamp(), "msecs": 0})
    assert Silent().formatTime(record).startswith("2026-04-01 12:00:00")
