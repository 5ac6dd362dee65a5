"""Receptions as staff see them, run and end them."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import insert

from kiosk.clock import japan
from kiosk.eligibility.adapters import embedded
from kiosk.eligibility.adapters.stored_answers import answers_to_json
from kiosk.eligibility.national.consents import OUTPATIENT_WINDOW
from kiosk.eligibility.national.store import owed_results, tables
from kiosk.personas import find
from kiosk.records.record import Moment, Note
from kiosk.session.effects import Answers, Outcome
from kiosk.session.events import Fault
from kiosk.session.view import (
    ConsentAllPage,
    DonePage,
    ErrorPage,
    MethodPage,
    RegistrationPage,
    TakeCardPage,
)
from kiosk.staff.acts import Restart, TakeOver
from kiosk.staff.permissions import ALLOWED
from kiosk.staff.roles import Role
from kiosk.staff.rows import after, begun, row
from kiosk.staff.view import Notice, Status
from kiosk.texts import load
from tests.support.staff import Clinic


def test_a_reception_is_shown_as_it_runs_and_then_with_its_result(
    make_clinic: Callable[..., Clinic],
) -> None:
    clinic = make_clinic()
    clinic.sign_in()
    (patient,) = clinic.patients
    patient.place(find("sakura"))
    patient.until(MethodPage)
    clinic.select("本人確認中")
    clinic.says("本人確認中")
    assert "見本" not in clinic.texts()
    patient.go(find("sakura"), ConsentAllPage)
    clinic.says("見本 さくら", "ミホン サクラ", "同意を選択中")
    patient.go(find("sakura"), DonePage)
    clinic.select("見本 さくら", "有効", "暗証番号")
    clinic.says("3割", "01******", "令和3年4月1日～")
    until = japan() + OUTPATIENT_WINDOW
    clinic.says(f"同意  {until.month}月{until.day}日")
    assert "01990019" not in clinic.texts()


def test_two_kiosks_at_one_desk_never_show_one_patients_result_under_anothers_name(
    make_clinic: Callable[..., Clinic],
) -> None:
    """Twins with all in common but the name stand at two kiosks, each number 1 there, at once."""
    clinic = make_clinic(desks=2)
    clinic.sign_in()
    first, second = clinic.patients
    itsuki, tsumugi, ren = find("itsuki"), find("tsumugi"), find("ren")
    first.go(itsuki, ConsentAllPage)
    second.go(tsumugi, ConsentAllPage)
    second.go(tsumugi, DonePage)
    first.go(itsuki, DonePage)
    for patient in clinic.patients:
        patient.take()
    first.go(ren, ConsentAllPage)
    clinic.wait(lambda: len([r for r in clinic.staff.view.receptions if r.name]) == 3)
    for persona, desk in ((itsuki, 1), (tsumugi, 2), (ren, 1)):
        name = persona.person.name.replace("　", " ")
        clinic.select(name)
        clinic.wait(lambda d=desk: f"受付 {d}番" in clinic.texts())
        chosen = next(r for r in clinic.staff.view.receptions if r.name == name)
        assert (chosen.desk, chosen.id.split("-")[0]) == (desk, str(desk))
        if chosen.result is not None:
            assert chosen.result.birth == persona.person.birth
    assert clinic.staff.view.selected == "1-2"
    assert next(r for r in clinic.staff.view.receptions if r.id == "1-2").result is None


def test_a_name_beyond_shift_jis_is_shown_with_its_kana(
    make_clinic: Callable[..., Clinic],
) -> None:
    clinic = make_clinic()
    clinic.sign_in(Role.RECORDS)
    clinic.patients[0].visit(find("kuromaru"))
    clinic.select("●野 龍之介", "ヨシノ リュウノスケ")
    clinic.says("● は表示できない漢字です")


def test_a_certificate_in_its_grace_is_said_beside_the_result(
    make_clinic: Callable[..., Clinic],
) -> None:
    clinic = make_clinic()
    clinic.sign_in()
    clinic.patients[0].visit(find("grace"))
    clinic.select("受付 翔太", "有効")
    clinic.says("電子証明書の期限が切れています", "市区町村")


@pytest.mark.parametrize(
    ("persona", "words"), [("lapsed", "失効・有効期限切れ"), ("licence", "マイナンバーカード以外")]
)
def test_a_card_that_will_not_do_is_explained_without_a_name(
    make_clinic: Callable[..., Clinic], persona: str, words: str
) -> None:
    clinic = make_clinic()
    clinic.sign_in()
    clinic.patients[0].go(find(persona), ErrorPage)
    clinic.select("エラー")
    clinic.says(words)


def test_who_does_not_register_the_card_is_shown_so(make_clinic: Callable[..., Clinic]) -> None:
    from kiosk.session.events import Press

    clinic = make_clinic()
    clinic.sign_in()
    (patient,) = clinic.patients
    patient.go(find("unregistered"), RegistrationPage)
    patient.kiosk.press(Press.NOT_REGISTER)
    patient.until(ErrorPage)
    clinic.select("受付 直", "エラー")
    clinic.says("利用登録をしませんでした")


def test_a_running_reception_is_cancelled_by_keys(make_clinic: Callable[..., Clinic]) -> None:
    clinic = make_clinic()
    clinic.sign_in(Role.GENERAL)
    assert clinic.buttons("目視確認に切り替える") == []
    (patient,) = clinic.patients
    patient.go(find("sakura"), ConsentAllPage)
    clinic.wait(lambda: bool(clinic.rows()))
    clinic.rows()[0].setFocus()
    QTest.keyClick(clinic.rows()[0], Qt.Key.Key_Space)
    clinic.press("受付を取り消す")
    (ask,) = clinic.asks()
    for _ in range(2):
        QTest.keyClick(ask.focusWidget() or ask, Qt.Key.Key_Tab)
    focused = clinic.window.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Space)
    patient.until(TakeCardPage)
    clinic.select("見本 さくら", "取り消し")
    patient.take()


def test_a_result_that_came_too_late_is_noted_at_its_own_reception_only() -> None:
    texts, at = load(domain="staff"), datetime(2026, 11, 20, 9, 30)
    runs = {number: begun(1, number, at) for number in (1, 2)}
    for moment in (
        Moment(0.0, 1, outcome=Outcome.ERROR, fault=Fault.NETWORK_DOWN),
        Moment(1.0, 2, "reading"),
        Moment(2.0, 1, note=Note.LATE, result="OQSsiquc01res_face_1.xml"),
    ):
        runs[moment.reception] = after(runs[moment.reception], moment, at)
    first, second = (row(run, None, texts) for run in runs.values())
    assert (first.status, first.notices) == (Status.ERROR, (Notice.LATE,))
    assert second.notices == ()


def test_a_result_that_was_given_up_is_noted_until_it_comes() -> None:
    at = datetime(2026, 11, 20, 9, 30)
    run = begun(1, 1, at)
    run = after(run, Moment(0.0, 1, outcome=Outcome.ERROR, fault=Fault.SYSTEM_DOWN), at)
    texts = load(domain="staff")
    told = []
    for note in (Note.GIVEN_UP, Note.LATE):
        run = after(run, Moment(1.0, 1, note=note), at)
        told.append(row(run, None, texts).notices)
    assert told == [(Notice.GIVEN_UP,), (Notice.LATE,)]


def test_the_day_is_still_there_after_a_restart(make_clinic: Callable[..., Clinic]) -> None:
    clinic = make_clinic()
    clinic.sign_in()
    clinic.patients[0].visit(find("sakura"))
    clinic.select("見本 さくら", "有効")
    again = make_clinic()
    again.sign_in()
    again.select("見本 さくら", "有効")
    again.says("ほかの受付", "3割")


def test_a_running_reception_is_begun_anew_with_the_card_that_lies_there(
    make_clinic: Callable[..., Clinic],
) -> None:
    clinic = make_clinic()
    clinic.sign_in(Role.GENERAL)
    (patient,) = clinic.patients
    patient.go(find("sakura"), ConsentAllPage)
    clinic.select("見本 さくら", "同意を選択中")
    clinic.press("最初からやり直す")
    clinic.press("やり直す")
    patient.until(MethodPage)
    clinic.select("見本 さくら", "取り消し")
    patient.go(find("sakura"), DonePage)
    clinic.select("見本 さくら", "有効")
    assert [run.number for run in clinic.staff.desks[0].runs.values()] == [1, 2]
    acts = [line["act"] for line in clinic.journal() if "act" in line]
    assert acts == ["restart"]
    patient.take()


def test_who_may_only_read_cannot_begin_anew(make_clinic: Callable[..., Clinic]) -> None:
    clinic = make_clinic()
    clinic.sign_in(Role.RECORDS)
    (patient,) = clinic.patients
    patient.go(find("sakura"), ConsentAllPage)
    clinic.staff.act(Restart("1-1"))
    assert patient.at(ConsentAllPage)
    assert not [line for line in clinic.journal() if "act" in line]


def test_a_result_whose_desk_is_gone_is_taken_over_by_a_press(
    make_clinic: Callable[..., Clinic], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "BEAT", timedelta())  # look at every turn what is to be delivered
    clinic = make_clinic()
    desk = clinic.patients[0].kiosk.desk
    assert desk is not None
    registry, then = desk.registry, japan() - timedelta(minutes=11)
    owed_results.seen(registry, "f" * 32, "1312345678", "the other desk", then)
    person = registry.id_of("sakura")
    with registry.transaction() as connection:
        connection.execute(
            insert(tables.reception).values(
                reference="of the other desk", facility="1312345678", desk="f" * 32, at=then,
                person_id=person, method="pin", certificate="valid",
                state=owed_results.ANSWERED, payload=json.dumps(
                    {"at": then.isoformat(), **answers_to_json(Answers())}
                ).encode(),
            )
        )  # fmt: skip
    clinic.sign_in(Role.GENERAL)
    clinic.select("見本 さくら")
    clinic.says("結果がまだ届いていません")
    assert list((tmp_path / "face").iterdir()) == []
    clinic.press("この受付で受け取る")
    clinic.qtbot.waitUntil(lambda: bool(list((tmp_path / "face").glob("*.xml"))), timeout=60_000)
    clinic.wait(lambda: not clinic.buttons("この受付で受け取る"))
    assert [line["act"] for line in clinic.journal() if "act" in line] == ["take_over"]


def test_who_may_only_read_takes_nothing_over() -> None:
    assert Role.RECORDS not in ALLOWED[TakeOver]


def test_a_card_whose_print_cannot_be_read_is_told_while_it_lies_there(
    make_clinic: Callable[..., Clinic],
) -> None:
    clinic = make_clinic()
    clinic.sign_in(Role.ADMIN)
    patient, staff = clinic.patients[0], clinic.staff
    desk = patient.kiosk.desk
    assert desk is not None
    assert desk.card_placer is not None
    desk.card_placer.place(find("sakura"), unread=True)
    patient.until(MethodPage)
    clinic.wait(lambda: Notice.UNREAD in staff.view.receptions[0].notices)
    patient.take()
    clinic.wait(lambda: Notice.UNREAD not in staff.view.receptions[0].notices)
