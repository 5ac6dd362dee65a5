"""The input of the demo's camera: the chosen clip, with the chosen faults."""

from collections.abc import Callable, Sequence
from functools import partial

from drivers.camera.source import Source
from drivers.camera.sources.faulty_source import FaultySource
from kiosk.apps.table.fault_catalog import TableFault
from kiosk.apps.table.tiles import FRAMES, OWNER, frames, seen, thumbnail
from kiosk.config import Config
from kiosk.desk.devices import Desk
from kiosk.desk.sources import camera
from kiosk.personas import Persona
from kiosk.personas.schema import FOLDER as PERSONAS
from kiosk.timing import Time, Worker
from ui.table.model import FrameTile

STANDING_S = 2.0
"""Second of a shipped clip from which its person stands still."""


class CameraInput:
    """Switches a desk's camera to the chosen clip. `playing` is the id of a clip.

    A fault strikes the clip that plays, from its next frame on.
    """

    def __init__(self, config: Config, frames: str, time: Time) -> None:
        """`frames` is the id of the clip that plays first."""
        self._time = time
        self._camera, self._challenge = config.camera, config.face.challenge
        self.playing = frames
        self._filmed: object = None
        self._source: FaultySource | None = None
        self._pictures: dict[str, bytes] = {}
        self._wanted: set[str] = set()
        self._draw: Callable[[str], object] = lambda name: None

    def prepare(self, worker: Worker, ready: Callable[[], None]) -> None:
        """Make the clips' small pictures in `worker`; `ready` is called there for each."""

        def picture(name: str) -> None:
            file = next((PERSONAS / "clips").glob(f"{name}.*"), None)
            if file is not None:
                self._pictures[name] = thumbnail(file)
                ready()

        self._draw = lambda name: worker.submit(partial(picture, name))
        for name in FRAMES:
            self._wanted.add(name)
            self._draw(name)

    def aim(self, desk: Desk, persona: Persona | None, wrong: Sequence[TableFault]) -> None:
        """Switch the desk's camera to the chosen clip (or the card owner's), with these faults."""
        name = seen(self.playing, persona)
        intervals = tuple(each for one in wrong for each in one.intervals)
        start = STANDING_S if any(one.standing for one in wrong) else self._camera.start
        desk.face_desk.challenge = self._challenge or any(one.challenge for one in wrong)
        self._intervals = intervals
        if self._source is not None:
            self._source.set_faults(intervals)
        if self._filmed == (name, start):
            return
        self._filmed = (name, start)
        settings = self._camera.model_copy(update={"source": name, "start": start})

        def source() -> Source:
            clean = camera(settings, self._time)
            self._source = FaultySource(clean, self._intervals, sleep=self._time.sleep)
            return self._source

        desk.camera.choose(source)

    def tiles(self, persona: Persona | None) -> tuple[FrameTile, ...]:
        """The clips as the table shows them; the owner's picture is made once it is wanted."""
        if (owners := seen(OWNER, persona)) not in self._wanted:
            self._wanted.add(owners)
            self._draw(owners)
        return tuple(
            FrameTile(name, label, self._pictures.get(seen(name, persona), b""))
            for name, label in frames(self.playing).items()
        )
