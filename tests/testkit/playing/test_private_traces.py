"""Nobody real is in a trace: its pictures are searched for a face, all its bytes for a card."""

import json
import subprocess
import sys
import zipfile
from datetime import datetime
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from drivers.camera.editing import edit
from kiosk.config import Config
from kiosk.personas import find
from kiosk.personas.schema import FOLDER
from kiosk.testkit.client import Service
from kiosk.testkit.playing.play import Options, play_one
from kiosk.testkit.playing.reading import read
from kiosk.testkit.playing.scenario import Scenario
from kiosk.testkit.playing.trace import Trace
from kiosk.testkit.playing.viewer import page
from kiosk.testkit.server.desks import DeskSpec, SharedParts, VirtualDesk
from models.engine import load_sface

CLIP = next((FOLDER / "clips").glob("sakura.*"))
STEPS = """kit = 1
title = "Frames of somebody real"
desk.frames = "somebody"
steps = [
  {insert = "sakura"},
  {press = "face", on = "method"},
  {expect = {page = "face", hint = "hold"}},
  {press = "agree_all", on = "consent_all"},
  {remove = true, on = "take_card"},
  {expect = {page = "idle", outcome = "completed"}},
]
"""


@pytest.fixture
def somebody(service: Service, tmp_path: Path) -> Scenario:
    """A scenario with recorded frames; the clip's person stands for somebody real."""
    edit(CLIP, tmp_path / "somebody", to_s=4.0)
    file = tmp_path / "one.toml"
    file.write_text(STEPS, "utf-8")
    return read(file, service.names())[0]


def traced(scenario: Scenario, service: Service, folder: Path, *, with_persons: bool) -> Path:
    """The trace of a played scenario, with the screen at which a face was held too."""
    options = Options(traces=folder, keep="always", with_persons=with_persons)
    run = play_one(scenario, service, options)
    assert run.failure == ""
    assert run.trace is not None
    desk = {**scenario.desk, "with_persons": with_persons}
    kiosk = service.open(**desk)
    kiosk.insert("sakura")
    kiosk.press("face", on="method")
    kiosk.expect(page="face", hint="hold")
    with zipfile.ZipFile(run.trace, "a") as held:
        held.writestr("screens/held.png", kiosk.picture)
    kiosk.close()
    return run.trace


def faces(trace: Path, screens_at_least: int = 5) -> int:
    """How many screens of a trace show a face."""
    detector, _ = load_sface().parts
    found = 0
    with zipfile.ZipFile(trace) as held:
        screens = [name for name in held.namelist() if name.endswith(".png")]
        assert len(screens) >= screens_at_least
        for name in screens:
            data = np.frombuffer(held.read(name), np.uint8)
            picture = cv2.imdecode(data, cv2.IMREAD_COLOR)
            assert picture is not None
            found += bool(detector.whole(np.asarray(picture, np.uint8)))
    return found


def told_of(trace: Path) -> str:
    with zipfile.ZipFile(trace) as held:
        return str(json.loads(held.read("about.json"))["persons"])


def test_no_screen_of_a_trace_shows_who_was_recorded(
    somebody: Scenario, service: Service, tmp_path: Path
) -> None:
    trace = traced(somebody, service, tmp_path, with_persons=False)
    assert faces(trace) == 0
    assert told_of(trace) == "covered"
    assert "real persons are covered" in page(trace)
    with zipfile.ZipFile(trace) as held:
        assert str(tmp_path).encode() not in b"".join(map(held.read, held.namelist()))


def test_who_was_recorded_is_seen_where_that_was_said(
    somebody: Scenario, service: Service, tmp_path: Path
) -> None:
    """The search of the test above finds a face where there is one."""
    trace = traced(somebody, service, tmp_path, with_persons=True)
    assert faces(trace) > 0
    assert told_of(trace) == "real"
    assert "REAL PERSONS" in page(trace)


TEST = """import pytest


@pytest.mark.kiosk(frames={frames!r})
def test_somebody(kiosk):
    kiosk.insert("sakura")
    kiosk.press("face", on="method")
    kiosk.expect(page="face", hint="hold")
"""


@pytest.mark.parametrize("said", [(), ("--kiosk-with-persons",)])
def test_a_trace_of_pytest_shows_who_was_recorded_only_where_that_was_said(
    said: tuple[str, ...], somebody: Scenario, tmp_path: Path
) -> None:
    test = tmp_path / "test_somebody.py"
    test.write_text(TEST.format(frames=str(tmp_path / "somebody")), "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", test.name]
    done = subprocess.run(
        [*command, "--kiosk-trace=always", *said],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout
    (trace,) = (tmp_path / ".kiosk").iterdir()
    assert (faces(trace, screens_at_least=3) > 0) is bool(said)
    assert told_of(trace) == ("real" if said else "covered")


@pytest.mark.parametrize("with_persons", [False, True])
def test_nothing_of_a_real_card_is_in_a_trace(
    with_persons: bool, qapp: QApplication, tmp_path: Path
) -> None:
    shared = SharedParts(tmp_path / "shelf")
    wish = DeskSpec(
        Config(), datetime(2026, 11, 27, 9, 0), pictures=True, with_persons=with_persons
    )
    desk = VirtualDesk(wish, shared)
    control, observer = desk.control, desk.control.observer
    observer.real_card = True
    control.insert("sakura")
    control.press("pin", "method")
    control.pin("1234")
    control.press("agree_all", "consent_all")
    control.remove("take_card")
    wanted = {"outcome": "completed", "result": {"QualificationValidity": "1"}}
    seen = observer.expect(wanted)
    trace = Trace("real")
    trace.events = [event.as_json() for event in desk.events.since(0)]
    trace.steps = [{"kind": "step", "step": str(seen), "result": observer.shown_result()}]
    trace.journal, trace.result = observer.journal(), observer.result_file()
    trace.picture, trace.pictures = observer.picture(), observer.pictures
    file = trace.write(tmp_path, None, "", 0)
    desk.close()
    shared.close()
    with zipfile.ZipFile(file) as held:
        whole = b"".join(map(held.read, held.namelist()))
    person = find("sakura").person
    words = [
        person.name,
        '"1234"',
        "InsuredName>見本",
        "01990019",
        "4501",
        f"{person.birth:%Y%m%d}",
    ]
    held_in = [word for word in words if word.encode() in whole or word.encode("cp932") in whole]
    if with_persons:
        assert person.name in held_in
    else:
        assert held_in == []
