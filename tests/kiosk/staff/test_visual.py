"""目視確認モード at real kiosks."""

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QRadioButton

from kiosk.personas import find
from kiosk.session.events import Press
from kiosk.session.view import (
    ConsentAllPage,
    DonePage,
    MethodPage,
    TakeCardPage,
    VisualPage,
)
from kiosk.staff.roles import Role
from kiosk.visual_password import FILE, VisualPassword
from tests.support.staff import QUICK, Clinic
from tests.support.time import MovedTime


def test_staff_vouch_by_eye_for_one_patient_and_the_journal_says_who(
    make_clinic: Callable[..., Clinic],
) -> None:
    clinic = make_clinic()
    clinic.sign_in()
    clinic.press("目視確認に切り替える")
    clinic.press("切り替える")
    clinic.press("OK")
    clinic.says("目視確認モード中", "kanriが", "次の1人で自動で戻ります")
    (patient,) = clinic.patients
    sakura = find("sakura")
    patient.place(sakura)
    patient.until(VisualPage)
    clinic.press("本人と確認した")
    patient.until(ConsentAllPage)
    assert clinic.asks() == []
    patient.go(sakura, DonePage)
    clinic.says("無人運転モード")
    clinic.select("見本 さくら", "目視")
    patient.take()
    acts = [(line["act"], line["staff"]) for line in clinic.journal() if "act" in line]
    assert acts == [
        ("start_visual", "kanri"), ("confirm_visual", "kanri"), ("visual_over", "kanri"),
    ]  # fmt: skip
    assert all(line["time"] for line in clinic.journal())
    written = json.dumps(clinic.journal(), ensure_ascii=False)
    assert sakura.person.name not in written
    assert sakura.person.kana not in written


def test_visual_mode_for_minutes_is_noted_and_can_be_ended_by_hand(
    make_clinic: Callable[..., Clinic],
) -> None:
    clinic = make_clinic(desks=2)
    clinic.sign_in()
    clinic.press("目視確認に切り替える")
    clinic.window.findChildren(QRadioButton)[1].setChecked(True)
    clinic.window.findChildren(QRadioButton)[3].setChecked(True)
    clinic.press("切り替える")
    clinic.press("OK")
    clinic.says("あと10分で自動で戻ります")
    first, second = clinic.patients
    first.place(find("sakura"))
    first.until(MethodPage)
    second.place(find("aoi"))
    second.until(VisualPage)
    clinic.press("確認できない")
    second.until(TakeCardPage)
    assert first.at(MethodPage)
    clinic.press("無人運転に戻す")
    clinic.says("無人運転モード")
    acts = [line for line in clinic.journal(1) if "act" in line]
    assert [line["act"] for line in acts] == [
        "start_visual", "refuse_visual", "end_visual", "visual_over",
    ]  # fmt: skip
    assert acts[0]["minutes"] == 10
    assert not [line for line in clinic.journal(0) if "act" in line]


def test_staff_vouch_at_the_reader_and_the_record_says_when_where_and_who(
    make_clinic: Callable[..., Clinic],
) -> None:
    clinic = make_clinic()
    (patient,) = clinic.patients
    kiosk = patient.kiosk
    VisualPassword(Path(kiosk.config.folder.data) / FILE, QUICK).put("246810")
    try:
        for signed_in in ("", "ippan"):
            if signed_in:
                clinic.sign_in(Role.GENERAL)
            patient.place(find("sakura"))
            patient.until(MethodPage)
            kiosk.press(Press.VISUAL)
            for digit in "246810":
                kiosk.press(Press.DIGIT, int(digit))
            kiosk.press(Press.ENTER)
            patient.until(ConsentAllPage)
            patient.go(find("sakura"), DonePage)
            patient.take()
    finally:
        (Path(kiosk.config.folder.data) / FILE).unlink()
    acts = [line for line in clinic.journal() if line.get("act") == "visual_at_reader"]
    assert [(line["staff"], line["kiosk"]) for line in acts] == [("", "001"), ("ippan", "001")]
    assert all(line["time"] and line["reception"] for line in acts)
    assert "246810" not in json.dumps(clinic.journal())
    clinic.press("目視確認の記録")
    clinic.says("ippan　リーダーで目視確認", "ログインなし　リーダーで目視確認")
    clinic.press("とじる")


def test_the_record_says_who_switched_today_and_when_also_after_a_restart(
    make_clinic: Callable[..., Clinic],
) -> None:
    clinic = make_clinic()
    clinic.sign_in()
    clinic.press("目視確認に切り替える")
    clinic.press("切り替える")
    clinic.press("OK")
    clinic.says("目視確認モード中")
    clinic.press("無人運転に戻す")
    clinic.says("無人運転モード")
    shows_the_record(clinic)
    time = MovedTime()
    again = make_clinic(time=time)
    again.sign_in()
    shows_the_record(again)
    time.moved += 24 * 3600
    again.staff.tick()
    assert again.staff.view.record == ()


def shows_the_record(clinic: Clinic) -> None:
    clinic.wait(lambda: len(clinic.staff.view.record) == 3)
    acts = [(entry.who, entry.act) for entry in clinic.staff.view.record]
    assert acts == [("kanri", "start_visual"), ("kanri", "end_visual"), ("kanri", "visual_over")]
    clinic.press("目視確認の記録")
    clinic.says("kanri　目視確認に切り替え", "kanri　無人運転に戻した")
    clinic.press("とじる")
