import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from kiosk.apps.table.fault_catalog import BY_ID
from kiosk.apps.table.faulty_eligibility import FaultyEligibility
from kiosk.eligibility.adapters.http import Breaker, HttpEligibility, connect
from kiosk.eligibility.adapters.stored_answers import answers_from_json, answers_to_json
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.server.access.tokens import issue
from kiosk.eligibility.wire import read
from kiosk.eligibility.wire.qualification import Result
from kiosk.errors import (
    CertificateInvalid,
    FolderUnwritable,
    KioskError,
    NetworkDown,
    NotRegistered,
    SystemDown,
)
from kiosk.personas import schema
from kiosk.session.codes import ConsentFlag
from kiosk.session.effects import Answers, Prescription
from kiosk.timing import REAL
from tests.support.eligibility import Desk
from tests.support.over_http import AGREED, Cut, Running, soon
from tests.support.ports import free_port


def test_a_reception_over_http_leaves_the_same_result(
    reader: Any, results: Callable[[], list[Path]]
) -> None:
    ticket = reader.eligibility.identify(reader.proof("aoi"))
    assert (ticket.patient.registered, ticket.patient.age) == (True, 23)
    delivery = reader.eligibility.submit(ticket, AGREED)
    assert results() == [delivery.result_file]
    message, _ = read(Result, delivery.result_file.read_bytes())
    (row,) = message.message_body.result_list.result_of_qualification_confirmation
    assert row.name == schema.find("aoi").person.name
    assert row.pharmacists_info_cons_flg == "1"
    assert reader.eligibility.submit(ticket, AGREED).validity == "1"
    assert len(results()) == 1


@pytest.mark.parametrize("writes", [True])
def test_a_service_that_writes_the_folder_itself_leaves_nothing_to_the_kiosk(
    reader: Any, own_face: Path, results: Callable[[], list[Path]]
) -> None:
    ticket = reader.eligibility.identify(reader.proof("aoi"))
    assert reader.eligibility.submit(ticket, AGREED).result_file is None
    assert results() == []
    assert len(list(own_face.iterdir())) == 1


@pytest.mark.parametrize("writes", [True])
def test_what_the_service_could_not_write_it_delivers_by_itself_once(
    reader: Any, own_face: Path, caplog: pytest.LogCaptureFixture
) -> None:
    own_face.rmdir()
    ticket = reader.eligibility.identify(reader.proof("aoi"))
    with pytest.raises(FolderUnwritable):
        reader.eligibility.submit(ticket, AGREED)
    own_face.mkdir()
    soon(lambda: any(file.suffix == ".xml" for file in own_face.iterdir()))
    next(own_face.glob("*.xml")).unlink()
    assert reader.eligibility.deliver_pending() == 1  # what the kiosk still had in its spool
    assert list(own_face.iterdir()) == []
    assert reader.eligibility.deliver_pending() == 0


@pytest.mark.parametrize("writes", [True])
def test_a_service_delivers_at_its_start_what_an_earlier_one_owed(
    desk: Desk, face: Path, own_face: Path, writes: bool, request: pytest.FixtureRequest
) -> None:
    face.rmdir()
    ticket = desk.eligibility.identify(desk.proof("aoi"))
    with pytest.raises(FolderUnwritable):
        desk.eligibility.submit(ticket, AGREED)
    request.getfixturevalue("service")
    soon(lambda: any(file.suffix == ".xml" for file in own_face.iterdir()))


@pytest.mark.parametrize("writes", [True])
def test_another_facilitys_results_never_lie_in_this_folder(
    registry: Registry,
    service: Running,
    desk: Desk,
    face: Path,
    own_face: Path,
    results: Callable[[], list[Path]],
    tmp_path: Path,
) -> None:
    other = issue(registry, Facility("1399999999", "別の診療所"))
    with service.client(other) as http:
        kiosk = HttpEligibility(http, face, tmp_path / "spool")
        reader = replace(desk, eligibility=kiosk)
        ticket = kiosk.identify(reader.proof("aoi"))
        assert kiosk.submit(ticket, AGREED).result_file is not None
    assert list(own_face.iterdir()) == []
    assert len(results()) == 1


def test_errors_arrive_as_themselves(reader: Any) -> None:
    with pytest.raises(CertificateInvalid, match="revoked"):
        reader.eligibility.identify(reader.proof("revoked"))
    ticket = reader.eligibility.identify(reader.proof("unregistered"))
    with pytest.raises(NotRegistered):
        reader.eligibility.submit(ticket, AGREED)
    reader.eligibility.register(ticket)
    delivered = reader.eligibility.submit(ticket, Answers(declined=AGREED.agreed))
    assert delivered.validity == "1"
    told, _ = read(Result, delivered.result_file.read_bytes())
    (row,) = told.message_body.result_list.result_of_qualification_confirmation
    assert row.pharmacists_info_cons_flg is not ConsentFlag.GIVEN  # the later answers count
    assert reader.eligibility.deliver_pending() == 0


