"""The two encodings of a message file: how it says which, and what Shift_JIS lacks."""

import codecs
import re
import unicodedata

from kiosk.characters import base_characters
from kiosk.eligibility.wire.bad_message import BadMessage, Reason
from kiosk.session.codes import Charset

MAX_BYTES = 64 * 1024 * 1024
UNWRITABLE = "●"
"""Replacement of a character that Shift_JIS lacks, as on real terminals."""

# Other code points for a character that JIS X 0208 has: those of Windows (cp932), and U+2014.
_SAME_IN_JIS = dict(zip("～－∥￠￡￢—", "〜−‖¢£¬―", strict=True))


def _kuromaru(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    lost = error.object[error.start : error.end]
    return "".join(_SAME_IN_JIS.get(char, UNWRITABLE) for char in lost), error.end


codecs.register_error("kuromaru", _kuromaru)
_VOICED = re.compile("[\u3041-\u30ff][\u3099\u309a]")
"""A kana and its mark as two characters, as macOS writes file names and some texts."""


def shift_jis(text: str) -> bytes:
    """Encode as Shift_JIS; a character that JIS X 0208 lacks becomes ●.

    Vendor rows (髙, ①) are not Shift_JIS and become ● too, as in the real system. A variation
    sequence (葛 with U+E0100) becomes its base character, a kana with a combining mark one kana.
    """
    text = _VOICED.sub(lambda kana: unicodedata.normalize("NFC", kana[0]), base_characters(text))
    text = text.replace("¥", "￥").replace("‾", "￣")
    return text.encode("shift_jis", "kuromaru")


def written(text: str) -> str:
    """`text` after encoding to Shift_JIS and decoding."""
    return shift_jis(text).decode("cp932")


_DECLARED = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_SHIFT_JIS = (
    "shift_jis shift-jis sjis x-sjis ms_kanji csshiftjis cp932 ms932 windows-31j windows-932"
)
_CODECS = dict.fromkeys(_SHIFT_JIS.split(), "cp932") | dict.fromkeys(("utf-8", "utf8"), "utf-8")
"""By label in a declaration, the codec; Windows' is the superset that writers of Shift_JIS use."""


def declared(data: bytes) -> Charset | None:
    """The encoding that a file's declaration names, UTF-8 without one; None for any other."""
    label = _label(data)
    codec = _CODECS.get(label)
    if codec is None:
        return None
    return Charset.UTF_8 if codec == "utf-8" else Charset.SHIFT_JIS


def _label(data: bytes) -> str:
    found = _DECLARED.match(data.removeprefix(codecs.BOM_UTF8)[:200])
    return found[1].decode("ascii").lower() if found else "utf-8"


def decode(data: bytes, *, limited: bool = True) -> tuple[str, Charset]:
    """The text of a file and its encoding. Raises BadMessage, also for more than MAX_BYTES."""
    if limited and len(data) > MAX_BYTES:
        raise BadMessage(Reason.SIZE, f"the file is larger than {MAX_BYTES} bytes")
    charset = declared(data)
    if charset is None:
        raise BadMessage(Reason.ENCODING, "the declared encoding is neither Shift_JIS nor UTF-8")
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode(_CODECS[_label(data)]), charset
    except UnicodeDecodeError as error:
        where = f"byte {error.start}"
        raise BadMessage(Reason.ENCODING, "the bytes are not of their encoding", where) from None
