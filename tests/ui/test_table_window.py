from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from kiosk.apps.table.tiles import PAGES, choices
from kiosk.config import Config
from kiosk.texts import load
from ui.kit.buttons import Button, Pressable
from ui.kit.desk.dense import desk_kit
from ui.table import panels, sample
from ui.table.head import story_bar
from ui.table.model import (
    Advance,
    BeginStory,
    CardTile,
    Choose,
    ClearFaults,
    EndDemo,
    Pause,
    PlaceCard,
    Play,
    PlayStory,
    ShowStaff,
    TableAct,
    TableView,
    TakeCard,
    ToggleFault,
)
from ui.table.tiles import CardButton, FaultButton, ReaderTile, card_mime
from ui.table.window import SMALLEST, TableWindow

VIEW = sample.view()


@dataclass
class Table:
    window: TableWindow
    acts: list[TableAct]

    def show(self, view: TableView) -> None:
        self.window.present(view)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def press(self, name: str) -> None:
        found = next(
            b
            for b in self.window.findChildren(Pressable)
            if b.accessibleName().startswith(name) and b.isVisible()
        )
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)

    def texts(self) -> str:
        return " ".join(
            w.text() for w in self.window.findChildren(QLabel) if w.isVisible()
        ).replace("\u00a0", " ")


@pytest.fixture
def table(qtbot: QtBot) -> Iterator[Table]:
    acts: list[TableAct] = []
    window = TableWindow(acts.append)
    window.show()
    made = Table(window, acts)
    made.show(VIEW)
    yield made
    window.asks = False
    window.close()
    window.deleteLater()


@pytest.mark.parametrize(
    ("name", "act"),
    [
        ("係員の画面", ShowStaff()),
        ("2 試験 太郎", PlaceCard("taro")),
        ("カードを取る", TakeCard()),
        ("逆光", Play("frames.3")),
        ("回線が切れる", ToggleFault("network.1")),
        ("応答が遅い。使用中", ToggleFault("network.0")),
        ("すべて戻す", ClearFaults()),
        ("暗証番号を忘れた", BeginStory("forgot")),
        ("台本を閉じる", BeginStory(None)),
        ("＋1日", Advance(1)),
        ("時間を止める", Pause(True)),
        ("自動で進める", PlayStory(True)),
    ],
)
def test_everything_on_the_table_is_one_press(table: Table, name: str, act: TableAct) -> None:
    table.press(name)
    assert table.acts == [act]


@pytest.mark.parametrize(
    ("key", "act"),
    [("1", PlaceCard("sakura")), ("6", PlaceCard("other")), ("0", TakeCard())],
)
def test_number_keys_lay_cards_down_and_take_them(table: Table, key: str, act: TableAct) -> None:
    QTest.keyClicks(table.window, key)
    assert table.acts == [act]


def test_the_focus_stays_on_the_card_that_was_pressed_and_number_keys_still_lay_cards(
    table: Table,
) -> None:
    table.press("2 試験 太郎")
    table.show(replace(VIEW, on_reader="taro"))
    focus = table.window.focusWidget()
    assert focus.accessibleName().startswith("2 試験 太郎")
    table.press("カードを取る")
    table.show(replace(VIEW, on_reader=None, reader_note=""))
    assert table.window.focusWidget() is table.window, "the button is gone"
    table.acts.clear()
    QTest.keyClicks(table.window.focusWidget(), "3")
    assert table.acts == [PlaceCard("jiro")]


def test_a_number_without_a_card_does_nothing(table: Table) -> None:
    QTest.keyClicks(table.window, "9")
    assert table.acts == []


