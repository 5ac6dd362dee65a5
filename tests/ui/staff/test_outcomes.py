"""What the staff's window shows at each outcome where the presenter's screen is small."""

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.apps.demo.windows import side_by_side, staff_below
from kiosk.staff.advice import advise, needs_staff
from kiosk.staff.roles import Role
from ui.kit.buttons import Button
from ui.kit.desk.dense import Alert
from ui.kit.placement import TITLE
from ui.staff import outcomes
from ui.staff.rows import Row
from ui.staff.window import StaffWindow


@pytest.fixture
def window(qtbot: QtBot) -> StaffWindow:
    """The staff's window as `kiosk demo --staff` places it on a screen of 1366x768."""
    _, table = side_by_side(QRect(0, 0, 1366, 768), QSize(800, 1280))
    _, below = staff_below(table, 768)
    window = StaffWindow(lambda _: None, below.width(), below.height() - TITLE)
    qtbot.addWidget(window)
    window.show()
    return window


def whole(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


@pytest.mark.parametrize("name", outcomes.ROWS)
def test_what_to_do_next_is_in_sight_without_scrolling(window: StaffWindow, name: str) -> None:
    window.present(outcomes.views()[name])
    advice = [a for a in window.findChildren(Alert) if "つぎにすること" in a.text()]
    assert bool(advice) == bool(advise(outcomes.ROWS[name], Role.ADMIN).key)
    assert all(map(whole, advice))


def test_the_first_way_on_is_in_sight_where_no_name_is_known(window: StaffWindow) -> None:
    window.present(outcomes.views()["network"])
    (way,) = [b for b in window.findChildren(Button) if b.accessibleName() == "申立書"]
    assert whole(way)


@pytest.mark.parametrize("name", outcomes.ROWS)
def test_a_row_that_needs_a_person_says_so(window: StaffWindow, name: str) -> None:
    window.present(outcomes.views()[name])
    (row,) = [r for r in window.findChildren(Row) if r.reception_id == outcomes.ROWS[name].id]
    assert ("要対応" in row.accessibleName()) is needs_staff(outcomes.ROWS[name])
