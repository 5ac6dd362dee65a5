"""A trace as a page: the cause first, everything in one file, and no markup out of a trace."""

import json
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk.cli.main import app
from kiosk.testkit.playing.scenario import Scenario, Step
from kiosk.testkit.playing.trace import Trace
from kiosk.testkit.playing.viewer import page

FAILURE = "waited 30 s for page done; face is shown with hint <closer>\n  page: wanted 'done'"


@pytest.fixture
def trace(tmp_path: Path) -> Path:
    kept = Trace("A face <b>is</b> matched")
    kept.events = [
        {"number": 1, "at": 0.0, "kind": "page", "page": "idle", "step": 0},
        {"number": 2, "at": 0.5, "kind": "card", "act": "inserted"},
        {"number": 3, "at": 1.5, "kind": "page", "page": "face", "step": 1},
    ]
    kept.picture = b"\x89PNG"
    kept.step(Step(4, "insert", {"insert": "sakura"}), "")
    kept.step(Step(5, "expect", {"expect": {"page": "done"}}), FAILURE)
    scenario = Scenario(tmp_path / "one.toml", "one", {}, ())
    return kept.write(tmp_path, scenario, FAILURE, 0)


def test_the_page_says_the_cause_first_and_holds_everything(trace: Path) -> None:
    html = page(trace)
    assert html.index("waited 30 s for page done") < html.index("<h2>Steps</h2>")
    assert "card: act inserted" in html
    assert "nobody in it is real" in html
    assert "data:image/png;base64," in html
    assert not any(word in html for word in ("http:", "https:", "<script", "<link"))


def test_nothing_of_a_trace_becomes_markup(trace: Path) -> None:
    html = page(trace)
    assert "<b>is</b>" not in html
    assert "<closer>" not in html


def test_long_names_that_begin_alike_have_traces_of_their_own(tmp_path: Path) -> None:
    long = "A reception with a long title " * 4
    files = {Trace(f"{long}[card {card}]").write(tmp_path, None, "", 0) for card in ("aoi", "mio")}
    assert len(files) == len(list(tmp_path.iterdir())) == 2


def test_the_command_writes_the_page_beside_the_trace(trace: Path) -> None:
    told = CliRunner().invoke(app, ["trace", str(trace)])
    assert told.exit_code == 0
    assert Path(told.output.strip()) == trace.with_suffix(".html")
    assert trace.with_suffix(".html").read_text("utf-8") == page(trace)


@pytest.mark.parametrize("content", [b"", b"no zip", None])
def test_what_is_no_trace_is_refused_in_a_sentence(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "odd.kiosk-trace"
    if content is not None:
        file.write_bytes(content)
    told = CliRunner().invoke(app, ["trace", str(file)])
    assert told.exit_code == 2
    assert "is no trace of a scenario" in told.stderr


def test_a_zip_of_something_else_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "odd.kiosk-trace"
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("about.json", json.dumps({}))
    assert CliRunner().invoke(app, ["trace", str(file)]).exit_code == 2
