"""`kiosk record --test`: what people did at a kiosk is a scenario that is green unchanged."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from typer.testing import CliRunner

from kiosk.apps.clicks import click
from kiosk.apps.simulated_patient import Typed
from kiosk.apps.table.controller import TableController
from kiosk.cli.main import app
from kiosk.cli.record import write_green
from kiosk.config import Config
from kiosk.personas import find
from kiosk.session.events import Press
from kiosk.session.view import (
    ConsentAllPage,
    ErrorPage,
    IdlePage,
    MethodPage,
    PinPage,
    TakeCardPage,
)
from kiosk.testkit.client import Service
from kiosk.testkit.server.control import DeskControl
from kiosk.testkit.server.desks import DeskSpec, SharedParts, VirtualDesk
from kiosk.testkit.server.recorder import Recorder, in_folder
from kiosk.timing import REAL
from tests.support.table import Stage
from ui.table.model import PlaceCard, TakeCard, ToggleFault

Acting = Callable[[DeskControl], None]
START = datetime(2026, 11, 27, 9, 0)


@pytest.fixture(scope="module")
def shared(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SharedParts]:
    made = SharedParts(tmp_path_factory.mktemp("shelf"))
    yield made
    made.close()


def recorded(shared: SharedParts, act: Acting, stand_in: str | None = None) -> Recorder:
    """What was done by hand at a kiosk whose time is virtual, so that it takes no waiting."""
    desk = VirtualDesk(DeskSpec(Config(), START), shared)
    recorder = Recorder(Config(), START, find(stand_in) if stand_in else None)
    with recorder.at_kiosk(desk.control.kiosk):
        act(desk.control)
        desk.control.observer.expect({"page": "idle"}, 200.0)
    desk.close()
    return recorder


def by_face(desk: DeskControl) -> None:
    desk.insert("sakura")
    desk.press("face", "method")
    desk.press("one_by_one", "consent_all")
    desk.press("agree", "consent")
    desk.press("disagree", "consent")
    desk.press("agree", "consent")
    desk.remove("take_card")


def by_phone(desk: DeskControl) -> None:
    desk.press("smartphone", "idle")
    desk.press("android", "phone")
    desk.pin("2000")
    desk.observer.expect({"page": "hold"})
    desk.insert("android")
    desk.press("agree_all", "consent_all")
    desk.remove()


def by_pin_with_patience(desk: DeskControl) -> None:
    desk.insert("sakura")
    desk.press("pin", "method")
    desk.pin("0000")
    desk.observer.expect({"page": "pin", "left": 2})
    desk.wait(20)
    desk.pin("1234")
    desk.observer.expect({"page": "consent_all"})
    desk.wait(25)
    desk.press("disagree_all", "consent_all")
    desk.remove("take_card")


def by_staff_after_troubles(desk: DeskControl) -> None:
    desk.arm("query.slow")
    desk.insert("sakura")
    desk.observer.expect({"page": "method"})
    desk.wait(40)
    desk.press("extend", "method")
    desk.staff("start_visual", 10)
    desk.observer.expect({"page": "visual"})
    desk.mend("query.slow")
    desk.staff("confirm_visual")
    desk.press("agree_all", "consent_all")
    desk.remove("take_card")


ACTS = [by_face, by_phone, by_pin_with_patience, by_staff_after_troubles]


@pytest.mark.parametrize("act", ACTS)
def test_a_recorded_reception_is_green_unchanged(
    act: Acting, shared: SharedParts, service: Service, tmp_path: Path
) -> None:
    recorder = recorded(shared, act)
    file = tmp_path / "one.toml"
    failure = write_green(recorder.recorded, file, service)
    text = file.read_text("utf-8")
    assert failure == "", text
    assert 'outcome = "completed"' in text


def test_a_scenario_ends_where_the_profile_or_the_date_changes(
    shared: SharedParts, service: Service, tmp_path: Path
) -> None:
    config = Config.model_validate({"profile": "2023-05"})
    begun = Recorder(Config(), START)
    begun.anew(config, 3)
    assert begun.recorded.desk["profile"] == "2023-05"
    assert begun.recorded.desk["start"] == datetime(2026, 11, 30, 9, 0)
    recorder = recorded(shared, by_phone)
    steps = recorder.recorded.steps
    recorder.anew(config, 0)
    recorder.faults(frozenset({"net.down"}))
    assert recorder.recorded.steps == steps
    assert write_green(recorder.recorded, tmp_path / "one.toml", service) == ""
    assert "so it ends here" in (tmp_path / "one.toml").read_text("utf-8")


def test_a_fault_that_never_struck_is_dropped_and_told(
    shared: SharedParts, service: Service, tmp_path: Path
) -> None:
    recorder = recorded(shared, by_phone)
    recorder.faults(frozenset({"camera.dark"}))
    recorder.faults(frozenset())
    assert write_green(recorder.recorded, tmp_path / "one.toml", service) == ""
    text = (tmp_path / "one.toml").read_text("utf-8")
    assert "{fault" not in text
    assert "never struck: camera.dark" in text


def test_of_a_real_card_neither_owner_nor_pin_is_kept(
    shared: SharedParts, service: Service, tmp_path: Path
) -> None:
    def owner(desk: DeskControl) -> None:
        desk.insert("masao")
        desk.press("pin", "method")
        desk.pin(find("masao").card.pin)
        desk.press("agree_all", "consent_all")
        desk.remove("take_card")

    recorder = recorded(shared, owner, stand_in="sakura")
    assert write_green(recorder.recorded, tmp_path / "one.toml", service) == ""
    text = (tmp_path / "one.toml").read_text("utf-8")
    assert "masao" not in text
    assert find("masao").card.pin not in text
    assert "The card was real: sakura" in text
    assert '{insert = "sakura"}' in text


def test_a_wrong_pin_of_a_real_card_is_another_wrong_pin(shared: SharedParts) -> None:
    recorder = recorded(shared, by_pin_with_patience, stand_in="sakura")
    pins = [step["pin"] for step in recorder.recorded.steps if "pin" in step]
    assert pins == ["2345", "1234"]


def test_a_live_reception_at_the_table_is_green_unchanged(
    tmp_path: Path, qapp: QApplication, service: Service
) -> None:
    """At real pace, with the windows of `kiosk record --test`: a fault, then all is well."""
    config = Config.model_validate({"window": {"width": 400, "height": 640, "voice": False}})
    recorder = Recorder(config, START)
    table = TableController(in_folder(config, tmp_path / "home"), time=REAL)
    stage = Stage(table)
    table.open()
    with recorder.at_table(table):
        stage.until(lambda: isinstance(stage.page, IdlePage) and stage.page.fault is None)
        table.act(ToggleFault("net.down"))
        one_by_pin(stage)
        stage.shows(ErrorPage)
        table.act(ToggleFault("net.down"))
        table.act(TakeCard())
        stage.shows(IdlePage)
        one_by_pin(stage)
        stage.shows(ConsentAllPage)
        recorder.wish()
        pressed(stage, Press.AGREE_ALL)
        stage.shows(TakeCardPage)
        table.act(TakeCard())
        stage.shows(IdlePage)
    table.close()
    failure = write_green(recorder.recorded, tmp_path / "one.toml", service)
    text = (tmp_path / "one.toml").read_text("utf-8")
    assert failure == "", text
    for told in ("net.down", "eligibility.network_down", '"completed"', '{page = "consent_all"}'):
        assert told in text


def one_by_pin(stage: Stage) -> None:
    stage.table.act(PlaceCard("sakura"))
    stage.shows(MethodPage)
    pressed(stage, Press.PIN)
    stage.shows(PinPage)
    for digit in (1, 2, 3, 4):
        pressed(stage, Press.DIGIT, digit)
    pressed(stage, Press.ENTER)


def pressed(stage: Stage, press: Press, digit: int | None = None) -> None:
    """Press once the page is past its guard."""
    window = stage.table.kiosk.window
    stage.until(lambda: window.ready() and click(window, Typed(press, digit)), f"press {press}")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--stand-in", "sakura"], "keeps its owner"),
        (["--config", "real.toml"], "--stand-in PERSONA says"),
        (["--config", "real.toml", "--stand-in", "sakra"], "sakura"),
    ],
)
def test_who_stands_in_is_asked_for_a_real_card_only(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("real.toml").write_text('[reader]\nkind = "pcsc"\n', "utf-8")
    done = CliRunner().invoke(app, ["record", "--test", *words])
    assert done.exit_code == 2
    assert said in " ".join(done.output.replace("│", " ").split())
