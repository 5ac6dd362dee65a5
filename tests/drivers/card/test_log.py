"""A full log of all traffic holds none of a person's secrets, whoever the person is."""

import io
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from drivers.card.card_desk import MyNumberDesk
from drivers.card.mynumber import MyNumberCard
from drivers.card.transport import TRAFFIC, MeasuredTransport
from drivers.card.virtual.reader import VirtualReader
from kiosk.errors import KioskError
from kiosk.personas import Persona, find
from kiosk.personas.schema import names
from kiosk.session.events import Method


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    text, root = io.StringIO(), logging.getLogger()
    handler, before = logging.StreamHandler(text), root.level
    root.addHandler(handler)
    root.setLevel(TRAFFIC)
    yield text
    root.removeHandler(handler)
    root.setLevel(before)


def secrets_of(persona: Persona, code_b: str) -> list[bytes]:
    person, card = persona.person, persona.card
    texts = [person.name, *person.name.split("　"), person.address, card.pin, code_b]
    texts += [f"{person.birth:%Y%m%d}", card.signature_password, code_b[:6]]
    return [text.encode() for text in texts if text]


EVERYTHING = frozenset({"identify", "pin", "photo", "sign", "attributes", "signature"})
REFUSED: dict[str, frozenset[str]] = {
    **dict.fromkeys(["bank", "licence", "suica", "mute"], EVERYTHING),
    **dict.fromkeys(
        ["android", "iphone", "phone_unregistered"], frozenset({"photo", "attributes"})
    ),
    **dict.fromkeys(["haruto", "itsuki", "moved", "tsumugi"], frozenset({"signature"})),
    "card_expired": frozenset({"identify"}),
    "face_only": frozenset({"pin", "attributes", "signature"}),
    "juki": EVERYTHING - {"pin", "sign"},
    "mio": frozenset({"photo", "signature"}),
    "subsidy": frozenset({"photo", "signature"}),
    "one_try": frozenset({"attributes"}),
    "phone_locked": frozenset({"pin", "photo", "sign", "attributes"}),
    "pin_locked": frozenset({"pin", "attributes"}),
}
"""What the card of a persona refuses; every other card gives all that is asked."""


@pytest.mark.parametrize("name", [n for n in names() if find(n).shows is None or n in REFUSED])
def test_nothing_secret_is_in_the_log(cards: Any, log: io.StringIO, name: str) -> None:
    persona = find(name)
    printed = cards.store.printed(persona)
    reader = VirtualReader()
    reader.insert(cards(name))
    desk = MyNumberDesk(reader, printed=lambda: printed, terminal=cards.terminal)
    asks: dict[str, Callable[[], object]] = {
        "identify": desk.identify,
        "pin": lambda: desk.check_pin(persona.card.pin or "0000", allow_last=True),
        "photo": desk.photo,
        "sign": lambda: desk.sign(bytes(32), Method.FACE),
        "attributes": lambda: MyNumberCard(MeasuredTransport(reader.connect())).attributes(
            persona.card.pin
        ),
        "signature": lambda: MyNumberCard(
            MeasuredTransport(reader.connect())
        ).signature_certificate("ABC123"),
    }
    refused = set()
    for what, ask in asks.items():
        try:
            ask()
        except KioskError:
            refused.add(what)
    assert refused == REFUSED.get(name, frozenset())
    logging.getLogger("kiosk").debug("%r %r %r", printed, desk, persona.card.kind)
    desk.close()
    text = log.getvalue()
    assert name == "mute" or "00a4040c" in text
    for secret in secrets_of(persona, printed.code_b):
        shown = secret.decode()
        assert secret.hex() not in text
        # Four or six digits alone are found in any hexadecimal text.
        assert shown not in text or (shown.isdigit() and len(shown) < 8)
    photo = cards.store.issue(persona).photo
    assert not photo or photo[100:116].hex() not in text


def test_traffic_is_below_debug() -> None:
    assert TRAFFIC < logging.DEBUG


def test_counts_and_status_words_are_in_the_log(cards: Any, log: io.StringIO) -> None:
    reader = VirtualReader()
    reader.insert(cards("sakura"))
    MyNumberDesk(reader).identify()
    assert "> 00200098" in log.getvalue()
    assert "63c3" in log.getvalue()
    reader.close()
