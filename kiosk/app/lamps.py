"""The lamps of one desk's devices: what is broken, as screens and moments tell it."""

from collections.abc import Iterator, Mapping, Sequence

from kiosk.app import doctor
from kiosk.config import Config
from kiosk.runner import Moment
from kiosk.session.effects import Outcome
from kiosk.session.events import Fault
from kiosk.session.view import (
    ErrorPage,
    FacePage,
    FaceUnprovenPage,
    IdlePage,
    MethodPage,
    Page,
    Why,
)
from ui.i18n import Texts
from ui.staff.model import Lamp

DEVICES: dict[str, frozenset[Fault]] = {
    "reader": frozenset(
        {Fault.STARTING, Fault.READER_MISSING, Fault.READER_SERVICE_DOWN, Fault.READER_BUSY}
    ),
    "camera": frozenset({Fault.CAMERA_MISSING, Fault.CAMERA_ENDED, Fault.ENGINE_WEIGHTS}),
    "network": frozenset({Fault.SYSTEM_DOWN, Fault.NETWORK_DOWN}),
    "folder": frozenset({Fault.FOLDER_UNWRITABLE}),
}


def examine(config: Config) -> dict[str, str]:
    """The doctor's sentence for each device that is broken; takes a moment."""
    looks = [("folder", doctor.folder(config)), ("camera", doctor.camera(config))]
    if config.reader.kind == "pcsc":
        looks += [("reader", finding) for finding in doctor.card_readers(config)]
    return {device: finding.sentence for device, finding in looks if not finding.good}


class Lamps:
    """One desk's; `faults` has a device only while it is broken."""

    def __init__(self) -> None:
        self.faults: dict[str, Fault] = {}
        self._advice: dict[str, str] = {}
        self._phase = ""

    def broken(self, fault: Fault | None) -> None:
        """A fault was met; one that is no device's changes nothing."""
        for device, faults in DEVICES.items():
            if fault in faults:
                self.faults = {**self.faults, device: fault}

    def mended(self, device: str) -> None:
        """A device has just done its work."""
        self.faults = {name: fault for name, fault in self.faults.items() if name != device}

    def seen(self, page: Page) -> None:
        """What the patient's screen says of the devices."""
        match page:
            case IdlePage(fault=None):
                self.mended("reader")
            case IdlePage(fault=fault) | ErrorPage(fault=fault) | FaceUnprovenPage(fault=fault):
                self.broken(fault)
            case MethodPage(face=Why.NO_CAMERA):
                self.broken(Fault.CAMERA_MISSING)
            case FacePage(progress=progress) if progress > 0:
                self.mended("camera")
            case _:
                pass

    def happened(self, moment: Moment) -> None:
        """What a reception's course says of the devices."""
        if moment.phase == "Identifying" and self._phase == "MatchingFace":
            self.mended("camera")
        self._phase = moment.phase
        self.broken(moment.fault)
        if moment.outcome is Outcome.COMPLETED:
            self.mended("network")
            self.mended("folder")

    def registry(self, *, down: bool) -> None:
        """Whether the registry could be read just now."""
        if down:
            self.broken(Fault.SYSTEM_DOWN)
        elif self.faults.get("network") is Fault.SYSTEM_DOWN:
            self.mended("network")

    def advised(self, findings: Mapping[str, str]) -> None:
        """What the doctor found, see `examine`; the reader tells of itself."""
        self._advice = dict(findings)
        if "folder" in findings:
            self.broken(Fault.FOLDER_UNWRITABLE)
        if "camera" in findings:
            self.broken(Fault.CAMERA_MISSING)

    def shown(self, texts: Texts) -> Iterator[Lamp]:
        """As the window draws them, in the order of `DEVICES`."""
        for device in DEVICES:
            fault = self.faults.get(device)
            if fault is None:
                yield Lamp(device)
            else:
                advice = self._advice.get(device) or texts(f"fault.{fault}")
                yield Lamp(device, texts(f"lamp.fault.{fault}"), advice)

    @staticmethod
    def all(desks: Sequence["Lamps"], texts: Texts) -> tuple[Lamp, ...]:
        """One lamp a device over all desks: the first that is broken, with its desk's number."""
        lamps: dict[str, Lamp] = {}
        for number, desk in enumerate(desks, 1):
            for lamp in desk.shown(texts):
                kept = lamps.get(lamp.device)
                if kept is None or (lamp.sentence and not kept.sentence):
                    named = f"{number}番 " if lamp.sentence and len(desks) > 1 else ""
                    lamps[lamp.device] = Lamp(lamp.device, named + lamp.sentence, lamp.advice)
        return tuple(lamps.values())
