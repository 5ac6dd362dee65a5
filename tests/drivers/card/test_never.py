"""What no code path does: ask for the 12-digit number, use its key, or change a secret."""

import contextlib
from typing import Any

import pytest

from drivers.card import mynumber
from drivers.card.mynumber import Key, MyNumberCard
from drivers.card.transport import Channel
from kiosk.errors import KioskError
from kiosk.personas import find

CODE_A = {(mynumber.FACE, 0x13), (mynumber.TEXT, 0x14)}


class Wiretap:
    """A transport that remembers every command."""

    def __init__(self, card: Any) -> None:
        self._card = card
        self.commands: list[tuple[bytes, bytes]] = []  # the application, and the command
        self._application = b""
        card.power_on()

    def transmit(self, apdu: bytes) -> tuple[bytes, int]:
        answer = self._card.execute(apdu)
        if apdu[1:3] == b"\xa4\x04" and answer == b"\x90\x00":
            self._application = apdu[5 : 5 + apdu[4]]
        self.commands.append((self._application, apdu))
        return answer[:-2], int.from_bytes(answer[-2:])


@pytest.mark.parametrize("name", ["sakura", "face_only", "android", "haruto"])
def test_nothing_that_a_session_can_do_touches_the_number(cards: Any, name: str) -> None:
    tap, code_b = Wiretap(cards(name)), cards.store.printed(find(name)).code_b
    session = MyNumberCard(Channel(tap))
    for ask in (
        session.facts,
        lambda: session.verify(Key.AUTHENTICATION_PIN, find(name).card.pin, allow_last=True),
        lambda: session.photo(code_b),
        lambda: session.attributes(find(name).card.pin),
        lambda: session.authenticate_terminal(cards.terminal),
        session.certificate,
        lambda: session.signature_certificate("ABC123"),
        lambda: session.sign(bytes(32)),
        *(lambda key=key: session.tries(key) for key in Key),
    ):
        with contextlib.suppress(KioskError):
            ask()
    for application, command in tap.commands:
        assert command[:2] not in (b"\x00\x24", b"\x80\x32"), "a secret would be changed"
        if command[1] == 0x20:
            assert (application, command[3] & 0x1F) not in CODE_A
            assert len(command) != 5 + 12
        if application == mynumber.TEXT and command[1] == 0xB0:
            assert command[2] != 0x81, "FF10 would be read"
    assert tap.commands


def test_the_keys_a_kiosk_may_compare_are_named_and_code_a_is_not() -> None:
    assert not CODE_A & {key.value for key in Key}
