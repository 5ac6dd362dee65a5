"""The consent pages in a browser without scripts: every step, and every way it can go wrong."""

import datetime as dt
from typing import Any

import pytest

from kiosk.eligibility.national.homevisit import visit_pages
from kiosk.eligibility.national.homevisit.visit_pages import change_key, key_of
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.uses import Use
from kiosk.errors import SystemDown
from kiosk.session.codes import CancelledBy
from kiosk.session.rules import Category
from kiosk.web.render import style
from tests.support.homevisit import CODE, NOW, Browser, Moved, Site

UNDER_40 = "aoi"


def to_card(browser: Browser) -> Browser:
    return browser.press("begin").press("agree_all").press("store")


def paired(site: Site, browser: Browser) -> Any:
    phone = site.phone()
    browser.press("pair", code=phone.code)
    return phone


def test_a_whole_visit_ends_with_a_stored_consent(site: Site) -> None:
    browser = site.browser()
    assert (browser.title, browser.page.status_code) == ("同意登録の準備と開始", 200)
    assert "みほん訪問看護ステーション" in browser.text
    assert browser.press("begin").title == "同意登録"
    assert browser.press("agree_all").title == "同意登録内容の確認"
    assert site.visits("kenji") == []
    assert browser.press("store").title == "本人確認"
    phone = paired(site, browser)
    assert "refresh" in browser.page.headers
    assert phone.read("kenji").status_code == 200
    assert browser.get("/visit/wait").title == "同意登録が完了、資格情報を取得"
    assert "令和9年2月28日" in browser.text
    (visit,) = site.visits("kenji")
    assert (visit.use, visit.until) == (Use.VISIT, dt.datetime(2027, 2, 28, 23, 59, 59))
    assert all(visit.items.values())


def test_a_refusal_of_checkups_tells_no_age_before_the_card_and_the_age_after(site: Site) -> None:
    for persona, told in ((UNDER_40, True), ("kenji", False)):
        browser = to_card(site.browser())
        phone = paired(site, browser)
        phone.read(persona)
        assert ("40歳未満のため" in browser.get("/visit").text) is told
        assert site.visits(persona)[0].items[Category.CHECKUP] is not told
        site.client.cookies.clear()  # another tablet


def test_a_lasting_consent_is_seen_changed_and_cancelled_with_the_card(
    site: Site, clock: Moved
) -> None:
    browser = to_card(site.browser())
    phone = paired(site, browser)
    phone.read("kenji")
    browser.get("/visit").press("end")
    clock.now = NOW + dt.timedelta(days=30)
    browser = site.browser().press("review")
    assert browser.title == "本人確認"
    phone.read("kenji")
    assert browser.get("/visit").title == "同意照会・更新"
    assert "訪問診療等" in browser.text
    none = {f"item.{one}": "0" for one in ("surgery", "care_medicine", "checkup",
                                           "specific_disease")}  # fmt: skip
    browser.press("update").press("check", **none).press("store")
    assert browser.title == "同意登録が完了、資格情報を取得"
    changed = site.visits("kenji")[-1]
    assert (changed.first, any(changed.items.values())) == (NOW.date(), False)
    browser = site.browser().press("cancel_all").press("cancel_all")
    phone.read("kenji")
    assert "すべての同意を取り消しました" in browser.get("/visit").text
    assert {one.cancelled_by for one in site.visits("kenji")} == {CancelledBy.PATIENT}


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"trouble": "pin_wrong", "left": 2}, "あと2回間違えると"),
        ({"trouble": "pin_locked"}, "暗証番号がロックされています"),
        ({"trouble": "taken"}, "カードが離れたため"),
        ({"trouble": "unreadable"}, "カードを読み取れませんでした"),
        ({"certificate": "AAAA", "signature": "AAAA"}, "電子証明書が失効しているか"),
    ],
)
def test_a_card_that_fails_ends_on_a_clear_page_without_a_consent(
    site: Site, answer: Any, said: str
) -> None:
    browser = to_card(site.browser())
    phone = paired(site, browser)
    phone.call("answer", task=phone.task()["id"], **answer)
    assert said in browser.get("/visit").text
    assert site.visits("kenji") == []
    if "read_again" in browser.fields.buttons:
        browser.press("read_again")
        phone.read("kenji")
        assert browser.get("/visit").title == "同意登録が完了、資格情報を取得"


