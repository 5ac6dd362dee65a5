import base64
import json
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest
import uvicorn

from kiosk.eligibility.client import Breaker, HttpEligibility, connect
from kiosk.eligibility.codes import Charset
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.messages import Reason, read, to_json, write
from kiosk.eligibility.messages.qualification import Request, RequestHeader, Result
from kiosk.eligibility.national import National
from kiosk.eligibility.patience import Patience
from kiosk.eligibility.port import Ticket
from kiosk.eligibility.refusals import Refusal
from kiosk.eligibility.registry import sqlite_url
from kiosk.eligibility.service import Wiring, create_app
from kiosk.eligibility.settings import EligibilitySettings
from kiosk.eligibility.tokens import issue
from kiosk.errors import (
    CertificateInvalid,
    Declined,
    FolderUnwritable,
    KioskError,
    NetworkDown,
    NotRegistered,
    SystemDown,
)
from kiosk.personas import schema
from kiosk.session.effects import Answers
from kiosk.session.events import PatientFacts
from kiosk.session.rules import Category

AGREED = Answers(agreed=frozenset({Category.MEDICINE}))
CODE = "1312345678"


@dataclass
class Running:
    """A service on a port of its own, and the token of its facility."""

    url: str
    token: str
    server: uvicorn.Server

    def client(self, token: str | None = None) -> httpx.Client:
        return connect(self.url, self.token if token is None else token)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def registry_url(filled: Path, tmp_path: Path) -> str:
    """SQLite: what HTTP adds does not depend on the database, which other tests vary."""
    shutil.copyfile(filled, tmp_path / "registry.sqlite3")
    return sqlite_url(tmp_path / "registry.sqlite3")


@pytest.fixture
def settings() -> EligibilitySettings:
    return EligibilitySettings()


@pytest.fixture
def writes() -> bool:
    """Whether the service writes its facility's results itself."""
    return False


def soon(holds: Callable[[], bool]) -> None:
    """Wait until something holds; fails after twenty seconds."""
    waited, ends = threading.Event(), time.monotonic() + 20
    while not holds():
        assert time.monotonic() < ends
        waited.wait(0.01)


@pytest.fixture
def service(registry, facility, ca, clock, settings, own_face, writes) -> Iterator[Running]:
    token = issue(registry, facility)
    national = National(registry, settings, clock)
    face = (facility, own_face) if writes else None
    app = create_app(Wiring(national, [ca.authentication.der], face))
    port = free_port()
    config = uvicorn.Config(app, port=port, log_level="error", lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    waited = threading.Event()
    while not server.started and thread.is_alive():
        waited.wait(0.005)
    yield Running(f"http://127.0.0.1:{port}", token, server)
    server.should_exit = True
    thread.join()


@pytest.fixture
def http(service) -> Iterator[httpx.Client]:
    with service.client() as client:
        yield client


def asked(name: str, **head: object) -> Request:
    from kiosk.eligibility.messages.qualification import RequestBody, SearchInfo

    persona = schema.find(name)
    held = persona.insurance[0]
    info = SearchInfo(
        insurer_number=f"{held.insurer_number:>8}",
        insured_card_symbol=held.symbol or None,
        insured_identification_number=held.number,
        birthdate=persona.person.birth,
        insured_branch_number=held.branch,
    )
    return Request(RequestHeader(CODE, **head), RequestBody((info,)))


def as_json(request: Request) -> dict[str, object]:
    return {"XmlMsg": to_json(request)}


def test_a_check_in_json_is_answered_in_json(http) -> None:
    told = http.post("/v1/OQSsiquc01", json=as_json(asked("aoi"))).json()["XmlMsg"]
    assert told["MessageBody"]["QualificationValidity"] == "1"
    (row,) = told["MessageBody"]["ResultList"]["ResultOfQualificationConfirmation"]
    assert row["Name"] == schema.find("aoi").person.name


def test_a_check_in_xml_is_answered_in_xml_of_its_encoding(http) -> None:
    for charset in Charset:
        response = http.post(
            "/v1/OQSsiquc01",
            content=write(asked("aoi"), charset),
            headers={"Content-Type": "application/xml"},
        )
        result, told = read(Result, response.content)
        assert told is charset
        assert result.message_body.qualification_validity == "1"


def test_what_is_accepted_decides_the_shape_of_the_answer(http) -> None:
    response = http.post(
        "/v1/OQSsiquc01", json=as_json(asked("aoi")), headers={"Accept": "application/xml"}
    )
    assert read(Result, response.content)[0].message_body.qualification_validity == "1"
    response = http.post(
        "/v1/OQSsiquc01",
        content=write(asked("aoi")),
        headers={"Content-Type": "application/xml", "Accept": "application/json"},
    )
    assert response.json()["XmlMsg"]["MessageBody"]["QualificationValidity"] == "1"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b'{"XmlMsg":{"MessageHeader":{"MedicalInstitutionCode":7}}}', "application/json"),
        (b"[" * 100_000, "application/json"),
        (b"<XmlMsg/>", "application/xml"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><XmlMsg>&a;</XmlMsg>', "application/xml"),
        (b"\xff\xfe", "application/json"),
    ],
    ids=range(7),
)
def test_a_broken_body_is_answered_with_an_error_of_the_messages(http, content, kind) -> None:
    response = http.post(
        "/v1/OQSsiquc01",
        content=content,
        headers={"Content-Type": kind, "Accept": "application/json"},
    )
    assert response.status_code == 422
    assert response.json()["XmlMsg"]["MessageHeader"]["SegmentOfResult"] == "9"


