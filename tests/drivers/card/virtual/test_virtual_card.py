"""The virtual card at APDU level: every application, file and key that the facts describe."""

import hashlib
from collections.abc import Callable
from dataclasses import fields
from io import BytesIO
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from PIL import Image

from drivers.card import tlv
from drivers.card.virtual.card import VirtualCard
from drivers.card.virtual.files import MemoryCounters
from drivers.card.virtual.personalise import Issue
from kiosk.personas import find
from kiosk.virtual_time import seeded
from tests.support.cards import JPKI, Talk, raw

FACE = "00A4040C0AD3921000310001010402"


TEXT = "00A4040C0AD3921000310001010408"


COMMON = "00A4040C0AD3921000310001010100"


JUKI = "00A4040C0AD3921000310001010401"


Ask = Callable[..., str]


def code_b(cards: Any, name: str = "sakura") -> str:
    return cards.store.printed(find(name)).code_b.encode().hex()


@pytest.mark.parametrize("application", [JPKI, FACE, TEXT, COMMON, JUKI])
def test_every_application_is_selected_without_fci(talk: Talk, application: str) -> None:
    assert talk(application) == "9000"


@pytest.mark.parametrize(
    ("commands", "sw"),
    [
        (["00A40000"], "6A86"),  # MF after power-on
        ([JPKI, "00A40000"], "9000"),
        ([JPKI, "00A40000", "00B0860020"], None),  # without effect
        ([JPKI, "00A40000023F00"], "6A82"),
        (["00A4040C07A0000001510000"], "9000"),
        (["00A4040C05A000000003"], "6A82"),
        (["00A4040C06D392F0002601"], "9000"),  # a prefix is enough
        (["00A4040C0BD392F00026010000000100"], "6A82"),
        ([JPKI, "00A4020C0200FF"], "6A82"),
        (["00A4020C020018"], "6A82"),
        ([JPKI, "00A4030C020018"], "6A86"),
        ([JPKI, "00B0000010"], "6986"),  # no file selected
        ([JPKI, "00B08A0000"], None),
        ([JPKI, "00B09F0000"], "6A82"),
        ([JPKI, "00B0970000"], "6981"),  # a key is not read
        ([JPKI, "00B0810000"], "6982"),
        ([JPKI, "00B0890000"], "6982"),
        ([JPKI, "00B08A00"], "6700"),
        ([JPKI, "00B0880003", "00B0000300"], "6B00"),
        ([JPKI, "00B088FF00"], "6B00"),
        ([JPKI, "00DA000000"], "6D00"),
        ([JPKI, "10A4040C0AD392F000260100000001"], "6884"),
        ([JPKI, "90A4040C0AD392F000260100000001"], "6884"),
        ([JPKI, "A0A40000023F00"], "6E00"),
        ([JPKI, "0024018004"], "6D00"),  # no PIN is ever changed
        (["00"], "6700"),
        ([JPKI, "0020008005313233"], "6700"),
        ([JPKI, "00200080"], "6986"),
        ([JPKI, "00A4020C02000A", "00200080"], "6981"),
        ([JPKI, "00200198"], "6A86"),
        ([JPKI, "00200018"], "6A86"),
        ([JPKI, "80A200C1000100" + "00" * 256], "6700"),  # the data before the missing file
    ],
)
def test_status_words_are_those_of_the_card(
    talk: Talk, commands: list[str], sw: str | None
) -> None:
    assert talk(*commands)[-4:] == (sw or "9000")


def test_free_files_of_jpki(talk: Talk, cards: Any) -> None:
    talk(JPKI)
    assert talk.file(0x06)[:32] == b"JPKIAPICCTOKEN2".ljust(32)
    assert len(talk.file(0x06)) == 160
    assert talk.file(0x08) == b"\x8f\x8f\x00"
    assert talk.file(0x02) == cards.store.ca.signature.der
    assert talk.file(0x0B) == cards.store.ca.authentication.der


def test_extended_length_reads_a_file_at_once(talk: Talk) -> None:
    talk(JPKI)
    assert talk.data("00B08A00000000") == talk.file(0x0A)


def test_the_signature_certificate_opens_to_its_password(talk: Talk) -> None:
    talk(JPKI, "0020009B06" + b"ABC123".hex())
    certificate = x509.load_der_x509_certificate(talk.file(0x01))
    san = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    names = [n.value[2:].decode() for n in san.get_values_for_type(x509.OtherName)]
    assert find("sakura").person.name in names


def test_a_child_has_no_signature_certificate_and_no_key(cards: Any) -> None:
    talk = Talk(cards("haruto"))
    assert talk.data(JPKI, "00B0880003") == b"\x00\x8f\x00"
    assert talk("802A009A0101") == "6A82"
    assert talk("0020009B") == "63C5"


