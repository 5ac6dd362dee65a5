"""Bring the catalogues of every language in line with the Japanese ones.

    .venv/bin/python tools/update_texts.py

Every catalogue gets the keys of the Japanese one, in its order, each with the Japanese text as a
comment for translators; a text that is new gets an empty translation to be filled in, and one that
is no longer in the Japanese catalogue is taken out. A translation is never changed.
"""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

LOCALES = Path(__file__).parent.parent / "kiosk" / "texts" / "locales"
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: uketsuke\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals={count}; plural={rule};\\n"

"""


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, domain=path.stem)


def updated(theirs: Catalog, japanese: Catalog) -> Catalog:
    """The texts of `japanese` with the translations, flags and translators' remarks of `theirs`."""
    new = Catalog(domain=theirs.domain)
    for source in japanese:
        if not source.id:
            continue
        key = source.id[0] if source.pluralizable else source.id
        old = theirs.get(key)
        own = theirs is japanese
        said = source.string[0] if source.pluralizable else source.string
        comment = "" if own else said.replace("|", "").replace("\n", " / ")
        new.add(
            old.id if old else key,
            old.string if old else "",
            flags=old.flags if old else (),
            auto_comments=[comment] if comment else [],
            user_comments=old.user_comments if old else (),
        )
    return new


def written(catalogue: Catalog, language: str, count: int, rule: str) -> str:
    out = BytesIO()
    write_po(out, catalogue, width=0, omit_header=True)
    return HEADER.format(language=language, count=count, rule=rule) + out.getvalue().decode()


def outdated(write: bool) -> list[Path]:
    """The catalogues that are not in line; with `write` they are brought there."""
    found = []
    for path in sorted(LOCALES.rglob("*.po")):
        japanese = read(LOCALES / "ja" / "LC_MESSAGES" / path.name)
        theirs = read(path) if path.parts[-3] != "ja" else japanese
        rule = (theirs.num_plurals, theirs.plural_expr)
        text = written(updated(theirs, japanese), path.parts[-3], *rule)
        if text != path.read_text("utf-8"):
            found.append(path)
            if write:
                path.write_text(text, "utf-8")
    return found


if __name__ == "__main__":
    for changed in outdated(write=True):
        print(changed.relative_to(LOCALES))