@pytest.mark.parametrize("token", ["x", "1312345678.wrong", "9" * 300, "あ"])
def test_without_a_good_token_nothing_is_told(service, token) -> None:
    headers = {"Authorization": f"Bearer {token}".encode()}
    for path in ("/v1/OQSsiquc01", "/v1/terminal/challenge"):
        response = httpx.post(service.url + path, json=as_json(asked("aoi")), headers=headers)
        assert response.status_code == 401
        assert "仮屋" not in response.text


def test_a_token_opens_its_own_facility_only(service, registry) -> None:
    other = issue(registry, Facility("1399999999", "別の診療所"))
    with service.client(other) as client:
        head = client.post("/v1/OQSsiquc01", json=as_json(asked("aoi"))).json()["XmlMsg"]
    assert head["MessageHeader"]["SegmentOfResult"] == "9"


@pytest.mark.parametrize("settings", [EligibilitySettings(requests_per_second=2)])
def test_more_than_the_rate_is_put_off(http) -> None:
    statuses = [http.post("/v1/terminal/challenge").status_code for _ in range(6)]
    assert statuses[:2] == [200, 200]
    assert 429 in statuses


def test_a_repeated_request_with_its_key_gets_the_same_answer_once_counted(
    http, registry, clock
) -> None:
    headers = {"Idempotency-Key": "the one"}
    first = http.post("/v1/OQSsiquc01", json=as_json(asked("aoi")), headers=headers)
    clock.now = clock.now.replace(hour=20)
    second = http.post("/v1/OQSsiquc01", json=as_json(asked("aoi")), headers=headers)
    assert first.content == second.content
    assert len(registry.history(CODE, clock.now.replace(hour=0))) == 1


def test_keys_that_differ_only_at_their_end_are_two_requests(http) -> None:
    names = []
    for end, persona in (("1", "aoi"), ("2", "kenji")):
        headers = {"Idempotency-Key": "k" * 200 + end}
        told = http.post("/v1/OQSsiquc01", json=as_json(asked(persona)), headers=headers).json()
        body = told["XmlMsg"]["MessageBody"]
        (row,) = body["ResultList"]["ResultOfQualificationConfirmation"]
        names.append(row["Name"])
    assert names == [schema.find("aoi").person.name, schema.find("kenji").person.name]


def test_a_key_used_for_another_body_is_refused_and_tells_of_nobody(http) -> None:
    headers = {"Idempotency-Key": "the one"}
    first = http.post("/v1/OQSsiquc01", json=as_json(asked("aoi")), headers=headers)
    other = http.post("/v1/OQSsiquc01", json=as_json(asked("kenji")), headers=headers)
    assert (first.status_code, other.status_code) == (200, 422)
    told = other.json()["XmlMsg"]
    assert told["MessageHeader"]["ErrorCode"] == Refusal.KEY_REUSED.value
    assert "Name" not in other.text
    again = http.post("/v1/OQSsiquc01", json=as_json(asked("aoi")), headers=headers)
    assert again.content == first.content


