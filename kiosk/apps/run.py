"""`kiosk run`: the patient's kiosk, and the staff's window if wanted."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from kiosk.apps.kiosk import Kiosk, application
from kiosk.apps.one_desk import replaceable
from kiosk.apps.process.signals import ended_by_signals
from kiosk.config import Config

if TYPE_CHECKING:
    from kiosk.apps.staff.controller import StaffController
    from kiosk.desk.devices import Replacements


def run(
    config: Config,
    *,
    until_painted: bool = False,
    staff: bool = False,
    around: Callable[[Kiosk], AbstractContextManager[None]] = lambda _: nullcontext(),
    replacements: "Replacements | None" = None,
    virtual: bool = False,
) -> int:
    """Run the kiosk with the devices of the configuration; `until_painted` only starts it.

    `around` is entered while the kiosk runs; `replacements` and `virtual` are
    those of `open_desk`.

    Returns the command's exit code: 0, or 128 and the number of the signal that ended it.
    """
    app = application()
    with ended_by_signals() as ending:
        kiosk = Kiosk(config, virtual=virtual, replacements=replacements)
        kiosk.open()
        if until_painted:
            kiosk.window.repaint()
            return 0
        shown = staff_window(kiosk, demo=False) if staff else nullcontext()
        with around(kiosk), replaceable(config), shown:
            app.exec()
        kiosk.close()
    return ending.code


def staff_window(
    kiosk: Kiosk,
    *,
    demo: bool,
    room: QRect | None = None,
    shown: bool = True,
) -> AbstractContextManager["StaffController"]:
    """The staff's window until the end of the block, see `kiosk.apps.staff.opening.opened`."""
    from kiosk.apps.staff.opening import opened

    return opened([kiosk], demo=demo, room=room, shown=shown)
