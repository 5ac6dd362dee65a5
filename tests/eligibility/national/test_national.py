from datetime import date, datetime, timedelta
from typing import Any

import pytest

from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.checks import CheckQuestion
from kiosk.eligibility.national.consents import NEW_VIEWS
from kiosk.eligibility.national.records import records
from kiosk.eligibility.national.refusals import Refusal
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.national.store.queries import Search
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.national.system import National
from kiosk.eligibility.wire.qualification import Request, RequestBody, RequestHeader, SearchInfo
from kiosk.personas import schema
from kiosk.personas.schema import Insurance, Person, Persona
from kiosk.records.record import Asked
from kiosk.session.codes import Charset, ConsentFlag, LimitConsent, Status, Treatment, Validity
from kiosk.session.effects import Answers
from kiosk.session.rules import Category
from tests.support.eligibility import ManualClock

TODAY = date(2026, 11, 20)
CODE = "1312345678"


@pytest.fixture
def national(registry: Registry, clock: ManualClock) -> National:
    return National(registry, clock=clock)


def search(name: str, place: int = 0, **changed: object) -> Search:
    persona = schema.find(name)
    held = persona.insurance[place]
    given = {
        "insurer_number": held.insurer_number,
        "symbol": held.symbol,
        "number": held.number,
        "birth": persona.person.birth,
        "branch": held.branch,
    }
    return Search(**{**given, **changed})


def ask(national: National, asked: Search, on: date = TODAY, *, limit: bool = False) -> Any:
    (finding,) = national.check(CODE, [CheckQuestion(on, asked, limit=limit)])
    return finding


def person(insurances: tuple[Insurance, ...], name: str = "made") -> Persona:
    given = Person(
        name="見本　花",
        kana="ﾐﾎﾝ ﾊﾅ",
        birth=date(1990, 4, 1),
        sex=2,
        address="架空",
        post="000-0000",
    )
    return Persona(id=name, note="made for a test", person=given, insurance=insurances)


def held(number: str, start: date, end: date | None = None, **more: object) -> Insurance:
    return Insurance(
        insurer_number="990127", insurer_name="見本", number=number, start=start, end=end, **more
    )


def test_a_check_by_insurance_finds_the_person_and_no_other(national: National) -> None:
    finding = ask(national, search("aoi"))
    assert finding.validity is Validity.VALID
    assert [row.name for row in finding.results] == [schema.find("aoi").person.name]


@pytest.mark.parametrize(
    "changed",
    [
        {"birth": date(1999, 1, 1)},
        {"number": "9999999"},
        {"branch": "77"},
        {"symbol": "他1"},
        {"insurer_number": "990010"},
    ],
)
def test_one_wrong_particular_finds_nobody(national: National, changed: Any) -> None:
    finding = ask(national, search("aoi", **changed))
    assert (finding.validity, finding.results) == (Validity.NOT_FOUND, ())


def test_width_of_digits_and_spaces_do_not_matter(national: National) -> None:
    wide = ask(national, search("aoi", symbol="見１２", number="００３４５０７"))
    assert wide.validity is Validity.VALID


def test_a_family_is_told_apart_by_branch_and_birth(national: National) -> None:
    assert ask(national, search("haruto")).results[0].name == schema.find("haruto").person.name
    assert ask(national, search("mio")).results[0].name == schema.find("mio").person.name


def test_twins_without_a_branch_are_several(national: National) -> None:
    finding = ask(national, search("itsuki", branch=None))
    assert (finding.validity, finding.results) == (Validity.SEVERAL, ())
    assert ask(national, search("itsuki")).results[0].name == schema.find("itsuki").person.name


def test_loss_and_new_insurance_in_mid_month_are_told_by_the_day(
    national: National, registry: Registry
) -> None:
    old = held("1", date(2020, 4, 1), date(2026, 11, 16), loss="03")
    new = held("2", date(2026, 11, 16))
    registry.fill([person((old, new))])
    asked = Search("990127", "", "1", date(1990, 4, 1))
    assert ask(national, asked, date(2026, 11, 15)).validity is Validity.VALID
    lost = ask(national, asked, date(2026, 11, 16))
    assert lost.validity is Validity.SUPERSEDED
    assert lost.results[0].disqualification_date == date(2026, 11, 16)
    assert lost.results[0].reason_of_loss == "03"
    newer = Search("990127", "", "2", date(1990, 4, 1))
    assert ask(national, newer, date(2026, 11, 16)).validity is Validity.VALID
    assert ask(national, newer, date(2026, 11, 15)).validity is Validity.NOT_FOUND


