"""Scenarios: checked before they run, the same each time, and red where something else is seen."""

import json
import logging
import zipfile
from html import escape
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import kiosk.testkit
from kiosk.personas import find, schema
from kiosk.testkit.client import Kiosk, Service
from kiosk.testkit.playing.form import schema_text
from kiosk.testkit.playing.play import NOT_THE_SAME, Options, play, play_one
from kiosk.testkit.playing.reading import read
from kiosk.testkit.playing.report import as_data, as_html, as_junit
from kiosk.testkit.playing.scenario import Scenario
from kiosk.testkit.process import Desks
from kiosk.testkit.server.seen.events import EventLog
from kiosk.testkit.server.seen.failures import Failures, account
from kiosk.timing import REAL
from kiosk.toml_lines import Mistakes

SHIPPED = Path(kiosk.testkit.__file__).parent / "scenarios"
SCHEMA = Path(__file__).parents[3] / "docs" / "schema" / "scenario.json"


@pytest.fixture(scope="module")
def names(service: Service) -> dict[str, object]:
    return service.names()


def written(folder: Path, text: str) -> Path:
    file = folder / "one.toml"
    file.write_text(text, "utf-8")
    return file


def one(folder: Path, names: dict[str, object], text: str) -> Scenario:
    return read(written(folder, f'kit = 1\ntitle = "one"\n{text}'), names)[0]


PLAYED = (
    "camera_freezes_at_a_frame", "camera_freezes_on_a_face",
    "card_bank", "card_pulled_while_read", "certificate_revoked", "net_down_at_once",
    "nobody_before_the_camera", "pin_wrong_then_right", "profile_2023", "somebody_else",
    "visit_lasting", "visit_pin_wrong", "visit_review_and_cancel",
    *sorted(file.stem for file in SHIPPED.glob("whole_*.toml")),
)  # fmt: skip
"""Shipped scenarios that the tests play, among them those that nearly any change turns red, since
they expect the whole of a reception. `make scenarios` plays all.
"""


@pytest.mark.parametrize("file", sorted(SHIPPED.rglob("*.toml")), ids=lambda file: file.stem)
def test_a_shipped_scenario_names_only_what_there_is(file: Path, names: dict[str, object]) -> None:
    assert read(file, names)


@pytest.mark.parametrize("name", PLAYED)
def test_a_shipped_scenario_is_green(
    name: str, service: Service, names: dict[str, object], tmp_path: Path
) -> None:
    for scenario in read(SHIPPED / f"{name}.toml", names):
        run = play_one(scenario, service, Options(traces=tmp_path))
        assert run.failure == ""


def test_two_runs_have_one_fingerprint_and_another_seed_another(
    service: Service, names: dict[str, object]
) -> None:
    (scenario,) = read(SHIPPED / "face_agree_all.toml", names)
    prints = [play_one(scenario, service, Options(seed=seed)).fingerprint for seed in (0, 0, 1)]
    assert prints[0] == prints[1] != prints[2]


