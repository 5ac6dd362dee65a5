"""What `kiosk bridge` does with a card, in this process and over the real pcscd."""

from collections.abc import Callable
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from drivers.card.card_desk import MyNumberDesk
from kiosk.bridge.reading import Read, read_card
from kiosk.errors import LastTry
from kiosk.personas import find

CHALLENGE = b"c" * 32
PIN = find("kenji").card.pin
WRONG = "0000" if PIN != "0000" else "0001"


class CardInserter:
    """Puts a card on the reader and takes it away."""

    def __init__(self, place: Any, chip: Any) -> None:
        self.put = lambda: place.put(chip)
        self.take = place.take


def test_the_card_signs_for_its_pin_and_counts_wrong_ones(
    place: Any, cards: Any, desk: Callable[..., MyNumberDesk]
) -> None:
    chip = cards("kenji")

    def read(pin: str, *, allow_last: bool = False) -> Read:
        made = desk("kenji")
        inserter = CardInserter(place, chip)
        return read_card(made, CHALLENGE, pin, allow_last=allow_last, inserter=inserter)

    assert read(WRONG) == Read(trouble="pin_wrong", left=2)
    signed = read(PIN).signed
    assert signed is not None
    key = x509.load_der_x509_certificate(signed.certificate).public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    key.verify(signed.signature, CHALLENGE, padding.PKCS1v15(), hashes.SHA256())
    assert [read(WRONG).left for _ in range(2)] == [2, 1]
    with pytest.raises(LastTry):
        read(WRONG)
    assert read(WRONG, allow_last=True) == Read(trouble="pin_locked")
