"""Bulk requests in an OQS folder: a number at once, the answer later, once."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from kiosk.eligibility.national.refusals import Refusal
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.national.store import tables
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.pki.issuer import serial_of
from kiosk.eligibility.server import bulk_answers, bulk_units
from kiosk.eligibility.server.bulk import Kind
from kiosk.eligibility.server.oqs_folder import SWEEP_SECONDS, FolderServer
from kiosk.eligibility.wire import charsets, read, write
from kiosk.eligibility.wire.qualification import (
    Request,
    RequestBody,
    RequestHeader,
    Result,
    SearchInfo,
)
from kiosk.personas import schema
from kiosk.records.record import Asked
from kiosk.session.codes import Charset, Segment, Validity
from tests.support.eligibility import ManualClock
from tests.support.time import MovedTime

from .folders import CODE, SETTINGS, answer, asked, fetch, info, upload, visited


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
