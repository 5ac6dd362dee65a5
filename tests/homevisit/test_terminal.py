"""The terminal's pages for staff, and the page of マイナ資格確認アプリ."""

import datetime as dt
import re
from typing import Any

import pytest

from kiosk.eligibility.national.homevisit.claims import Claim, record
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.uses import Channel, Use
from kiosk.personas import find
from kiosk.session.codes import CancelledBy
from kiosk.session.events import Method
from kiosk.staff.accounts import DEMO
from kiosk.staff.roles import Role
from tests.support.homevisit import CODE, NOW, Browser, Moved, Site

from .test_web import paired, to_card


def signed_in(site: Site, role: Role) -> Browser:
    name, password = DEMO[role]
    browser = Browser(site.client).get("/terminal")
    return browser.form("/terminal/sign-in", name=name, password=password)


def visited(site: Site, use: str = "visit", day: str = "") -> None:
    browser = site.browser(use)
    if day:
        browser.press("begin").press("day", day=day).press("agree_all").press("store")
    else:
        to_card(browser)
    if "pair" in browser.fields.buttons:
        site.kept_phone = paired(site, browser)  # type: ignore[attr-defined]
    site.kept_phone.read("kenji")  # type: ignore[attr-defined]
    assert "同意登録が完了" in browser.get("/visit").title


def code_on(browser: Browser) -> str:
    found = re.search(r'class="code">(.*?)<', browser.page.text)
    assert found, browser.text
    return found[1]


def test_staff_see_the_consents_the_patient_and_the_medicines_of_some_months(site: Site) -> None:
    visited(site)
    browser = signed_in(site, Role.RECORDS)
    assert browser.title == "同意取得済み患者一覧（訪問診療等・オンライン診療等）"
    name = find("kenji").person.name
    assert name in browser.text
    assert "2027-02-28" in browser.text
    ident = site.visits("kenji")[0].id
    assert browser.get(f"/terminal/patient/{ident}").title == "患者情報詳細"
    browser.form(f"/terminal/medicines/{ident}", first="2026-01", last="2026-11")
    assert browser.title == "薬剤閲覧"
    assert "架空" in browser.text
    browser.get(f"/terminal/patient/{ident}")
    browser.form(f"/terminal/medicines/{ident}", first="2026-11", last="2026-01")
    assert "（自）から（至）の順" in browser.text


def test_after_a_lapse_the_medicines_are_refused_with_the_reason(site: Site, clock: Moved) -> None:
    visited(site)
    clock.now = dt.datetime(2027, 3, 1)
    browser = signed_in(site, Role.RECORDS)
    assert "有効期限切れ" in browser.text
    ident = site.visits("kenji")[0].id
    browser.get(f"/terminal/patient/{ident}")
    browser.form(f"/terminal/medicines/{ident}", first="2026-01", last="2026-11")
    assert "継続をレセプトで確認できないため" in browser.text


def test_an_online_consultation_shows_the_medicines_until_the_end_of_its_day(
    site: Site, clock: Moved
) -> None:
    visited(site, "online", "2026-11-26")
    ident = site.visits("kenji")[0].id
    for now, shown in ((dt.datetime(2026, 11, 26, 23, 59, 59), True),
                       (dt.datetime(2026, 11, 27), False)):  # fmt: skip
        clock.now = now
        browser = signed_in(site, Role.RECORDS).get(f"/terminal/patient/{ident}")
        browser.form(f"/terminal/medicines/{ident}", first="2026-01", last="2026-11")
        assert ("架空降圧錠" in browser.text or "架空" in browser.text) is shown
        assert ("同意は1回の診療に限り有効です" in browser.text) is not shown


def test_the_list_is_exported(site: Site) -> None:
    visited(site)
    browser = signed_in(site, Role.GENERAL).get("/terminal/consents.csv")
    lines = browser.page.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("氏名,診療形態,同意日時")
    assert "訪問診療等" in lines[1]


def test_the_calendar_tells_which_claim_keeps_a_consent_and_who_must_consent_anew(
    site: Site, clock: Moved, registry: Registry
) -> None:
    visited(site)
    browser = signed_in(site, Role.GENERAL).get("/terminal/calendar")
    assert "2027-02 に期限となる同意" in browser.text
    assert "2027-01 の診療がレセプトで確認されると" in browser.text
    record(registry, [Claim.parse("kenji", CODE, "2027-01")])
    browser.get("/terminal/calendar")
    assert "2027-03 に期限となる同意" in browser.text
    clock.now = dt.datetime(2027, 4, 1)
    assert "同意を登録し直してください" in browser.get("/terminal/calendar").text


def test_a_facility_cancels_a_consent(site: Site) -> None:
    visited(site)
    ident = site.visits("kenji")[0].id
    browser = signed_in(site, Role.GENERAL).get(f"/terminal/patient/{ident}")
    browser.form(f"/terminal/cancel/{ident}")
    assert "取消済み（医療機関による取消）" in browser.text
    assert site.visits("kenji")[0].cancelled_by is CancelledBy.FACILITY


@pytest.mark.parametrize(
    ("role", "path"),
    [(Role.GENERAL, "/terminal/address"), (Role.RECORDS, "/terminal/devices"),
     (Role.GENERAL, "/terminal/visual")],
)  # fmt: skip
def test_an_account_sees_only_the_pages_of_its_kind(site: Site, role: Role, path: str) -> None:
    browser = signed_in(site, role)
    assert path not in browser.page.text
    assert browser.get(path).page.status_code == 403
    assert "この操作はできません" in browser.text
    assert browser.form(path, token="x").page.status_code == 403


