"""The office's window: pages, ticks, the form, the slider and printed matter."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QSlider,
    QTableWidget,
)

from kiosk.apps.office import open_window
from kiosk.facility import demonstration
from kiosk.facility.counting.store import Store
from kiosk.facility.pages.book import Book
from kiosk.facility.profile import START
from kiosk.facility.values import Month
from ui.kit.placement import screen_of
from ui.office.parts import Picture
from ui.office.window import OfficeWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # of the offscreen platform
T = TypeVar("T", bound=QObject)
NOW = datetime(2026, 11, 27, 9, 0)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path)
    demonstration.fill(store, "clinic", months=1)
    yield store
    store.close()


@pytest.fixture
def window(store: Store, tmp_path: Path, qtbot: Any) -> OfficeWindow:
    book = Book(store, demonstration.PROFILES["clinic"], demonstration.NOTICE)
    window = open_window(book, "みほん内科クリニック", tmp_path / "papers", lambda: NOW)
    qtbot.addWidget(window)
    window.show()
    return window


def shown(window: OfficeWindow, kind: type[T]) -> list[T]:
    """The widgets of that kind on the page that is turned to."""
    page = window.page
    assert page is not None
    return page.findChildren(kind)


def said(window: OfficeWindow) -> str:
    return "\n".join(one.text() for one in shown(window, QLabel) if one.isVisible())


def test_every_page_is_drawn(window: OfficeWindow) -> None:
    assert window.view is not None
    for page in window.view.pages:
        window.show_page(page.id)
        assert page.title in said(window)
        assert demonstration.NOTICE in said(window)
        assert len(shown(window, QTableWidget)) == len(page.tables)
        picture = window.grab().toImage()
        assert isinstance(picture, QImage)
        assert not picture.isNull()


def test_the_window_opens_inside_the_screen(store: Store, tmp_path: Path, qtbot: Any) -> None:
    book = Book(store, demonstration.PROFILES["clinic"])
    window = open_window(book, "みほん内科クリニック", tmp_path, lambda: NOW)
    qtbot.addWidget(window)
    window.open()
    assert screen_of(window).availableGeometry().contains(window.geometry())
    window.show_page("print")
    page = window.page
    assert isinstance(page, QScrollArea)
    qtbot.waitUntil(lambda: page.horizontalScrollBar().maximum() == 0, timeout=30_000)


def test_scroll_bars_look_as_in_the_other_windows_of_staff(window: OfficeWindow) -> None:
    window.show_page("comparison")
    bars = window.findChildren(QScrollBar)
    upright = [bar for bar in bars if bar.orientation() is Qt.Orientation.Vertical]
    assert {bar.sizeHint().width() for bar in upright} == {12}
    assert {bar.sizeHint().height() for bar in bars if bar not in upright} == {12}


def test_the_words_of_a_table_have_room_in_their_rows(window: OfficeWindow, qtbot: Any) -> None:
    window.show_page("comparison")
    table = shown(window, QTableWidget)[0]
    rows = range(table.rowCount())

    def fits() -> bool:
        tall = all(table.rowHeight(row) >= table.sizeHintForRow(row) for row in rows)
        return tall and table.horizontalHeader().length() == table.viewport().width()

    qtbot.waitUntil(fits, timeout=30_000)


def test_a_tick_is_kept_with_its_date_and_an_early_step_is_warned_of(
    window: OfficeWindow, store: Store, qtbot: Any
) -> None:
    window.show_page("steps")
    box = next(one for one in shown(window, QCheckBox) if one.objectName() == "step.test")
    box.setChecked(True)
    qtbot.waitUntil(lambda: "⚠" in said(window), timeout=30_000)
    assert "2026-11-27" in said(window)
    assert "step.test" in store.marks()


def test_the_form_says_why_it_refuses_and_shows_what_is_registered(
    window: OfficeWindow, store: Store, qtbot: Any
) -> None:
    window.show_page("start")
    assert "ホーム > 業務 > オンライン資格確認 > 運用開始日登録" in said(window)
    fields = {one.objectName(): one for one in shown(window, QLineEdit)}
    fields["introduced"].setText("2025-06-01")
    fields["start"].setText("2025-05-01")
    send = shown(window, QPushButton)[0]
    assert send.text() == "送信"
    send.click()
    assert "導入日 2025-06-01 より前です" in said(window)
    assert START not in store.marks()
    fields["start"].setText("2025-06-02")
    send.click()
    qtbot.waitUntil(lambda: "完了済み" in said(window), timeout=30_000)
    assert store.marks()[START] == "2025-06-02"
    assert "利用可" in said(window)
    window.show_page("cooperation")
    filled = {one.objectName(): one.text() for one in shown(window, QLineEdit)}
    assert (filled["introduced"], filled["start"]) == ("2025-06-01", "2025-06-02")


def test_a_months_figures_are_typed_and_seen_at_once(
    window: OfficeWindow, store: Store, qtbot: Any
) -> None:
    window.show_page("figures")
    fields = {one.objectName(): one for one in shown(window, QLineEdit)}
    send = shown(window, QPushButton)[0]
    fields["month"].setText("令和8年1月")
    send.click()
    assert "数が1つも入力されていません" in said(window)
    fields["receipts"].setText("１,２００")
    fields["persons"].setText("1300")
    send.click()
    assert "マイナ保険証利用人数 1300 がレセプト件数 1200 を超えています" in said(window)
    fields["persons"].setText("x")
    send.click()
    assert "マイナ保険証利用人数: 「x」は数ではありません" in said(window)
    assert (Month(2026, 1), "receipts") not in store.figures()
    fields["persons"].setText("300")
    send.click()
    qtbot.waitUntil(lambda: store.figures()[Month(2026, 1), "persons"].value == "300")
    window.show_page("use")
    exactly = Qt.MatchFlag.MatchExactly
    qtbot.waitUntil(lambda: bool(shown(window, QTableWidget)[0].findItems("2026-01", exactly)))


def test_a_press_writes_the_report_or_what_others_may_have(
    window: OfficeWindow, tmp_path: Path
) -> None:
    window.show_page("export")
    for button in shown(window, QPushButton):
        button.click()
        assert "に保存しました" in said(window)
    papers = tmp_path / "papers"
    assert (papers / "report" / "report.html").is_file()
    assert {one.name for one in (papers / "shared").iterdir()} == {"shared.csv", "shared.xlsx"}


def test_a_question_on_payment_is_answered_with_row_column_and_source(
    window: OfficeWindow,
) -> None:
    window.show_page("lump_sum")
    kind = shown(window, QComboBox)[0]
    fields = {one.objectName(): one for one in shown(window, QLineEdit)}
    send = shown(window, QPushButton)[0]
    kind.setCurrentText("小規模施設")
    fields["baseline"].setText("２.９")
    send.click()
    assert "増加人数を入力してください" in said(window)
    fields["increase"].setText("70")
    send.click()
    assert "70,000 円" in said(window)
    assert "行: 3%未満" in said(window)
    assert "列: 70人以上" in said(window)
    assert "出典: 日医発第249号" in said(window)


def test_one_press_switches_the_settings_to_those_of_a_new_facility(
    window: OfficeWindow, store: Store, qtbot: Any
) -> None:
    window.show_page("settings")
    assert all(one.isChecked() for one in shown(window, QCheckBox)[:4])
    shown(window, QPushButton)[0].click()

    def switched() -> set[str]:
        return {one.text() for one in shown(window, QCheckBox) if one.isChecked()}

    qtbot.waitUntil(lambda: switched() == {"薬剤情報", "特定健診等情報"}, timeout=30_000)
    assert store.marks()["setting.subsidy"] == "off"


def test_the_evidence_of_a_measure_is_kept(window: OfficeWindow, store: Store, qtbot: Any) -> None:
    window.show_page("measures")
    next(one for one in shown(window, QCheckBox) if one.objectName() == "measure.call").click()
    qtbot.waitUntil(lambda: "2026-11-27" in said(window), timeout=30_000)
    edit = next(one for one in shown(window, QLineEdit) if one.objectName().startswith("evidence."))
    edit.setText("朝礼で確認")
    edit.editingFinished.emit()
    assert "朝礼で確認" in store.marks()["measure.call"]
    assert "2026-12-27 までは変わらないのが普通です" in said(window)
    assert len(shown(window, Picture)) == 1, "the effect since the measure began"


def test_the_slider_tells_tier_points_and_yen(window: OfficeWindow) -> None:
    window.show_page("whatif")
    slider = shown(window, QSlider)[0]
    slider.setValue(29)
    assert "算定できません" in said(window)
    slider.setValue(30)
    assert "9 点" in said(window)
    assert "円" in said(window)


def test_a_press_prints_a_piece_as_pdf_of_its_own_size(
    window: OfficeWindow, tmp_path: Path
) -> None:
    window.show_page("print")
    buttons = {one.objectName(): one for one in shown(window, QPushButton)}
    assert len(buttons) == 21
    buttons["sign.ko"].click()
    data = (tmp_path / "papers" / "sign-ko.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    assert b"/MediaBox [0 0 595" in data
    assert "sign-ko.pdf に保存しました" in said(window)
    (tmp_path / "papers" / ".sign-ko.pdf.part").mkdir()  # where a new one would be written first
    buttons["sign.ko"].click()
    assert "書けません" in said(window)
    assert (tmp_path / "papers" / "sign-ko.pdf").read_bytes() == data
