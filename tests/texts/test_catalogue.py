"""The catalogues: read as they stand, and as other users of gettext read them."""

import gettext
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from hypothesis import given
from hypothesis import strategies as st

from kiosk.session.states import Language
from kiosk.texts import LOCALES, CatalogueError, Texts, load, read_catalogue
from kiosk.texts.catalogue import Catalogue
from tools import update_texts

CATALOGUES = sorted(LOCALES.rglob("*.po"))
HEADER = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'


def by_babel(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def forms(string: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda p: f"{p.parts[-3]}/{p.stem}")
def test_a_catalogue_is_read_as_babel_reads_it(path: Path) -> None:
    catalogue, peer = read_catalogue(path), by_babel(path)
    expected = {
        m.id[0] if m.pluralizable else m.id: forms(m.string) for m in peer if m.id and m.string
    }
    assert catalogue.texts == expected
    for number in range(120):
        index = catalogue.plural_form(number)
        assert 0 <= index < peer.num_plurals


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda p: f"{p.parts[-3]}/{p.stem}")
def test_a_catalogue_compiles_and_gettext_finds_the_same_texts(path: Path) -> None:
    compiled = BytesIO()
    write_mo(compiled, by_babel(path))
    compiled.seek(0)
    peer = gettext.GNUTranslations(compiled)
    for key, (text, *others) in read_catalogue(path).texts.items():
        if others:
            assert peer.ngettext(key, key, 1) == text
        else:
            assert peer.gettext(key) == text


def test_every_catalogue_has_the_keys_the_order_and_the_comments_of_the_japanese_one() -> None:
    assert update_texts.outdated(write=False) == [], "run tools/update_texts.py"


@given(st.dictionaries(st.text(min_size=1), st.text(min_size=1), max_size=5))
def test_any_text_babel_writes_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, texts: dict[str, str]
) -> None:
    peer = Catalog(locale="en")
    for key, text in texts.items():
        peer.add(key, text)
    path = tmp_path_factory.mktemp("texts") / "any.po"
    with path.open("wb") as file:
        write_po(file, peer, width=0)
    expected = {m.id: (m.string,) for m in by_babel(path) if m.id and m.string}
    assert read_catalogue(path).texts == expected


def made(tmp_path: Path, body: str, header: str = HEADER) -> Catalogue:
    path = tmp_path / "made.po"
    path.write_text(header + body, "utf-8")
    return read_catalogue(path)


def test_fuzzy_obsolete_and_empty_entries_are_left_out(tmp_path: Path) -> None:
    body = (
        '#, fuzzy\nmsgid "a"\nmsgstr "doubtful"\n\n'
        'msgid "b"\nmsgstr ""\n\n#~ msgid "c"\n#~ msgstr "old"\n\nmsgid "d"\nmsgstr "kept"\n'
    )
    assert made(tmp_path, body).texts == {"d": ("kept",)}


@pytest.mark.parametrize(
    "body", ['msgid "a"\nmsgstr unquoted\n', '"a"\n\nmsgid "b\n', "<TS>", 'msgid "a"\n']
)
def test_a_damaged_catalogue_is_refused_with_its_name(tmp_path: Path, body: str) -> None:
    with pytest.raises(CatalogueError, match=r"made\.po"):
        made(tmp_path, body)


def test_a_file_without_a_header_is_no_catalogue(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="header"):
        made(tmp_path, 'msgid "a"\nmsgstr "b"\n', header="")


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sjis.po"
    path.write_bytes("日本語".encode("shift-jis"))
    with pytest.raises(CatalogueError, match="UTF-8"):
        read_catalogue(path)


def test_the_form_of_a_text_follows_its_number(tmp_path: Path) -> None:
    body = (
        'msgid "left"\nmsgid_plural "left"\n'
        'msgstr[0] "{left} try left"\nmsgstr[1] "{left} tries left"\n'
    )
    texts = Texts(Language.ENGLISH, made(tmp_path, body))
    assert [texts("left", left=n) for n in (0, 1, 2)] == [
        "0 tries left",
        "1 try left",
        "2 tries left",
    ]
    assert texts.ngettext("left", "", 1) == "{left} try left"


def test_gettext_answers_an_unknown_key_with_the_key() -> None:
    assert load().gettext("no.such.key") == "no.such.key"
    assert load().gettext("tool.back") == load()("tool.back")
