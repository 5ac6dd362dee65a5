"""A damaged card folder: typed errors that name the file, and ways out that work."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from drivers.card.apdu import SW
from drivers.card.mynumber import Key, MyNumberCard
from drivers.card.transport import MeasuredTransport
from drivers.card.virtual.card import VirtualCard
from drivers.card.virtual.counters import FileCounters
from drivers.card.virtual.files import MemoryCounters
from drivers.card.virtual.personalise import content
from drivers.card.virtual.reader import VirtualReader
from kiosk.desk.virtual.cards import CardStore, passed, verify
from kiosk.errors import Damaged, PinWrong, Unreadable
from kiosk.personas import find

EC = ec.generate_private_key(ec.SECP256R1()).private_bytes(
    serialization.Encoding.PEM,
    serialization.PrivateFormat.PKCS8,
    serialization.NoEncryption(),
)
MENDED = {"issue.json", "tries.sqlite", "photo.jp2"}
DAMAGES = [
    ("issue.json", b'{"made": "20'),
    ("issue.json", b"{}"),
    ("issue.json", b'{"made": "9999-12-31"}'),
    ("issue.json", b"\xff\xfe"),
    ("authentication.pem", b""),
    ("authentication.pem", EC),
    ("own.pem", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"),
    ("tries.sqlite", b"garbage " * 200),
    ("photo.jp2", b"garbage"),
    ("signature.pem", None),
]


@pytest.fixture
def store(own_store: Callable[[], CardStore]) -> CardStore:
    return own_store()


def damage(file: Path, data: bytes | None) -> None:
    if data is None:
        file.unlink()
    else:
        file.write_bytes(data)


@pytest.mark.parametrize(("file", "data"), DAMAGES)
def test_a_damaged_file_is_named_and_the_card_can_be_removed(
    store: CardStore, file: str, data: bytes | None
) -> None:
    sakura = find("sakura")
    damage(store.home(sakura) / file, data)
    outcome = verify(store, sakura)
    wrong = {name: said for name, said in outcome.items() if not passed(said)}
    assert wrong
    assert file == "photo.jp2" or file in str(wrong)
    if file == "photo.jp2":
        assert "photo" in wrong
    store.remove("sakura")
    assert not store.home(sakura).exists()


@pytest.mark.parametrize(("file", "data"), DAMAGES)
def test_a_reset_mends_the_card_or_says_what_it_leaves(
    store: CardStore, file: str, data: bytes | None
) -> None:
    sakura = find("sakura")
    damage(store.home(sakura) / file, data)
    if file in MENDED:
        store.reset(sakura)
        assert set(verify(store, sakura).values()) == {"ok"}
    else:
        with pytest.raises(Damaged, match=file):
            store.reset(sakura)


@pytest.mark.parametrize("data", [b"", EC, b"-----BEGIN CERTIFICATE-----\nAA"])
def test_a_damaged_authority_is_named(store: CardStore, data: bytes) -> None:
    (store.folder / "ca" / "face.pem").write_bytes(data)
    assert "face.pem" in verify(store, find("sakura"))["files"]
    store.remove("sakura")


class Full(MemoryCounters):
    """Counters on a full disk: what is kept can be read, and nothing can be written."""

    def put(self, key: str, left: int) -> None:
        raise Damaged("the disk is full")


@pytest.mark.parametrize("pin", ["1234", "9999"])
def test_a_try_that_cannot_be_counted_is_refused_whether_right_or_wrong(
    cards: Any, pin: str
) -> None:
    sakura = find("sakura")
    reader = VirtualReader()
    reader.insert(VirtualCard(content(sakura, cards.store.issue(sakura)), Full()))
    card = MyNumberCard(MeasuredTransport(reader.connect()))
    with pytest.raises(Unreadable, match=f"{SW.MEMORY:04X}"):
        card.verify(Key.AUTHENTICATION_PIN, pin)
    assert card.tries(Key.AUTHENTICATION_PIN) == 3


def test_counters_on_a_disk_that_takes_nothing_more_end_in_a_typed_error(tmp_path: Path) -> None:
    counters = FileCounters(tmp_path / "tries.sqlite")
    counters.open()
    base = counters.database
    assert base is not None
    pages = base.execute("PRAGMA page_count").fetchone()[0]
    base.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Damaged, match=r"\(tries\.sqlite\)"):
        for number in range(1000):
            counters.put(f"{number:0200}", 1)
    counters.close()


@pytest.mark.parametrize("pin", ["12345", "abcd", "１２３４", "١٢٣٤", "", "12 4"])
def test_what_can_be_no_pin_is_never_sent(cards: Any, pin: str) -> None:
    reader = VirtualReader()
    reader.insert(cards("sakura"))
    card = MyNumberCard(MeasuredTransport(reader.connect()))
    with pytest.raises(PinWrong):
        card.verify(Key.AUTHENTICATION_PIN, pin)
    assert card.tries(Key.AUTHENTICATION_PIN) == 3
