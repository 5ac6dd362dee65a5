"""The texts of the windows, by key, one Qt Linguist file a language (ui/texts/*.ts).

The patient's window speaks every language; the desks of staff and demonstrator speak Japanese
(staff.ts, tray.ts).

A text may hold three marks, which `plain` takes away: a line break where a line should end, `|`
where it may end (between 文節, never inside a word), and `{name}` for a value.
"""

import logging
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from PySide6.QtCore import QDate, QFile, QIODevice, QLocale, QXmlStreamReader

from kiosk.session.states import Language

__all__ = ["NATIVE_NAMES", "Language", "Texts", "era_year", "join", "load", "plain"]

FOLDER = Path(__file__).parent / "texts"
log = logging.getLogger(__name__)


NATIVE_NAMES: Mapping[Language, str] = {
    Language.JAPANESE: "日本語",
    Language.EASY_JAPANESE: "やさしい|日本語",
    Language.ENGLISH: "English",
    Language.CHINESE: "简体中文",
    Language.KOREAN: "한국어",
    Language.VIETNAMESE: "Tiếng Việt",
    Language.PORTUGUESE: "Português",
}


_DATES: Mapping[Language, str] = {
    Language.ENGLISH: "d MMMM yyyy",
    Language.CHINESE: "yyyy年M月d日",
    Language.KOREAN: "yyyy년 M월 d일",
    Language.VIETNAMESE: "d/M/yyyy",
    Language.PORTUGUESE: "d 'de' MMMM 'de' yyyy",
}


class Texts:
    """The texts of one language; where one is missing, that of `others` stands in."""

    def __init__(
        self, language: Language, table: Mapping[str, str], others: Mapping[str, str] | None = None
    ) -> None:
        self.language = language
        self.table = table
        self._others = others or {}

    def __call__(self, key: str, **values: object) -> str:
        """The text of `key`, with its values filled in. Raises KeyError for an unknown key."""
        text = self.table.get(key) or self._others.get(key)
        text = self.table[key] if text is None else text
        return text.format(**values) if values else text

    def has(self, key: str) -> bool:
        """Whether there is such a text."""
        return key in self.table

    def date(self, day: date) -> str:
        """A day as it is written in this language; in Japanese with the era."""
        if self.language in (Language.JAPANESE, Language.EASY_JAPANESE):
            return self("date", era=era_year(day), month=day.month, day=day.day)
        pattern = _DATES[self.language]
        return QLocale(self.language.value).toString(QDate(day.year, day.month, day.day), pattern)


def era_year(day: date) -> str:
    """The year of the Japanese era: 令和8年 is 2026; before 2019-05-01 平成 or 昭和."""
    for name, first in (
        ("令和", date(2019, 5, 1)),
        ("平成", date(1989, 1, 8)),
        ("昭和", date(1926, 12, 25)),
        ("大正", date(1912, 7, 30)),
    ):
        if day >= first:
            year = day.year - first.year + 1
            return f"{name}{'元' if year == 1 else year}年"
    return f"{day.year}年"


def plain(text: str) -> str:
    """The text without its marks, as a screen reader or a voice reads it."""
    return join(text.replace("|", "").split("\n"))


def join(lines: list[str]) -> str:
    """Put lines together: with a space between words, without one between 文節."""
    text = lines[0]
    for line in lines[1:]:
        spaced = text.endswith(" ") or not text or not line or _closed(text[-1], line[0])
        text += line if spaced else f" {line}"
    return text


def _closed(one: str, other: str) -> bool:
    """Whether no space stands between these two characters."""
    return any("⺀" <= c <= "꓏" or "＀" <= c <= "｠" for c in (one, other))


@cache
def load(language: Language = Language.JAPANESE, book: str = "") -> Texts:
    """A language's texts; `book` names the texts of another window than the patient's.

    What is missing of a language, be it all of it, is said in Japanese. Raises FileNotFoundError or
    ValueError, naming the file's fault, where the Japanese file itself cannot be read.
    """
    path = FOLDER / f"{book or language.value}.ts"
    if language is Language.JAPANESE:
        return Texts(language, read(path))
    try:
        table = read(path)
    except (OSError, ValueError) as error:
        log.error("texts in Japanese instead: %s", error)
        table = {}
    return Texts(language, table, load(Language.JAPANESE).table)


def read(path: Path) -> dict[str, str]:
    """The translations of a Qt Linguist file. Raises FileNotFoundError, ValueError."""
    file = QFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise FileNotFoundError(path)
    table: dict[str, str] = {}
    reader, key = QXmlStreamReader(file), ""
    while reader.readNextStartElement() or not reader.atEnd():
        if reader.name() == "message" and reader.isStartElement():
            key = reader.attributes().value("id")
        elif reader.name() == "translation" and reader.isStartElement():
            table[key] = reader.readElementText()
        elif reader.name() == "source" and reader.isStartElement():
            reader.skipCurrentElement()
    file.close()
    if reader.hasError():
        raise ValueError(f"{path.name}, line {reader.lineNumber()}: {reader.errorString()}")
    return table
