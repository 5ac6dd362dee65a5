"""The course of one match, with an engine that sees what a test says."""

import io
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PIL import Image

from drivers.camera.source import Frame, Take
from drivers.matching import CameraFaceDesk
from drivers.matching.match import LOST_AFTER
from kiosk.errors import CameraMissing
from kiosk.session.events import Event, FaceMatched, FaceRefused, FaceSeen, Failed, Fault, Hint
from kiosk.timing import REAL
from models.decision import LEAST, REFUSES_AFTER
from models.detector import Face
from models.embedder import SFace
from models.engine import FrameResult, Template
from models.graphs.runtime import Floats
from models.liveness import checks as liveness
from models.liveness.relief import Relief
from models.quality import QualityReason
from tests.support.heads import HEAD as DEPTH
from tests.support.heads import MESH, turned

HEAD = np.array([[-0.5, -0.4, 0], [0.5, -0.4, 0], [0, 0, 0.6], [-0.35, 0.5, 0.1], [0.35, 0.5, 0.1]])
NOBODY = FrameResult(QualityReason.NO_FACE)
HOLDER, OTHER = 0.8, 0.02


def sight(score: float | None, angle: float = 0.0, x: float = 100.0) -> FrameResult:
    """A head of 100 pixels at `x`, turned by so many radians."""
    sideways = HEAD[:, 0] * np.cos(angle) + HEAD[:, 2] * np.sin(angle)
    points = np.stack([sideways, HEAD[:, 1]], 1) * 50 + (x + 50, 150)
    face = Face(x, 100, 100, 100, points.astype(np.float32), 0.9)
    return FrameResult(
        QualityReason.GOOD if score is not None else QualityReason.UNUSABLE, face, score
    )


class ScriptedMesh:
    """Finds a head's mesh where a scripted face is, turned as that face's nose says."""

    def points(self, picture: object, face: Face) -> Floats:
        angle = np.arcsin((face.points[2, 0] - face.x - 50) / 50 / HEAD[2, 2])
        return (turned(MESH, DEPTH, float(angle)) * 50 + (face.x + 50, 150)).astype(np.float32)


def turning(score: float | None = None, x: float = 100.0) -> list[FrameResult]:
    return [sight(score, angle, x) for angle in np.linspace(-0.5, 0.5, 20)]


class Script:
    """An engine and its camera: each frame shows the next sight, then there are no more frames."""

    name = "script"
    calibration = SFace.calibration

    def __init__(self, *sights: FrameResult) -> None:
        self.sights = list(sights)
        self.unplug = self.still = False
        self.picture = np.full((360, 640, 3), 200, np.uint8)

    def enroll(self, photo: object) -> Template:
        return Template(np.ones(4, np.float32))

    def look(self, frame: object, template: object, near: object, **_: object) -> FrameResult:
        return self.sights.pop(0) if self.sights else NOBODY

    def open(self) -> tuple[int, int]:
        return 640, 360

    def frames(self, take: Take) -> Iterator[Frame]:
        rng = np.random.default_rng(1)
        seq = 0
        while self.sights:
            frame = take()
            # Every frame shows another picture, an eighth of a second after the last.
            small = rng.integers(0, 255, (36, 64, 3)).astype(np.uint8)
            frame.pixels[:] = self.picture if self.still else small.repeat(10, 0).repeat(10, 1)
            frame.t_ns = seq * 120_000_000
            seq += 1
            yield frame
        if self.unplug:
            raise CameraMissing("the camera was unplugged")

    def close(self) -> None:
        pass


