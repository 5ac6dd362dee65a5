"""Real clips against real card photos: the whole of the eyes, from file to decision."""

import io
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from drivers.camera.source import FastPace, Frame, RealPace, Take
from drivers.camera.sources.faulty_source import FaultInterval, FaultySource, SourceFault
from drivers.camera.sources.recording import Clip, recorded
from drivers.matching import CameraFaceDesk
from kiosk.errors import CameraMissing, PhotoUnreadable, WeightsMismatch
from kiosk.personas.schema import FOLDER
from kiosk.session.events import Event, FaceMatched, FaceRefused, FaceSeen, Failed, Fault, Hint
from kiosk.timing import REAL, Time
from kiosk.virtual_time import VirtualTime
from models.engine import FaceEngine, load_sface

PEOPLE = ("sakura", "kenji", "masao")


def card_photo(picture: Image.Image) -> bytes:
    """As on the chip: grey, 480x600, JPEG 2000 of about 7 kB."""
    data = io.BytesIO()
    grey = picture.convert("L").resize((480, 600))
    grey.save(data, "JPEG2000", quality_mode="rates", quality_layers=[41], irreversible=True)
    return data.getvalue()


def photo_of(name: str) -> bytes:
    with Image.open(FOLDER / "portraits" / f"{name}.jpg") as picture:
        return card_photo(picture)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> FaceEngine:
    return load_sface(cache=tmp_path_factory.mktemp("models"))


class Told:
    """Collects events; `last` waits for the one that ends a match."""

    def __init__(self, time: Time = REAL) -> None:
        self.events: list[Event] = []
        self._ended = time.signal()

    def __call__(self, event: Event) -> None:
        self.events.append(event)
        if not isinstance(event, FaceSeen):
            self._ended.set()

    def last(self) -> Any:
        assert self._ended.wait(60)
        return self.events[-1]

    def hints(self) -> list[Hint]:
        return [e.hint for e in self.events if isinstance(e, FaceSeen)]


STANDS_S = 2.0
"""From when on a person stands before the camera in a clip; before, the person walks up."""


def eyes_on(engine: FaceEngine, clip: str, **told: object) -> CameraFaceDesk:
    file = FOLDER / "clips" / f"{clip}.mp4"
    # A slow machine sees fewer frames, so a person's clip goes round; that of an empty room ends.
    source = Clip(file, pace=FastPace(), loop=clip != "empty", start_s=STANDS_S)
    return CameraFaceDesk(lambda: source, lambda: engine, **told)


def run(eyes: CameraFaceDesk, photo: bytes, time: Time = REAL) -> Told:
    told = Told(time)
    eyes.prepare()
    eyes.enroll(photo)
    eyes.start(7, told)
    told.last()
    return told


def test_a_picture_of_the_owner_before_the_camera_is_accepted_as_a_film_is(
    engine: FaceEngine,
) -> None:
    eyes = CameraFaceDesk(lambda: recorded(FOLDER / "portraits" / "sakura.jpg"), lambda: engine)
    assert isinstance(run(eyes, photo_of("sakura")).last(), FaceMatched)
    eyes.close()


@pytest.mark.parametrize("name", PEOPLE)
def test_a_genuine_clip_is_accepted(engine: FaceEngine, name: str) -> None:
    eyes = eyes_on(engine, name)
    told = run(eyes, photo_of(name))
    assert isinstance(told.last(), FaceMatched)
    assert told.last().reception == 7
    use = eyes.use()
    assert (use.decision, use.engine) == ("matched", "sface")
    assert use.best_score > 0.6
    eyes.close()


@pytest.mark.parametrize(("card", "clip"), [("sakura", "kenji"), ("kenji", "aoi")])
def test_an_impostors_clip_is_refused(engine: FaceEngine, card: str, clip: str) -> None:
    eyes = eyes_on(engine, clip)
    told = run(eyes, photo_of(card))
    assert isinstance(told.last(), FaceRefused)
    assert eyes.use().best_score < 0.35
    eyes.close()


