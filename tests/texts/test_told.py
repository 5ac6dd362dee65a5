"""English sentences told in the language of the system's user."""

import ast
import ctypes
import io
import re
import sys
from types import SimpleNamespace

import pytest
from typer.main import get_command

from kiosk.cli.japanese import TITLES, texts_of
from kiosk.cli.main import app
from kiosk.config import Config, describe
from kiosk.desk import camera_measures
from kiosk.personas import schema
from kiosk.session import states
from kiosk.session.effects import Outcome
from kiosk.session.states import Language
from kiosk.texts import load
from kiosk.texts.told import VARIABLES, named, system_language, tell, told_in_japanese
from tests.texts.sentences import ROOT, SAMPLE, sentences

JAPANESE = re.compile(r"[\u3041-\u30fe\u4e00-\u9fff]")


@pytest.fixture(autouse=True)
def _no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def test_every_text_of_every_command_and_option_has_its_japanese() -> None:
    def walk(command: object, path: str) -> None:
        for text in texts_of(command):
            assert told_in_japanese(text), f"{path}: no Japanese for {text!r}"
        for name, one in getattr(command, "commands", {}).items():
            walk(one, f"{path} {name}")

    walk(get_command(app), "kiosk")


def test_every_option_says_what_it_is_for() -> None:
    def walk(command: object, path: str) -> None:
        for one in getattr(command, "params", ()):
            assert one.hidden or one.help, f"{path}: {one.name} has no help"
        for name, inner in getattr(command, "commands", {}).items():
            walk(inner, f"{path} {name}")

    walk(get_command(app), "kiosk")


def test_every_setting_has_its_japanese() -> None:
    for key, _, _, description in describe(Config()):
        told = told_in_japanese(description)
        assert told and told != description, f"{key}: no Japanese for {description!r}"


def test_what_every_person_shows_has_its_japanese() -> None:
    notes = {one.note for one in schema.everyone()}
    assert len(notes) > 70
    assert [note for note in notes if not told_in_japanese(note)] == []


def test_every_error_finding_and_success_of_the_program_has_its_japanese() -> None:
    untold = {
        place: said
        for place, said in sentences()
        if not JAPANESE.search(said)
        and not told_in_japanese(said)
        and not told_in_japanese(said.removesuffix(SAMPLE))  # a hint that may be empty
    }
    assert not untold, "add these to kiosk/texts/locales/ja/LC_MESSAGES/command.po"


def test_the_japanese_of_a_sentence_has_its_values_and_no_other() -> None:
    for english, (japanese,) in load(Language.JAPANESE, "command").table.items():
        assert set(re.findall(r"{(\w+)}", japanese)) <= set(re.findall(r"{(\w+)}", english))


MADE = {"Row", "at_most", "at_least"}


def names_of_benches() -> set[str]:
    """The names of figures in the source of the benches, with `SAMPLE` for their values."""
    found = set()
    for file in (ROOT / "kiosk/bench").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in MADE and node.args:
                found.add(as_said(node.args[0]))
    return found - {""}


