"""The texts of one language by key, with their values, plurals and dates."""

import logging
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from kiosk.session.rules import Paper
from kiosk.session.states import Language
from kiosk.texts.catalogue import Catalogue, CatalogueError, Forms, read_catalogue

LOCALES = Path(__file__).parent / "locales"
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

PAPERS: Mapping[Paper, str] = {
    Paper.CARD: "健康保険証",
    Paper.BOTH: "健康保険証か資格確認書",
    Paper.CERTIFICATE: "資格確認書",
}
"""What a paper is called in Japanese."""

_DATES: Mapping[Language, str] = {
    Language.ENGLISH: "d MMMM yyyy",
    Language.CHINESE: "yyyy年M月d日",
    Language.KOREAN: "yyyy년 M월 d일",
    Language.VIETNAMESE: "d/M/yyyy",
    Language.PORTUGUESE: "d 'de' MMMM 'de' yyyy",
}
"""How a day is written; the pattern letters are those of Unicode's LDML."""


class Texts:
    """The texts of one language and domain; where one is missing, that of `others` is used.

    `gettext` and `ngettext` let Jinja2 and other users of gettext read the same texts.
    """

    def __init__(
        self, language: Language, catalogue: Catalogue, others: "Texts | None" = None
    ) -> None:
        self.language = language
        self._catalogue, self._others = catalogue, others
        self._paper = ""

    @property
    def table(self) -> Mapping[str, Forms]:
        """The forms of every text of this language by key."""
        return self._catalogue.texts

    def __call__(self, key: str, **values: object) -> str:
        """The text of `key` with its values filled in, and its marks.

        The form of a text with plurals follows the whole number among the values. Raises KeyError
        for an unknown key.
        """
        forms = self.table.get(key)
        if forms is None:
            if self._others is None:
                raise KeyError(key)
            return self._others(key, **values)
        text = forms[0]
        if len(forms) > 1:
            number = next(value for value in values.values() if isinstance(value, int))
            text = forms[self._catalogue.plural_form(abs(number))]
        text = text.replace(PAPERS[Paper.CERTIFICATE], self._paper) if self._paper else text
        return text.format(**values) if values else text

    def naming(self, paper: Paper) -> "Texts":
        """The same texts in Japanese, which name that paper in place of 資格確認書."""
        named = Texts(self.language, self._catalogue, self._others)
        named._paper = PAPERS[paper]
        return named

    def optional(self, key: str) -> str:
        """The text of `key`; empty where there is none."""
        return self(key) if self.has(key) else ""

    def has(self, key: str) -> bool:
        """Whether there is such a text, in this language or the one that stands in for it."""
        return key in self.table or (self._others is not None and self._others.has(key))

    def gettext(self, key: str) -> str:
        """The text of `key`, or the key itself where there is none, as gettext has it."""
        return self(key) if self.has(key) else key

    def ngettext(self, key: str, plural: str, number: int) -> str:
        """The form of `key` for `number`, its values not filled in; `plural` is not used."""
        forms = self.table.get(key)
        if forms is None:
            return self._others.ngettext(key, plural, number) if self._others else key
        return forms[self._catalogue.plural_form(number) if len(forms) > 1 else 0]

    def date(self, day: date) -> str:
        """A day as it is written in this language; in Japanese with the era."""
        pattern = _DATES.get(self.language)
        if pattern is None:
            return self("date", era=era_year(day), month=day.month, day=day.day)
        from babel.dates import format_date

        return format_date(day, pattern, locale_name(self.language))


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


def locale_name(language: Language) -> str:
    """The language as gettext and Babel name it: ja, ja_Hira, zh_CN, ..."""
    return language.value.replace("-", "_")


def catalogue_path(language: Language, domain: str) -> Path:
    """Where the catalogue of a language and domain stands."""
    return LOCALES / locale_name(language) / "LC_MESSAGES" / f"{domain}.po"


@cache
def load(language: Language = Language.JAPANESE, domain: str = "patient") -> Texts:
    """A language's texts of a domain, the name of a catalogue: patient, staff, ...

    What is missing of a language, or all of it where its file cannot be read, is said in Japanese.
    Raises FileNotFoundError or CatalogueError where the Japanese file itself cannot be read.
    """
    path = catalogue_path(language, domain)
    if language is Language.JAPANESE:
        return Texts(language, read_catalogue(path))
    try:
        catalogue = read_catalogue(path)
    except (OSError, CatalogueError) as error:
        log.error("texts in Japanese instead: %s", error)
        catalogue = Catalogue({}, lambda number: 0)
    return Texts(language, catalogue, load(Language.JAPANESE, domain))
