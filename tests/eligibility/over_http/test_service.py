import base64
import json
import re
import socket
import threading
from typing import Any

import httpx
import pytest

from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.records import records
from kiosk.eligibility.national.refusals import Refusal
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.server.access.tokens import issue
from kiosk.eligibility.wire import Reason, read, write
from kiosk.eligibility.wire.qualification import Request, RequestBody, RequestHeader, Result
from kiosk.personas import schema
from kiosk.records.public import from_json
from kiosk.session.codes import Charset
from tests.support.eligibility import ManualClock
from tests.support.over_http import AGREED, CODE, PATIENCE_S, Running, as_json, asked, soon


def test_a_check_in_json_is_answered_in_json(http: httpx.Client) -> None:
    told = http.post("/v1/OQSsiquc01", json=as_json(asked("aoi"))).json()["XmlMsg"]
    assert told["MessageBody"]["QualificationValidity"] == "1"
    (row,) = told["MessageBody"]["ResultList"]
    assert row["ResultOfQualificationConfirmation"]["Name"] == schema.find("aoi").person.name


def test_a_check_in_xml_is_answered_in_xml_of_its_encoding(http: httpx.Client) -> None:
    for charset in Charset:
        response = http.post(
            "/v1/OQSsiquc01",
            content=write(asked("aoi"), charset),
            headers={"Content-Type": "application/xml"},
        )
        result, told = read(Result, response.content)
        assert told is charset
        assert result.message_body.qualification_validity == "1"


def test_what_is_accepted_decides_the_shape_of_the_answer(http: httpx.Client) -> None:
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
def test_a_broken_body_is_answered_with_an_error_of_the_messages(
    http: httpx.Client, content: bytes, kind: str
) -> None:
    response = http.post(
        "/v1/OQSsiquc01",
        content=content,
        headers={"Content-Type": kind, "Accept": "application/json"},
    )
    assert response.status_code == 422
    assert response.json()["XmlMsg"]["MessageHeader"]["SegmentOfResult"] == "9"


@pytest.mark.parametrize("token", ["x", "1312345678.wrong", "9" * 300, "あ"])
def test_without_a_good_token_nothing_is_told(service: Running, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}".encode()}
    for path in ("/v1/OQSsiquc01", "/v1/terminal/challenge"):
        response = httpx.post(
            service.url + path, json=as_json(asked("aoi")), headers=headers, timeout=PATIENCE_S
        )
        assert response.status_code == 401
        assert "仮屋" not in response.text


def test_a_token_opens_its_own_facility_only(service: Running, registry: Registry) -> None:
    other = issue(registry, Facility("1399999999", "別の診療所"))
    with service.client(other) as client:
        head = client.post("/v1/OQSsiquc01", json=as_json(asked("aoi"))).json()["XmlMsg"]
    assert head["MessageHeader"]["SegmentOfResult"] == "9"


@pytest.mark.parametrize("settings", [EligibilitySettings(requests_per_second=0.02)])
def test_more_than_the_rate_is_put_off(http: httpx.Client) -> None:
    """One request in 50 seconds: also a busy machine sends these faster."""
    statuses = [http.post("/v1/terminal/challenge").status_code for _ in range(3)]
    assert statuses == [200, 429, 429]


def test_a_repeated_request_with_its_key_gets_the_same_answer_once_counted(
    http: httpx.Client, registry: Registry, clock: ManualClock
) -> None:
    headers = {"Idempotency-Key": "the one"}
    first = http.post("/v1/OQSsiquc01", json=as_json(asked("aoi")), headers=headers)
    clock.now = clock.now.replace(hour=20)
    second = http.post("/v1/OQSsiquc01", json=as_json(asked("aoi")), headers=headers)
    assert first.content == second.content
    assert len(records(registry, CODE, clock.now.replace(hour=0))) == 1


