"""The adapter in this process: its results are right and are delivered exactly once."""

import logging
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk import files
from kiosk.eligibility.adapters.embedded import Embedded, judge_here
from kiosk.eligibility.adapters.locks import NamedLocks
from kiosk.eligibility.adapters.retries import RetryPolicy
from kiosk.eligibility.national.records import records
from kiosk.eligibility.national.store.owed_results import DELIVERED, PENDING, STAGED
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.pki.issuer import TestCA
from kiosk.eligibility.wire import read
from kiosk.eligibility.wire.qualification import Result
from kiosk.errors import Declined, FolderUnwritable, KioskError, NetworkDown
from kiosk.personas import schema
from kiosk.records.record import digest
from kiosk.session.codes import Classification, ConsentFlag, Sex, Status, Validity
from kiosk.session.effects import Answers, Prescription
from kiosk.session.events import CertificateState
from kiosk.session.rules import Category
from tests.support.eligibility import Desk, ManualClock

AGREED = Answers(agreed=frozenset({Category.MEDICINE, Category.CHECKUP}), declined=frozenset())
NAME = re.compile(r"\AOQSsiquc01res_face_.+_(\d{14})\.xml\Z")


def test_a_result_says_of_every_element_what_the_persona_says(
    desk: Desk, results: Callable[[], list[Path]], clock: ManualClock
) -> None:
    persona = schema.find("aoi")
    ticket = desk.eligibility.identify(desk.proof("aoi"))
    answers = replace(AGREED, prescription=Prescription.PAPER)
    delivery = desk.eligibility.submit(ticket, answers)

    assert [delivery.result_file] == results()
    matched = NAME.match(delivery.result_file.name)
    assert matched and matched[1] == "20261120093015"
    assert re.match(
        r"OQSsiquc01res_face_1312345678[0-9a-f]{20}_\d{14}\.xml$", delivery.result_file.name
    )
    message, _ = read(Result, delivery.result_file.read_bytes())
    head, body = message.message_header, message.message_body
    assert head.process_execution_time == clock.now
    assert head.medical_institution_code == "1312345678"
    assert (head.segment_of_result, head.reference_classification) == ("1", "1")
    assert (body.processing_result_status, body.qualification_validity) == (
        Status.NORMAL, Validity.VALID,
    )  # fmt: skip
    assert body.prescription_issue_select is Prescription.PAPER
    assert body.result_list is not None
    (row,) = body.result_list.result_of_qualification_confirmation
    held = persona.insurance[0]
    assert row.insured_card_classification is Classification.GENERAL
    assert row.insurer_number == f"  {held.insurer_number}"
    assert row.insured_card_symbol == held.symbol
    assert row.insured_identification_number == held.number
    assert row.insured_branch_number == held.branch
    assert row.name == persona.person.name
    assert row.name_kana == persona.person.kana
    assert row.sex1 is Sex.FEMALE
    assert row.birthdate == persona.person.birth
    assert row.address == persona.person.address
    assert row.post_number == persona.person.post
    assert row.qualification_date == held.start
    assert row.insurer_name == held.insurer_name
    assert row.pharmacists_info_cons_flg is ConsentFlag.GIVEN
    assert row.pharmacists_info_available_time == clock.now + timedelta(days=1)
    assert row.operation_info_cons_flg is ConsentFlag.NONE
    assert row.operation_info_cons_time is None


def test_a_name_outside_shift_jis_arrives_with_a_black_circle(desk: Desk) -> None:
    ticket = desk.eligibility.identify(desk.proof("kuromaru"))
    file = desk.eligibility.submit(ticket, AGREED).result_file
    assert "<Name>●野　龍之介</Name>" in file.read_bytes().decode("cp932")


def test_a_result_is_delivered_once_however_often_it_is_submitted(
    desk: Desk, results: Callable[[], list[Path]]
) -> None:
    ticket = desk.eligibility.identify(desk.proof("aoi"))
    first = desk.eligibility.submit(ticket, AGREED)
    first.result_file.unlink()  # a receipt computer took it
    assert desk.eligibility.submit(ticket, Answers()) == first
    assert results() == []


