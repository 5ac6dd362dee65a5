"""What the staff's window asks before it acts: sign-in, 目視確認, cancelling, look-ups, forms."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QRadioButton, QScrollArea

from kiosk.staff.acts import (
    AskAgain,
    Cancel,
    Compared,
    LookUp,
    LookUpNumber,
    Restart,
    SignIn,
    StartVisual,
    TakeStatement,
)
from kiosk.staff.roles import Role
from kiosk.staff.view import (
    Check,
    DemoAccount,
)
from tests.support.ui import Terminal
from ui.staff import sample
from ui.staff.forms import typed_day
from ui.staff.rows import Row
from ui.staff.window import SMALLEST

VIEW = sample.view()


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


def test_who_may_only_read_can_neither_look_up_nor_cancel(terminal: Terminal) -> None:
    terminal.show(replace(VIEW, role=Role.RECORDS, selected="1-8"))
    for name in ("資格確認書の番号で照会", "受付を取り消す"):
        with pytest.raises(StopIteration):
            terminal.button(name)


@pytest.mark.parametrize("said", [{}, {"refusals": 1}, {"refusals": 2, "wait": 4}, {"left": True}])
def test_the_sign_in_of_the_demo_is_whole_in_the_smallest_window(
    terminal: Terminal, said: dict[str, int]
) -> None:
    terminal.window.resize(SMALLEST)
    names = ("kanri", "ippan", "etsuran")
    demo = tuple(
        DemoAccount(role, name, f"mihon-{name}") for role, name in zip(Role, names, strict=True)
    )
    terminal.show(replace(VIEW, role=None, demo=demo, **said))
    QCoreApplication.processEvents()
    area = terminal.asks()[0].findChild(QScrollArea)
    assert area is not None
    assert area.verticalScrollBar().maximum() == 0


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


def test_insurance_that_is_not_confirmed_leads_to_the_statement_and_its_record(
    terminal: Terminal,
) -> None:
    terminal.show(replace(VIEW, selected="1-3"))
    assert "10割は請求しません" in terminal.texts()
    terminal.press("申立書")
    terminal.press("受け取ったと記録する")
    assert terminal.acts == [TakeStatement("1-3")]


@pytest.mark.parametrize(
    "typed", ["1951-04-03", "1951/4/3", "1951.4.3", "1951年4月3日", "19510403", "１９５１０４０３"]
)
def test_a_birth_date_is_taken_in_the_ways_staff_write_one(typed: str) -> None:
    assert typed_day(typed) == date(1951, 4, 3)


@pytest.mark.parametrize("typed", ["", "1951", "195143", "1951-13-01", "1951-02-30", "昭和26年"])
def test_a_birth_date_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        typed_day(typed)


def test_enter_goes_through_the_fields_and_then_looks_up(terminal: Terminal) -> None:
    terminal.show(VIEW)
    terminal.press("資格確認書の番号で照会")
    (ask,) = terminal.asks()
    for typed in ("０６９９２３４１", "19680110", "3001", "4100", "", ""):
        field = ask.focusWidget()
        assert isinstance(field, QLineEdit)
        field.insert(typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert terminal.acts == [LookUp("06992341", "3001", "4100", "", date(1968, 1, 10))]


def test_the_field_that_is_wrong_gets_the_caret_and_stands_in_sight(terminal: Terminal) -> None:
    terminal.window.resize(860, 440)
    terminal.show(VIEW)
    terminal.press("資格確認書の番号で照会")
    (ask,) = terminal.asks()
    insurer, birth, *_ = ask.findChildren(QLineEdit)
    insurer.setText("06992341")
    birth.setText("きのう")
    terminal.press("照会する")
    assert terminal.acts == []
    assert ask.focusWidget() is birth
    assert birth.visibleRegion().boundingRect() == birth.rect()
    assert "のように書いてください" in terminal.texts()