def test_a_counter_runs_down_locks_and_stays_locked(talk: Talk) -> None:
    wrong, right = "0020009804" + b"9999".hex(), "0020009804" + b"1234".hex()
    assert talk(JPKI, "00200098") == "63C3"
    assert [talk(wrong) for _ in range(4)] == ["63C2", "63C1", "63C0", "6984"]
    assert talk("00200098") == "63C0"
    assert talk(right) == "6984"


def test_asking_costs_nothing_and_a_right_value_resets(talk: Talk) -> None:
    talk(JPKI, "0020009804" + b"9999".hex())
    assert [talk("00200098") for _ in range(5)] == ["63C2"] * 5
    assert talk("0020009804" + b"1234".hex()) == "9000"
    assert talk("00200098") == "63C3"


def test_a_locked_key_answers_6983_by_setting(cards: Any) -> None:
    card = cards("pin_locked")
    iso = Talk(VirtualCard(card.content, locked=0x6983))
    assert iso(JPKI, "0020009804" + b"4321".hex()) == "6983"


def test_counters_outlive_power_and_the_object(cards: Any) -> None:
    counters = MemoryCounters()
    content = cards("sakura").content
    first = Talk(VirtualCard(content, counters))
    first(JPKI, "0020009804" + b"9999".hex())
    first.card.power_off()
    assert Talk(VirtualCard(content, counters))(JPKI, "00200098") == "63C2"


def test_what_was_proven_outlives_a_reset_but_not_power(talk: Talk) -> None:
    sign = "802A009720" + bytes(32).hex() + "00"
    talk(JPKI, "0020009804" + b"1234".hex())
    talk.card.reset()
    assert talk("00200098") == "6A82"  # the selection is lost
    assert talk(JPKI, sign)[-4:] == "9000"
    talk.card.power_on()
    assert talk(JPKI, sign) == "6982"


def test_a_wrong_value_closes_what_was_open(talk: Talk) -> None:
    talk(JPKI, "0020009804" + b"1234".hex(), "0020009804" + b"9999".hex())
    assert talk("802A009720" + bytes(32).hex() + "00") == "6982"


def test_the_number_and_its_keys_are_not_on_the_card(talk: Talk, cards: Any) -> None:
    assert talk(TEXT, "0020009204313233") == "6700"
    assert talk("00200092") == "63C0"  # blocked on every card
    assert talk("0020009504" + b"1234".hex()) == "63C9"
    talk("0020009104" + b"1234".hex())
    assert talk("00B0810000") == "6982"  # FF10: never
    talk(FACE, "002000920E" + code_b(cards))
    assert talk("00B0850000") == "6982"  # FF40: never


@pytest.fixture
def face(talk: Talk, cards: Any) -> dict[int, bytes]:
    talk(FACE, "002000920E" + code_b(cards))
    return tlv.children(talk.file(0x02), 0xFF20)


def test_the_offset_table_points_at_every_object(talk: Talk, face: dict[int, bytes]) -> None:
    data = talk.file(0x02)
    offsets = [int.from_bytes(face[0xDF21][i : i + 2]) for i in range(0, 18, 2)]
    assert [tlv.head(data, at).tag for at in offsets] == list(range(0xDF22, 0xDF2B))


def test_the_face_holds_what_is_printed(face: dict[int, bytes]) -> None:
    person = find("sakura").person
    assert face[0xDF22] == f"{person.birth:%Y%m%d}".encode()
    assert face[0xDF23] == b"2"
    with Image.open(BytesIO(face[0xDF27])) as photo:
        assert (photo.format, photo.mode) == ("JPEG2000", "L")
    assert 7_000 < len(face[0xDF27]) < 12_500
    with Image.open(BytesIO(face[0xDF2A])) as code:
        assert (code.format, code.mode, code.size) == ("PNG", "1", (24, 12))


def test_name_and_address_are_drawn_black_on_white(face: dict[int, bytes]) -> None:
    for tag in (0xDF25, 0xDF26):
        with Image.open(BytesIO(face[tag])) as picture:
            assert (picture.format, picture.mode) == ("PNG", "1")
            ink = picture.convert("L").histogram()[0] / (picture.width * picture.height)
        assert 0.02 < ink < 0.5


def test_the_issuer_signed_three_hashes_in_a_row(
    talk: Talk, face: dict[int, bytes], cards: Any
) -> None:
    info = cards.store.ca.face.public_key.recover_data_from_signature(
        face[0xDF28], padding.PKCS1v15(), None
    )
    objects = {tag: tlv.encode(tag, value) for tag, value in face.items()}
    parts = [(0xDF22, 0xDF23, 0xDF24), (0xDF25, 0xDF26), (0xDF27,)]
    hashed = [hashlib.sha256(b"".join(objects[t] for t in part)).digest() for part in parts]
    assert info.endswith(b"".join(hashed))
    assert info[:2] == b"\x30\x71"


def test_the_card_proves_its_presence_with_the_key_on_its_face(
    talk: Talk, face: dict[int, bytes]
) -> None:
    public = {i.tag: int.from_bytes(i.value) for i in tlv.items(face[0xDF24])}
    key = rsa.RSAPublicNumbers(public[0x90], public[0x91]).public_key()
    signature = talk.data("802A0000" + "20" + bytes(range(32)).hex() + "00")
    assert raw(key, signature) == bytes(range(32))