def test_two_receptions_leave_two_results(desk: Desk, results: Callable[[], list[Path]]) -> None:
    for persona in ("aoi", "aoi"):
        desk.eligibility.submit(desk.eligibility.identify(desk.proof(persona)), AGREED)
    assert len(results()) == 2


def test_a_folder_that_cannot_be_written_leaves_nothing_and_delivers_when_it_can(
    desk: Desk, results: Callable[[], list[Path]], face: Path
) -> None:
    ticket = desk.eligibility.identify(desk.proof("aoi"))
    face.rmdir()
    face.write_text("not a folder")
    with pytest.raises(FolderUnwritable):
        desk.eligibility.submit(ticket, AGREED)
    face.unlink()
    face.mkdir()
    assert desk.eligibility.submit(ticket, AGREED).result_file.exists()
    assert len(results()) == 1


@pytest.mark.parametrize("renamed", [False, True])
def test_a_result_cut_off_at_the_rename_appears_once(
    desk: Desk, results: Callable[[], list[Path]], face: Path, renamed: bool
) -> None:
    eligibility = desk.eligibility
    ticket = eligibility.identify(desk.proof("aoi"))
    target = eligibility.submit(ticket, AGREED).result_file
    eligibility.rows.mark(
        ticket.reference, (DELIVERED,), STAGED
    )  # as if the process had died before its last note
    target.rename(files.temporary(target))
    if renamed:
        files.publish(target)
        target.unlink()  # and a receipt computer had already taken the file
    assert eligibility.deliver_pending() == 1
    assert results() == ([] if renamed else [target])
    assert eligibility.deliver_pending() == 0


def test_a_promised_result_is_delivered_at_the_next_start(
    desk: Desk, face: Path, results: Callable[[], list[Path]], ca: TestCA, clock: ManualClock
) -> None:
    ticket = desk.eligibility.identify(desk.proof("aoi"))
    gone = face.rename(face.with_name("gone"))
    with pytest.raises(FolderUnwritable):
        desk.eligibility.submit(ticket, AGREED)
    gone.rename(face)
    again = Embedded(
        desk.eligibility.registry, [ca.authentication.der], desk.eligibility.facility, face, clock
    )
    assert again.deliver_pending() == 1
    assert len(results()) == 1