@pytest.mark.parametrize(
    ("name", "error"), [("net.down", NetworkDown), ("system.down", SystemDown)]
)
def test_a_switched_on_outage_strikes_the_line_of_a_submission_and_its_result_comes_later(
    name: str,
    error: type[KioskError],
    http: httpx.Client,
    desk: Any,
    face: Path,
    results: Callable[[], list[Path]],
    tmp_path: Path,
) -> None:
    struck: list[object] = []
    system = FaultyEligibility(REAL)
    system.struck = struck.append
    now = [0.0]
    breaker = Breaker(lambda: now[0])
    inner = HttpEligibility(http, face, tmp_path / "spool", breaker, contact=system.contact)
    eligibility = system.around(inner)
    ticket = eligibility.identify(replace(desk, eligibility=eligibility).proof("aoi"))
    outage = BY_ID[name].system
    assert outage is not None
    system.set_faults([outage])
    with pytest.raises(error):
        eligibility.submit(ticket, AGREED)
    assert struck
    with pytest.raises(KioskError):
        eligibility.deliver_pending()
    assert results() == []
    system.set_faults(())
    now[0] += 60
    assert eligibility.deliver_pending() == 1
    assert len(results()) == 1


def test_a_dead_system_is_not_asked_again_for_a_while(tmp_path: Path, face: Path) -> None:
    now = 0.0
    http = connect(f"http://127.0.0.1:{free_port()}", "x")
    kiosk = HttpEligibility(http, face, tmp_path / "spool", Breaker(lambda: now))
    with pytest.raises(NetworkDown, match="cannot be reached"):
        kiosk.challenge()
    with pytest.raises(NetworkDown, match="lately"):
        kiosk.challenge()
    now = 11.0
    with pytest.raises(NetworkDown, match="cannot be reached"):
        kiosk.challenge()


def test_a_face_folder_that_cannot_be_written_keeps_the_result(
    reader: Any, face: Path, results: Callable[[], list[Path]]
) -> None:
    ticket = reader.eligibility.identify(reader.proof("aoi"))
    face.rmdir()
    with pytest.raises(FolderUnwritable):
        reader.eligibility.submit(ticket, AGREED)
    face.mkdir()
    assert reader.eligibility.deliver_pending() == 1
    assert len(results()) == 1


def test_an_unknown_error_of_the_service_is_still_an_error_of_ours(
    tmp_path: Path, face: Path
) -> None:
    def odd(_: httpx.Request) -> httpx.Response:
        return httpx.Response(418, content=b"teapot")

    http = httpx.Client(base_url="http://x", transport=httpx.MockTransport(odd))
    with pytest.raises(KioskError, match="418"):
        HttpEligibility(http, face, tmp_path / "spool").challenge()


def test_a_patient_finds_the_system_that_is_back_seconds_after_an_outage(
    service: Running, desk: Desk, face: Path, tmp_path: Path, cut: Cut
) -> None:
    now = 0.0
    http = httpx.Client(
        base_url=service.url, transport=cut, headers={"Authorization": f"Bearer {service.token}"}
    )
    kiosk = HttpEligibility(http, face, tmp_path / "spool", Breaker(lambda: now))
    reader = replace(desk, eligibility=kiosk)
    ticket = kiosk.identify(reader.proof("aoi"))
    cut.before = "submit"
    with pytest.raises(NetworkDown):
        kiosk.submit(ticket, AGREED)
    cut.before, now = "", 4.0
    cut.sent.clear()
    with pytest.raises(NetworkDown, match="lately"):
        kiosk.deliver_pending()  # nobody waits for this one
    assert kiosk.identify(reader.proof("kenji")).reference
    assert kiosk.deliver_pending() == 1  # the patient has found out that it is over


def test_one_patient_at_a_time_tries_a_system_that_is_still_dead(
    tmp_path: Path, face: Path
) -> None:
    now, asked = 0.0, []

    def dead(request: httpx.Request) -> httpx.Response:
        asked.append(now)
        raise httpx.ConnectError("dead")

    http = httpx.Client(base_url="http://x", transport=httpx.MockTransport(dead))
    kiosk = HttpEligibility(http, face, tmp_path / "spool", Breaker(lambda: now))
    for moment in (0.0, 4.0, 5.0, 7.5):
        now = moment
        with pytest.raises(NetworkDown):
            kiosk.challenge()
    assert asked == [0.0, 0.0, 0.0, 4.0, 7.5]


def test_while_one_patient_still_waits_for_a_dead_system_no_other_tries_it() -> None:
    now = 0.0
    breaker = Breaker(lambda: now)
    for _ in range(3):
        breaker.note(ok=False)
    tried = []
    for moment in (2.9, 3.0, 5.9, 6.0):
        now = moment
        tried.append(breaker.probe())
    assert tried == [False, True, False, True]


def test_a_service_keeps_nothing_of_a_result_that_the_kiosk_has_written(
    reader: Any, desk: Desk
) -> None:
    ticket = reader.eligibility.identify(reader.proof("aoi"))
    reader.eligibility.submit(ticket, AGREED)
    assert desk.eligibility.collect(ticket.reference) is None


@pytest.mark.parametrize("subsidy", [True, False, None])
def test_every_answer_reaches_the_service_and_comes_back_as_it_was_given(
    subsidy: bool | None,
) -> None:
    answers = replace(AGREED, prescription=Prescription.PAPER, subsidy=subsidy)
    assert answers_from_json(json.loads(json.dumps(answers_to_json(answers)))) == answers
