"""The state of the session: an immutable `State` that holds an immutable phase."""

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from math import inf
from typing import ClassVar

from kiosk.session.effects import Outcome, Prescription
from kiosk.session.events import CardFacts, CardKind, Fault, Hint, Method, PatientFacts
from kiosk.session.rules import Question, Rules


class Language(StrEnum):
    """The patient's language, by its BCP 47 tag; ja-Hira is やさしい日本語."""

    JAPANESE = "ja"
    EASY_JAPANESE = "ja-Hira"
    ENGLISH = "en"
    CHINESE = "zh-CN"
    KOREAN = "ko"
    VIETNAMESE = "vi"
    PORTUGUESE = "pt"


class TextSize(IntEnum):
    """Size of the patient's text in per cent."""

    NORMAL = 100
    LARGE = 150
    LARGEST = 200


@dataclass(frozen=True, slots=True)
class Preferences:
    """Language, voice and look chosen by this patient; reset after each patient.

    `low`: buttons are in the lower part of a tall screen, for a wheelchair or a child.
    """

    text_size: TextSize = TextSize.NORMAL
    contrast: bool = False
    language: Language = Language.JAPANESE
    voice: bool = True
    low: bool = False


def usual(rules: Rules) -> Preferences:
    """The preferences of a patient who has not chosen any."""
    return Preferences(low=rules.low)


@dataclass(frozen=True, slots=True)
class VisualMode:
    """目視確認モード: its begin and end; `until` is None when it ends with the next patient."""

    since: float
    until: float | None


@dataclass(frozen=True, slots=True)
class Phase:
    """Base of all phases: when it began, and its deadline (None: it has none).

    `id` names the phase in records and is public: it never changes.
    """

    id: ClassVar[str]
    since: float
    deadline: float | None


@dataclass(frozen=True, slots=True)
class Idle(Phase):
    """待受. `fault` says why no card can be read now; None when all is well."""

    id = "idle"
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Reading(Phase):
    """The card is being recognised and its photo read."""

    id = "reading"


@dataclass(frozen=True, slots=True)
class ChoosingMethod(Phase):
    """本人確認方法選択."""

    id = "choosing_method"


@dataclass(frozen=True, slots=True)
class MatchingFace(Phase):
    """顔認証: the camera's frames are compared with the card's photo."""

    id = "matching_face"
    hint: Hint = Hint.ALIGN
    hint_since: float = -inf
    progress: float = 0.0
    face: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class FaceUnproven(Phase):
    """顔認証の失敗: the patient chooses how to continue. `fault`: a device was the cause."""

    id = "face_unproven"
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class EnteringPin(Phase):
    """暗証番号. `left` tries remain; the last try is used only after the patient confirms it.

    The PIN of a phone is typed before the phone is held, so `left` may not be known yet.
    """

    id = "entering_pin"
    left: int | None
    digits: str = field(default="", repr=False)
    wrong: bool = False
    checking: bool = False
    last_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class EnteringCode(Phase):
    """照合番号B, typed before 顔認証 when no camera has read the card's face."""

    id = "entering_code"
    digits: str = field(default="", repr=False)
    wrong: bool = False
    checking: bool = False


@dataclass(frozen=True, slots=True)
class EnteringPassword(Phase):
    """目視確認 at the reader: staff look, and type the facility's 目視モード用パスワード.

    `wait`: seconds until the next one is compared, after wrong ones.
    """

    id = "entering_password"
    digits: str = field(default="", repr=False)
    wrong: bool = False
    checking: bool = False
    wait: float = 0.0


@dataclass(frozen=True, slots=True)
class ChoosingPhone(Phase):
    """スマートフォン: iPhone or Android."""

    id = "choosing_phone"


@dataclass(frozen=True, slots=True)
class HoldingPhone(Phase):
    """The patient is asked to hold the phone on the reader.

    `reading` while it is read, `checking` while it compares its PIN; `short`: the last contact was
    too short; `mute`: a phone lay there and did not answer, as PC/SC calls it.
    """

    id = "holding_phone"
    reading: bool = False
    checking: bool = False
    short: bool = False
    mute: bool = False


@dataclass(frozen=True, slots=True)
class VisualCheck(Phase):
    """目視確認: staff compare the patient with the card."""

    id = "visual_check"


@dataclass(frozen=True, slots=True)
class Identifying(Phase):
    """Eligibility is being asked who this is; `method` says how identity was proven.

    `patient` is its answer, kept until the tick of a recognised face was shown long enough.
    """

    id = "identifying"
    method: Method
    patient: PatientFacts | None = None
    face: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class AskingRegistration(Phase):
    """利用登録 of a card that was never registered; `busy` while it is carried out."""

    id = "asking_registration"
    busy: bool = False


@dataclass(frozen=True, slots=True)
class CertificateNotice(Phase):
    """The certificate ends soon, or ended within the grace."""

    id = "certificate_notice"


