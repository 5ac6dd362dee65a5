"""What the patient's window says and draws: places, tries, time, languages, notices."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from kiosk.session.events import Hint, Press
from kiosk.session.states import Language, Preferences, TextSize
from kiosk.session.view import Countdown, FacePage
from kiosk.texts import plain
from tests.support.ui import SCREENS, Desk, frames, touch, visible_labels
from ui.kit.buttons import Button, Pressable
from ui.patient.camera import CameraView
from ui.patient.keypad import Cells
from ui.patient.scenes import ReaderScene
from ui.patient.strips import CardStrip

LEFT = Qt.MouseButton.LeftButton


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


def test_the_button_that_turns_to_the_answers_shows_its_key(
    make_desk: Callable[..., Desk],
) -> None:
    pictures = []
    for key_caps in (True, False):
        desk = make_desk("small", key_caps=key_caps)
        desk.show("consent-care", 200)
        turn = next(b for b in desk.window.findChildren(Button, "turn") if b.isVisible())
        pictures.append(turn.grab().toImage())
    assert pictures[0] != pictures[1]


def test_with_large_text_the_tools_are_one_press_away(desk: Desk) -> None:
    desk.show("consent-care", 200)
    settings = next(b for b in desk.window.findChildren(Button) if b.accessibleName() == "設定")
    QTest.mouseClick(settings, LEFT)
    touch(desk, Press.CONTRAST)
    assert desk.pressed == [(Press.CONTRAST, None)]


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
