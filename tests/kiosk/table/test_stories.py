"""The stories."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.apps.table.stories import SCRIPTS, Script
from kiosk.personas import find
from kiosk.session.events import Press
from kiosk.session.view import (
    ConsentAllPage,
    IdlePage,
    MethodPage,
    PhonePage,
    PinPage,
    RegistrationPage,
    TakeCardPage,
    Why,
)
from tests.support.table import Stage
from ui.kit.buttons import Button
from ui.table.model import BeginStory, Choose, PlayStory, Story, TakeCard


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.id)
def test_a_story_is_played_to_its_end_by_one_press(stage: Stage, script: Script) -> None:
    steps: list[int | None] = []

    def told() -> Story:
        return next(story for story in stage.table.view().stories if story.id == script.id)

    def ended() -> bool:
        steps.append(told().step)
        return steps[-1] == len(script.lines) - 1

    if script.id == "eye":  # it waits until the time for the face is over
        brief = stage.table.kiosk.config
        timing = brief.timing.model_copy(update={"face": 2.0})
        stage.table.kiosk.obey(brief.model_copy(update={"timing": timing}).rules())
    stage.click(Button, script.title)
    assert told().playing
    stage.until(ended, "the end")
    assert sorted(set(steps)) == [n for n in range(len(script.lines)) if n in steps]
    assert steps == sorted(steps)
    told_of = {"lapsed": "無効", "certificate": "", "outage": ""}
    assert stage.table.view().result == told_of.get(script.id, "有効")
    assert stage.on_reader is None


def test_the_story_of_the_phone_is_told_only_where_phones_are_offered(stage: Stage) -> None:
    stage.table.act(Choose("profile", "2023-05"))
    assert "phone" not in {story.id for story in stage.table.view().stories}
    stage.table.act(Choose("profile", "2025-09-19"))
    assert "phone" in {story.id for story in stage.table.view().stories}


def test_who_takes_a_story_over_is_followed(stage: Stage) -> None:
    stage.click(Button, "初めての患者")
    stage.click(Button, "自分で進める")
    assert not stage.table.view().stories[0].playing
    stage.by_face("unregistered")
    stage.shows(RegistrationPage)
    assert stage.table.view().stories[0].step == 3
    stage.click(Button, "自動で進める")
    stage.completes()


def test_while_time_is_held_a_story_waits(stage: Stage) -> None:
    stage.table.act(BeginStory("first"))
    QTest.keyClick(stage.table.window, Qt.Key.Key_Space)
    assert stage.table.view().paused
    stage.lay("unregistered")
    stage.shows(MethodPage)
    assert not stage.table.player.due
    stage.click(Button, "時間を進める")
    stage.shows(RegistrationPage)


def test_the_story_of_the_forgotten_pin_ends_with_the_face(stage: Stage) -> None:
    def step() -> int | None:
        return next(s.step for s in stage.table.view().stories if s.id == "forgot")

    stage.table.act(BeginStory("forgot"))
    stage.table.act(PlayStory(False))
    assert step() == 0
    stage.lay("one_try")
    stage.shows(MethodPage)
    assert step() == 1
    stage.press(Press.PIN)
    stage.shows(PinPage, ask_last=True)
    assert step() == 2
    stage.press(Press.CONFIRM)
    stage.shows(PinPage, ask_last=False)
    assert step() == 3
    stage.type_pin("0000")
    stage.shows(MethodPage, pin=Why.PIN_LOCKED)
    assert step() == 4
    stage.press(Press.FACE)
    stage.shows(ConsentAllPage)
    assert step() == 6
    stage.press(Press.AGREE_ALL)
    stage.shows(TakeCardPage)
    stage.table.act(TakeCard())
    stage.shows(IdlePage)
    assert step() == 8


def test_a_story_begins_at_the_waiting_screen_whatever_another_one_left(stage: Stage) -> None:
    stage.press(Press.SMARTPHONE)
    stage.shows(PhonePage)
    stage.press(Press.ANDROID)
    stage.shows(PinPage)
    stage.table.act(BeginStory("eye"))
    stage.until(lambda: isinstance(stage.screens[-1:] and stage.screens[-1].page, IdlePage))
    pages = [screen.page for screen in stage.screens]
    assert not [page for page in pages if isinstance(page, PinPage) and page.entered]
    stage.shows(MethodPage)


def test_a_story_that_is_broken_off_begins_anew(stage: Stage) -> None:
    stage.table.act(BeginStory("first"))
    stage.table.act(PlayStory(False))
    stage.lay("unregistered")
    stage.shows(MethodPage)
    stage.type_pin(find("unregistered").card.pin)
    stage.shows(RegistrationPage)
    assert stage.table.view().stories[0].step == 3, "the PIN will do as well"
    stage.table.act(TakeCard())
    stage.until(lambda: stage.on_reader is None)
    stage.leave()
    stage.shows(IdlePage)
    assert stage.table.view().stories[0].step == 0
