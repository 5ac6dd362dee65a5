"""The faults of the catalogue, armed and mended at a desk, and which of them struck."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from drivers.camera.source import Source
from drivers.camera.sources.faulty_source import FaultInterval, FaultySource, SourceFault
from drivers.card.virtual.faulty_card import CardFault, parse
from kiosk.apps.table.fault_catalog import CATALOGUE, FOR_EVER, Laying, TableFault, laying
from kiosk.apps.table.faulty_eligibility import FaultyEligibility, Wrong
from kiosk.config import CameraConfig
from kiosk.desk.sources import camera
from kiosk.personas import Persona
from kiosk.session.events import Fault
from kiosk.timing import Time

STANDING_S = 2.0
"""Second of a shipped clip from which its person stands still."""
FURTHER = (
    TableFault("camera.drop", "欠ける", "camera", camera=SourceFault.DROP),
    TableFault("camera.torn", "乱れる", "camera", camera=SourceFault.TORN),
    TableFault("camera.wrong_size", "大きさが違う", "camera", camera=SourceFault.WRONG_SIZE),
    TableFault("camera.slow", "遅い", "camera", camera=SourceFault.SLOW),
)
"""The camera's other faults, which the demonstrator's table does not show."""
ALL = {fault.id: fault for fault in (*CATALOGUE, *FURTHER)}
"""Every fault that can be armed, by its id."""


class Faults:
    """The armed faults of one desk. `struck` is called with a fault's id when it first strikes.

    A fault of a card applies to the next card that is inserted, the others at once. `reader` is
    told what the card reader reports, and None when it works again; `keep_settings` whether it
    keeps 環境設定 as it is.
    """

    def __init__(
        self, system: FaultyEligibility, time: Time, struck: Callable[[str], None]
    ) -> None:
        self._system, self._time, self._struck = system, time, struck
        self._armed: dict[str, TableFault] = {}
        self._first: dict[str, int] = {}
        """The camera's frames from which faults strike."""
        self._told: set[str] = set()
        self._playing: list[FaultySource] = []
        self._broken: Fault | None = None
        self.reader: Callable[[Fault | None], None] = lambda _: None
        self.keep_settings: Callable[[bool], None] = lambda _: None
        system.struck = self._system_struck

    @property
    def armed(self) -> tuple[str, ...]:
        """The ids of the armed faults, sorted."""
        return tuple(sorted(self._armed))

    @property
    def known(self) -> tuple[str, ...]:
        """The ids of the catalogue."""
        return tuple(ALL)

    @property
    def standing(self) -> bool:
        """Whether a fault wants a clip to begin when its person stands still."""
        return any(fault.standing for fault in self._armed.values())

    @property
    def challenge(self) -> bool:
        """Whether a fault asks for the turn of the head too."""
        return any(fault.challenge for fault in self._armed.values())

    def arm(self, name: str, frame: int = 0) -> None:
        """Arm a fault of the catalogue, one of the camera from that frame on.

        Raises KeyError, and ValueError for a frame where no camera is concerned.
        """
        if frame and ALL[name].camera is None:
            raise ValueError(f"{name} is no fault of the camera, so it cannot begin at a frame")
        self._armed[name] = ALL[name]
        self._first[name] = frame
        self._told.discard(name)
        self._spread()

    def mend(self, name: str) -> None:
        """Switch a fault off; one that is not armed is ignored. Raises KeyError."""
        self._armed.pop(ALL[name].id, None)
        self._spread()

    def laying(self, persona: Persona, extra: Sequence[Mapping[str, Any]]) -> Laying:
        """How the card or phone that is inserted now lies: the faults given with it come first.

        Raises ValueError with a sentence for an entry that is no card fault.
        """
        given = parse([dict(entry) for entry in extra])
        for name, fault in self._armed.items():
            if fault.laid and fault.concerns(persona):
                self._tell(name)
        laid = laying(persona, self._armed.values())
        return replace(laid, faults=(*given, *laid.faults))

    def card_struck(self, fault: CardFault) -> None:
        """A card has answered with this fault."""
        names = [name for name, armed in self._armed.items() if fault in armed.card]
        self._tell(names[0] if names else fault.name)

    def settings_stale(self) -> None:
        """A change of 環境設定 did not reach the reader."""
        for name, fault in self._armed.items():
            if fault.keeps_settings:
                self._tell(name)

    def source(self, settings: CameraConfig) -> Callable[[], Source]:
        """Makes the camera's source, to which the armed faults are added while it plays."""

        def make() -> Source:
            start = STANDING_S if self.standing else settings.start
            clean = camera(settings.model_copy(update={"start": start}), self._time)
            made = FaultySource(
                clean, self._intervals(), sleep=self._time.sleep, struck=self._camera_struck
            )
            self._playing = [made]
            return made

        return make

    def _intervals(self) -> tuple[FaultInterval, ...]:
        return tuple(
            FaultInterval(fault.camera, self._first[name], FOR_EVER)
            for name, fault in self._armed.items()
            if fault.camera
        )

    def _spread(self) -> None:
        armed = self._armed.values()
        self._system.set_faults(fault.system for fault in armed if fault.system)
        for source in self._playing:
            source.set_faults(self._intervals())
        self.keep_settings(any(fault.keeps_settings for fault in armed))
        broken = {fault.reader: name for name, fault in self._armed.items() if fault.reader}
        first = next(iter(broken), None)
        if first is not self._broken:
            self._broken = first
            self.reader(first)
            if first is not None:
                self._tell(broken[first])

    def _camera_struck(self, trouble: SourceFault) -> None:
        for name, fault in self._armed.items():
            if fault.camera is trouble:
                self._tell(name)

    def _system_struck(self, wrong: Wrong) -> None:
        for name, fault in tuple(self._armed.items()):
            if fault.system is wrong:
                self._tell(name)

    def _tell(self, name: str) -> None:
        if name not in self._told:
            self._told.add(name)
            self._struck(name)
