"""What the window shows is what the described screen says, and nothing else."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from kiosk.session.states import Language
from kiosk.texts import plain
from kiosk.texts.parts import Part
from kiosk.texts.screens import Described
from tests.support.ui import SCREENS, Desk
from ui.kit.buttons import Pressable
from ui.patient.frame import Frame


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


def frame_of(desk: Desk) -> Frame:
    (frame,) = [f for f in desk.window.findChildren(Frame) if f.isVisible()]
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
        keys = ("consent.next", "consent.more", "tool.settings")
        *turns, settings = (plain(frame.kit.texts(key)) for key in keys)
        parts = said(screen)
        assert names - {*turns, settings} <= {part.name for part in parts}
        for part in parts:
            folded = (settings in names and part in screen.tools) or frame.page.kit.brief
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