@pytest.mark.parametrize(
    ("persona", "ends", "said"),
    [
        ("unregistered", dt.date(2031, 5, 5), "保険証利用の登録がまだです"),
        ("kenji", dt.date(2026, 5, 1), "電子証明書が失効しているか"),
        ("revoked", dt.date(2031, 5, 5), "電子証明書が失効しているか"),
    ],
)
def test_a_card_that_may_not_consent_is_told_why(
    site: Site, persona: str, ends: Any, said: str
) -> None:
    browser = to_card(site.browser())
    paired(site, browser).read(persona, ends=ends)
    assert said in browser.get("/visit").text
    assert "何も登録されていません" in browser.text
    assert site.visits(persona) == []


def test_an_expired_certificate_in_its_grace_gives_no_medical_information(site: Site) -> None:
    browser = to_card(site.browser())
    paired(site, browser).read("kenji", ends=dt.date(2026, 11, 1))
    assert "健康・医療情報は提供されません" in browser.get("/visit").text
    items = site.visits("kenji")[0].items
    assert {one for one, agreed in items.items() if agreed} <= {
        Category.SPECIFIC_DISEASE,
        Category.LIMIT,
    }


def test_a_proof_counts_once_and_for_its_own_task_only(site: Site) -> None:
    browser = to_card(site.browser())
    phone = paired(site, browser)
    proof = phone.signed(phone.task(), "kenji")
    assert phone.call("answer", **proof).status_code == 200
    assert phone.call("answer", **proof).status_code == 409
    browser.get("/visit").press("end")
    browser = to_card(site.browser())
    task = phone.task()
    phone.call("answer", **{**proof, "task": task["id"]})  # the signature of the earlier challenge
    assert "電子証明書が失効しているか" in browser.get("/visit").text
    assert len(site.visits("kenji")) == 1


def test_a_form_that_is_sent_twice_counts_once(site: Site) -> None:
    browser = site.browser().press("begin")
    form = {**browser.fields.hidden, "act": "agree_all"}
    browser.send("/visit/act", **form)
    assert browser.title == "同意登録内容の確認"
    browser.send("/visit/act", **form)
    assert browser.title == "同意登録内容の確認"
    assert "この画面は古くなっていました" in browser.text
    assert "この画面は古くなっていました" not in browser.get("/visit").text


def test_back_and_a_second_tab_show_the_present_page(site: Site) -> None:
    browser = site.browser().press("begin")
    older = dict(browser.fields.hidden)
    browser.press("agree_all").press("store")
    assert browser.send("/visit/act", **older, act="check").title == "本人確認"
    assert browser.get("/visit").title == "本人確認"


def test_a_foreign_form_is_refused(site: Site) -> None:
    browser = site.browser()
    forged = {**browser.fields.hidden, "token": "x", "act": "begin"}
    assert browser.send("/visit/act", **forged).page.status_code == 403
    assert site.client.post("/visit/act", json={"act": "begin"}).status_code == 415
    assert browser.get("/visit").title == "同意登録の準備と開始"


def test_an_ended_session_says_so_and_leads_to_the_beginning(site: Site) -> None:
    browser = to_card(site.browser())
    site.pages.sessions.idle = -1
    assert "時間が過ぎました" in browser.get("/visit").text
    site.pages.sessions.idle = 900
    assert site.address() in browser.page.text
    site.client.cookies.clear()
    assert browser.get("/visit").page.status_code == 404


def test_a_changed_cookie_is_no_session(site: Site) -> None:
    browser = site.browser()
    value = site.client.cookies["visit"]
    site.client.cookies.clear()
    site.client.cookies.set("visit", f"{value[:-1]}{'0' if value[-1] != '0' else '1'}")
    assert browser.get("/visit").page.status_code == 404


def test_a_changed_address_is_dead(site: Site, registry: Registry) -> None:
    old = site.address()
    change_key(registry, CODE, NOW)
    assert Browser(site.client).get(old).page.status_code == 404
    assert site.browser().title == "同意登録の準備と開始"
    key = key_of(registry, CODE, NOW)
    assert Browser(site.client).get(f"/visit/f/{key}/nothing").page.status_code == 404


def test_a_lost_bridge_ends_the_step_on_a_clear_page(site: Site) -> None:
    browser = to_card(site.browser())
    phone = paired(site, browser)
    phone.call("goodbye")
    assert "接続が切れました" in browser.get("/visit").text
    assert "pair" in browser.fields.buttons
    assert phone.call("next").status_code == 401


def test_a_stopped_step_takes_no_late_answer(site: Site) -> None:
    browser = to_card(site.browser())
    phone = paired(site, browser)
    task = phone.task()
    assert browser.press("stop").title == "手続きを中止しました"
    assert phone.call("answer", **phone.signed(task, "kenji")).status_code == 409
    assert site.visits("kenji") == []


