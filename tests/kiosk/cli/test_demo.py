"""Whole receptions on real parts: virtual cards, recorded frames, real pixels, real windows."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.apps.clicks import Pace
from kiosk.apps.demo.headless import play
from kiosk.apps.demo.output_files import Output
from kiosk.apps.simulated_patient import SimulatedPatient
from kiosk.cli.demo import ENDINGS
from kiosk.config import Config
from kiosk.eligibility.national.store.database import sqlite_url
from kiosk.eligibility.national.store.registry import Registry
from kiosk.personas import find
from kiosk.records.reading import open_receptions
from kiosk.session.effects import Outcome
from kiosk.session.events import Fault, Method

ROOT = Path(__file__).parents[3]
QUICK = Pace(thinking_ms=350, typing_ms=20)


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One store of cards for all receptions here: keys take long to make."""
    return tmp_path_factory.mktemp("cards")


class Stage:
    """Plays receptions in a folder of their own."""

    def __init__(self, out: Path, cards: Path) -> None:
        self.out, self._cards = out, cards

    def config(self, **changes: Any) -> Config:
        out = self.out
        table: dict[str, Any] = {
            "timing": {"done": 0.4, "face": 20.0, "message": 3.0},
            "camera": {"source": "sakura"},
            "folder": {
                "data": str(self._cards),
                "registry": str(out / "registry.sqlite"),
                "face": str(out / "face"),
                "journal": str(out / "journal.jsonl"),
            },
        }
        for section, values in changes.items():
            table[section] = {**table.get(section, {}), **values}
        return Config.model_validate(table)

    def play(
        self,
        persona: str = "sakura",
        method: Method = Method.FACE,
        pin: str = "1234",
        **changes: Any,
    ) -> dict[str, Any]:
        config = self.config(**changes)
        return play(config, find(persona), SimulatedPatient(method, pin), Output(self.out), QUICK)

    def pages(self) -> set[str]:
        return {file.stem[3:] for file in self.out.glob("[0-9]*.png")}


@pytest.fixture
def stage(tmp_path: Path, cards: Path, qapp: QApplication) -> Stage:
    return Stage(tmp_path, cards)


def test_a_genuine_patient_is_received(stage: Stage) -> None:
    report = stage.play()
    assert report["outcome"] == "completed"
    assert report["face"]["decision"] == "matched"
    assert (stage.out / report["result_file"]).read_bytes().startswith(b"<?xml")
    assert {"idle", "method", "consent-all", "wait", "done", "take-card"} <= stage.pages()
    assert (stage.out / "contact-sheet.png").exists()
    assert json.loads((stage.out / "report.json").read_text(encoding="utf-8")) == report
    assert open_receptions(stage.out / "journal.jsonl") == []


def test_the_pin_will_do(stage: Stage) -> None:
    report = stage.play(method=Method.PIN)
    assert report["outcome"] == "completed"
    assert "pin" in stage.pages()


def test_the_old_profile_asks_one_by_one(stage: Stage) -> None:
    config = stage.config().model_copy(update={"profile": "2023-05"})
    report = play(config, find("sakura"), SimulatedPatient(Method.PIN), Output(stage.out), QUICK)
    assert report["outcome"] == "completed"
    assert {"consent-surgery", "consent-limit"} <= stage.pages()
    assert "consent-all" not in stage.pages()


def test_a_wrong_pin_costs_one_try_and_leaves_no_result(stage: Stage) -> None:
    pin = find("aoi").card.pin
    assert pin is not None
    report = stage.play("aoi", Method.PIN, pin="0000")
    assert report["outcome"] == "refused"
    assert list((stage.out / "face").iterdir()) == []
    assert stage.play("aoi", Method.PIN, pin=pin)["outcome"] == "completed"


def test_a_result_folder_that_cannot_be_written_is_said(stage: Stage) -> None:
    (stage.out / "occupied").write_text("a file where a folder should be", encoding="utf-8")
    report = stage.play(method=Method.PIN, folder={"face": str(stage.out / "occupied" / "face")})
    assert report["fault"] == Fault.FOLDER_UNWRITABLE
    assert report["result_file"] is None


def test_weights_of_a_wrong_hash_leave_the_pin(stage: Stage) -> None:
    site = stage.out / "weights"
    site.mkdir()
    for weight in ("yunet", "sface"):
        from models.graphs.weights import table

        (site / table()[weight].file).write_bytes(b"not the weights")
    report = stage.play(face={"weights": str(site)})
    assert report["outcome"] == "completed"
    assert "pin" in stage.pages()


@pytest.mark.parametrize("broken", ["missing.mp4", "text.mp4"])
def test_a_clip_that_cannot_be_opened_is_said(stage: Stage, broken: str) -> None:
    (stage.out / "text.mp4").write_text("no video", encoding="utf-8")
    report = stage.play(camera={"source": str(stage.out / broken)})
    assert report["outcome"] == "error"
    assert "face-unproven" in stage.pages()


def test_a_clip_that_ends_is_said(stage: Stage) -> None:
    report = stage.play(camera={"source": "empty", "loop": False, "start": 5.0})
    assert report["outcome"] == "error"
    assert "face-unproven" in stage.pages()