def test_the_face_opens_to_code_b_only(cards: Any) -> None:
    talk = Talk(cards("sakura"))
    talk(FACE, "0020009106" + code_b(cards)[:12])
    assert talk("00B0820000") == "6982"
    assert tlv.children(talk.file(0x01), 0xFF10)[0xDF11] == b"19810412"


def test_text_holds_four_attributes_behind_pin_or_code_b(cards: Any) -> None:
    person = find("sakura").person
    for key in ("0020009104" + b"1234".hex(), "002000950E" + code_b(cards)):
        talk = Talk(cards("sakura"))
        assert talk(TEXT, "00B0820000") == "6982"
        talk(key)
        found = tlv.children(talk.file(0x02), 0xFF20)
        assert found[0xDF22].decode() == person.name
        assert found[0xDF23].decode() == person.address
        proof = tlv.children(talk.file(0x03), 0xFF30)
        signed = b"".join(tlv.encode(t, found[t]) for t in range(0xDF22, 0xDF26))
        assert proof[0xDF32] == hashlib.sha256(signed).digest()


def test_the_common_record_tells_the_expiry_to_everybody(talk: Talk, cards: Any) -> None:
    record = talk.data(COMMON, "00A4020C020001", "00B2010400")
    assert record[:2] == b"\x01\x1c"
    assert len(record) == 30
    assert talk.data(COMMON, "00B2010C00") == record
    assert talk("00B2020C00") == "6A83"
    assert record[-8:] == talk.data("00A4040C07A0000001510000", "00CA00F200")


def test_get_data_answers_at_card_level_only(talk: Talk) -> None:
    assert talk("00CA00F200")[-4:] == "9000"
    assert talk("00CA123400") == "6A88"
    assert talk("00CA7F2100") == "6700"  # too long for a short answer
    assert talk("00CA7F21000000")[-4:] == "9000"
    assert talk(JPKI, "00CA00F200") == "6D00"


def test_get_challenge_is_fresh_and_short_only(talk: Talk) -> None:
    first, second = talk.data("0084000008"), talk.data("0084000008")
    assert len(first) == 8
    assert first != second
    assert talk("00840000000008") == "6985"


def test_a_card_with_a_given_chance_makes_the_same_challenges(cards: Any) -> None:
    def challenges() -> list[str]:
        content = cards("sakura").content
        talk = Talk(VirtualCard(content, chance=seeded(7)))
        return [talk(JPKI), talk("0084000008"), talk("0084000008")]

    assert challenges() == challenges()


def test_a_suica_knows_no_application(cards: Any) -> None:
    assert Talk(cards("suica"))(JPKI) == "6A81"


def test_a_mute_chip_says_nothing(cards: Any) -> None:
    card = cards("mute")
    assert card.atr == b""
    assert card.execute(bytes.fromhex(JPKI)) == b""


def test_an_android_token_keeps_its_certificate_until_the_pin(cards: Any) -> None:
    talk = Talk(cards("android"))
    assert talk(JPKI, "00B08A0000") == "6982"
    talk("0020009804" + b"2000".hex())
    assert talk("00B08A0000")[-4:] == "9000"
    assert talk(FACE) == "6A82"


def test_a_new_card_has_all_tries_of_every_number_that_it_has(cards: Any) -> None:
    def tries(name: str, application: str) -> dict[int, int]:
        talk = Talk(cards(name))
        talk(application)
        said = {ef: talk(f"002000{0x80 | ef:02X}") for ef in range(0x10, 0x1F)}
        return {ef: int(sw[3], 16) for ef, sw in said.items() if sw.startswith("63C")}

    for name, pin, password in (("sakura", 3, 5), ("face_only", 0, 0)):
        assert tries(name, JPKI) == {0x18: pin, 0x1B: password}
        assert tries(name, FACE) == {0x11: 10, 0x12: 10, 0x13: 10}
        assert tries(name, TEXT) == {0x11: pin, 0x12: 0, 0x14: 10, 0x15: 10}
        assert tries(name, COMMON) == {0x1C: pin}


def test_the_face_says_until_when_the_card_serves(face: dict[int, bytes], talk: Talk) -> None:
    assert face[0xDF29] == talk.data("00A4040C07A0000001510000", "00CA00F200")


def test_the_certificate_and_the_serial_are_free_in_the_text_application(cards: Any) -> None:
    card = cards("sakura")
    talk = Talk(card)
    talk(TEXT)
    assert talk.file(0x04)[:2] == bytes.fromhex("7F21")
    assert talk.file(0x05)[:2] == bytes.fromhex("FF40")


def test_of_what_is_issued_to_a_card_its_repr_tells_the_day_only() -> None:
    assert [field.name for field in fields(Issue) if field.repr] == ["made"]
