"""Poster, desk sign and leaflet as SVG, in seven languages, with the facility's name.

Only sentences that are still true are printed. The foot of the page says which sentences are quoted
from official documents and which are our translations.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from kiosk.facility.guidance.portal import table

LANGUAGES = {
    "ja": "日本語",
    "ja-Hira": "やさしい日本語",
    "en": "English",
    "zh-CN": "简体中文",
    "ko": "한국어",
    "vi": "Tiếng Việt",
    "pt": "Português",
}
FONTS = {
    "zh-CN": "'Noto Sans CJK SC', 'Microsoft YaHei UI', sans-serif",
    "ko": "'Noto Sans CJK KR', 'Malgun Gothic', sans-serif",
}
JAPANESE = "'BIZ UDPGothic', 'Noto Sans CJK JP', 'Yu Gothic UI', sans-serif"
OURS = {
    "ja": "当ソフトウェアの文言",
    "ja-Hira": "当ソフトウェアの文言",
    "en": "our own translation",
    "zh-CN": "本软件的译文",
    "ko": "본 소프트웨어의 번역",
    "vi": "bản dịch của phần mềm này",
    "pt": "tradução deste programa",
}
OUR_MARK = "＊"
"""Follows a sentence of ours among official ones."""


@dataclass(frozen=True)
class Paper:
    """A printed piece: size in mm, headline and further sentences by key."""

    width: int
    height: int
    headline: str
    sentences: tuple[str, ...]
    head_size: float
    text_size: float
    free: float
    """The share of the height that is kept for the picture."""


PAPERS = {
    "poster": Paper(297, 420, "use", ("insurance", "reader", "better", "limit"), 34, 15, 0.14),
    "sign": Paper(210, 148, "use", ("reader",), 19, 10, 0.0),
    "leaflet": Paper(
        148, 210, "insurance", ("better", "limit", "safe", "consent", "bring"), 12, 6.2, 0.12
    ),
}
"""A3 for the door, A5 across for the desk, A5 to hand out."""


def sentence(key: str, language: str, today: date) -> tuple[str, str]:
    """A sentence and its origin. Raises KeyError for one that is no longer true."""
    found = table("printed")[key]
    if "until" in found and date.fromisoformat(found["until"]) < today:
        raise KeyError(f"{key} is true until {found['until']} only")
    official = language == "ja" and found["source"]
    return found[language], found["source"] if official else ""


def svg(kind: str, language: str, facility: str, today: date) -> str:
    """One SVG document, 10 units a millimetre; the type shrinks until all sentences fit."""
    paper = PAPERS[kind]
    width, height = paper.width * 10, paper.height * 10
    said = [sentence(key, language, today) for key in (paper.headline, *paper.sentences)]
    origins = [origin for _, origin in said]
    mixed = any(origins) and not all(origins)
    texts = [f"{one}{OUR_MARK}" if mixed and not origin else one for one, origin in said]
    foot = height - paper.text_size * 36
    for percent in range(100, 30, -5):
        lines, y = _body(paper, texts, language, percent / 100)
        if y <= foot - paper.free * height:
            break
    _card(lines, width, y, foot - y)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{paper.width}mm" '
            f'height="{paper.height}mm" viewBox="0 0 {width} {height}" xml:lang="{language}">',
            f"<title>{escape(texts[0].replace('|', ''))}</title>",
            f'<rect width="{width}" height="{height}" fill="#FFFFFF"/>',
            *lines,
            *_foot(paper, facility, language, origins),
            "</svg>",
            "",
        ]
    )


def _body(paper: Paper, texts: list[str], language: str, scale: float) -> tuple[list[str], float]:
    """Headline and sentences at a scale, and where the free room below them begins."""
    width = paper.width * 10
    margin, size = width * 0.07, paper.head_size * 10 * max(scale, 0.7)
    wrapped = wrap(texts[0], (width - 2 * margin) / size)
    band = (len(wrapped) + 0.7) * size * 1.3
    lines = [f'<rect width="{width}" height="{band:.0f}" fill="#12437F"/>']
    y = size * 1.45
    for line in wrapped:
        lines.append(
            _text(line, width / 2, y, size, language, colour="#FFFFFF", middle=True, bold=True)
        )
        y += size * 1.3
    size = paper.text_size * 10 * scale
    y = band + size * 2.0
    for said in texts[1:]:
        lines.append(
            f'<circle cx="{margin + size * 0.4:.0f}" cy="{y - size * 0.36:.0f}" '
            f'r="{size * 0.32:.0f}" fill="#FFC72C"/>'
        )
        for line in wrap(said, (width - 2 * margin - size * 1.4) / size):
            lines.append(_text(line, margin + size * 1.4, y, size, language, colour="#1B2330"))
            y += size * 1.5
        y += size * 0.6
    return lines, y - size * 1.2


def wrap(said: str, ems: float) -> list[str]:
    """Lines of at most that many em; words stay whole, punctuation never begins a line."""
    words = _words(said)
    lines, line = [], ""
    for word in words:
        if line and width_ems(line + word.rstrip()) > ems:
            lines.append(line.strip())
            line = ""
        line += word
    return [*lines, line.strip()]


def _words(said: str) -> list[str]:
    """What may begin a line: the part after `|`, a word, or a character of any other text."""
    if "|" in said:
        return said.split("|")
    if " " in said:
        return re.findall(r"\S+\s*", said)
    return re.findall(r"(?:[ァ-ー]+|[!-~]+|.)[、。！？）」]*", said)


def width_ems(said: str) -> float:
    """An estimated width in em, too large rather than too small."""
    return sum(1.0 if unicodedata.east_asian_width(one) in "WF" else 0.6 for one in said)


def _card(lines: list[str], width: float, y: float, room: float) -> None:
    """A card on a reader, where there is room for it."""
    if room < 250:
        return
    high = min(room * 0.72, width * 0.26)
    wide, x = high * 1.586, (width - high * 1.586) / 2
    top = y + (room - high) / 2
    lines += [
        f'<rect x="{x - wide * 0.14:.0f}" y="{top + high * 0.55:.0f}" width="{wide * 1.28:.0f}" '
        f'height="{high * 0.6:.0f}" rx="{high * 0.08:.0f}" fill="#2B3544"/>',
        f'<rect x="{x:.0f}" y="{top:.0f}" width="{wide:.0f}" height="{high:.0f}" '
        f'rx="{high * 0.06:.0f}" fill="#E4EDF7" stroke="#12437F" '
        f'stroke-width="{high * 0.02:.0f}"/>',
        f'<rect x="{x + wide * 0.08:.0f}" y="{top + high * 0.2:.0f}" width="{wide * 0.2:.0f}" '
        f'height="{high * 0.4:.0f}" fill="#C9D4E5"/>',
        f'<rect x="{x + wide * 0.36:.0f}" y="{top + high * 0.24:.0f}" width="{wide * 0.5:.0f}" '
        f'height="{high * 0.07:.0f}" fill="#12437F"/>',
        f'<rect x="{x + wide * 0.36:.0f}" y="{top + high * 0.42:.0f}" width="{wide * 0.36:.0f}" '
        f'height="{high * 0.07:.0f}" fill="#C9D4E5"/>',
    ]


def _foot(paper: Paper, facility: str, language: str, origins: Sequence[str]) -> list[str]:
    """The facility's name, and the sources of the sentences."""
    size, width, height = paper.text_size * 10, paper.width * 10, paper.height * 10
    said = ["厚生労働省の文言"] if any(origins) else []
    if not all(origins):
        said.append(f"{OUR_MARK if said else ''}{OURS[language]}")
    name = _fitted(facility, (width * 0.86) / (size * 1.2))
    return [
        f'<rect y="{height - size * 3.6:.0f}" width="{width}" height="{size * 3.6:.0f}" '
        'fill="#F6F4EF"/>',
        _text(name, width / 2, height - size * 1.75, size * 1.2, language, colour="#1B2330",
              middle=True, bold=True),
        _text(" / ".join(said), width / 2, height - size * 0.55, size * 0.42, language,
              colour="#4B5563", middle=True),
    ]  # fmt: skip


def _fitted(name: str, ems: float) -> str:
    """A name, shortened to a width of `ems`."""
    while width_ems(name) > ems:
        name = name.rstrip("…")[:-1] + "…"
    return name


def _text(
    said: str, x: float, y: float, size: float, language: str,
    *, colour: str, middle: bool = False, bold: bool = False,
) -> str:  # fmt: skip
    anchor = ' text-anchor="middle"' if middle else ""
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size:.0f}" fill="{colour}"{anchor}{weight} '
        f'font-family="{FONTS.get(language, JAPANESE)}">{escape(said)}</text>'
    )
