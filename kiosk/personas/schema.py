"""The shape of a persona file, and where persona files are found."""

import difflib
import tomllib
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

FOLDER = Path(str(resources.files(__package__)))


class Spec(BaseModel):
    """Closed and frozen: an unknown key is a mistake, named with its place."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Person(Spec):
    """Who the person is, as card and registry both hold it."""

    name: str = Field(description="氏名, family and given name with U+3000 between")
    kana: str = Field(description="half-width kana with one ASCII space, as in the result file")
    birth: date
    sex: Annotated[int, Field(ge=1, le=3)] = Field(description="OQSCD007: 1 男, 2 女, 3 未設定")
    address: str
    post: Annotated[str, Field(pattern=r"^\d{3}-\d{4}$")]


class Kind(StrEnum):
    """What the thing on the reader is; all below `iphone` are not My Number cards."""

    MY_NUMBER = "my_number"
    FACE_ONLY = "face_only"
    ANDROID = "android"
    IPHONE = "iphone"
    LICENCE = "licence"
    SUICA = "suica"
    BANK = "bank"
    JUKI = "juki"
    MUTE = "mute"


class CardSpec(Spec):
    """What the card is and holds. `…_in_days` count from the day the card is made or reset."""

    kind: Kind = Kind.MY_NUMBER
    pin: Annotated[str, Field(pattern=r"^(\d{4})?$")] = Field(
        default="1234", description="empty when none was ever set"
    )
    pin_tries: Annotated[int, Field(ge=0, le=3)] = 3
    signature_certificate: bool = True
    signature_password: Annotated[str, Field(pattern=r"^[A-Z0-9]{6,16}$")] = "ABC123"
    security_code: Annotated[str, Field(pattern=r"^\d{4}$")] = "0000"
    ends_in_days: int = Field(default=3650, description="card expiry")
    certificate_ends_in_days: int = Field(
        default=1825, description="authentication certificate's end"
    )
    revoked: bool = False
    portrait: str | None = Field(
        default=None, description="file in portraits/: the photo on the chip"
    )

    @model_validator(mode="after")
    def _face_only_has_no_secrets(self) -> Self:
        """顔認証マイナンバーカード: nobody ever chose a PIN or a password for it."""
        if self.kind is Kind.FACE_ONLY and (self.pin or self.signature_certificate):
            raise ValueError('a face_only card has `pin = ""` and `signature_certificate = false`')
        return self

    def ends(self, today: date) -> date:
        """The card's day of expiry when made on `today`."""
        return today + timedelta(days=self.ends_in_days)


class Insurance(Spec):
    """One insurance of the person, in the words of the result file (domain.md B3, B4)."""

    insurer_number: Annotated[str, Field(pattern=r"^\d{6}(\d{2})?$")]
    insurer_name: str
    symbol: str = ""
    number: str
    branch: Annotated[str, Field(pattern=r"^\d{2}$")] = "01"
    relation: Annotated[int, Field(ge=1, le=2)] = Field(
        default=1, description="OQSCD009: 1 本人, 2 家族"
    )
    classification: str = Field(default="01", description="OQSCD010 証区分")
    burden: Annotated[str, Field(pattern=r"^\d{3}$")] = Field(
        default="030", description="3割 is 030"
    )
    start: date
    end: date | None = None


class Persona(Spec):
    """One synthetic person. `id` is the file's stem; `clip` is what the camera sees in a demo."""

    id: str
    note: str = Field(description="what this person is there to show, one English sentence")
    clip: str | None = Field(default=None, description="file stem in clips/")
    registered: bool = Field(default=True, description="初回登録 was done")
    person: Person
    card: CardSpec = CardSpec()
    insurance: tuple[Insurance, ...] = ()

    @property
    def portrait_file(self) -> Path | None:
        """The colour portrait from which the chip's photo is made; None without one."""
        return FOLDER / "portraits" / self.card.portrait if self.card.portrait else None

    @property
    def clip_file(self) -> Path | None:
        """The clip of this person, of another photograph than the card's where one exists."""
        return next((FOLDER / "clips").glob(f"{self.clip}.*"), None) if self.clip else None


def load(file: Path) -> Persona:
    """Read one persona file. Raises pydantic.ValidationError naming every wrong key."""
    return Persona(id=file.stem, **tomllib.loads(file.read_text(encoding="utf-8")))


def names() -> tuple[str, ...]:
    """The ids of the shipped personas, sorted."""
    return tuple(sorted(file.stem for file in (FOLDER / "people").glob("*.toml")))


@cache
def find(name: str) -> Persona:
    """The shipped persona of that id. Raises KeyError with the nearest names."""
    file = FOLDER / "people" / f"{name}.toml"
    if name not in names():
        near = ", ".join(difflib.get_close_matches(name, names(), n=3)) or ", ".join(names())
        raise KeyError(f"no persona {name!r}; did you mean {near}?")
    return load(file)
