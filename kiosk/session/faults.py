"""What is known of each fault: its number, where it arises, and how a reception goes on."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.session.events import Fault


class Place(StrEnum):
    """Where a fault arises."""

    KIOSK = "kiosk"
    READER = "reader"
    CARD = "card"
    PHONE = "phone"
    CAMERA = "camera"
    NETWORK = "network"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class FaultFacts:
    """The facts of one fault.

    `number` is told to staff: that of the real device where it is public (docs/faults.md), else an
    own one (E…), which never changes. `refuses`: the card or the person is rejected; else a device
    or a service failed. `put_back`: placing the card or phone again may solve it. `face_only`: the
    other methods can still be used.
    """

    number: str
    place: Place
    refuses: bool = False
    put_back: bool = False
    face_only: bool = False

    @property
    def known(self) -> bool:
        """Whether the number is one of the real device."""
        return not self.number.startswith("E")


FAULTS: dict[Fault, FaultFacts] = {
    Fault.STARTING: FaultFacts("E99", Place.READER),
    Fault.READER_MISSING: FaultFacts("E100", Place.READER),
    Fault.READER_SERVICE_DOWN: FaultFacts("E101", Place.READER),
    Fault.READER_BUSY: FaultFacts("E102", Place.READER),
    Fault.CARD_UNREADABLE: FaultFacts("001", Place.CARD, put_back=True),
    Fault.CARD_NOT_MY_NUMBER: FaultFacts("002", Place.CARD, refuses=True, put_back=True),
    Fault.CARD_SECOND: FaultFacts("E105", Place.CARD, put_back=True),
    Fault.CARD_EXPIRED: FaultFacts("E106", Place.CARD, refuses=True),
    Fault.CARD_MALFORMED: FaultFacts("E107", Place.CARD),
    Fault.CARD_TAKEN: FaultFacts("E108", Place.CARD),
    Fault.CERTIFICATE_INVALID: FaultFacts("006", Place.CARD, refuses=True),
    Fault.PIN_LOCKED: FaultFacts("E110", Place.CARD, refuses=True),
    Fault.PHOTO_UNREADABLE: FaultFacts("E111", Place.CARD, face_only=True),
    Fault.CODE_B_MISSING: FaultFacts("E112", Place.CARD),
    Fault.CODE_B_WRONG: FaultFacts("E113", Place.CARD),
    Fault.CAMERA_MISSING: FaultFacts("E114", Place.CAMERA, face_only=True),
    Fault.CAMERA_ENDED: FaultFacts("E115", Place.CAMERA, face_only=True),
    Fault.ENGINE_WEIGHTS: FaultFacts("E116", Place.CAMERA, face_only=True),
    Fault.IDENTITY_REFUSED: FaultFacts("E117", Place.CARD, refuses=True),
    Fault.NOT_REGISTERED: FaultFacts("E118", Place.CARD, refuses=True),
    Fault.NO_SUCH_PERSON: FaultFacts("E119", Place.CARD, refuses=True),
    Fault.SYSTEM_DOWN: FaultFacts("E120", Place.NETWORK),
    Fault.NETWORK_DOWN: FaultFacts("E121", Place.NETWORK),
    Fault.FOLDER_UNWRITABLE: FaultFacts("E122", Place.FOLDER),
    Fault.DATA_UNWRITABLE: FaultFacts("E123", Place.FOLDER),
    Fault.SETTINGS_UNUSABLE: FaultFacts("E127", Place.NETWORK),
    Fault.INTERNAL: FaultFacts("E124", Place.KIOSK),
    Fault.PHONE_NOT_REGISTERED: FaultFacts("E125", Place.PHONE, refuses=True, put_back=True),
    Fault.PHONE_PIN_LOCKED: FaultFacts("E126", Place.PHONE, refuses=True, put_back=True),
    # Published for マイナ在宅受付Web only (SANO); here a contact with the reader that broke off.
    Fault.PHONE_CONNECTION: FaultFacts("OQC-OWSE0900000", Place.PHONE, put_back=True),
    Fault.PHONE_MISPLACED: FaultFacts("E130", Place.PHONE, refuses=True),
    Fault.PHONE_OTHER_KIND: FaultFacts("E131", Place.PHONE, refuses=True),
    Fault.PHOTO_ABSENT: FaultFacts("E128", Place.CARD, face_only=True),
    Fault.PRINT_UNREADABLE: FaultFacts("E132", Place.CARD, face_only=True),
    Fault.CERTIFICATE_UNKNOWN: FaultFacts("E129", Place.CARD, refuses=True),
}

REFUSALS = frozenset(fault for fault, facts in FAULTS.items() if facts.refuses)
"""Faults that reject the card or the person; other faults are failures of devices or services."""
PUT_BACK = frozenset(fault for fault, facts in FAULTS.items() if facts.put_back)
"""Faults that may be solved by placing the card again."""
FACE_FAULTS = frozenset(fault for fault, facts in FAULTS.items() if facts.face_only)
"""Faults of 顔認証 alone; the other methods can still be used."""
PHONE_FAULTS = frozenset(fault for fault, facts in FAULTS.items() if facts.place is Place.PHONE)
"""Faults of a phone; the patient can still use the card."""


def at(place: Place) -> frozenset[Fault]:
    """The faults that arise at a place."""
    return frozenset(fault for fault, facts in FAULTS.items() if facts.place is place)
