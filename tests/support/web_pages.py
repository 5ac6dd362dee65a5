"""The consent pages in Debian's Chromium: the service, a bridge, and judging what is shown."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
from kiosk.bridge.page import BridgePage, Device
from kiosk.desk.virtual.cards import CardStore
from kiosk.eligibility.national.homevisit.visit_pages import key_of
from kiosk.eligibility.national.homevisit.visits import Ledger
from kiosk.eligibility.national.store.database import sqlite_url
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.national.system import National
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
from kiosk.web.terminal.routes import Staff
from kiosk.web.visit_routes import VisitPages

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

    def __init__(self, app: FastAPI, port: int = 0) -> None:
        config = uvicorn.Config(app, port=port, log_level="error", timeout_graceful_shutdown=1)
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


class Line:
    """A bridge's line to a service, in a thread."""

    def __init__(self, server: str) -> None:
        self.link, self._stop = Link(server), REAL.signal()
        self._task = REAL.start("line", lambda: self.link.run(self._stop))

    def lose(self) -> None:
        """Say goodbye, as a bridge that is closed does; a new one connects at once."""
        self.link.post("goodbye", {})

    def close(self) -> None:
        """End the line."""
        self._stop.set()
        self.link.close()
        self._task.join(60)


@dataclass
class Place:
    """The service, the bridge's page, and the browser that opens both."""

    browser: Browser
    service: str
    bridge: str
    national: National
    visits: VisitPages
    line: Line
    pages: list[str]
    """The service's addresses that take no parameter."""
    asked: list[str] = field(default_factory=list)
    """Every address that a page asked for."""

    @property
    def visit(self) -> str:
        """The address of the facility's pages."""
        key = key_of(self.national.registry, CODE, self.national.clock())
        return f"{self.service}/visit/f/{key}"

    def open(self, **device: Any) -> Page:
        context = self.browser.new_context(**device)
        context.on("request", lambda request: self.asked.append(request.url))
        return context.new_page()

    def stored(self) -> int:
        """How many consents the facility has."""
        with self.national.registry.transaction() as connection:
            now, settings = self.national.clock(), self.national.settings
            return len(Ledger(connection, CODE, now, settings).all())


def signed_in(name: str, password: str) -> Role | None:
    known = {told: role for role, told in DEMO.items()}
    return known.get((name, password))


def opened(app: FastAPI) -> list[str]:
    """The paths that a browser may open: all but the stream of receptions, which never ends."""
    found = [route for route in app.routes if isinstance(route, Route)]
    paths = {route.path for route in found if "GET" in (route.methods or ())}
    return sorted(paths - {"/v1/receptions"})


@contextmanager
def served(home: Path, store: CardStore, device: Device) -> Iterator[Place]:
    """The service, a bridge with that device, and the browser. The store's cards are trusted."""
    # Playwright waits while a page is being loaded anew, so these pages answer soon.
    patch = pytest.MonkeyPatch()
    patch.setattr(bridge_page, "WAIT_SECONDS", 1.0)
    patch.setattr(visit_routes, "WAIT_SECONDS", 1.0)
    registry = Registry(sqlite_url(home / "registry.sqlite3"))
    registry.fill(schema.everyone())
    registry.enroll_facility(CODE, "みほん訪問看護ステーション", None)
    national = National(registry)
    authorities = [store.ca.authentication.certificate]
    app = create_app(Wiring(national, authorities))
    staff = Staff(CODE, signed_in, lambda: "", lambda _: True)
    visits = add_pages(app, national, authorities, staff=staff)
    service = Running(app)
    line = Line(f"http://127.0.0.1:{service.port}")
    own = Running(BridgePage(line.link, device).app(lambda _: True))
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
            )
            yield Place(
                browser, f"http://127.0.0.1:{service.port}", f"http://127.0.0.1:{own.port}/",
                national, visits, line, [path for path in opened(app) if "{" not in path],
            )  # fmt: skip
            browser.close()
    finally:
        line.close()
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
