"""Which characters a name may hold, and how the forms of one character are made the same."""

import re
import unicodedata

SPACES = " \u3000"
NEWER_IDEOGRAPHS = range(0x20000, 0x40000)
"""Planes of ideographs only: Python's own table may be older than the newest of them."""
SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Variation selectors: they choose a form of the character before them."""
OTHER_THAN_KANA = re.compile("[^\uff65-\uff9f .-]")


def ascii_digits(text: str) -> str:
    """Decimal digits of any script (１, ١) as ASCII; everything else as it is."""
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)


def base_characters(text: str) -> str:
    """The text without variation selectors: 葛 for 葛 with U+E0100."""
    return SELECTORS.sub("", text)


def printable(text: str) -> str:
    """The text itself, if it can be read on a screen and written into a file.

    Raises ValueError for a blank text, and for control characters, invisible ones and those that
    turn the direction of writing, naming the first.
    """
    if not base_characters(text).strip(SPACES):
        raise ValueError("it is blank")
    for char in text:
        category = unicodedata.category(char)
        spaces = category[0] == "Z" and char not in SPACES
        if spaces or (category[0] == "C" and ord(char) not in NEWER_IDEOGRAPHS):
            raise ValueError(f"it holds U+{ord(char):04X}, which no name is written with")
    return text


def half_width_kana(text: str) -> str:
    """The text itself, if it is written in half-width kana. Raises ValueError."""
    if not text.strip():
        raise ValueError("it is blank")
    other = OTHER_THAN_KANA.search(text)
    if other:
        raise ValueError(f"it holds U+{ord(other[0]):04X}, which is no half-width kana (ﾃｽﾄ ﾀﾛｳ)")
    return text
