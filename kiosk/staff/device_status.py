"""The lamps of one desk's devices: what is broken, as screens and moments tell it."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kiosk.config import Config
from kiosk.desk import doctor
from kiosk.desk.doctor import Finding
from kiosk.desk.journal import Trouble
from kiosk.desk.moments import Moment
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
from kiosk.staff.view import Lamp
from kiosk.texts import Texts

log = logging.getLogger(__name__)

DEVICES: dict[str, frozenset[Fault]] = {
    "reader": frozenset(
        {Fault.STARTING, Fault.READER_MISSING, Fault.READER_SERVICE_DOWN, Fault.READER_BUSY}
    ),
    "camera": frozenset({Fault.CAMERA_MISSING, Fault.CAMERA_ENDED, Fault.ENGINE_WEIGHTS}),
    "network": frozenset({Fault.SYSTEM_DOWN, Fault.NETWORK_DOWN}),
    "folder": frozenset({Fault.FOLDER_UNWRITABLE, Fault.DATA_UNWRITABLE}),
}


FOUND = {"folder": Fault.FOLDER_UNWRITABLE, "camera": Fault.CAMERA_MISSING}
"""What a finding of the doctor's says of a device; the reader tells of itself."""


def examine(config: Config) -> dict[str, Finding]:
    """What the doctor finds wrong, by device, each written to the log; takes a moment."""
    looks = [("camera", doctor.camera(config)), *_folders(config)]
    if config.reader.kind == "pcsc":
        looks += [("reader", finding) for finding in doctor.card_readers(config)]
    found: dict[str, Finding] = {}
    for device, finding in looks:
        if not finding.good:
            log.warning("%s: %s", device, finding.sentence)
            found.setdefault(device, finding)
    return found


def examine_folders(config: Config) -> dict[str, Finding]:
    """The same of the folders only, which may fill up at any time; quick."""
    return {device: finding for device, finding in _folders(config) if not finding.good}


def _folders(config: Config) -> list[tuple[str, Finding]]:
    return [("folder", doctor.folder(config)), ("answers", doctor.answers(config))]


FOLDERS = ("folder", "answers")


def words(texts: Texts, finding: Finding) -> str:
    """What the doctor found, as staff are told."""
    return texts(f"doctor.{finding.topic}", place=finding.place)


class Lamps:
    """One desk's; `faults` has a device only while it is broken."""

    def __init__(self) -> None:
        self.faults: dict[str, Fault] = {}
        self._advice: dict[str, Finding] = {}
        self._phase = ""
        self._unrecorded: Finding | None = None

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

    def advised(self, findings: Mapping[str, Finding]) -> None:
        """What the doctor found, see `examine`."""
        self._advice = dict(findings)
        for device in findings.keys() & FOUND.keys():
            self.broken(FOUND[device])

    def folders(self, findings: Mapping[str, Finding]) -> None:
        """What the doctor found of the folders just now, see `examine_folders`."""
        kept = {name: one for name, one in self._advice.items() if name not in FOLDERS}
        if "folder" not in findings:
            self.mended("folder")
        self.advised({**kept, **findings})

    def recorded(self, trouble: Trouble | None, journal: str) -> None:
        """Why the journal cannot be written just now; None: it is."""
        place = str(Path(journal).resolve())
        topic = f"journal.{trouble}"
        found = Finding("journal", False, "", True, topic, place)
        self._unrecorded = found if trouble else None

    def shown(self, texts: Texts) -> Iterator[Lamp]:
        """As the window draws them, in the order of `DEVICES`."""
        for device in DEVICES:
            fault = self.faults.get(device)
            if fault is not None:
                finding = self._advice.get(device)
                advice = words(texts, finding) if finding else texts(f"fault.{fault}")
                yield Lamp(device, texts(f"lamp.fault.{fault}"), advice)
            elif device == "folder" and "answers" in self._advice:
                yield Lamp(device, texts("lamp.answers"), words(texts, self._advice["answers"]))
            elif device == "folder" and self._unrecorded is not None:
                yield Lamp(device, texts("lamp.journal"), words(texts, self._unrecorded))
            else:
                yield Lamp(device)

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
