"""Clock, rules and language, as the table changes them."""

import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.apps.staff.controller import StaffController
from kiosk.clock import JST
from kiosk.personas import find
from kiosk.session.events import CertificateState, Fault, Press
from kiosk.session.states import Language, TextSize
from kiosk.session.view import (
    CertificatePage,
    ConsentAllPage,
    ConsentPage,
    ErrorPage,
    IdlePage,
    MethodPage,
    RemovedEarlyPage,
)
from kiosk.staff.accounts import DEMO, demo_accounts
from kiosk.staff.acts import Select, SignIn
from kiosk.staff.roles import Role
from tests.support.table import Stage
from ui.kit.buttons import Button
from ui.table.model import Advance, Choose, TakeCard, ToggleFault


@pytest.mark.parametrize(
    ("days", "state", "left"),
    [(0, CertificateState.EXPIRING, 45), (30, CertificateState.EXPIRING, 15)],
)
def test_days_pass_at_a_press_and_the_certificate_grows_old(
    stage: Stage, days: int, state: CertificateState, left: int
) -> None:
    stage.table.act(Advance(days))
    stage.by_pin("expiring")
    page = stage.shows(CertificatePage)
    assert page.state is state
    assert page.days in (left, left - 1), "today may be tomorrow in Japan"


def test_after_the_end_there_is_a_grace_and_after_the_grace_an_error(stage: Stage) -> None:
    for _ in range(2):
        stage.table.act(Advance(30))
    stage.by_pin("expiring")
    assert stage.shows(CertificatePage).state is CertificateState.GRACE
    stage.table.act(TakeCard())
    stage.shows(IdlePage, RemovedEarlyPage)
    stage.leave()
    stage.shows(IdlePage)
    stage.table.act(Advance(365))
    stage.by_pin("expiring")
    stage.shows(ErrorPage, fault=Fault.CERTIFICATE_INVALID)


def test_another_profile_and_facility_hold_from_the_next_reception_on(stage: Stage) -> None:
    stage.by_pin("sakura")
    stage.shows(ConsentAllPage)
    stage.table.act(Choose("profile", "2023-05"))
    stage.table.act(Choose("facility", "pharmacy"))
    assert isinstance(stage.page, ConsentAllPage)
    stage.table.act(TakeCard())
    stage.until(lambda: stage.on_reader is None)
    stage.leave()
    stage.shows(IdlePage)
    stage.by_pin("sakura")
    page = stage.shows(ConsentPage)
    assert page.count < 5
    values = {choice.id: choice.value for choice in stage.table.view().choices}
    assert (values["profile"], values["facility"]) == ("2023-05", "pharmacy")


def test_language_and_text_size_are_the_patients(stage: Stage) -> None:
    stage.lay("sakura")
    stage.shows(MethodPage)
    stage.table.act(Choose("language", "en"))
    stage.table.act(Choose("text", "200"))
    stage.until(lambda: stage.screens[-1].preferences.text_size is TextSize.LARGEST)
    assert stage.screens[-1].preferences.language is Language.ENGLISH
    values = {choice.id: choice.value for choice in stage.table.view().choices}
    assert (values["language"], values["text"]) == ("en", "200")


def test_time_is_held_and_goes_on_by_a_press_and_the_clock_says_so(stage: Stage) -> None:
    stage.by_pin("sakura")
    stage.shows(ConsentAllPage)
    stage.click(Button, "時間を止める")
    assert stage.table.view().paused
    held = stage.table.view().clock
    assert stage.table.view().clock == held
    QTest.keyClick(stage.table.window, Qt.Key.Key_Space)
    assert not stage.table.view().paused
    stage.press(Press.AGREE_ALL)
    stage.completes()


def test_a_certificate_renewed_yesterday_is_known_a_day_later(stage: Stage) -> None:
    stage.table.act(ToggleFault("certificate.new"))
    stage.by_pin("sakura")
    stage.shows(ErrorPage, fault=Fault.CERTIFICATE_UNKNOWN)
    stage.table.act(TakeCard())
    stage.leave()
    stage.shows(IdlePage)
    stage.table.act(Advance(1))
    stage.by_pin("sakura")
    stage.shows(ConsentAllPage)