def test_a_card_can_be_dropped_on_the_reader(table: Table) -> None:
    reader = table.window.findChildren(ReaderTile)[0]
    data = card_mime("hanako")
    drop = QDropEvent(
        QPointF(10, 10), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    reader.dropEvent(drop)
    assert table.acts == [PlaceCard("hanako")]


def test_a_fault_in_use_is_counted_and_named_not_only_coloured(table: Table) -> None:
    assert "1つ使用中" in table.texts()
    active = [b for b in table.window.findChildren(FaultButton) if b.isChecked()]
    assert [b.accessibleName() for b in active] == ["応答が遅い。使用中"]
    quiet = replace(VIEW.groups[3], faults=())
    table.show(replace(VIEW, groups=(*VIEW.groups[:3], quiet)))
    assert "使っていません" in table.texts()


def test_the_card_on_the_reader_is_marked_and_named(table: Table) -> None:
    chosen = [b.card.id for b in table.window.findChildren(CardButton) if b.chosen]
    assert chosen == ["sakura"]
    assert "見本 さくら のカード" in table.texts()
    table.show(replace(VIEW, on_reader=None, reader_note=""))
    assert "カードは置かれていません" in table.texts()


def test_the_phone_on_its_own_reader_is_named_and_taken_first(table: Table) -> None:
    phone = CardTile("iphone", "見本 さくら", "iPhone", phone=True)
    table.show(replace(VIEW, cards=(*VIEW.cards, phone), at_phones="iphone"))
    assert "見本 さくら のスマホ" in table.texts()
    table.press("スマホを取る")
    assert table.acts == [TakeCard()]
    chosen = [b.card.id for b in table.window.findChildren(CardButton) if b.chosen]
    assert chosen == ["sakura", "iphone"]


def test_another_process_that_answers_keeps_its_own_day_and_the_table_says_so(
    table: Table,
) -> None:
    words = "照会先の日付は動きません"
    assert words not in table.texts()
    table.show(replace(VIEW, own_day=True))
    assert words in table.texts()


def test_a_story_says_what_to_do_next(table: Table) -> None:
    assert "「見本 さくら」のカードを置きます。" in table.texts()
    first = replace(VIEW.stories[0], step=2)
    table.show(replace(VIEW, stories=(first, *VIEW.stories[1:])))
    assert "台本 3/4" in table.texts()


def test_a_choice_is_sent_with_its_value(table: Table) -> None:
    boxes = table.window.findChildren(QComboBox)
    profile = next(box for box in boxes if box.accessibleName() == "手順")
    profile.setCurrentIndex(1)
    profile.activated.emit(1)
    assert table.acts == [Choose("profile", "2023-05")]


def test_a_film_of_the_list_is_played(table: Table) -> None:
    boxes = table.window.findChildren(QComboBox)
    films = next(box for box in boxes if box.accessibleName() == "ほかの映像")
    assert films.view().minimumWidth() >= films.view().sizeHintForColumn(0)
    at = films.findData("films.0")
    films.setCurrentIndex(at)
    films.activated.emit(at)
    assert table.acts == [Play("films.0")]


def test_every_place_and_choice_has_its_name() -> None:
    texts = load(domain="table")
    assert all(texts.has(f"group.{group.place}") for group in VIEW.groups)
    assert all(texts.has(f"choice.{choice.id}") for choice in VIEW.choices)


def test_parts_that_did_not_change_stay(table: Table) -> None:
    before = table.window.findChildren(CardButton)
    assert VIEW.patient is not None
    later = replace(VIEW.patient, seconds=7.0)
    table.show(replace(VIEW, patient=later))
    assert table.window.findChildren(CardButton) == before


def test_space_holds_time_and_lets_it_go_on(table: Table) -> None:
    QTest.keyClick(table.window, Qt.Key.Key_Space)
    table.show(replace(VIEW, paused=True))
    assert "停止中" in table.texts()
    table.window.setFocus()
    QTest.keyClick(table.window, Qt.Key.Key_Space)
    assert table.acts == [Pause(True), Pause(False)]


def test_a_narrow_table_has_everything_and_f_brings_the_faults_into_sight(table: Table) -> None:
    table.window.resize(SMALLEST)
    table.show(replace(VIEW, result="有効"))
    QCoreApplication.processEvents()
    QTest.keyClicks(table.window, "f")
    QCoreApplication.processEvents()
    focused = table.window.focusWidget()
    assert isinstance(focused, FaultButton)
    assert focused.visibleRegion().boundingRect() == focused.rect()
    for area in table.window.findChildren(QScrollArea):
        inside = area.widget()
        assert inside is not None
        assert inside.minimumSizeHint().width() <= area.viewport().width()
    table.window.resize(1440, 900)
    assert len(table.window.findChildren(ReaderTile)) >= 1


@pytest.mark.parametrize(
    "size", [(860, 590), (860, 688), (905, 743), (1206, 560), (1265, 568), (1270, 968), (1440, 660)]
)
@pytest.mark.parametrize("told", [False, True])
def test_the_whole_table_is_in_sight_on_usual_screens(
    table: Table, size: tuple[int, int], told: bool
) -> None:
    table.window.resize(*size)
    stories = VIEW.stories if told else tuple(replace(s, step=None) for s in VIEW.stories)
    for place in {group.place for group in VIEW.groups}:
        table.window.show_group(place)
        table.show(replace(VIEW, result="有効", stories=stories))
        QCoreApplication.processEvents()
        for area in table.window.findChildren(QScrollArea):
            inside = area.widget()
            assert inside is not None
            hint, room = inside.minimumSizeHint(), area.viewport().size()
            fits = hint.width() <= room.width() and hint.height() <= room.height()
            assert fits, (place, hint, room)
    assert table.window.size().toTuple() == size


@pytest.mark.parametrize("size", [(860, 590), (905, 743), (1206, 560), (1440, 900)])
def test_no_page_of_the_patient_makes_the_table_wider_than_its_window(
    table: Table, size: tuple[int, int]
) -> None:
    table.window.resize(*size)
    assert VIEW.patient is not None
    for symbol, label in PAGES.values():
        table.show(replace(VIEW, patient=replace(VIEW.patient, symbol=symbol, label=label)))
        QCoreApplication.processEvents()
        for area in table.window.findChildren(QScrollArea):
            inside = area.widget()
            assert inside is not None
            assert inside.minimumSizeHint().width() <= area.viewport().width(), label
    assert table.window.size().toTuple() == size


@pytest.mark.parametrize("size", [(860, 590), (905, 743), (1206, 560), (1440, 900)])
def test_no_choice_of_the_table_is_cut(table: Table, size: tuple[int, int]) -> None:
    table.window.resize(*size)
    table.show(replace(VIEW, choices=choices(Config(), None)))
    QCoreApplication.processEvents()
    names = ("手順", "施設", "ことば", "文字")
    shown = {
        box.accessibleName(): box.shown()
        for box in table.window.findChildren(panels.DropDown)
        if box.accessibleName() in names
    }
    assert [shown[name] for name in names] == ["2025-09-19", "診療所", "日本語", "100 %"]


def test_a_list_shows_the_name_of_what_is_chosen_and_cuts_no_word() -> None:
    kit = desk_kit(load(domain="table"), 860, 590)
    pictures = []
    for words in ("　受付 恵美  48歳・証明書が切れた", "受付 恵美"):
        box = panels.drop_down(kit, "ほかのカード")
        box.addItem(words)
        box.resize(186, 40)
        pictures.append(box.grab().toImage())
    assert pictures[0] == pictures[1]


def test_the_last_line_of_a_story_uses_the_room_of_the_button_that_is_gone(table: Table) -> None:
    told = "確かめます。" * 10
    story = replace(VIEW.stories[0], lines=(told, told))
    kit = desk_kit(load(domain="table"), 905, 743)
    heights = [
        story_bar(kit, replace(story, step=step), table.acts.append, 905).sizeHint().height()
        for step in (0, 1)
    ]
    assert heights[1] < heights[0]


def test_on_a_small_screen_a_press_shows_another_group_of_faults(table: Table) -> None:
    table.window.resize(SMALLEST)
    QCoreApplication.processEvents()
    table.press("カメラ")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    shown = {b.accessibleName() for b in table.window.findChildren(FaultButton)}
    assert {"近すぎる", "逆光"} <= shown
    assert "ケース入り" not in shown


@pytest.mark.parametrize("size", [(905, 743), (1440, 900)])
def test_tab_goes_through_the_table_as_it_stands_also_after_a_part_was_made_anew(
    table: Table, size: tuple[int, int]
) -> None:
    table.window.resize(*size)
    table.show(VIEW)
    table.show(replace(VIEW, paused=True, on_reader="taro"))  # head, reader and patient anew
    QCoreApplication.processEvents()
    table.window.setFocus()
    stops: list[QWidget] = []
    for _ in range(100):
        QTest.keyClick(table.window.focusWidget() or table.window, Qt.Key.Key_Tab)
        now = table.window.focusWidget()
        assert now is not None
        if now in stops:
            break
        stops.append(now)
    assert len(stops) > 20 and now is stops[0]
    holders = [part_of(one).objectName() for one in stops]
    parts = [name for name, _ in groupby(holders)]
    wide = size[0] == 1440
    middle = ["cards", "frames", "reader", "patient"]
    ends = ["choices", "faults"] if wide else ["faults", "choices"]
    assert parts == ["header", "story", *middle, *ends]


def part_of(widget: QWidget) -> QWidget:
    """The part of the table that a control is in."""
    while not widget.objectName() or widget.objectName().startswith("qt_"):
        widget = widget.parentWidget()
    return widget


def test_closing_the_table_asks_first(table: Table) -> None:
    table.window.close()
    assert table.window.isVisible()
    table.press("続ける")
    table.window.close()
    table.press("終える")
    assert table.acts == [EndDemo()]


@pytest.mark.parametrize("width", [SMALLEST.width(), 960, 1279, 1280, 1366, 1599, 1600, 1920])
@pytest.mark.parametrize("moved", [False, True])
def test_no_button_of_stories_and_clock_is_cut(table: Table, width: int, moved: bool) -> None:
    table.window.resize(width, 768)
    stories = tuple(replace(story, step=None) for story in VIEW.stories)
    table.show(replace(VIEW, shifted=moved, own_day=moved, paused=moved, stories=stories))
    QCoreApplication.processEvents()
    names = {story.title for story in VIEW.stories} | {"＋1年"}
    head = [b for b in table.window.findChildren(Button) if b.accessibleName() in names]
    assert len(head) == len(names)
    for button in head:
        assert button.width() >= button.sizeHint().width()
    assert table.window.width() == width
