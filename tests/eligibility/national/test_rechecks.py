"""再照会 with a consent given away from the reader: what is answered, and what refused and why."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national import reports
from kiosk.eligibility.national.homevisit.claims import Claim, record
from kiosk.eligibility.national.homevisit.visits import Ledger, NewVisit
from kiosk.eligibility.national.refusals import Refusal
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.national.system import National
from kiosk.eligibility.pki.issuer import serial_of
from kiosk.eligibility.server.bulk import Bulk, Kind
from kiosk.eligibility.server.bulk_answers import BulkAnswer
from kiosk.eligibility.uses import Use
from kiosk.eligibility.wire import medical_information as medical
from kiosk.eligibility.wire.qualification import Request, RequestBody, RequestHeader, SearchInfo
from kiosk.personas import schema
from kiosk.session.codes import CancelledBy, ConsentFlag, Treatment, Validity
from kiosk.session.effects import Answers
from kiosk.session.rules import Category
from tests.eligibility.folder.folders import CODE, info
from tests.support.eligibility import ManualClock

ALL = Answers(agreed=frozenset(Category) - {Category.LIMIT})
FIRST = datetime(2026, 11, 26, 10, 0)


@pytest.fixture
def registry_url(tmp_path: Path, filled: Path) -> str:
    """On SQLite only: the queries are of the kind that the other tests run on both databases."""
    import shutil

    from kiosk.eligibility.national.store.database import sqlite_url

    shutil.copyfile(filled, tmp_path / "registry.sqlite3")
    return sqlite_url(tmp_path / "registry.sqlite3")


@pytest.fixture
def national(registry: Registry, clock: ManualClock) -> National:
    clock.now = FIRST
    return National(registry, clock=clock)


def consent(
    national: National, name: str, use: Use, day: date | None = None, **more: object
) -> Any:
    holder, _ = national.registry.of_card(serial_of(name))
    keep = bool(more.pop("keep_first", False))
    new = NewVisit(f"{name}{use}{national.clock()}{day}", use, more.pop("answers", ALL), day=day)
    with national.registry.transaction() as connection:
        ledger = Ledger(connection, CODE, national.clock(), national.settings)
        return ledger.register(holder, new, keep_first=keep)


def recheck(
    national: National, facility: Facility, name: str, treatment: Treatment, **changed: object
) -> Any:
    from dataclasses import replace

    asked = Request(RequestHeader(CODE), RequestBody((replace(info(name), **changed),)))
    return national.lasting(facility, asked, treatment, None).message_body


def refused(body: Any) -> str | None:
    assert (body.processing_result_code is None) == (body.result_list is not None)
    return body.processing_result_code


def medicine(national: National, name: str, treatment: Treatment) -> str | None:
    """The error code of a look at the medicines; None where they are told."""
    from kiosk.eligibility.national.medical.information import OK
    from kiosk.eligibility.national.medical.information import medicine as ask

    held = schema.find(name).insurance[0]
    head = medical.InformationHeader(
        CODE, held.insurer_number, held.number, held.symbol or None, held.branch
    )
    body = medical.MedicineQuery(medical_treatment_flag=treatment)
    told = ask(national, CODE, medical.MedicineRequest(head, body)).message_header
    return None if told.result_code == OK else told.error_code


def test_a_later_month_is_answered_without_the_card_until_care_has_lapsed(
    national: National, facility: Facility, clock: ManualClock, registry: Registry
) -> None:
    consent(national, "kenji", Use.VISIT)
    record(registry, [Claim.parse("kenji", CODE, month) for month in ("2027-01", "2027-03")])
    for day, refusal in (
        (datetime(2026, 11, 26, 11, 0), None),
        (datetime(2027, 2, 28, 23, 59, 59), None),
        (datetime(2027, 3, 31, 23, 59, 59), None),
        (datetime(2027, 4, 1), Refusal.CONSENT_LAPSED),
        (datetime(2027, 5, 1), Refusal.CONSENT_LAPSED),
    ):
        clock.now = day
        assert refused(recheck(national, facility, "kenji", Treatment.HOME_VISIT)) == refusal, day
        assert medicine(national, "kenji", Treatment.HOME_VISIT) == refusal, day
    consent(national, "kenji", Use.VISIT)
    clock.now = datetime(2027, 8, 31, 23, 59)
    assert refused(recheck(national, facility, "kenji", Treatment.HOME_VISIT)) is None
    clock.now = datetime(2027, 9, 1)
    told = recheck(national, facility, "kenji", Treatment.HOME_VISIT)
    assert refused(told) == Refusal.CONSENT_LAPSED


def test_the_answer_tells_the_consents_and_until_when(
    national: National, facility: Facility
) -> None:
    consent(national, "kenji", Use.VISIT)
    (row,) = recheck(
        national, facility, "kenji", Treatment.HOME_VISIT
    ).result_list.result_of_qualification_confirmation
    assert row.pharmacists_info_cons_flg is ConsentFlag.GIVEN
    assert row.pharmacists_info_available_time == datetime(2027, 2, 28, 23, 59, 59)


def test_an_update_keeps_the_period_and_a_new_consent_begins_anew(
    national: National, clock: ManualClock
) -> None:
    consent(national, "kenji", Use.VISIT)
    clock.now = FIRST + timedelta(days=40)
    kept = consent(national, "kenji", Use.VISIT, keep_first=True)
    assert (kept.first, kept.until.date()) == (FIRST.date(), date(2027, 2, 28))
    clock.now += timedelta(minutes=1)
    anew = consent(national, "kenji", Use.VISIT)
    assert anew.until.date() == date(2027, 4, 30)


def test_a_consent_at_the_counter_ends_a_day_later_to_the_minute(national: National) -> None:
    made = consent(national, "kenji", Use.COUNTER)
    assert made.until - FIRST == national.settings.outpatient == timedelta(hours=24)


@pytest.mark.parametrize("use", [Use.ONLINE, Use.OTHER_ROUTE, Use.HOUSE_CALL])
def test_a_consent_for_a_day_ends_with_that_day(
    national: National, facility: Facility, clock: ManualClock, use: Use
) -> None:
    consent(national, "kenji", use)
    flag = use.treatment
    clock.now = datetime(2026, 11, 26, 23, 59, 59)
    assert refused(recheck(national, facility, "kenji", flag)) is None
    assert medicine(national, "kenji", flag) is None
    clock.now = datetime(2026, 11, 27)
    assert refused(recheck(national, facility, "kenji", flag)) == Refusal.ONE_USE
    assert medicine(national, "kenji", flag) == Refusal.ONE_USE


def test_a_consent_of_one_kind_opens_no_other(national: National, facility: Facility) -> None:
    consent(national, "kenji", Use.VISIT)
    assert refused(recheck(national, facility, "kenji", Treatment.ONLINE)) == Refusal.NO_CONSENT
    assert medicine(national, "kenji", Treatment.ONLINE) == Refusal.NO_CONSENT
    assert medicine(national, "kenji", Treatment.OUTPATIENT) == Refusal.NO_CONSENT


def test_the_consent_of_the_nearest_day_counts_on_that_day(
    national: National, facility: Facility, clock: ManualClock
) -> None:
    consent(national, "kenji", Use.ONLINE, date(2026, 11, 26))
    later = Answers(declined=frozenset({Category.MEDICINE, Category.CARE, Category.SURGERY}))
    clock.now += timedelta(minutes=5)
    consent(national, "kenji", Use.ONLINE, date(2026, 12, 3), answers=later)
    assert medicine(national, "kenji", Treatment.ONLINE) is None
    clock.now = datetime(2026, 11, 27)
    assert medicine(national, "kenji", Treatment.ONLINE) == Refusal.NO_CONSENT


@pytest.mark.parametrize("by", [CancelledBy.PATIENT, CancelledBy.FACILITY])
def test_a_cancelled_consent_opens_nothing(
    national: National, facility: Facility, by: CancelledBy
) -> None:
    stored = consent(national, "kenji", Use.VISIT)
    with national.registry.transaction() as connection:
        ledger = Ledger(connection, CODE, national.clock(), national.settings)
        assert ledger.cancel(stored.person_id, by) == 1
        assert ledger.cancel(stored.person_id, by) == 0
        (seen,) = ledger.of_persons([stored.person_id])[stored.person_id]
    assert seen.cancelled_by is by
    told = recheck(national, facility, "kenji", Treatment.HOME_VISIT)
    assert refused(told) == Refusal.CONSENT_CANCELLED
    assert medicine(national, "kenji", Treatment.HOME_VISIT) == Refusal.CONSENT_CANCELLED


def test_a_number_typed_from_paper_does_not_qualify(
    national: National, facility: Facility, registry: Registry, clock: ManualClock
) -> None:
    old = schema.find("kenji").insurance[0]
    changed = old.model_copy(update={"number": "7777777", "start": date(2026, 12, 10)})
    consent(national, "kenji", Use.VISIT)
    ended = old.model_copy(update={"end": date(2026, 12, 10)})
    registry.fill([schema.find("kenji").model_copy(update={"insurance": (ended, changed)})])
    clock.now = datetime(2026, 12, 20)
    typed = recheck(
        national, facility, "kenji", Treatment.HOME_VISIT,
        insured_identification_number="7777777",
    )  # fmt: skip
    assert refused(typed) == Refusal.NUMBER_NOT_BY_CARD
    known = recheck(national, facility, "kenji", Treatment.HOME_VISIT)
    assert known.qualification_validity is Validity.SUPERSEDED


def test_a_repeated_registration_counts_once(national: National) -> None:
    assert consent(national, "kenji", Use.VISIT) == consent(national, "kenji", Use.VISIT)


def test_a_consent_to_checkups_under_40_is_stored_as_not_given(national: National) -> None:
    young = next(
        name for name in schema.names() if schema.find(name).person.birth > date(1990, 1, 1)
    )
    assert consent(national, young, Use.VISIT).items[Category.CHECKUP] is False
    assert consent(national, "kenji", Use.VISIT).items[Category.CHECKUP] is True


# lists ---------------------------------------------------------------------------------------


def fetched(bulk: Bulk, facility: Facility, kind: Kind, asked: RequestBody) -> Any:
    answer = bulk.fetch(facility, kind, Request(RequestHeader(CODE), asked))
    assert isinstance(answer, BulkAnswer)
    return answer.message().message_body


def listed(national: National, facility: Facility, kind: Kind, **search: object) -> Any:
    bulk = Bulk(national)
    body = RequestBody((SearchInfo(**search),))
    request = Request(RequestHeader(CODE), body)
    taken = bulk.take(facility, kind, request, f"{national.clock()}{kind}{search}")
    if taken.message_header.error_code:
        return taken.message_header.error_code
    bulk.work()
    asked = RequestBody(reception_number=taken.message_body.reception_number)
    told = fetched(bulk, facility, kind, asked)
    return [
        unit.processing_result_code or unit.result_list.result_of_qualification_confirmation[0].name
        for unit in told.bulk_confirm_unit
    ]


def test_visits_are_listed_by_consent_date_and_bookings_by_their_day(
    national: National, facility: Facility, clock: ManualClock
) -> None:
    consent(national, "kenji", Use.VISIT)
    consent(national, "aoi", Use.ONLINE, date(2026, 12, 3))
    kenji, aoi = (schema.find(name).person.name for name in ("kenji", "aoi"))
    here = FIRST.date()
    by_day = {"examination_date_from": date(2026, 12, 3), "examination_date_to": date(2026, 12, 3)}
    assert listed(national, facility, Kind.HOME_VISIT, consent_date_from=here) == [kenji]
    tomorrow = here + timedelta(days=1)
    assert listed(national, facility, Kind.HOME_VISIT, consent_date_from=tomorrow) == []
    assert listed(national, facility, Kind.ONLINE, **by_day) == [aoi]
    assert listed(national, facility, Kind.ONLINE, consent_date_to=here) == [aoi]
    assert listed(national, facility, Kind.ONLINE, examination_date_to=here) == []
    clock.now = datetime(2027, 3, 1)
    lapsed = listed(national, facility, Kind.HOME_VISIT, consent_date_from=here)
    assert lapsed == [Refusal.CONSENT_LAPSED]


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 11, 26), date(2026, 11, 26)),
        (datetime(2026, 11, 26, 23, 59, 59), date(2026, 11, 26)),
        (datetime(2026, 11, 27), date(2026, 11, 27)),
    ],
)
def test_a_consent_is_listed_by_the_day_on_which_it_was_given_from_midnight_to_midnight(
    national: National, facility: Facility, clock: ManualClock, at: datetime, day: date
) -> None:
    clock.now = at
    consent(national, "kenji", Use.VISIT)
    name = schema.find("kenji").person.name
    clock.now = datetime(2026, 11, 28)
    for asked in (date(2026, 11, 26), date(2026, 11, 27)):
        on = {"consent_date_from": asked, "consent_date_to": asked}
        assert listed(national, facility, Kind.HOME_VISIT, **on) == [name] * (asked == day), asked


@pytest.mark.parametrize(
    ("kind", "search", "refusal"),
    [
        (Kind.HOME_VISIT, {"examination_date_from": date(2026, 1, 1)}, Refusal.CONDITION),
        (Kind.ONLINE, {"examination_date_from": date(2026, 1, 1),
                       "consent_date_from": date(2026, 1, 1)}, Refusal.CONDITION),
        (Kind.HOME_VISIT, {"medical_treatment_flag": Treatment.ONLINE}, Refusal.CONDITION),
        (Kind.ONLINE, {"examination_date_from": date(2026, 1, 2),
                       "examination_date_to": date(2026, 1, 1)}, Refusal.PERIOD),
    ],
)  # fmt: skip
def test_conditions_of_another_kind_are_refused(
    national: National, facility: Facility, kind: Kind, search: Any, refusal: Refusal
) -> None:
    assert listed(national, facility, kind, **search) == refusal


@pytest.mark.parametrize(
    ("kind", "answers"),
    [
        (Kind.HOME_VISIT_CHECK, [None, Refusal.NO_CONSENT, Refusal.NUMBER_NOT_BY_CARD]),
        (Kind.ONLINE_CHECK, [Refusal.NO_CONSENT, None, Refusal.NO_CONSENT]),
    ],
)
def test_listed_persons_are_checked_again_each_as_by_a_single_check(
    national: National, facility: Facility, kind: Kind, answers: list[Refusal | None]
) -> None:
    consent(national, "kenji", Use.VISIT)
    consent(national, "aoi", Use.ONLINE, FIRST.date())
    consent(national, "ren", Use.VISIT)
    request = Request(RequestHeader(CODE), RequestBody((info("kenji"), info("aoi"), info("ren"))))
    bulk = Bulk(national)
    taken = bulk.take(facility, kind, request, f"{kind}").message_body
    bulk.work()
    asked = RequestBody(reception_number=taken.reception_number)
    told = fetched(bulk, facility, kind, asked)
    assert [unit.processing_result_code for unit in told.bulk_confirm_unit] == answers
    day = reports.rechecks(national.registry, CODE, FIRST.date(), national.settings)
    assert day == ()  # the staff's window shows single checks
