"""The kinds of requests that an OQS folder takes beside the single check."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from kiosk.eligibility.national.homevisit.visits import Ledger, NewVisit
from kiosk.eligibility.national.records import records
from kiosk.eligibility.national.refusals import Refusal
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.national.store import tables
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.pki.issuer import serial_of
from kiosk.eligibility.server import bulk_answers, bulk_units
from kiosk.eligibility.server.bulk import Kind
from kiosk.eligibility.server.oqs_folder import SWEEP_SECONDS, FolderServer
from kiosk.eligibility.uses import Use
from kiosk.eligibility.wire import charsets, read, write
from kiosk.eligibility.wire.medical_information import (
    Checkup,
    CheckupQuery,
    CheckupRequest,
    InformationHeader,
    Medicine,
    MedicineQuery,
    MedicineRequest,
)
from kiosk.eligibility.wire.qualification import (
    Request,
    RequestBody,
    RequestHeader,
    Result,
    SearchInfo,
)
from kiosk.personas import schema
from kiosk.personas.schema import Limit
from kiosk.records.record import Asked
from kiosk.session.codes import Charset, MedicineFile, Segment, Validity
from kiosk.session.effects import Answers
from kiosk.session.rules import Category
from tests.support.eligibility import ManualClock
from tests.support.time import MovedTime

from .folders import CODE, SETTINGS, answer, asked, info

# bulk ----------------------------------------------------------------------------------------


def fetch(server: FolderServer, put: Callable[..., Path], number: str | None, kind: Kind) -> Result:
    body = RequestBody(reception_number=number)
    put(f"{kind}02req_x.xml", write(Request(RequestHeader(CODE), body)))
    server.scan()
    return answer(server, f"{kind}02res_x.xml")


def upload(server: FolderServer, put: Callable[..., Path], kind: Kind, data: bytes) -> str | None:
    put(f"{kind}01req_x.xml", data)
    server.scan()
    return answer(server, f"{kind}01res_x.xml").message_body.reception_number


def test_a_bulk_request_is_numbered_running_and_then_answered(
    server: FolderServer, put: Callable[..., Path]
) -> None:
    kind = Kind.QUALIFICATION
    number = upload(server, put, kind, asked("aoi", "haruto", "kenji"))
    running = fetch(server, put, number, kind).message_header
    assert (running.segment_of_result, running.reception_number) == (Segment.RUNNING, number)
    assert server.exchange.bulk.work() == 1
    done = fetch(server, put, number, kind)
    head = done.message_header
    assert (head.segment_of_result, head.number_of_processing_result) == (Segment.NORMAL, 3)
    units = done.message_body.bulk_confirm_unit
    names = [unit.result_list.result_of_qualification_confirmation[0].name for unit in units]
    assert names == [schema.find(one).person.name for one in ("aoi", "haruto", "kenji")]
    assert server.exchange.bulk.work() == 0


def test_an_answer_larger_than_any_request_may_be_is_fetched_in_either_encoding(
    server: FolderServer, put: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = Kind.QUALIFICATION
    data = asked("aoi", "haruto", "kenji")
    number = upload(server, put, kind, data)
    monkeypatch.setattr(charsets, "MAX_BYTES", len(data) + 200)
    monkeypatch.setattr(bulk_answers, "PART_BYTES", 1024)
    assert server.exchange.bulk.work() == 1
    told = {}
    for charset in Charset:
        ask = Request(
            RequestHeader(CODE, character_code_identifier=charset),
            RequestBody(reception_number=number),
        )
        put(f"{kind}02req_{charset.value}.xml", write(ask))
        server.scan()
        file = (server.res / f"{kind}02res_{charset.value}.xml").read_bytes()
        assert len(file) > charsets.MAX_BYTES
        result, written = read(Result, file, limited=False)
        assert written is result.message_header.character_code_identifier is charset
        told[charset] = result.message_body
    assert told[Charset.UTF_8] == told[Charset.SHIFT_JIS]
    assert len(told[Charset.UTF_8].bulk_confirm_unit) == 3


def test_a_poll_of_a_bulk_request_under_way_tells_the_identifier_of_its_upload(
    server: FolderServer, put: Callable[..., Path]
) -> None:
    upload_ = Request(
        RequestHeader(CODE, arbitrary_file_identifier="棚 & 1"), RequestBody((info("aoi"),))
    )
    number = upload(server, put, Kind.QUALIFICATION, write(upload_))
    running = fetch(server, put, number, Kind.QUALIFICATION).message_header
    assert running.segment_of_result is Segment.RUNNING
    assert running.arbitrary_file_identifier == "棚 & 1"


def test_an_answer_stored_by_an_earlier_version_is_fetched(
    server: FolderServer, put: Callable[..., Path], registry: Registry
) -> None:
    kind = Kind.QUALIFICATION
    number = upload(server, put, kind, asked("aoi"))
    server.exchange.bulk.work()
    today = fetch(server, put, number, kind)
    with registry.transaction() as connection:
        plain = write(today, Charset.UTF_8)
        connection.execute(update(tables.batch).values(answer=plain))
    assert fetch(server, put, number, kind).message_body == today.message_body


def test_a_bulk_request_that_cannot_be_answered_holds_up_no_other(
    server: FolderServer, put: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    bulk = server.exchange.bulk
    kind = Kind.QUALIFICATION
    first, second = (upload(server, put, kind, asked(name)) for name in ("aoi", "sakura"))
    work_off, seen = bulk.work_off, []

    def failing_first(number: int) -> None:
        seen.append(number)
        if len(seen) == 1:
            raise RuntimeError("a fault of the program")
        work_off(number)

    monkeypatch.setattr(bulk, "work_off", failing_first)
    with pytest.raises(RuntimeError):
        bulk.work()
    assert fetch(server, put, second, kind).message_body.bulk_confirm_unit
    assert bulk.work() == 1
    assert fetch(server, put, first, kind).message_body.bulk_confirm_unit


def test_a_single_request_is_answered_in_the_middle_of_a_bulk_request(
    server: FolderServer, put: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = bulk_units.unit
    between: list[Result] = []

    def ask_between(*found: Any) -> Any:
        if len(between) < 2:  # a transaction that were still open would keep this one out
            (asked_now, _) = read(Request, asked("sakura"))
            between.extend(server.exchange.single([(asked_now, None)]))
        return made(*found)

    monkeypatch.setattr(bulk_units, "CHUNK", 2)
    monkeypatch.setattr(bulk_units, "unit", ask_between)
    upload(server, put, Kind.QUALIFICATION, asked("aoi", "haruto", "kenji"))
    assert server.exchange.bulk.work() == 1
    assert [one.message_body.qualification_validity for one in between] == ["1", "1"]


def test_a_bulk_request_that_ended_in_the_middle_is_answered_and_counted_once(
    server: FolderServer,
    put: Callable[..., Path],
    registry: Registry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, seen = bulk_units.unit, []

    def fail_at_third(*found: Any) -> Any:
        seen.append(found)
        if len(seen) == 3:
            raise RuntimeError("ended here")
        return made(*found)

    monkeypatch.setattr(bulk_units, "CHUNK", 2)
    monkeypatch.setattr(bulk_units, "unit", fail_at_third)
    number = upload(server, put, Kind.QUALIFICATION, asked("aoi", "haruto", "kenji"))
    with pytest.raises(RuntimeError):
        server.exchange.bulk.work()
    assert server.exchange.bulk.work() == 1
    assert len(fetch(server, put, number, Kind.QUALIFICATION).message_body.bulk_confirm_unit) == 3
    with registry.transaction() as connection:
        lines = select(func.count()).select_from(tables.inquiry)
        assert connection.scalar(lines.where(tables.inquiry.c.kind == Asked.BULK.value)) == 3


def test_a_bulk_counts_what_it_could_not_ask(
    server: FolderServer, put: Callable[..., Path]
) -> None:
    empty = write(Request(RequestHeader(CODE), RequestBody((SearchInfo(), info("aoi")))))
    number = upload(server, put, Kind.QUALIFICATION, empty)
    server.exchange.bulk.work()
    head = fetch(server, put, number, Kind.QUALIFICATION).message_header
    assert (head.number_of_error, head.number_of_normal_processing) == (1, 1)


@pytest.mark.parametrize(
    "settings", [EligibilitySettings(settle_seconds=0, bulk_seconds=30, bulk_most=2)]
)
def test_a_bulk_takes_its_time_and_has_its_limit(
    server: FolderServer, put: Callable[..., Path], clock: ManualClock
) -> None:
    number = upload(server, put, Kind.QUALIFICATION, asked("aoi"))
    assert server.exchange.bulk.work() == 0
    clock.now += timedelta(seconds=30)
    assert server.exchange.bulk.work() == 1
    assert fetch(server, put, number, Kind.QUALIFICATION).message_body.bulk_confirm_unit
    put("OQSmuquc01req_y.xml", asked("aoi", "aoi", "aoi"))
    server.scan()
    head = answer(server, "OQSmuquc01res_y.xml").message_header
    assert head.error_code == Refusal.TOO_MANY.value


def test_an_old_bulk_request_is_forgotten_with_the_answer_files(
    server: FolderServer, put: Callable[..., Path], clock: ManualClock
) -> None:
    number = upload(server, put, Kind.QUALIFICATION, asked("aoi"))
    server.exchange.bulk.work()
    clock.now += timedelta(minutes=SETTINGS.response_file_stay_minutes, seconds=1)
    assert isinstance(server.time, MovedTime)
    server.time.moved += SWEEP_SECONDS
    server.scan()
    told = fetch(server, put, number, Kind.QUALIFICATION).message_header
    assert told.error_code == Refusal.NO_SUCH_BATCH.value


@pytest.mark.parametrize("number", ["99", None])
def test_a_number_nobody_was_given_is_refused(
    server: FolderServer, put: Callable[..., Path], number: str | None
) -> None:
    result = fetch(server, put, number, Kind.QUALIFICATION)
    assert result.message_header.segment_of_result is Segment.FAILED


def test_home_visits_are_listed_by_their_lasting_consents(
    server: FolderServer, put: Callable[..., Path], registry: Registry, clock: ManualClock
) -> None:
    visited(server, registry, "aoi")
    searched = SearchInfo(consent_date_from=clock.now.date(), consent_date_to=clock.now.date())
    body = RequestBody((searched,))
    for kind, count in ((Kind.HOME_VISIT, 1), (Kind.ONLINE, 0)):
        number = upload(server, put, kind, write(Request(RequestHeader(CODE), body)))
        server.exchange.bulk.work()
        assert len(fetch(server, put, number, kind).message_body.bulk_confirm_unit) == count


def test_patients_on_public_assistance_are_listed_with_their_numbers(
    server: FolderServer, put: Callable[..., Path], registry: Registry
) -> None:
    from kiosk.personas.schema import Insurance

    aid = Insurance(
        insurer_number="12990011", insurer_name="架空福祉事務所", number="1", start="2026-01-01",
        classification="A1",
    )  # fmt: skip
    persona = schema.find("aoi").model_copy(update={"insurance": (aid,)})
    registry.fill([persona])
    holder, _ = registry.of_card(serial_of("aoi"))
    registry.link(CODE, "77", holder.id)
    number = upload(server, put, Kind.AID, write(Request(RequestHeader(CODE))))
    server.exchange.bulk.work()
    (unit,) = fetch(server, put, number, Kind.AID).message_body.bulk_confirm_unit
    assert (unit.qualification_validity, unit.reference_number) == (
        Validity.VALID_UNREGISTERED, ("77",),
    )  # fmt: skip


# single checks of patients with a lasting consent, and kinds nobody tells of ------------------


def visited(server: FolderServer, registry: Registry, name: str) -> None:
    holder, _ = registry.of_card(serial_of(name))
    national = server.exchange.national
    new = NewVisit(name, Use.VISIT, Answers(agreed=frozenset({Category.CARE})))
    with registry.transaction() as connection:
        Ledger(connection, CODE, national.clock(), national.settings).register(holder, new)


def single(server: FolderServer, put: Callable[..., Path], kind: str, *names: str) -> Result:
    put(f"{kind}req_x.xml", asked(*names))
    server.scan()
    return answer(server, f"{kind}res_x.xml")


def test_a_home_visit_check_tells_the_lasting_consent_and_is_refused_when_it_lapsed(
    server: FolderServer, put: Callable[..., Path], registry: Registry, clock: ManualClock
) -> None:
    visited(server, registry, "kenji")
    result = single(server, put, "OQSsihvq01", "kenji")
    (row,) = result.message_body.result_list.result_of_qualification_confirmation
    assert row.name == schema.find("kenji").person.name
    assert (row.diagnosis_info_cons_flg, row.operation_info_cons_flg) == ("1", "0")
    clock.now += timedelta(days=150)
    body = single(server, put, "OQSsihvq01", "kenji").message_body
    assert body.processing_result_code == Refusal.CONSENT_LAPSED.value


@pytest.mark.parametrize(("kind", "name"), [("OQSsionq01", "kenji"), ("OQSsihvq01", "aoi")])
def test_without_a_lasting_consent_of_that_kind_nothing_is_told(
    server: FolderServer, put: Callable[..., Path], registry: Registry, kind: str, name: str
) -> None:
    visited(server, registry, "kenji")
    body = single(server, put, kind, name).message_body
    assert body.processing_result_code == Refusal.NO_CONSENT.value
    assert body.result_list is None


@pytest.mark.parametrize("settings", [EligibilitySettings(settle_seconds=0, guessed_kinds=False)])
def test_a_guessed_kind_can_be_switched_off(server: FolderServer, put: Callable[..., Path]) -> None:
    head = single(server, put, "OQSsihvq01", "kenji").message_header
    assert (head.segment_of_result, head.error_code) == (Segment.FAILED, Refusal.KIND.value)


@pytest.mark.parametrize("kind", ["OQSsihvd01", "OQSsiurl01", "EPSsiquc01", "PMHsimsm01"])
def test_a_kind_of_unknown_content_is_answered_with_its_error(
    server: FolderServer, put: Callable[..., Path], kind: str
) -> None:
    put(f"{kind}req_1.xml", b"<XmlMsg><Anything/></XmlMsg>")
    server.scan()
    head = answer(server, f"{kind}res_1.xml").message_header
    assert (head.segment_of_result, head.error_code) == (Segment.FAILED, Refusal.KIND.value)
    assert list(server.req.iterdir()) == list(server.rejected.iterdir()) == []


@pytest.mark.parametrize("settings", [EligibilitySettings(settle_seconds=0, look_ups_per_day=2)])
def test_look_ups_by_number_have_their_limit_a_day(
    server: FolderServer, put: Callable[..., Path], registry: Registry, clock: ManualClock
) -> None:
    holder, _ = registry.of_card(serial_of("kenji"))
    registry.link(CODE, "77", holder.id)
    request = write(Request(RequestHeader(CODE), RequestBody((SearchInfo(reference_number="77"),))))
    codes = []
    for day in (0, 0, 0, 1):
        clock.now += timedelta(days=day)
        put("OQSsiquc01req_n.xml", request)
        server.scan()
        body = answer(server, "OQSsiquc01res_n.xml").message_body
        codes.append(body.processing_result_code)
    assert codes == [None, None, Refusal.TOO_OFTEN.value, None]


@pytest.mark.parametrize(
    "settings", [EligibilitySettings(settle_seconds=0, limit_changed="always")]
)
def test_a_limit_can_always_be_told_as_changed(
    server: FolderServer, put: Callable[..., Path], registry: Registry
) -> None:
    kenji = schema.find("kenji")
    limit = Limit(flag="A03", start="2026-08-01")
    held = kenji.insurance[0].model_copy(update={"limit": limit})
    registry.fill([kenji.model_copy(update={"insurance": (held,)})])
    search = replace(info("kenji"), limit_application_certificate_related_cons_flg="1")
    data = write(Request(RequestHeader(CODE), RequestBody((search,))))
    number = upload(server, put, Kind.QUALIFICATION, data)
    server.exchange.bulk.work()
    (unit,) = fetch(server, put, number, Kind.QUALIFICATION).message_body.bulk_confirm_unit
    (row,) = unit.result_list.result_of_qualification_confirmation
    assert row.limit_application_certificate_changed == "1"


# medical information -------------------------------------------------------------------------


def wanted(name: str, request: Any = MedicineRequest, body: MedicineQuery | None = None) -> bytes:
    held = schema.find(name).insurance[0]
    head = InformationHeader(
        CODE, f"{held.insurer_number:>8}", held.number, held.symbol or None, held.branch
    )
    return write(request(head, body or MedicineQuery()))


def agree(server: FolderServer, registry: Registry, name: str, *categories: Category) -> None:
    holder, _ = registry.of_card(serial_of(name))
    server.exchange.national.consent(CODE, holder.id, Answers(agreed=frozenset(categories)))


def medicine(server: FolderServer, put: Callable[..., Path], name: str, **body: object) -> Medicine:
    put("YZKsiquc01req_1.xml", wanted(name, body=MedicineQuery(**body)))
    server.scan()
    return read(Medicine, (server.res / "YZKsiquc01res_1.xml").read_bytes())[0]


def test_medicines_are_told_while_the_consent_stands_and_not_a_day_later(
    server: FolderServer, put: Callable[..., Path], registry: Registry, clock: ManualClock
) -> None:
    refused = medicine(server, put, "kenji").message_header
    assert (refused.result_code, refused.error_code) == ("9", Refusal.NO_CONSENT.value)
    agree(server, registry, "kenji", Category.MEDICINE)
    told = medicine(server, put, "kenji")
    assert told.message_header.result_code == "1"
    assert told.message_header.qua_inf.name == schema.find("kenji").person.name
    months = told.message_body.me_tr_month_inf
    assert len(months) > 5
    days = [day for month in months for day in month.di_date_infs.di_date_inf]
    assert all(day.drug_infs and day.me_tr_infs is None for day in days)
    clock.now += timedelta(hours=24, seconds=1)
    assert medicine(server, put, "kenji").message_header.result_code == "9"


def test_a_consent_to_care_does_not_open_medicines(
    server: FolderServer, put: Callable[..., Path], registry: Registry
) -> None:
    agree(server, registry, "kenji", Category.CARE)
    told = medicine(server, put, "kenji")
    days = [day for m in told.message_body.me_tr_month_inf for day in m.di_date_infs.di_date_inf]
    assert days and all(day.drug_infs is None and day.me_tr_infs for day in days)


def test_months_outside_the_period_are_not_told(
    server: FolderServer, put: Callable[..., Path], registry: Registry
) -> None:
    agree(server, registry, "kenji", Category.MEDICINE)
    told = medicine(server, put, "kenji", start_date="202601", end_date="202603")
    months = [month.me_tr_month for month in told.message_body.me_tr_month_inf]
    assert all("202601" <= month <= "202604" for month in months)
    turned = medicine(server, put, "kenji", start_date="202603", end_date="202601")
    assert turned.message_header.error_code == Refusal.PERIOD.value
    never = medicine(server, put, "kenji", start_date="202613")
    assert never.message_header.error_code == Refusal.PERIOD.value


def checkup(server: FolderServer, put: Callable[..., Path], name: str) -> Checkup:
    put("TKKsiquc01req_1.xml", wanted(name, CheckupRequest, CheckupQuery()))
    server.scan()
    return read(Checkup, (server.res / "TKKsiquc01res_1.xml").read_bytes())[0]


def test_checkups_are_of_those_from_forty(
    server: FolderServer, put: Callable[..., Path], registry: Registry
) -> None:
    for name, some in (("kenji", True), ("aoi", False)):
        agree(server, registry, name, Category.CHECKUP)
        told = checkup(server, put, name)
        assert told.message_header.result_code == "1"
        assert bool(told.message_body.specific_health_checkup_info) is some


def test_a_pdf_is_given_where_one_is_asked_for(
    server: FolderServer, put: Callable[..., Path], registry: Registry
) -> None:
    agree(server, registry, "kenji", Category.CHECKUP, Category.MEDICINE)
    paper = MedicineQuery(file_category=MedicineFile.CARE_PDF)
    put("YZKsiquc01req_1.xml", wanted("kenji", body=paper))
    put("TKKsiquc01req_1.xml", wanted("kenji", CheckupRequest, CheckupQuery(file_category="1")))
    for prefix in ("YZKsiquc01", "TKKsiquc01"):
        server.scan()
        assert (server.res / f"{prefix}res_1.pdf").read_bytes().startswith(b"%PDF")


def test_withheld_information_is_not_told_in_spite_of_consent(
    server: FolderServer, put: Callable[..., Path], registry: Registry
) -> None:
    registry.fill([schema.find("kenji").model_copy(update={"withheld": True})])
    agree(server, registry, "kenji", Category.MEDICINE)
    assert medicine(server, put, "kenji").message_header.error_code == Refusal.WITHHELD.value


def test_a_record_tells_apart_what_a_look_up_was_answered_with(
    server: FolderServer, put: Callable[..., Path], registry: Registry, clock: ManualClock
) -> None:
    agree(server, registry, "kenji", Category.CHECKUP, Category.MEDICINE, Category.CARE)
    agree(server, registry, "aoi", Category.SURGERY)
    both = MedicineQuery(file_category=MedicineFile.CARE_XML)
    one = MedicineQuery(file_category=MedicineFile.MEDICINE_XML)
    put("YZKsiquc01req_1.xml", wanted("kenji", body=one))
    put("YZKsiquc01req_2.xml", wanted("kenji", body=both))
    put("YZKsiquc01req_3.xml", wanted("aoi", body=both))
    put("YZKsiquc01req_4.xml", wanted("sakura", body=both))
    put("TKKsiquc01req_1.xml", wanted("kenji", CheckupRequest, CheckupQuery()))
    for _ in range(5):
        server.scan()
    found = records(registry, CODE, clock.now)
    told = sorted((str(one.asked), str(one.outcome), *map(str, one.viewed)) for one in found)
    assert told == [
        ("checkup", "completed", "TKK"),
        ("medicine", "completed", "SHJ"),
        ("medicine", "completed", "SRJ", "YZK"),
        ("medicine", "completed", "YZK"),
        ("medicine", "refused"),
    ]
