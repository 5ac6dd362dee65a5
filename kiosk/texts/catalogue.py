"""Reading a gettext catalogue (.po) as it stands, so that an edited text needs no build step.

Babel reads the same files, but takes ten times as long, which would delay the first screen.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from gettext import c2py
from pathlib import Path

_LINE = re.compile(r'(msgctxt|msgid|msgid_plural|msgstr)?(?:\[(\d+)\])?\s*"((?:[^"\\]|\\.)*)"')
_ESCAPED = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
_PLURAL = re.compile(r"plural=([^;]+)")

Forms = tuple[str, ...]
"""The forms of a text: one, or one for each plural form of the language."""


class CatalogueError(ValueError):
    """A catalogue cannot be read; the message names the file, the line and the fault."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The texts of one file by key; `plural_form` gives the index of a number's form."""

    texts: dict[str, Forms]
    plural_form: Callable[[int], int]


@dataclass(slots=True)
class _Entry:
    """One entry while it is read: its strings by keyword (`msgid`, `msgstr0`, ...)."""

    fuzzy: bool = False
    parts: dict[str, str] = field(default_factory=dict)


def read_catalogue(path: Path) -> Catalogue:
    """Read a .po file: its translated entries; fuzzy, obsolete and empty ones are left out.

    Raises FileNotFoundError, and CatalogueError for what is not a catalogue in UTF-8.
    """
    try:
        lines = path.read_text("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise CatalogueError(f"{path.name}: not UTF-8: {error}") from error
    entries = _entries(path.name, lines)
    header = entries[0].parts if entries else {}
    if header.get("msgid") != "":
        raise CatalogueError(f"{path.name}: the header is missing")
    rule = _PLURAL.search(header.get("msgstr", ""))
    texts = {}
    for entry in entries[1:]:
        forms = tuple(text for name, text in entry.parts.items() if name.startswith("msgstr"))
        if not entry.fuzzy and all(forms):
            texts[entry.parts["msgid"]] = forms
    return Catalogue(texts, c2py(rule[1].strip()) if rule else lambda number: 0)


def _entries(name: str, lines: list[str]) -> list[_Entry]:
    entries: list[_Entry] = []
    entry, part = _Entry(), ""
    for number, line in enumerate(lines, 1):
        line = line.strip()  # noqa: PLW2901
        if line.startswith("#") or not line:
            if part.startswith("msgstr"):
                entry, part = _Entry(), ""
            entry.fuzzy |= line.startswith("#,") and "fuzzy" in line
            continue
        found = _LINE.fullmatch(line)
        if found is None or not (found[1] or part):
            raise CatalogueError(f"{name}, line {number}: neither a keyword nor a string")
        if found[1]:
            if found[1] in ("msgid", "msgctxt") and part.startswith("msgstr"):
                entry = _Entry()
            part = found[1] + (found[2] or "")
            if part == "msgid":
                entries.append(entry)
            entry.parts[part] = ""
        entry.parts[part] += _ESCAPED.sub(lambda m: _ESCAPES.get(m[1], m[1]), found[3])
    for entry in entries:
        if not any(part.startswith("msgstr") for part in entry.parts):
            raise CatalogueError(f"{name}: {entry.parts['msgid']} has no msgstr")
    return entries
