"""The API for booking services, with the toy booking site as the service."""

import datetime as dt
import re
from typing import Any

import httpx
import pytest

from kiosk.eligibility.national.homevisit import care_clients
from kiosk.eligibility.national.homevisit.visits import Visit
from kiosk.eligibility.uses import Use
from kiosk.errors import SystemDown
from kiosk.web.api import toy_booking
from kiosk.web.api.care_api import signature
from kiosk.web.api.toy_booking import ToySite
from kiosk.web.runs import Run
from tests.support.homevisit import CODE, NOW, Browser, Moved, Site

from .test_web import paired

DAY = "2026-12-03"


@pytest.fixture
def booked(site: Site) -> Any:
    """A registered toy site whose calls reach the service without a network."""
    made = care_clients.add(
        site.national.registry, CODE, "おもちゃ", "http://127.0.0.1:8785/done", None
    )
    toy = ToySite("https://visit.test", made.id, made.secret)
    inside = site.client.transport

    def http() -> httpx.AsyncClient:
        head = {"Authorization": f"Bearer {toy.client}.{toy.secret}"}
        return httpx.AsyncClient(transport=inside, base_url=toy.server, headers=head)

    toy.http = http  # type: ignore[method-assign]
    outside = httpx.AsyncClient(
        transport=httpx.ASGITransport(toy.app()), base_url="http://127.0.0.1:8785"
    )
    yield site, toy, outside
    site.client.portal.call(outside.aclose)


def at_toy(site: Site, outside: httpx.AsyncClient, how: str, path: str, **more: Any) -> Any:
    return site.client.portal.call(lambda: getattr(outside, how)(path, **more))


def to_consent(site: Site, outside: httpx.AsyncClient) -> Browser:
    booked = at_toy(site, outside, "post", "/book", data={"day": DAY})
    assert booked.status_code == 303
    return Browser(site.client).get(booked.headers["location"].removeprefix("https://visit.test"))


def callback_of(site: Site) -> str:
    told = site.client.get("/visit/return", follow_redirects=False)
    assert told.status_code == 303
    return str(told.headers["location"])


def test_a_booking_ends_with_a_consent_and_the_result_at_the_service(booked: Any) -> None:
    site, toy, outside = booked
    browser = to_consent(site, outside).press("begin")
    assert browser.title == "同意登録"
    assert "令和8年12月3日" in browser.text
    browser.press("agree_all").press("store")
    paired(site, browser).read("kenji")
    browser.get("/visit")
    assert "予約サイトにもどる" in browser.text
    (visit,) = site.visits("kenji")
    assert (visit.use, visit.day) == (Use.ONLINE, dt.date(2026, 12, 3))
    ident = care_clients.clients(site.national.registry)[0].id
    back = callback_of(site)
    assert back.startswith("http://127.0.0.1:8785/done?")
    assert ident not in back
    assert "kenji" not in back
    assert "outcome=registered" in back
    assert "registered" in outcome(site, toy, back)
    done = at_toy(site, outside, "get", back)
    assert "予約と同意の登録が完了しました" in done.text
    again = at_toy(site, outside, "get", back)
    assert again.status_code == 403
    assert "すでに使われた結果" in again.text


def outcome(site: Site, toy: ToySite, back: str) -> str:
    ident = re.search(r"id=([\w-]+)", back)
    assert ident
    head = {"Authorization": f"Bearer {toy.client}.{toy.secret}"}
    return str(site.client.get(f"/care/v1/consents/{ident[1]}", headers=head).json())


def test_a_stopped_consent_comes_back_unregistered(booked: Any) -> None:
    site, _, outside = booked
    browser = to_consent(site, outside).press("begin").press("stop")
    assert browser.title == "手続きを中止しました"
    back = callback_of(site)
    assert "outcome=waiting" in back
    assert "同意は登録されていません" in at_toy(site, outside, "get", back).text


def test_a_stored_consent_is_noted_for_the_service_before_the_page_says_so(booked: Any) -> None:
    site, _, outside = booked
    browser = to_consent(site, outside).press("begin").press("agree_all").press("store")
    noted: list[str] = []
    note, registry = site.pages.runs.effects.stored, site.national.registry

    def look(run: Run, visit: Visit) -> None:
        note(run, visit)
        found = care_clients.find(registry, run.booking)
        noted.append(found.outcome if found else "")

    site.pages.runs.effects.stored = look
    paired(site, browser).read("kenji")
    browser.get("/visit")
    assert noted == ["registered"]


