"""The command line as a user meets it whose system is Japanese."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich import _wrap
from rich.cells import cell_len
from rich.text import Text
from typer import rich_utils
from typer.testing import CliRunner

from kiosk.bench import Row, at_most, show
from kiosk.cli.demo import print_report
from kiosk.cli.japanese import TITLES
from kiosk.cli.main import app
from kiosk.cli.play import told
from kiosk.config import ConfigMistakes, nearest, parse
from tests.kiosk.cli.test_output_streams import ALL

NEEDED_TO_SHOW = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.fixture(autouse=True)
def japanese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A Japanese user in a terminal of 80 columns; afterwards the libraries are as before."""
    monkeypatch.setenv("LANGUAGE", "ja")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    for name in TITLES:
        monkeypatch.setattr(rich_utils, name, getattr(rich_utils, name))
    monkeypatch.setattr(rich_utils, "MAX_WIDTH", 80)
    monkeypatch.setattr(_wrap, "re_word", _wrap.re_word)
    monkeypatch.setattr(Text, "rstrip_end", Text.rstrip_end)
    yield


def kiosk(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(words))
    return done.exit_code, done.output


@pytest.mark.parametrize("command", ["", *ALL])
def test_help_is_japanese_and_whole(command: str) -> None:
    code, said = kiosk(*command.split(), "--help")
    assert code == 0
    assert "使い方: kiosk" in said
    assert "この説明を表示して終わる。" in re.sub(r"[\s│]", "", said)
    assert not re.search(r"…(?!。)", said), "cut off"
    assert not re.search(r"[a-z]{3,} (the|of|and|is|to|for|this) [a-z]{3,}", said), "English"
    assert max(map(cell_len, said.splitlines())) <= 80


def test_a_wrong_command_line_is_told_in_japanese() -> None:
    assert "もしかして: --pin" in kiosk("demo", "--pim", "1234")[1]
    assert "コマンド 'dem' はありません" in kiosk("dem")[1]
    assert "暗証番号は4桁の数字です" in kiosk("demo", "--pin", "12")[1]


QUESTIONS = (
    "addition --kind medical --month 2025-01 --rates 2024-10=30 --visits 3",
    "missing --receipts 100 --persons 20 --rate 45",
    "lump-sum --kind clinic --baseline 3 --increase 50",
    "cooperation --introduced 2024-10-01 --operation-start 2024-11-01",
    "subsidy --kind clinic --use visit --cost 50",
    "transition --list facility --kind 1",
)


@pytest.mark.parametrize(
    "command",
    ["card show sakura", "card verify sakura", *(f"facility ask {one}" for one in QUESTIONS)],
)
def test_what_a_command_prints_is_named_in_japanese(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UKETSUKE_HOME", str(tmp_path))
    code, said = kiosk(*command.split())
    assert code == 0
    assert len(said.splitlines()) > 3
    assert not re.search(r"^(?!ID )[ -~]{2,}  ", said, re.MULTILINE), said
    assert not re.search(r"True|False|[{}]", said)


def test_figures_of_a_bench_and_a_demo_are_named_in_japanese(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = [at_most("first_paint_p50", 0.2, "s", 0.5), Row("card_read_pcsc_p50", 3, "ms")]
    show("ui", rows, as_json=False)
    print_report(
        {
            "outcome": "completed", "fault": "", "persona": "sakura", "profile": "2025-09-19",
            "steps": [{"name": "reading", "seconds": 0.2}], "result_file": None, "seconds": 9,
            "face": {"decision": "matched", "best_score": 0.8, "frames": 9, "fps": 9.1,
                     "engine": "sface"},
            "card": {"apdus": 61, "seconds": 0.03},
        },
        Path("demo-out"),
    )  # fmt: skip
    said = capsys.readouterr().out
    assert "最初の表示 中央値" in said and "カードの読み取り（PC/SC）" in said and "秒" in said
    english = set(re.findall(r"[a-z]{3,}", said)) - {"demo", "out", "sakura", "sface"}
    assert english == set()


def test_why_a_scenario_is_red_is_told_in_japanese() -> None:
    failure = (
        "waited 5 s for page done; consent_all is shown (after face > wait); outcome is not there\n"
        "  page: wanted 'done', seen 'consent_all'\n  could be pressed: agree_all"
    )
    assert told(failure) == (
        "page done を 5 秒待ちました; consent_all が表示されています（その前は face > wait）; "
        "outcome がありません\n  page: 期待 'done'、実際 'consent_all'\n"
        "  押せたボタン: agree_all"
    )


def test_every_mistake_of_a_configuration_is_told_without_the_checkers_own_words(
    tmp_path: Path,
) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(
        '[facility]\nnmae = "x"\ncode = "1"\n[reader]\nkind = "usb"\n[face]\nattempts = "a"\n'
        '[consent]\norder = ["x"]\n',
        encoding="utf-8",
    )
    code, said = kiosk("config", "--config", str(file))
    assert code == 2
    assert not re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{3,}", said)
    assert "もしかして: name" in said


def test_the_checkers_prefix_is_told_nowhere() -> None:
    tables = ('profile = "2020"', '[rules]\nbundle = ["surgry"]', '[eligibility]\nkey = "x"')
    for text in tables:
        with pytest.raises(ConfigMistakes) as mistakes:
            parse(text)
        assert "value error" not in str(mistakes.value).lower()


def test_at_most_three_near_words_are_told() -> None:
    known = [f"name{number}" for number in range(35)]
    assert nearest("name", known).count(",") <= 2
    assert nearest("zzzz", known).count(",") <= 2


@pytest.mark.parametrize(
    "words",
    [
        "homevisit client list",
        "staff account list",
        "facility rates",
        "registry history 1312345678",
        "registry owed 1312345678",
    ],
)
def test_an_empty_list_says_so(words: str) -> None:
    _, said = kiosk(*words.split())
    assert re.search(r"(まだありません|ありません)", said)


@pytest.mark.parametrize("words", ["demo", "record out", "bench reception"])
def test_frames_that_are_not_there_are_told_before_anything_starts(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("something was started")

    monkeypatch.setattr("kiosk.apps.kiosk.application", never)
    monkeypatch.setattr("kiosk.apps.record.application", never)
    monkeypatch.setattr("kiosk.bench.reception.rows", never)
    code, said = kiosk(*words.split(), "--frames", "nowhere.mp4")
    assert (code, said) == (1, "ファイル nowhere.mp4 がありません。場所を確かめてください。\n")
    assert list(tmp_path.iterdir()) == []


def test_the_doctor_speaks_japanese() -> None:
    _, said = kiosk("doctor")
    for line in said.splitlines():
        assert re.match(r"(良好|不足|なし) \S", line)
        assert not re.search(r"[a-z]{3,} (the|of|and|is|to|for) [a-z]{3,}", line)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
@pytest.mark.parametrize("command", ["run", "facility window"])
def test_a_window_that_nothing_can_show_is_refused_with_a_sentence(
    command: str, tmp_path: Path
) -> None:
    bare = {k: v for k, v in os.environ.items() if k not in NEEDED_TO_SHOW}
    done = subprocess.run(
        [sys.executable, "-m", "kiosk.cli", *command.split()],
        env=bare | {"UKETSUKE_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode in (1, 2)
    assert "画面がありません" in done.stderr


def test_help_stays_english_where_the_system_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    said = kiosk("demo", "--help")[1]
    assert "Usage: kiosk demo" in said
    assert "A whole reception with virtual cards" in said
