"""What the windows draw: one immutable page for each screen, derived from the state only."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.session.effects import Outcome
from kiosk.session.events import CardKind, CertificateState, Fault, Hint, Method, Press
from kiosk.session.rules import Category, FacilityChoices
from kiosk.session.states import Language, Preferences, VisualMode


class Strip(StrEnum):
    """What the strip at the bottom says about the card; NONE: the page itself says it."""

    NONE = "none"
    STAY = "stay"
    PLACE = "place"
    TAKE = "take"
    PHONE = "phone"
    """The phone on the reader is not needed any more."""


class Why(StrEnum):
    """Why a method cannot be chosen."""

    NO_PHOTO = "no_photo"
    UNREAD = "unread"
    """The print of the card could not be read; laid the right way, it can."""
    NO_CAMERA = "no_camera"
    NO_ENGINE = "no_engine"
    TRIES_SPENT = "tries_spent"
    YOUNG = "young"
    """A child: the face engine confuses children's faces."""
    NO_PIN = "no_pin"
    PIN_LOCKED = "pin_locked"


@dataclass(frozen=True, slots=True)
class IdlePage:
    """待受. `fault`: why no card can be read now. `phone`: スマートフォン is offered."""

    fault: Fault | None
    phone: bool = False


class Wait(StrEnum):
    """What the patient waits for."""

    READING = "reading"
    IDENTIFYING = "identifying"
    REGISTERING = "registering"
    SUBMITTING = "submitting"


@dataclass(frozen=True, slots=True)
class WaitPage:
    """確認中; `slow` when it takes longer than usual."""

    what: Wait
    slow: bool


@dataclass(frozen=True, slots=True)
class MethodPage:
    """本人確認方法選択; a method that cannot be chosen comes with its reason.

    `phone`: スマートフォン is offered beside them.
    """

    face: Why | None
    pin: Why | None
    phone: bool = False
    absent: bool = False
    """The card bears no photo, which also excludes 目視確認."""
    visual: bool = False
    """Staff may choose 目視確認 here, or could if the card had a photo."""


@dataclass(frozen=True, slots=True)
class FacePage:
    """顔認証: hint, decision progress 0 to 1, and whether the PIN can be used instead.

    `matched` holds for the moment between the decision and the next page. `face` is the middle of
    the face in the camera's picture, from its left and top edge, each 0 to 1; None: not known.
    """

    hint: Hint
    progress: float
    pin: bool
    matched: bool = False
    face: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class FaceUnprovenPage:
    """顔認証の失敗: the ways on that are left. `fault`: a device was the cause."""

    retry: bool
    pin: bool
    fault: Fault | None
    visual: bool = False
    """Staff may choose 目視確認 here."""


@dataclass(frozen=True, slots=True)
class PinPage:
    """暗証番号: digits entered (0 to 4), tries left, and what to say about them.

    `ask_last`: one try is left, and the patient has not yet said that it may be spent. `phone`:
    the PIN of a phone's certificate, whose tries are None until the phone has told them.
    """

    entered: int
    left: int | None
    wrong: bool
    ask_last: bool
    checking: bool
    face: bool
    phone: bool = False


@dataclass(frozen=True, slots=True)
class PhonePage:
    """スマートフォン: iPhone or Android."""


@dataclass(frozen=True, slots=True)
class HoldPage:
    """Hold the phone of this kind on the reader. `reading`: keep it there; `short`: too short;
    `mute`: it lay there without an answer, as on metal. `at` is where the phones' own reader
    stands, see `FacilityChoices.phones_at`.
    """

    kind: CardKind
    reading: bool
    short: bool
    mute: bool = False
    at: str = ""


CODE_GROUPS = (("birth", 6), ("expiry", 4), ("security", 4))
"""The parts of 照合番号B and their digits, in the order of the card's face."""


@dataclass(frozen=True, slots=True)
class CodePage:
    """照合番号B: digits entered (0 to 14), whether the last number was wrong or is being tried."""

    entered: int
    wrong: bool
    checking: bool

    @property
    def group(self) -> str:
        """The part to which the next digit belongs; the last one when all are there."""
        rest = self.entered
        for name, length in CODE_GROUPS:
            if rest < length:
                return name
            rest -= length
        return CODE_GROUPS[-1][0]


@dataclass(frozen=True, slots=True)
class PasswordPage:
    """目視確認 at the reader: how many digits staff have typed, and what became of the last ones.

    `wait`: seconds until a password is compared again; 0 when none has to pass.
    """

    entered: int
    wrong: bool
    checking: bool
    wait: int = 0