@pytest.fixture(autouse=True)
def deep(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every face stands out of paper: the scripted frames have no face that could be followed."""
    monkeypatch.setattr(liveness, "relief", lambda crops, turns: Relief(upright=1, any=1))


def eyes_on(script: Script) -> CameraFaceDesk:
    eyes = CameraFaceDesk(
        lambda: script, lambda: script, workers=1, challenge=True, mesh_factory=ScriptedMesh
    )
    eyes.prepare()
    eyes.enroll(photo())
    return eyes


def photo() -> bytes:
    card = io.BytesIO()
    Image.new("L", (48, 60)).save(card, "JPEG2000")
    return card.getvalue()


def run(eyes: CameraFaceDesk) -> list[Any]:
    events: list[Event] = []
    ended = threading.Event()

    def emit(event: Event) -> None:
        events.append(event)
        if not isinstance(event, FaceSeen):
            ended.set()

    eyes.start(1, emit)
    assert ended.wait(30)
    return events


def ends(*sights: FrameResult) -> Any:
    eyes = eyes_on(Script(*sights))
    events = run(eyes)
    assert Hint.TURN in [e.hint for e in events if isinstance(e, FaceSeen)]
    eyes.close()
    return events[-1]


MATCHED = [sight(HOLDER)] * LEAST


def test_who_matches_turns_and_matches_again_is_matched() -> None:
    assert isinstance(ends(*MATCHED, *turning(), *MATCHED), FaceMatched)


def test_one_picture_sent_again_and_again_is_never_a_match() -> None:
    script = Script(*MATCHED * 20)
    script.still = True
    eyes = eyes_on(script)
    assert run(eyes)[-1].fault is Fault.CAMERA_ENDED
    eyes.close()


def test_a_camera_that_is_frozen_before_anybody_comes_is_no_empty_room() -> None:
    script = Script(*[NOBODY] * 100)
    script.still = True
    script.picture[:180] = 90
    eyes = eyes_on(script)
    assert run(eyes)[-1].fault is Fault.CAMERA_ENDED
    assert len(script.sights) > 50, "it is noticed long before the frames end"
    eyes.close()


def test_who_is_not_recognised_and_wears_a_mask_is_asked_to_lower_it_and_then_matched() -> None:
    hidden = replace(sight(OTHER), masked=True)
    eyes = eyes_on(Script(*[hidden] * 100, *[sight(HOLDER)] * 20))
    eyes.challenge = False
    events = run(eyes)
    assert Hint.MASK in [e.hint for e in events if isinstance(e, FaceSeen)]
    assert isinstance(events[-1], FaceMatched)
    eyes.close()


def test_a_turn_alone_is_no_match() -> None:
    assert ends(*MATCHED, *turning()).fault is Fault.CAMERA_ENDED


def test_a_picture_lowered_at_the_challenge_does_not_match_the_head_behind_it() -> None:
    """Whether the exchange costs a frame, moves the face, or neither."""
    own = [*turning(OTHER), *[sight(OTHER)] * 40]
    aside = [*turning(OTHER, 300.0), *[sight(OTHER, x=300.0)] * 40]
    for rest in ([NOBODY, *own], aside, own):
        assert isinstance(ends(*MATCHED, *rest), FaceRefused)


@pytest.mark.parametrize("break_", [[NOBODY], [FrameResult(QualityReason.SEVERAL)]])
def test_a_picture_raised_again_after_the_turn_must_turn_itself(break_: list[FrameResult]) -> None:
    seen = ends(*MATCHED, *turning(OTHER), *break_, *MATCHED)
    assert isinstance(seen, Failed)


def test_a_strangers_head_that_turns_between_two_looks_at_a_picture_is_not_let_in() -> None:
    """Nothing is lost and nothing jumps: only the score tells that it is another face."""
    assert isinstance(ends(*MATCHED, *turning(OTHER), *MATCHED), Failed)
    turned_away = [s if k < 8 else sight(OTHER) for k, s in enumerate(turning())]
    assert isinstance(ends(*MATCHED, *turned_away, *MATCHED), Failed)


def test_a_holder_whose_every_frame_of_the_turn_is_matched_is_let_in() -> None:
    assert isinstance(ends(*MATCHED, *turning(HOLDER), *MATCHED), FaceMatched)


def test_a_head_that_turned_is_let_in_after_a_break_if_it_turns_again() -> None:
    rest = [*MATCHED, *turning(), *MATCHED]
    assert isinstance(ends(*MATCHED, *turning(), NOBODY, *rest), FaceMatched)


def test_a_picture_that_never_turns_is_refused_in_spite_of_breaks() -> None:
    assert isinstance(ends(*([*MATCHED, *[sight(HOLDER)] * 30, NOBODY] * 6)), FaceRefused)


def test_scores_of_a_face_do_not_count_for_one_elsewhere_after_lost_frames() -> None:
    lost = [NOBODY] * (LOST_AFTER - 1)
    eyes = eyes_on(Script(*MATCHED[:2], *lost, *[sight(HOLDER, x=400.0)] * 2))
    events = run(eyes)
    assert Hint.TURN not in [e.hint for e in events if isinstance(e, FaceSeen)]
    eyes.close()


def test_a_stranger_is_refused_although_every_few_frames_show_the_face_elsewhere() -> None:
    """As on a slow machine, where a face that moves seems to be exchanged."""
    elsewhere = [*[sight(OTHER)] * 3, *[sight(OTHER, x=400.0)] * 3]
    eyes = eyes_on(Script(*elsewhere * 20))
    assert isinstance(run(eyes)[-1], FaceRefused)
    eyes.close()


def test_the_holder_who_follows_a_stranger_is_matched_nevertheless() -> None:
    strangers = [sight(OTHER, x=400.0)] * (REFUSES_AFTER - 1)
    eyes = eyes_on(Script(*strangers, *[sight(OTHER)] * 2, *[sight(HOLDER)] * 20))
    eyes.challenge = False
    assert isinstance(run(eyes)[-1], FaceMatched)
    eyes.close()


def test_frames_are_overwritten_even_if_the_camera_was_unplugged() -> None:
    script = Script(*MATCHED[:2])
    script.unplug = True
    eyes = eyes_on(script)
    assert run(eyes)[-1].fault is Fault.CAMERA_MISSING
    assert eyes.mailbox.holds
    assert eyes.remembers
    eyes.forget()
    assert not eyes.remembers
    eyes.close()


def test_a_camera_is_opened_once_and_again_only_when_it_was_lost() -> None:
    script, opened = Script(*MATCHED[:2]), []

    def camera() -> Script:
        opened.append(script)
        return script

    eyes = CameraFaceDesk(camera, lambda: script, workers=1)
    for _ in range(2):
        eyes.prepare()
    assert len(opened) == 1
    eyes.enroll(photo())
    script.unplug = True
    assert run(eyes)[-1].fault is Fault.CAMERA_MISSING
    eyes.stop()
    eyes.prepare()
    assert len(opened) == 2
    eyes.close()


@pytest.mark.parametrize("mirror", [True, False])
def test_the_screen_shows_a_mirror_unless_told_otherwise(mirror: bool) -> None:
    script = Script(*[NOBODY] * 100)
    script.still = True
    script.picture[:, :320] = 0
    eyes = CameraFaceDesk(lambda: script, lambda: script, workers=1, mirror=mirror)
    eyes.enroll(photo())
    run(eyes)
    shown = eyes.mailbox.take()
    assert shown is not None
    left, right = np.array_split(shown[..., :3].mean((0, 2)), 2)
    assert bool(left.mean() > right.mean()) is mirror
    eyes.close()


def test_the_frames_a_second_are_those_of_the_match() -> None:
    eyes = eyes_on(Script(*MATCHED, *turning(), *MATCHED))
    before = REAL.monotonic()
    run(eyes)
    use = eyes.use()
    assert use.frames >= 2 * LEAST
    assert use.fps * (REAL.monotonic() - before) >= use.frames
    eyes.close()
