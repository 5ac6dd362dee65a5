"""How the virtual card signs, and proves itself to a terminal."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

from tests.support.cards import JPKI, Talk, raw


@pytest.fixture
def key(talk: Talk) -> rsa.RSAPublicKey:
    talk(JPKI, "0020009804" + b"1234".hex())
    public = x509.load_der_x509_certificate(talk.file(0x0A)).public_key()
    assert isinstance(public, rsa.RSAPublicKey)
    return public


def test_mode_00_pads_what_it_is_given(talk: Talk, key: rsa.RSAPublicKey) -> None:
    for size in (1, 51, 245):
        signature = talk.data(f"802A0097{size:02X}" + "5A" * size + "00")
        assert raw(key, signature) == b"\x5a" * size
    assert talk("802A0097F6" + "5A" * 246 + "00") == "6700"


def test_mode_01_hashes_without_digest_info(talk: Talk, key: rsa.RSAPublicKey) -> None:
    signature = talk.data("802A0197036162630" + "0")
    assert raw(key, signature) == hashlib.sha256(b"abc").digest()


@pytest.mark.parametrize("mode", [2, 3])
def test_modes_02_and_03_make_a_digest_info(talk: Talk, key: rsa.RSAPublicKey, mode: int) -> None:
    given = hashlib.sha256(b"abc").digest() if mode == 2 else b"abc"
    signature = talk.data(f"802A{mode:02}97{len(given):02X}{given.hex()}00")
    key.verify(signature, b"abc", padding.PKCS1v15(), hashes.SHA256())


@pytest.mark.parametrize("mode", [4, 5])
def test_modes_04_and_05_are_pss(talk: Talk, key: rsa.RSAPublicKey, mode: int) -> None:
    digest = hashlib.sha256(b"abc").digest()
    given = digest if mode == 4 else b"abc"
    signature = talk.data(f"802A{mode:02}97{len(given):02X}{given.hex()}00")
    pss = padding.PSS(padding.MGF1(hashes.SHA256()), 32)
    key.verify(signature, digest, pss, Prehashed(hashes.SHA256()))


@pytest.mark.parametrize(
    ("command", "sw"),
    [
        ("802A069701AA00", "6A86"),
        ("802A029701AA00", "6700"),
        ("802A049701AA00", "6700"),
        ("802A009A01AA00", "6982"),  # the other key wants its password
        ("802A009801AA00", "6981"),  # a PIN does not sign
        ("802A000001AA00", "6A88"),  # no key of its own here
    ],
)
def test_wrong_ways_to_sign(talk: Talk, key: rsa.RSAPublicKey, command: str, sw: str) -> None:
    assert talk(command) == sw


def test_the_current_key_signs_as_others_ask_for_it(talk: Talk, key: rsa.RSAPublicKey) -> None:
    signature = talk.data("00A4020C020017", "802A00800361626300")
    assert raw(key, signature) == b"abc"


def test_a_proof_of_the_terminal_is_good_for_one_challenge(talk: Talk, cards: Any) -> None:
    terminal = cards.terminal
    present = f"80A200C1000238{terminal.certificate.hex()}"
    assert talk(JPKI, "00A4020C020016", present) == "9000"
    proof = terminal.sign(talk.data("0084000020")).hex()
    assert talk(f"00820096000100{proof}") == "9000"
    assert talk(f"00820096000100{proof}") == "6985"


@pytest.mark.parametrize(
    ("change", "sw"),
    [
        (lambda cv: bytes(256), "6700"),  # what a real card answers to nonsense
        (lambda cv: cv[:-1] + bytes([cv[-1] ^ 1]), "6300"),
        (lambda cv: cv[:20] + b"X" + cv[21:], "6300"),
        (lambda cv: cv[:100], "6700"),
    ],
)
def test_a_certificate_that_is_not_the_terminals_is_refused(
    talk: Talk, cards: Any, change: Callable[[bytes], bytes], sw: str
) -> None:
    cv = change(cards.terminal.certificate)
    assert talk(JPKI, "00A4020C020016", f"80A200C100{len(cv):04X}{cv.hex()}") == sw


def test_a_proof_without_certificate_or_challenge_is_refused(talk: Talk, cards: Any) -> None:
    assert talk(JPKI, "00820096000100" + bytes(256).hex()) == "6985"
    present = f"80A200C1000238{cards.terminal.certificate.hex()}"
    talk("00A4020C020016", present, "0084000020")
    assert talk("00820096000100" + bytes(256).hex()) == "6300"
