"""The bytes of commands and status words, as docs/card.md and ISO 7816-4 give them.

The emulated card and the kiosk share these numbers: only bytes written out tell a wrong one.
"""

import pytest

from drivers.card import tlv
from drivers.card.apdu import SW, Command, Ins, read_binary, select_aid, select_ef, verify
from drivers.card.card_desk import MyNumberDesk
from drivers.card.mynumber import CHUNK, Attributes, MyNumberCard
from drivers.card.transport import MeasuredTransport
from drivers.card.virtual.reader import VirtualReader
from kiosk.errors import PinLocked
from kiosk.ports import CardUse


class Answers:
    """A transport that gives prepared answers and notes what was sent."""

    def __init__(self, *answers: str) -> None:
        self.answers = [bytes.fromhex(answer) for answer in answers]
        self.sent: list[str] = []

    def transmit(self, apdu: bytes) -> tuple[bytes, int]:
        self.sent.append(apdu.hex())
        answer = self.answers.pop(0)
        return answer[:-2], int.from_bytes(answer[-2:])


def test_the_status_words_are_the_standards() -> None:
    assert {word.name: f"{word:04X}" for word in SW} == {
        "OK": "9000", "END_REACHED": "6282", "WRONG": "6300", "TRIES": "63C0", "MORE": "6100",
        "WRONG_LE": "6C00", "INTERNAL": "6F00", "MEMORY": "6581", "LENGTH": "6700",
        "CHAINING": "6884", "NOT_ALLOWED_FILE": "6981", "SECURITY": "6982", "BLOCKED": "6983",
        "LOCKED": "6984", "CONDITIONS": "6985", "NO_FILE_SELECTED": "6986",
        "NOT_SUPPORTED": "6A81", "NOT_FOUND": "6A82", "NO_RECORD": "6A83", "P1P2": "6A86",
        "NO_DATA": "6A88", "PAST_END": "6B00", "INS": "6D00", "CLA": "6E00",
    }  # fmt: skip


def test_the_instructions_are_the_standards() -> None:
    assert {ins.name: f"{ins:02X}" for ins in Ins} == {
        "VERIFY": "20", "CHANGE": "24", "SIGN": "2A", "EXTERNAL_AUTHENTICATE": "82",
        "GET_CHALLENGE": "84", "SET_PUBLIC_KEY": "A2", "SELECT": "A4", "READ_BINARY": "B0",
        "READ_RECORD": "B2", "GET_RESPONSE": "C0", "GET_DATA": "CA",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (select_aid(bytes.fromhex("D392F000260100000001")), "00a4040c0ad392f000260100000001"),
        (select_ef(0x16), "00a4020c020016"),
        (read_binary(0, 3, 0x08), "00b0880003"),
        (read_binary(0xFF, 1, 0x1E), "00b09eff01"),
        (read_binary(0x7FFF, 256), "00b07fff00"),
        (read_binary(0), "00b0000000"),
        (verify(0x18), "00200098"),
        (verify(0x18, b"1234"), "002000980431323334"),
        (Command(0x00, Ins.GET_DATA, 0x00, 0xF2, le=256), "00ca00f200"),
        (Command(0x80, 0xA2, 0x00, 0xC1, bytes(255)), "80a200c1ff" + "00" * 255),
        (Command(0x80, 0xA2, 0x00, 0xC1, bytes(256)), "80a200c1000100" + "00" * 256),
        (Command(0x00, 0xB0, 0x00, 0x00, le=257), "00b00000000101"),
        (Command(0x00, 0xB0, 0x00, 0x00, le=65536), "00b00000000000"),
        (Command(0x80, 0x2A, 0x00, 0x97, b"\x01", 256), "802a0097010100"),
        (Command(0x80, 0x2A, 0x00, 0x97, b"\x01", 256, True), "802a0097000001010100"),
    ],
)
def test_a_command_has_the_bytes_of_the_card(command: Command, expected: str) -> None:
    assert command.encode().hex() == expected
    assert Command.parse(bytes.fromhex(expected)).encode().hex() == expected


@pytest.mark.parametrize(("offset", "ef"), [(-1, None), (0x8000, None), (0x100, 0x02), (-1, 0x02)])
def test_an_offset_that_the_form_cannot_express_is_refused(offset: int, ef: int | None) -> None:
    with pytest.raises(ValueError, match="expressed"):
        read_binary(offset, ef=ef)


@pytest.mark.parametrize("locked", ["6983", "6984", "63c0"])
def test_a_locked_key_is_known_by_any_of_its_words(locked: str) -> None:
    card = MyNumberCard(MeasuredTransport(Answers("9000", locked)))
    with pytest.raises(PinLocked):
        card.signature_certificate("ABC123")


def test_an_answer_in_parts_and_one_asked_for_again_are_followed() -> None:
    transport = Answers("6c05", "01026103", "0304059000")
    data, sw = MeasuredTransport(transport).send(read_binary(0, 256))
    assert (data.hex(), sw) == ("0102030405", 0x9000)
    assert transport.sent == ["00b0000000", "00b0000005", "00c0000003"]


def test_of_a_file_no_byte_after_its_object_is_asked_for() -> None:
    held = b"\x30\x82\x01\x2c" + bytes(300)
    transport = Answers(
        "9000", "63c5", "9000", held[:CHUNK].hex() + "9000", held[CHUNK:].hex() + "9000"
    )
    assert MyNumberCard(MeasuredTransport(transport)).signature_certificate("ABC123") == held
    assert transport.sent[-1] == f"00b0{CHUNK:04x}{len(held) - CHUNK:02x}"


def test_objects_are_read_from_the_first_byte_on() -> None:
    data = bytes.fromhex("0101aa0201bbffff")
    assert [(item.tag, item.offset, item.value) for item in tlv.items(data)] == [
        (0x01, 0, b"\xaa"),
        (0x02, 3, b"\xbb"),
    ]


def test_the_text_of_a_card_is_in_no_repr() -> None:
    shown = repr(Attributes("見本花子", "見本県見本市", "19900501", "2"))
    assert shown == "Attributes()"


def test_a_desk_has_used_no_card_before_the_first() -> None:
    assert MyNumberDesk(VirtualReader()).use() == CardUse(0, 0.0)


@pytest.mark.parametrize(
    ("sent", "data", "le", "extended"),
    [
        ("00B00000", "", None, False),
        ("00B0000000", "", 256, False),
        ("00B0000010", "", 16, False),
        ("00B00000000100", "", 256, True),
        ("00B00000000000", "", 65536, True),
        ("002000980431323334", "31323334", None, False),
        ("00200098043132333400", "31323334", 256, False),
        ("0020009800000431323334", "31323334", None, True),
        ("00200098000004313233340000", "31323334", 65536, True),
    ],
)
def test_the_forms_of_a_command_are_read_and_written_alike(
    sent: str, data: str, le: int | None, extended: bool
) -> None:
    command = Command.parse(bytes.fromhex(sent))
    assert (command.data.hex(), command.le, command.extended) == (data, le, extended)
    assert command.encode().hex().upper() == sent


@pytest.mark.parametrize(
    "sent", ["", "00B000", "00B000000010", "00200098053132", "00B0000000000001"]
)
def test_what_is_no_form_of_a_command_is_refused(sent: str) -> None:
    with pytest.raises(ValueError, match=r"header|Lc"):
        Command.parse(bytes.fromhex(sent))