def test_an_insurance_lost_without_a_new_one_is_invalid(
    national: National, registry: Registry
) -> None:
    registry.fill([person((held("1", date(2020, 4, 1), date(2026, 1, 1), loss="99"),))])
    finding = ask(national, Search("990127", "", "1", date(1990, 4, 1)))
    assert finding.validity is Validity.INVALID


def test_a_short_card_ends_with_its_own_date(national: National, registry: Registry) -> None:
    registry.fill(
        [
            person(
                (held("1", date(2026, 9, 1), valid_until=date(2026, 11, 20), classification="03"),)
            )
        ]
    )
    asked = Search("990127", "", "1", date(1990, 4, 1))
    assert ask(national, asked, date(2026, 11, 20)).validity is Validity.VALID
    assert ask(national, asked, date(2026, 11, 21)).validity is Validity.INVALID


def test_public_assistance_without_a_ticket_is_valid_but_unregistered(
    national: National, registry: Registry
) -> None:
    ticket = {"start": date(2026, 11, 1), "end": date(2026, 11, 30), "issue_number": "1"}
    aid = held("1", date(2026, 1, 1), classification="A1", tickets=(ticket,))
    registry.fill([person((aid,))])
    asked = Search("990127", "", "1", date(1990, 4, 1))
    told = ask(national, asked)
    assert told.validity is Validity.VALID
    assert told.results[0].public_expense_result_list.medical_ticket_info[0].issue_number == "1"
    assert ask(national, asked, date(2026, 12, 1)).validity is Validity.VALID_UNREGISTERED


def test_the_limit_is_told_only_with_consent_to_it(national: National, registry: Registry) -> None:
    limit = {"flag": "A03", "start": date(2026, 8, 1), "end": date(2027, 7, 31)}
    registry.fill([person((held("1", date(2020, 4, 1), limit=limit),))])
    asked = Search("990127", "", "1", date(1990, 4, 1))
    (without,) = ask(national, asked).results
    (told,) = ask(national, asked, limit=True).results
    assert without.limit_application_certificate_related_info is None
    assert without.limit_application_certificate_related_cons_flg is LimitConsent.NONE
    flag = told.limit_application_certificate_related_info
    assert flag.limit_application_certificate_classification_flag == "A03"


def test_consents_are_of_one_facility(national: National, registry: Registry) -> None:
    (person_id,) = (h[0].id for h in [registry.of_card(_serial("aoi"))])
    national.consent(CODE, person_id, Answers(agreed=frozenset({Category.CARE})))
    assert ask(national, search("aoi")).results[0].diagnosis_info_cons_flg is ConsentFlag.GIVEN
    (finding,) = national.check("1399999999", [CheckQuestion(TODAY, search("aoi"))])
    assert finding.results[0].diagnosis_info_cons_flg is ConsentFlag.NONE


def _serial(name: str) -> int:
    from kiosk.eligibility.pki.issuer import serial_of

    return serial_of(name)


def by_number(national: National, number: str) -> Any:
    (finding,) = national.check(CODE, [CheckQuestion(TODAY, number=number)])
    return finding


def test_a_look_up_by_number_alone_warns_staff_and_is_never_refused(
    registry: Registry, clock: ManualClock
) -> None:
    national = National(registry, EligibilitySettings(), clock)
    holder, _ = registry.of_card(_serial("aoi"))
    registry.link(CODE, "000123", holder.id)
    for _ in range(2):  # asking is no check
        finding = by_number(national, "000123")
        assert (finding.validity, finding.numbers) == (Validity.VALID, ("000123",))
        assert finding.unshown
    ask(national, search("aoi"))
    assert not by_number(national, "000123").unshown
    clock.now += timedelta(days=1)
    assert by_number(national, "000123").unshown, "each visit needs a card or 資格確認書"
    assert by_number(national, "999").refusal is Refusal.NUMBER_UNKNOWN
    off = National(registry, EligibilitySettings(front_desk_rule_until=None), clock)
    assert not by_number(off, "000123").unshown


