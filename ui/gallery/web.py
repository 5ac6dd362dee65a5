"""The web pages of a visit away from the reader, for the album: each with sample data, in Chromium.

The pages are those that the service draws; only what they show is made up here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kiosk.bridge.link import ConnectionState, WantedCard
from kiosk.bridge.page import draw as draw_bridge
from kiosk.eligibility.national.homevisit.app_devices import Device
from kiosk.eligibility.national.homevisit.visits import Ledger, NewVisit, Visit, care_of
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.national.store import queries
from kiosk.eligibility.national.store.database import sqlite_url
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.pki.issuer import serial_of
from kiosk.eligibility.uses import Use
from kiosk.homevisit import profile
from kiosk.homevisit.events import CardTrouble, Kept
from kiosk.homevisit.states import (
    AskCancel,
    Card,
    Confirm,
    Day,
    Done,
    Input,
    Listed,
    Phase,
    Purpose,
    Start,
    Stopped,
    VisitRules,
    VisitState,
)
from kiosk.personas import everyone
from kiosk.session.effects import Answers
from kiosk.session.rules import Category
from kiosk.session.states import Language
from kiosk.web.render import html, style
from kiosk.web.runs import Run
from kiosk.web.terminal import pages as terminal_pages
from kiosk.web.terminal.pages import TerminalPage, say
from kiosk.web.visit_routes import draw, message

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

NOW = datetime(2026, 11, 26, 10, 0)
FACILITY, CODE = "みほん訪問看護ステーション", "1312345678"
CHROMIUM = "/usr/bin/chromium"
PHONE, SCREEN = (390, 624), (1000, 625)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page to be taken: its name, its HTML, and the size of the browser's window."""

    name: str
    page: bytes
    language: str = "ja"
    text: str = "100"
    window: tuple[int, int] = PHONE


def sheets() -> Iterator[Sheet]:
    """The consent pages and the bridge's page in each state that looks another way, and the lists
    of the terminal.
    """
    yield from _visit()
    yield from _bridge()
    expired = message(Language.JAPANESE, "expired", 200, "/again").body
    yield Sheet("web-expired", bytes(expired))
    with _registry() as registry:
        yield from _terminal(registry)


def _visit() -> Iterator[Sheet]:
    rules = VisitRules(FACILITY, Use.VISIT, profile.in_force(NOW.date()))
    agreed = {item.id: True for item in rules.profile.items}
    refused = {**agreed, "checkup": False}
    kept = Kept(Use.VISIT, date(2027, 2, 28), None, refused)
    online = VisitState(replace(rules, use=Use.ONLINE), Day(), day=date(2026, 12, 3))
    phases: dict[str, Phase] = {
        "start": Start(),
        "input": Input(),
        "confirm": Confirm(),
        "pair": Card(Purpose.REGISTER),
        "wait": Card(Purpose.REGISTER, reading=True),
        "pin-wrong": Card(Purpose.REGISTER, trouble=CardTrouble.PIN_WRONG, left=2),
        "lost": Card(Purpose.REGISTER, trouble=CardTrouble.LOST),
        "done": Done(kept, under_age=True),
        "listed": Listed((kept,)),
        "ask-cancel": AskCancel(),
        "locked": Stopped(CardTrouble.PIN_LOCKED),
        "wifi": Stopped(CardTrouble.WIFI),
    }
    for name, phase in phases.items():
        paired = name not in ("pair", "lost")
        yield _drawn(name, VisitState(rules, phase, answers=refused, paired=paired))
    yield _drawn("day", online)
    state = VisitState(rules, Input(), answers={})
    yield _drawn("input", state, Language.ENGLISH)
    yield _drawn("input", state, large=True)


def _drawn(
    name: str, state: VisitState, language: Language = Language.JAPANESE, *, large: bool = False
) -> Sheet:
    run = Run(CODE, "", state, language, large)
    page = draw(run, NOW.date(), token="", serial=0).body
    return Sheet(f"web-{name}", bytes(page), language.value, "125" if large else "100")


def _bridge() -> Iterator[Sheet]:
    task = WantedCard("1", b"", FACILITY)
    asked = ConnectionState(online=True, code="482915", paired=True, task=task)
    idle = ConnectionState(online=True, code="482915")
    shown: tuple[tuple[str, ConnectionState, str, dict[str, Any]], ...] = (
        ("code", idle, "card", {}),
        ("pin", asked, "card", {"asks_pin": True}),
        ("last", asked, "card", {"asks_pin": True, "last": True}),
        ("android", asked, "phone", {"asks_pin": True}),
        ("iphone", asked, "phone", {}),
    )
    for name, standing, device, more in shown:
        page = draw_bridge(standing, device, Language.JAPANESE, token="", **more).body
        yield Sheet(f"web-bridge-{name}", bytes(page))


def _terminal(registry: Registry) -> Iterator[Sheet]:
    settings = EligibilitySettings()
    with registry.transaction() as connection:
        visits = Ledger(connection, CODE, NOW, settings).all()
        ids = [visit.person_id for visit in visits]
        known = queries.holders(connection, ids, NOW.date())
        care = care_of(connection, CODE, set(ids))
    found: list[tuple[Visit, Any]] = [(visit, known[visit.person_id]) for visit in visits]
    device = Device(1, NOW, datetime(2026, 12, 3, 10, 0), "karte", NOW, None)
    pages = {
        "consents": terminal_pages.consents_page(found, NOW),
        "patient": terminal_pages.patient_page(*found[0], NOW, records=True, cancels=True),
        "calendar": terminal_pages.calendar_page(found, NOW, care),
        "devices": terminal_pages.devices_page([device], "4H7KQ2MZ", NOW),
    }
    for name, page in pages.items():
        yield Sheet(f"web-terminal-{name}", _whole(page), window=SCREEN)


def _whole(page: TerminalPage) -> bytes:
    who = say("who", name="kanri", role=say("role.admin"))
    made = html("terminal.html", page=page, say=say, who=who, menu=(), token="")
    return bytes(made.body)


@contextmanager
def _registry() -> Iterator[Registry]:
    """A registry with consents to each use."""
    answers = Answers(frozenset(Category) - {Category.LIMIT})
    with TemporaryDirectory() as folder:
        registry = Registry(sqlite_url(Path(folder) / "registry.sqlite3"))
        registry.fill(everyone().values())
        given = (("kenji", Use.VISIT), ("masao", Use.VISIT), ("aoi", Use.ONLINE),
                 ("daichi", Use.COUNTER))  # fmt: skip
        cards = {name: registry.of_card(serial_of(name)) for name, _ in given}
        with registry.transaction() as connection:
            ledger = Ledger(connection, CODE, NOW, EligibilitySettings())
            for name, use in given:
                card = cards[name]
                assert card is not None
                ledger.register(card[0], NewVisit(name, use, answers))
        yield registry
        registry.close()


def pictures() -> Iterator[tuple[Sheet, "QImage"]]:
    """Each sheet with its picture."""
    from playwright.sync_api import Route, sync_playwright
    from PySide6.QtGui import QImage

    def serve(route: Route) -> None:
        if "/static/" in route.request.url:
            route.fulfill(body=style(), content_type="text/css")
        else:
            route.fulfill(body=sheet.page, content_type="text/html; charset=utf-8")

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        for sheet in sheets():
            width, height = sheet.window
            page = browser.new_page(viewport={"width": width, "height": height}, locale="ja-JP")
            page.route("**/*", serve)
            page.goto("http://visit.test/")
            yield sheet, QImage.fromData(page.screenshot())
            page.close()
        browser.close()