def test_keys_that_differ_only_at_their_end_are_two_requests(http: httpx.Client) -> None:
    names = []
    for end, persona in (("1", "aoi"), ("2", "kenji")):
        headers = {"Idempotency-Key": "k" * 200 + end}
        told = http.post("/v1/OQSsiquc01", json=as_json(asked(persona)), headers=headers).json()
        body = told["XmlMsg"]["MessageBody"]
        (row,) = body["ResultList"]
        names.append(row["ResultOfQualificationConfirmation"]["Name"])
    assert names == [schema.find("aoi").person.name, schema.find("kenji").person.name]


def test_a_key_used_for_another_body_is_refused_and_tells_of_nobody(http: httpx.Client) -> None:
    headers = {"Idempotency-Key": "the one"}
    first = http.post("/v1/OQSsiquc01", json=as_json(asked("aoi")), headers=headers)
    other = http.post("/v1/OQSsiquc01", json=as_json(asked("kenji")), headers=headers)
    assert (first.status_code, other.status_code) == (200, 422)
    told = other.json()["XmlMsg"]
    assert told["MessageHeader"]["ErrorCode"] == Refusal.KEY_REUSED.value
    assert "Name" not in other.text
    again = http.post("/v1/OQSsiquc01", json=as_json(asked("aoi")), headers=headers)
    assert again.content == first.content


def test_a_bulk_request_goes_over_http_too(http: httpx.Client) -> None:
    upload = http.post("/v1/OQSmuquc01", json=as_json(asked("aoi"))).json()["XmlMsg"]
    number = upload["MessageBody"]["ReceptionNumber"]
    wanted = as_json(Request(RequestHeader(CODE), RequestBody(reception_number=number)))
    waited = threading.Event()
    for _ in range(200):
        told = http.post("/v1/OQSmuquc02", json=wanted).json()["XmlMsg"]
        if told["MessageHeader"]["SegmentOfResult"] != "2":
            break
        waited.wait(0.02)
    assert len(told["MessageBody"]["BulkConfirmUnit"]) == 1


def test_health_metrics_and_openapi_speak(http: httpx.Client) -> None:
    http.post("/v1/OQSsiquc01", json=as_json(asked("aoi")))
    assert http.get("/health").json() == {"status": "ok"}
    assert (
        'uketsuke_requests_total{kind="OQSsiquc01",status="200"} 1.0' in http.get("/metrics").text
    )
    described = http.get("/openapi.json").json()
    asks = described["paths"]["/v1/OQSsiquc01"]["post"]
    assert asks["operationId"] == "checkInsurance"
    assert asks["requestBody"]["content"]["application/json"]["schema"] == {
        "$ref": "#/components/schemas/RequestMessage"
    }
    refs = set(re.findall(r"#/components/schemas/(\w+)", json.dumps(described)))
    assert refs <= described["components"]["schemas"].keys()
    told = described["paths"]["/v1/YZKsiquc01"]["post"]["responses"]
    assert {"200", "401", "413", "422", "429", "503"} <= told.keys()
    assert "application/pdf" in told["200"]["content"]
    assert described["security"] == [{"facilityToken": []}]
    assert described["paths"]["/health"]["get"]["security"] == []
    names = [one["operationId"] for path in described["paths"].values() for one in path.values()]
    assert len(names) == len(set(names))


def test_what_this_facility_asked_is_told_without_names(http: httpx.Client) -> None:
    http.post("/v1/OQSsiquc01", json=as_json(asked("aoi")))
    response = http.get("/v1/history")
    (one,) = map(from_json, response.json())
    assert (one.asked, one.outcome, one.validity) == ("insurance", "completed", "1")


def test_a_proof_that_is_not_base64_is_refused(http: httpx.Client) -> None:
    shape = {"method": "face", "certificate": "!", "challenge": "", "signature": ""}
    assert http.post("/v1/terminal/identify", json=shape).status_code == 422
    assert http.post("/v1/terminal/submit", json={"reference": "nobody"}).status_code == 409
    assert http.post("/v1/terminal/identify", json={"unknown": 1}).status_code == 422


