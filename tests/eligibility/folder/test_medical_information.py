"""薬剤・診療情報 and 特定健診情報 through an OQS folder, as far as consents allow."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.clock import month_end
from kiosk.eligibility.national.records import records
from kiosk.eligibility.national.refusals import Refusal
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.pki.issuer import serial_of
from kiosk.eligibility.server.oqs_folder import FolderServer
from kiosk.eligibility.wire import read, write
from kiosk.eligibility.wire.medical_information import (
    Checkup,
    CheckupQuery,
    CheckupRequest,
    InformationHeader,
    Medicine,
    MedicineQuery,
    MedicineRequest,
)
from kiosk.personas import schema
from kiosk.session.codes import MedicineFile
from kiosk.session.effects import Answers
from kiosk.session.rules import Category
from tests.support.eligibility import ManualClock

from .folders import CODE


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


def days(told: Medicine) -> list[date]:
    found = (
        day for one in told.message_body.me_tr_month_inf for day in one.di_date_infs.di_date_inf
    )
    return [day.di_date for day in found]


def test_only_the_days_of_the_period_are_told_and_none_to_come(
    server: FolderServer, put: Callable[..., Path], registry: Registry, clock: ManualClock
) -> None:
    agree(server, registry, "kenji", Category.MEDICINE)
    until, since = clock.now.date(), date(2025, 1, 1)
    every = days(medicine(server, put, "kenji", start_date="202501"))
    assert every == days(medicine(server, put, "kenji", start_date="20250101", end_date="99991231"))
    assert since <= min(every) and max(every) <= until
    seen = every[1]
    for off in (-1, 0, 1):
        exact = f"{seen + timedelta(days=off):%Y%m%d}"
        told = days(medicine(server, put, "kenji", start_date=exact, end_date=exact))
        assert told == [seen] * (off == 0)
    for month in (f"{seen:%Y%m}", f"{month_end(seen, -1):%Y%m}"):
        told = days(medicine(server, put, "kenji", start_date=month, end_date=month))
        assert told == [one for one in every if f"{one:%Y%m}" == month]


@pytest.mark.parametrize(
    "period",
    [
        ("202603", "202601"),
        ("202613", None),
        (None, "202600"),
        ("20260229", None),
        (None, "999912"),
    ],
)
def test_a_period_that_cannot_be_is_refused(
    server: FolderServer, put: Callable[..., Path], registry: Registry, period: tuple[str, str]
) -> None:
    agree(server, registry, "kenji", Category.MEDICINE)
    start, end = period
    told = medicine(server, put, "kenji", start_date=start, end_date=end)
    assert told.message_header.error_code == Refusal.PERIOD.value


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
