"""The events that the session receives. Each carries the monotonic time at which it happened.

Events that answer an effect carry the number of the reception that asked, so that an answer that
comes after the card has changed is recognised and ignored.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kiosk.session.codes import Validity
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
    """The patient's identity could not be proven by any method of this card and desk."""
    NOT_REGISTERED = "eligibility.not_registered"
    NO_SUCH_PERSON = "eligibility.no_such_person"
    SYSTEM_DOWN = "eligibility.system_down"
    NETWORK_DOWN = "eligibility.network_down"
    FOLDER_UNWRITABLE = "folder.unwritable"
    DATA_UNWRITABLE = "data.unwritable"
    """What the kiosk keeps itself (cards, registry, journal) cannot be written."""
    SETTINGS_UNUSABLE = "settings.unusable"
    """A file that config.toml names, such as a token or a certificate, cannot be read."""
    INTERNAL = "internal"
    PHONE_NOT_REGISTERED = "phone.not_registered"
    """利用登録 must be done first, with the card."""
    PHONE_PIN_LOCKED = "phone.pin_locked"
    PHONE_CONNECTION = "phone.connection"
    """The contact with the phone was lost too often."""
    PHONE_MISPLACED = "phone.misplaced"
    """A phone was laid on the card's place, which reads no phones (2025-10-01; portal, 2025)."""
    PHONE_OTHER_KIND = "phone.other_kind"
    """Another kind of phone was held than the patient had chosen."""
    PHOTO_ABSENT = "photo.absent"
    """The card was made before its holder's first birthday, and bears no photo: neither 顔認証 nor
    目視確認 can be used (医師会, 2024)."""
    PRINT_UNREADABLE = "card.print"
    """The device cannot read what is printed on the card: it is turned, or blinded by light."""
    CERTIFICATE_UNKNOWN = "certificate.unknown"
    """A certificate that was renewed so lately that the national system does not know it yet."""


class CardKind(StrEnum):
    """Kinds of cards and phones that a reception treats differently (docs/card.md)."""

    MY_NUMBER = "my_number"
    FACE_ONLY = "face_only"
    """顔認証マイナンバーカード: no PIN was ever set."""
    ANDROID = "android"
    IPHONE = "iphone"


PHONES = frozenset({CardKind.ANDROID, CardKind.IPHONE})
"""Kinds of cards that are held on the reader for a moment and not left there."""


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
    """What a patient can press; keys of a keypad and touch send the same."""

    FACE = "face"
    PIN = "pin"
    SMARTPHONE = "smartphone"
    VISUAL = "visual"
    """目視確認 at the reader, which staff choose on the patient's screen (since 2025-03)."""
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
    """Move the buttons down into reach from a wheelchair, or up again."""
    LANGUAGE = "language"
    """Open or close the choice of languages."""
    CHOOSE_LANGUAGE = "choose_language"
    """Choose the language whose index in `Language` is the press's digit."""


class StaffPress(StrEnum):
    """What the staff window can ask of a running reception."""

    CANCEL = "cancel"
    RESTART = "restart"
    """Cancel, and receive the same card as a new reception."""
    START_VISUAL = "start_visual"
    """目視確認モード on: for one patient, or for a number of minutes."""
    END_VISUAL = "end_visual"
    """Back to 無人運転モード."""
    CONFIRM_VISUAL = "confirm_visual"
    REFUSE_VISUAL = "refuse_visual"


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What is known of a card before its holder's identity is proven; nothing personal.

    `pin_tries` is what the card answered to an empty VERIFY; None when the card has no such PIN.
    """

    kind: CardKind
    pin_tries: int | None
    has_photo: bool
    token: bytes = field(default=b"", repr=False, compare=False)
    """Identifies the card within one run of the program; contains nothing personal."""
    expired: bool = False
    """The card's own date has passed; it still serves as insurance card for some months."""


