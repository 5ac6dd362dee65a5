"""What the staff's window draws, as data."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from kiosk.session.effects import Prescription
from kiosk.session.events import Fault, Method
from kiosk.session.rules import Category
from kiosk.staff.emergency import Mode
from kiosk.staff.roles import Role


class Status(StrEnum):
    """The status of a reception, or the verdict on its eligibility (OQSCD006)."""

    READING = "reading"
    IDENTIFYING = "identifying"
    CONSENTING = "consenting"
    CHECKING = "checking"
    VALID = "valid"
    INVALID = "invalid"
    NEW = "new"
    NONE = "none"
    SEVERAL = "several"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    TIMEOUT = "timeout"
    REMOVED = "removed"
    ERROR = "error"


class Notice(StrEnum):
    """Notes on a reception beside its status."""

    EXPIRING = "expiring"
    """The card's certificate ends within three months."""
    GRACE = "grace"
    """It ended up to three months ago: no medical information is provided."""
    UNREGISTERED = "unregistered"
    """有効（未登録）: public assistance without a ticket of this month."""
    LATE = "late"
    """The result came after the reception had ended with a fault; it is valid."""
    GIVEN_UP = "given_up"
    """The system declined the result too often: staff look the person up themselves."""
    UNDELIVERED = "undelivered"
    """The desk that must deliver the result is gone; this desk may do so."""
    BEGUN = "begun"
    """That desk had begun to write the result; staff must look in its folder first."""
    STUCK = "stuck"
    """The face did not fit and the PIN cannot be used: the patient waits for staff."""
    NO_PHOTO = "no_photo"
    """The card bears no photo (made before the first birthday): only its PIN proves identity."""
    UNREAD = "unread"
    """The card is turned or blinded by light: laid again the right way, the face can be used."""
    INSURED_TWICE = "insured_twice"
    """Two medical insurances are in force."""
    ASSISTED = "assisted"
    """Public assistance beside a medical insurance, which comes first."""
    EMERGENCY = "emergency"
    """Found in 救急時医療情報閲覧."""
    DISASTER = "disaster"
    """Found in 災害時医療情報閲覧."""
    OUTAGE = "outage"
    """Found in 障害時モード."""
    UNSHOWN = "unshown"
    """Looked up by 照会番号 alone: the front-desk rule wants a card or 資格確認書 as well."""
    STATEMENT = "statement"
    """The patient's statement of insurance (申立書) was taken."""


class Recheck(StrEnum):
    """A check again without the card (再照会), by the kind of consent that allows it."""

    HOME_VISIT = "home_visit"
    ONLINE = "online"


class Subsidy(StrEnum):
    """What the patient answered about 医療費助成, and whether anything is registered."""

    NONE = "none"
    PROVIDED = "provided"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class ConsentState:
    """The consent to a category; `given` is None when it was not asked, `until` when it ends."""

    category: Category
    given: bool | None
    until: datetime | None = None
    over: bool = False
    """It has ended: 24 hours have passed."""


@dataclass(frozen=True, slots=True)
class Result:
    """The eligibility answer of a reception.

    `insurer_number` is masked. `burden` is in tenths (3割 is 3); None: not known.
    """

    birth: date
    age: int
    insurer_number: str
    burden: int | None
    since: date | None = None
    new_since: date | None = None
    limit: str = ""
    prescription: Prescription | None = None
    consents: tuple[ConsentState, ...] = ()
    insurer: str = ""
    until: date | None = None
    """The last day on which the insurance was in force; None while it is."""


@dataclass(frozen=True, slots=True)
class ReceptionRow:
    """One row. `id` is unique over all desks; `name` may contain ●, so `kana` is shown with it, as
    the result delivers it: small kana are large where they are registered so.

    `desk` is 0 for a desk of another window, and for a look-up by staff.
    """

    id: str
    at: datetime
    desk: int
    method: Method | None
    status: Status
    name: str = field(default="", repr=False)
    kana: str = field(default="", repr=False)
    result: Result | None = field(default=None, repr=False)
    sentence: str = ""
    """What went wrong and the way out, when `status` is ERROR."""
    running: bool = False
    notices: tuple[Notice, ...] = ()
    looked_up: bool = False
    fault: Fault | None = None
    others: tuple[Result, ...] = field(default=(), repr=False)
    """Further insurances of the answer, after `result`."""
    subsidy: Subsidy | None = None
    """None where it was not part of the reception."""
    recheck: Recheck | None = None
    """Set where a receipt computer checked the patient again without the card."""
    earlier: bool = False
    """It began on a day before today."""

    @property
    def mode(self) -> Mode | None:
        """The mode in which staff looked the person up, if any."""
        return next((mode for mode in Mode if Notice(mode) in self.notices), None)

    @property
    def unmet(self) -> bool:
        """Whether nobody was met by name or card: what was asked may be wrong."""
        return self.mode is not None and self.status is Status.NONE


@dataclass(frozen=True, slots=True)
class Lamp:
    """A device: reader, camera, network or folder. `sentence` is empty when all is well.

    `advice` says what is wrong and how to repair it.
    """

    device: str
    sentence: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class VisualModeView:
    """目視確認モード: who switched it on and when, and when it ends.

    `minutes_left` is None when it ends with the next patient.
    """

    by: str
    since: datetime
    minutes_left: int | None
    desk: int = 1


@dataclass(frozen=True, slots=True)
class VisualEntry:
    """One line of the record: who did what with 目視確認モード, when and at which desk.

    `act` is start_visual, confirm_visual, refuse_visual, end_visual, visual_over or, at the reader,
    visual_at_reader, whose `who` is "" when nobody was signed in; `minutes` is
    set where it was switched on for a time.
    """

    at: datetime
    who: str
    act: str
    desk: int
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A patient who waits for staff to compare face and card."""

    id: str
    desk: int


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account of the demo, whose password is shown on the sign-in screen."""

    role: Role
    name: str
    password: str


@dataclass(frozen=True, slots=True)
class StaffView:
    """Everything the window draws. `role` is None before anybody has signed in.

    `refusals` counts wrong sign-ins since the last right one; `wait`: seconds until the next is
    accepted. `nobody`: there is no account yet. `left`: the account was signed out because nobody
    used the window. `desks` are the numbers of this window's desks; `record` has today's entries
    on 目視確認モード, oldest first.
    """

    facility: str
    now: datetime
    role: Role | None = None
    user: str = ""
    refusals: int = 0
    wait: int = 0
    nobody: bool = False
    left: bool = False
    demo: tuple[DemoAccount, ...] = ()
    desks: tuple[int, ...] = (1,)
    receptions: tuple[ReceptionRow, ...] = ()
    selected: str | None = None
    lamps: tuple[Lamp, ...] = ()
    visual: VisualModeView | None = None
    check: Check | None = None
    record: tuple[VisualEntry, ...] = ()
    visual_minutes: int = 10
    modes: tuple[Mode, ...] = ()
    """Modes in which this account may look a person up by name."""
