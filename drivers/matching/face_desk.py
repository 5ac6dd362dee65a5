"""The face desk of `kiosk.ports`: one camera, one engine, one photo at a time."""

import logging
from collections.abc import Callable

from drivers.camera.mailbox import FrameMailbox
from drivers.camera.preview import Preview
from drivers.camera.ring import Ring
from drivers.camera.source import Source
from drivers.matching.match import Match
from drivers.matching.photo import decode
from kiosk.errors import CameraMissing, PhotoUnreadable, WeightsMismatch
from kiosk.ports import Emit, FaceUse
from kiosk.timing import REAL, Time
from models.decision import STRICT, Decision
from models.engine import Engine, Template
from models.graphs.weights import WrongWeights
from models.liveness.mesh import Mesh, face_mesh
from models.quality import QualityReason

log = logging.getLogger(__name__)

PHOTO_FAULTS = {
    QualityReason.NO_FACE: "shows no face",
    QualityReason.SEVERAL: "shows more than one face",
    QualityReason.UNUSABLE: "is too small",
}


class CameraFaceDesk:
    """`kiosk.ports.FaceDesk` with one camera and one engine.

    The camera is open from `prepare` to `close`, so a match starts at once and the camera's own
    lamp stays on. Frames are read only while a match runs; between matches the device drops them.
    `forget` overwrites the ring, the mailbox, the photo and the embeddings of the last match. A
    camera that was missing or unplugged is searched again at every `start`.

    `mailbox` gets the pictures for the screen while a match runs. With `challenge`, a matched
    person is asked to turn the head a little, and a picture held to the camera is refused; see
    models.liveness.checks for the limits. It may be changed and applies from the next match on.
    """

    def __init__(
        self,
        source_factory: Callable[[], Source],
        engine_factory: Callable[[], Engine],
        *,
        false_accept_rate: float = STRICT,
        workers: int = 2,
        mailbox: FrameMailbox | None = None,
        mirror: bool = True,
        challenge: bool = False,
        mesh_factory: Callable[[], Mesh] = face_mesh,
        time: Time = REAL,
    ) -> None:
        self._source_factory, self._engine_factory = source_factory, engine_factory
        self._rate, self._workers, self._time = false_accept_rate, workers, time
        self.challenge, self._mesh_factory = challenge, mesh_factory
        self.mailbox = mailbox or FrameMailbox()
        self._preview = Preview(self.mailbox, mirror=mirror)
        self._source: Source | None = None
        self._engine: Engine | None = None
        self._ring: Ring | None = None
        self._template: Template | None = None
        self._match: Match | None = None

    def prepare(self) -> None:
        """See FaceDesk. The engine is kept even if the camera is missing."""
        self._loaded()
        self._opened()

    def _loaded(self) -> Engine:
        if self._engine is None:
            try:
                self._engine = self._engine_factory()
            except WrongWeights as error:
                raise WeightsMismatch(str(error)) from error
        return self._engine

    def _opened(self) -> tuple[Source, Ring]:
        if self._source is None or self._ring is None:
            source = self._source_factory()
            width, height = source.open()
            self._source, self._ring = source, Ring(self._workers, width, height, self._time)
        return self._source, self._ring

    def enroll(self, photo: bytes) -> None:
        """See FaceDesk."""
        template = self._loaded().enroll(decode(photo))
        if isinstance(template, QualityReason):
            what = PHOTO_FAULTS.get(template, "is unusable")
            raise PhotoUnreadable(f"The photo on the card {what}; use the PIN instead.")
        self._template = template

    def start(self, reception: int, emit: Emit) -> None:
        """See FaceDesk. A camera that cannot be opened is an event here, not an exception."""
        self.stop()
        engine, template = self._loaded(), self._template
        if template is None:
            raise PhotoUnreadable("No photo was taken from the card before matching began.")
        decision = Decision(engine.calibration, self._rate)
        match = Match(
            reception,
            emit,
            engine,
            template,
            decision,
            challenge=self._mesh_factory() if self.challenge else None,
            time=self._time,
        )
        self._match = match
        try:
            source, ring = self._opened()
        except CameraMissing as error:
            log.warning("camera missing: %s", error.detail)
            match.fail(error.fault)
            return
        match.start(source, ring, self._preview, self._workers)

    def stop(self) -> None:
        """See FaceDesk."""
        if self._match is None:
            return
        self._match.stop()
        if self._match.camera_lost or self._match.running:
            # A blocked device keeps its buffers; the next match gets new ones.
            if self._ring is not None and not self._match.running:
                self._ring.wipe()
            self._release()

    def _release(self) -> None:
        if self._source is not None:
            self._source.close()
        self._source = self._ring = None

    def use(self) -> FaceUse:
        """See FaceDesk."""
        if self._match is None:
            return FaceUse(0, 0.0, None, "open", self._engine.name if self._engine else "")
        return self._match.use()

    def forget(self) -> None:
        """See FaceDesk."""
        self.stop()
        if self._template is not None:
            self._template.forget()
        self._template = None
        if self._ring is not None:
            self._ring.wipe()
        self._preview.blank()
        self.mailbox.blank()

    @property
    def remembers(self) -> bool:
        """Whether anything of a person is kept: a running match, a photo's template, a picture."""
        running = self._match is not None and self._match.running
        pictures = (self._ring, self._preview, self.mailbox)
        return running or self._template is not None or any(p and p.holds for p in pictures)

    def close(self) -> None:
        """See FaceDesk. Drops the last match, which holds a reference to its `emit`."""
        self.forget()
        self._release()
        self._match = None
