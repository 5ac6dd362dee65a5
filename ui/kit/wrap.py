"""Breaks a text into lines: at its own line breaks if they fit, otherwise between 文節."""

import re
from collections.abc import Callable

from kiosk.texts import join

_SENTENCE_ENDS = re.compile(r"(?<=[。.])\n")
_PIECES = re.compile(r"([|\n]*)([^|\n 。、，]*[。、，]+[」）]* *|[^|\n 。、，]+ *| +)")


def wrap(text: str, advance: Callable[[str], float], width: float) -> list[str]:
    """The lines of `text` no wider than `width`, as far as its pieces allow.

    The line breaks of `text` are kept when all lines fit. Otherwise it is wrapped again, sentence
    by sentence, at break marks, at spaces and
    after East Asian commas and full stops only.
    """
    by_hand = [line.replace("|", "") for line in text.split("\n")]
    if all(advance(line) <= width for line in by_hand):
        return by_hand
    sentences = _SENTENCE_ENDS.split(text)
    return [line for sentence in sentences for line in _flow(sentence, advance, width)]


def _flow(text: str, advance: Callable[[str], float], width: float) -> list[str]:
    lines: list[str] = []
    for marks, piece in _PIECES.findall(text):
        if not lines:
            lines.append(piece)
            continue
        longer = join([lines[-1], piece]) if "\n" in marks else lines[-1] + piece
        if advance(longer.rstrip()) <= width:
            lines[-1] = longer
        else:
            lines.append(piece)
    return [line.rstrip() for line in lines] or [""]


_PHRASE_END = re.compile(
    "(?<=[ぁ-ん、。）」])(?=[一-龠々ァ-ヶ「（A-Za-z0-9])"
    "(?<!もう)(?<![おご])(?<![一-龠々][けりきし])"
)


def breakable(words: str) -> str:
    """A Japanese text with marks where a phrase probably ends: after kana or punctuation, before
    a kanji, katakana, bracket or Latin letter, but not inside もう一度, お尋ね or 受け付け.
    """
    return _PHRASE_END.sub("|", words)
