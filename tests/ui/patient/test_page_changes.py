"""How one page of the patient's window follows another: in place, sliding, or at once."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.session.events import Hint, Press
from kiosk.session.view import Countdown, FacePage, PinPage
from tests.support.ui import SCREENS, Desk, frames, running_timers, touch, visible_labels
from ui.gallery.samples import TOOLS
from ui.patient.keypad import Cells
from ui.patient.overlays import Slide


def test_digits_hints_and_the_countdown_change_in_place(desk: Desk) -> None:
    desk.show("pin")
    (frame,) = frames(desk)
    desk.show("pin", page=PinPage(3, 3, False, False, False, True))
    assert frames(desk) == [frame]
    assert "3" in desk.window.findChildren(Cells)[0].text()
    desk.show("face-align")
    (frame,) = frames(desk)
    desk.show("face-align", page=FacePage(Hint.FARTHER, 0.2, True))
    desk.show("face-align", page=FacePage(Hint.HOLD, 1, False, True), presses=TOOLS)
    desk.show("face-align", countdown=Countdown(20, 100, False))
    assert frames(desk) == [frame]


def test_the_countdown_of_the_face_comes_and_goes_without_another_page(desk: Desk) -> None:
    waits = SCREENS["face-align"].presses | {Press.EXTEND}
    desk.show("face-align", presses=waits)
    (frame,) = frames(desk)
    desk.show("face-align", presses=waits, countdown=Countdown(7, desk.time[0] + 1 + 6, True))
    assert any("あと7秒で顔の確認を終わります" in label.text() for label in visible_labels(desk))
    touch(desk, Press.EXTEND)
    assert desk.pressed == [(Press.EXTEND, None)]
    desk.show("face-align", page=FacePage(Hint.HOLD, 1, False, True), presses=TOOLS)
    assert frames(desk) == [frame]


def test_another_page_leaves_nothing_of_the_one_before(desk: Desk) -> None:
    for name in ("idle", "face-align", "checking", "take-alarm", "idle"):
        desk.show(name)
        assert len(frames(desk)) == 1
    assert len(running_timers(desk.window)) <= 2


def test_no_timer_runs_while_nothing_moves(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(reduced_motion=True)
    for name in ("method", "pin", "consent-care", "done", "take-alarm", "error-internal"):
        desk.show(name)
        frames(desk)
        assert running_timers(desk.window) == []


def slide(desk: Desk) -> Slide | None:
    found = [s for s in desk.window.findChildren(Slide) if s.isVisible()]
    return found[0] if found else None


def test_a_page_slides_in_whole_and_then_nothing_moves(
    make_desk: Callable[..., Desk], qtbot: QtBot
) -> None:
    desk = make_desk(slide_ms=40)
    desk.show("consent-care")
    desk.window.present(SCREENS["consent-surgery"])
    way = slide(desk)
    assert way is not None
    for share in (0.0, 0.35, 1.0):
        way.way.pause()
        way.share = share
        picture = way.grab().toImage()
        columns = {picture.pixelColor(x, 4).name() for x in range(0, picture.width(), 7)}
        assert columns == {"#f6f4ef"}, "the ground of the pages, and no gap between them"
    way.way.resume()
    qtbot.waitUntil(lambda: slide(desk) is None, timeout=30_000)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert desk.window.findChildren(Slide) == []
    assert running_timers(desk.window) == []


def test_going_back_slides_the_other_way(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(slide_ms=10_000)
    shares = {}
    for press in (Press.AGREE, Press.BACK):
        desk.show("consent-surgery")
        touch(desk, press)
        desk.window.present(SCREENS["consent-care"])
        way = slide(desk)
        assert way is not None
        way.way.pause()
        way.share = 0.5
        shares[press] = way.grab().toImage()
        way.end()
    assert shares[Press.AGREE] != shares[Press.BACK]


def test_only_steps_of_a_reception_slide_and_none_with_reduced_motion(
    make_desk: Callable[..., Desk],
) -> None:
    desk = make_desk(slide_ms=10_000)
    for name in ("idle", "method", "take", "removed", "idle"):
        desk.show(name)
        assert slide(desk) is None, name
    desk.show("method")
    desk.show("method", 150)
    assert slide(desk) is None
    still = make_desk(slide_ms=10_000, reduced_motion=True)
    still.show("method")
    still.show("pin")
    assert slide(still) is None


def test_the_cameras_page_is_there_at_once_with_a_face_that_moves(
    make_desk: Callable[..., Desk],
) -> None:
    desk = make_desk(slide_ms=10_000)
    desk.show("method")
    desk.show("face-align")
    assert slide(desk) is None
    desk.show("pin")
    assert slide(desk) is not None


def test_pages_that_follow_quickly_leave_one_slide_and_presses_reach_the_page(
    make_desk: Callable[..., Desk],
) -> None:
    desk = make_desk(slide_ms=10_000)
    for name in ("method", "pin", "consent-care", "consent-surgery", "consent-checkup"):
        desk.show(name)
    assert len([s for s in desk.window.findChildren(Slide) if s.isVisible()]) <= 1
    touch(desk, Press.AGREE)
    assert desk.pressed == [(Press.AGREE, None)]


def test_a_resize_draws_the_same_page_for_the_new_size(desk: Desk) -> None:
    desk.show("method")
    desk.window.resize(1280, 800)
    QCoreApplication.processEvents()
    (frame,) = frames(desk)
    assert frame.size() == desk.window.size()
    assert frame.kit.look.grid.name == "landscape"


def test_200_presses_and_pages_in_a_row_leave_one_page_and_no_doubt(desk: Desk) -> None:
    names = ["method", "consent-care", "pin", "done"]
    for index in range(200):
        desk.window.present(SCREENS[names[index % 4]])
        QTest.keyClicks(desk.window, "1")
    assert desk.pressed == []
    assert len(frames(desk)) == 1
