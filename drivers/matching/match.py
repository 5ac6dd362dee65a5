"""One match: a camera thread, frame workers, and one decision."""

import logging
import threading

from drivers.camera.frozen import FrozenCheck
from drivers.camera.preview import Preview
from drivers.camera.ring import Ring
from drivers.camera.source import Frame, Source
from drivers.matching.hints import HintSelector
from kiosk.errors import KioskError
from kiosk.ports import Emit, FaceUse
from kiosk.session.events import Event, FaceMatched, FaceRefused, FaceSeen, Failed, Fault, Hint
from kiosk.timing import REAL, Task, Time
from models.decision import Decision, Verdict
from models.detector import Face
from models.engine import Engine, FrameResult, Template
from models.liveness.checks import Liveness, PresenceCheck, View, view
from models.liveness.mesh import Mesh
from models.quality import QualityReason
from models.scene import Scene, scene

WHOLE_EVERY = 30
"""Frames between searches of the whole frame for other faces while a face is followed."""
STRANGER = 1e-2
"""False accept rate whose score a face must reach after a turn was requested."""
LOST_AFTER = 8
"""Frames without a face after which the evidence of the last face is dropped."""
SEEN_EVERY_S = 0.1
"""Seconds between FaceSeen events with the same hint; a new hint is emitted at once."""


log = logging.getLogger(__name__)