def test_an_empty_room_is_never_decided(engine: FaceEngine) -> None:
    eyes = eyes_on(engine, "empty")
    told = run(eyes, photo_of("kenji"))
    assert told.last() == Failed(told.last().at, 7, Fault.CAMERA_ENDED)
    assert set(told.hints()) == {Hint.ALIGN}
    assert eyes.use().best_score is None
    eyes.close()


def test_who_enters_from_afar_is_asked_to_come_closer(engine: FaceEngine) -> None:
    time = VirtualTime(datetime(2026, 11, 27))  # the first look comes at the first frame
    film = Clip(FOLDER / "clips" / "kenji.mp4", pace=RealPace(time))
    eyes = CameraFaceDesk(lambda: film, lambda: engine, workers=1, time=time)
    assert run(eyes, photo_of("kenji"), time).hints()[0] is Hint.CLOSER
    eyes.close()


def test_a_match_can_follow_a_match(engine: FaceEngine) -> None:
    eyes = eyes_on(engine, "kenji")
    assert isinstance(run(eyes, photo_of("kenji")).last(), FaceMatched)
    eyes.forget()
    assert isinstance(run(eyes, photo_of("sakura")).last(), FaceRefused)
    eyes.close()


def test_pictures_for_the_screen_arrive_while_matching_and_are_overwritten_after(
    engine: FaceEngine,
) -> None:
    eyes = eyes_on(engine, "kenji")
    woken = threading.Event()
    eyes.mailbox.connect(woken.set)
    run(eyes, photo_of("kenji"))
    assert woken.is_set()
    assert eyes.mailbox.take().shape == (720, 1280, 4)
    eyes.forget()
    assert eyes.mailbox.take() is None
    assert not eyes.mailbox.holds
    eyes.close()


def test_after_stop_nothing_more_is_said(engine: FaceEngine) -> None:
    eyes, told = eyes_on(engine, "empty"), Told()
    eyes.prepare()
    eyes.enroll(photo_of("kenji"))
    eyes.start(1, told)
    eyes.stop()
    said = len(told.events)
    assert not any(t.name == "face" and t.is_alive() for t in threading.enumerate())
    assert len(told.events) == said
    eyes.close()


def test_photos_that_cannot_serve_say_why(engine: FaceEngine) -> None:
    eyes = eyes_on(engine, "kenji")
    eyes.prepare()
    pair = Image.new("RGB", (960, 600))
    for k, name in enumerate(("kenji", "masao")):
        with Image.open(FOLDER / "portraits" / f"{name}.jpg") as picture:
            pair.paste(picture, (480 * k, 0))
    two = io.BytesIO()
    pair.save(two, "JPEG2000")
    cases: dict[str, bytes] = {
        "does not decode": b"",
        # Pillow decodes torn files once any package in the process has told it to.
        "decode|no face": photo_of("kenji")[:300],
        "no face": card_photo(Image.new("L", (480, 600), 128)),
        "more than one": two.getvalue(),
    }
    for reason, photo in cases.items():
        with pytest.raises(PhotoUnreadable, match=reason):
            eyes.enroll(photo)
    eyes.close()


def test_wrong_weights_are_the_kiosks_error(tmp_path: Path) -> None:
    (tmp_path / "face_detection_yunet_2023mar_int8bq.onnx").write_bytes(b"else")
    eyes = CameraFaceDesk(lambda: Clip(tmp_path), lambda: load_sface(tmp_path))
    with pytest.raises(WeightsMismatch, match="sha256"):
        eyes.prepare()


class Unplugged:
    """A camera that is missing, or goes away, as often as it is told."""

    name = "camera 0"

    def __init__(self, missing: int, then: Callable[[], Clip]) -> None:
        self.missing, self._then = missing, then

    def open(self) -> tuple[int, int]:
        self._clip = self._then()
        return self._clip.open()

    def frames(self, take: Take) -> Iterator[Frame]:
        for frame in self._clip.frames(take):
            if self.missing:
                self.missing -= 1
                raise CameraMissing("camera 0 was unplugged")
            yield frame

    def close(self) -> None:
        self._clip.close()