class Knocked(NamedLocks):
    """NamedLocks that tell when somebody comes while another one is busy."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting = threading.Event()

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        if name in self._busy:
            self.waiting.set()
        with super().of(name):
            yield


def test_a_repetition_during_the_delivery_delivers_once(
    desk: Desk, results: Callable[[], list[Path]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    eligibility = desk.eligibility
    ticket = eligibility.identify(desk.proof("aoi"))
    eligibility.locks = knocked = Knocked()
    half_written = threading.Event()
    stage, staged = files.stage, []

    def slowly(target: Path, data: bytes, *, shared: bool = False) -> None:
        staged.append(target)
        if len(staged) == 1:
            files.temporary(target).write_bytes(data[:100])
            half_written.set()
            assert knocked.waiting.wait(60)
        stage(target, data, shared=shared)

    monkeypatch.setattr(files, "stage", slowly)
    taken: list[bytes] = []

    def submit() -> None:
        file = eligibility.submit(ticket, AGREED).result_file
        took = tmp_path / threading.current_thread().name
        with suppress(FileNotFoundError):  # the other one was quicker
            file.rename(took)  # as a receipt computer takes it, at once
            taken.append(took.read_bytes())

    def again() -> None:
        try:
            submit()
        finally:
            knocked.waiting.set()  # without a lock nobody knocks

    first = threading.Thread(target=submit)
    first.start()
    assert half_written.wait(60)
    second = threading.Thread(target=again)
    second.start()
    first.join()
    second.join()
    assert len(staged) == len(taken) == 1
    assert read(Result, taken[0])[0].message_body.qualification_validity == "1"
    assert results() == []


def test_how_far_a_delivery_is_never_goes_back(desk: Desk) -> None:
    eligibility = desk.eligibility
    ticket = eligibility.identify(desk.proof("aoi"))
    eligibility.submit(ticket, AGREED)
    eligibility.rows.mark(ticket.reference, (PENDING,), STAGED)
    assert eligibility.rows.look(ticket.reference).state == DELIVERED


def test_what_waits_is_delivered_by_the_next_call_and_else_the_registry_is_left_alone(
    desk: Desk, face: Path, results: Callable[[], list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    eligibility = desk.eligibility
    assert eligibility.deliver_pending() == 0
    ticket = eligibility.identify(desk.proof("aoi"))
    gone = face.rename(face.with_name("gone"))
    for attempt in (lambda: eligibility.submit(ticket, AGREED), eligibility.deliver_pending):
        with pytest.raises(FolderUnwritable):
            attempt()
    gone.rename(face)
    assert eligibility.deliver_pending() == 1
    assert len(results()) == 1
    monkeypatch.setattr(eligibility, "registry", None)
    assert eligibility.deliver_pending() == 0


def test_a_new_card_withdraws_what_an_earlier_one_allowed(desk: Desk) -> None:
    def flag(answers: Answers) -> ConsentFlag:
        ticket = desk.eligibility.identify(desk.proof("aoi"))
        file = desk.eligibility.submit(ticket, answers).result_file
        message, _ = read(Result, file.read_bytes())
        (row,) = message.message_body.result_list.result_of_qualification_confirmation
        return row.pharmacists_info_cons_flg

    assert flag(Answers(agreed=frozenset({Category.MEDICINE}))) is ConsentFlag.GIVEN
    assert flag(Answers(declined=frozenset({Category.MEDICINE}))) is ConsentFlag.NONE


def test_a_ticket_of_nobody_is_an_error_and_not_a_crash(desk: Desk) -> None:
    ticket = desk.eligibility.identify(desk.proof("aoi"))
    with pytest.raises(KioskError):
        desk.eligibility.submit(replace(ticket, reference="x"), AGREED)


def test_nothing_personal_reaches_the_log(
    desk: Desk, face: Path, caplog: pytest.LogCaptureFixture, results: Callable[[], list[Path]]
) -> None:
    caplog.set_level(logging.DEBUG)
    ticket = desk.eligibility.identify(desk.proof("aoi"))
    face.rmdir()
    with pytest.raises(FolderUnwritable) as failed:
        desk.eligibility.submit(ticket, AGREED)
    seen = caplog.text + str(failed.value) + repr(ticket)
    for secret in ("仮屋", "ｶﾘﾔ", "0034507", "20030707", "2003-07-07", "大阪府"):
        assert secret not in seen


@pytest.mark.parametrize("error", [Declined("E1"), ValueError("a bug that knows a name")])
def test_what_is_declined_is_given_up_after_a_while_and_holds_up_no_other(
    desk: Desk,
    face: Path,
    results: Callable[[], list[Path]],
    clock: ManualClock,
    error: Declined | ValueError,
) -> None:
    now, asked, told = 0.0, [], []

    def ask(holder: Any, on: Any) -> Any:
        asked.append(holder.person.name)
        if holder.person.name == schema.find("aoi").person.name:
            raise error
        if len(asked) < 3:
            raise NetworkDown("down")
        return judge_here(holder, on)

    def kiosk() -> Embedded:
        here = desk.eligibility
        return Embedded(
            here.registry, [], here.facility, face, clock,
            ask=ask, retries=RetryPolicy(lambda: now),
        )  # fmt: skip

    reader = kiosk()
    poor, rich = (desk.eligibility.identify(desk.proof(one)) for one in ("aoi", "kenji"))
    for ticket in (poor, rich):
        with pytest.raises((type(error), NetworkDown)):
            reader.submit(ticket, AGREED)
    for second in range(1000):
        now = float(second)
        reader.deliver_pending(told.append)
    assert len(results()) == 1
    assert asked.count(schema.find("aoi").person.name) == 6
    assert [(one.reference, one.given_up is None) for one in told] == [
        (rich.reference, True), (poor.reference, False),
    ]  # fmt: skip
    assert "name" not in told[1].given_up.detail
    asked.clear()
    kiosk().deliver_pending()
    assert asked == [schema.find("aoi").person.name]  # the next start asks again


def test_the_answers_of_a_result_that_was_given_up_are_kept(desk: Desk, face: Path) -> None:
    here = desk.eligibility
    reader = Embedded(
        here.registry, [], here.facility, face, here.clock,
        ask=lambda *_: (_ for _ in ()).throw(Declined("E1")),
    )  # fmt: skip
    ticket = here.identify(desk.proof("aoi"))
    with pytest.raises(Declined):
        reader.submit(ticket, AGREED)
    again = Embedded(here.registry, [], here.facility, face, here.clock)
    assert again.deliver_pending() == 1


def test_a_result_whose_place_is_taken_holds_up_no_other(
    desk: Desk, face: Path, results: Callable[[], list[Path]]
) -> None:
    tickets = [desk.eligibility.identify(desk.proof(one)) for one in ("aoi", "kenji")]
    gone = face.rename(face.with_name("gone"))
    for ticket in tickets:
        with pytest.raises(FolderUnwritable):
            desk.eligibility.submit(ticket, AGREED)
    gone.rename(face)
    name, _ = desk.eligibility.collect(tickets[0].reference)
    (face / name).mkdir()
    with pytest.raises(FolderUnwritable):
        desk.eligibility.deliver_pending()
    assert len([file for file in results() if file.is_file() and file.suffix == ".xml"]) == 1
    (face / name).rmdir()
    assert desk.eligibility.deliver_pending() == 1


def test_a_reception_and_its_consents_are_in_the_records(
    desk: Desk, registry: Registry, clock: ManualClock
) -> None:
    ticket = desk.eligibility.identify(desk.proof("aoi"))
    desk.eligibility.submit(ticket, replace(AGREED, declined=frozenset({Category.SURGERY})))
    (one,) = records(registry, "1312345678", clock.now.replace(hour=0))
    assert (one.asked, one.method, one.validity) == ("card", "face", "1")
    assert one.consents == {"YZK": True, "TKK": True, "SHJ": False}
    assert one.reference == digest(ticket.reference)
    assert ticket.reference not in str(one)


def test_receptions_are_told_to_the_facility_they_were_at_and_once(
    desk: Desk, registry: Registry
) -> None:
    for persona in ("aoi", "kenji"):
        desk.eligibility.submit(desk.eligibility.identify(desk.proof(persona)), AGREED)
    told = registry.receptions("1312345678", 0)
    assert [one.validity for one in told] == ["1", "1"]
    assert registry.receptions("1312345678", told[0].number) == told[1:]
    assert registry.receptions("1312345678", registry.last_line("1312345678")) == []
    assert registry.receptions("1399999999", 0) == []


@pytest.mark.parametrize(
    ("ends", "state", "days_left", "serves"),
    [
        (date(2030, 5, 5), CertificateState.VALID, 0, None),
        (date(2027, 1, 10), CertificateState.EXPIRING, 51, None),
        (date(2026, 11, 10), CertificateState.GRACE, 100, date(2027, 2, 28)),
    ],
)
def test_only_of_a_certificate_that_ends_it_is_told_when(
    desk: Desk, ends: date, state: CertificateState, days_left: int, serves: date | None
) -> None:
    told = desk.eligibility.identify(desk.proof("aoi", ends)).patient
    assert (told.certificate, told.days_left, told.certificate_serves) == (state, days_left, serves)
    assert told.certificate_ends == (None if state is CertificateState.VALID else ends)
