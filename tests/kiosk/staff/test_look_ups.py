"""Look-ups by staff in the registry."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtTest import QTest

from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.homevisit.visits import Ledger, NewVisit
from kiosk.eligibility.national.system import National
from kiosk.eligibility.pki.issuer import serial_of
from kiosk.eligibility.uses import Use
from kiosk.eligibility.wire.qualification import Request, RequestBody, RequestHeader, SearchInfo
from kiosk.personas import find
from kiosk.session.codes import Treatment
from kiosk.session.effects import Answers
from kiosk.session.rules import Category
from kiosk.staff.view import Notice, Recheck, Status
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


def test_a_check_again_by_the_receipt_computer_is_a_row_of_its_own(
    make_clinic: Callable[..., Clinic],
) -> None:
    clinic = make_clinic()
    clinic.sign_in()
    kiosk = clinic.patients[0].kiosk
    assert kiosk.desk is not None
    code, national = kiosk.config.facility.code, National(kiosk.desk.registry)
    holder, _ = national.registry.of_card(serial_of("kenji"))
    with national.registry.transaction() as connection:
        ledger = Ledger(connection, code, national.clock(), national.settings)
        ledger.register(holder, NewVisit("r", Use.VISIT, Answers(frozenset({Category.CARE}))))
    held = find("kenji").insurance[0]
    search = SearchInfo(
        insurer_number=held.insurer_number,
        insured_card_symbol=held.symbol or None,
        insured_identification_number=held.number,
        birthdate=find("kenji").person.birth,
    )
    request = Request(RequestHeader(code), RequestBody((search,)))
    for treatment in (Treatment.HOME_VISIT, Treatment.ONLINE):  # the second one is refused
        national.lasting(Facility(code), request, treatment, None)
    clinic.staff.tick()
    clinic.select("訪問再照会", "有効")
    clinic.says("再照会（訪問診療等）")
    (line,) = clinic.staff.view.receptions
    assert line.recheck is Recheck.HOME_VISIT
    assert [one.category for one in line.result.consents if one.given] == [Category.CARE]
