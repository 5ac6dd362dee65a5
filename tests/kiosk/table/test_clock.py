"""Clock, rules and language, as the table changes them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.session.events import CertificateState, Fault, Press
from kiosk.session.states import Language, TextSize
from kiosk.session.view import (
    CertificatePage,
    ConsentAllPage,
    ConsentPage,
    DonePage,
    ErrorPage,
    IdlePage,
    MethodPage,
    RemovedEarlyPage,
)
from tests.support.table import Stage
from ui.kit.components import Button
from ui.table.model import Advance, Choose, TakeCard


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
    stage.shows(DonePage)