def test_a_consent_whose_service_cannot_be_told_is_stored_and_the_log_says_both(
    booked: Any, caplog: pytest.LogCaptureFixture
) -> None:
    site, _, outside = booked
    browser = to_consent(site, outside).press("begin").press("agree_all").press("store")

    def fails(run: Run, visit: Visit) -> None:
        raise SystemDown("the note cannot be written")

    site.pages.runs.effects.stored = fails
    paired(site, browser).read("kenji")
    assert browser.get("/visit").title == "同意登録が完了、資格情報を取得"
    assert "a consent is stored, but its service was not told" in caplog.text
    assert "not carried out" not in caplog.text


def test_a_changed_or_old_result_is_refused_by_the_service(
    booked: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, _, outside = booked
    to_consent(site, outside).press("begin").press("stop")
    back = callback_of(site)
    forged = back.replace("outcome=waiting", "outcome=registered")
    assert at_toy(site, outside, "get", forged).status_code == 403
    assert at_toy(site, outside, "get", "/done?at=soon").status_code == 403
    monkeypatch.setattr(toy_booking, "OLDEST_SECONDS", -1)
    assert at_toy(site, outside, "get", back).status_code == 403


def test_a_result_signed_by_the_server_is_taken_at_the_webhook_only(booked: Any) -> None:
    site, toy, outside = booked
    assert at_toy(site, outside, "post", "/hook", json=["x"]).status_code == 422
    told = {"id": "x", "outcome": "registered", "at": "1"}
    good = {**told, "signature": signature(told, toy.secret)}
    assert at_toy(site, outside, "post", "/hook", json=good).status_code == 200
    assert at_toy(site, outside, "post", "/hook", json={**good, "id": "y"}).status_code == 403
    assert toy.hooked == ["x"]


def test_the_address_of_a_started_consent_is_good_for_an_hour(booked: Any, clock: Moved) -> None:
    site, _, outside = booked
    answer = at_toy(site, outside, "post", "/book", data={"day": DAY})
    path = answer.headers["location"].removeprefix("https://visit.test")
    clock.now = NOW + dt.timedelta(hours=1, seconds=1)
    assert Browser(site.client).get(path).page.status_code == 404
    assert Browser(site.client).get("/visit/b/unknown").page.status_code == 404


@pytest.mark.parametrize("token", ["", "Bearer x", "Bearer {id}.wrong", "Basic {id}.{secret}"])
def test_only_a_registered_client_may_start(booked: Any, token: str) -> None:
    site, toy, _ = booked
    head = {"Authorization": token.format(id=toy.client, secret=toy.secret)}
    told = site.client.post("/care/v1/consents", headers=head, json={"day": DAY})
    assert told.status_code == 401


@pytest.mark.parametrize("day", ["2026-11-25", "2027-11-28", "soon"])
def test_a_day_that_cannot_be_booked_is_refused(booked: Any, day: str) -> None:
    site, toy, _ = booked
    head = {"Authorization": f"Bearer {toy.client}.{toy.secret}"}
    told = site.client.post("/care/v1/consents", headers=head, json={"day": day})
    assert told.status_code == 422


def test_a_client_sees_only_what_it_started(booked: Any) -> None:
    site, toy, outside = booked
    to_consent(site, outside)
    other = care_clients.add(site.national.registry, CODE, "他", "http://localhost:1/", None)
    with site.national.registry.transaction() as connection:
        from kiosk.eligibility.national.store import tables

        ident = connection.scalar(tables.booking.select().with_only_columns(tables.booking.c.id))
    for client, secret, status in (
        (toy.client, toy.secret, 200),
        (other.id, other.secret, 404),
    ):
        head = {"Authorization": f"Bearer {client}.{secret}"}
        assert site.client.get(f"/care/v1/consents/{ident}", headers=head).status_code == status


@pytest.mark.parametrize(
    ("address", "anywhere", "fits"),
    [
        ("http://127.0.0.1:8785/done", False, True),
        ("http://localhost/", False, True),
        ("https://booking.example/done", False, False),
        ("https://booking.example/done", True, True),
        ("ftp://127.0.0.1/", True, False),
        ("//127.0.0.1/", False, False),
        ("http://[", False, False),
    ],
)
def test_results_go_to_this_machine_unless_told_otherwise(
    address: str, anywhere: bool, fits: bool
) -> None:
    assert (care_clients.address_mistake(address, anywhere=anywhere) is None) is fits