def test_a_photo_that_does_not_decode_leaves_the_pin(stage: Stage) -> None:
    stage.play("aoi", Method.PIN)
    cards = Path(stage.config().folder.data) / "cards"
    (cards / "aoi" / "photo.jp2").write_bytes(b"no picture at all")
    report = stage.play("aoi", Method.FACE, pin=find("aoi").card.pin or "")
    assert report["outcome"] == "completed"
    assert "pin" in stage.pages()


def test_nothing_personal_is_in_journal_report_or_log(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(1)
    sakura = find("sakura")
    stage.play(method=Method.PIN)
    written = caplog.text + "".join(
        (stage.out / name).read_text(encoding="utf-8") for name in ("journal.jsonl", "report.json")
    )
    person = sakura.person
    for secret in (person.name, person.kana, person.address, f"{person.birth:%Y%m%d}"):
        assert secret not in written


def test_the_command_works_from_an_empty_folder(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kiosk.cli", "demo", "--headless", "--method", "pin"]
    environment = {**os.environ, "UKETSUKE_HOME": str(tmp_path / "home")}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "completed" in done.stdout
    assert (tmp_path / "demo-out" / "report.json").exists()


def test_a_demo_into_data_folder_and_served_folder_leaves_only_what_is_its_own(
    tmp_path: Path,
) -> None:
    """What docs/interfaces.md says, with the least lucky choice of --out."""
    home, served = tmp_path / "home?#%41", tmp_path / "OQS"
    environment = {**os.environ, "UKETSUKE_HOME": str(home)}

    def kiosk(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "kiosk.cli", *words],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    kiosk("registry", "facility", "1312345678", "見本診療所")
    (home / "01-idle.png").write_bytes(b"a picture of somebody's")
    (served / "face").mkdir(parents=True)
    demo = ["demo", "--headless", "--method", "pin", "--out", str(home)]
    kiosk(*demo, "--results", str(served / "face"))
    registry = Registry(sqlite_url(home / "registry.sqlite3"))
    name, token = registry.facility("1312345678") or ("", None)
    registry.close()
    assert (name, bool(token)) == ("見本診療所", True)
    assert (home / "01-idle.png").read_bytes() == b"a picture of somebody's"
    report = json.loads((home / "report.json").read_text(encoding="utf-8"))
    assert [file.name for file in served.iterdir()] == ["face"]
    assert [str(file) for file in (served / "face").iterdir()] == [report["result_file"]]
    assert {entry.name for entry in tmp_path.iterdir()} == {home.name, served.name}


def test_the_command_names_mistakes_and_the_nearest_word(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[facilty]\n", encoding="utf-8")
    command = [sys.executable, "-m", "kiosk.cli", "demo", "--headless"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "did you mean facility?" in done.stderr
    done = subprocess.run(
        [*command, "--card", "sakra"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "sakura" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="pcscd and vpcd run on Linux only")
def test_the_same_reception_passes_through_pcscd(tmp_path: Path) -> None:
    command = [
        str(ROOT / "tools" / "with-pcscd"), sys.executable, "-m", "kiosk.cli",
        "demo", "--headless", "--reader", "pcsc",
    ]  # fmt: skip
    environment = {**os.environ, "UKETSUKE_HOME": str(tmp_path / "home")}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode == 125:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stderr
    report = json.loads((tmp_path / "demo-out" / "report.json").read_text(encoding="utf-8"))
    assert report["outcome"] == "completed"


def test_a_card_put_back_goes_on_where_it_was(stage: Stage, qtbot: Any) -> None:
    from kiosk.apps.kiosk import Kiosk
    from kiosk.session.events import Press
    from kiosk.session.view import (
        ConsentAllPage,
        DonePage,
        IdlePage,
        MethodPage,
        PinPage,
        RemovedEarlyPage,
        Screen,
        TakeCardPage,
    )

    seen: list[Screen] = []
    kiosk = Kiosk(stage.config(), virtual=True)
    kiosk.painted.connect(seen.append)
    kiosk.open()

    def on(*pages: type) -> None:
        """Wait for one of these pages after the last one that was waited for."""

        def there() -> list[int]:
            return [i for i, shown in enumerate(seen) if isinstance(shown.page, pages)]

        qtbot.waitUntil(lambda: bool(there()), timeout=30000)
        del seen[: there()[0] + 1]

    qtbot.waitUntil(lambda: any(s.page == IdlePage(None, phone=True) for s in seen), timeout=30000)
    assert kiosk.desk is not None
    placer = kiosk.desk.card_placer
    assert placer is not None
    placer.place(find("sakura"))
    on(MethodPage)
    kiosk.press(Press.PIN)
    on(PinPage)
    for digit in "1234":
        kiosk.press(Press.DIGIT, int(digit))
    kiosk.press(Press.ENTER)
    on(ConsentAllPage)
    placer.take()
    on(RemovedEarlyPage)
    placer.place(find("sakura"))
    on(ConsentAllPage)
    kiosk.press(Press.AGREE_ALL)
    on(DonePage, TakeCardPage)
    kiosk.close()
    assert len(list((stage.out / "face").iterdir())) == 1


def test_every_outcome_has_an_exit_code_of_its_own() -> None:
    assert set(ENDINGS) == {str(outcome) for outcome in Outcome}
    assert sorted(ENDINGS.values()) == [0, 1, 3, 4, 5, 6], "2 is wrong use"
