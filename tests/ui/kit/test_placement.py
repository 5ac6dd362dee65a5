"""The area in which windows are put."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.kit.placement import BAR, free_area


@pytest.mark.parametrize(
    ("platform", "kept"), [("xcb", 0), ("windows", 0), ("wayland", BAR), ("wayland-egl", BAR)]
)
def test_room_is_kept_for_the_bars_of_a_desktop_that_does_not_tell_of_them(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, platform: str, kept: int
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: platform)
    screen = qapp.primaryScreen()
    whole = screen.availableGeometry()
    free = free_area(screen)
    assert free.topLeft() == whole.topLeft()
    assert (free.width(), free.height()) == (whole.width(), whole.height() - kept)
