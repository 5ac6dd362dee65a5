import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QFontMetrics
from pytestqt.qtbot import QtBot

import ui
from kiosk.session.events import Fault, Hint
from kiosk.session.rules import Category, load_profile, profile_names
from kiosk.session.view import Wait, Why
from kiosk.texts import NATIVE_NAMES, Language, era_year, join, load, plain
from kiosk.texts.pages.ending import ADVICE, OUTAGES
from ui.kit import fonts
from ui.kit.wrap import wrap

JAPANESE = load(Language.JAPANESE)
SOURCES = list(Path(ui.__file__).parent.rglob("*.py"))


def domain_of(source: Path) -> str:
    """The texts a module reads: those it loads itself, or those of its folder."""
    named = re.search(r'load\(domain="(\w+)"\)', source.read_text(encoding="utf-8"))
    return (
        named[1]
        if named
        else {"staff": "staff", "table": "table"}.get(source.parent.name, "patient")
    )


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_every_key_named_in_the_code_has_its_text(source: Path) -> None:
    if source.name in ("dense.py", "speech.py"):
        pytest.skip("used by windows with domains of their own")
    domains = ("staff", "training") if source.name == "papers.py" else (domain_of(source),)
    keys = re.findall(r'texts\(\s*"([a-z0-9_.-]+)"', source.read_text(encoding="utf-8"))
    for texts in (load(domain=domain) for domain in domains):
        assert {key for key in keys if not texts.has(key)} == set()


def test_a_folder_has_one_japanese_word() -> None:
    root = Path(ui.__file__).parent.parent
    told = [*root.glob("kiosk/texts/locales/ja/**/*.po"), *root.glob("docs/*.md")]
    long = [p.name for p in (*told, *root.glob("*.md")) if "フォルダー" in p.read_text("utf-8")]
    assert long == [], "faceフォルダ, as in the interface's documents"


def test_every_fault_hint_wait_and_reason_has_its_text() -> None:
    wanted = {f"fault.{f}.{part}" for f in Fault for part in ("title", "lead")}
    wanted |= {f"fault.{f}.way" for f in Fault if f not in ADVICE and f not in OUTAGES}
    wanted |= {f"hint.{h}" for h in Hint} | {f"wait.{w}" for w in Wait} | {f"why.{w}" for w in Why}
    wanted |= {f"category.{c}" for c in Category}
    assert {key for key in wanted if not JAPANESE.has(key)} == set()


@pytest.mark.parametrize("name", profile_names())
def test_every_question_of_every_profile_has_its_words(name: str) -> None:
    for question in load_profile(name).questions:
        assert JAPANESE.has(question.wording)
        assert JAPANESE.has(f"item.{question.id}")


@pytest.mark.parametrize("language", list(Language))
def test_every_language_has_every_text_with_its_values(language: Language) -> None:
    texts = load(language)
    assert set(texts.table) == set(JAPANESE.table)
    for key, japanese in JAPANESE.table.items():
        values = sorted(re.findall(r"{(\w+)", japanese[0]))
        for text in texts.table[key]:
            assert sorted(re.findall(r"{(\w+)", text)) == values, key
        assert len(texts.table[key]) == 1 or len(values) == 1, f"{key}: which value is the number?"


@pytest.mark.parametrize("language", list(Language))
def test_the_font_of_every_language_draws_every_character(qtbot: QtBot, language: Language) -> None:
    letters = {
        c
        for forms in load(language).table.values()
        for text in forms
        for c in text
        if c not in "\n"
    }
    letters |= set(NATIVE_NAMES[language])
    faces = [QFontMetrics(QFont(family)) for family in fonts.families(language.value)]
    missing = {c for c in letters if not any(face.inFontUcs4(ord(c)) for face in faces)}
    assert missing == set()


def test_an_unknown_key_is_an_error_and_never_an_empty_text() -> None:
    with pytest.raises(KeyError):
        JAPANESE("no.such.text")


def test_the_known_errors_say_what_the_device_says() -> None:
    assert "正しく置かれているか確認してください" in plain(JAPANESE("fault.card.unreadable.lead"))
    assert "置かれているか確認してください" in plain(JAPANESE("fault.card.not_my_number.lead"))
    renewal = plain(JAPANESE("fault.certificate.invalid.lead"))
    assert renewal == "市区町村で証明書の更新手続きをしてください。"


def test_lines_set_by_hand_stay_while_they_fit() -> None:
    assert wrap("あい|う\nえお", len, 3) == ["あいう", "えお"]


def test_a_line_that_does_not_fit_flows_anew_between_phrases() -> None:
    text = "過去の|手術以外の\n診療・お薬|情報を\n当機関に|提供する|ことに\n同意しますか"
    assert wrap(text, len, 9) == [
        "過去の手術以外の",
        "診療・お薬情報を",
        "当機関に提供する",
        "ことに同意しますか",
    ]


def test_words_of_other_scripts_keep_their_spaces_when_they_flow() -> None:
    assert wrap("Leave your\ncard in place", len, 12) == ["Leave your", "card in", "place"]
    assert join(["카드를", "놓아 주세요"]) == "카드를 놓아 주세요"


@given(
    st.lists(st.text("あ漢aB", min_size=1, max_size=6), min_size=1, max_size=8), st.integers(1, 20)
)
def test_wrapping_never_loses_a_character_and_never_breaks_a_phrase(
    pieces: list[str], width: int
) -> None:
    lines = wrap("|".join(pieces), len, width)
    assert "".join(lines) == "".join(pieces)
    assert all(len(line) <= max(width, *(len(p) for p in pieces)) for line in lines)


def test_a_day_is_written_with_its_era() -> None:
    assert JAPANESE.date(date(2027, 1, 31)) == "令和9年1月31日"
    assert load(Language.ENGLISH).date(date(2027, 1, 31)) == "31 January 2027"
    assert load(Language.PORTUGUESE).date(date(2027, 1, 31)) == "31 de janeiro de 2027"
    assert era_year(date(2019, 5, 1)) == "令和元年"
    assert era_year(date(2019, 4, 30)) == "平成31年"
    assert era_year(date(1951, 4, 3)) == "昭和26年"


def test_one_of_a_thing_is_said_in_the_singular() -> None:
    english, portuguese = load(Language.ENGLISH), load(Language.PORTUGUESE)
    assert english("pin.left", left=1) == "1 try left"
    assert english("pin.left", left=3) == "3 tries left"
    assert portuguese("certificate.left", days=1) == "Falta 1 dia"
    assert JAPANESE("pin.left", left=1).startswith("あと")