def test_in_the_transition_one_card_a_month_was_enough(
    registry: Registry, clock: ManualClock
) -> None:
    settings = EligibilitySettings(front_desk_rule_until=date(2030, 1, 1))
    national = National(registry, settings, clock)
    holder, _ = registry.of_card(_serial("aoi"))
    registry.link(CODE, "000123", holder.id)
    clock.now = datetime(2026, 11, 2, 9, 0)
    assert by_number(national, "000123").unshown
    ask(national, search("aoi"))
    clock.now = datetime(2026, 11, 30, 23, 0)
    assert not by_number(national, "000123").unshown
    clock.now = datetime(2026, 12, 1, 0, 0, 1)
    assert by_number(national, "000123").unshown


def test_elements_of_2025_01_28_do_not_appear_in_an_earlier_interface(
    registry: Registry, clock: ManualClock
) -> None:
    def told(interface: date | None) -> set[str]:
        settings = EligibilitySettings(interface=interface)
        (row,) = ask(National(registry, settings, clock), search("aoi")).results
        return {view for view in NEW_VIEWS if getattr(row, f"{view}_cons_flg") is not None}

    assert told(date(2025, 1, 27)) == set()
    assert told(date(2025, 1, 28)) == told(None) == NEW_VIEWS


def test_many_questions_are_answered_in_their_order(national: National) -> None:
    names = ["aoi", "haruto", "aoi", "kenji"]
    findings = national.check(CODE, [CheckQuestion(TODAY, search(name)) for name in names])
    told = [finding.results[0].name for finding in findings]
    assert told == [schema.find(name).person.name for name in names]


def test_who_asked_what_and_when_is_history_and_a_repetition_is_not(
    national: National, registry: Registry, clock: ManualClock
) -> None:
    national.check(CODE, [CheckQuestion(TODAY, search("aoi"), request="one")])
    national.check(CODE, [CheckQuestion(TODAY, search("aoi"), request="one")])
    national.check(CODE, [CheckQuestion(TODAY, search("aoi"))])
    found = records(registry, CODE, clock.now - timedelta(days=1))
    assert [(one.asked, one.validity) for one in found] == [(Asked.INSURANCE, Validity.VALID)] * 2
    assert found[0].id != found[1].id
    assert records(registry, "1399999999", clock.now - timedelta(days=1)) == ()


def request(code: str = CODE, **given: object) -> Request:
    return Request(RequestHeader(code), RequestBody((SearchInfo(**given),)))


def test_a_request_of_another_facility_is_refused(national: National, facility: Facility) -> None:
    (result,) = national.single(facility, [(request("1399999999"), None)])
    assert result.message_header.error_code == Refusal.FACILITY.value
    assert result.message_header.segment_of_result == "9"


def test_a_request_with_too_little_is_refused(national: National, facility: Facility) -> None:
    (result,) = national.single(facility, [(request(insurer_number="990127"), None)])
    assert result.message_header.error_code == Refusal.INCOMPLETE.value


def test_an_unknown_number_is_an_error_of_the_person_and_not_of_the_file(
    national: National, facility: Facility
) -> None:
    (result,) = national.single(facility, [(request(reference_number="1"), None)])
    assert result.message_header.segment_of_result == "1"
    assert result.message_body.processing_result_status is Status.ERROR
    assert result.message_header.character_code_identifier is Charset.SHIFT_JIS


def test_the_answer_repeats_the_identifiers_of_the_request(
    national: National, facility: Facility
) -> None:
    asked = search("aoi")
    info = SearchInfo(
        insurer_number=f"  {asked.insurer_number}",
        insured_card_symbol=asked.symbol,
        insured_identification_number=asked.number,
        birthdate=asked.birth,
        arbitrary_identifier="patient 7",
    )
    head = RequestHeader(CODE, TODAY, "file 1")
    (result,) = national.single(facility, [(Request(head, RequestBody((info,))), None)])
    assert result.message_header.arbitrary_file_identifier == "file 1"
    (row,) = result.message_body.result_list.result_of_qualification_confirmation
    assert row.arbitrary_identifier == "patient 7"


def test_an_expired_home_visit_consent_is_told_as_expired(
    national: National, registry: Registry, clock: ManualClock
) -> None:
    holder, _ = registry.of_card(_serial("aoi"))
    until = clock.now + timedelta(days=90)
    national.consent(
        CODE, holder.id, Answers(agreed=frozenset({Category.CARE})), until, Treatment.HOME_VISIT
    )
    clock.now += timedelta(days=91)
    flag = ask(national, search("aoi")).results[0].diagnosis_info_cons_flg
    assert flag is ConsentFlag.EXPIRED
