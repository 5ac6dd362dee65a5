"""What of the simulated national system is not known from public sources, as settings.

Every description that says "emulator default" marks a value the real system may do otherwise.
"""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kiosk.eligibility.codes import Charset

Seconds = Annotated[float, Field(ge=0)]


class EligibilitySettings(BaseModel):
    """Closed and frozen: an unknown key is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    front_desk_rule_until: date | None = Field(
        default=date(2024, 12, 1),
        description="Last day on which a look-up by 照会番号 needs a card or insurance-card check "
        "of the same month (疑義解釈 2024-04-17); empty: no such rule. The day the rule ends with "
        "is an emulator default.",
    )
    bulk_seconds: Seconds = Field(
        default=0,
        description="How long a bulk request stays 処理中 at least, in seconds (emulator default)",
    )
    bulk_most: Annotated[int, Field(ge=1)] = Field(
        default=50_000, description="Most searches in one bulk request (emulator default)"
    )
    default_charset: Charset = Field(
        default=Charset.SHIFT_JIS,
        description="Encoding of an answer whose request names none and could not be read "
        "(emulator default)",
    )
    scan_seconds: Annotated[float, Field(gt=0)] = Field(
        default=0.05, description="How often the req folder is looked at (emulator default)"
    )
    settle_seconds: Seconds = Field(
        default=0.5,
        description="How long a request that does not parse may go on growing before it counts as "
        "broken (emulator default)",
    )
    response_file_stay_minutes: Annotated[int, Field(ge=0)] = Field(
        default=1440,
        description="ResponseFileStayTime: minutes after which answers nobody took are removed; "
        "0: never",
    )
    encrypted_prefixes: tuple[str, ...] = Field(
        default=(),
        description="Message kinds whose answers leave as password ZIP, as encrypt.conf names "
        "them with e (format inside is an emulator default: AES, one file)",
    )
    password: str = Field(
        default="", repr=False, description="Password of those ZIP files; never logged"
    )
    requests_per_second: Annotated[float, Field(gt=0)] = Field(
        default=2000, description="HTTP requests a facility may send (emulator default)"
    )
