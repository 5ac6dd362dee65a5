"""`kiosk record`: frames and card events into a folder, with a notice on the screen.

The only command that writes what a camera sees.
"""

import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic, monotonic_ns

import numpy as np
from PySide6.QtCore import QObject, Signal

from drivers.camera.mailbox import FrameMailbox
from drivers.camera.preview import Preview
from drivers.camera.recorder import Recorder
from drivers.camera.source import Frame, Source
from kiosk.apps.kiosk import application
from kiosk.apps.signals import ended_by_signals
from kiosk.config import Config
from kiosk.desk.devices import camera, card_reader
from kiosk.errors import KioskError
from kiosk.session.events import Event
from ui.record.window import RecordingWindow

PAINTED_FIRST_S = 1.0
"""Seconds for which the notice is shown before the first frame is kept."""


class Recording(QObject):
    """Records in its own thread until stopped; `failure` says what went wrong, or is None."""

    over = Signal()

    def __init__(self, source: Source, folder: Path, seconds: float, preview: Preview) -> None:
        super().__init__()
        self._source, self._folder, self._seconds = source, folder, seconds
        self._preview = preview
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="record", daemon=True)
        self._recorder = Recorder(folder)
        self._lock = threading.Lock()
        self._open = False
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
        self._stopping.set()

    def join(self) -> None:
        """Wait for the end."""
        self._thread.join()

    def note(self, event: Event) -> None:
        """Record the type of a card event, from any thread; nothing of the card itself."""
        with self._lock:
            if self._open:
                self._recorder.note(type(event).__name__, monotonic_ns())

    def _run(self) -> None:
        try:
            width, height = self._source.open()
            buffer = Frame(np.zeros((height, width, 3), np.uint8))
            with self._recorder:
                self._record(lambda: buffer)
        except KioskError as error:
            self.failure = error.detail
        finally:
            self._source.close()
            self.over.emit()

    def _record(self, take: Callable[[], Frame]) -> None:
        self._open = True
        begun = monotonic()
        for frame in self._source.frames(take):
            self._preview.show(frame.pixels)
            shown = monotonic() - begun
            if shown >= PAINTED_FIRST_S:
                self._recorder.add(frame)
            if self._stopping.is_set() or shown >= PAINTED_FIRST_S + self._seconds:
                break
        with self._lock:
            self._open = False


def record(config: Config, folder: Path, seconds: float) -> int:
    """Record with the configured camera and reader; returns the number of frames.

    Raises CameraMissing, FolderUnwritable as KioskError.
    """
    app = application()
    mailbox = FrameMailbox()
    recording = Recording(camera(config.camera), folder, seconds, Preview(mailbox))
    window = RecordingWindow(mailbox, recording.stop)
    window.show()
    recording.over.connect(app.quit)
    reader = None
    if config.reader.kind == "pcsc":
        reader, _ = card_reader(config, virtual=False)
        reader.watch(recording.note)
    recording.start()
    with ended_by_signals():  # frames recorded until then are kept
        app.exec()
        recording.stop()
        recording.join()
    if reader is not None:
        reader.close()
    mailbox.connect(None)
    window.close()
    if recording.failure:
        raise KioskError(recording.failure)
    return recording.frames