class Match:
    """Runs from `start` until a decision, `stop` or the end of the frames.

    One lock guards all state and is held for microseconds; the work is done outside of it, in code
    that releases the interpreter lock.
    """

    def __init__(
        self,
        reception: int,
        emit: Emit,
        engine: Engine,
        template: Template,
        decision: Decision,
        *,
        challenge: Mesh | None = None,
        time: Time = REAL,
    ) -> None:
        self._reception, self._emit = reception, emit
        self._time, self._clock = time, time.monotonic
        self._engine, self._template, self._decision = engine, template, decision
        self._guide = HintSelector()
        self._challenge = challenge
        self._stranger = engine.calibration.threshold(STRANGER)
        self._presence: PresenceCheck | None = None
        self._lock = threading.Lock()
        self._over = False
        self._threads: list[Task] = []
        self._ring: Ring | None = None
        self._preview: Preview | None = None
        self._shape: tuple[int, ...] = (1, 1)
        self._near: Face | None = None
        self._place: Face | None = None
        self._alive = False
        self._asked = 0
        self._since_whole = self._lost = self._looked = 0
        self._told: tuple[Hint, float] | None = None
        self._began = self._ended = time.monotonic()
        self._ending = "open"
        self.camera_lost = False

    def start(self, source: Source, ring: Ring, preview: Preview | None, workers: int) -> None:
        """Start the threads; `source` must be open and must have no other reader."""
        self._ring, self._preview = ring, preview
        ring.open()
        self._began = self._ended = self._clock()
        targets = [lambda: self._film(source, ring, preview), *[lambda: self._work(ring)] * workers]
        self._threads = [self._time.start("face", target) for target in targets]

    def stop(self, wait_s: float = 2.0) -> None:
        """End the match; nothing is emitted after the return."""
        with self._lock:
            self._over = True
        if self._ring is not None:
            self._ring.close()
        for thread in self._threads:
            thread.join(wait_s)

    @property
    def running(self) -> bool:
        """Whether a thread still uses the camera or the buffers."""
        return any(thread.is_alive() for thread in self._threads)

    def use(self) -> FaceUse:
        """The figures so far: frames, frames per second, best score, ending, engine."""
        with self._lock:
            seconds = self._ended - self._began
            fps = self._looked / seconds if seconds > 0 else 0.0
            best = self._decision.best
            return FaceUse(self._looked, fps, best, self._ending, self._engine.name)

    def _film(self, source: Source, ring: Ring, preview: Preview | None) -> None:
        frozen = FrozenCheck()
        try:
            for frame in source.frames(ring.take):
                if self._over:
                    return
                if frozen.add(frame.pixels, frame.t_ns):
                    log.warning("the camera repeats one picture; unplug it and plug it in again")
                    self.camera_lost = True  # it is opened again before the next match
                    self.fail(Fault.CAMERA_ENDED)
                    return
                if preview is not None:
                    preview.show(frame.pixels, frame.t_ns)
                ring.publish(frame)
            self.fail(Fault.CAMERA_ENDED)
        except KioskError as error:
            self.camera_lost = True
            log.warning("camera lost: %s", error.detail)
            self.fail(error.fault)
        except Exception:
            self.camera_lost = True
            log.exception("camera thread failed")
            self.fail(Fault.INTERNAL)
        finally:
            frozen.forget()
            ring.close()

    def _work(self, ring: Ring) -> None:
        try:
            while (frame := ring.newest()) is not None:
                self._look(frame)
                ring.release(frame)
        except Exception:
            log.exception("face worker failed")
            self.fail(Fault.INTERNAL)

    def fail(self, fault: Fault) -> None:
        """End the match for this reason, unless it is over."""
        with self._lock:
            self._finish(Failed(self._clock(), self._reception, fault), "failed")

    def _look(self, frame: Frame) -> None:
        with self._lock:
            near, check = self._near, self._since_whole >= WHOLE_EVERY
            self._since_whole = 0 if check else self._since_whole + 1
            again = self._decision.in_doubt and self._presence is None
            net = self._challenge if self._presence is not None else None
        sight = self._engine.look(frame.pixels, self._template, near, check=check, again=again)
        turned = view(frame.pixels, sight.face, net) if net and sight.face else None
        scored = sight.face if sight.score is not None else None
        seen = scene(frame.pixels, scored) if scored else None
        with self._lock:
            if not self._over:
                self._shape = frame.pixels.shape
                self._learn(sight, turned, frame.t_ns / 1e9, seen)

    def _learn(
        self, sight: FrameResult, turned: View | None, taken: float, seen: Scene | None
    ) -> None:
        self._looked += 1
        self._ended = self._clock()
        self._follow(sight)
        if self._presence is not None:
            self._turned(self._presence, turned)
            return
        verdict = Verdict.OPEN
        if sight.score is not None:
            verdict = self._decision.add(sight.score, taken, seen, masked=sight.masked)
        hint = self._guide.add(QualityReason.MASKED if sight.masked else sight.reason)
        if verdict is Verdict.OPEN:
            self._tell(hint)
        elif verdict is Verdict.OTHER:
            self._finish(FaceRefused(self._ended, self._reception), "refused")
        elif self._challenge and not self._alive:
            self._presence = PresenceCheck()
            self._tell(Hint.TURN)
        else:
            self._finish(FaceMatched(self._ended, self._reception), "matched")

    def _turned(self, presence: PresenceCheck, turned: View | None) -> None:
        """After a match: check whether the face is a head that turns as requested.

        The check does not prove whose head it is, so the face is matched again after the turn.
        """
        self._asked += 1
        seen = presence.add(turned) if turned else Liveness.OPEN
        if seen is Liveness.OPEN and self._asked >= presence.turned.limit:
            seen = Liveness.FLAT  # the limit counts over all restarts of the challenge
        if seen is Liveness.HEAD:
            self._drop_evidence(alive=True)
            self._tell(Hint.FACE_FRONT)
        elif seen is Liveness.FLAT:
            self._finish(FaceRefused(self._ended, self._reception), "refused")
        else:
            self._tell(Hint.TURN)

    def _follow(self, sight: FrameResult) -> None:
        """Follow one face, and drop the evidence if it was lost or replaced.

        After a turn was requested, one frame without the face or with a stranger's score is enough:
        an attacker could replace a picture by their own head at this moment.
        """
        guarded = self._presence is not None or self._alive
        strange = guarded and sight.score is not None and sight.score < self._stranger
        several = sight.reason is QualityReason.SEVERAL
        jumped = False
        if sight.face is not None and self._place is not None:
            (x, y), (u, v) = sight.face.centre, self._place.centre
            jumped = max(abs(x - u), abs(y - v)) > self._place.width
        self._lost = 0 if sight.face is not None else self._lost + 1
        patience = 1 if guarded else LOST_AFTER
        if jumped or several or strange or self._lost >= patience:
            self._drop_evidence()
        self._near = None if several else sight.face
        self._place = self._near or self._place

    def _drop_evidence(self, *, alive: bool = False) -> None:
        """Drop all evidence; `alive` records that this face has turned like a head."""
        self._decision.restart(accepted=alive)
        self._presence, self._alive = None, alive

    def _tell(self, hint: Hint) -> None:
        now = self._ended
        if self._told and self._told[0] is hint and now - self._told[1] < SEEN_EVERY_S:
            return
        self._told = (hint, now)
        progress = self._decision.progress()
        self._emit(FaceSeen(now, self._reception, hint, progress, self._where()))

    def _where(self) -> tuple[float, float] | None:
        """The centre of the face in the screen's picture, each coordinate from 0 to 1."""
        if self._near is None or self._preview is None:
            return None
        return self._preview.where(self._near.centre, self._shape)

    def _finish(self, event: Event, ending: str) -> None:
        """Emit the last event, with the lock held. The threads end at the next frame."""
        if not self._over:
            self._over = True
            self._ending = ending
            self._emit(event)
