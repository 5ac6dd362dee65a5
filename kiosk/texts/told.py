"""The program's English sentences, told in the language of the system's user.

Errors, findings and help are written in English where they arise, so that logs and programs that
read them have one language. Whoever prints one for a user calls `tell`. The Japanese form stands in
the catalogue `command` under the English one, with `{name}` for every value:

    msgid "{file} is damaged; reset the card"
    msgstr "{file} が壊れています。kiosk card reset で直してください。"

A value called `word` ends at "; ", where a hint such as "did you mean rate?" begins.

So sentences of libraries (of the command line, of the check of config.toml) are told likewise.
"""

import locale
import os
import re
import sys
from functools import cache, lru_cache

from kiosk.session.states import Language
from kiosk.texts.texts import load

VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""The first of them that is set names the language, as gettext has it."""
_VALUE = re.compile(r"{(\w+)}")
LONGEST = 500
"""Characters of a sentence that is told; a longer one is a value that somebody gave."""


def system_language() -> Language:
    """Japanese where the system's user reads it and the terminal can show it, else English."""
    named = next((os.environ[name] for name in VARIABLES if os.environ.get(name)), "")
    if not named and sys.platform == "win32":
        named = _language_of_windows()
    reads = re.match(r"ja(_|-|\.|:|$)", named, re.IGNORECASE) is not None
    return Language.JAPANESE if reads and _shows_japanese() else Language.ENGLISH


def _shows_japanese() -> bool:
    try:
        "日本語".encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def _language_of_windows() -> str:
    """The language of the user's own menus, e.g. ja_JP; `locale.getlocale` knows the region."""
    import ctypes

    windll = getattr(ctypes, "windll")  # noqa: B009  absent elsewhere than on Windows
    return locale.windows_locale.get(windll.kernel32.GetUserDefaultUILanguage(), "")


def tell(sentence: str, language: Language | None = None) -> str:
    """The sentence in `language`, that of the system's user by default.

    Values that are sentences themselves are told too. A sentence without a Japanese form stays as
    it is.
    """
    language = language or system_language()
    if language is not Language.JAPANESE:
        return sentence
    told = told_in_japanese(sentence)
    return sentence if told is None else told


def named(kind: str, name: str) -> str:
    """A name that is no sentence, in the language of the system's user; `kind` says what it names.

    The catalogue has it under `kind: name`: the same word as a value in a sentence stays.
    """
    key = f"{kind}: {name}"
    told = tell(key)
    return name if told == key else told


@lru_cache(maxsize=1024)
def told_in_japanese(sentence: str) -> str | None:
    """The Japanese form of an English sentence; None where the catalogue has none.

    Parts of a sentence are told alone, and the same part may stand in several sentences: what was
    told is kept, so that a long name costs little.
    """
    if len(sentence) > LONGEST:
        return None
    texts = load(Language.JAPANESE, "command")
    if sentence in texts.table:
        return texts(sentence)
    told = (_filled(texts(key), key, pattern.fullmatch(sentence)) for key, pattern in _patterns())
    return next((one for one in told if one is not None), None)


def _filled(text: str, key: str, found: "re.Match[str] | None") -> str | None:
    """`text` with the values of `found`; None where it adds no Japanese, as `{place}: {what}`."""
    if found is None:
        return None
    told = [told_in_japanese(value) for value in found.groups()]
    if not any(told) and not re.search(r"\w", _VALUE.sub("", key)):
        return None
    values = (new or old for new, old in zip(told, found.groups(), strict=True))
    by_name = dict(zip(_VALUE.findall(key), values, strict=True))
    return _VALUE.sub(lambda value: by_name[value[1]], text)


@cache
def _patterns() -> list[tuple[str, "re.Pattern[str]"]]:
    """The catalogue's sentences with values, as expressions; those that say most come first."""
    keys = [key for key in load(Language.JAPANESE, "command").table if _VALUE.search(key)]
    keys.sort(key=lambda key: -len(_VALUE.sub("", key)))
    return [(key, re.compile(_expression(key), re.DOTALL)) for key in keys]


def _expression(key: str) -> str:
    first, *rest = _VALUE.split(key)  # texts, and between them the names
    said = re.escape(first)
    for name, text in zip(rest[::2], rest[1::2], strict=True):
        ends = "; " if name == "word" else "" if said else ": "  # a place before it is no part
        said += f"((?:(?!{ends}).)+?)" if ends else "(.+?)"
        said += re.escape(text)
    return said
