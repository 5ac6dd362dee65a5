"""Texts name the paper that proved insurance on the day."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.config import Config
from kiosk.session.events import Fault
from kiosk.session.rules import Paper, paper_on
from kiosk.session.states import Language
from kiosk.session.view import ErrorPage
from kiosk.texts import load, plain
from kiosk.texts.screens import describe
from ui.gallery.samples import screens


@pytest.mark.parametrize(
    ("day", "paper"),
    [
        (date(2024, 5, 1), Paper.CARD),
        (date(2024, 12, 1), Paper.CARD),
        (date(2024, 12, 2), Paper.BOTH),
        (date(2025, 12, 1), Paper.BOTH),
        (date(2025, 12, 2), Paper.CERTIFICATE),
    ],
)
def test_the_paper_follows_the_day(day: date, paper: Paper) -> None:
    assert paper_on(day) is paper
    assert Config().rules(day).facility.paper is paper


def outage(paper: Paper, language: Language = Language.JAPANESE) -> str:
    shown = screens()["error-eligibility.network_down"]
    assert isinstance(shown.page, ErrorPage)
    assert shown.page.fault is Fault.NETWORK_DOWN
    dated = replace(shown, facility=replace(shown.facility, paper=paper))
    return describe(dated, language).part("notice").name


def test_in_an_outage_the_patient_is_asked_for_the_paper_of_the_day() -> None:
    assert "健康保険証" in outage(Paper.CARD)
    assert "資格確認書" not in outage(Paper.CARD)
    assert "健康保険証" in outage(Paper.BOTH)
    assert "資格確認書" in outage(Paper.BOTH)
    assert "健康保険証" not in outage(Paper.CERTIFICATE)
    for language in Language:
        assert len({outage(paper, language) for paper in Paper}) == len(Paper)


def test_the_staff_are_told_of_the_paper_of_the_day() -> None:
    today, then = load(domain="staff"), load(domain="staff").naming(Paper.CARD)
    told = [key for key in today.table if "資格確認書" in plain(today(key))]
    assert len(told) > 10
    assert not [key for key in told if "資格確認書" in plain(then(key))]
    assert plain(then("next.invalid")) != plain(today("next.invalid"))
