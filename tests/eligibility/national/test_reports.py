"""What staff are shown of a reception is what its result file said."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.eligibility.adapters.embedded import Embedded, judge_here
from kiosk.eligibility.national import reports
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.wire import read
from kiosk.eligibility.wire.qualification import Result
from kiosk.session.codes import Validity
from kiosk.session.effects import Answers
from kiosk.session.rules import Category
from tests.support.eligibility import Desk, ManualClock


def test_a_report_opens_what_the_settings_say_each_consent_opens(
    desk: Desk, face: Path, clock: ManualClock
) -> None:
    views = dict(EligibilitySettings().views)
    moved, *rest = views[Category.CARE]
    views[Category.CARE] = tuple(rest)
    views[Category.MEDICINE] = (*views[Category.MEDICINE], moved)
    settings = EligibilitySettings(views=views)
    here = desk.eligibility
    reader = Embedded(here.registry, [], here.facility, face, clock, settings=settings)
    ticket = here.identify(desk.proof("aoi"))
    file = reader.submit(ticket, Answers(agreed=frozenset({Category.MEDICINE}))).result_file
    told = read(Result, file.read_bytes())[0].message_body.result_list
    (report,) = reports.day(here.registry, here.facility.code, clock.now.date(), settings)
    # The file's own identifiers are not shown to staff.
    shown = [
        replace(one, qualification_confirmation_key=None)
        for one in told.result_of_qualification_confirmation
    ]
    assert list(report.results) == shown
    assert getattr(report.results[0], f"{moved}_cons_flg") == "1"


@pytest.mark.parametrize("verdict", Validity)
def test_a_report_shows_the_insurances_of_the_file_whatever_the_verdict_was(
    desk: Desk, face: Path, clock: ManualClock, verdict: Validity
) -> None:
    here = desk.eligibility
    reader = Embedded(
        here.registry, [], here.facility, face, clock,
        ask=lambda holder, on: judge_here(holder, on, verdict),
    )  # fmt: skip
    file = reader.submit(here.identify(desk.proof("aoi")), Answers()).result_file
    body = read(Result, file.read_bytes())[0].message_body
    listed = body.result_list.result_of_qualification_confirmation if body.result_list else ()
    (report,) = reports.day(
        here.registry, here.facility.code, clock.now.date(), EligibilitySettings()
    )
    assert report.validity is body.qualification_validity is verdict
    assert list(report.results) == [
        replace(one, qualification_confirmation_key=None) for one in listed
    ]
    assert bool(listed) is (verdict is not Validity.NOT_FOUND)
