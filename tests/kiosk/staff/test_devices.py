"""The lamps, of real devices."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.config import Config
from kiosk.desk import doctor
from kiosk.desk.sources import READERS, ReaderOptions
from kiosk.personas import find
from kiosk.session.events import Event, Fault
from kiosk.session.view import (
    ConsentAllPage,
    ErrorPage,
    TakeCardPage,
)
from kiosk.staff.device_status import Lamps, examine_folders, words
from kiosk.staff.roles import Role
from kiosk.staff.view import Lamp
from kiosk.texts import load, plain
from tests.support.staff import Clinic


def test_a_kiosk_in_which_nobody_can_place_a_card_says_that_it_has_no_reader() -> None:
    told: list[Event] = []
    reader, _ = READERS["inprocess"].open(ReaderOptions(Config().reader, virtual=False))
    reader.watch(told.append)
    assert [getattr(one, "fault", None) for one in told] == [Fault.READER_MISSING]
    finding = next(doctor.card_readers(Config()))
    assert "reader.kind" in finding.sentence
    assert "config.toml" in words(load(domain="staff"), finding)


def test_a_folder_that_cannot_be_written_lights_its_lamp_and_stops_the_row(
    make_clinic: Callable[..., Clinic], tmp_path: Path
) -> None:
    (tmp_path / "occupied").write_text("a file where a folder should be", encoding="utf-8")
    clinic = make_clinic(face=str(tmp_path / "occupied" / "face"))
    clinic.sign_in()
    (patient,) = clinic.patients
    patient.go(find("sakura"), ErrorPage)
    clinic.press("faceフォルダ 書き込めません")
    clinic.says(str(tmp_path / "occupied" / "face"), "空きと書き込みの許可")
    clinic.press("とじる")
    clinic.select("見本 さくら", "エラー")
    clinic.says(load(domain="staff")(f"fault.{Fault.FOLDER_UNWRITABLE}"))


def test_a_lamp_is_well_again_when_the_folder_can_be_written(
    make_clinic: Callable[..., Clinic], tmp_path: Path
) -> None:
    (tmp_path / "occupied").write_text("a file where a folder should be", encoding="utf-8")
    clinic = make_clinic(face=str(tmp_path / "occupied" / "face"))
    clinic.wait(lambda: bool(clinic.lamp("folder").sentence))
    (tmp_path / "occupied").unlink()
    clinic.staff.tick()
    clinic.wait(lambda: not clinic.lamp("folder").sentence)


def test_the_doctor_speaks_english_in_the_log_and_japanese_to_staff(
    make_clinic: Callable[..., Clinic], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "occupied").write_text("a file where a folder should be", encoding="utf-8")
    clinic = make_clinic(face=str(tmp_path / "occupied" / "face"))
    clinic.wait(lambda: bool(clinic.lamp("folder").sentence))
    assert "cannot be written; choose another as folder.face" in caplog.text
    assert "に書き込めません。" in clinic.lamp("folder").advice


def test_answers_that_cannot_be_written_are_said_until_they_can(tmp_path: Path) -> None:
    """The `res` of an OQS folder has become a file."""
    (tmp_path / "res").write_text("in the way", encoding="utf-8")
    asked = {"adapter": "folder", "folder": str(tmp_path)}
    config = Config.model_validate(
        {"eligibility": asked, "folder": {"face": str(tmp_path / "face")}}
    )
    lamps, texts = Lamps(), load(domain="staff")

    def lamp() -> Lamp:
        lamps.folders(examine_folders(config))
        return next(one for one in lamps.shown(texts) if one.device == "folder")

    assert lamp().sentence == texts("lamp.answers")
    assert "待っている答えが届きます" in plain(lamp().advice)
    (tmp_path / "res").unlink()
    (tmp_path / "res").mkdir()
    assert not lamp().sentence


def test_a_disk_that_is_full_is_said_by_the_doctor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "ROOM_BYTES", 1 << 62)
    asked = {"adapter": "folder", "folder": str(tmp_path)}
    config = Config.model_validate({"eligibility": asked, "folder": {"face": str(tmp_path)}})
    found = examine_folders(config)
    assert {device: one.topic for device, one in found.items()} == {
        "folder": "folder.full", "answers": "answers.full",
    }  # fmt: skip
    texts = load(domain="staff")
    assert all("空き" in words(texts, finding) for finding in found.values())


@pytest.mark.parametrize(
    "topic",
    ["camera.missing", "camera.forbidden", "folder.unwritable", "folder.full",
     "answers.unwritable", "answers.full", "pcsc.missing", "pcsc.down", "reader.missing"],
)  # fmt: skip
def test_every_topic_of_the_doctor_has_words_for_staff(topic: str) -> None:
    assert load(domain="staff").has(f"doctor.{topic}")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has /dev/full")
def test_a_press_counts_though_the_journal_is_full_and_staff_are_told(
    make_clinic: Callable[..., Clinic], tmp_path: Path
) -> None:
    journal = tmp_path / "journal0.jsonl"
    journal.symlink_to("/dev/full")
    clinic = make_clinic()
    clinic.sign_in(Role.GENERAL)
    (patient,) = clinic.patients
    patient.go(find("sakura"), ConsentAllPage)
    clinic.press("faceフォルダ 記録を書き込めません")
    clinic.says("受付はそのまま続けられます", "空きがありません")
    clinic.press("とじる")
    clinic.select("見本 さくら")
    clinic.press("受付を取り消す")
    clinic.press("取り消す")
    patient.until(TakeCardPage)
    journal.unlink()  # room again
    clinic.wait(lambda: not clinic.lamp("folder").sentence)
    assert [line["act"] for line in clinic.journal() if "act" in line] == ["cancel"]
    patient.take()