def test_a_bulk_request_goes_over_http_too(http) -> None:
    upload = http.post("/v1/OQSmuquc01", json=as_json(asked("aoi"))).json()["XmlMsg"]
    number = upload["MessageHeader"]["ReceptionNumber"]
    wanted = as_json(Request(RequestHeader(CODE, reception_number=number)))
    waited = threading.Event()
    for _ in range(200):
        told = http.post("/v1/OQSmuquc02", json=wanted).json()["XmlMsg"]
        if told["MessageHeader"]["SegmentOfResult"] != "2":
            break
        waited.wait(0.02)
    assert len(told["MessageBody"]["BulkConfirmUnit"]) == 1


def test_health_metrics_and_openapi_speak(http) -> None:
    http.post("/v1/OQSsiquc01", json=as_json(asked("aoi")))
    assert http.get("/health").json() == {"status": "ok"}
    assert (
        'uketsuke_requests_total{kind="OQSsiquc01",status="200"} 1.0' in http.get("/metrics").text
    )
    described = http.get("/openapi.json").json()
    body = described["paths"]["/v1/OQSsiquc01"]["post"]["requestBody"]["content"]
    assert "XmlMsg" in body["application/json"]["schema"]["properties"]


def test_what_this_facility_asked_is_told_without_names(http) -> None:
    http.post("/v1/OQSsiquc01", json=as_json(asked("aoi")))
    response = http.get("/v1/history")
    assert [line["kind"] for line in response.json()] == ["insurance"]


# a kiosk over HTTP -----------------------------------------------------------------------------


@pytest.fixture
def reader(http, desk, face, tmp_path):
    """The desk of conftest, its port replaced by the one over HTTP."""
    return replace(desk, eligibility=HttpEligibility(http, face, tmp_path / "spool"))


def test_a_reception_over_http_leaves_the_same_result(reader, results) -> None:
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


@pytest.fixture
def own_face(tmp_path) -> Path:
    """The folder that the service writes itself."""
    folder = tmp_path / "face of service"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("writes", [True])
def test_a_service_that_writes_the_folder_itself_leaves_nothing_to_the_kiosk(
    reader, own_face, results
) -> None:
    ticket = reader.eligibility.identify(reader.proof("aoi"))
    assert reader.eligibility.submit(ticket, AGREED).result_file is None
    assert results() == []
    assert len(list(own_face.iterdir())) == 1


@pytest.mark.parametrize("writes", [True])
def test_what_the_service_could_not_write_it_delivers_by_itself_once(
    reader, own_face, caplog
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
    desk, face, own_face, writes, request
) -> None:
    face.rmdir()
    ticket = desk.eligibility.identify(desk.proof("aoi"))
    with pytest.raises(FolderUnwritable):
        desk.eligibility.submit(ticket, AGREED)
    request.getfixturevalue("service")
    soon(lambda: any(file.suffix == ".xml" for file in own_face.iterdir()))


@pytest.mark.parametrize("writes", [True])
def test_another_facilitys_results_never_lie_in_this_folder(
    registry, service, desk, face, own_face, results, tmp_path
) -> None:
    other = issue(registry, Facility("1399999999", "別の診療所"))
    with service.client(other) as http:
        kiosk = HttpEligibility(http, face, tmp_path / "spool")
        reader = replace(desk, eligibility=kiosk)
        ticket = kiosk.identify(reader.proof("aoi"))
        assert kiosk.submit(ticket, AGREED).result_file is not None
    assert list(own_face.iterdir()) == []
    assert len(results()) == 1


def test_errors_arrive_as_themselves(reader) -> None:
    with pytest.raises(CertificateInvalid, match="revoked"):
        reader.eligibility.identify(reader.proof("revoked"))
    ticket = reader.eligibility.identify(reader.proof("unregistered"))
    with pytest.raises(NotRegistered):
        reader.eligibility.submit(ticket, AGREED)
    reader.eligibility.register(ticket)
    assert reader.eligibility.submit(ticket, AGREED).validity == "1"
    assert reader.eligibility.deliver_pending() == 0


class Cut(httpx.BaseTransport):
    """A network that a test can cut, before or after the other side got the request."""

    def __init__(self, inner: httpx.BaseTransport) -> None:
        self.inner = inner
        self.before = self.after = ""
        self.sent: list[str] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        action = request.url.path.rpartition("/")[2]
        self.sent.append(action)
        if action == self.before:
            raise httpx.ConnectError("cut")
        response = self.inner.handle_request(request)
        if action == self.after:
            response.read()
            raise httpx.ReadTimeout("cut")
        return response

    def close(self) -> None:
        self.inner.close()


@pytest.fixture
def cut(service) -> Iterator[Cut]:
    transport = Cut(httpx.HTTPTransport())
    yield transport
    transport.close()