@dataclass(frozen=True, slots=True)
class ConsentAll(Phase):
    """包括同意."""

    id = "consent_all"


@dataclass(frozen=True, slots=True)
class ConsentOne(Phase):
    """個別同意: question number `index` of those this patient is asked."""

    id = "consent_one"
    index: int


@dataclass(frozen=True, slots=True)
class ChoosingPrescription(Phase):
    """処方箋の発行形態."""

    id = "choosing_prescription"


@dataclass(frozen=True, slots=True)
class AskingSubsidy(Phase):
    """医療費助成 (PMH): 提供する or 提供しない."""

    id = "asking_subsidy"


@dataclass(frozen=True, slots=True)
class Submitting(Phase):
    """確認中: consents are registered and the result delivered."""

    id = "submitting"
    delivered: bool = False


@dataclass(frozen=True, slots=True)
class Done(Phase):
    """完了."""

    id = "done"


@dataclass(frozen=True, slots=True)
class TakeCard(Phase):
    """カード取り出し; after the deadline an alarm sounds until the card is taken.

    `alarm_since` is when it began, None while there is none.
    """

    id = "take_card"
    alarm_since: float | None = None

    @property
    def alarm(self) -> bool:
        """Whether the card was left behind."""
        return self.alarm_since is not None


@dataclass(frozen=True, slots=True)
class RemovedEarly(Phase):
    """The card was taken before the reception was over.

    `reading` while a card that was put back is read and compared with the first one.
    """

    id = "removed_early"
    reading: bool = False


@dataclass(frozen=True, slots=True)
class Problem(Phase):
    """エラー: the cause and the way out; then the patient is asked to take the card."""

    id = "problem"
    fault: Fault


AnyPhase = (
    Idle
    | Reading
    | ChoosingMethod
    | MatchingFace
    | FaceUnproven
    | EnteringPin
    | EnteringCode
    | EnteringPassword
    | ChoosingPhone
    | HoldingPhone
    | VisualCheck
    | Identifying
    | AskingRegistration
    | CertificateNotice
    | ConsentAll
    | ConsentOne
    | ChoosingPrescription
    | AskingSubsidy
    | Submitting
    | Done
    | TakeCard
    | RemovedEarly
    | Problem
)


@dataclass(frozen=True, slots=True)
class Reception:
    """What is known of the running reception; it is dropped when the reception ends.

    `failure` is how the reception would end if the patient gave up now.
    """

    number: int
    card: CardFacts | None = None
    pin_left: int | None = None
    face_failures: int = 0
    face_fault: Fault | None = None
    age: int | None = field(default=None, repr=False)
    """Of the holder, in years, once the card's photo is open."""
    code_tries: int = 0
    """How often a wrong 照合番号B was typed."""
    password: bool = False
    """The facility has a 目視モード用パスワード."""
    password_tries: int = 0
    """How often a wrong one was typed for this patient."""
    pin_locked: bool = False
    phone: CardKind | None = None
    """The kind of phone that takes the card's place."""
    phone_pin: str = field(default="", repr=False)
    """Typed before the phone is held, and kept only until the phone has used it."""
    phone_left: int | None = None
    phone_last: bool = False
    """The patient agreed to spend the last try of the phone's PIN."""
    phone_sent: bool = False
    """The kept PIN was sent to the phone, but its answer may have been lost."""
    contacts: int = 0
    """How often the contact with the phone broke off."""
    failure: Outcome | None = None
    method: Method | None = None
    one_by_one: bool = False
    patient: PatientFacts | None = None
    notice_seen: bool = False
    questions: tuple[Question, ...] = ()
    replies: tuple[tuple[str, bool], ...] = ()
    """Question ids with their answers, in the order given."""
    prescription: Prescription | None = None
    subsidy: bool | None = None
    valid: bool = True
    """Insurance was confirmed as 有効, as far as an answer has come."""
    ended: Outcome | None = None


@dataclass(frozen=True, slots=True)
class State:
    """The whole session. `card_present` is what the reader reported last, `phone_present` and
    `phones_fault` what the phones' own reader did.
    """

    rules: Rules
    phase: AnyPhase
    reception: Reception | None = None
    receptions: int = 0
    card_present: bool = False
    reader_fault: Fault | None = None
    phone_present: bool = False
    phones_fault: Fault | None = None
    preferences: Preferences = Preferences()
    choosing_language: bool = False
    visual: VisualMode | None = None
    coming: Rules | None = None
    """Rules that hold from the next reception on; None: the same as now."""
    paused: float | None = None
    """When a demonstrator stopped time; None while it runs."""


def initial(rules: Rules, at: float) -> State:
    """The state at start-up: idle, and no reader known yet."""
    phase = Idle(at, None, Fault.STARTING)
    starting = Fault.STARTING
    return State(
        rules, phase, reader_fault=starting, phones_fault=starting, preferences=usual(rules)
    )
