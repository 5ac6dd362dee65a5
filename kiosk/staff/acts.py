"""What staff can do at their window, as data."""

from dataclasses import dataclass, field
from datetime import date

from kiosk.staff.emergency import Mode


@dataclass(frozen=True, slots=True)
class SignIn:
    """Sign in with a name and a password."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SignOut:
    """Sign out."""


@dataclass(frozen=True, slots=True)
class Select:
    """Select a row."""

    id: str


@dataclass(frozen=True, slots=True)
class StartVisual:
    """Switch 目視確認モード on at a desk; `minutes` is None for one patient."""

    minutes: int | None
    desk: int = 1


@dataclass(frozen=True, slots=True)
class EndVisual:
    """Back to 無人運転モード."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Staff compared face and card: this reception's patient is, or is not, who the card says."""

    same: bool
    id: str


@dataclass(frozen=True, slots=True)
class Cancel:
    """Cancel this reception."""

    id: str


@dataclass(frozen=True, slots=True)
class Restart:
    """Restart this reception with the same card."""

    id: str


@dataclass(frozen=True, slots=True)
class AskAgain:
    """Ask eligibility again for this reception."""

    id: str


@dataclass(frozen=True, slots=True)
class TakeOver:
    """Deliver at this desk the pending result of a reception whose desk is gone."""

    id: str


@dataclass(frozen=True, slots=True)
class TakeStatement:
    """Note that the patient's statement of insurance (申立書) was taken for this reception."""

    id: str


@dataclass(frozen=True, slots=True)
class LookUpNumber:
    """Look a person up by 照会番号, the facility's own number of the patient."""

    number: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class LookUp:
    """Look a person up by insurance number."""

    insurer: str = field(repr=False)
    symbol: str = field(repr=False)
    number: str = field(repr=False)
    branch: str = field(repr=False)
    birth: date = field(repr=False)


@dataclass(frozen=True, slots=True)
class LookUpPerson:
    """Look a person up by name and birth date in a mode, for one of its reasons."""

    mode: Mode
    reason: str
    name: str = field(repr=False)
    birth: date = field(repr=False)
    sex: int | None = None
    address: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class LookUpCard:
    """Look up whose card lies on a reader, in a mode, for one of its reasons."""

    mode: Mode
    reason: str


@dataclass(frozen=True, slots=True)
class OpenOffice:
    """Open the window of the facility's office."""


StaffAct = (
    SignIn
    | SignOut
    | Select
    | StartVisual
    | EndVisual
    | Compared
    | Cancel
    | Restart
    | AskAgain
    | TakeOver
    | TakeStatement
    | LookUp
    | LookUpNumber
    | LookUpPerson
    | LookUpCard
    | OpenOffice
)