def test_a_wrong_pairing_code_is_refused_and_soon_no_more_are_taken(site: Site) -> None:
    browser = to_card(site.browser())
    phone = site.phone()
    wrong = "000000" if phone.code != "000000" else "000001"
    for _ in range(5):
        assert "ペアリング番号が違うか" in browser.press("pair", code=wrong).text
    assert "間違いが続きました" in browser.press("pair", code=phone.code).text


def test_a_pairing_code_is_good_once(site: Site) -> None:
    browser = to_card(site.browser())
    phone = paired(site, browser)
    browser.press("other_device")
    assert "ペアリング番号が違うか" in browser.press("pair", code=phone.code).text


def test_the_wifi_of_the_house_gives_the_known_error(site: Site) -> None:
    site.client.from_address("10.9.1.1")
    browser = to_card(site.browser())
    paired(site, browser)
    assert "通信エラーが発生しました。エラーコードOQC-OWSE0900000" in browser.text
    assert site.visits("kenji") == []


@pytest.mark.parametrize("use", [Use.ONLINE, Use.OTHER_ROUTE])
def test_online_care_asks_for_the_day_first(site: Site, use: Use) -> None:
    browser = site.browser(use.value).press("begin")
    assert browser.title == "診療日の入力"
    assert "1年以内" in browser.press("day", day="2026-11-25").text
    browser.press("day", day="2026-12-03").press("agree_all").press("store")
    paired(site, browser).read("kenji")
    assert "令和8年12月3日" in browser.get("/visit").text
    (visit,) = site.visits("kenji")
    assert (visit.day, visit.until) == (dt.date(2026, 12, 3), dt.datetime(2026, 12, 3, 23, 59, 59))


def test_another_language_and_larger_text_are_kept(site: Site) -> None:
    browser = site.browser()
    browser.send("/visit/look", **browser.fields.hidden, language="en")
    assert (browser.title, '<html lang="en"' in browser.page.text) == ("Prepare and begin", True)
    browser.send("/visit/look", **browser.fields.hidden, large="1")
    assert 'class="large"' in browser.press("begin").page.text


def test_no_page_may_be_kept_framed_or_run_scripts(site: Site) -> None:
    browser = site.browser()
    for _ in range(2):
        head = browser.page.headers
        assert head["cache-control"] == "no-store"
        assert "default-src 'none'" in head["content-security-policy"]
        assert "frame-ancestors 'none'" in head["content-security-policy"]
        assert "<script" not in browser.page.text
        browser.press("begin")
    for cookie in ("visit=", "place="):
        site.client.cookies.clear()
        told = site.client.get(site.address(), follow_redirects=False)
        kept = next(v for k, v in told.headers.multi_items() if v.startswith(cookie))
        assert all(word in kept for word in ("HttpOnly", "Secure", "SameSite=lax", "Path=/visit"))


def test_nothing_of_the_person_is_in_an_address_a_header_or_a_bridges_task(site: Site) -> None:
    browser = to_card(site.browser())
    phone = paired(site, browser)
    task = phone.task()
    assert set(task) == {"id", "challenge", "facility", "method"}
    phone.call("answer", **phone.signed(task, "kenji"))
    browser.get("/visit")
    for response in (*browser.page.history, browser.page):
        seen = f"{response.url}{response.headers}"
        assert "kenji" not in seen
        assert "見本" not in seen
    assert len(browser.page.content) + len(style()) < 100_000


def test_a_bridge_without_its_token_is_refused(site: Site) -> None:
    phone = site.phone()
    phone.token = "x"
    assert phone.call("next").status_code == 401
    assert site.client.post("/bridge/v1/next").status_code == 401
    phone = site.phone()
    told = phone.call("answer", task="x", certificate="*", signature="")
    assert told.status_code == 422
    assert phone.call("answer", task="x", trouble="unheard_of").status_code == 422


def test_an_outage_of_the_registry_is_told_on_a_page(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object) -> None:
        raise SystemDown("the database does not answer")

    address = site.address()
    monkeypatch.setattr(visit_pages, "facility_of", down)
    told = site.client.get(address)
    assert told.status_code == 503
    assert "しばらくしてからもう一度お試しください" in told.text


def test_an_outage_at_the_card_step_stores_nothing_and_says_so(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = to_card(site.browser())
    phone = paired(site, browser)

    def down(*_: object) -> None:
        raise SystemDown("the database does not answer")

    monkeypatch.setattr(site.national.registry, "of_card", down)
    phone.read("kenji")
    assert "システムが応答しません" in browser.get("/visit").text
    monkeypatch.undo()
    assert site.visits("kenji") == []
