"""Reads identifier and encoding of a damaged request, so that its sender can match the answer."""

import html
import json
import re
from dataclasses import dataclass

from kiosk.eligibility.wire.charsets import declared
from kiosk.session.codes import Charset

HEAD_BYTES = 64 * 1024
"""A header stands at the beginning, so a broken file of any size is searched no further."""
LONGEST = 100

_IDENTIFIER = re.compile(r"<ArbitraryFileIdentifier>([^<>]{1,400})</")
_CHARSET = re.compile(r"<CharacterCodeIdentifier>\s*([01])\s*</")
_PRINTABLE = re.compile(r"[^\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Glimpse:
    """The request's ArbitraryFileIdentifier, and the encoding it wants or has; None if unknown."""

    identifier: str | None = None
    charset: Charset | None = None


NOTHING = Glimpse()


def glimpse(data: bytes) -> Glimpse:
    """What can be read of an XML request, however broken it is."""
    charset = declared(data)
    codec = "utf-8" if charset in (Charset.UTF_8, None) else "cp932"
    text = data[:HEAD_BYTES].decode(codec, "replace")
    if charset is Charset.UTF_8 and "encoding" not in text[:200] and "\ufffd" in text:
        charset = None  # nothing is declared, and it is not the default either
    wanted = _CHARSET.search(text)
    found = _IDENTIFIER.search(text)
    identifier = _sound(html.unescape(found[1])) if found else None
    return Glimpse(identifier, Charset(wanted[1]) if wanted else charset)


def glimpse_json(data: bytes) -> Glimpse:
    """What can be read of a JSON request, whose answers are UTF-8."""
    try:
        header = json.loads(data)["XmlMsg"]["MessageHeader"]
        identifier = _sound(header["ArbitraryFileIdentifier"])
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
        identifier = None
    return Glimpse(identifier, Charset.UTF_8)


def _sound(identifier: str) -> str | None:
    given = identifier.strip()
    return given if len(given) <= LONGEST and _PRINTABLE.fullmatch(given) else None
