"""The pages of a smartphone: by touch, by keys, in place, and aloud."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.session.events import Press
from kiosk.session.view import PinPage
from kiosk.texts import Language, load
from kiosk.texts.spoken import keys, sentences
from tests.support.ui import SCREENS, Desk
from ui.kit.buttons import Pressable
from ui.patient.banner import Banner
from ui.patient.frame import ScreenFrame
from ui.patient.pages.phone import PhoneScene
from ui.patient.scenes import ReaderScene
from ui.patient.strips import CardStrip


@pytest.mark.parametrize(
    ("name", "press"),
    [
        ("idle", Press.SMARTPHONE),
        ("method", Press.SMARTPHONE),
        ("phone", Press.IPHONE),
        ("phone", Press.ANDROID),
        ("phone", Press.BACK),
        ("hold-iphone", Press.BACK),
    ],
)
def test_a_touch_sends_the_press_of_what_was_touched(desk: Desk, name: str, press: Press) -> None:
    desk.show(name)
    QTest.mouseClick(desk.button(press), Qt.MouseButton.LeftButton)
    assert desk.pressed == [(press, None)]


@pytest.mark.parametrize(
    ("name", "key", "press"),
    [
        ("idle", "1", Press.SMARTPHONE),
        ("method", "3", Press.SMARTPHONE),
        ("phone", "1", Press.IPHONE),
        ("phone", "2", Press.ANDROID),
        ("phone", "0", Press.BACK),
        ("hold-short", "0", Press.BACK),
    ],
)
def test_a_keypad_leads_through_the_phone(desk: Desk, name: str, key: str, press: Press) -> None:
    desk.show(name)
    QTest.keyClicks(desk.window, key)
    assert desk.pressed == [(press, None)]


def test_the_pin_of_a_phone_is_typed_like_that_of_a_card(desk: Desk) -> None:
    desk.show("phone-pin")
    QTest.keyClicks(desk.window, "27")
    assert desk.pressed == [(Press.DIGIT, 2), (Press.DIGIT, 7)]


@pytest.mark.parametrize("name", ["idle-no-phone", "method-no-phone"])
def test_where_phones_are_not_taken_nothing_speaks_of_them(desk: Desk, name: str) -> None:
    desk.show(name)
    offered = [b for b in desk.window.findChildren(Pressable) if b.isVisible()]
    assert all(b.press is not Press.SMARTPHONE for b in offered)
    assert all("スマートフォン" not in b.accessibleName() for b in offered)


def test_tries_are_said_only_once_the_phone_has_told_them(desk: Desk) -> None:
    desk.show("phone-pin")
    quiet = "".join(keys_and_labels(desk))
    assert "スマートフォン用電子証明書" in quiet
    assert "あと" not in quiet
    page = SCREENS["phone-pin"].page
    assert isinstance(page, PinPage)
    desk.show("phone-pin", page=replace(page, left=3))
    assert "あと 3回" in "".join(keys_and_labels(desk))


def keys_and_labels(desk: Desk) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [label.text() for label in desk.window.findChildren(QLabel) if label.isVisible()]


def test_the_page_stays_while_the_phone_comes_and_goes(desk: Desk) -> None:
    desk.show("hold-android")
    scene = desk.window.findChild(ReaderScene)
    banner = desk.window.findChild(Banner)
    assert isinstance(scene, PhoneScene)
    assert isinstance(banner, Banner)
    own = "スマートフォンを、カードの台とは別の読み取り機にかざします"
    assert scene.accessibleName() == f"{own} かざす場所は画面の右"
    said = []
    whats = ({}, {"reading": True}, {"short": True}, {"mute": True})
    for what in whats:
        presses = SCREENS["hold-reading" if "reading" in what else "hold-android"].presses
        page = replace(SCREENS["hold-android"].page, **what)
        desk.show("hold-android", page=page, presses=presses)
        said.append(banner.text())
    assert said == ["お待ちしています", "そのまま動かさないでください",
                    "早すぎました。もう一度かざしてください",
                    "読み取れません。金属から離してかざしてください"]  # fmt: skip
    assert desk.window.findChild(ReaderScene) is scene


def test_one_reader_for_both_is_drawn_as_the_place_of_the_card(desk: Desk) -> None:
    desk.show("hold-same-reader")
    scene = desk.window.findChild(ReaderScene)
    assert isinstance(scene, PhoneScene)
    assert scene.accessibleName() == "スマートフォンを、カードを置く台の上にかざします"


def test_a_phone_that_still_lies_there_may_leave_and_is_no_matter_of_yellow(desk: Desk) -> None:
    desk.show("consent-phone")
    strip = desk.window.findChild(CardStrip)
    assert isinstance(strip, CardStrip)
    assert strip.text() == "スマートフォンは離して大丈夫です"
    (frame,) = desk.window.findChildren(ScreenFrame)
    corner = desk.window.grab().toImage().pixelColor(5, desk.window.height() - 5)
    assert corner == frame.kit.colour("strip")


def test_the_voice_reads_what_is_written_in_latin_letters() -> None:
    said = "".join(sentences(keys(SCREENS["hold-iphone"].page), load(Language.JAPANESE)))
    assert "タッチアイディー" in said
    assert "Touch" not in said
    english = " ".join(sentences(keys(SCREENS["hold-iphone"].page), load(Language.ENGLISH)))
    assert "Touch" in english


def test_no_card_is_asked_back_aloud_after_a_phone() -> None:
    japanese = load(Language.JAPANESE)
    assert any("カード" in s for s in sentences(keys(SCREENS["done"].page), japanese))
    assert not any("カード" in s for s in sentences(keys(SCREENS["done-phone"].page), japanese))
