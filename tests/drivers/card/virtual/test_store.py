"""Cards of this machine: made once, kept across starts, in one reader at a time."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from drivers.card.virtual.counters import FileCounters
from drivers.card.virtual.reader import VirtualReader
from kiosk.clock import today
from kiosk.desk.virtual.cards import CardStore, verify
from kiosk.errors import Busy
from kiosk.personas import find

SELECT = bytes.fromhex("00A4040C0AD392F000260100000001")
WRONG = bytes.fromhex("0020009804") + b"9999"
ASK = bytes.fromhex("00200098")


@pytest.fixture
def store(own_store: Callable[[], CardStore]) -> CardStore:
    return own_store()


def talk(reader: VirtualReader, *commands: bytes) -> int:
    connection = reader.connect()
    return [connection.transmit(c)[1] for c in commands][-1]


def test_counters_outlive_the_program(store: CardStore) -> None:
    for left in (2, 1):
        reader = VirtualReader()
        reader.insert(store.card(find("sakura")))
        assert talk(reader, SELECT, WRONG) == 0x63C0 | left
        reader.close()
    assert store.tries(find("sakura"))["authentication_pin"] == 1


def test_one_card_is_not_in_two_readers(store: CardStore) -> None:
    first, second = VirtualReader(), VirtualReader()
    first.insert(store.card(find("sakura")))
    with pytest.raises(Busy, match="sakura"):
        second.insert(store.card(find("sakura")))
    first.remove()
    second.insert(store.card(find("sakura")))
    second.close()


def test_another_process_cannot_use_the_card_and_a_killed_one_gives_it_back(
    store: CardStore,
) -> None:
    file = store.home(find("sakura")) / "tries.sqlite"
    hold = (
        "import sys; from pathlib import Path; "
        "from drivers.card.virtual.counters import FileCounters; "
        f"FileCounters(Path({str(file)!r})).open(); print('held', flush=True); sys.stdin.read()"
    )
    root = Path(__file__).parents[4]
    with subprocess.Popen(
        [sys.executable, "-c", hold],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(Busy):
            VirtualReader().insert(store.card(find("sakura")))
        other.kill()
        other.wait()
    counters = FileCounters(file)
    counters.open()
    counters.close()


def test_the_same_card_comes_back_at_the_next_start(store: CardStore) -> None:
    again = CardStore(store.folder)
    sakura = find("sakura")
    assert again.issue(sakura).authentication_certificate == (
        store.issue(sakura).authentication_certificate
    )
    assert again.printed(sakura).code_b == store.printed(sakura).code_b


def test_reset_makes_counters_and_dates_new(
    store: CardStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    sakura, later = find("sakura"), today() + timedelta(days=400)
    reader = VirtualReader()
    reader.insert(store.card(sakura))
    talk(reader, SELECT, WRONG)
    with pytest.raises(Busy):
        store.reset(sakura)
    reader.close()
    store = replace(store, today=lambda: later)
    store.reset(sakura)
    assert store.tries(sakura)["authentication_pin"] == 3
    assert store.ends(sakura) == sakura.card.ends(later)


def test_a_removed_card_is_gone_from_the_disk(store: CardStore) -> None:
    store.remove("sakura")
    assert not store.made(find("sakura"))
    assert [p.name for p in (store.folder / "cards").iterdir()] == []


def test_a_card_in_a_reader_is_not_removed(store: CardStore) -> None:
    reader = VirtualReader()
    reader.insert(store.card(find("sakura")))
    with pytest.raises(Busy):
        store.remove("sakura")
    reader.close()


def test_a_card_in_order_passes_every_check(store: CardStore) -> None:
    assert set(verify(store, find("sakura")).values()) == {"ok"}


@pytest.mark.parametrize(
    ("name", "check", "says"),
    [
        ("card_expired", "card", "expiry"),
        ("lapsed", "certificate", "ended on"),
        ("revoked", "certificate", "revoked"),
        ("mio", "photo", "no photo"),
        ("suica", "card", "JPKI"),
        ("mute", "card", "does not answer"),
    ],
)
def test_a_card_not_in_order_says_why(cards: object, name: str, check: str, says: str) -> None:
    shared: CardStore = cards.store  # type: ignore[attr-defined]
    assert says in verify(shared, find(name))[check]
