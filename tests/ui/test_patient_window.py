"""Presses by touch and by keys, the guard of a new page, and pages that change in place."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kiosk.session.events import Hint, Press
from kiosk.session.states import Language, Preferences, TextSize
from kiosk.session.view import Countdown, FacePage, PinPage
from kiosk.texts import plain
from tests.support.ui import SCREENS, Desk, running_timers
from ui.gallery.samples import TOOLS
from ui.kit.buttons import Button, Pressable
from ui.patient.camera import CameraView
from ui.patient.frame import Frame
from ui.patient.keypad import Cells
from ui.patient.overlays import Slide
from ui.patient.scenes import ReaderScene
from ui.patient.strips import CardStrip
from ui.patient.window import PatientWindow, WindowSettings

LEFT = Qt.MouseButton.LeftButton


def touch(desk: Desk, press: Press, value: int | None = None) -> None:
    QTest.mouseClick(desk.button(press, value), LEFT)


@pytest.mark.parametrize(
    ("name", "press"),
    [
        ("method", Press.FACE),
        ("method", Press.PIN),
        ("face-align", Press.PIN),
        ("unproven", Press.FACE),
        ("unproven", Press.PIN),
        ("pin-full", Press.ENTER),
        ("pin", Press.ERASE),
        ("pin-last", Press.CONFIRM),
        ("register", Press.REGISTER),
        ("register", Press.NOT_REGISTER),
        ("certificate-expiring", Press.CONFIRM),
        ("consent-all", Press.AGREE_ALL),
        ("consent-all", Press.DISAGREE_ALL),
        ("consent-all", Press.ONE_BY_ONE),
        ("consent-care", Press.AGREE),
        ("consent-care", Press.DISAGREE),
        ("consent-disease", Press.PROVIDE),
        ("prescription", Press.ELECTRONIC),
        ("prescription", Press.PAPER),
        ("subsidy", Press.WITHHOLD),
        ("consent-care", Press.BACK),
        ("consent-countdown", Press.EXTEND),
        ("idle", Press.TEXT_SIZE),
        ("idle", Press.CONTRAST),
        ("idle", Press.VOICE),
        ("method", Press.LANGUAGE),
        ("idle", Press.REACH),
        ("consent-care", Press.REACH),
    ],
)
def test_a_touch_sends_the_press_of_what_was_touched(desk: Desk, name: str, press: Press) -> None:
    desk.show(name)
    touch(desk, press)
    assert desk.pressed == [(press, None)]


def test_the_keys_of_the_pad_send_their_digits(desk: Desk) -> None:
    desk.show("pin")
    for digit in (1, 9, 0):
        touch(desk, Press.DIGIT, digit)
    assert desk.pressed == [(Press.DIGIT, 1), (Press.DIGIT, 9), (Press.DIGIT, 0)]


@pytest.mark.parametrize(
    ("name", "key", "expected"),
    [
        ("method", "1", (Press.FACE, None)),
        ("method", "2", (Press.PIN, None)),
        ("consent-all", "3", (Press.ONE_BY_ONE, None)),
        ("consent-care", "1", (Press.AGREE, None)),
        ("consent-care", "2", (Press.DISAGREE, None)),
        ("consent-care", "0", (Press.BACK, None)),
        ("consent-care", Qt.Key.Key_Backspace, (Press.BACK, None)),
        ("pin", "0", (Press.DIGIT, 0)),
        ("pin", "7", (Press.DIGIT, 7)),
        ("pin", Qt.Key.Key_Backspace, (Press.ERASE, None)),
        ("pin", ".", (Press.ERASE, None)),
        ("pin-full", Qt.Key.Key_Enter, (Press.ENTER, None)),
        ("certificate-expiring", Qt.Key.Key_Return, (Press.CONFIRM, None)),
        ("idle", "*", (Press.TEXT_SIZE, None)),
        ("idle", "/", (Press.CONTRAST, None)),
        ("consent-countdown", "+", (Press.EXTEND, None)),
        ("method", "-", (Press.LANGUAGE, None)),
        ("language", "3", (Press.CHOOSE_LANGUAGE, 2)),
    ],
)
def test_a_plain_keypad_drives_every_page(
    desk: Desk, name: str, key: str | Qt.Key, expected: tuple[Press, int | None]
) -> None:
    desk.show(name)
    if isinstance(key, str):
        QTest.keyClicks(desk.window, key)
    else:
        QTest.keyClick(desk.window, key)
    assert desk.pressed == [expected]


def test_backspace_in_an_empty_pin_goes_back(desk: Desk) -> None:
    presses = SCREENS["pin"].presses - {Press.ERASE}
    desk.show("pin", page=PinPage(0, 3, False, False, False, True), presses=presses)
    QTest.keyClick(desk.window, Qt.Key.Key_Backspace)
    assert desk.pressed == [(Press.BACK, None)]


@pytest.mark.parametrize("name", ["consent-care", "consent-all", "register", "subsidy"])
def test_enter_alone_never_answers_a_question(desk: Desk, name: str) -> None:
    desk.show(name)
    QTest.keyClick(desk.window, Qt.Key.Key_Return)
    QTest.keyClick(desk.window, Qt.Key.Key_Space)
    assert desk.pressed == []


def test_tab_walks_to_the_first_answer_and_enter_takes_it(desk: Desk) -> None:
    desk.show("consent-care")
    desk.window.activateWindow()
    QTest.keyClick(desk.window, Qt.Key.Key_Tab)
    focused = desk.window.focusWidget()
    assert focused is desk.button(Press.AGREE)
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert desk.pressed == [(Press.AGREE, None)]


def test_a_method_that_cannot_be_chosen_is_not_chosen_by_its_key(desk: Desk) -> None:
    desk.show("method-no-pin")
    QTest.keyClicks(desk.window, "2")
    assert desk.pressed == []


def test_a_new_page_ignores_touches_and_keys_for_300_ms(desk: Desk) -> None:
    desk.window.present(SCREENS["consent-care"])
    desk.time[0] += 0.29
    touch(desk, Press.AGREE)
    QTest.keyClicks(desk.window, "1")
    assert desk.pressed == []
    desk.time[0] += 0.02
    touch(desk, Press.AGREE)
    assert desk.pressed == [(Press.AGREE, None)]


def test_a_finger_put_down_too_early_does_not_count_when_it_is_lifted(desk: Desk) -> None:
    desk.window.present(SCREENS["consent-care"])
    QTest.mousePress(desk.button(Press.AGREE), LEFT)
    desk.time[0] += 1
    QTest.mouseRelease(desk.button(Press.AGREE), LEFT)
    assert desk.pressed == []


def test_the_next_question_is_guarded_although_it_looks_alike(desk: Desk) -> None:
    desk.show("consent-care")
    desk.window.present(SCREENS["consent-surgery"])
    touch(desk, Press.AGREE)
    assert desk.pressed == []


def test_a_finger_that_slides_off_does_not_press(desk: Desk) -> None:
    desk.show("method")
    button = desk.button(Press.FACE)
    QTest.mousePress(button, LEFT)
    QTest.mouseRelease(button, LEFT, pos=QPoint(-50, -50))
    assert desk.pressed == []


def test_what_the_session_does_not_accept_is_not_sent(desk: Desk) -> None:
    desk.show("pin", presses=frozenset({Press.BACK}))
    QTest.keyClicks(desk.window, "1")
    QTest.keyClick(desk.window, Qt.Key.Key_Return)
    assert desk.pressed == []


def frames(desk: Desk) -> list[Frame]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return desk.window.findChildren(Frame)


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


def test_the_oval_goes_to_where_the_face_is(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(reduced_motion=True)
    desk.show("face-align", page=FacePage(Hint.ALIGN, 0, True, face=(0.5, 0.35)))
    camera = desk.window.findChildren(CameraView)[0]
    camera.look()
    high = camera.oval().center().y()
    desk.show("face-align", page=FacePage(Hint.ALIGN, 0, True, face=(0.5, 0.65)))
    camera.look()
    assert camera.oval().center().y() > high
    assert camera.rect().contains(camera.oval().toRect())


@pytest.mark.parametrize(("slot", "word"), [("left", "左"), ("right", "右"), ("below", "下")])
def test_pictures_point_to_where_the_reader_stands(
    make_desk: Callable[..., Desk], slot: str, word: str
) -> None:
    pictures = set()
    for where in ("front", slot):
        desk = make_desk(slot=where, reduced_motion=True)
        for name in ("idle", "take", "removed"):
            desk.show(name)
            scene = next(s for s in desk.window.findChildren(ReaderScene) if s.isVisible())
            picture = scene.grab().toImage()
            pictures.add(bytes(picture.constBits()))
            assert scene.accessibleName().endswith(f"画面の{word}") == (where == slot)
    assert len(pictures) == 6, "every picture differs from that of a reader before the screen"


def test_left_and_right_are_mirrored(make_desk: Callable[..., Desk]) -> None:
    weights = {}
    for slot in ("left", "right"):
        desk = make_desk(slot=slot, reduced_motion=True)
        desk.show("idle")
        weights[slot] = dark_side(desk.window.findChildren(ReaderScene)[0])
    assert weights == {"left": "left", "right": "right"}


def dark_side(scene: ReaderScene) -> str:
    """On which side the reader is drawn: it is the darkest thing of the picture."""
    picture = scene.grab().toImage()
    row = picture.height() - picture.height() // 8
    slab = [x for x in range(picture.width()) if picture.pixelColor(x, row).lightness() < 60]
    return "left" if sum(slab) / len(slab) < picture.width() / 2 else "right"


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


def test_digits_are_never_written_anywhere_in_the_pin_cells(desk: Desk) -> None:
    desk.show("pin-full")
    cells = desk.window.findChildren(Cells)[0]
    assert cells.text() == "4けたのうち 4けた入力しました"


def test_a_wrong_pin_says_how_many_tries_are_left(desk: Desk) -> None:
    desk.show("pin-wrong")
    assert any("あと2回" in label.text() for label in desk.window.findChildren(QLabel))


def test_the_countdown_names_its_seconds_and_can_be_put_off(desk: Desk) -> None:
    desk.show("consent-countdown", countdown=Countdown(20, desk.time[0] + 1 + 14, True))
    assert any("あと15秒" in label.text() for label in desk.window.findChildren(QLabel))
    assert desk.button(Press.EXTEND).isVisible()


def test_with_the_largest_text_the_answers_follow_what_they_are_about(desk: Desk) -> None:
    desk.show("consent-care", 200)
    assert any("診察や健康管理" in label.text() for label in visible_labels(desk))
    assert any("24時間" in label.text() for label in visible_labels(desk))
    visible = [b for b in desk.window.findChildren(Pressable) if b.isVisible()]
    assert not {Press.AGREE, Press.DISAGREE} & {button.press for button in visible}
    QTest.keyClicks(desk.window, "1")
    assert desk.pressed == [], "an answer that is not in sight is not given"
    QTest.keyClick(desk.window, Qt.Key.Key_Return)
    assert desk.button(Press.AGREE).isVisible()
    assert desk.button(Press.DISAGREE).isVisible()
    QTest.keyClicks(desk.window, "1")
    assert desk.pressed == [], "the new leaf ignores presses for a moment"
    desk.time[0] += 1
    back = next(b for b in desk.window.findChildren(Button, "turn") if b.isVisible())
    QTest.mouseClick(back, LEFT)
    assert any("診察や健康管理" in label.text() for label in visible_labels(desk))
    desk.time[0] += 1
    QTest.keyClick(desk.window, Qt.Key.Key_Return)
    desk.time[0] += 1
    QTest.keyClicks(desk.window, "1")
    assert desk.pressed == [(Press.AGREE, None)]


def test_with_large_text_the_tools_are_one_press_away(desk: Desk) -> None:
    desk.show("consent-care", 200)
    settings = next(b for b in desk.window.findChildren(Button) if b.accessibleName() == "設定")
    QTest.mouseClick(settings, LEFT)
    touch(desk, Press.CONTRAST)
    assert desk.pressed == [(Press.CONTRAST, None)]


def visible_labels(desk: Desk) -> list[QLabel]:
    return [label for label in desk.window.findChildren(QLabel) if label.isVisible()]


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


def test_a_change_of_text_size_is_said_in_words(desk: Desk) -> None:
    desk.show("method")
    desk.show("method", 150)
    said = plain("文字を大きくしました")
    assert any(label.text() == said for label in visible_labels(desk))


def test_time_that_was_put_off_is_said_in_words(desk: Desk) -> None:
    waits = SCREENS["method"].presses | {Press.EXTEND}
    desk.show("method", presses=waits, countdown=Countdown(20, 100, True))
    desk.show("method", presses=waits)
    said = plain("時間を延ばしました")
    assert any(label.text() == said for label in visible_labels(desk))


@pytest.mark.parametrize("name", ["removed-go-on", "error-card.unreadable", "visual"])
def test_the_time_of_pages_without_an_answer_can_be_put_off_too(desk: Desk, name: str) -> None:
    waits = SCREENS[name].presses | {Press.EXTEND}
    left = Countdown(10, desk.time[0] + 1 + 9, True)
    desk.show(name, presses=waits, countdown=left)
    touch(desk, Press.EXTEND)
    QTest.keyClicks(desk.window, "+")
    assert desk.pressed == [(Press.EXTEND, None)] * 2


def test_bringing_the_buttons_down_is_said_in_words_and_forgotten_by_a_wide_screen(
    desk: Desk,
) -> None:
    desk.show("method")
    desk.show("method", low=True)
    said = plain("ボタンを低くしました")
    assert any(label.text() == said for label in visible_labels(desk))
    (frame,) = frames(desk)
    assert frame.kit.look.low
    desk.window.resize(1280, 800)
    QCoreApplication.processEvents()
    (frame,) = frames(desk)
    assert not frame.kit.look.low
    with pytest.raises(StopIteration):
        desk.button(Press.REACH)


def test_a_language_is_chosen_by_its_own_name(desk: Desk) -> None:
    desk.show("language")
    touch(desk, Press.CHOOSE_LANGUAGE, 5)
    assert desk.pressed == [(Press.CHOOSE_LANGUAGE, 5)]
    assert desk.button(Press.CHOOSE_LANGUAGE, 5).accessibleName() == "Tiếng Việt"


def test_the_page_speaks_the_language_that_was_chosen(desk: Desk) -> None:
    desk.show("consent-care", language=Language.ENGLISH)
    assert desk.button(Press.AGREE).accessibleName() == "I agree"
    assert desk.window.accessibleName().endswith("DEMO")


def test_without_a_speaker_no_voice_tool_is_offered(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(voice=False)
    desk.show("method")
    with pytest.raises(StopIteration):
        desk.button(Press.VOICE)


def test_a_card_taken_early_says_how_long_it_may_be_put_back(desk: Desk) -> None:
    desk.show("removed-go-on", countdown=Countdown(30, 100, False))
    strip = next(s for s in desk.window.findChildren(CardStrip) if s.isVisible())
    assert "続きから始まります" in strip.text()
    assert not any("保存されていません" in label.text() for label in visible_labels(desk))
    desk.show("removed")
    assert any("保存されていません" in label.text() for label in visible_labels(desk))


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


def test_no_page_shows_a_name_or_a_number_of_the_patient(desk: Desk) -> None:
    """Everything a page may show comes from its view, whose types carry nothing personal."""
    preferences = Preferences(text_size=TextSize.NORMAL)
    for screen in SCREENS.values():
        desk.window.present(replace(screen, preferences=preferences))
        for label in visible_labels(desk):
            assert "12345" not in label.text()


def test_every_window_says_that_it_is_a_simulation(desk: Desk) -> None:
    for name in SCREENS:
        desk.show(name)
        assert desk.window.accessibleName().endswith("模擬")


def test_a_full_screen_window_closes_for_the_program_only(qtbot: QtBot) -> None:
    window = PatientWindow(WindowSettings(fullscreen=True), None, lambda *_: None, lambda: 0.0)
    window.open()
    asked = QCloseEvent()
    QCoreApplication.sendEvent(window, asked)
    assert not asked.isAccepted()
    assert window.isVisible()
    window.end()
    assert not window.isVisible()