@pytest.mark.parametrize("action", ["submit", "delivered"])
@pytest.mark.parametrize("side", ["before", "after"])
def test_a_result_whose_submission_was_cut_off_arrives_later_and_once(
    service, desk, face, results, tmp_path, cut, action, side
) -> None:
    http = httpx.Client(
        base_url=service.url, transport=cut, headers={"Authorization": f"Bearer {service.token}"}
    )
    kiosk = HttpEligibility(http, face, tmp_path / "spool")
    reader = replace(desk, eligibility=kiosk)
    ticket = kiosk.identify(reader.proof("aoi"))
    setattr(cut, side, action)
    with pytest.raises(NetworkDown):
        kiosk.submit(ticket, AGREED)
    visible = [file for file in results() if not file.name.startswith(".")]
    assert visible == []
    setattr(cut, side, "")
    again = HttpEligibility(http, face, tmp_path / "spool")  # the kiosk was restarted meanwhile
    assert again.deliver_pending() == 1
    assert len(results()) == 1
    results()[0].unlink()
    assert again.deliver_pending() == 0
    assert results() == []
    assert "仮屋" not in str(list((tmp_path / "spool").iterdir()))


def test_two_threads_deliver_a_submission_once(service, desk, face, results, tmp_path, cut) -> None:
    http = httpx.Client(
        base_url=service.url, transport=cut, headers={"Authorization": f"Bearer {service.token}"}
    )
    kiosk = HttpEligibility(http, face, tmp_path / "spool")
    reader = replace(desk, eligibility=kiosk)
    ticket = kiosk.identify(reader.proof("aoi"))
    cut.before = "submit"
    with pytest.raises(NetworkDown):
        kiosk.submit(ticket, AGREED)
    cut.before = ""
    cut.sent.clear()
    kiosk = HttpEligibility(http, face, tmp_path / "spool")  # one that has not met the outage
    together = threading.Barrier(3)
    late: list[int] = []

    def deliver() -> None:
        together.wait(10)
        late.append(kiosk.deliver_pending())

    threads = [threading.Thread(target=deliver) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(late) == [0, 0, 1]
    assert cut.sent == ["submit", "delivered"]
    assert len(results()) == 1


def test_a_submission_that_hangs_delays_no_other(service, desk, face, results, tmp_path) -> None:
    go_on, hung = threading.Event(), threading.Event()

    class Hangs(Cut):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            if request.url.path.endswith("/submit") and not hung.is_set():
                hung.set()
                go_on.wait(30)
            return super().handle_request(request)

    http = httpx.Client(
        base_url=service.url,
        transport=Hangs(httpx.HTTPTransport()),
        headers={"Authorization": f"Bearer {service.token}"},
    )
    kiosk = HttpEligibility(http, face, tmp_path / "spool")
    reader = replace(desk, eligibility=kiosk)
    first, second = (kiosk.identify(reader.proof(one)) for one in ("aoi", "kenji"))
    thread = threading.Thread(target=kiosk.submit, args=(first, AGREED))
    thread.start()
    assert hung.wait(10)
    assert kiosk.submit(second, AGREED).validity == "1"
    assert len(results()) == 1
    go_on.set()
    thread.join()
    assert len(results()) == 2
    http.close()


def test_a_dead_system_is_not_asked_again_for_a_while(tmp_path, face) -> None:
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


def test_a_face_folder_that_cannot_be_written_keeps_the_result(reader, face, results) -> None:
    ticket = reader.eligibility.identify(reader.proof("aoi"))
    face.rmdir()
    with pytest.raises(FolderUnwritable):
        reader.eligibility.submit(ticket, AGREED)
    face.mkdir()
    assert reader.eligibility.deliver_pending() == 1
    assert len(results()) == 1


def test_a_proof_that_is_not_base64_is_refused(http) -> None:
    shape = {"method": "face", "certificate": "!", "challenge": "", "signature": ""}
    assert http.post("/v1/terminal/identify", json=shape).status_code == 422
    assert http.post("/v1/terminal/submit", json={"reference": "nobody"}).status_code == 409
    assert http.post("/v1/terminal/identify", json={"unknown": 1}).status_code == 422


def test_receptions_are_told_as_they_happen(reader, http) -> None:
    with http.stream("GET", "/v1/receptions", headers={"Last-Event-ID": "0"}) as stream:
        ticket = reader.eligibility.identify(reader.proof("aoi"))
        reader.eligibility.submit(ticket, AGREED)
        for line in stream.iter_lines():
            if line.startswith("data: "):
                told = json.loads(line.removeprefix("data: "))
                break
    assert (told["method"], told["validity"]) == ("face", "1")
    assert told["file"].startswith("OQSsiquc01res_face_")


@pytest.mark.parametrize("given", [b"9" * 26, b"\xb2", b"-1", b"one", b"9" * 18])
def test_an_odd_last_event_id_begins_at_the_end(http, given) -> None:
    with http.stream("GET", "/v1/receptions", headers={"Last-Event-ID": given}) as stream:
        assert stream.status_code == 200
        assert next(stream.iter_lines()) == ": uketsuke"
    assert http.get("/health").status_code == 200


def test_an_unknown_error_of_the_service_is_still_an_error_of_ours(tmp_path, face) -> None:
    def odd(_: httpx.Request) -> httpx.Response:
        return httpx.Response(418, content=b"teapot")

    http = httpx.Client(base_url="http://x", transport=httpx.MockTransport(odd))
    with pytest.raises(KioskError, match="418"):
        HttpEligibility(http, face, tmp_path / "spool").challenge()


def test_base64_of_the_challenge_is_plain(http) -> None:
    told = http.post("/v1/terminal/challenge").json()["challenge"]
    assert len(base64.b64decode(told, validate=True)) == 32


def test_a_patient_finds_the_system_that_is_back_seconds_after_an_outage(
    service, desk, face, tmp_path, cut
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


def test_one_patient_at_a_time_tries_a_system_that_is_still_dead(tmp_path, face) -> None:
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


class Declining:
    """A service that declines some submissions and carries out the others."""

    def __init__(self, status: int) -> None:
        self.status, self.asked = status, []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        reference = json.loads(request.content)["reference"]
        self.asked.append(reference)
        if reference == "poor":
            return httpx.Response(self.status, json={"detail": "no such ticket"})
        return httpx.Response(200, json={"validity": "1", "file": None, "content": None})


@pytest.mark.parametrize("status", [401, 404, 409])
def test_what_is_declined_is_given_up_kept_and_asked_again_at_the_next_start(
    status, tmp_path, face
) -> None:
    now, told = 0.0, []
    service = Declining(status)
    http = httpx.Client(base_url="http://x", transport=httpx.MockTransport(service))
    spool = tmp_path / "spool"
    kiosk = HttpEligibility(http, face, spool, patience=Patience(lambda: now))
    patient = PatientFacts(registered=True, age=50)
    with pytest.raises(Declined):
        kiosk.submit(Ticket("poor", patient), AGREED)
    for second in range(2000):
        now = float(second)
        assert kiosk.deliver_pending(told.append) == 0
    assert len(service.asked) == 6
    (late,) = told
    assert (late.reference, late.result_file) == ("poor", None)
    assert "no such ticket" in late.given_up.detail
    assert [one.name for one in spool.iterdir()] == ["poor.json"]
    service.asked.clear()
    again = HttpEligibility(http, face, spool)
    assert again.deliver_pending() == 0
    assert service.asked == ["poor"]


def test_a_submission_that_is_declined_or_unreadable_holds_up_no_other(tmp_path, face) -> None:
    service = Declining(500)
    http = httpx.Client(base_url="http://x", transport=httpx.MockTransport(service))
    spool = tmp_path / "spool"
    kiosk = HttpEligibility(http, face, spool)
    (spool / "broken.json").write_text("{")
    for name in ("poor", "rich"):
        (spool / f"{name}.json").write_text(json.dumps({"reference": name}))
    with pytest.raises(SystemDown):
        kiosk.deliver_pending()
    assert sorted(one.name for one in spool.iterdir()) == ["broken.json", "poor.json"]


def test_a_key_that_occurs_twice_is_refused_in_json_as_in_xml(http) -> None:
    twice = (
        '{"XmlMsg":{"MessageHeader":{"MedicalInstitutionCode":"1312345678"},"MessageBody":'
        '{"QualificationConfirmSearchInfo":[{"InsurerNumber":"  990127","InsuredCardSymbol":"見12",'
        '"InsuredIdentificationNumber":"0034507","Birthdate":"20030708","Birthdate":"20030707"}]}}}'
    )
    told = http.post("/v1/OQSsiquc01", content=twice.encode())
    assert told.status_code == 422
    assert told.json()["XmlMsg"]["MessageHeader"]["ErrorCode"] == Reason.REPEATED
