"""`kiosk run --control`: refused beside real devices, steered with a token, seen on the window."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from typer.testing import CliRunner

from kiosk.cli.main import app
from kiosk.testkit.client import Kiosk, Refused, Service

VIRTUAL = '[reader]\nkind = "inprocess"\n[camera]\nsource = "sakura"\n'


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "config.toml"
    file.write_text(VIRTUAL, "utf-8")
    return file


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[reader]\nkind = "pcsc"\n[camera]\nsource = "sakura"\n', "a real card reader"),
        ('[reader]\nkind = "inprocess"\n', "a real camera"),
    ],
)
def test_it_is_refused_beside_real_devices(
    config: Path, text: str, said: str, qapp: QApplication
) -> None:
    config.write_text(text, "utf-8")
    done = CliRunner().invoke(app, ["run", "--control", "0", "--control-token-file", "token"])
    assert done.exit_code == 1
    assert said in done.output
    assert not (config.parent / "token").exists()


def says_that_it_is_a_test(picture: bytes) -> bool:
    """Whether the red notice stands in the middle of the window's upper edge."""
    shown = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
    assert shown is not None
    width = shown.shape[1]
    edge = shown[:6, width // 2 - 20 : width // 2 + 20].reshape(-1, 3)
    return bool(np.all(edge == (0x1E, 0x26, 0xB3), axis=1).mean() > 0.5)


@pytest.fixture
def running(config: Path) -> Iterator[Service]:
    command = [sys.executable, "-m", "kiosk.cli", "run", "--control", "0"]
    process = subprocess.Popen(
        [*command, "--control-token-file", "token"],
        cwd=config.parent,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    url = process.stdout.readline().strip()
    service = Service(url, (config.parent / "token").read_text().strip())
    yield service
    service.close()
    process.terminate()
    process.stdout.close()
    process.wait(30)


def test_a_kiosk_at_its_real_pace_is_steered(running: Service, config: Path) -> None:
    kiosk = Kiosk(running, "1")
    kiosk.expect(page="idle", fault=None)
    assert says_that_it_is_a_test(kiosk.picture)
    kiosk.insert("sakura")
    kiosk.press("pin", on="method")
    kiosk.pin("1234")
    kiosk.press("agree_all", on="consent_all")
    kiosk.remove(on="take_card")
    kiosk.expect(page="idle", outcome="completed")
    assert kiosk.result["QualificationValidity"] == "1"
    with pytest.raises(Refused, match="already open"):
        running.open()
    with pytest.raises(Refused, match="closed by its window"):
        kiosk.close()
    if os.name == "posix":
        assert (config.parent / "token").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("calls", "said"),
    [
        ([("begin", {})], "begin with the act"),
        ([("open", {"use": "nowhere"})], "no use is called"),
        ([("open", {}), ("agree_al", {})], "the nearest is 'agree_all'"),
        ([("open", {}), ("card", {"card": "kenji"})], "no card is asked for"),
        ([("open", {}), ("begin", {}), ("store", {})], "the page input has no button store"),
        ([("open", {}), ("store", {})], "the page start has no button store"),
        ([("open", {}), ("begin", {}), ("agree_all", {}), ("day", {})], "confirm has no button"),
        ([("care", {"card": "kenji"})], "care needs a month"),
        ([("care", {"card": "kenji", "month": "2027-1"})], "care needs a month, as 2027-01"),
        ([("care", {"card": "kenji", "month": "2027-13"})], "care needs a month, as 2027-01"),
        ([("recheck", {})], "needs a card"),
        ([("recheck", {"card": "kenjo"})], "no persona is called 'kenjo'; the nearest is 'kenji'"),
    ],
)
def test_an_act_of_a_visit_that_cannot_be_is_refused(
    service: Service, calls: list[tuple[str, dict[str, str]]], said: str
) -> None:
    kiosk = service.open()
    *before, (act, more) = calls
    for done, given in before:
        kiosk.visit(done, **given)
    with pytest.raises(Refused, match=said):
        kiosk.visit(act, **more)
    kiosk.close()
