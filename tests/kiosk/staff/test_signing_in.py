"""Who sees anything, and for how long."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog

from kiosk.apps.office import in_force
from kiosk.facility.counting.rates import checks
from kiosk.facility.counting.record import JournalSource
from kiosk.facility.counting.store import Store
from kiosk.personas import find
from kiosk.session.rules import Category
from kiosk.session.view import ConsentAllPage
from kiosk.staff.accounts import DEMO
from kiosk.staff.roles import Role
from tests.support.staff import Clinic, Patient
from tests.support.time import MovedTime
from ui.office.window import OfficeWindow


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


def test_whoever_goes_away_is_signed_out_after_a_while_and_told_so(
    make_clinic: Callable[..., Clinic],
) -> None:
    time = MovedTime()
    clinic = make_clinic(time=time)
    clinic.sign_in()
    clinic.patients[0].visit(find("sakura"))
    clinic.select("見本 さくら")
    time.moved += 500
    QTest.mouseMove(clinic.rows()[0])
    QTest.keyClick(clinic.window, Qt.Key.Key_Shift)
    time.moved += 500
    clinic.staff.tick()
    assert clinic.staff.view.role is not None
    time.moved += 100
    clinic.staff.tick()
    clinic.says("しばらく操作がなかったので、サインアウトしました。")
    assert "見本 さくら" not in clinic.texts()
    clinic.sign_in()
    assert not clinic.staff.view.left


@pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)")  # of the offscreen platform
def test_the_office_opens_at_a_press_counts_as_use_and_closes_with_the_sign_out(
    make_clinic: Callable[..., Clinic],
) -> None:
    def windows() -> list[OfficeWindow]:
        every = QApplication.topLevelWidgets()
        return [one for one in every if isinstance(one, OfficeWindow) and one.isVisible()]

    time = MovedTime()
    clinic = make_clinic(time=time)
    clinic.sign_in()
    clinic.press("施設の事務")
    assert len(windows()) == 1
    time.moved += 500
    QTest.keyClick(windows()[0], Qt.Key.Key_Shift)
    time.moved += 500
    clinic.staff.tick()
    assert len(windows()) == 1
    clinic.press("通信障害のとき")
    clinic.press("PDFにする")
    time.moved += 500
    QTest.keyClick(clinic.window.findChildren(QFileDialog)[-1], Qt.Key.Key_Shift)
    time.moved += 500
    clinic.staff.tick()
    assert len(windows()) == 1
    clinic.window.findChildren(QFileDialog)[-1].reject()
    clinic.press("とじる")
    clinic.press("管理者・サインアウト")
    assert windows() == []


def asked(patient: Patient) -> frozenset[Category]:
    """The categories that the page of all consents asks for; the card is taken afterwards."""
    patient.go(find("sakura"), ConsentAllPage)
    assert patient.screen is not None
    assert isinstance(patient.screen.page, ConsentAllPage)
    asked = frozenset(kind for one in patient.screen.page.items for kind in one.categories)
    patient.visit(find("sakura"))
    return asked


def reader_lamp(clinic: Clinic) -> str:
    """What the reader's lamp advises staff."""
    return next(lamp.advice for lamp in clinic.staff.view.lamps if lamp.device == "reader")


@pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)")  # of the offscreen platform
@pytest.mark.parametrize("restart", [False, True])
def test_a_change_of_the_settings_is_in_force_after_the_log_off_or_the_restart(
    make_clinic: Callable[..., Clinic], cards: Path, tmp_path: Path, restart: bool
) -> None:
    data = shutil.copytree(cards, tmp_path / "own")
    clinic = make_clinic(data=str(data), facility={"settings_need_restart": restart})
    clinic.sign_in()
    clinic.press("施設の事務")
    (office,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, OfficeWindow))
    office.show_page("settings")
    box = next(one for one in office.findChildren(QCheckBox) if one.text() == "薬剤情報")
    assert box.isChecked()
    box.click()
    (patient,) = clinic.patients
    assert "サインアウトすると" in reader_lamp(clinic)
    assert Category.MEDICINE in asked(patient), "not before the log-off"
    clinic.press("管理者・サインアウト")
    assert ("起動し直すと" in reader_lamp(clinic)) is restart
    assert (Category.MEDICINE in asked(patient)) is restart
    facility = in_force(patient.kiosk.config).rules().facility
    assert Category.MEDICINE not in facility.uses
    assert facility.ask_subsidy


@pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)")  # of the offscreen platform
def test_the_office_counts_the_receptions_of_the_desk_while_it_is_open_already(
    make_clinic: Callable[..., Clinic],
    cards: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened, waited = threading.Event(), list[bool]()

    class Slow(JournalSource):
        def head(self) -> str:
            waited.append(opened.wait(10))
            return super().head()

    monkeypatch.setattr("kiosk.apps.office.JournalSource", Slow)
    data = shutil.copytree(cards, tmp_path / "own")
    clinic = make_clinic(data=str(data))
    (patient,) = clinic.patients
    patient.visit(find("sakura"))
    clinic.wait(lambda: any("outcome" in line for line in clinic.journal()))
    clinic.sign_in()
    clinic.press("施設の事務")
    (office,) = (
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, OfficeWindow) and one.isVisible()
    )
    assert waited == [], "the window does not wait for it"
    first = office.view
    opened.set()
    clinic.wait(lambda: office.view is not first)
    store = Store(data)
    assert [number for ways in checks(store).values() for number in ways.values()] == [1]
    store.close()
