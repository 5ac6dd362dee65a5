"""`kiosk record`: frames and card events into a folder, with a notice on the screen.

The only command that writes what a camera sees.
"""

import threading
from collections.abc import Callable
from math import inf
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QTimer

from drivers.camera.mailbox import FrameMailbox
from drivers.camera.preview import Preview
from drivers.camera.recorder import Recorder
from drivers.camera.source import Frame, Source
from kiosk.apps.kiosk import application
from kiosk.apps.process.signals import ended_by_signals
from kiosk.config import Config
from kiosk.desk.sources import READERS, ReaderOptions, camera
from kiosk.errors import KioskError
from kiosk.session.events import Event
from kiosk.timing import REAL
from ui.record.window import RecordingWindow

PAINTED_FIRST_S = 1.0
"""Seconds for which the notice is shown before the first frame is kept."""
STOPS_WITHIN_S = 2.0
"""Seconds that a camera has for its last frame after the recording's end."""
LOOKS_EVERY_MS = 100
"""Milliseconds between two looks at whether the recording is over."""


class Recorded(NamedTuple):
    """Number of the frames kept, and the command's exit code, see `ended_by_signals`."""

    frames: int
    code: int


class Recording:
    """Records in its own thread until stopped; `failure` says what went wrong, or is None."""

    def __init__(self, source: Source, folder: Path, seconds: float, preview: Preview) -> None:
        self._source, self._folder, self._seconds = source, folder, seconds
        self._preview = preview
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="record", daemon=True)
        self._recorder = Recorder(folder)
        self._lock = threading.Lock()
        self._open = False
        self._ends = self._stopped_at = inf
        self.failure: str | None = None

    @property
    def frames(self) -> int:
        """Frames kept so far."""
        return self._recorder.frames

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def stop(self) -> None:
        """Stop after the current frame."""
        self._stopped_at = REAL.monotonic()
        self._stopping.set()

    def over(self) -> bool:
        """Whether it has ended, or the camera has given no frame for `STOPS_WITHIN_S` since."""
        ended = min(self._ends, self._stopped_at)
        return REAL.monotonic() > ended + STOPS_WITHIN_S or not self._thread.is_alive()

    def join(self) -> None:
        """Wait for the end. A camera that gives no frame any more is a failure."""
        self._thread.join(STOPS_WITHIN_S)
        if self._thread.is_alive():
            self.failure = (
                f"the camera gives no frames any more; {self.frames} frames are kept in "
                f"{self._folder}. Plug it in again, or end the program that holds it."
            )

    def note(self, event: Event) -> None:
        """Record the type of a card event, from any thread; nothing of the card itself."""
        with self._lock:
            if self._open:
                self._recorder.note(type(event).__name__, round(REAL.monotonic() * 1e9))

    def _run(self) -> None:
        try:
            width, height = self._source.open()
            buffer = Frame(np.zeros((height, width, 3), np.uint8))
            try:
                with self._recorder:
                    self._record(lambda: buffer)
            finally:
                buffer.pixels[:] = 0
                self._preview.blank()
        except KioskError as error:
            self.failure = error.detail
        finally:
            self._source.close()

    def _record(self, take: Callable[[], Frame]) -> None:
        self._open = True
        kept_from = REAL.monotonic() + PAINTED_FIRST_S
        self._ends = kept_from + self._seconds
        for frame in self._source.frames(take):
            self._preview.show(frame.pixels)
            now = REAL.monotonic()
            if now >= kept_from:
                self._recorder.add(frame)
            if self._stopping.is_set() or now >= self._ends:
                break
        with self._lock:
            self._open = False


def record(config: Config, folder: Path, seconds: float) -> Recorded:
    """Record with the configured camera and reader. A signal ends it in order.

    Raises CameraMissing, FolderUnwritable as KioskError.
    """
    app = application()
    mailbox = FrameMailbox()
    recording = Recording(camera(config.camera), folder, seconds, Preview(mailbox))
    window = RecordingWindow(mailbox, recording.stop)
    window.show()
    reader = None
    if config.reader.kind == "pcsc":
        settings = ReaderOptions(config.reader, virtual=False)
        reader, _ = READERS[config.reader.kind].open(settings)
        reader.watch(recording.note)
    with ended_by_signals() as ending:
        recording.start()
        looking = QTimer()
        looking.timeout.connect(lambda: app.quit() if recording.over() else None)
        looking.start(LOOKS_EVERY_MS)
        app.exec()
        looking.stop()
        recording.stop()
        recording.join()
    if reader is not None:
        reader.close()
    mailbox.connect(None)
    mailbox.blank()
    window.close()
    if recording.failure and not ending.code:
        raise KioskError(recording.failure)
    return Recorded(recording.frames, ending.code)
