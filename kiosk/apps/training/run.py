"""`kiosk demo --training`: the staff's window and the trainee's panel side by side."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QMargins, QRect
from PySide6.QtWidgets import QWidget

from kiosk.apps.demo.output_files import Output
from kiosk.apps.kiosk import application
from kiosk.apps.one_desk import replaceable
from kiosk.apps.process.signals import ended_by_signals
from kiosk.apps.run import staff_window
from kiosk.apps.table.fault_catalog import BY_ID
from kiosk.apps.table.tiles import FILMS, FRAMES
from kiosk.apps.training.director import Training
from kiosk.config import Config
from kiosk.personas import names as personas
from kiosk.timing import REAL
from kiosk.training.case import Case
from ui.kit.placement import TITLE, free_area, place

PANEL = 440
"""Width of the trainee's panel in pixels."""


def names() -> dict[str, list[str]]:
    """What a case may name."""
    return {"personas": list(personas()), "faults": list(BY_ID), "cameras": [*FRAMES, *FILMS]}


def side_by_side(room: QRect) -> tuple[QRect, QRect]:
    """The places of the staff's window and the panel in the free area of the screen."""
    staff = QRect(room.left(), room.top(), room.width() - PANEL, room.height())
    return staff, QRect(staff.right() + 1, room.top(), PANEL, room.height())


def spread(window: QWidget, room: QRect) -> None:
    """Let a window that is shown take the whole free area."""
    window.setGeometry(room.marginsRemoved(QMargins(0, TITLE, 0, 0)))
    window.raise_()
    window.activateWindow()


@contextmanager
def afresh(config: Config) -> Iterator[Config]:
    """The settings with a registry of the training's own, which is removed afterwards.

    The staff's list so begins empty, and a training leaves no reception to others.
    """
    with TemporaryDirectory(prefix="uketsuke-training-", ignore_cleanup_errors=True) as folder:
        change = {"registry": str(Path(folder) / "registry.sqlite3")}
        yield config.model_copy(update={"folder": config.folder.model_copy(update=change)})


def train(config: Config, cases: Sequence[Case], output: Output, trainee: str, seed: int) -> int:
    """Run a training; returns the command's exit code, see `kiosk.apps.run.run`."""
    app = application()
    room = free_area(app.primaryScreen())
    left, right = side_by_side(room)

    def keep(page: str) -> str:
        return str(output.write("training.html", page.encode()))

    with ended_by_signals() as ending, afresh(config) as own:
        training = Training(own, cases, keep, trainee=trainee, seed=seed, time=REAL)
        place(training.window, right)
        training.ended.connect(app.quit)
        with staff_window(training.table.kiosk, demo=True, room=left) as staff:
            staff.acted.connect(training.acted)
            training.finished.connect(lambda: spread(training.window, room))
            training.open()
            with replaceable(config):
                app.exec()
        training.close()
    return ending.code
