"""Where the windows of the demo stand."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QMargins, QRect, QSize
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from kiosk.apps.demo.windows import STORY, side_by_side, staff_below, too_small
from kiosk.apps.table.fault_catalog import CATALOGUE
from kiosk.apps.table.stories import SCRIPTS
from kiosk.session.states import Language
from kiosk.texts.told import tell
from ui.kit.placement import TITLE
from ui.staff.window import SMALLEST
from ui.table import sample
from ui.table.model import FaultGroup, FaultTile, Story
from ui.table.window import LOW, LOWEST, TableWindow
from ui.table.window import SMALLEST as TABLE

SCREENS = [(1280, 720), (1366, 768), (1440, 900), (1920, 1080), (2560, 1440)]


@pytest.mark.parametrize("screen", SCREENS)
def test_patient_and_table_stand_beside_each_other_within_the_screen(
    screen: tuple[int, int],
) -> None:
    room = QRect(0, 0, *screen)
    patient, table = side_by_side(room, QSize(800, 1280))
    assert room.contains(patient)
    assert room.contains(table)
    assert not patient.intersects(table)
    assert patient.width() / (patient.height() - TITLE) == pytest.approx(800 / 1280, abs=0.01)
    assert patient.height() >= 600


@pytest.mark.parametrize("screen", SCREENS)
def test_the_staffs_window_leaves_the_story_in_sight(screen: tuple[int, int]) -> None:
    room = QRect(0, 0, *screen)
    _, alone = side_by_side(room, QSize(800, 1280))
    table, staff = staff_below(alone, room.bottom() + 1)
    assert room.contains(table)
    assert room.contains(staff)
    assert staff.top() - table.top() >= STORY
    if screen[1] >= 1080:
        assert not table.intersects(staff)
    lowest = QSize(TABLE.width(), LOWEST if table.width() >= LOW else TABLE.height())
    for place, least in ((table, lowest), (staff, SMALLEST)):
        inside = place.marginsRemoved(QMargins(0, TITLE, 0, 0)).size()
        assert inside.boundedTo(least) == least


def test_a_landscape_window_gives_way_to_the_table_but_stays_large_enough() -> None:
    patient, table = side_by_side(QRect(0, 0, 1366, 768), QSize(1280, 800))
    assert patient.size() == QSize(640, 400 + TITLE)
    assert table.right() == 1365


def test_on_a_very_wide_screen_the_table_stands_beside_the_patients_window() -> None:
    patient, table = side_by_side(QRect(0, 0, 3440, 1440), QSize(800, 1280))
    assert table.left() == patient.right() + 1


def test_a_window_is_never_drawn_larger_than_it_was_asked_for() -> None:
    patient, _ = side_by_side(QRect(0, 0, 3840, 2160), QSize(800, 1280))
    assert patient.size() == QSize(800, 1280 + TITLE)


@pytest.mark.parametrize("screen", SCREENS)
def test_every_fault_is_in_sight_while_a_story_is_told(
    qtbot: QtBot, screen: tuple[int, int]
) -> None:
    """With all faults and stories that there are, in the place that the demo gives the table."""
    _, table = side_by_side(QRect(0, 0, *screen), QSize(800, 1280))
    places = dict.fromkeys(fault.place for fault in CATALOGUE)
    groups = tuple(
        FaultGroup(
            place, tuple(FaultTile(one.id, one.label) for one in CATALOGUE if one.place == place)
        )
        for place in places
    )
    first, *others = (
        Story(one.id, one.title, tuple(line.text for line in one.lines)) for one in SCRIPTS
    )
    stories = (replace(first, step=2, playing=True), *others)
    window = TableWindow(lambda act: None)
    qtbot.addWidget(window)
    window.asks = False
    window.resize(table.width(), table.height() - TITLE)
    window.show()
    window.present(replace(sample.view(), groups=groups, stories=stories))
    QCoreApplication.processEvents()
    for area in window.findChildren(QScrollArea):
        inside = area.widget()
        assert inside is not None
        assert inside.minimumSizeHint().height() <= area.viewport().height()
        assert inside.minimumSizeHint().width() <= area.viewport().width()


@pytest.mark.parametrize(
    ("screen", "scale", "factor"),
    [
        ((1280, 720), 1.0, ""),
        ((1366, 768), 2.0, ""),
        ((1093, 614), 1.0, "0.85"),
        ((911, 512), 1.5, "1.05"),
    ],
)
def test_a_screen_that_is_scaled_too_much_is_said_with_the_way_out(
    screen: tuple[int, int], scale: float, factor: str
) -> None:
    said = too_small(QSize(*screen), scale)
    assert said.endswith(f"set QT_SCALE_FACTOR={factor}" if factor else "")
    assert bool(said) == bool(factor)
    assert not said or tell(said, Language.JAPANESE).endswith("始めてください。")
