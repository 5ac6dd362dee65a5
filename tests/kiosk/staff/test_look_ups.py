"""Look-ups by staff in the registry."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtTest import QTest

from kiosk.personas import find
from kiosk.staff.view import Notice, Status
from tests.support.staff import Clinic


def test_an_old_insurance_is_looked_up_and_the_new_one_warned_of(
    make_clinic: Callable[..., Clinic],
) -> None:
    clinic = make_clinic()
    clinic.sign_in()
    old = find("ren").insurance[0]
    _look_up(clinic, old, find("ren").person.birth)
    clinic.says("無効（新しい資格あり）", "試野 蓮", "シノ レン")
    new = find("ren").insurance[1]
    clinic.press("別の番号で照会")
    _fill(clinic, new, find("ren").person.birth)
    clinic.wait(
        lambda: [r.status for r in clinic.staff.view.receptions] == [Status.NEW, Status.VALID]
    )
    assert new.number not in clinic.texts()
    clinic.press("もう一度照会")
    clinic.wait(lambda: len(clinic.rows()) == 3)


def test_a_look_up_of_nobody_is_said(make_clinic: Callable[..., Clinic]) -> None:
    clinic = make_clinic()
    clinic.sign_in()
    _look_up(clinic, find("ren").insurance[0], date(1970, 1, 1))
    clinic.says("資格が見つかりません")


def test_a_look_up_by_the_facilitys_number_alone_warns_of_the_front_desk_rule(
    make_clinic: Callable[..., Clinic],
) -> None:
    clinic = make_clinic()
    clinic.sign_in()
    (patient,) = clinic.patients
    assert patient.kiosk.desk is not None
    registry = patient.kiosk.desk.registry
    registry.link(patient.kiosk.config.facility.code, "00123", registry.id_of("sakura"))
    clinic.press("資格確認書の番号で照会")
    QTest.keyClicks(clinic.field("または 照会番号"), "00123")
    clinic.press("照会する")
    clinic.says("有効", "カードか資格確認書の提示も必要です")
    patient.visit(find("sakura"))
    clinic.select("照会", "有効")
    clinic.press("もう一度照会")
    clinic.wait(lambda: len([r for r in clinic.staff.view.receptions if r.looked_up]) == 2)
    first, second = (r for r in clinic.staff.view.receptions if r.looked_up)
    assert {first.notices, second.notices} == {(Notice.UNSHOWN,), ()}


def _look_up(clinic: Clinic, held: Any, birth: date) -> None:
    clinic.press("資格確認書の番号で照会")
    _fill(clinic, held, birth)


def _fill(clinic: Clinic, held: Any, birth: date) -> None:
    for name, value in (
        ("保険者番号", held.insurer_number), ("記号", held.symbol), ("番号", held.number),
        ("枝番", held.branch), ("生年月日", birth.isoformat()),
    ):  # fmt: skip
        clinic.field(name).setText(value)
    clinic.press("照会する")
