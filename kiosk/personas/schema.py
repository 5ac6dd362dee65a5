"""The schema of a persona file, and the shipped personas."""

import difflib
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationError,
    model_validator,
)

from kiosk import clock
from kiosk.characters import ascii_digits, half_width_kana, printable
from kiosk.toml_lines import reason

FOLDER = Path(str(resources.files(__package__)))


class Spec(BaseModel):
    """Base of the persona models: immutable; an unknown key is an error that names its path."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _born(birth: date) -> date:
    if not OLDEST_BIRTH <= birth <= clock.today():
        raise ValueError(f"nobody with a card was born on {birth}")
    return birth


NAME_LIMIT, ADDRESS_LIMIT = 100, 200
"""Characters: what the result file's element takes, and what one file of the card can hold."""
OLDEST_BIRTH = date(1880, 1, 1)
DAYS = Field(ge=-3650, le=4017)
"""Ten years back to eleven on: no card ends outside of these."""

Name = Annotated[str, Field(max_length=NAME_LIMIT), AfterValidator(printable)]
Kana = Annotated[str, Field(max_length=NAME_LIMIT), AfterValidator(half_width_kana)]
Birth = Annotated[date, AfterValidator(_born)]
Digits = BeforeValidator(lambda value: ascii_digits(value) if isinstance(value, str) else value)
"""Full-width digits, as a Japanese keyboard writes them, are taken as ASCII."""


class Person(Spec):
    """Personal data that both the card and the registry hold."""

    name: Name = Field(description="氏名, family and given name with U+3000 between")
    kana: Kana = Field(description="half-width kana with one ASCII space, as in the result file")
    birth: Birth
    sex: Annotated[int, Field(ge=1, le=3)] = Field(description="OQSCD007: 1 男, 2 女, 3 未設定")
    address: Annotated[str, Field(max_length=ADDRESS_LIMIT), AfterValidator(printable)]
    name_of_other: Name | None = Field(default=None, description="氏名（その他）, as 通称")
    kana_of_other: Kana | None = None
    post: Annotated[str, Field(pattern=r"^[0-9]{3}-[0-9]{4}$")]


class Kind(StrEnum):
    """The object on the reader; the values after `iphone` are not My Number cards."""

    MY_NUMBER = "my_number"
    FACE_ONLY = "face_only"
    ANDROID = "android"
    IPHONE = "iphone"
    LICENCE = "licence"
    SUICA = "suica"
    BANK = "bank"
    JUKI = "juki"
    MUTE = "mute"


class Shows(StrEnum):
    """What the insurance of a person demonstrates: the groups of the table's further cards."""

    LIMIT = "limit"
    ASSISTANCE = "assistance"
    DISEASE = "disease"
    SUBSIDY = "subsidy"
    KIND = "kind"
    ENDED = "ended"
    PERSON = "person"


class CardSpec(Spec):
    """The kind and contents of the card. `…_in_days` count from its creation or reset."""

    kind: Kind = Kind.MY_NUMBER
    pin: Annotated[str, Digits, Field(pattern=r"^([0-9]{4})?$")] = Field(
        default="1234", description="empty when none was ever set"
    )
    pin_tries: Annotated[int, Field(ge=0, le=3)] = 3
    signature_certificate: bool = True
    signature_password: Annotated[str, Field(pattern=r"^[A-Z0-9]{6,16}$")] = "ABC123"
    security_code: Annotated[str, Digits, Field(pattern=r"^[0-9]{4}$")] = "0000"
    ends_in_days: Annotated[int, DAYS] = Field(default=3650, description="card expiry")
    certificate_ends_in_days: Annotated[int, DAYS] = Field(
        default=1825, description="authentication certificate's end"
    )
    revoked: bool = False
    portrait: str | None = Field(
        default=None, description="file in portraits/: the photo on the chip"
    )

    @model_validator(mode="after")
    def _face_only_has_no_secrets(self) -> Self:
        """Refuse a PIN or password on 顔認証マイナンバーカード, which never has one."""
        if self.kind is Kind.FACE_ONLY and (self.pin or self.signature_certificate):
            raise ValueError('a face_only card has `pin = ""` and `signature_certificate = false`')
        return self

    @property
    def is_phone(self) -> bool:
        """Whether the certificate is on a phone."""
        return self.kind in (Kind.ANDROID, Kind.IPHONE)

    def ends(self, today: date) -> date:
        """The card's expiry date if made on `today`."""
        return today + timedelta(days=self.ends_in_days)

    def certificate_ends(self, today: date) -> date:
        """The authentication certificate's last day if made on `today`.

        On a phone it ends with the card, if that ends earlier (portal, KB0012286).
        """
        own = today + timedelta(days=self.certificate_ends_in_days)
        return min(own, self.ends(today)) if self.is_phone else own