def test_receptions_are_told_as_they_happen(reader: Any, http: httpx.Client) -> None:
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
def test_an_odd_last_event_id_begins_at_the_end(http: httpx.Client, given: bytes) -> None:
    with http.stream("GET", "/v1/receptions", headers={"Last-Event-ID": given}) as stream:
        assert stream.status_code == 200
        assert next(stream.iter_lines()) == ": uketsuke"
    assert http.get("/health").status_code == 200


def test_base64_of_the_challenge_is_plain(http: httpx.Client) -> None:
    told = http.post("/v1/terminal/challenge").json()["challenge"]
    assert len(base64.b64decode(told, validate=True)) == 32


def test_a_key_that_occurs_twice_is_refused_in_json_as_in_xml(http: httpx.Client) -> None:
    twice = (
        '{"XmlMsg":{"MessageHeader":{"MedicalInstitutionCode":"1312345678"},"MessageBody":'
        '{"QualificationConfirmSearchInfo":[{"InsurerNumber":"  990127","InsuredCardSymbol":"見12",'
        '"InsuredIdentificationNumber":"0034507","Birthdate":"20030708","Birthdate":"20030707"}]}}}'
    )
    told = http.post("/v1/OQSsiquc01", content=twice.encode())
    assert told.status_code == 422
    assert told.json()["XmlMsg"]["MessageHeader"]["ErrorCode"] == Reason.REPEATED


def test_the_page_of_docs_makes_a_browser_fetch_nothing_from_elsewhere(http: httpx.Client) -> None:
    page = http.get("/docs")
    assert page.status_code == 200
    assert "/v1/terminal/submit" in page.text
    assert "://" not in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert http.get("/redoc").status_code == 404


SECRET = "7f3a-SECRET"


def test_every_route_but_the_stated_ones_wants_a_token_before_it_reads(
    http: httpx.Client, service: Running
) -> None:
    routes = [route for route in service.server.config.app.routes if hasattr(route, "methods")]
    closed = {"path": [], "open": []}
    with service.client("1312345678.wrong") as stranger:
        for route in routes:
            path = route.path.replace("{kind}", "OQSsixyz01")
            method = "POST" if "POST" in route.methods else "GET"
            given = json.dumps({"a": SECRET}) if method == "POST" else None
            told = stranger.request(method, path, content=given)
            closed["open" if told.status_code != 401 else "path"].append(path)
            assert SECRET not in told.text
    assert sorted(closed["open"]) == ["/docs", "/health", "/openapi.json"]
    assert len(closed["path"]) > 20
    with service.client("1312345678.wrong") as stranger:
        assert stranger.post("/anything/else", content=SECRET).status_code == 401


def test_no_error_repeats_what_was_sent(http: httpx.Client) -> None:
    header = {"ArbitraryFileIdentifier": "A-1", SECRET: SECRET}
    bodies = (
        {"a": SECRET},
        {"XmlMsg": {"MessageHeader": header, SECRET: {}}},
        {"reference": [SECRET], "agreed": SECRET, SECRET: 1},
        SECRET,
    )
    for path in ("OQSsiquc01", "YZKsiquc01", "OQSsixyz01", "terminal/submit", "terminal/identify"):
        for body in bodies:
            told = http.post(f"/v1/{path}", json=body)
            assert 400 <= told.status_code < 500
            assert SECRET not in told.text, path
    told = http.post("/v1/OQSsixyz01", json=bodies[1]).json()["XmlMsg"]["MessageHeader"]
    assert (told["ArbitraryFileIdentifier"], told["CharacterCodeIdentifier"]) == ("A-1", "0")


def test_a_client_that_hangs_up_is_no_failure(
    service: Running, http: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    port = int(service.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(
            b"POST /v1/OQSsiquc01 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
            + service.token.encode()
            + b"\r\nContent-Length: 1000\r\n\r\n{"
        )
    gone = 'uketsuke_requests_total{kind="OQSsiquc01",status="499"} 1.0'
    soon(lambda: gone in http.get("/metrics").text)
    assert 'status="500"' not in http.get("/metrics").text
    assert [one for one in caplog.records if one.levelname == "ERROR"] == []
