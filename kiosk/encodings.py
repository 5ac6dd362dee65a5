"""The encodings in which people save tables and texts."""

import codecs

TABLES = ("utf-8-sig", "cp932")
"""UTF-8, with or without a byte order mark, and what a spreadsheet in Japan saves as CSV."""


def table_text(data: bytes) -> str:
    """Decode a CSV: one of TABLES, or UTF-16 with its mark (a spreadsheet's "Unicode text").

    Raises ValueError.
    """
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else TABLES:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError
