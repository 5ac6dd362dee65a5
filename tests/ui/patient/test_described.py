"""What the window shows is what the described screen says, and nothing else."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kiosk.session.states import Language
from kiosk.texts import load
from kiosk.texts.parts import Part
from kiosk.texts.screens import Described, describe
from kiosk.texts.spoken import keys, sentences, where
from tests.support.ui import SCREENS, Desk
from ui.kit.buttons import Pressable
from ui.patient.frame import ScreenFrame
from ui.patient.overlays import Dialog, Toast
from ui.patient.scenes import ReaderScene


def shown(widget: QWidget) -> list[QWidget]:
    """The visible widgets below one that have an accessible name."""
    found = []
    for child in widget.findChildren(QWidget):
        node = QAccessible.queryAccessibleInterface(child)
        if child.isVisible() and node is not None and node.text(QAccessible.Text.Name):
            found.append(child)
    return found


def name_of(widget: QWidget) -> str:
    node = QAccessible.queryAccessibleInterface(widget)
    assert node is not None
    return node.text(QAccessible.Text.Name)


def frame_of(desk: Desk) -> ScreenFrame:
    (frame,) = [f for f in desk.window.findChildren(ScreenFrame) if f.isVisible()]
    return frame


def said(screen: Described) -> list[Part]:
    return [screen.header, *screen.parts, *screen.strip, *screen.tools]


@pytest.mark.parametrize("name", SCREENS)
def test_the_window_shows_what_the_description_says_and_nothing_else_in_every_language(
    desk: Desk, name: str
) -> None:
    for language in Language:
        preferences = replace(SCREENS[name].preferences, language=language)
        desk.window.present(replace(SCREENS[name], preferences=preferences))
        screen, frame = desk.window.described(), frame_of(desk)
        names = {name_of(widget) for widget in shown(frame)}
        own = {part.id: part.name for part in screen.display if part.offer is None}
        parts = said(screen)
        assert names <= {*own.values(), *(part.name for part in parts)}
        for part in parts:
            folded = (own["settings"] in names and part in screen.tools) or frame.page.kit.brief
            assert part.optional or folded or part.name in names, (language, part)


@pytest.mark.parametrize("name", SCREENS)
def test_the_buttons_of_the_window_are_those_of_the_description(desk: Desk, name: str) -> None:
    desk.show(name)
    screen = desk.window.described()
    buttons = [w for w in shown(frame_of(desk)) if isinstance(w, Pressable) and w.press is not None]
    drawn = {(b.press, b.value, b.accessibleName(), b.isEnabled()) for b in buttons}
    offers = [(part.offer, part.name) for part in said(screen) if part.offer is not None]
    assert drawn == {(o.press, o.value, label, o.enabled) for o, label in offers}
    assert all(not offer.guarded for offer, _ in offers)


@pytest.mark.parametrize("name", SCREENS)
def test_a_key_of_a_keypad_sends_the_press_that_names_it(desk: Desk, name: str) -> None:
    desk.show(name)
    pad = {"Enter": Qt.Key.Key_Return, ".": Qt.Key.Key_Period}
    for part in said(desk.window.described()):
        offer = part.offer
        if offer is None or not offer.key:
            continue
        desk.show(name)
        desk.pressed.clear()
        QTest.keyClick(desk.window, pad.get(offer.key, offer.key))
        sent = (offer.press, offer.value) in desk.pressed
        assert sent == offer.enabled, (offer.key, offer.press)


def test_the_menu_of_the_tools_is_described_with_its_long_names(desk: Desk) -> None:
    desk.show("method", 200)
    (settings,) = [
        button
        for button in frame_of(desk).findChildren(Pressable)
        if button.isVisible() and name_of(button) == desk.window.described().display[0].name
    ]
    settings.click()
    (menu,) = desk.window.findChildren(Dialog)
    described = {part.name for part in desk.window.described().display}
    names = {name_of(button) for button in menu.findChildren(Pressable)}
    assert len(names) == 6
    assert names <= described


@pytest.mark.parametrize("name", SCREENS)
def test_what_is_spoken_is_described_in_every_language(desk: Desk, name: str) -> None:
    page = SCREENS[name].page
    for language in Language:
        preferences = replace(SCREENS[name].preferences, language=language)
        desk.window.present(replace(SCREENS[name], preferences=preferences))
        told = [words.shown for words in desk.window.described().spoken]
        assert told == sentences([*keys(page), *where(page, "front")], load(language))


@pytest.mark.parametrize("name", ["idle", "take", "hold-iphone", "removed"])
def test_the_place_of_a_reader_beside_the_screen_is_described_as_it_is_drawn(
    make_desk: Callable[..., Desk], name: str
) -> None:
    desk = make_desk(slot="left")
    desk.show(name)
    names = {name_of(scene) for scene in shown(frame_of(desk)) if isinstance(scene, ReaderScene)}
    assert names
    assert names <= {part.name for part in said(desk.window.described())}


def test_the_readers_place_and_the_end_of_the_time_are_spoken_in_the_description() -> None:
    beside = describe(SCREENS["idle"], slot="left").spoken
    assert beside[-1].key == "slot.left"
    countdown = describe(SCREENS["consent-countdown"]).countdown
    assert countdown is not None
    assert len(countdown.spoken) == 2


def test_a_changed_setting_is_described_as_it_is_told(desk: Desk) -> None:
    desk.show("method")
    desk.show("method", 150)
    (toast,) = [one for one in desk.window.findChildren(Toast) if one.isVisible()]
    notice = desk.window.described().notice
    assert notice is not None
    assert notice.shown == name_of(toast)
    desk.show("method", 150)
    assert desk.window.described().notice is None


def test_a_new_page_tells_that_its_presses_do_not_count_yet(desk: Desk) -> None:
    desk.window.present(SCREENS["consent-care"])
    offers = [part.offer for part in desk.window.described().parts if part.offer]
    assert offers
    assert all(offer.guarded for offer in offers)
    desk.time[0] += 1
    assert not any(p.offer.guarded for p in desk.window.described().parts if p.offer)


def test_the_reading_order_of_the_description_is_that_of_the_window(desk: Desk) -> None:
    desk.show("consent-care")
    frame = frame_of(desk)
    places = {
        name_of(w): (w.mapTo(frame, QPoint(0, 0)).y(), w.mapTo(frame, QPoint(0, 0)).x())
        for w in shown(frame.page)
    }
    order = [part.name for part in desk.window.described().parts if part.name in places]
    assert order == sorted(order, key=lambda name: places[name])


def test_the_countdown_is_told_in_whole_seconds(desk: Desk) -> None:
    desk.show("consent-countdown")
    desk.time[0] = SCREENS["consent-countdown"].countdown.ends - 4.2  # type: ignore[union-attr]
    countdown = desk.window.described().countdown
    assert countdown is not None
    assert countdown.seconds == 5


def test_a_described_screen_is_told_in_any_language(desk: Desk) -> None:
    desk.show("consent-care")
    assert desk.window.described(Language.ENGLISH).part("agree").name == "I agree"
