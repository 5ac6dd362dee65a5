"""Answers to bulk requests: made, stored and encoded in parts.

An answer about 50,000 persons has 80 MB. As objects it would have some million, and each pass of
the garbage collector, or of an encoder over the whole text, would hold up every other request.
"""

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from kiosk.eligibility.wire import qualification as wire
from kiosk.eligibility.wire.registration import RegistrationResult
from kiosk.eligibility.wire.serialization import declaration, encoded, fragment, read, write
from kiosk.session.codes import Charset, Status

Answered = wire.Result | RegistrationResult
_BODY_END = b"</MessageBody>"
_DECLARATION = re.compile(rb"\A<\?xml[^>]*\?>\n")
_CHARSET = re.compile(rb"(<CharacterCodeIdentifier>)[01](</)")
_FAST = 1
PART_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class BulkAnswer:
    """A finished answer as it is stored, and the encoding in which it is wanted."""

    kind: type[Answered]
    data: bytes
    """XML in UTF-8, compressed by `stored`; earlier versions stored it uncompressed."""
    charset: Charset

    def message(self) -> Answered:
        """The whole answer as a message."""
        told, _ = read(self.kind, b"".join(self._parts()), limited=False)
        head = replace(told.message_header, character_code_identifier=self.charset)
        return replace(told, message_header=head)

    def xml(self) -> bytes:
        """The whole answer as an XML file in its encoding."""
        parts = self._parts()
        first = _DECLARATION.sub(declaration(self.charset).encode(), next(parts), count=1)
        first = _CHARSET.sub(rb"\g<1>%s\g<2>" % self.charset.value.encode(), first, count=1)
        whole = chain((first,), parts)
        return b"".join(encoded(part.decode(), self.charset) for part in whole)

    def _parts(self) -> Iterator[bytes]:
        """The stored file in parts that begin with an element; the first one has the whole head."""
        unpack = zlib.decompressobj()
        packed, kept = (self.data, b"") if self.data[:1] != b"<" else (b"", self.data)
        while packed:
            kept += unpack.decompress(packed, PART_BYTES)
            packed = unpack.unconsumed_tail
            end = kept.rindex(b"<")
            if packed and end:
                yield kept[:end]
                kept = kept[end:]
        yield kept


def stored(envelope: Answered, slot: str, units: Iterable[Any]) -> bytes:
    """The answer as it is stored: `envelope` has no unit yet, and `slot` is the field of the units.

    The units are taken one after the other, and counted in the head.
    """
    parts, failed = [], 0
    for unit in units:
        parts.append(fragment(slot, unit))
        failed += unit.processing_result_status is Status.ERROR
    head = replace(
        envelope.message_header,
        number_of_processing_result=len(parts),
        number_of_normal_processing=len(parts) - failed,
        number_of_error=failed,
    )
    before, end, after = write(replace(envelope, message_header=head), Charset.UTF_8).rpartition(
        _BODY_END
    )
    pack = zlib.compressobj(_FAST)
    whole = chain((before,), parts, (end + after,))
    return b"".join([*map(pack.compress, whole), pack.flush()])