class Moving(Spec):
    """Base of records whose dates move with the clock, so that a case stays the same case.

    With `moves_from` the dates are those of a clock in that month; in another month each is as many
    months earlier or later, and the last day of a month stays one.
    """

    moves_from: Annotated[str, Field(pattern=r"^[0-9]{4}(0[1-9]|1[0-2])$")] | None = Field(
        default=None, description="yyyyMM: the dates are those of that month, and move with today"
    )

    def moved(self, today: date) -> Self:
        """The same with the dates of `today`."""
        if self.moves_from is None:
            return self
        first = date(int(self.moves_from[:4]), int(self.moves_from[4:]), 1)
        months = clock.months_between(first, today)
        dates = {name: value for name, value in self if isinstance(value, date)}
        return self.model_copy(update={n: _moved(day, months) for n, day in dates.items()})


def _moved(day: date, months: int) -> date:
    if day == clock.month_end(day):
        return clock.month_end(day, months)
    return clock.add_months(day, months)


class Limit(Moving):
    """限度額適用認定証: the certificate of an insurance's payment limit."""

    kind: str = Field(default="01", pattern=r"^0[1-3]$", description="OQSCD011 証区分")
    flag: str = Field(pattern=r"^(A0[1-6]|B(0[1-9]|10))$", description="OQSCD012 適用区分")
    issued: date | None = None
    start: date
    end: date | None = None
    long_term: date | None = Field(default=None, description="長期入院該当年月日")


class Disease(Spec):
    """特定疾病療養受療証 of an insurance."""

    category: Annotated[int, Field(ge=1, le=3)] = Field(
        description="OQSCD013: 1 人工透析, 2 血友病等, 3 HIV (血液製剤)"
    )
    issued: date | None = None
    start: date
    end: date | None = None
    self_pay: int = 10_000


class MedicalTicket(Moving):
    """医療券 or 調剤券 of someone on public assistance (classification A1), for one month."""

    type: str = Field(default="01", pattern=r"^0[12]$", description="OQSCD018")
    start: date
    end: date
    issue_number: str
    facility_code: Annotated[str, Field(pattern=r"^[0-9]{10}$")] | None = None
    facility_name: str | None = None
    designated: bool = Field(default=True, description="指定医療機関確認フラグ, OQSCD032")
    injuries: tuple[str, ...] = Field(default=(), max_length=3, description="傷病名")
    care: str = Field(default="02", pattern=r"^0[1-5]$", description="OQSCD019 診療別")
    self_pay: int = 0
    district_contact: str | None = None
    handling_contact: str | None = None
    use: str = Field(default="01", pattern=r"^0[12]$", description="OQSCD020: 01 単独, 02 併用")
    social_insurance: bool = Field(default=False, description="社会保険状況, OQSCD021")
    inconsistent: bool = Field(default=False, description="整合性フラグ, OQSCD022")
    infection: bool = Field(default=False, description="感染症法第37条の2, OQSCD021")
    elderly: bool = Field(default=False, description="後期高齢者医療, OQSCD021")
    prefectural: bool = Field(default=False, description="都道府県費, OQSCD021")
    remarks: tuple[str, ...] = Field(default=(), max_length=3)

    @model_validator(mode="after")
    def _of_one_month(self) -> Self:
        """Refuse a ticket that lasts beyond its month."""
        if not self.start <= self.end <= clock.month_end(self.start):
            raise ValueError("a ticket is for one month: start and end are days of it, in order")
        return self

    @property
    def month(self) -> str:
        """診療年月, yyyyMM."""
        return f"{self.start:%Y%m}"


