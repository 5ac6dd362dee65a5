"""What a facility's software does over HTTP, through the service's own admission."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from anyio.from_thread import start_blocking_portal

from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.homevisit import app_devices, care_clients, visit_pages
from kiosk.eligibility.national.homevisit.visits import Ledger, NewVisit
from kiosk.eligibility.national.system import National
from kiosk.eligibility.pki.issuer import serial_of
from kiosk.eligibility.server.access.tokens import issue
from kiosk.eligibility.server.http.app import create_app
from kiosk.eligibility.server.http.service import Wiring
from kiosk.eligibility.uses import Use
from kiosk.personas import find
from kiosk.session.codes import CancelledBy
from kiosk.session.effects import Answers
from kiosk.session.rules import Category
from kiosk.web.mount import add_pages
from kiosk.web.terminal.routes import Staff
from tests.support.homevisit import CODE, NOW, Client

OTHER = "1399999999"
Calls = Callable[..., Client]


@pytest.fixture
def calls(national: National) -> Iterator[Calls]:
    """Makes clients with the token of a facility, or with that of the header given."""
    app = create_app(Wiring(national, []))
    staff = Staff(CODE, lambda *_: None, lambda: "135790", lambda _: False)
    add_pages(app, national, [], staff=staff)
    opened: list[httpx.AsyncClient] = []
    with start_blocking_portal() as portal:

        def make(facility: str = CODE, token: str = "") -> Client:
            token = token or issue(national.registry, Facility(facility))
            transport = httpx.ASGITransport(app)
            opened.append(
                httpx.AsyncClient(
                    transport=transport,
                    base_url="https://visit.test",
                    headers={"Authorization": f"Bearer {token}"},
                )
            )
            return Client(portal, opened[-1], transport)

        yield make
        for client in opened:
            portal.call(client.aclose)


def consented(
    national: National, facility: str, use: Use = Use.VISIT, person: str = "kenji"
) -> None:
    holder, _ = national.registry.of_card(serial_of(person))
    new = NewVisit(f"{facility}{use}{person}", use, Answers(frozenset({Category.CARE})))
    with national.registry.transaction() as connection:
        Ledger(connection, facility, NOW, national.settings).register(holder, new)


def cancelled(national: National, facility: str) -> list[Any]:
    with national.registry.transaction() as connection:
        every = Ledger(connection, facility, NOW, national.settings).all()
    return [one.cancelled_by for one in every]


def insured(person: str = "kenji") -> dict[str, Any]:
    held = find(person).insurance[0]
    return {
        "insurer_number": held.insurer_number, "symbol": held.symbol, "number": held.number,
        "birth": find(person).person.birth.isoformat(), "branch": held.branch,
    }  # fmt: skip


def test_a_facility_cancels_the_consents_that_it_was_given_and_no_others(
    calls: Calls, national: National
) -> None:
    for facility, use in ((CODE, Use.VISIT), (CODE, Use.ONLINE), (OTHER, Use.VISIT)):
        consented(national, facility, use)
    told = calls().post("/v1/facility/consents/cancel", json=insured())
    assert (told.status_code, told.json()) == (200, {"cancelled": 2})
    assert cancelled(national, CODE) == [CancelledBy.FACILITY] * 2
    assert cancelled(national, OTHER) == [None]
    nobody = {**insured(), "number": "0"}
    told = calls().post("/v1/facility/consents/cancel", json=nobody)
    assert told.json() == {"cancelled": 0}


def test_particulars_that_fit_twins_cancel_no_consent_until_a_branch_says_whose(
    calls: Calls, national: National
) -> None:
    for person in ("itsuki", "tsumugi"):
        consented(national, CODE, person=person)
    told = calls().post("/v1/facility/consents/cancel", json={**insured("itsuki"), "branch": None})
    assert (told.status_code, cancelled(national, CODE)) == (409, [None, None])
    assert "枝番" in told.text
    told = calls().post("/v1/facility/consents/cancel", json=insured("itsuki"))
    assert told.json() == {"cancelled": 1}


def test_an_address_is_told_and_changed_for_its_facility_only(
    calls: Calls, national: National
) -> None:
    mine, other = calls(), calls(OTHER)
    before = mine.get("/v1/facility/address").json()["addresses"]
    others = other.get("/v1/facility/address").json()["addresses"]
    assert set(before) == set(Use)
    assert mine.get("/v1/facility/address").json()["addresses"] == before
    after = mine.post("/v1/facility/address", json={}).json()["addresses"]
    key = visit_pages.key_of(national.registry, CODE, NOW)
    assert after["visit"] == f"https://visit.test/visit/f/{key}/visit" != before["visit"]
    assert mine.get(before["visit"], follow_redirects=False).status_code == 404
    assert other.get("/v1/facility/address").json()["addresses"] == others


def test_activation_codes_are_issued_listed_and_voided(calls: Calls, national: National) -> None:
    mine = calls()
    code = mine.post("/v1/facility/activation-codes", json={}).json()["code"]
    assert app_devices.activate(national.registry, CODE, "karte", code, NOW)
    (listed,) = mine.get("/v1/facility/activation-codes").json()
    assert (listed["account"], listed["voided"]) == ("karte", None)
    assert code not in str(listed)
    void = f"/v1/facility/activation-codes/{listed['id']}/void"
    assert calls(OTHER).post(void, json={}).status_code == 404
    assert mine.post(void, json={}).json()["voided"] is not None
    assert mine.post(void, json={}).status_code == 404


def test_the_visual_password_is_renewed_for_the_facility_that_keeps_it_here(calls: Calls) -> None:
    path = "/v1/facility/visual-password"
    assert calls().post(path, json={}).json() == {"password": "135790"}
    assert calls(OTHER).post(path, json={}).status_code == 404


@pytest.mark.parametrize(
    "path", ["address", "visual-password", "activation-codes", "activation-codes/1/void"]
)
def test_a_page_of_another_site_can_change_nothing(
    calls: Calls, national: National, path: str
) -> None:
    """Such a page can send forms and plain text, not JSON."""
    key = visit_pages.key_of(national.registry, CODE, NOW)
    plain = {"Content-Type": "text/plain"}
    for body in ({"content": "{}", "headers": plain}, {"data": {"a": "b"}}, {}):
        assert calls().post(f"/v1/facility/{path}", **body).status_code == 422
    assert visit_pages.key_of(national.registry, CODE, NOW) == key
    assert app_devices.listed(national.registry, CODE) == []


def test_without_a_facilitys_token_nothing_is_told(calls: Calls) -> None:
    assert calls(token="x").get("/v1/facility/address").status_code == 401


def test_a_booking_service_calls_with_its_own_token(calls: Calls, national: National) -> None:
    made = care_clients.add(national.registry, CODE, "予約", "http://127.0.0.1:1/done", None)
    body = {"day": NOW.date().isoformat()}
    right = calls(token=f"{made.id}.{made.secret}").post("/care/v1/consents", json=body)
    assert right.status_code == 201
    assert calls(token=f"{made.id}.x").post("/care/v1/consents", json=body).status_code == 401


def test_every_operation_is_described_with_its_name_and_the_token_that_it_wants(
    calls: Calls,
) -> None:
    told = calls().get("/openapi.json").json()
    wanted = {"/care/": "serviceToken", "/bridge/": "bridgeToken", "/v1/facility/": None}
    for path, methods in told["paths"].items():
        for operation in methods.values():
            assert operation["operationId"].isidentifier()
            assert "_v1_" not in operation["operationId"]
            start = next((one for one in wanted if path.startswith(one)), None)
            if start and path != "/bridge/v1/hello":
                named = operation.get("security", told["security"])
                assert named == [{wanted[start] or "facilityToken": []}], path
    assert set(told["components"]["securitySchemes"]) == {
        "facilityToken", "serviceToken", "bridgeToken",
    }  # fmt: skip