MISTAKES = {
    'steps = [\n  {insert = "sakra"},\n]': [
        (4, "no persona is called 'sakra'; the nearest is 'sakura'")
    ],
    'steps = [\n  {insert = "sakura"},\n  # a remark }\n  {press = "fase", on = "metod"},\n]': [
        (6, "no page is called 'metod'; the nearest is 'method'"),
        (6, "no press is called 'fase'; the nearest is 'face'"),
    ],
    '[[steps]]\ninsert = "sakura"\n[[steps]]\nexpect = {page = "pin", lefd = 2}': [
        (5, "no fact on page pin is called 'lefd'; the nearest is 'left'")
    ],
    'steps = [{fault = "net.dwn"}]': [
        (3, "no fault is called 'net.dwn'; the nearest is 'net.down'")
    ],
    'steps = [{expect = {outcome = {not = "complete"}}}]': [
        (3, "no outcome is called 'complete'; the nearest is 'completed'")
    ],
    'steps = [{fault = "net.down", after = "face.closr"}]': [
        (3, "no hint is called 'closr'; the nearest is 'closer'")
    ],
    'steps = [{fault = "net.down", after = "pin.closer", on = "pin"}]': [
        (3, "a fault is armed `on` a page or `after` a hint, not both"),
        (3, "no page with hints is called 'pin'"),
    ],
    'steps = [{visit = "opne"}]': [(3, "nearest is 'open'")],
    'steps = [{visit = "open", use = "vist"}]': [(3, "nearest is 'visit'")],
    'steps = [{visit = "fail", trouble = "los"}]': [(3, "nearest is 'lost'")],
    'steps = [{visit = "care", card = "kenji", month = "2027-1"}]': [(3, "as 2027-01")],
    'steps = [{pin = "12a4"}]': [(3, "a PIN has digits only")],
    "steps = [{remove = true}]": [(3, "none was inserted before")],
    'steps = [{press = "digit"}]': [(3, "the press digit needs a digit")],
    'steps = [{press = "back", digit = 1}]': [(3, "the press back has no digit")],
    'steps = [{staff = "cancel", minutes = 5}]': [(3, "minutes belong to start_visual")],
    "steps = [{expect = {apdus = {below = 3, above = 5}}}]": [
        (3, "apdus cannot be below 3 and above 5")
    ],
    "steps = [{expect = {apdus = {below = 3, abuve = 5}}}]": [(3, "and by nothing else")],
    "steps = [{expect = {outcome = {any = []}}}]": [(3, "outcome can be none of no values")],
    'steps = [{insret = "sakura"}]': [(3, "nearest is 'insert'")],
    'steps = [{insert = "sakura", press = "pin"}]': [(3, "a step does one thing")],
    'steps = [{press = "pin", onn = "method"}]': [(3, "no key is called 'onn'")],
    'steps = [{wait = "long"}]': [(3, "wait: input should be a valid number")],
    "steps = [{wait = inf}]": [(3, "wait: input should be less than or equal to 86400")],
    'steps = [{press = "face", within = inf}]': [(3, "within: input should be less than or equal")],
    'desk.frmes = "x"\nsteps = [{wait = 1}]': [(3, "no key is called 'desk.frmes'")],
    'desk.frames = "obma"\nsteps = [{wait = 1}]': [(3, "there is no clip, file or folder 'obma'")],
    "steps = []": [(3, "there are no steps")],
    "steps = [": [(3, "")],
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_told_before_the_run_with_its_line(
    text: str, names: dict[str, object], tmp_path: Path
) -> None:
    with pytest.raises(Mistakes) as told:
        one(tmp_path, names, text)
    lines = told.value.lines
    assert len(lines) == len(MISTAKES[text])
    for line, (number, said) in zip(lines, MISTAKES[text], strict=True):
        assert line.startswith(f"{tmp_path / 'one.toml'}:{number}: "), line
        assert said in line


def test_each_makes_a_run_of_every_combination(names: dict[str, object], tmp_path: Path) -> None:
    text = """each.press = ["face", "pin"]
each.card = ["sakura", "aoi"]
kit = 1
title = "both"
steps = [{insert = "${card}"}, {press = "${press}", on = "method"}]
"""
    runs = read(written(tmp_path, text), names)
    assert [run.name for run in runs] == [
        "both [press face, card sakura]",
        "both [press face, card aoi]",
        "both [press pin, card sakura]",
        "both [press pin, card aoi]",
    ]
    assert runs[1].steps[0].table == {"insert": "aoi"}


def test_what_is_not_seen_says_what_was_seen_and_leaves_a_trace(
    service: Service, names: dict[str, object], tmp_path: Path
) -> None:
    text = 'steps = [{insert = "sakura"}, {expect = {page = "pin"}, within = 2}]'
    run = play_one(one(tmp_path, names, text), service, Options(traces=tmp_path))
    assert run.failure.startswith("waited 2 s for page pin; method is shown")
    assert "page: wanted 'pin', seen 'method'" in run.failure
    assert "could be pressed: face, pin" in run.failure
    assert run.step is not None
    assert run.step.line == 3
    assert run.trace is not None
    with zipfile.ZipFile(run.trace) as trace:
        held = trace.namelist()
        lines = [json.loads(line) for line in trace.read("trace.jsonl").splitlines()]
        about = json.loads(trace.read("about.json"))
    assert {"journal.jsonl", "scenario/one.toml"} <= set(held)
    named = {f"screens/{one['picture']}.png" for one in lines if one["kind"] == "picture"}
    assert len(named) == 2
    assert named <= set(held)
    assert [one["page"] for one in lines if one["kind"] == "page"] == ["idle", "method"]
    assert about["failure"] == run.failure
    assert b"failure" in as_junit([run])
    told = as_data([run], dict(names))
    assert told["runs"][0]["green"] is False
    assert told["coverage"]["pages"]["method"] == 1
    assert "method" not in told["never_reached"]["pages"]
    assert told["never_reached"]["faults"] == sorted(names["faults"])  # type: ignore[call-overload]
    page = as_html([run], dict(names), tmp_path).decode()
    assert escape(run.failure.splitlines()[0]) in page
    assert f"href='{run.trace.name}'" in page
    assert "http" not in page
    assert "Pages: 2 of" in page


def test_a_run_unlike_the_one_before_says_in_what(
    service: Service, names: dict[str, object], tmp_path: Path
) -> None:
    scenario = one(tmp_path, names, "steps = [{wait = 1}]")

    class Restless:
        """A desk that waits longer each time."""

        answers = True
        passed = 0

        def __init__(self) -> None:
            self.service = self

        def open(self, **wish: Any) -> Kiosk:
            made = service.open(**wish)
            type(self).passed += 1
            made.wait(self.passed)
            made.fault("net.down")
            return made

        def close(self) -> None: ...

    runs = play([scenario], Options(repeat=2, keep="never"), start=Restless)  # type: ignore[arg-type]
    assert runs[0].green
    assert runs[1].failure.startswith(NOT_THE_SAME)
    assert "it was {" in runs[1].failure


def test_a_willing_patient_goes_on_whatever_comes(desk: Kiosk) -> None:
    desk.insert("sakura")
    desk.fault("net.down", on="method")
    desk.finish()
    desk.expect(page="idle", outcome="error", fault="eligibility.network_down", kept=[])
    desk.mend("net.down")
    desk.expect(late=0)
    desk.insert("sakura")
    desk.press("face", on="method")
    desk.expect(page="face", kept=["a reception", "a card on the reader", "an open card", "a face"])
    desk.finish()
    desk.expect(page="idle", outcome="completed", files=1, kept=[])


def test_the_first_line_of_a_failure_says_what_is_otherwise_and_how_the_reception_ended(
    service: Service, names: dict[str, object], tmp_path: Path
) -> None:
    text = """steps = [
  {fault = "net.down"},
  {insert = "sakura"},
  {finish = true},
  {expect = {page = "idle", outcome = "completed", files = 1, result = {SegmentOfResult = "1"}}},
]"""
    run = play_one(one(tmp_path, names, text), service, Options(keep="never"))
    assert run.failure.splitlines()[0] == (
        "waited 30 s for page idle, outcome completed, files 1, result {'SegmentOfResult': '1'}; "
        "idle is shown; the reception ended error by eligibility.network_down; outcome is error; "
        "files is 0; result.SegmentOfResult is not there"
    )


def test_of_a_table_that_is_wanted_only_what_is_otherwise_is_told(
    service: Service, names: dict[str, object], tmp_path: Path
) -> None:
    text = """steps = [
  {insert = "sakura"},
  {finish = true},
  {expect = {result = {SegmentOfResult = "1", InsuredBranchNumber = "01", Sex1 = "1", Sex2 = "9"}}},
]"""
    run = play_one(one(tmp_path, names, text), service, Options(keep="never"))
    assert run.failure.splitlines()[0] == (
        "waited 30 s for result of 4 values; idle is shown; the reception ended completed; "
        "result.Sex1 is 2; result.Sex2 is not there"
    )


def test_an_error_is_told_with_the_lines_of_the_program_that_led_to_it(tmp_path: Path) -> None:
    (tmp_path / "wrong.toml").write_text("title = 1")
    try:
        schema.load(tmp_path / "wrong.toml")
    except ValueError as error:
        told = account(error)
    kind, place, caller = told.replace(" at ", ", ").replace("called, ", "").split(", ")
    assert kind == "ValidationError"
    assert place.startswith("kiosk/personas/schema.py:")
    assert caller.startswith("kiosk/personas/schema.py:")
    assert place != caller


def test_an_error_of_the_program_is_an_event_with_its_place_and_without_its_text() -> None:
    events = EventLog(REAL)
    with Failures(events):
        try:
            find("nobody of this name")
        except KeyError:
            logging.getLogger("kiosk").exception("failed")
    (event,) = events.since(0)
    assert event.kind == "log"
    assert str(event.told["failed"]).startswith("KeyError at kiosk/personas/")
    assert "nobody" not in str(event.told)


def test_a_fault_that_never_strikes_makes_a_run_red(
    service: Service, names: dict[str, object], tmp_path: Path
) -> None:
    text = """steps = [
  {insert = "sakura", faults = [{fault = "pulled", at = 900}]},
  {expect = {page = "method"}},
]"""
    run = play_one(one(tmp_path, names, text), service, Options(traces=tmp_path, keep="never"))
    assert run.failure == "the fault pulled never struck"


def test_a_process_that_crashed_is_started_again(
    service: Service, names: dict[str, object], tmp_path: Path
) -> None:
    first = one(tmp_path, names, "steps = [{wait = 1}]")
    crashed = Desks()
    crashed.kill()

    class Lent:
        """The process of all tests."""

        answers = True

        def __init__(self) -> None:
            self.service = service

        def close(self) -> None: ...

    waiting = [Lent(), crashed]

    def start() -> Desks:
        return waiting.pop()  # type: ignore[return-value]

    red, green = play([first, first], Options(keep="never"), start=start)
    assert "does not answer" in red.failure
    assert green.failure == ""
    assert waiting == []


def test_the_published_schema_is_that_of_the_program_and_fits_what_is_shipped() -> None:
    import tomllib

    assert SCHEMA.read_text("utf-8") == schema_text()
    for file in SHIPPED.rglob("*.toml"):
        table = tomllib.loads(file.read_text("utf-8"))
        as_json = json.loads(json.dumps(table, default=str))  # JSON has no dates, TOML has
        jsonschema.validate(as_json, json.loads(schema_text()))
