"""The consent pages in Chromium: phone and tablet, touch and keyboard, two languages, axe-core."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from kiosk.bridge.run import open_device
from kiosk.desk.virtual.cards import CardStore
from kiosk.personas import find
from kiosk.session.states import Language
from kiosk.staff.accounts import DEMO
from kiosk.staff.roles import Role
from kiosk.texts import load
from tests.support.web_pages import (
    PHONE,
    PIN,
    TABLET,
    Place,
    give_pin,
    judge,
    pair,
    say,
    serious,
    served,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(sys.platform != "linux", reason="the browser is Debian's Chromium"),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("visit")


@pytest.fixture(scope="module")
def place(home: Path) -> Iterator[Place]:
    store = CardStore(home)
    store.issue(find("kenji"))
    with served(home, store, open_device(home, "kenji", "")) as made:
        yield made


@pytest.mark.parametrize(
    ("device", "language"),
    [(PHONE, Language.JAPANESE), (TABLET, Language.ENGLISH)],
    ids=["phone", "tablet"],
)
def test_a_whole_visit_by_touch(place: Place, home: Path, device: Any, language: Language) -> None:
    CardStore(home).reset(find("kenji"))
    texts = load(language, "visit")
    page = place.open(**device)
    page.goto(place.visit)
    if language is not Language.JAPANESE:
        page.locator(".menu summary").tap()
        page.locator(f"button[value={language.value}]").tap()
    judge(page, say(texts, "start.title"))
    page.get_by_role("button", name=say(texts, "start.button")).tap()
    judge(page, say(texts, "input.title"))
    page.locator(".more summary").first.tap()
    expect(page.get_by_text(say(texts, "item.surgery.detail"))).to_be_visible()
    page.get_by_role("button", name=say(texts, "input.all")).first.tap()
    judge(page, say(texts, "confirm.title"))
    page.locator("button[value=store]").tap()
    judge(page, say(texts, "card.title"))
    bridge = pair(place, page, texts)
    expect(page.get_by_role("status")).to_have_text(say(texts, "card.waiting"))
    judge(bridge, say(load(Language.JAPANESE, "visit"), "bridge.pin.title"))
    give_pin(place, bridge)
    judge(page, say(texts, "done.title"))
    page.context.close()
    bridge.context.close()


def test_a_visit_by_keyboard_with_a_wrong_pin_and_the_back_button(place: Place, home: Path) -> None:
    CardStore(home).reset(find("kenji"))
    texts = load(Language.JAPANESE, "visit")
    page = place.open(viewport={"width": 820, "height": 1180})
    page.goto(place.visit)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.locator("button[value=begin]").last.focus()
    page.keyboard.press("Enter")
    for name in ("surgery", "care_medicine", "checkup", "specific_disease"):
        page.locator(f"input[name='item.{name}'][value='1']").focus()
        page.keyboard.press("Space")
    page.keyboard.press("Enter")  # goes on, as its last button does
    expect(page.get_by_role("heading", level=1)).to_have_text(say(texts, "confirm.title"))
    page.locator("button[value=store]").focus()
    page.keyboard.press("Enter")
    bridge = pair(place, page, texts)
    give_pin(place, bridge, "0000" if PIN != "0000" else "0001")
    expect(page.get_by_role("alert")).to_have_text(
        say(texts, "card.pin_wrong", left=2), timeout=20_000
    )
    judge(page, say(texts, "card.title"))
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    other = page.context.new_page()  # a second tab shows the present page too
    other.goto(page.url)
    expect(other.get_by_role("heading", level=1)).to_have_text(say(texts, "card.title"))
    other.locator("button[value=read_again]").click()
    give_pin(place, bridge)
    expect(other.get_by_role("heading", level=1)).to_have_text(
        say(texts, "done.title"), timeout=20_000
    )
    page.context.close()
    bridge.context.close()


def test_every_page_of_the_service_loads_nothing_from_elsewhere(place: Place) -> None:
    page = place.open(viewport={"width": 1280, "height": 900})
    wrong: list[str] = []
    page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    service = place.service
    page.goto(f"{service}/docs")
    assert page.get_by_text("/v1/OQSsiquc01").first.is_visible()
    assert serious(page) == []
    page.goto(f"{service}/terminal")
    name, password = DEMO[Role.ADMIN]
    page.fill("input[name=name]", name)
    page.fill("input[name=password]", password)
    page.click("button")
    shown = []
    for path in place.pages:
        if path.endswith(".csv"):
            continue
        answer = page.goto(service + path)
        assert answer is not None
        if answer.ok and "html" in answer.headers["content-type"]:
            shown.append(path)
            assert serious(page) == [], path
    assert len(place.asked) >= len(shown)
    assert {"/docs", "/terminal", "/terminal/consents", "/terminal/calendar"} <= set(shown)
    assert [url for url in place.asked if not url.startswith("http://127.0.0.1:")] == []
    assert [text for text in wrong if "status of" not in text] == []
