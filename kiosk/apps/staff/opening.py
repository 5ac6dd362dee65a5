"""Opens the staff's window beside its kiosks, until a block ends."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QApplication

from kiosk.apps.kiosk import Kiosk
from kiosk.apps.staff.controller import StaffController
from kiosk.home import data_folder
from kiosk.staff.accounts import DEMO, FILE, Accounts, demo_accounts
from kiosk.staff.view import DemoAccount
from ui.kit.placement import free_area, inside, place

LARGEST = QSize(1440, 900)
"""The window's size on a large screen."""


@contextmanager
def opened(
    kiosks: Sequence[Kiosk], *, demo: bool, room: QRect | None = None, shown: bool = True
) -> Iterator[StaffController]:
    """Open the staff's window for these kiosks until the block ends, on a second screen if any.

    In the demo it has one account for each role, and may be closed and shown again; otherwise the
    accounts of the data folder, and it is minimised when it is closed. `room` is its place on a
    single screen; without `shown` it waits for `Staff.show`.
    """
    folder = kiosks[0].config.folder.data
    file = data_folder(folder) / FILE
    staff = (
        StaffController(
            kiosks, demo_accounts, [DemoAccount(role, *known) for role, known in DEMO.items()]
        )
        if demo
        else StaffController(kiosks, lambda: Accounts(file))
    )
    screens = QApplication.screens()
    free = free_area(screens[-1])
    place(staff.window, inside(free, LARGEST) if len(screens) > 1 or room is None else room)
    staff.window.stays = not demo
    staff.start()
    if shown:
        staff.show()
    try:
        yield staff
    finally:
        staff.close()
