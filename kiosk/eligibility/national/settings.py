"""Settings of the simulated national system: `[system]` of config.toml.

[G] in a description marks a guess: no public source describes the real system's behaviour, and the
default is this emulator's own.
"""

from datetime import date, timedelta
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

from kiosk.eligibility.national.consents import NEW_VIEWS, NEW_VIEWS_SINCE, VIEWS, Views
from kiosk.session.codes import Charset
from kiosk.session.rules import Category

Seconds = Annotated[float, Field(ge=0)]


class EligibilitySettings(BaseModel):
    """Settings of `[system]`; immutable, and unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    front_desk_rule_until: date | None = Field(
        default=date(2024, 12, 1),
        description="last day of the transition in which one card or insurance card a month is "
        "enough beside look-ups by 照会番号 (疑義解釈 2024-04-17); from then on each visit needs a "
        "card or 資格確認書. Staff are warned, nothing is refused; empty: no warning [G]",
    )
    consent_hours: Annotated[float, Field(gt=0, le=24 * 366)] = Field(
        default=24, description="hours for which an outpatient consent lets information be viewed"
    )
    views: dict[Category, tuple[str, ...]] = Field(
        default=dict(VIEWS),
        description="which of the ten flag triples each consent category of OQSCD036 opens; the "
        "fan-out is read from that table's labels [G]",
    )
    interface: date | None = Field(
        default=None,
        description="the day whose interface is spoken: elements that came later do not appear; "
        "2025-01-28 is the only day that is known; empty: the newest",
    )
    look_ups_per_day: Annotated[int, Field(ge=0)] = Field(
        default=0,
        description="most look-ups of one person by 照会番号 a day and facility; 0: no limit [G]",
    )
    limit_changed: Literal["month", "always"] = Field(
        default="month",
        description="LimitApplicationCertificateChanged of a bulk answer is 1 (変更あり／判定不能) "
        "when the limit began in the month asked about, or always [G]",
    )
    guessed_kinds: bool = Field(
        default=True,
        description="answer OQSsihvq01 and OQSsionq01 as single checks of patients with a lasting "
        "consent (訪問診療等, オンライン診療等); off: an error as for other kinds. Their names are "
        "public, their meanings are [G]",
    )
    claims_known_after_months: Annotated[int, Field(ge=1, le=3)] = Field(
        default=2,
        description="a consent to 訪問診療等 is valid in a month if claims show care up to so many "
        'months before it; the seed says only "for example by claim" [G]',
    )
    bulk_seconds: Seconds = Field(
        default=0, description="how long a bulk request stays 処理中 at least, in seconds [G]"
    )
    bulk_most: Annotated[int, Field(ge=1)] = Field(
        default=50_000, description="most searches in one bulk request [G]"
    )
    bulk_result_list: bool = Field(
        default=True,
        description="a unit of a bulk answer holds its insurances inside ResultList; off: "
        "directly, as SMARTKARTE reads them. OQSDrug2 reads both [G]",
    )
    unread_requests: Literal["answer", "err"] = Field(
        default="answer",
        description="what a file that could not be read gets in `res`: an answer with its error, "
        "or the file itself again under its name with .err, as SMARTKARTE waits for it [G]",
    )
    files_appear: Literal["renamed", "in_place"] = Field(
        default="renamed",
        description="how answers and results appear in `res` and `face`: whole, by a rename, or "
        "written under their own name, for a program that is told of changes but not of renames",
    )
    face_charset: Charset = Field(
        default=Charset.SHIFT_JIS,
        description="encoding of the card reader's results in `face`: 0 UTF-8, 1 Shift_JIS",
    )
    face_name: Literal["hex", "counter"] = Field(
        default="hex",
        description="the middle of a result's file name: facility code and twenty hexadecimal "
        "digits, as one real file has it, or facility code, reader and a counter of 17 digits, as "
        "another writer names them",
    )
    default_charset: Charset = Field(
        default=Charset.SHIFT_JIS,
        description="encoding of an answer whose request names none and could not be read: "
        "0 UTF-8, 1 Shift_JIS [G]",
    )
    scan_seconds: Annotated[float, Field(gt=0)] = Field(
        default=0.05, description="how often the req folder is looked at [G]"
    )
    settle_seconds: Seconds = Field(
        default=0.5,
        description="how long a request that does not parse may go on growing before it counts as "
        "broken [G]",
    )
    response_file_stay_minutes: Annotated[int, Field(ge=0)] = Field(
        default=1440,
        description="ResponseFileStayTime: minutes after which answers nobody took are removed; "
        "0: never",
    )
    encrypted_prefixes: tuple[str, ...] = Field(
        default=(),
        description="message kinds whose answers leave as password ZIP, as encrypt.conf names "
        "them with e; the format inside (AES, one file) is [G]",
    )
    password: SecretStr = Field(
        default=SecretStr(""), description="password of those ZIP files; never logged or shown"
    )
    requests_per_second: Annotated[float, Field(gt=0)] = Field(
        default=2000, description="HTTP requests a facility may send [G]"
    )

    @field_validator("front_desk_rule_until", "interface", mode="before")
    @classmethod
    def _none(cls, value: Any) -> Any:
        """Convert the TOML form of "none": TOML has no null."""
        return None if value == "" else value

    @field_validator("views")
    @classmethod
    def _each_once(cls, value: dict[Category, tuple[str, ...]]) -> dict[Category, tuple[str, ...]]:
        known = sorted(view for views in VIEWS.values() for view in views)
        if sorted(view for views in value.values() for view in views) != known:
            raise ValueError(f"each of {', '.join(known)} stands under one category")
        return value

    @property
    def opens(self) -> Views:
        """`views` without those that the interface does not know."""
        if self.interface is None or self.interface >= NEW_VIEWS_SINCE:
            return self.views
        return {
            category: tuple(view for view in views if view not in NEW_VIEWS)
            for category, views in self.views.items()
        }

    @property
    def outpatient(self) -> timedelta:
        """How long an outpatient consent lasts."""
        return timedelta(hours=self.consent_hours)
