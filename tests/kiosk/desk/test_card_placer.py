"""Virtual cards and phones as they are laid down: a fault of one strikes no other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.card.virtual.reader import VirtualReader
from kiosk.apps.table.fault_catalog import CATALOGUE, laying
from kiosk.desk.devices import CardPlacer
from kiosk.desk.sources import InProcessSlot
from kiosk.desk.virtual.cards import CardStore
from kiosk.eligibility.national.store.database import sqlite_url
from kiosk.eligibility.national.store.registry import Registry
from kiosk.errors import PrintUnreadable
from kiosk.personas import find

UNREAD = [fault for fault in CATALOGUE if fault.unread]


@pytest.fixture
def placer(tmp_path: Path) -> Iterator[CardPlacer]:
    cards, phones = InProcessSlot(VirtualReader()), InProcessSlot(VirtualReader())
    registry = Registry(sqlite_url(tmp_path / "registry.sqlite"))
    registry.fill([find("sakura"), find("android")])
    yield CardPlacer(cards, CardStore(tmp_path / "cards"), registry, phones=phones)
    registry.close()


def test_a_phone_beside_a_card_changes_nothing_of_what_is_read_on_the_cards_face(
    placer: CardPlacer,
) -> None:
    placer.place(find("sakura"), unread=True)
    placer.place(find("android"))
    with pytest.raises(PrintUnreadable):
        placer.printed()
    placer.place(find("sakura"))
    placer.place(find("android"), unread=True)
    assert placer.printed() is not None


def test_a_phone_has_no_printed_face_that_cannot_be_read() -> None:
    assert UNREAD
    assert not laying(find("android"), UNREAD).unread
    assert laying(find("sakura"), UNREAD).unread
