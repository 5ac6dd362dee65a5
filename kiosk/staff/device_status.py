"""The status of a desk's devices, derived from its screens, moments and the doctor's findings."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from kiosk.config import Config
from kiosk.desk import doctor
from kiosk.desk.finding import Finding
from kiosk.desk.receptions.journal import JournalTrouble
from kiosk.records.record import Moment
from kiosk.session.effects import Outcome
from kiosk.session.events import Fault
from kiosk.session.faults import Place, at
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
    str(place): at(place) for place in (Place.READER, Place.CAMERA, Place.NETWORK, Place.FOLDER)
}
"""The faults that light a lamp, by device."""

FOUND = {"folder": Fault.FOLDER_UNWRITABLE, "camera": Fault.CAMERA_MISSING}
"""The fault of a device for which a finding of the doctor stands; the reader reports its own."""


def examine(config: Config, *, virtual: bool) -> dict[str, Finding]:
    """The doctor's bad findings by device, which are logged too. Takes up to a few seconds.

    `virtual`: cards are placed by the program, so no reader is looked for.
    """
    looks = [("camera", doctor.camera(config)), *_folders(config)]
    if not virtual:
        looks += [("reader", finding) for finding in doctor.card_readers(config)]
    found: dict[str, Finding] = {}
    for device, finding in looks:
        if not finding.good:
            log.warning("%s: %s", device, finding.sentence)
            found.setdefault(device, finding)
    return found


def examine_folders(config: Config) -> dict[str, Finding]:
    """The bad findings on folders only, which may fill up at any time; fast."""
    return {device: finding for device, finding in _folders(config) if not finding.good}


def _folders(config: Config) -> list[tuple[str, Finding]]:
    return [("folder", doctor.folder(config)), ("answers", doctor.answers(config))]


FOLDERS = ("folder", "answers")


def words(texts: Texts, finding: Finding) -> str:
    """A finding of the doctor in the staff's words."""
    return texts(f"doctor.{finding.topic}", place=finding.place)


class Waits(StrEnum):
    """What must be done before a change of 環境設定 is in force at the reader."""

    SIGN_OUT = "sign_out"
    RESTART = "restart"


class Lamps:
    """The lamps of one desk; `faults` has an entry for each broken device."""

    def __init__(self) -> None:
        self.faults: dict[str, Fault] = {}
        self._advice: dict[str, Finding] = {}
        self._phase = ""
        self._unrecorded: Finding | None = None
        self.waits: Waits | None = None
        """What a change of 環境設定 waits for; None where the reader has it."""

    def broken(self, fault: Fault | None) -> None:
        """Note a fault; a fault of no device changes nothing."""
        for device, faults in DEVICES.items():
            if fault in faults:
                self.faults = {**self.faults, device: fault}

    def mended(self, device: str) -> None:
        """Note that a device works."""
        self.faults = {name: fault for name, fault in self.faults.items() if name != device}

    def seen(self, page: Page) -> None:
        """Update from a page of the patient's window."""
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
        """Update from a moment of a reception."""
        if moment.phase == "identifying" and self._phase == "matching_face":
            self.mended("camera")
        self._phase = moment.phase or self._phase
        self.broken(moment.fault)
        if moment.outcome is Outcome.COMPLETED:
            self.mended("network")
            self.mended("folder")

    def registry(self, *, down: bool) -> None:
        """Note whether the registry could be read."""
        if down:
            self.broken(Fault.SYSTEM_DOWN)
        elif self.faults.get("network") is Fault.SYSTEM_DOWN:
            self.mended("network")

    def advised(self, findings: Mapping[str, Finding]) -> None:
        """Update from all findings of the doctor, see `examine`."""
        self._advice = dict(findings)
        for device in findings.keys() & FOUND.keys():
            self.broken(FOUND[device])

    def folders(self, findings: Mapping[str, Finding]) -> None:
        """Update from findings on folders, see `examine_folders`."""
        kept = {name: one for name, one in self._advice.items() if name not in FOLDERS}
        if "folder" not in findings:
            self.mended("folder")
        self.advised({**kept, **findings})

    def recorded(self, trouble: JournalTrouble | None, journal: str) -> None:
        """Note why the journal cannot be written; None when it can."""
        place = str(Path(journal).resolve())
        topic = f"journal.{trouble}"
        found = Finding("journal", False, "", True, topic, place)
        self._unrecorded = found if trouble else None

    def shown(self, texts: Texts) -> Iterator[Lamp]:
        """The lamps as the window draws them, in the order of `DEVICES`."""
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
            elif device == "reader" and self.waits is not None:
                yield Lamp(device, texts("lamp.settings"), texts(f"settings.{self.waits}"))
            else:
                yield Lamp(device)

    @staticmethod
    def all(desks: Sequence["Lamps"], texts: Texts) -> tuple[Lamp, ...]:
        """One lamp for each device over all desks: the first broken one, with its desk's number."""
        lamps: dict[str, Lamp] = {}
        for number, desk in enumerate(desks, 1):
            for lamp in desk.shown(texts):
                kept = lamps.get(lamp.device)
                if kept is None or (lamp.sentence and not kept.sentence):
                    named = f"{number}番 " if lamp.sentence and len(desks) > 1 else ""
                    lamps[lamp.device] = Lamp(lamp.device, named + lamp.sentence, lamp.advice)
        return tuple(lamps.values())
