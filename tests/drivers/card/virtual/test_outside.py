"""Other people's programs as judges of the virtual card: OpenSC and openssl on the real pcscd."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from drivers.card.virtual.card import VirtualCard

pytestmark = [
    pytest.mark.pcscd,
    pytest.mark.parametrize("place", ["pcscd"], indirect=True),
]


def run(*command: str | Path, ok: bool = True) -> str:
    if not shutil.which(str(command[0])):
        pytest.skip(f"{command[0]} is missing; apt-get install opensc openssl")
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert not ok or done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def card(request: pytest.FixtureRequest, place: Any, cards: Any) -> VirtualCard:
    made: VirtualCard = cards(getattr(request, "param", "sakura"))
    place.put(made)
    return made


def test_opensc_recognises_the_card_as_jpki(card: VirtualCard) -> None:
    assert "jpki" in run("opensc-tool", "-n").lower()


def test_pkcs15_tool_finds_pins_keys_and_certificates(card: VirtualCard) -> None:
    dump = run("pkcs15-tool", "--dump")
    assert dump.count("PIN [") == 2
    assert dump.count("Private RSA Key [") == 2
    assert dump.count("X.509 Certificate [") == 4
    assert "Tries left     : 3" in dump
    assert "Tries left     : 5" in dump


@pytest.mark.parametrize(
    ("pin", "key"), [("1234", "1"), ("ABC123", "2")], ids=["authentication", "signature"]
)
def test_openssl_verifies_what_each_key_signed(
    card: VirtualCard, tmp_path: Path, cards: Any, pin: str, key: str
) -> None:
    certificate, data = tmp_path / "certificate.pem", tmp_path / "data"
    signature, public = tmp_path / "signature", tmp_path / "public.pem"
    data.write_bytes(b"a document")
    login = ["--verify-pin", "--auth-id", f"0{key}", "--pin", pin]
    run("pkcs15-tool", "--read-certificate", key, "-o", certificate, *login)
    module = ["pkcs11-tool", "--slot-index", str(int(key) - 1), "--login", "--pin", pin]
    run(*module, "--sign", "--mechanism", "SHA256-RSA-PKCS", "-i", data, "-o", signature)
    run("openssl", "x509", "-in", certificate, "-pubkey", "-noout", "-out", public)
    checked = run("openssl", "dgst", "-sha256", "-verify", public, "-signature", signature, data)
    assert "Verified OK" in checked
    authority = tmp_path / "ca.pem"
    ca = cards.store.ca.authentication if key == "1" else cards.store.ca.signature
    authority.write_bytes((cards.store.folder / "ca" / _name(cards, ca)).read_bytes())
    assert "OK" in run("openssl", "verify", "-CAfile", authority, certificate)


def _name(cards: Any, ca: Any) -> str:
    return "authentication.pem" if ca is cards.store.ca.authentication else "signature.pem"


def test_three_wrong_pins_lock_and_opensc_says_so(card: VirtualCard) -> None:
    card.locked = 0x6983  # of the two answers that exist, the one OpenSC knows
    for _ in range(3):
        run("pkcs15-tool", "--verify-pin", "--auth-id", "01", "--pin", "9999", ok=False)
    assert "Tries left     : 0" in run("pkcs15-tool", "--list-pins")
    locked = run("pkcs11-tool", "--slot-index", "0", "--login", "--pin", "1234", "-O", ok=False)
    assert "CKR_PIN_LOCKED" in locked


@pytest.mark.parametrize("card", ["face_only", "haruto"], indirect=True)
def test_cards_without_pin_or_signature_are_still_jpki(card: VirtualCard) -> None:
    assert "PIN [" in run("pkcs15-tool", "--dump")


@pytest.mark.parametrize("card", ["licence", "suica"], indirect=True)
def test_other_cards_are_not(card: VirtualCard) -> None:
    assert "jpki" not in run("opensc-tool", "-n", ok=False).lower()
