"""What may happen to a reception. Every event carries the monotonic time at which it happened.

Events that answer an effect carry the number of the reception that asked, so that an answer that
comes after the card has changed is recognised as stale and dropped.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kiosk.session.rules import Rules


class Fault(StrEnum):
    """Why something could not be done: one name for the log, the journal and the screens' texts."""

    STARTING = "starting"
    """The kiosk itself is not yet ready."""
    READER_MISSING = "reader.missing"
    READER_SERVICE_DOWN = "reader.service_down"
    READER_BUSY = "reader.busy"
    CARD_UNREADABLE = "card.unreadable"
    CARD_NOT_MY_NUMBER = "card.not_my_number"
    CARD_SECOND = "card.second"
    CARD_EXPIRED = "card.expired"
    CARD_MALFORMED = "card.malformed"
    CARD_TAKEN = "card.taken"
    CERTIFICATE_INVALID = "certificate.invalid"
    """Revoked, or expired for longer than the grace: the device's error 006."""
    PIN_LOCKED = "pin.locked"
    PHOTO_UNREADABLE = "photo.unreadable"
    CODE_B_MISSING = "code_b.missing"
    """照合番号B is not known, so the photo on the chip cannot be opened."""
    CODE_B_WRONG = "code_b.wrong"
    CAMERA_MISSING = "camera.missing"
    CAMERA_ENDED = "camera.ended"
    ENGINE_WEIGHTS = "engine.weights"
    IDENTITY_REFUSED = "identity.refused"
    """No method that this card and this desk offer has proven who the patient is."""
    NOT_REGISTERED = "eligibility.not_registered"
    NO_SUCH_PERSON = "eligibility.no_such_person"
    SYSTEM_DOWN = "eligibility.system_down"
    NETWORK_DOWN = "eligibility.network_down"
    FOLDER_UNWRITABLE = "folder.unwritable"
    DATA_UNWRITABLE = "data.unwritable"
    """What the kiosk keeps itself (cards, registry, journal) cannot be written."""
    INTERNAL = "internal"
    PHONE_NOT_REGISTERED = "phone.not_registered"
    """利用登録 comes first, and that is done with the card."""
    PHONE_PIN_LOCKED = "phone.pin_locked"
    PHONE_CONNECTION = "phone.connection"
    """The contact with the phone broke off again and again."""


PHONE_FAULTS = frozenset(
    {Fault.PHONE_NOT_REGISTERED, Fault.PHONE_PIN_LOCKED, Fault.PHONE_CONNECTION}
)
"""Faults of a phone: the card will do instead."""


FACE_FAULTS = frozenset(
    {Fault.CAMERA_MISSING, Fault.CAMERA_ENDED, Fault.ENGINE_WEIGHTS, Fault.PHOTO_UNREADABLE}
)
"""Faults of 顔認証 alone: every other method is as good as before."""


class CardKind(StrEnum):
    """What lies on the reader, as far as a reception must tell them apart (card.md 7 and 8)."""

    MY_NUMBER = "my_number"
    FACE_ONLY = "face_only"
    """顔認証マイナンバーカード: no PIN was ever set."""
    ANDROID = "android"
    IPHONE = "iphone"


PHONES = frozenset({CardKind.ANDROID, CardKind.IPHONE})
"""What is held on the reader for a moment, and never left there."""


class Method(StrEnum):
    """How the patient's identity is proven (本人確認方法)."""

    FACE = "face"
    PIN = "pin"
    VISUAL = "visual"
    PHONE = "phone"
    """The certificate on a phone: opened by its PIN, or by the phone itself."""


class Hint(StrEnum):
    """What the patient should do so that the next frame can be matched."""

    ALIGN = "align"
    CLOSER = "closer"
    FARTHER = "farther"
    CENTER = "center"
    LIGHT = "light"
    BACKLIT = "backlit"
    ALONE = "alone"
    FACE_FRONT = "face_front"
    STEADY = "steady"
    EYES = "eyes"
    MASK = "mask"
    TURN = "turn"
    HOLD = "hold"


class CertificateState(StrEnum):
    """Standing of the authentication certificate on the day of the reception."""

    VALID = "valid"
    EXPIRING = "expiring"
    """Ends within three months: the patient is told."""
    GRACE = "grace"
    """Ended up to three months ago: eligibility only, no medical information."""


class Press(StrEnum):
    """Everything a patient can press; keys and touch send the same."""

    FACE = "face"
    PIN = "pin"
    SMARTPHONE = "smartphone"
    IPHONE = "iphone"
    ANDROID = "android"
    DIGIT = "digit"
    ERASE = "erase"
    ENTER = "enter"
    CONFIRM = "confirm"
    REGISTER = "register"
    NOT_REGISTER = "not_register"
    AGREE = "agree"
    DISAGREE = "disagree"
    AGREE_ALL = "agree_all"
    DISAGREE_ALL = "disagree_all"
    ONE_BY_ONE = "one_by_one"
    ELECTRONIC = "electronic"
    PAPER = "paper"
    PROVIDE = "provide"
    WITHHOLD = "withhold"
    BACK = "back"
    EXTEND = "extend"
    TEXT_SIZE = "text_size"
    CONTRAST = "contrast"
    VOICE = "voice"
    REACH = "reach"
    """Bring what is touched down into reach from a wheelchair, or up again."""
    LANGUAGE = "language"
    """Open or close the choice of languages."""
    CHOOSE_LANGUAGE = "choose_language"
    """The language whose place in `Language` is the press's digit."""


