from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QRadioButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from kiosk.session.events import Fault
from kiosk.staff.acts import (
    AskAgain,
    Cancel,
    Compared,
    EndVisual,
    LookUp,
    LookUpNumber,
    Restart,
    Select,
    SignIn,
    StaffAct,
    StartVisual,
    TakeStatement,
)
from kiosk.staff.roles import Role
from kiosk.staff.view import (
    Check,
    DemoAccount,
    Notice,
    StaffView,
    Status,
    Subsidy,
    VisualEntry,
    VisualMode,
)
from kiosk.texts import load
from ui.kit.buttons import Button
from ui.kit.desk.asks import Ask
from ui.kit.desk.papers import write
from ui.staff import sample
from ui.staff.rows import SIGNS, Row
from ui.staff.statement import paint_statement
from ui.staff.window import StaffWindow

VIEW = sample.view()


@dataclass
class Terminal:
    window: StaffWindow
    acts: list[StaffAct]

    def show(self, view: StaffView) -> None:
        self.window.present(view)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def press(self, name: str) -> None:
        QTest.mouseClick(self.button(name), Qt.MouseButton.LeftButton)

    def button(self, name: str) -> Button:
        return next(
            b
            for b in self.window.findChildren(Button)
            if b.accessibleName() == name and b.isVisible()
        )

    def texts(self) -> str:
        return " ".join(w.text() for w in self.window.findChildren(QLabel) if w.isVisible())

    def asks(self) -> list[Ask]:
        return [a for a in self.window.findChildren(Ask) if a.isVisible()]


@pytest.fixture
def terminal(qtbot: QtBot) -> Iterator[Terminal]:
    acts: list[StaffAct] = []
    window = StaffWindow(acts.append)
    window.show()
    yield Terminal(window, acts)
    window.close()
    window.deleteLater()


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


def test_nothing_of_any_patient_is_drawn_before_somebody_signs_in(terminal: Terminal) -> None:
    terminal.show(replace(VIEW, role=None))
    assert not terminal.window.findChildren(Row)
    assert not any(r.kana in terminal.texts() for r in VIEW.receptions)
    user, password = terminal.window.findChildren(QLineEdit)
    user.setText("kanri")
    password.setText("himitsu")
    assert password.echoMode() is QLineEdit.EchoMode.Password
    terminal.press("サインインする")
    assert terminal.acts == [SignIn("kanri", "himitsu")]
    assert password.text() == ""
    assert "himitsu" not in repr(terminal.acts)
    QTest.keyClick(terminal.asks()[0], Qt.Key.Key_Escape)
    assert terminal.asks()


def test_a_refused_sign_in_says_so_and_asks_again(terminal: Terminal) -> None:
    terminal.show(replace(VIEW, role=None))
    terminal.show(replace(VIEW, role=None, refusals=1))
    assert "利用者かパスワードがちがいます" in terminal.texts()
    user, password = terminal.asks()[0].findChildren(QLineEdit)
    user.setText("kanri")
    password.setText("chigau")
    terminal.press("サインインする")
    terminal.show(replace(VIEW, role=None, refusals=2, wait=4))
    assert "4秒待って" in terminal.texts()
    user, password = terminal.asks()[0].findChildren(QLineEdit)
    assert (user.text(), password.text()) == ("kanri", "")
    assert terminal.asks()[0].focusWidget() is password
    terminal.show(VIEW)
    assert terminal.asks() == []


def test_visual_mode_is_confirmed_before_and_after_and_ends_after_one_patient_by_default(
    terminal: Terminal,
) -> None:
    terminal.show(VIEW)
    terminal.press("目視確認に切り替える")
    assert terminal.acts == []
    terminal.press("切り替える")
    assert terminal.acts == [StartVisual(None)]
    assert "切り替えました" in terminal.texts()
    terminal.press("OK")
    assert terminal.asks() == []


