"""Fixtures: The staff's window on real kiosks: virtual cards, real receptions, one registry."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from kiosk.apps.kiosk import Kiosk
from kiosk.apps.staff.controller import StaffController
from kiosk.desk.devices import Replacements
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.session.view import (
    IdlePage,
)
from kiosk.staff.accounts import demo_accounts
from kiosk.timing import REAL, Time
from tests.support.staff import QUICK, Clinic, Patient, config


@pytest.fixture(scope="package")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cards")


@pytest.fixture
def make_clinic(tmp_path: Path, cards: Path, qtbot: QtBot) -> Iterator[Callable[..., Clinic]]:
    """Clinics with one or two desks on one registry; a new one closes the one before."""
    made: list[Clinic] = []

    def close() -> None:
        for clinic in made[-1:]:
            clinic.staff.close()
            for patient in clinic.patients:
                patient.kiosk.close()
            QCoreApplication.processEvents()  # the last screens

    def make(
        desks: int = 1,
        settings: EligibilitySettings | None = None,
        time: Time = REAL,
        facility: dict[str, Any] | None = None,
        modes: Sequence[str] = (),
        **folder: str,
    ) -> Clinic:
        close()
        journals = [tmp_path / f"journal{number}.jsonl" for number in range(desks)]
        kiosks = [
            Kiosk(
                config(tmp_path, cards, j, folder, facility, modes),
                virtual=True,
                replacements=Replacements(time=time, clock=time.japan),
            )
            for j in journals
        ]
        staff = StaffController(kiosks, lambda: demo_accounts(QUICK), settings=settings)
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
    close()
    for clinic in made:
        for patient in clinic.patients:
            patient.kiosk.window.deleteLater()
        clinic.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
