"""Reading what a card claims: right data are taken apart, lies are named and never followed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.card import tlv
from kiosk.errors import Malformed

TAGS = st.sampled_from([0x01, 0x90, 0x91, 0xDF21, 0xDF27, 0xFF20, 0x5F37])
VALUES = st.binary(max_size=700)


@settings(deadline=None)
@given(
    st.dictionaries(TAGS, VALUES, max_size=6), st.binary(max_size=3).map(lambda b: b"\xff" * len(b))
)
def test_what_was_encoded_is_read_back(objects: dict[int, bytes], filler: bytes) -> None:
    data = tlv.encode(0xFF20, *(tlv.encode(tag, value) for tag, value in objects.items()), filler)
    assert tlv.children(data + filler, 0xFF20) == objects


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_end_in_data_or_in_malformed(data: bytes) -> None:
    try:
        found = tlv.children(data, 0xFF20)
    except Malformed:
        return
    assert sum(map(len, found.values())) <= len(data)


@pytest.mark.parametrize(
    ("data", "tag", "offset"),
    [
        ("ff2080", 0xFF20, 0),  # indefinite length
        ("ff2084ffffffff", 0xFF20, 0),
        ("ff208300ffff", 0xFF20, 0),  # beyond what a card can hold
        ("ff", 0xFF, 0),  # two-byte tag cut
        ("ff20", 0xFF20, 0),
        ("ff2082", 0xFF20, 0),
        ("ff200a0102", 0xFF20, 0),  # value ends past the data
        ("ff2004df2702ff", 0xDF27, 3),
        ("ff2004df270500", 0xDF27, 3),  # value ends past its object
        ("ff2006df21010001", 0xFF20, 0),
        ("df2100", 0xDF21, 0),  # another object than asked for
        ("", 0, 0),
    ],
)
def test_a_lie_is_named_by_tag_and_offset(data: str, tag: int, offset: int) -> None:
    with pytest.raises(Malformed) as lie:
        tlv.children(bytes.fromhex(data), 0xFF20)
    assert (lie.value.tag, lie.value.offset) == (tag, offset)


def test_a_tag_that_appears_twice_is_refused() -> None:
    with pytest.raises(Malformed, match="twice"):
        tlv.children(tlv.encode(0xFF20, *[tlv.encode(0xDF22, b"x")] * 2), 0xFF20)


def test_a_missing_object_is_named() -> None:
    with pytest.raises(Malformed) as missing:
        tlv.need({}, 0xDF27)
    assert missing.value.tag == 0xDF27


def test_a_length_is_taken_up_to_what_a_card_can_hold() -> None:
    data = b"\xff\x20\x82" + tlv.CAP.to_bytes(2)
    assert tlv.head(data).end == len(data) + tlv.CAP
    with pytest.raises(Malformed):
        tlv.head(b"\xff\x20\x82" + (tlv.CAP + 1).to_bytes(2))