def test_visual_mode_can_end_after_minutes_instead(terminal: Terminal) -> None:
    terminal.show(VIEW)
    terminal.press("目視確認に切り替える")
    terminal.window.findChildren(QRadioButton)[1].setChecked(True)
    terminal.press("切り替える")
    assert terminal.acts == [StartVisual(10)]


@pytest.mark.parametrize("role", [Role.GENERAL, Role.RECORDS])
def test_only_an_administrator_can_switch_to_visual_mode(terminal: Terminal, role: Role) -> None:
    terminal.show(replace(VIEW, role=role))
    with pytest.raises(StopIteration):
        terminal.button("目視確認に切り替える")


def test_visual_mode_says_loudly_who_and_since_when_and_how_to_end_it(terminal: Terminal) -> None:
    visual = VisualMode("見本", VIEW.now - timedelta(minutes=4), 6)
    terminal.show(replace(VIEW, visual=visual))
    shown = terminal.texts()
    assert "目視確認モード中" in shown
    assert "見本が 4分前に" in shown
    assert "あと6分" in shown
    terminal.press("無人運転に戻す")
    assert terminal.acts == [EndVisual()]


@pytest.mark.parametrize(("name", "same"), [("本人と確認した", True), ("確認できない", False)])
def test_staff_answer_whether_face_and_card_are_one_person(
    terminal: Terminal, name: str, same: bool
) -> None:
    terminal.show(replace(VIEW, check=Check("1-8", 1)))
    QTest.keyClick(terminal.asks()[0], Qt.Key.Key_Escape)
    assert terminal.acts == []
    terminal.press(name)
    assert terminal.acts == [Compared(same, "1-8")]
    terminal.show(VIEW)
    assert terminal.asks() == []


def test_a_running_reception_is_cancelled_only_after_a_question(terminal: Terminal) -> None:
    terminal.show(replace(VIEW, selected="1-8"))
    terminal.press("受付を取り消す")
    assert terminal.acts == []
    terminal.press("取り消す")
    assert terminal.acts == [Cancel("1-8")]


def test_a_new_insurance_can_be_chosen_and_asked_for_again(terminal: Terminal) -> None:
    terminal.show(VIEW)
    terminal.press("もう一度照会")
    assert terminal.acts == [AskAgain("1-7")]
    terminal.press("別の番号で照会")
    assert {f.accessibleName() for f in terminal.window.findChildren(QLineEdit)} >= {"番号"}


def test_a_look_up_names_the_mistake_and_asks_nothing_until_it_is_right(
    terminal: Terminal,
) -> None:
    terminal.show(VIEW)
    terminal.press("資格確認書の番号で照会")
    fields = {f.accessibleName(): f for f in terminal.window.findChildren(QLineEdit)}
    fields["保険者番号"].setText("12")
    terminal.press("照会する")
    assert "6けたか8けた" in terminal.texts()
    fields["保険者番号"].setText("39131234")
    fields["番号"].setText("77")
    birth = next(f for name, f in fields.items() if name.startswith("生年月日"))
    birth.setText("昭和26年")
    terminal.press("照会する")
    assert "1951-04-03 のように" in terminal.texts()
    assert terminal.acts == []
    birth.setText("1951-04-03")
    terminal.press("照会する")
    assert terminal.acts == [LookUp("39131234", "", "77", "", date(1951, 4, 3))]


def test_a_look_up_by_the_facilitys_own_number_needs_nothing_else(terminal: Terminal) -> None:
    terminal.show(VIEW)
    terminal.press("資格確認書の番号で照会")
    names = {f.accessibleName(): f for f in terminal.window.findChildren(QLineEdit)}
    next(f for n, f in names.items() if "照会番号" in n).setText(" 00123 ")
    terminal.press("照会する")
    assert terminal.acts == [LookUpNumber("00123")]
    assert "00123" not in repr(terminal.acts)


