from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from kiosk.session.events import Fault
from kiosk.staff.acts import (
    EndVisual,
    Select,
)
from kiosk.staff.roles import Role
from kiosk.staff.view import (
    Notice,
    Status,
    Subsidy,
    VisualEntry,
    VisualModeView,
)
from kiosk.texts import load
from tests.support.ui import Terminal
from ui.kit.buttons import Button
from ui.kit.desk.papers import write
from ui.staff import sample
from ui.staff.rows import SIGNS, Row
from ui.staff.statement import paint_statement

VIEW = sample.view()


def test_every_status_has_a_sign_a_tone_and_a_word() -> None:
    texts = load(domain="staff")
    assert set(SIGNS) == set(Status)
    assert all(texts.has(f"status.{status}") for status in Status)


def test_every_text_the_window_names_exists() -> None:
    texts = load(domain="staff")
    assert all(texts.has(f"role.{role}") for role in Role)


def test_a_name_with_an_unprintable_kanji_always_stands_with_its_kana(terminal: Terminal) -> None:
    terminal.show(VIEW)
    rows = {row.accessibleName() for row in terminal.window.findChildren(Row)}
    assert any("●邊 次郎 ワタナベ ジロウ" in row for row in rows)
    assert "ワタナベ ジロウ" in terminal.texts()
    assert "● は表示できない漢字です" in terminal.texts()


def test_a_row_shows_the_result_of_its_own_reception_only(terminal: Terminal) -> None:
    for reception in VIEW.receptions:
        terminal.show(replace(VIEW, selected=reception.id))
        shown = terminal.texts()
        assert reception.kana in shown
        for other in VIEW.receptions:
            assert other is reception or other.kana not in shown


def test_the_insurer_number_stays_masked(terminal: Terminal) -> None:
    terminal.show(VIEW)
    assert "39******" in terminal.texts()


def test_a_pressed_row_is_asked_for(terminal: Terminal) -> None:
    terminal.show(VIEW)
    row = next(r for r in terminal.window.findChildren(Row) if "試験 太郎" in r.accessibleName())
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert terminal.acts == [Select("1-6")]


def test_visual_mode_says_loudly_who_and_since_when_and_how_to_end_it(terminal: Terminal) -> None:
    visual = VisualModeView("見本", VIEW.now - timedelta(minutes=4), 6)
    terminal.show(replace(VIEW, visual=visual))
    shown = terminal.texts()
    assert "目視確認モード中" in shown
    assert "見本が 4分前に" in shown
    assert "あと6分" in shown
    terminal.press("無人運転に戻す")
    assert terminal.acts == [EndVisual()]


@pytest.mark.parametrize("notice", list(Notice))
def test_a_notice_is_said_beside_the_result(terminal: Terminal, notice: Notice) -> None:
    noticed = tuple(replace(r, notices=(notice,)) for r in VIEW.receptions)
    terminal.show(replace(VIEW, receptions=noticed))
    assert load(domain="staff")(f"notice.{notice}.title") in terminal.texts()


def test_the_reminder_of_visual_mode_stays_when_nobody_is_signed_in(terminal: Terminal) -> None:
    visual = VisualModeView("見本", VIEW.now, None)
    terminal.show(replace(VIEW, role=None, visual=visual))
    assert "目視確認モード中" in terminal.texts()


def test_the_chosen_row_keeps_the_keys_when_rows_change(terminal: Terminal) -> None:
    terminal.show(VIEW)
    row = next(r for r in terminal.window.findChildren(Row) if r.reception_id == "1-6")
    row.setFocus()
    terminal.show(replace(VIEW, selected="1-6"))
    focused = terminal.window.focusWidget()
    assert isinstance(focused, Row)
    assert focused.reception_id == "1-6"


def test_every_fault_has_a_sentence_for_staff() -> None:
    texts = load(domain="staff")
    assert [fault for fault in Fault if not texts.has(f"fault.{fault}")] == []


def test_lamps_say_in_words_what_is_wrong(terminal: Terminal) -> None:
    terminal.show(VIEW)
    assert "カードリーダー 正常" in terminal.texts()
    terminal.press("faceフォルダ 書き込み待ち 1件")
    assert "フォルダの空きを確かめてください。" in terminal.texts()


def test_the_outage_help_says_that_ten_tenths_are_never_charged(terminal: Terminal) -> None:
    terminal.show(VIEW)
    terminal.press("通信障害のとき")
    assert "10割を請求することはありません" in terminal.texts()


def test_the_statement_is_a_pdf(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "statement.pdf"
    write(file, partial(paint_statement, load(domain="staff")))
    data = file.read_bytes()
    assert data.startswith(b"%PDF")
    assert len(data) > 3000


def test_a_statement_that_cannot_be_written_is_an_os_error(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(OSError):
        write(
            tmp_path / "missing" / "statement.pdf",
            partial(paint_statement, load(domain="staff")),
        )


def test_buttons_are_at_least_44_pixels_high_and_have_names(terminal: Terminal) -> None:
    terminal.show(VIEW)
    for button in terminal.window.findChildren(Button):
        assert button.height() >= 44
        assert button.accessibleName()


def test_the_window_keeps_its_parts_when_nothing_changed(terminal: Terminal) -> None:
    terminal.show(VIEW)
    before: list[QWidget] = terminal.window.findChildren(Row)
    terminal.show(replace(VIEW, now=VIEW.now + timedelta(seconds=30)))
    assert terminal.window.findChildren(Row) == before


@pytest.mark.parametrize("size", [(1440, 900), (1240, 680), (960, 540), (856, 480)])
@pytest.mark.parametrize("chosen", ["1-7", "1-8", "1-6"])
def test_nothing_of_a_reception_is_cut_off_at_the_side(
    terminal: Terminal, size: tuple[int, int], chosen: str
) -> None:
    terminal.window.resize(*size)
    terminal.show(replace(VIEW, selected=chosen))
    QCoreApplication.processEvents()
    for area in terminal.window.findChildren(QScrollArea):
        inside = area.widget()
        assert inside is not None
        assert inside.minimumSizeHint().width() <= area.viewport().width()


def test_the_record_of_visual_mode_names_who_when_and_where(terminal: Terminal) -> None:
    entry = VisualEntry(VIEW.now, "kanri", "start_visual", 2, 10)
    terminal.show(replace(VIEW, desks=(1, 2), record=(entry,)))
    terminal.press("目視確認の記録")
    (ask,) = terminal.asks()
    shown = [w.text() for w in ask.findChildren(QLabel)]
    assert {"10:44", "kanri　目視確認に切り替え（10分間）", "受付 2番"} <= set(shown)
    terminal.press("とじる")
    terminal.show(VIEW)
    terminal.press("目視確認の記録")
    assert "今日はまだ切り替えていません。" in terminal.texts()


def test_a_row_tells_of_every_insurance_and_of_the_subsidy(terminal: Terminal) -> None:
    chosen = VIEW.receptions[1]
    assert chosen.result is not None
    other = replace(chosen.result, insurer_number="06******", insurer="見本健保", burden=3)
    told = replace(
        chosen, others=(other,), notices=(Notice.INSURED_TWICE,), subsidy=Subsidy.WITHHELD
    )
    terminal.show(replace(VIEW, receptions=(told,), selected=told.id))
    for words in ("06******", "見本健保", "有効な保険が2つあります", "医療費助成：利用しない"):
        assert words in terminal.texts()
    assert "要対応 1件" in terminal.texts()