@dataclass(frozen=True, slots=True)
class VisualPage:
    """目視確認: 係員が確認しています."""


@dataclass(frozen=True, slots=True)
class RegistrationPage:
    """利用登録: 登録する or 登録しない."""


@dataclass(frozen=True, slots=True)
class CertificatePage:
    """期限: the certificate ends soon or is in its grace.

    `days` are left until it ends; in the grace they are gone since. `serves` is then the last day
    on which it serves as insurance card.
    """

    state: CertificateState
    ends: date
    days: int
    serves: date | None = None


@dataclass(frozen=True, slots=True)
class ConsentItem:
    """One question as a screen shows it: `wording` names its texts, `form` its two answers."""

    id: str
    wording: str
    form: str
    categories: frozenset[Category]
    min_age: int


@dataclass(frozen=True, slots=True)
class ConsentAllPage:
    """包括同意 over all the items this patient is asked."""

    items: tuple[ConsentItem, ...]


@dataclass(frozen=True, slots=True)
class ConsentPage:
    """個別同意: item `index` (from 0) of `count`."""

    item: ConsentItem
    index: int
    count: int


@dataclass(frozen=True, slots=True)
class PrescriptionPage:
    """処方箋の発行形態: 電子処方箋 or 紙の処方箋."""


@dataclass(frozen=True, slots=True)
class SubsidyPage:
    """医療費助成: 利用する or 利用しない, or by `form` provide 提供する or 提供しない."""

    form: str = "use"


@dataclass(frozen=True, slots=True)
class DonePage:
    """完了: how many categories' information is given. `phone`: no card is to be taken.

    `valid`: insurance was confirmed; otherwise the patient is asked to come to the desk, and not
    told why in the waiting room.
    """

    agreed: int
    asked: int
    phone: bool = False
    valid: bool = True


@dataclass(frozen=True, slots=True)
class TakeCardPage:
    """カード取り出し; `alarm` when it was left behind. `completed`: the reception succeeded.

    `valid`: see DonePage.
    """

    alarm: bool
    completed: bool
    valid: bool = True


@dataclass(frozen=True, slots=True)
class RemovedItem:
    """A line of the early-removal screen: a question, and its answer if there was one."""

    item: ConsentItem
    answer: bool | None


@dataclass(frozen=True, slots=True)
class RemovedEarlyPage:
    """カードが取り出されました: the answers so far; they are saved only if the reception continues.

    `can_go_on`: the reception continues when the same card is put back in time.
    """

    identified: Method | None
    items: tuple[RemovedItem, ...]
    can_go_on: bool = False


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """エラー: the cause; texts come from the fault's name. `code` is the device's known number."""

    fault: Fault
    code: str
    known: bool
    """False when the number is the emulator's own (only 001, 002 and 006 are public)."""


@dataclass(frozen=True, slots=True)
class LanguagePage:
    """言語: tiles in the order of `Language`; the press's digit is a tile's index, from 0."""

    chosen: Language


Page = (
    IdlePage
    | LanguagePage
    | WaitPage
    | MethodPage
    | FacePage
    | FaceUnprovenPage
    | PinPage
    | CodePage
    | PhonePage
    | HoldPage
    | PasswordPage
    | VisualPage
    | RegistrationPage
    | CertificatePage
    | ConsentAllPage
    | ConsentPage
    | PrescriptionPage
    | SubsidyPage
    | DonePage
    | TakeCardPage
    | RemovedEarlyPage
    | ErrorPage
)


@dataclass(frozen=True, slots=True)
class Countdown:
    """The last third of a screen's time: from `total` seconds, ends at monotonic time `ends`."""

    total: float
    ends: float
    extendable: bool


@dataclass(frozen=True, slots=True)
class Screen:
    """Everything a window needs to draw. `step`: 0 none, 1 本人確認, 2 同意, 3 完了.

    `presses` are what this page accepts: a window offers no other.
    """

    page: Page
    step: int
    strip: Strip
    presses: frozenset[Press]
    preferences: Preferences
    facility: FacilityChoices
    countdown: Countdown | None
    outcome: Outcome | None
    visual: VisualMode | None = None
    """目視確認モード, while staff have it on."""


def is_typed(page: Page) -> bool:
    """Whether digits are typed on this page, so that number keys are digits."""
    return isinstance(page, CodePage | PasswordPage) or (
        isinstance(page, PinPage) and not page.ask_last
    )
