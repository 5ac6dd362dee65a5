"""What goes wrong in a visit ends on a clear page, in Chromium, and leaves no half consent."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kiosk.bridge import reading
from kiosk.bridge.page import Device
from kiosk.bridge.run import open_device
from kiosk.desk.virtual.cards import CardStore
from kiosk.eligibility.national.homevisit import care_clients
from kiosk.personas import find
from kiosk.session.states import Language
from kiosk.texts import load
from kiosk.web.api.toy_booking import ToySite
from tests.support.ports import free_port
from tests.support.web_pages import (
    CODE,
    PHONE,
    PIN,
    Place,
    Running,
    give_pin,
    judge,
    pair,
    say,
    served,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(sys.platform != "linux", reason="the browser is Debian's Chromium"),
]
TEXTS = load(Language.JAPANESE, "visit")
WRONG = "0000" if PIN != "0000" else "0001"


@dataclass
class Holder:
    """A holder who may forget to hold the card to the reader."""

    device: Device
    there: bool = True

    def put(self) -> None:
        if self.there and self.device.inserter is not None:
            self.device.inserter.put()

    def take(self) -> None:
        if self.device.inserter is not None:
            self.device.inserter.take()


@dataclass
class Scene:
    """A visit at 本人確認: the tablet's page, and the bridge's."""

    place: Place
    holder: Holder
    tablet: Page
    before: int

    def pair(self) -> Page:
        return pair(self.place, self.tablet, TEXTS)

    def ends(self, title: str, words: str = "") -> None:
        """The page with that title is shown and says so, and nothing was stored."""
        judge(self.tablet, say(TEXTS, title))
        if words:
            expect(self.tablet.get_by_role("alert").first).to_have_text(words, timeout=60_000)
        assert self.place.stored() == self.before


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("troubles")
    CardStore(home).issue(find("kenji"))
    return home


@pytest.fixture(scope="module")
def standing(home: Path) -> Iterator[tuple[Place, Holder]]:
    real = open_device(home, "kenji", "")
    holder = Holder(real)
    with served(home, CardStore(home), Device(real.kind, real.desk, holder)) as place:
        yield place, holder


@pytest.fixture
def scene(standing: tuple[Place, Holder], home: Path) -> Iterator[Scene]:
    place, holder = standing
    CardStore(home).reset(find("kenji"))
    tablet = place.open(**PHONE)
    tablet.goto(place.visit)
    for act in ("begin", "agree_all", "store"):
        tablet.locator(f"main button[value={act}]").first.click()
    yield Scene(place, holder, tablet, place.stored())
    holder.there = True
    tablet.context.close()


def test_a_form_that_a_second_tab_sends_again_counts_once(scene: Scene) -> None:
    scene.tablet.locator("button[value=stop]").click()
    judge(scene.tablet, say(TEXTS, "stopped.title"))
    scene.tablet.locator("main button[value=begin]").click()
    other = scene.tablet.context.new_page()
    other.goto(scene.tablet.url)
    for page in (scene.tablet, other):
        page.locator("main button[value=begin]").click()
    expect(other.get_by_role("alert").first).to_have_text(say(TEXTS, "stale"))
    judge(other, say(TEXTS, "input.title"))


def test_an_ended_session_says_so_and_leads_to_the_beginning(scene: Scene) -> None:
    sessions = scene.place.visits.sessions
    idle, sessions.idle = sessions.idle, -1
    try:
        scene.tablet.goto(scene.tablet.url)
        scene.ends("expired.title")
    finally:
        sessions.idle = idle
    scene.tablet.locator("a.primary").click()
    judge(scene.tablet, say(TEXTS, "start.title"))


def test_a_dead_address_says_so(scene: Scene) -> None:
    scene.tablet.goto(f"{scene.place.service}/visit/f/nothing")
    scene.ends("dead.title")


def test_a_card_that_is_not_held_ends_the_step(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "HOLD_SECONDS", 0.5)
    scene.holder.there = False
    give_pin(scene.place, scene.pair())
    scene.ends("card.title", say(TEXTS, "card.taken"))


def test_a_locked_card_ends_the_visit(scene: Scene) -> None:
    bridge = scene.pair()
    for left in (2, 1):
        give_pin(scene.place, bridge, WRONG)
        scene.ends("card.title", say(TEXTS, "card.pin_wrong", left=left))
        scene.tablet.locator("button[value=read_again]").click()
    give_pin(scene.place, bridge, WRONG)
    bridge.locator("input[name=last]").check()
    give_pin(scene.place, bridge, WRONG)
    scene.ends("stopped.title", say(TEXTS, "card.pin_locked"))


def test_a_bridge_that_is_lost_in_mid_step_is_told(scene: Scene) -> None:
    bridge = scene.pair()
    expect(bridge.locator("#pin")).to_be_visible(timeout=60_000)
    scene.place.line.lose()
    scene.ends("card.title", say(TEXTS, "card.lost"))


def test_the_wifi_of_the_house_gives_its_known_error(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scene.place.visits, "_house", (ip_network("127.0.0.0/8"),))
    scene.tablet.goto(scene.place.visit)
    for act in ("begin", "agree_all", "store"):
        scene.tablet.locator(f"main button[value={act}]").first.click()
    scene.pair()
    scene.ends("stopped.title", say(TEXTS, "card.wifi"))


def test_a_replayed_callback_is_refused_by_the_booking_site(scene: Scene) -> None:
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    made = care_clients.add(scene.place.national.registry, CODE, "予約", f"{site}/done", None)
    toy = Running(ToySite(scene.place.service, made.id, made.secret).app(), port)
    try:
        tablet = scene.tablet
        tablet.goto(site)
        tablet.locator("button").click()
        for act in ("begin", "agree_all", "store", "stop"):
            tablet.locator(f"main button[value={act}]").first.click()
        tablet.locator("a", has_text=say(TEXTS, "done.return")).click()
        judge(tablet, "予約の完了")
        tablet.goto(tablet.url)
        judge(tablet, "この結果は使えません")
        assert scene.place.stored() == scene.before
    finally:
        toy.close()