def test_staff_keep_a_reception_in_sight_that_passes_midnight(stage: Stage) -> None:
    table = stage.table
    staff = StaffController([table.kiosk], demo_accounts)
    staff.act(SignIn(*DEMO[Role.ADMIN]))
    stage.until(lambda: staff.view.role is Role.ADMIN, "the sign-in")

    def row(*, running: bool) -> bool:
        return any(r.name and r.running is running for r in staff.view.receptions)

    stage.by_pin("sakura")
    stage.shows(ConsentAllPage)
    table.act(Advance(1))
    stage.until(lambda: row(running=True), "the row of the reception that runs")
    stage.press(Press.AGREE_ALL)
    stage.completes()
    table.act(TakeCard())
    stage.shows(IdlePage)
    stage.until(lambda: row(running=False), "its row on the day when it ended")
    staff.close()


def test_at_a_press_the_list_is_of_the_next_day_and_the_row_looked_at_shows_ended_consents(
    stage: Stage,
) -> None:
    table = stage.table
    staff = StaffController([table.kiosk], demo_accounts)
    staff.act(SignIn(*DEMO[Role.ADMIN]))
    stage.until(lambda: staff.view.role is Role.ADMIN, "the sign-in")

    def over() -> set[bool]:
        told = [row.result.consents for row in staff.view.receptions if row.result]
        return {one.over for consents in told for one in consents if one.given}

    for _ in range(2):
        stage.by_pin("sakura")
        stage.shows(ConsentAllPage)
        stage.press(Press.AGREE_ALL)
        stage.completes()
        table.act(TakeCard())
        stage.shows(IdlePage)
    stage.until(lambda: all(row.result for row in staff.view.receptions), "the results")
    assert over() == {False}
    staff.act(Select(staff.view.receptions[0].id))
    table.act(Advance(1))
    (kept,) = staff.view.receptions
    assert kept.earlier
    assert over() == {True}
    stage.until(lambda: over() == {True}, "the row after the list was read again")
    staff.act(Select(""))
    assert staff.view.receptions == ()
    staff.close()


def test_the_moved_date_is_that_of_patient_staff_record_file_and_registry(stage: Stage) -> None:
    table, config = stage.table, stage.table.kiosk.config
    staff = StaffController([table.kiosk], demo_accounts)
    staff.act(SignIn(*DEMO[Role.ADMIN]))
    stage.until(lambda: staff.view.role is Role.ADMIN, "the sign-in")
    table.act(Advance(1))
    table.act(Advance(30))
    moved = table.clock().date()
    known = set(Path(config.folder.face).glob("*.xml"))
    stage.by_pin("expiring")
    ends = find("expiring").card.certificate_ends_in_days
    assert stage.shows(CertificatePage).days in (ends - 31, ends - 32), "the patient's"
    stage.press(Press.CONFIRM)
    stage.shows(ConsentAllPage)
    stage.press(Press.AGREE_ALL)
    stage.completes()
    table.act(TakeCard())
    stage.shows(IdlePage)

    def row() -> Any:
        return next((r for r in staff.view.receptions if r.name == "受付 唯" and r.result), None)

    stage.until(lambda: row() is not None, "the row with its result")
    days = {moved, table.clock().date()}  # it may be midnight
    assert row().at.date() in days, "the staff's"
    until = {c.until.date() - timedelta(days=1) for c in row().result.consents if c.until}
    assert until <= days, "a consent lasts 24 hours from then"
    (file,) = set(Path(config.folder.face).glob("*.xml")) - known
    stamped = re.search(r"<ProcessExecutionTime>(\d{8})", file.read_bytes().decode("cp932"))
    assert stamped is not None
    assert stamped[1] in {f"{day:%Y%m%d}" for day in days}, "the file's"
    table.kiosk.flush()
    lines = Path(config.folder.journal).read_text("utf-8").splitlines()
    assert datetime.fromisoformat(json.loads(lines[-1])["time"]).astimezone(JST).date() in days
    staff.close()