def test_with_several_desks_staff_choose_the_one_and_are_told_which_waits(
    terminal: Terminal,
) -> None:
    two = replace(VIEW, desks=(1, 2))
    terminal.show(two)
    terminal.press("目視確認に切り替える")
    terminal.window.findChildren(QRadioButton)[3].setChecked(True)
    terminal.press("切り替える")
    assert terminal.acts == [StartVisual(None, 2)]
    terminal.press("OK")
    terminal.show(replace(two, check=Check("2-3", 2)))
    assert "受付 2番" in " ".join(w.text() for w in terminal.asks()[0].findChildren(QLabel))
    terminal.press("本人と確認した")
    assert terminal.acts[1:] == [Compared(True, "2-3")]


@pytest.mark.parametrize("notice", list(Notice))
def test_a_notice_is_said_beside_the_result(terminal: Terminal, notice: Notice) -> None:
    noticed = tuple(replace(r, notices=(notice,)) for r in VIEW.receptions)
    terminal.show(replace(VIEW, receptions=noticed))
    assert load(domain="staff")(f"notice.{notice}.title") in terminal.texts()


def test_the_demo_shows_its_accounts_and_signs_in_with_one_press(terminal: Terminal) -> None:
    demo = (DemoAccount(Role.ADMIN, "kanri", "mihon"),)
    terminal.show(replace(VIEW, role=None, demo=demo))
    terminal.press("管理者　kanri / mihon")
    assert terminal.acts == [SignIn("kanri", "mihon")]


def test_where_nobody_can_sign_in_yet_the_way_is_said(terminal: Terminal) -> None:
    terminal.show(replace(VIEW, role=None, nobody=True))
    assert "kiosk staff account add" in terminal.texts()


def test_keys_reach_nothing_under_a_question(terminal: Terminal) -> None:
    terminal.show(replace(VIEW, role=None))
    (ask,) = terminal.asks()
    for _ in range(6):
        QTest.keyClick(ask.focusWidget() or ask, Qt.Key.Key_Tab)
        reached = terminal.window.focusWidget()
        assert reached is not None
        assert ask.isAncestorOf(reached)


def test_the_reminder_of_visual_mode_stays_when_nobody_is_signed_in(terminal: Terminal) -> None:
    visual = VisualMode("見本", VIEW.now, None)
    terminal.show(replace(VIEW, role=None, visual=visual))
    assert "目視確認モード中" in terminal.texts()


def test_who_may_only_read_can_neither_look_up_nor_cancel(terminal: Terminal) -> None:
    terminal.show(replace(VIEW, role=Role.RECORDS, selected="1-8"))
    for name in ("資格確認書の番号で照会", "受付を取り消す"):
        with pytest.raises(StopIteration):
            terminal.button(name)


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


def test_a_question_that_is_taller_than_the_window_scrolls(terminal: Terminal) -> None:
    terminal.window.resize(960, 500)
    demo = tuple(DemoAccount(role, role.value, "mihon") for role in Role)
    terminal.show(replace(VIEW, role=None, left=True, demo=demo))
    (ask,) = terminal.asks()
    area = ask.findChild(QScrollArea)
    assert area is not None
    assert ask.rect().contains(area.geometry())


def test_a_running_reception_is_begun_anew_only_after_a_question(terminal: Terminal) -> None:
    terminal.show(replace(VIEW, selected="1-8"))
    terminal.press("最初からやり直す")
    assert terminal.acts == []
    terminal.press("やり直す")
    assert terminal.acts == [Restart("1-8")]


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


def test_insurance_that_is_not_confirmed_leads_to_the_statement_and_its_record(
    terminal: Terminal,
) -> None:
    terminal.show(replace(VIEW, selected="1-3"))
    assert "10割は請求しません" in terminal.texts()
    terminal.press("申立書")
    terminal.press("受け取ったと記録する")
    assert terminal.acts == [TakeStatement("1-3")]


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
