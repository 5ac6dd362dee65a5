"""Dialogs and the keyboard: no window freezes another, and the focus is always seen."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kiosk.apps.kiosk import application
from kiosk.apps.office import open_window
from kiosk.facility import demonstration
from kiosk.facility.counting.store import Store
from kiosk.facility.pages.book import Book
from kiosk.session.events import Press
from kiosk.staff.emergency import Mode
from kiosk.staff.view import Check
from tests.support.ui import Desk
from ui.kit.buttons import Button
from ui.kit.desk.asks import WIDTH, Ask
from ui.staff import sample as staff_sample
from ui.staff.window import StaffWindow
from ui.table import sample as table_sample
from ui.table.window import TableWindow

VIEW = staff_sample.view()
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # of the offscreen platform


@pytest.fixture
def staff(qtbot: QtBot) -> Iterator[StaffWindow]:
    application()
    window = StaffWindow(lambda _: None)
    window.show()
    window.present(VIEW)
    yield window
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def table(qtbot: QtBot) -> Iterator[TableWindow]:
    window = TableWindow(lambda _: None)
    window.show()
    window.present(table_sample.view())
    yield window
    window.asks = False
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def press(window: QWidget, name: str) -> None:
    buttons = [
        b for b in window.findChildren(Button) if b.accessibleName() == name and b.isVisible()
    ]
    QTest.mouseClick(buttons[-1], Qt.MouseButton.LeftButton)


IN_EMERGENCY = "救急時医療情報閲覧"
EMERGENCY = replace(VIEW, modes=(Mode.EMERGENCY,))
OPENERS: dict[str, Callable[[StaffWindow], None]] = {
    "sign in": lambda w: w.present(replace(VIEW, role=None)),
    "compare": lambda w: w.present(replace(VIEW, check=Check("1-8", 1))),
    "visual": lambda w: press(w, "目視確認に切り替える"),
    "look up": lambda w: press(w, "資格確認書の番号で照会"),
    "help": lambda w: press(w, "通信障害のとき"),
    "record": lambda w: press(w, "目視確認の記録"),
    "lamp": lambda w: press(w, "faceフォルダ 書き込み待ち 1件"),
    "statement": lambda w: (w.present(replace(VIEW, selected="1-3")), press(w, "申立書")),
    "emergency": lambda w: (
        w.present(EMERGENCY),
        press(w, "緊急時の照会"),
        press(w, "救急時医療情報閲覧"),
    ),
    "cancel": lambda w: (w.present(replace(VIEW, selected="1-8")), press(w, "受付を取り消す")),
    "save": lambda w: (press(w, "通信障害のとき"), press(w, "PDFにする")),
    "print": lambda w: (press(w, "通信障害のとき"), press(w, "印刷する")),
}


def blocks_others(window: QWidget) -> bool:
    """Whether a dialog is open that keeps presses from windows other than its own."""
    top = QGuiApplication.modalWindow()
    if top is None:
        return False
    whole = top.modality() is Qt.WindowModality.ApplicationModal
    return whole or top.transientParent() is not window.windowHandle()


@pytest.mark.parametrize("name", OPENERS)
def test_a_patient_presses_while_any_dialog_of_staff_is_open(
    staff: StaffWindow, desk: Desk, name: str
) -> None:
    OPENERS[name](staff)
    QCoreApplication.processEvents()
    assert not blocks_others(staff)
    desk.show("method")
    QTest.mouseClick(desk.button(Press.PIN), Qt.MouseButton.LeftButton)
    assert desk.pressed == [(Press.PIN, None)]


@pytest.mark.parametrize("name", OPENERS)
def test_no_dialog_of_staff_is_cut_at_its_side(staff: StaffWindow, name: str) -> None:
    entries = tuple(replace(one, who="医療情報閲覧の係員" * 3) for one in VIEW.record)
    staff.present(replace(VIEW, record=entries))
    OPENERS[name](staff)
    QCoreApplication.processEvents()
    areas = [area for ask in staff.findChildren(Ask) for area in ask.findChildren(QScrollArea)]
    assert areas
    for area in areas:
        inside = area.widget()
        assert inside is not None
        assert inside.minimumSizeHint().width() <= area.viewport().width()


def test_the_dialog_that_saves_is_japanese_and_adds_the_ending(
    staff: StaffWindow, tmp_path: Path
) -> None:
    OPENERS["save"](staff)
    dialog = staff.findChildren(QFileDialog)[-1]
    assert "キャンセル" in {
        one.text().replace("&", "").split("(")[0] for one in dialog.findChildren(QWidget)
        if hasattr(one, "text")
    }  # fmt: skip
    dialog.setDirectory(str(tmp_path))
    dialog.findChildren(QLineEdit)[0].setText("見本")
    dialog.accept()
    assert (tmp_path / "見本.pdf").read_bytes().startswith(b"%PDF")
    assert "見本.pdf を保存しました" in said(staff)


def test_at_sign_out_no_dialog_can_save_the_statement_of_a_patient_any_more(
    staff: StaffWindow,
) -> None:
    OPENERS["save"](staff)
    dialog = staff.findChildren(QFileDialog)[-1]
    assert dialog.isVisible()
    staff.present(replace(VIEW, role=None))
    assert not dialog.isVisible()


def test_a_place_that_cannot_be_written_is_said(staff: StaffWindow, tmp_path: Path) -> None:
    OPENERS["save"](staff)
    dialog = staff.findChildren(QFileDialog)[-1]
    dialog.fileSelected.emit(str(tmp_path / "gone" / "見本.pdf"))
    assert "書き込めません" in said(staff)


def test_without_a_printer_the_pdf_is_offered(
    staff: StaffWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: []))
    OPENERS["print"](staff)
    assert "プリンターが見つかりません" in said(staff)
    press(staff, "PDFにする")
    assert staff.findChildren(QFileDialog)


def said(window: QWidget) -> str:
    return " ".join(w.text() for w in window.findChildren(QLabel) if w.isVisible())


def stops(window: QWidget) -> list[QWidget]:
    """The controls that Tab reaches, in its order."""
    reached: list[QWidget] = []
    for _ in range(300):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        now = window.focusWidget()
        if now is None or now in reached:
            return reached
        reached.append(now)
    raise AssertionError("Tab comes never back")


def unseen(window: QWidget) -> list[str]:
    """The names of the controls that look the same with and without the focus."""
    window.activateWindow()
    QCoreApplication.processEvents()
    same = []
    for control in stops(window):
        control.setFocus(Qt.FocusReason.TabFocusReason)
        with_focus = control.grab().toImage()
        control.clearFocus()
        if control.grab().toImage() == with_focus:
            same.append(control.accessibleName() or type(control).__name__)
    return same


@pytest.mark.parametrize("name", [None, "sign in", "visual", "look up", "help", "print"])
def test_the_focus_is_seen_on_every_control_of_staff(staff: StaffWindow, name: str | None) -> None:
    if name is not None:
        OPENERS[name](staff)
    assert len(stops(staff)) > 1
    assert unseen(staff) == []


def test_the_focus_is_seen_on_every_control_of_the_table(table: TableWindow) -> None:
    assert len(stops(table)) > 20
    assert unseen(table) == []


def test_the_focus_is_seen_on_every_control_of_the_office_and_leaves_its_tables(
    tmp_path: Path, qtbot: QtBot
) -> None:
    store = Store(tmp_path)
    demonstration.fill(store, "clinic", months=1)
    book = Book(store, demonstration.PROFILES["clinic"], demonstration.NOTICE)
    window = open_window(book, "みほん内科クリニック", tmp_path / "papers")
    qtbot.addWidget(window)
    window.show()
    (pages,) = window.findChildren(QListWidget)
    for row in range(pages.count()):
        pages.setCurrentRow(row)
        pages.setFocus()
        assert pages in stops(window), pages.item(row).text()
        assert unseen(window) == [], pages.item(row).text()
    store.close()


def test_a_choice_is_named_by_its_label_for_screen_readers(table: TableWindow) -> None:
    names = {}
    for box in table.findChildren(QComboBox):
        found = QAccessible.queryAccessibleInterface(box)
        labels = [
            other.text(QAccessible.Text.Name)
            for other, kind in found.relations()
            if kind == QAccessible.RelationFlag.Label
        ]
        names[box.accessibleName()] = labels
    for unlabelled in ("ほかのカード", "ほかの映像"):
        assert names.pop(unlabelled, []) == []
    assert {"手順", "施設", "ことば", "文字"} == set(names)
    assert all(labels == [name] for name, labels in names.items())


def test_the_bar_of_a_scrolled_dialog_stands_inside_its_rounded_frame(qtbot: QtBot) -> None:
    window = StaffWindow(lambda _: None, 904, 487)
    qtbot.addWidget(window)
    window.show()
    window.present(replace(VIEW, modes=(Mode.OUTAGE,)))
    press(window, "緊急時の照会")
    press(window, "障害時モード")
    (ask,) = [one for one in window.findChildren(Ask) if one.isVisible()]
    bars = ask.findChildren(QScrollBar)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in bars))
    (bar,) = [one for one in bars if one.isVisible()]
    right = bar.mapTo(ask, bar.rect().topRight())
    left = (ask.width() - WIDTH) // 2
    assert right.x() < left + WIDTH - 6
    assert right.y() > 8 + 6, "below the rounded corner"


def test_the_notice_of_the_switch_makes_room_for_the_comparison(staff: StaffWindow) -> None:
    press(staff, "目視確認に切り替える")
    press(staff, "切り替える")
    staff.present(replace(VIEW, check=Check("1-8", 1)))
    names = [one.accessibleName() for one in staff.findChildren(Ask) if one.isVisible()]
    assert names == ["患者さんの本人確認"]
