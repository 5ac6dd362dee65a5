"""The font families of each language, and whether this machine has them."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

# First what the project is drawn with (on Debian and Windows 10), then what other systems carry.
_JAPANESE = (
    "BIZ UDPGothic",
    "BIZ UDPゴシック",
    "Noto Sans CJK JP",
    "Hiragino Sans",
    "Yu Gothic UI",
    "Meiryo",
)
_LATIN = ("Noto Sans CJK JP", "Noto Sans", "Segoe UI", "Helvetica Neue", *_JAPANESE)
"""Letters whose lower parts are not flattened as those of BIZ UDPGothic are."""
_DIGITS = ("BIZ UDGothic", "BIZ UDゴシック", *_JAPANESE)
_FAMILIES: dict[str, tuple[str, ...]] = {
    "ja": _JAPANESE,
    "ja-Hira": _JAPANESE,
    "en": _LATIN,
    "zh-CN": ("Noto Sans CJK SC", "Microsoft YaHei UI", "PingFang SC", *_JAPANESE),
    "ko": ("Noto Sans CJK KR", "Malgun Gothic", "Apple SD Gothic Neo", *_JAPANESE),
    "vi": _LATIN,
    "pt": _LATIN,
}


@cache
def families(language: str = "ja", digits: bool = False) -> tuple[str, ...]:
    """The font families for `language` that this machine has, best first.

    `digits` asks for the font of the PIN keys, whose digits have equal widths.
    """
    wanted = _DIGITS if digits else _FAMILIES[language]
    return tuple(f for f in wanted if QFontDatabase.hasFamily(f)) or (QFont().defaultFamily(),)


def japanese_family() -> str | None:
    """The font family for Japanese on this machine; None when it has none of the known ones."""
    return next((f for f in _JAPANESE if QFontDatabase.hasFamily(f)), None)


@cache
def font(language: str, pixels: int, bold: bool = False, digits: bool = False) -> QFont:
    """A font of `pixels` height for `language`."""
    made = QFont(list(families(language, digits)))
    made.setPixelSize(max(1, pixels))
    made.setBold(bold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