@dataclass(frozen=True, slots=True)
class PatientFacts:
    """What eligibility says of an identified patient, as far as the screens depend on it.

    `certificate_ends` is set when the certificate is expiring or in its grace, and
    `certificate_serves` in its grace: the last day on which it serves as insurance card.
    `days_left` counts to the first, in the grace to the second.
    """

    registered: bool
    age: int
    certificate: CertificateState = CertificateState.VALID
    certificate_ends: date | None = None
    days_left: int = 0
    has_specific_disease: bool = False
    has_subsidy: bool = False
    certificate_serves: date | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Base of all events; `at` is in monotonic seconds."""

    at: float


@dataclass(frozen=True, slots=True)
class Tick(Event):
    """Time has passed and nothing else has happened."""


@dataclass(frozen=True, slots=True)
class ReaderEvent(Event):
    """Base of what a reader tells; `phones`: it is the phones' own one (汎用カードリーダー)."""

    phones: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class ReaderReady(ReaderEvent):
    """A reader is there and can be used."""


@dataclass(frozen=True, slots=True)
class ReaderDown(ReaderEvent):
    """The reader cannot be used, for the reason named."""

    fault: Fault


@dataclass(frozen=True, slots=True)
class CardPlaced(ReaderEvent):
    """A card, or something that may be one, is on the reader.

    `stayed`: a card was there when the reader was lost, so this may be the same one, left behind.
    """

    stayed: bool = False


@dataclass(frozen=True, slots=True)
class CardTaken(ReaderEvent):
    """The reader is empty."""


@dataclass(frozen=True, slots=True)
class Answer(Event):
    """Base of events that answer an effect of reception number `reception`."""

    reception: int


@dataclass(frozen=True, slots=True)
class CardRead(Answer):
    """The card was recognised and its free data read.

    `face_fault` says why 顔認証 is impossible with this card or desk; None when it is possible.
    `password`: the facility has a 目視モード用パスワード. `phones`: it lies on the phones' own
    reader.
    """

    facts: CardFacts
    face_fault: Fault | None = None
    age: int | None = field(default=None, repr=False)
    """Of the holder, in years, where the card's photo could be opened."""
    password: bool = False
    phones: bool = False


@dataclass(frozen=True, slots=True)
class PhotoOpened(Answer):
    """照合番号B was tried; `fault` says why 顔認証 is still impossible, None if it is possible."""

    fault: Fault | None = None
    age: int | None = field(default=None, repr=False)
    """Of the holder, in years, where the photo is open."""


@dataclass(frozen=True, slots=True)
class PinChecked(Answer):
    """The card compared the PIN; `left` tries remain (0 means locked)."""

    correct: bool
    left: int


@dataclass(frozen=True, slots=True)
class PasswordChecked(Answer):
    """The 目視モード用パスワード was compared; `wait` seconds must pass first when it was not."""

    correct: bool
    wait: float = 0.0


@dataclass(frozen=True, slots=True)
class FaceSeen(Answer):
    """A frame was examined: a hint for the patient, and the progress of the decision (0 to 1).

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
    """The person before the camera could not be matched with the card's photo."""


@dataclass(frozen=True, slots=True)
class Identified(Answer):
    """Eligibility accepted the certificate and found its holder."""

    patient: PatientFacts


@dataclass(frozen=True, slots=True)
class Registered(Answer):
    """初回登録 was carried out: the card now serves as the insurance card."""


@dataclass(frozen=True, slots=True)
class Delivered(Answer):
    """The consents are registered and the result file is written.

    `result` is the path of the file and `validity` how the person is insured (OQSCD006), both for
    the record.
    """

    result: str = ""
    validity: str = ""

    @property
    def valid(self) -> bool:
        """Whether the insurance is 有効, so that the patient may be told so."""
        return self.validity == Validity.VALID.value


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
    """The rules were changed; a running reception keeps the old ones."""

    rules: Rules


@dataclass(frozen=True, slots=True)
class Paused(Event):
    """A demonstrator stops or resumes time; while it is stopped no deadline passes."""

    on: bool


@dataclass(frozen=True, slots=True)
class StaffPressed(Event):
    """A press at the staff's window; `minutes` is for START_VISUAL, None means one patient.

    `reception` is the number shown to staff; the press is ignored when another one runs. None
    means the running one.
    """

    press: StaffPress
    minutes: int | None = None
    reception: int | None = None
