"""What no code path does: ask for the 12-digit number, use its key, or change a secret."""

from collections.abc import Callable
from typing import Any

import pytest

from drivers.card import mynumber
from drivers.card.mynumber import Key, MyNumberCard
from drivers.card.transport import MeasuredTransport
from kiosk.errors import KioskError, NotMyNumberCard, PinLocked, PinWrong
from kiosk.personas import find

CODE_A = {(mynumber.FACE, 0x13), (mynumber.TEXT, 0x14)}
Sent = tuple[bytes, bytes]
"""The application that was selected, and the command."""


class Wiretap:
    """A transport that remembers every command."""

    def __init__(self, card: Any) -> None:
        self._card = card
        self.commands: list[Sent] = []
        self._application = b""
        card.power_on()

    def transmit(self, apdu: bytes) -> tuple[bytes, int]:
        answer = self._card.execute(apdu)
        if apdu[1:3] == b"\xa4\x04" and answer == b"\x90\x00":
            self._application = apdu[5 : 5 + apdu[4]]
        self.commands.append((self._application, apdu))
        return answer[:-2], int.from_bytes(answer[-2:])


def forbidden(sent: Sent) -> str | None:
    """Why a command must never reach a card; None for a command that may."""
    application, command = sent
    if command[:2] in (b"\x00\x24", b"\x80\x32"):
        return "a secret would be changed"
    if command[1] == 0x20 and (application, command[3] & 0x1F) in CODE_A:
        return "the number would be compared"
    if command[1] == 0x20 and len(command) == 5 + 12:
        return "twelve digits would be compared"
    if application == mynumber.TEXT and command[1] == 0xB0 and command[2] == 0x81:
        return "FF10 would be read"
    return None


def asks(session: MyNumberCard, name: str, cards: Any) -> dict[str, Callable[[], object]]:
    """All that a session can be asked for, by name."""
    pin, code_b = find(name).card.pin, cards.store.printed(find(name)).code_b
    return {
        "facts": session.facts,
        "verify": lambda: session.verify(Key.AUTHENTICATION_PIN, pin, allow_last=True),
        "photo": lambda: session.photo(code_b),
        "attributes": lambda: session.attributes(pin),
        "authenticate_terminal": lambda: session.authenticate_terminal(cards.terminal),
        "certificate": session.certificate,
        "signature_certificate": lambda: session.signature_certificate("ABC123"),
        "sign": lambda: session.sign(bytes(32)),
        **{f"tries.{key.name}": lambda key=key: session.tries(key) for key in Key},
    }


REFUSED: dict[str, dict[str, type[KioskError]]] = {
    "sakura": {},
    "face_only": {
        "verify": PinLocked,
        "attributes": PinLocked,
        "signature_certificate": PinLocked,
    },
    "android": {
        "photo": NotMyNumberCard,
        "attributes": NotMyNumberCard,
        "tries.FACE_CODE_B": NotMyNumberCard,
        "tries.TEXT_PIN": NotMyNumberCard,
        "tries.TEXT_CODE_B": NotMyNumberCard,
    },
    "haruto": {"signature_certificate": PinWrong},
}
"""What a card of this persona refuses; it gives everything else."""


@pytest.mark.parametrize("name", REFUSED)
def test_nothing_that_a_session_can_do_touches_the_number(cards: Any, name: str) -> None:
    tap = Wiretap(cards(name))
    session = MyNumberCard(MeasuredTransport(tap))
    for what, ask in asks(session, name, cards).items():
        before = len(tap.commands)
        if refusal := REFUSED[name].get(what):
            with pytest.raises(refusal):
                ask()
        else:
            ask()
        assert len(tap.commands) > before, f"{what} reached no card"
    assert not [sent for sent in tap.commands if forbidden(sent)]


def test_every_public_method_of_a_session_is_tried(cards: Any) -> None:
    offered = {name for name in vars(MyNumberCard) if not name.startswith("_")}
    session = MyNumberCard(MeasuredTransport(Wiretap(cards("sakura"))))
    tried = {name.partition(".")[0] for name in asks(session, "sakura", cards)}
    assert offered == tried


@pytest.mark.parametrize(
    "sent",
    [
        (mynumber.JPKI, bytes.fromhex("0024018004") + b"1234"),
        (mynumber.TEXT, bytes.fromhex("80320080")),
        (mynumber.FACE, bytes.fromhex("002000930C") + b"1" * 12),
        (mynumber.TEXT, bytes.fromhex("00200094")),
        (mynumber.JPKI, bytes.fromhex("002000800C") + b"1" * 12),
        (mynumber.TEXT, bytes.fromhex("00B0810000")),
    ],
)
def test_a_command_that_must_never_be_sent_is_recognised(sent: Sent) -> None:
    assert forbidden(sent)


def test_the_keys_a_kiosk_may_compare_are_named_and_code_a_is_not() -> None:
    assert not CODE_A & {key.value for key in Key}
