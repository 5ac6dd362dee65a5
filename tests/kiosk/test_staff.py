"""The staff's window on real kiosks: virtual cards, real receptions, one registry."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from kiosk.app.accounts import DEMO, demo_accounts
from kiosk.app.actor import Actor, Move, Typed
from kiosk.app.screen import Kiosk
from kiosk.app.staff import Staff
from kiosk.app.staff_rows import Run, after, row
from kiosk.config import Config
from kiosk.eligibility.clock import japan
from kiosk.eligibility.consent import OUTPATIENT_WINDOW
from kiosk.eligibility.settings import EligibilitySettings
from kiosk.journal import entries
from kiosk.personas import Persona, find
from kiosk.runner import LATE, Moment
from kiosk.session.effects import Outcome
from kiosk.session.events import Fault, Method
from kiosk.session.view import (
    ConsentAllPage,
    DonePage,
    ErrorPage,
    IdlePage,
    MethodPage,
    RegistrationPage,
    Screen,
    TakeCardPage,
    VisualPage,
)
from ui.components import Button
from ui.i18n import load
from ui.staff.dialogs import Ask
from ui.staff.model import Notice, Reception, Role, Status
from ui.staff.rows import Row

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PATIENCE_MS = 20_000


class Patient(QObject):
    """Stands at one kiosk and acts until a page of some type is there."""

    def __init__(self, kiosk: Kiosk, qtbot: QtBot) -> None:
        super().__init__()
        self.kiosk, self._qtbot = kiosk, qtbot
        self.screen: Screen | None = None
        kiosk.painted.connect(self._seen)

    def _seen(self, screen: Screen) -> None:
        self.screen = screen

    def at(self, *pages: type) -> bool:
        return self.screen is not None and isinstance(self.screen.page, pages)

    def place(self, persona: Persona) -> None:
        assert self.kiosk.furniture is not None
        assert self.kiosk.furniture.hand is not None
        if self.kiosk.furniture.hand.card is None:
            self.kiosk.furniture.hand.place(persona)

    def take(self) -> None:
        assert self.kiosk.furniture is not None
        assert self.kiosk.furniture.hand is not None
        self.kiosk.furniture.hand.take()
        self.until(IdlePage)

    def until(self, *pages: type) -> None:
        self._qtbot.waitUntil(lambda: self.at(*pages), timeout=PATIENCE_MS)

    def go(self, persona: Persona, *until: type) -> None:
        """Lay the card down and answer by PIN and in agreement until one of these pages."""
        self.place(persona)
        actor = Actor(Method.PIN, persona.card.pin or "")

        def there() -> bool:
            if self.at(*until):
                return True
            if self.screen is not None and not self.at(IdlePage):
                act = actor.act(self.screen, None, holds_card=False)
                assert act is not Move.TAKE_CARD, self.screen.page
                if isinstance(act, Typed):
                    self.kiosk.press(act.press, act.digit)
                    self.screen = None
            return False

        self._qtbot.waitUntil(there, timeout=PATIENCE_MS)

    def visit(self, persona: Persona) -> None:
        """A whole reception."""
        self.go(persona, DonePage, TakeCardPage)
        self.take()


@dataclass
class Clinic:
    """Kiosks with their patients, and the staff's window over them."""

    staff: Staff
    patients: list[Patient]
    journals: list[Path]
    qtbot: QtBot = field(repr=False)

    @property
    def window(self) -> QWidget:
        return self.staff.window

    def wait(self, until: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(until, timeout=PATIENCE_MS)

    def texts(self) -> str:
        return " ".join(w.text() for w in self.window.findChildren(QLabel) if w.isVisible())

    def says(self, *words: str) -> None:
        """Wait until all of these stand in the window."""
        self.wait(lambda: all(word in self.texts() for word in words))

    def rows(self) -> list[Row]:
        return [row for row in self.window.findChildren(Row) if row.isVisible()]

    def select(self, *words: str) -> None:
        """Press the row that says all of these."""

        def named() -> Row | None:
            fits = (r for r in self.rows() if all(w in r.accessibleName() for w in words))
            return next(fits, None)

        self.wait(lambda: named() is not None)
        row = named()
        assert row is not None
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def buttons(self, name: str) -> list[Button]:
        found = self.window.findChildren(Button)
        return [b for b in found if b.accessibleName() == name and b.isVisible()]

    def press(self, name: str) -> None:
        self.wait(lambda: bool(self.buttons(name)))
        QTest.mouseClick(self.buttons(name)[-1], Qt.MouseButton.LeftButton)

    def field(self, name: str) -> QLineEdit:
        fields = self.window.findChildren(QLineEdit)
        return next(f for f in fields if f.accessibleName().startswith(name) and f.isVisible())

    def sign_in(self, role: Role = Role.ADMIN) -> None:
        name, password = DEMO[role]
        self.type_in(name, password)
        self.wait(lambda: not self.asks())

    def type_in(self, name: str, password: str) -> None:
        """With keys only: Tab from field to field, Return at the end."""
        QTest.keyClicks(self.field("利用者"), name)
        QTest.keyClick(self.field("利用者"), Qt.Key.Key_Tab)
        assert self.window.focusWidget() is self.field("パスワード")
        QTest.keyClicks(self.field("パスワード"), password)
        QTest.keyClick(self.field("パスワード"), Qt.Key.Key_Return)

    def asks(self) -> list[Ask]:
        return [ask for ask in self.window.findChildren(Ask) if ask.isVisible()]

    def shown(self, kana: str) -> Reception:
        """The row that the window was given under that name."""
        view = self.staff.view
        return next(one for one in view.receptions if one.kana == kana)

    def journal(self, desk: int = 0) -> list[dict[str, Any]]:
        return list(entries(self.journals[desk]))


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cards")


@pytest.fixture
def make_clinic(tmp_path: Path, cards: Path, qtbot: QtBot) -> Iterator[Callable[..., Clinic]]:
    """Clinics with one or two desks on one registry."""
    made: list[Clinic] = []

    def make(desks: int = 1, settings: EligibilitySettings | None = None, **folder: str) -> Clinic:
        journals = [tmp_path / f"journal{number}.jsonl" for number in range(desks)]
        kiosks = [Kiosk(_config(tmp_path, cards, j, folder), virtual=True) for j in journals]
        staff = Staff(kiosks, lambda: demo_accounts(QUICK), settings=settings)
        patients = [Patient(kiosk, qtbot) for kiosk in kiosks]
        clinic = Clinic(staff, patients, journals, qtbot)
        made.append(clinic)
        staff.open()
        for kiosk in kiosks:
            kiosk.open()
        for patient in patients:
            clinic.wait(lambda p=patient: p.at(IdlePage) and p.screen.page.fault is None)
        return clinic

    yield make
    for clinic in made:
        clinic.staff.close()
        for patient in clinic.patients:
            patient.kiosk.close()
        QCoreApplication.processEvents()  # the last screens
        for patient in clinic.patients:
            patient.kiosk.window.deleteLater()
        clinic.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _config(out: Path, cards: Path, journal: Path, folder: dict[str, str]) -> Config:
    return Config.model_validate(
        {
            "timing": {"done": 0.3},
            "camera": {"source": "collins"},
            "folder": {
                "data": str(cards),
                "registry": str(out / "registry.sqlite"),
                "face": str(out / "face"),
                "journal": str(journal),
                **folder,
            },
        }
    )


def test_nothing_is_shown_until_somebody_signs_in_and_wrong_sign_ins_are_slowed_down(
    make_clinic: Callable[..., Clinic],
) -> None:
    clinic = make_clinic()
    clinic.patients[0].visit(find("sakura"))
    assert clinic.rows() == []
    clinic.type_in("nobody", "chigaimasu")
    clinic.says("利用者かパスワードがちがいます")
    clinic.type_in(*DEMO[Role.ADMIN])
    clinic.says("秒待ってから")
    assert clinic.rows() == []
    assert clinic.asks()


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


def test_the_front_desk_rule_refuses_a_look_up_by_the_facilitys_number_with_its_reason(
    make_clinic: Callable[..., Clinic],
) -> None:
    ruled = EligibilitySettings(front_desk_rule_until=japan().date() + timedelta(days=1))
    clinic = make_clinic(settings=ruled)
    clinic.sign_in()
    (patient,) = clinic.patients
    assert patient.kiosk.furniture is not None
    registry = patient.kiosk.furniture.registry
    registry.link(patient.kiosk.config.facility.code, "00123", registry.id_of("sakura"))
    clinic.press("保険証番号で照会")
    QTest.keyClicks(clinic.field("または 照会番号"), "00123")
    clinic.press("照会する")
    clinic.says("当月にマイナンバーカードまたは保険証による確認がないため")
    patient.visit(find("sakura"))
    clinic.press("もう一度照会")
    clinic.wait(
        lambda: any(
            "照会" in r.accessibleName() and "有効" in r.accessibleName() for r in clinic.rows()
        )
    )


def test_a_folder_that_cannot_be_written_lights_its_lamp_and_stops_the_row(
    make_clinic: Callable[..., Clinic], tmp_path: Path
) -> None:
    (tmp_path / "occupied").write_text("a file where a folder should be", encoding="utf-8")
    clinic = make_clinic(face=str(tmp_path / "occupied" / "face"))
    clinic.sign_in()
    (patient,) = clinic.patients
    patient.go(find("sakura"), ErrorPage)
    clinic.says("書き込めません")
    clinic.select("見本 さくら", "エラー")
    clinic.says(clinic.staff._texts(f"fault.{Fault.FOLDER_UNWRITABLE}"))


def test_a_result_that_came_too_late_is_noted_at_its_own_reception_only() -> None:
    texts, at = load(book="staff"), datetime(2026, 11, 20, 9, 30)
    runs = {number: Run(1, number, at) for number in (1, 2)}
    for moment in (
        Moment(0.0, 1, "Submitting", Outcome.ERROR, Fault.NETWORK_DOWN),
        Moment(1.0, 2, "Reading"),
        Moment(2.0, 1, LATE, result="OQSsiquc01res_face_1.xml"),
    ):
        runs[moment.reception] = after(runs[moment.reception], moment)
    first, second = (row(run, None, texts) for run in runs.values())
    assert (first.status, first.notices) == (Status.ERROR, (Notice.LATE,))
    assert second.notices == ()


def test_the_day_is_still_there_after_a_restart(make_clinic: Callable[..., Clinic]) -> None:
    clinic = make_clinic()
    clinic.sign_in()
    clinic.patients[0].visit(find("sakura"))
    clinic.select("見本 さくら", "有効")
    again = make_clinic()
    again.sign_in()
    again.select("見本 さくら", "有効")
    again.says("ほかの受付", "3割")


def test_signing_out_takes_every_patient_off_the_screen(
    make_clinic: Callable[..., Clinic],
) -> None:
    clinic = make_clinic()
    clinic.sign_in()
    clinic.patients[0].visit(find("sakura"))
    clinic.select("見本 さくら")
    clinic.press("管理者・サインアウト")
    assert clinic.asks()
    assert "見本 さくら" not in clinic.texts()


def _look_up(clinic: Clinic, held: Any, birth: date) -> None:
    clinic.press("保険証番号で照会")
    _fill(clinic, held, birth)


def _fill(clinic: Clinic, held: Any, birth: date) -> None:
    for name, value in (
        ("保険者番号", held.insurer_number), ("記号", held.symbol), ("番号", held.number),
        ("枝番", held.branch), ("生年月日", birth.isoformat()),
    ):  # fmt: skip
        clinic.field(name).setText(value)
    clinic.press("照会する")
