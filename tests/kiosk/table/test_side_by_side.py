"""Where the windows of the demo stand."""

import pytest
from PySide6.QtCore import QRect, QSize

from kiosk.apps.demo.windows import side_by_side
from ui.kit.placement import TITLE

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


def test_a_landscape_window_gives_way_to_the_table_but_stays_large_enough() -> None:
    patient, table = side_by_side(QRect(0, 0, 1366, 768), QSize(1280, 800))
    assert patient.size() == QSize(640, 400 + TITLE)
    assert table.right() == 1365


def test_a_window_is_never_drawn_larger_than_it_was_asked_for() -> None:
    patient, _ = side_by_side(QRect(0, 0, 3840, 2160), QSize(800, 1280))
    assert patient.size() == QSize(800, 1280 + TITLE)
