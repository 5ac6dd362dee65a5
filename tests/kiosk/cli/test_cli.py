"""The command's small parts: config and doctor, as a person meets them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.main import get_command
from typer.testing import CliRunner

from kiosk.cli.main import app
from kiosk.config import Config
from kiosk.personas import schema


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def kiosk(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(words))
    return done.exit_code, done.output


def test_config_prints_every_key_with_its_meaning(here: Path) -> None:
    code, said = kiosk("config")
    assert code == 0
    for section, model in Config().model_dump().items():
        if isinstance(model, dict):
            assert f"[{section}]" in said
            assert all(f"\n{key} = " in said for key in model)


def test_config_shows_what_the_file_changed_and_the_default(here: Path) -> None:
    (here / "config.toml").write_text("[face]\nattempts = 5\n", encoding="utf-8")
    _, said = kiosk("config")
    assert "(default 3)\nattempts = 5" in said
    _, said = kiosk("config", "--json")
    assert json.loads(said)["face"]["attempts"] == 5


def test_a_broken_file_is_exit_code_two_with_every_mistake(here: Path) -> None:
    (here / "config.toml").write_text("[face]\nattempts = 0\nspeed = 1\n", encoding="utf-8")
    code, said = kiosk("config")
    assert code == 2
    assert "config.toml:2: face.attempts" in said
    assert "config.toml:3: face.speed is not known" in said


def test_doctor_says_a_sentence_for_each_thing(here: Path) -> None:
    code, said = kiosk("doctor", "--json")
    findings = {finding["name"]: finding for finding in json.loads(said)}
    assert {"weights", "font", "display", "camera", "face folder", "pcsc"} <= findings.keys()
    assert all(finding["sentence"].endswith(".") for finding in findings.values())
    assert code == (0 if all(f["good"] or not f["needed"] for f in findings.values()) else 1)


def test_doctor_names_weights_that_are_not_the_pinned_ones(here: Path) -> None:
    from models.graphs.weights import table

    (here / table()["sface"].file).write_bytes(b"other")
    (here / "config.toml").write_text(f"[face]\nweights = '{here}'\n", encoding="utf-8")
    code, said = kiosk("doctor")
    assert code == 1
    assert "MISSING weights" in said
    assert table()["sface"].sha256 in said


@pytest.mark.parametrize("name", ["nowhere.mp4", "text.mp4", "folder"])
def test_frames_that_cannot_be_used_are_named_before_anything_starts(here: Path, name: str) -> None:
    (here / "text.mp4").write_text("no film")
    (here / "folder").mkdir()
    code, said = kiosk("demo", "--headless", "--frames", name)
    assert code == 1
    assert name in said
    assert said.count("\n") == 1
    assert sorted(p.name for p in here.iterdir()) == ["folder", "text.mp4"]


def test_doctor_tells_how_often_strangers_are_accepted_and_warns_of_other_engines(
    here: Path,
) -> None:
    told = {f["name"]: f for f in json.loads(kiosk("doctor", "--json")[1])}["faces"]
    assert told["good"]
    assert "strict, 0.5 %" in told["sentence"]
    assert "adult East-Asian strangers" in told["sentence"]
    (here / "config.toml").write_text("[face]\nengine = 'dlib'\n", encoding="utf-8")
    told = {f["name"]: f for f in json.loads(kiosk("doctor", "--json")[1])}["faces"]
    assert not told["good"]
    assert told["sentence"].startswith("dlib hardly tells East-Asian faces apart")


def options(command: Any, path: str = "kiosk") -> Iterator[tuple[str, Any]]:
    for one in getattr(command, "params", ()):
        yield f"{path} {one.name}", one
    for name, inner in getattr(command, "commands", {}).items():
        yield from options(inner, f"{path} {name}")


def test_every_port_is_within_the_range_of_ports() -> None:
    ports = {path: one for path, one in options(get_command(app)) if path.endswith(" port")}
    assert len(ports) >= 5
    assert all(one.type.min >= 0 and one.type.max == 65535 for one in ports.values())


def test_every_option_that_takes_a_number_refuses_nan() -> None:
    context = typer.Context(get_command(app))
    numbers = [one for _, one in options(context.command) if one.type.name.startswith("float")]
    assert len(numbers) >= 3
    for one in numbers:
        with pytest.raises(typer.BadParameter):
            one.process_value(context, "nan")
        assert one.process_value(context, "7") == 7


def test_every_medical_institution_code_is_ten_digits() -> None:
    context = typer.Context(get_command(app))
    codes = [one for path, one in options(context.command) if path.endswith(" code")]
    asked = [one for one in codes if one.required]
    assert len(asked) >= 8
    for one in asked:
        for wrong in ("131234567", "１３１２３４５６７８", "abc"):
            with pytest.raises(typer.BadParameter):
                one.process_value(context, wrong)
        assert one.process_value(context, "1312345678") == "1312345678"


def test_a_recording_is_not_cut_to_nothing(here: Path) -> None:
    clip = str(schema.FOLDER / "clips" / "empty.mp4")
    code, said = kiosk("frames", "cut", clip, "cut", "--from", "2", "--to", "2")
    assert code == 2
    assert "later than" in said
    assert not (here / "cut").exists()


@pytest.mark.parametrize("rate", ["nan", "0", "1", "-0.1", "lax"])
def test_a_rate_is_a_share_of_strangers(here: Path, rate: str) -> None:
    (here / "pairs.csv").write_text("", encoding="utf-8")
    code, said = kiosk(
        "bench", "accuracy", "--pairs", "pairs.csv", "--images", ".", f"--rate={rate}"
    )
    assert code == 2
    assert "or a rate" in said