class Insurance(Moving):
    """One insurance of the person, with the terms of the result file (docs/interfaces.md)."""

    insurer_number: Annotated[str, Field(pattern=r"^[0-9]{6}([0-9]{2})?$")]
    insurer_name: str
    symbol: str = ""
    number: str
    branch: Annotated[str, Field(pattern=r"^[0-9]{2}$")] = "01"
    relation: Annotated[int, Field(ge=1, le=2)] = Field(
        default=1, description="OQSCD009: 1 本人, 2 家族"
    )
    classification: str = Field(
        default="01", pattern=r"^(0[1-7]|A1)$", description="OQSCD010 証区分"
    )
    burden: Annotated[str, Field(pattern=r"^0[1-3]0$")] = Field(
        default="020",
        description="負担割合 of a 後期高齢者 or a 高齢受給者, 2割 is 020; nobody else's is told",
    )
    start: date
    end: date | None = Field(default=None, description="資格喪失年月日: the first day without it")
    loss: str | None = Field(
        default=None, pattern=r"^(0[1-3]|99)$", description="OQSCD008 喪失事由"
    )
    issued: date | None = Field(default=None, description="交付年月日; the start by default")
    valid_until: date | None = Field(
        default=None, description="有効終了年月日, the card's last day, as a 短期 card has one"
    )
    insured_name: str | None = Field(
        default=None, description="被保険者氏名 or 世帯主氏名, where it is another's"
    )
    limit: Limit | None = None
    diseases: tuple[Disease, ...] = ()
    tickets: tuple[MedicalTicket, ...] = ()

    @property
    def is_for_elderly(self) -> bool:
        """Whether it is 後期高齢者医療."""
        return self.insurer_number.startswith("39") and len(self.insurer_number) == 8

    def moved(self, today: date) -> Self:
        """The same with the dates of `today`, also those of limit and tickets."""
        own = super().moved(today)
        if own.limit is None and not own.tickets:
            return own
        return own.model_copy(
            update={
                "limit": own.limit.moved(today) if own.limit else None,
                "tickets": tuple(ticket.moved(today) for ticket in own.tickets),
            }
        )

    def holds(self, on: date) -> bool:
        """Whether the insurance is in force on that day."""
        unlapsed = self.valid_until is None or on <= self.valid_until
        return self.start <= on and (self.end is None or on < self.end) and unlapsed


class Persona(Spec):
    """One synthetic person. `id` is the file's stem; `clip` is the camera's recording in a demo."""

    id: str
    note: str = Field(description="what this person is there to show, one English sentence")
    shows: Shows | None = Field(
        default=None, description="what the insurance shows; none where card or person matter"
    )
    clip: str | None = Field(default=None, description="file stem in clips/")
    registered: bool = Field(default=True, description="初回登録 was done")
    withheld: bool = Field(
        default=False, description="不開示: nothing of the medical information is ever shown"
    )
    closed: bool = Field(
        default=False, description="自己情報提供不可: the card does not serve as insurance card"
    )
    subsidy: bool = Field(default=False, description="has 医療費助成 that may be provided (PMH)")
    person: Person
    card: CardSpec = CardSpec()
    insurance: tuple[Insurance, ...] = ()
    _folder: Path = PrivateAttr(default=FOLDER)  # contains people/, portraits/ and clips/

    @property
    def portrait_file(self) -> Path | None:
        """The colour portrait from which the chip's photo is made; None if there is none."""
        return self._folder / "portraits" / self.card.portrait if self.card.portrait else None


def parse(text: str, ident: str) -> Persona:
    """Parse a persona file's text. Raises ValueError, TypeError."""
    return Persona(id=ident, **tomllib.loads(text))


def mistakes(error: ValidationError) -> str:
    """The errors, each as `field: reason`, without the values."""
    return "; ".join(f"{'.'.join(map(str, e['loc']))}: {reason(e)}" for e in error.errors())


def load(file: Path) -> Persona:
    """Read one persona file; portraits and clips are in folders next to its folder.

    Raises pydantic.ValidationError that names every wrong key.
    """
    persona = parse(file.read_text(encoding="utf-8-sig"), file.stem)
    persona._folder = file.parent.parent  # noqa: SLF001  no field of the file
    return persona


def names() -> tuple[str, ...]:
    """The ids of the shipped personas, sorted."""
    return tuple(sorted(_files()))


def everyone() -> Iterator[Persona]:
    """The shipped personas, sorted by their ids."""
    return map(find, names())


@cache
def _files() -> Mapping[str, Path]:
    """The file of each shipped persona: those in `people` show cards, in `insured` insurances."""
    return {
        file.stem: file
        for folder in ("people", "insured")
        for file in (FOLDER / folder).glob("*.toml")
    }


def text(name: str) -> str:
    """The file of the shipped persona of that id. Raises KeyError."""
    return _files()[name].read_text(encoding="utf-8")


@cache
def find(name: str) -> Persona:
    """The shipped persona of that id. Raises KeyError with the three nearest names."""
    if name not in _files():
        near = ", ".join(difflib.get_close_matches(name, names(), n=3, cutoff=0.0))
        raise KeyError(f"no persona {name!r}; did you mean {near}? `kiosk card list` names all")
    return load(_files()[name])