class StaffPress(StrEnum):
    """What the staff window can ask of a running reception."""

    CANCEL = "cancel"
    RESTART = "restart"
    """The same card from the beginning, as a new reception."""
    START_VISUAL = "start_visual"
    """目視確認モード on: for one patient, or for a number of minutes."""
    END_VISUAL = "end_visual"
    """Back to 無人運転モード."""
    CONFIRM_VISUAL = "confirm_visual"
    REFUSE_VISUAL = "refuse_visual"


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What is known of a card before anybody has proven whose it is; nothing personal.

    `pin_tries` is what the card answered to an empty VERIFY; None when the card has no such PIN.
    """

    kind: CardKind
    pin_tries: int | None
    has_photo: bool
    token: bytes = field(default=b"", repr=False, compare=False)
    """The same for the same card and no other, within one run; names nobody."""


@dataclass(frozen=True, slots=True)
class PatientFacts:
    """What the eligibility side says of a proven patient, as far as the screens depend on it.

    `certificate_ends` is set when the certificate is expiring or in its grace.
    """

    registered: bool
    age: int
    certificate: CertificateState = CertificateState.VALID
    certificate_ends: date | None = None
    days_left: int = 0
    has_specific_disease: bool = False
    has_subsidy: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """Base of all events; `at` is in monotonic seconds."""

    at: float


@dataclass(frozen=True, slots=True)
class Tick(Event):
    """Time has passed and nothing else has happened."""


@dataclass(frozen=True, slots=True)
class ReaderReady(Event):
    """A card reader is there and can be used."""


@dataclass(frozen=True, slots=True)
class ReaderDown(Event):
    """The card reader cannot be used, for the reason named."""

    fault: Fault


@dataclass(frozen=True, slots=True)
class CardPlaced(Event):
    """Something that answers, or may answer, lies on the reader.

    `stayed`: a card lay there already when the reader was lost, so nobody laid this one down now.
    """

    stayed: bool = False


@dataclass(frozen=True, slots=True)
class CardTaken(Event):
    """The reader is empty."""


@dataclass(frozen=True, slots=True)
class Answer(Event):
    """Base of events that answer an effect of reception number `reception`."""

    reception: int


@dataclass(frozen=True, slots=True)
class CardRead(Answer):
    """The card was recognised and its free data read.

    `face_fault` says why 顔認証 is impossible with this card or this desk; None when it is not.
    """

    facts: CardFacts
    face_fault: Fault | None = None
    age: int | None = field(default=None, repr=False)
    """Of the holder, in years, where the card's photo could be opened."""


@dataclass(frozen=True, slots=True)
class PhotoOpened(Answer):
    """照合番号B was tried; `fault` says why 顔認証 is still impossible, None when it is not."""

    fault: Fault | None = None
    age: int | None = field(default=None, repr=False)
    """Of the holder, in years, where the photo is open."""


@dataclass(frozen=True, slots=True)
class PinChecked(Answer):
    """The card compared the PIN; `left` tries remain (0 means locked)."""

    correct: bool
    left: int


@dataclass(frozen=True, slots=True)
class FaceSeen(Answer):
    """A frame was looked at: what to do next, and how far the decision is (0 to 1).

    `face` is the middle of the face in the picture on the screen, each 0 to 1 from left and top.
    """

    hint: Hint
    progress: float
    face: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class FaceMatched(Answer):
    """The person before the camera is the person of the card's photo."""


@dataclass(frozen=True, slots=True)
class FaceRefused(Answer):
    """The person before the camera is not, as far as can be told, the person of the photo."""


@dataclass(frozen=True, slots=True)
class Identified(Answer):
    """The certificate was accepted and the person it belongs to found."""

    patient: PatientFacts


@dataclass(frozen=True, slots=True)
class Registered(Answer):
    """初回登録 was carried out: the card now serves as the insurance card."""


@dataclass(frozen=True, slots=True)
class Delivered(Answer):
    """Consents are registered and the result is where the reception's computers find it.

    `result` is the name under which it lies there, for the journal.
    """

    result: str = ""


@dataclass(frozen=True, slots=True)
class Failed(Answer):
    """An effect could not be carried out, for the reason named."""

    fault: Fault


@dataclass(frozen=True, slots=True)
class Pressed(Event):
    """The patient pressed something; DIGIT and CHOOSE_LANGUAGE carry a `digit`."""

    press: Press
    digit: int | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class RulesChanged(Event):
    """Other rules were set; who is already being received goes on under the old ones."""

    rules: Rules


@dataclass(frozen=True, slots=True)
class Paused(Event):
    """A demonstrator holds time, or lets it go on: while it is held no screen leaves by itself."""

    on: bool


@dataclass(frozen=True, slots=True)
class StaffPressed(Event):
    """Staff asked something of the kiosk; `minutes` belongs to START_VISUAL, None: one patient.

    `reception` is the one that staff had before their eyes: another one is left alone. None:
    whichever runs.
    """

    press: StaffPress
    minutes: int | None = None
    reception: int | None = None
