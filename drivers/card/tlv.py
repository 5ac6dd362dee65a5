"""BER-TLV objects of cards. All lengths are checked; errors give the tag and the offset."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kiosk.errors import Malformed

CAP = 0x8000
"""Limit of an object's end: READ BINARY cannot address beyond offset 7FFF."""


@dataclass(frozen=True, slots=True)
class Item:
    """One object: the offsets of its header, of its value and of its end."""

    tag: int
    offset: int
    start: int
    end: int
    data: bytes = field(repr=False)

    @property
    def value(self) -> bytes:
        """The value's bytes. Raises Malformed if the data end before the value does."""
        if self.end > len(self.data):
            raise Malformed("a value ends past the data", self.tag, self.offset)
        return self.data[self.start : self.end]


def head(data: bytes, offset: int = 0) -> Item:
    """Parse the header at `offset`; the value may be incomplete.

    Raises Malformed for an incomplete header, an indefinite length, more than two length bytes, or
    an end beyond CAP.
    """
    tag, at = _tag(data, offset)
    if at >= len(data):
        raise Malformed("the data end before a length", tag, offset)
    first = data[at]
    at += 1
    if first < 0x80:
        return Item(tag, offset, at, at + first, data)
    count = first & 0x7F
    if count == 0 or count > 2 or at + count > len(data):
        raise Malformed("a length is indefinite, too long or cut", tag, offset)
    length = int.from_bytes(data[at : at + count])
    if length > CAP:
        raise Malformed("a length is beyond what a card can hold", tag, offset)
    return Item(tag, offset, at + count, at + count + length, data)


def items(data: bytes, start: int = 0, end: int | None = None) -> Iterator[Item]:
    """The objects in sequence, up to 00 or FF padding or the end. Raises Malformed."""
    stop = len(data) if end is None else end
    at = start
    while at < stop and data[at] != 0x00 and data[at : at + 2] not in (b"\xff", b"\xff\xff"):
        item = head(data, at)
        if item.end > stop:
            raise Malformed("a value ends past its object", item.tag, at)
        yield item
        at = item.end


def children(data: bytes, tag: int) -> dict[int, bytes]:
    """By tag, the values inside the object `tag` at the start of `data`.

    Raises Malformed if the object has another tag, or if a tag appears twice.
    """
    outer = head(data)
    if outer.tag != tag:
        raise Malformed(f"expected tag {tag:X}", outer.tag, 0)
    if outer.end > len(data):
        raise Malformed("the data end before their object", outer.tag, 0)
    found: dict[int, bytes] = {}
    for item in items(data, outer.start, outer.end):
        if item.tag in found:
            raise Malformed("a tag appears twice", item.tag, item.offset)
        found[item.tag] = item.value
    return found


def need(found: dict[int, bytes], tag: int) -> bytes:
    """The value of `tag`. Raises Malformed if it is missing."""
    if tag not in found:
        raise Malformed("a required object is missing", tag)
    return found[tag]


def encode(tag: int, *values: bytes) -> bytes:
    """Encode an object of the joined `values`, with the shortest length form."""
    value = b"".join(values)
    size = len(value)
    if size < 0x80:
        length = bytes([size])
    else:
        raw = size.to_bytes((size.bit_length() + 7) // 8)
        length = bytes([0x80 | len(raw)]) + raw
    return tag.to_bytes(1 if tag < 0x100 else 2) + length + value


def _tag(data: bytes, offset: int) -> tuple[int, int]:
    if offset >= len(data):
        raise Malformed("the data end before a tag", 0, offset)
    first = data[offset]
    if first & 0x1F != 0x1F:
        return first, offset + 1
    if offset + 1 >= len(data) or data[offset + 1] & 0x80:
        raise Malformed("a tag is cut or longer than two bytes", first, offset)
    return first << 8 | data[offset + 1], offset + 2
