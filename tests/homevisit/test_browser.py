"""The consent pages in Chromium: phone and tablet, touch and keyboard, two languages, axe-core."""

import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from axe_core_python.sync_playwright import Axe
from fastapi import FastAPI
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright
from starlette.routing import Route

from kiosk.bridge import page as bridge_page
from kiosk.bridge.link import Link
from kiosk.bridge.page import BridgePage
from kiosk.bridge.run import open_device
from kiosk.desk.cards import CardStore
from kiosk.eligibility.national.registry import Registry, sqlite_url
from kiosk.eligibility.national.system import National
from kiosk.eligibility.national.visit_pages import key_of
from kiosk.eligibility.server.http.app import create_app
from kiosk.eligibility.server.http.service import Wiring
from kiosk.personas import find, schema
from kiosk.session.states import Language
from kiosk.staff.accounts import DEMO
from kiosk.staff.roles import Role
from kiosk.texts import Texts, load, plain
from kiosk.timing import REAL
from kiosk.web import visit_routes
from kiosk.web.mount import add_pages
from kiosk.web.terminal_routes import Staff

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(sys.platform != "linux", reason="the browser is Debian's Chromium"),
]

CODE = "1312345678"
CHROMIUM = "/usr/bin/chromium"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
TABLET = {"viewport": {"width": 820, "height": 1180}, "has_touch": True, "is_mobile": True}
PIN = find("kenji").card.pin
SHIFT = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(e => sum += e.value))
    .observe({type: 'layout-shift', buffered: true});
  requestAnimationFrame(() => setTimeout(() => done(sum), 50));
})"""


class Running:
    """An application on a port of its own, in a thread."""

    def __init__(self, app: FastAPI) -> None:
        config = uvicorn.Config(app, port=0, log_level="error", timeout_graceful_shutdown=1)
        self.server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self.server.run)
        self._thread.start()
        until = REAL.monotonic() + 90
        while not self.server.started:
            assert REAL.monotonic() < until
            REAL.signal().wait(0.01)
        self.port = self.server.servers[0].sockets[0].getsockname()[1]

    def close(self) -> None:
        self.server.should_exit = True
        self._thread.join(60)


@dataclass
class Place:
    """The service, the bridge's page, and the browser that opens both."""

    browser: Browser
    visit: str
    bridge: str
    home: Path
    pages: list[str]
    """The service's addresses that take no parameter."""
    asked: list[str] = field(default_factory=list)
    """Every address that a page asked for."""

    def open(self, **device: Any) -> Page:
        context = self.browser.new_context(**device)
        context.on("request", lambda request: self.asked.append(request.url))
        return context.new_page()


def signed_in(name: str, password: str) -> Role | None:
    known = {told: role for role, told in DEMO.items()}
    return known.get((name, password))


def opened(app: FastAPI) -> list[str]:
    """The paths that a browser may open: all but the stream of receptions, which never ends."""
    found = [route for route in app.routes if isinstance(route, Route)]
    paths = {route.path for route in found if "GET" in (route.methods or ())}
    return sorted(paths - {"/v1/receptions"})


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    # Playwright waits while a page is being loaded anew, so these pages answer soon.
    patch = pytest.MonkeyPatch()
    patch.setattr(bridge_page, "WAIT_SECONDS", 1.0)
    patch.setattr(visit_routes, "WAIT_SECONDS", 1.0)
    home = tmp_path_factory.mktemp("visit")
    store = CardStore(home)
    store.issue(find("kenji"))
    registry = Registry(sqlite_url(home / "registry.sqlite3"))
    registry.fill(schema.everyone())
    registry.enroll_facility(CODE, "みほん訪問看護ステーション", None)
    national = National(registry)
    authorities = [store.ca.authentication.certificate]
    app = create_app(Wiring(national, authorities))
    add_pages(app, national, authorities, staff=Staff(CODE, signed_in, lambda: "", lambda _: True))
    service = Running(app)
    link, stop = Link(f"http://127.0.0.1:{service.port}"), REAL.signal()
    line = REAL.start("line", lambda: link.run(stop))
    own = Running(BridgePage(link, open_device(home, "kenji", "")).app(lambda _: True))
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
            )
            key = key_of(registry, CODE, national.clock())
            yield Place(
                browser,
                f"http://127.0.0.1:{service.port}/visit/f/{key}",
                f"http://127.0.0.1:{own.port}/",
                home,
                [path for path in opened(app) if "{" not in path],
            )
            browser.close()
    finally:
        stop.set()
        link.close()
        line.join(60)
        own.close()
        service.close()
        registry.close()
        patch.undo()


def looked(page: Page, look: Callable[[], Any]) -> Any:
    """Look at a page that may be loaded anew meanwhile."""
    for _ in range(5):
        try:
            return look()
        except Error as error:
            if "context was destroyed" not in str(error):
                raise
            page.wait_for_load_state()
    raise AssertionError("the page is loaded again and again")


def serious(page: Page) -> list[str]:
    found = looked(page, lambda: Axe().run(page)["violations"])
    return [one["id"] for one in found if one["impact"] in ("serious", "critical")]


def judge(page: Page, title: str) -> None:
    """The page with that title is shown, and nothing of it is wrong."""
    expect(page.get_by_role("heading", level=1)).to_have_text(title, timeout=60_000)
    page.wait_for_load_state()
    assert serious(page) == []
    assert looked(page, lambda: page.evaluate(SHIFT)) < 0.01
    wide = "[document.documentElement.scrollWidth, window.innerWidth]"
    width = looked(page, lambda: page.evaluate(wide))
    assert width[0] <= width[1]  # nothing is cut off at the side


def say(texts: Texts, key: str, **values: object) -> str:
    return plain(texts(key, **values))


def pair(place: Place, page: Page, texts: Texts) -> Page:
    japanese = load(Language.JAPANESE, "visit")
    bridge = place.open(**PHONE)
    bridge.goto(place.bridge)
    judge(bridge, say(japanese, "bridge.code"))
    code = bridge.locator(".code").inner_text()
    page.get_by_label(say(texts, "card.pair.label")).fill(code)
    page.get_by_role("button", name=say(texts, "card.pair.button")).last.click()
    return bridge


def give_pin(place: Place, bridge: Page, pin: str = PIN) -> None:
    expect(bridge.locator("#pin")).to_be_visible(timeout=60_000)
    bridge.locator("#pin").fill(pin)
    bridge.locator("button[value=read]").click()


@pytest.mark.parametrize(
    ("device", "language"),
    [(PHONE, Language.JAPANESE), (TABLET, Language.ENGLISH)],
    ids=["phone", "tablet"],
)
def test_a_whole_visit_by_touch(place: Place, device: Any, language: Language) -> None:
    CardStore(place.home).reset(find("kenji"))
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


def test_a_visit_by_keyboard_with_a_wrong_pin_and_the_back_button(place: Place) -> None:
    CardStore(place.home).reset(find("kenji"))
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
    service = place.visit.partition("/visit/")[0]
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
