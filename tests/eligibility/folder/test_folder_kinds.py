"""The kinds of requests that an OQS folder takes beside the single check."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.eligibility.national.refusals import Refusal
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.pki.issuer import serial_of
from kiosk.eligibility.server.bulk import Kind
from kiosk.eligibility.server.oqs_folder import FolderServer
from kiosk.eligibility.wire import write
from kiosk.eligibility.wire.qualification import (
    Request,
    RequestBody,
    RequestHeader,
    Result,
    SearchInfo,
)
from kiosk.personas import schema
from kiosk.personas.schema import Limit
from kiosk.session.codes import Segment
from tests.support.eligibility import ManualClock

from .folders import CODE, answer, asked, fetch, info, upload, visited


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