def test_reception_accounts_see_no_medicines(site: Site) -> None:
    visited(site)
    ident = site.visits("kenji")[0].id
    browser = signed_in(site, Role.GENERAL).get(f"/terminal/patient/{ident}")
    assert "medicines" not in browser.page.text
    browser.form(f"/terminal/medicines/{ident}", first="2026-01", last="2026-11")
    assert browser.page.status_code == 403


def test_without_signing_in_nothing_is_shown_and_wrong_passwords_are_limited(site: Site) -> None:
    browser = Browser(site.client).get("/terminal/consents")
    assert browser.title == "ログイン"
    browser.form("/terminal/sign-in", name="kanri", password="wrong")
    assert "違います" in browser.text
    browser.form("/terminal/sign-in", name="kanri", password="wrong")
    assert "しばらく待ってから" in browser.text


def test_a_form_without_the_sessions_token_is_refused(site: Site) -> None:
    browser = signed_in(site, Role.ADMIN)
    assert browser.send("/terminal/address", token="x").page.status_code == 403


def test_the_address_and_its_qr_codes_are_shown_and_changed(site: Site) -> None:
    old = site.address()
    browser = signed_in(site, Role.ADMIN).get("/terminal/address")
    assert f"https://visit.test{old}" in browser.text
    assert browser.page.text.count("<svg") == len(Use)
    browser.form("/terminal/address")
    assert old not in browser.text
    assert Browser(site.client).get(old).page.status_code == 404


def test_a_new_visual_password_is_shown_once(site: Site) -> None:
    browser = signed_in(site, Role.ADMIN).get("/terminal/visual").form("/terminal/visual")
    assert re.fullmatch(r"\d{6}", code_on(browser))
    assert 'class="code"' not in browser.get("/terminal/visual").page.text


# the app -------------------------------------------------------------------------------------


def issued(site: Site) -> str:
    browser = signed_in(site, Role.ADMIN).get("/terminal/devices").form("/terminal/devices")
    return code_on(browser)


def activated(site: Site, code: str, role: Role = Role.RECORDS, facility: str = CODE) -> Browser:
    name, password = DEMO[role]
    browser = Browser(site.client).get("/visit/app")
    return browser.form(
        "/visit/app/activate", facility=facility, account=name, password=password, code=code
    )


def test_the_app_is_activated_once_and_visits_with_a_prescription_form(site: Site) -> None:
    code = issued(site)
    browser = activated(site, code)
    assert "受付を始める" in browser.page.text
    browser.form("/visit/app/begin", use="visit", method="pin").press("begin")
    assert "処方箋の発行形態" in browser.text
    assert "選択していない項目" in browser.press("agree_all").text
    browser.press("agree_all", prescription="1").press("store")
    paired(site, browser).read("kenji")
    browser.get("/visit")
    (visit,) = site.visits("kenji")
    assert (visit.channel, visit.prescription) == (Channel.APP, "1")
    site.client.cookies.clear()
    assert activated(site, code).page.status_code == 403


def test_a_voided_device_is_refused_at_its_next_call(site: Site) -> None:
    browser = activated(site, issued(site))
    browser.form("/visit/app/begin", use="visit", method="pin").press("begin")
    admin = signed_in(site, Role.ADMIN).get("/terminal/devices")
    assert "使用中（etsuran）" in admin.text
    ident = re.search(r"devices/void/(\d+)", admin.page.text)
    assert ident
    admin.form(f"/terminal/devices/void/{ident[1]}")
    assert browser.press("agree_all").page.status_code == 403
    assert "無効にされています" in browser.text
    assert browser.form("/visit/app/begin").page.status_code == 403


@pytest.mark.parametrize(
    ("role", "facility"), [(Role.ADMIN, CODE), (Role.GENERAL, CODE), (Role.RECORDS, "1300000000")]
)
def test_only_a_records_account_of_the_facility_activates(
    site: Site, role: Role, facility: Any
) -> None:
    assert activated(site, issued(site), role, facility).page.status_code == 403


def test_an_old_or_wrong_code_activates_nothing(site: Site, clock: Moved) -> None:
    code = issued(site)
    assert activated(site, "WRONGWRONG22").page.status_code == 403
    clock.now = NOW + dt.timedelta(days=8)
    assert activated(site, code).page.status_code == 403


def test_a_visual_check_wants_the_facilitys_password_and_no_pin(site: Site) -> None:
    admin = signed_in(site, Role.ADMIN).get("/terminal/visual").form("/terminal/visual")
    password = code_on(admin)
    browser = activated(site, issued(site))
    browser.form("/visit/app/begin", use="house_call", method="visual", visual=password)
    browser.press("begin").press("agree_all", prescription="2").press("store")
    phone = paired(site, browser)
    task = phone.task()
    assert task["method"] == Method.VISUAL.value
    phone.call("answer", **phone.signed(task, "kenji"))
    assert "同意登録が完了" in browser.get("/visit").title
    assert site.visits("kenji")[0].use is Use.HOUSE_CALL


def test_a_wrong_visual_password_begins_nothing(site: Site) -> None:
    browser = activated(site, issued(site))
    browser.form("/visit/app/begin", use="visit", method="visual", visual="000000")
    assert "目視モード用パスワードが違います" in browser.text