def as_said(node: ast.expr) -> str:
    """The text of a literal with `SAMPLE` for its values; empty for anything else."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    if not all(isinstance(one, ast.Constant | ast.FormattedValue) for one in parts):
        return ""
    return "".join(str(one.value) if isinstance(one, ast.Constant) else SAMPLE for one in parts)


def test_every_figure_of_a_bench_has_its_japanese() -> None:
    figures = names_of_benches() | {"what", "value", "unit", "goal", "met", "yes", "no"}
    assert len(figures) > 70
    built = {f"{SAMPLE}_{end}" for end in ("ms", "fps", "ratio")}  # face_720p_2_workers_ms
    assert {one for one in figures - built if not told_in_japanese(f"bench: {one}")} == set()
    assert all(told_in_japanese(f"bench: face_{one}") for one in built)


def test_every_name_that_a_command_prints_has_its_japanese() -> None:
    steps = {one.id for one in vars(states).values() if isinstance(getattr(one, "id", 0), str)}
    rows = {
        "outcome": set(Outcome),
        "step": steps,
        "kind": {one.card.kind.value for one in schema.everyone()},
        "decision": {"matched", "refused", "failed", "None"},
    }
    assert len(steps) > 20
    untold = {f"{k}: {name}" for k, names in rows.items() for name in names}
    assert {one for one in untold if not told_in_japanese(one)} == set()


def test_a_name_is_told_only_where_it_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    assert named("bench", "memory") == "メモリ"
    assert named("bench", "xyzzy") == "xyzzy"
    assert tell("no key is called 'rat'; did you mean memory?").endswith("もしかして: memory")
    monkeypatch.setenv("LANG", "C")
    assert named("bench", "memory") == "memory"


def test_every_advice_of_the_camera_check_has_its_japanese() -> None:
    assert all(map(told_in_japanese, camera_measures.WAYS.values()))


def test_the_words_around_the_help_have_their_japanese() -> None:
    from typer import rich_utils

    said = [getattr(rich_utils, name) for name in TITLES]
    assert all(JAPANESE.search(one) or told_in_japanese(one) for one in said)


@pytest.mark.parametrize(
    ("named", "language"),
    [
        ({"LANG": "ja_JP.UTF-8"}, Language.JAPANESE),
        ({"LANG": "ja"}, Language.JAPANESE),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "ja_JP.UTF-8"}, Language.JAPANESE),
        ({"LANG": "ja_JP.UTF-8", "LC_MESSAGES": "de_DE.UTF-8"}, Language.ENGLISH),
        ({"LC_ALL": "C", "LANGUAGE": "ja:en"}, Language.JAPANESE),
        ({"LANG": "ja_JP.UTF-8", "LANGUAGE": "en"}, Language.ENGLISH),
        ({"LANG": "jam_JM.UTF-8"}, Language.ENGLISH),
        ({}, Language.ENGLISH),
    ],
)
def test_the_language_is_the_first_that_the_environment_names(
    named: dict[str, str], language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    assert system_language() is language


@pytest.mark.parametrize(("number", "language"), [(0x0411, "ja"), (0x0409, "en")])
def test_on_windows_the_language_is_that_of_the_menus(
    number: int, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kernel = SimpleNamespace(GetUserDefaultUILanguage=lambda: number)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    assert system_language() is Language(language)


@pytest.mark.parametrize(
    ("encoding", "language"),
    [("utf-8", "ja"), ("cp932", "ja"), ("euc_jp", "ja"), ("latin-1", "en"), ("ascii", "en")],
)
def test_a_terminal_that_cannot_show_japanese_is_told_english(
    encoding: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "ja_JP")
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding))
    assert system_language() is Language(language)


def test_a_place_stands_before_the_sentence_and_its_values_are_told_too() -> None:
    said = "a.toml:2: facility.nmae is not known; did you mean name?"
    assert tell(said, Language.JAPANESE) == (
        "a.toml:2: facility.nmae という項目はありません。もしかして: name"
    )
    said = "the data folder cannot be used: No space left on device"
    assert tell(said, Language.JAPANESE) == ("データのフォルダを使えません: ディスクがいっぱいです")


def test_a_hint_stands_behind_the_sentence_and_not_in_its_value() -> None:
    said = "no key is called 'rat'; did you mean rate?"
    assert tell(said, Language.JAPANESE) == "'rat' という項目はありません。もしかして: rate"
    said = "no persona is called 'x'; known: sakura, ren"
    assert tell(said, Language.JAPANESE) == "人物 'x' はいません。使えるもの: sakura, ren"


def test_a_sentence_without_japanese_stays_as_it_is() -> None:
    for said in ("", "xyzzy", "xyzzy: plugh", "xyzzy; plugh", "a {brace} and 100 %"):
        assert tell(said, Language.JAPANESE) == said


def test_english_is_told_as_it_stands() -> None:
    assert tell("a PIN has four digits", Language.ENGLISH) == "a PIN has four digits"


def test_a_long_value_full_of_separators_is_told_without_a_search_that_never_ends() -> None:
    name = "a, b; c: d. " * 30
    told = tell(f"no persona is called {name!r}; known: sakura, ren", Language.JAPANESE)
    assert told.startswith("人物 'a, b")


def test_a_sentence_that_is_longer_than_any_of_ours_stays_as_it_is() -> None:
    assert told_in_japanese(f"no persona is called {'x' * 600!r}; known: ren") is None
