"""`kiosk doctor --camera` with a display: the live picture beside what is measured."""

import threading

from PySide6.QtCore import QTimer

from drivers.camera.mailbox import FrameMailbox
from drivers.camera.preview import Preview
from drivers.camera.source import Frame
from kiosk.apps.kiosk import application
from kiosk.apps.process.signals import ended_by_signals
from kiosk.config import Config
from kiosk.desk import camera_measures
from kiosk.desk.camera_measures import Box, Measurements
from kiosk.desk.finding import Finding
from kiosk.desk.sources import camera
from ui.record.check_window import CameraCheckWindow, Line

SECONDS = 30.0
"""How long the picture is shown unless it is closed before."""
SHOWN_TIMES = {"sharpness": 1000}
"""Factors of the shown numbers."""
LOOKS_EVERY_MS = 50


def _advice(reading: camera_measures.Measured) -> str:
    return "" if reading.good else camera_measures.advice(reading)


class _Check:
    """Measures in a thread of its own; `lines` and `face` are for the window."""

    def __init__(self, config: Config, preview: Preview) -> None:
        self._source, self._preview = camera(config.camera), preview
        self._stopping = threading.Event()
        self.findings: list[Finding] = []
        self.lines: tuple[Line, ...] = ()
        self.face: Box | None = None
        self.thread = threading.Thread(target=self._run, name="camera check", daemon=True)

    def stop(self) -> None:
        """End after the current frame."""
        self._stopping.set()

    @property
    def stopped(self) -> bool:
        """Whether `stop` was called."""
        return self._stopping.is_set()

    def _run(self) -> None:
        self.findings.extend(camera_measures.examine(self._source, SECONDS, self._told))

    def _told(self, frame: Frame, seen: Measurements, face: Box | None) -> bool:
        self._preview.show(frame.pixels, frame.t_ns)
        self.lines = tuple(
            Line(one.name, one.value * SHOWN_TIMES.get(one.name, 1), _advice(one))
            for one in camera_measures.readings(seen)
        )
        self.face = None if face is None else self._placed(face, frame.pixels.shape)
        return not self._stopping.is_set()

    def _placed(self, face: Box, shape: tuple[int, ...]) -> Box:
        """Left, top, right and bottom of the face in the shown picture, from 0 to 1."""
        x1, y1 = self._preview.where(face[:2], shape)
        x2, y2 = self._preview.where(face[2:], shape)
        return min(x1, x2), y1, max(x1, x2), y2


def check(config: Config) -> list[Finding]:
    """Show the camera's picture until the window is closed, then return the findings.

    Raises SystemExit with the command's exit code when a signal ended it.
    """
    app, mailbox = application(), FrameMailbox()
    running = _Check(config, Preview(mailbox))
    window = CameraCheckWindow(mailbox, running.stop)
    window.show()
    with ended_by_signals() as ending:
        running.thread.start()
        looking = QTimer()

        def look() -> None:
            window.tell(running.lines, running.face)
            if not running.thread.is_alive() or running.stopped:
                app.quit()

        looking.timeout.connect(look)
        looking.start(LOOKS_EVERY_MS)
        app.exec()
        looking.stop()
        running.stop()
        running.thread.join(camera_measures.SECONDS)
    mailbox.connect(None)
    window.close()
    if ending.code:
        raise SystemExit(ending.code)
    return running.findings
