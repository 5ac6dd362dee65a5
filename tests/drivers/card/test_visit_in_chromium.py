"""A visit away from the reader in Chromium, with the virtual card on the real pcscd."""

import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from drivers.card.card_desk import MyNumberDesk
from kiosk.bridge.page import Device
from kiosk.session.states import Language
from kiosk.texts import load
from tests.support.web_pages import PHONE, PIN, give_pin, judge, pair, say, served

pytestmark = [
    pytest.mark.pcscd,
    pytest.mark.browser,
    pytest.mark.skipif(sys.platform != "linux", reason="the browser is Debian's Chromium"),
    pytest.mark.parametrize("place", ["pcscd"], indirect=True),
]


def test_a_visit_with_a_card_that_is_taken_too_early_and_held_again(
    place: Any, cards: Any, tmp_path: Path
) -> None:
    texts, chip = load(Language.JAPANESE, "visit"), cards("kenji")
    desk = MyNumberDesk(place.reader, terminal=cards.terminal)
    with served(tmp_path, cards.store, Device("pcsc", desk)) as site:
        page = site.open(**PHONE)
        page.goto(site.visit)
        for act in ("begin", "agree_all", "store"):
            page.locator(f"main button[value={act}]").first.click()
        bridge = pair(site, page, texts)
        place.put(chip)
        expect(bridge.locator("#pin")).to_be_visible(timeout=60_000)
        place.take()
        give_pin(site, bridge)  # the bridge waits for the card
        judge(bridge, say(texts, "card.title"))
        bridge.locator("button[value=stop]").click()
        expect(page.get_by_role("alert").first).to_have_text(
            say(texts, "card.taken"), timeout=60_000
        )
        assert site.stored() == 0
        page.locator("button[value=read_again]").click()
        place.put(chip)
        give_pin(site, bridge, PIN)
        judge(page, say(texts, "done.title"))
        assert site.stored() == 1
    desk.release()