def test_a_camera_that_goes_away_is_named_and_found_again_when_it_returns(
    engine: FaceEngine,
) -> None:
    file = FOLDER / "clips" / "kenji.mp4"
    camera = Unplugged(1, lambda: Clip(file, pace=FastPace(), start_s=STANDS_S))
    eyes = CameraFaceDesk(lambda: camera, lambda: engine)
    told = run(eyes, photo_of("kenji"))
    assert told.last().fault is Fault.CAMERA_MISSING
    assert isinstance(run(eyes, photo_of("kenji")).last(), FaceMatched)
    eyes.close()


def test_a_camera_that_is_not_there_is_an_event_of_the_match(
    engine: FaceEngine, tmp_path: Path
) -> None:
    eyes = CameraFaceDesk(lambda: Clip(tmp_path / "nowhere.mp4"), lambda: engine)
    with pytest.raises(CameraMissing):
        eyes.prepare()
    eyes.enroll(photo_of("kenji"))
    told = Told()
    eyes.start(3, told)
    assert told.last().fault is Fault.CAMERA_MISSING
    eyes.close()


def test_forget_overwrites_photo_and_frames(engine: FaceEngine) -> None:
    eyes = eyes_on(engine, "kenji")
    run(eyes, photo_of("kenji"))
    assert eyes.remembers
    eyes.forget()
    assert not eyes.remembers
    eyes.close()


def test_a_camera_with_every_trouble_still_lets_the_right_person_through(
    engine: FaceEngine,
) -> None:
    troubles = [t for t in SourceFault if t is not SourceFault.UNPLUG]
    spells = [FaultInterval(t, 5 * k + 45, 3) for k, t in enumerate(troubles)]
    clip = Clip(FOLDER / "clips" / "kenji.mp4", pace=FastPace(), start_s=STANDS_S)
    faulty = FaultySource(clip, spells, sleep=lambda _: None)
    eyes = CameraFaceDesk(lambda: faulty, lambda: engine)
    assert isinstance(run(eyes, photo_of("kenji")).last(), FaceMatched)
    eyes.forget()
    assert isinstance(run(eyes, photo_of("sakura")).last(), FaceRefused)
    eyes.close()


def test_an_unplugged_camera_is_named_and_found_again_without_a_restart(engine: FaceEngine) -> None:
    clip = Clip(FOLDER / "clips" / "kenji.mp4", pace=FastPace(), start_s=STANDS_S)
    faulty = FaultySource(clip, [FaultInterval(SourceFault.UNPLUG, 2)])
    eyes = CameraFaceDesk(lambda: faulty, lambda: engine)
    assert run(eyes, photo_of("kenji")).last().fault is Fault.CAMERA_MISSING
    told = Told()
    eyes.start(8, told)
    assert told.last().fault is Fault.CAMERA_MISSING
    told = Told()
    eyes.start(9, told)
    assert isinstance(told.last(), FaceMatched)
    eyes.close()


@pytest.mark.parametrize(("seen", "ending"), [("photo", FaceRefused), ("head", FaceMatched)])
def test_with_the_challenge_a_head_that_turns_is_accepted_and_a_picture_is_not(
    engine: FaceEngine, seen: str, ending: type[Event]
) -> None:
    time = VirtualTime(datetime(2026, 11, 27))  # no frame is left out, so each tells of depth
    film = Clip(FOLDER / "clips" / "kenji.mp4", pace=RealPace(time), start_s=STANDS_S)
    photo = recorded(FOLDER / "portraits" / "kenji.jpg", pace=RealPace(time))
    source = photo if seen == "photo" else film
    eyes = CameraFaceDesk(lambda: source, lambda: engine, challenge=True, workers=1, time=time)
    told = run(eyes, photo_of("kenji"), time)
    assert Hint.TURN in told.hints()
    assert isinstance(told.last(), ending)
    eyes.close()
