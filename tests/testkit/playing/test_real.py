"""`kiosk play --real`, and a machine that lacks something."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

import kiosk.testkit
from kiosk.cli.main import app
from kiosk.cli.play import MISSING
from kiosk.testkit.client import Service
from kiosk.testkit.playing.play import Options, play_one
from kiosk.testkit.playing.reading import read
from kiosk.testkit.real import RealService

SHIPPED = Path(kiosk.testkit.__file__).parent / "scenarios"
STEPS = """kit = 1
title = "at the real pace"
steps = [
  {insert = "sakura"},
  {press = "pin", on = "method"},
  {pin = "1234"},
  {press = "agree_all", on = "consent_all"},
  {remove = true, on = "take_card"},
  {expect = {page = "idle", outcome = "completed", files = 1, kept = []}},
]
"""


def test_a_scenario_is_played_at_the_real_pace(service: Service, tmp_path: Path) -> None:
    file = tmp_path / "real.toml"
    file.write_text(STEPS, "utf-8")
    (scenario,) = read(file, service.names())
    real = RealService(service.url, service.token)
    run = play_one(scenario, real, Options(traces=tmp_path, real=True))
    assert run.failure == ""
    assert run.ends == ("completed",)
    assert list(tmp_path.glob("*.kiosk-trace")) == []


def test_another_day_begins_at_the_real_pace_too(service: Service, tmp_path: Path) -> None:
    (scenario,) = read(SHIPPED / "film_child_grown.toml", service.names())
    real = RealService(service.url, service.token)
    run = play_one(scenario, real, Options(keep="never", real=True))
    assert run.failure == ""


def test_a_facility_has_its_password_at_the_real_pace_too(service: Service, tmp_path: Path) -> None:
    scenario = read(SHIPPED / "visual_at_reader.toml", service.names())[0]
    real = RealService(service.url, service.token)
    run = play_one(scenario, real, Options(keep="never", real=True))
    assert run.failure == ""


@pytest.mark.parametrize("real", [False, True])
def test_a_machine_without_a_usable_display_is_told_by_its_own_exit_code(
    real: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "nothing")
    file = tmp_path / "one.toml"
    file.write_text(STEPS, "utf-8")
    done = CliRunner().invoke(app, ["play", str(file), *(["--real"] if real else [])])
    assert done.exit_code == MISSING
    assert "kiosk doctor" in done.output
