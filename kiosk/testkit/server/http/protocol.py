"""The bodies of the control protocol's requests, which OpenAPI publishes (version 1).

Every act has `on` (the page to wait for) and `within` (seconds of the desk's time) where waiting
makes sense. Unknown keys are refused.
"""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from kiosk.testkit.server.control import OWNER
from kiosk.testkit.server.seen.observer import WITHIN_S

VERSION = 1

Within = Field(default=WITHIN_S, gt=0, le=3600, description="seconds of the desk's time")
On = Field(default=None, description="the page to wait for first")


class Body(BaseModel):
    """A request's body."""

    model_config = ConfigDict(extra="forbid")


class NewDesk(Body):
    """A desk to be opened."""

    config: dict[str, Any] = Field(default_factory=dict, description="as in config.toml")
    start: datetime | None = Field(default=None, description="when it opens, Japanese time")
    seed: int = Field(default=0, ge=0)
    frames: str = Field(default=OWNER, description="a clip, folder, picture, or owner")
    pictures: bool = Field(default=False, description="keep a picture of every page")
    with_persons: bool = Field(default=False, description="do not cover real people in frames")
    visual_password: str = Field(
        default="", pattern=r"^([0-9]{4,12})?$", description="目視モード用パスワード; empty: none"
    )


class Insert(Body):
    """A card or phone to be inserted."""

    card: str
    faults: list[dict[str, Any]] = Field(default_factory=list, max_length=100)
    beside: str | None = Field(default=None, description="a second card")
    within: float = Within


class Remove(Body):
    """The card to be taken."""

    on: str | None = On
    within: float = Within


class PressBody(Body):
    """A button to be pressed."""

    press: str
    on: str | None = On
    digit: int | None = None
    within: float = Within


class Pin(Body):
    """A PIN to be typed."""

    pin: str = Field(max_length=32, repr=False)
    on: str | None = Field(default="pin", description="the page to wait for first")
    within: float = Within


class Visit(Body):
    """An act of a visit away from the reader."""

    act: str
    use: str | None = Field(default=None, description="for open and recheck; else visit")
    card: str | None = Field(default=None, description="a persona, for card, care and recheck")
    card_pin: str | None = Field(default=None, max_length=32, repr=False)
    answers: dict[str, bool] | None = Field(default=None, description="by item, for check")
    day: date | None = Field(default=None, description="診療日, or the day of a re-check")
    month: str | None = Field(default=None, description="of care, as 2027-01")
    trouble: str | None = Field(default=None, description="for fail")


class Staff(Body):
    """A press of the staff's window."""

    press: str
    minutes: int | None = Field(default=None, gt=0)
    uses: list[str] | None = Field(default=None, description="of settings: as facility.uses")


class Frames(Body):
    """What the camera sees from now on."""

    frames: str


class FaultToArm(Body):
    """When a fault is armed."""

    on: str | None = On
    after: str | None = Field(default=None, description="a hint on its page, as face.closer")
    frame: int = Field(default=0, ge=0, description="of the camera's clip, for its faults")
    within: float = Within


class Expect(Body):
    """What must be seen in time, or, with `never`, must not be."""

    wanted: dict[str, Any] = Field(min_length=1)
    within: float = Within
    never: bool = False


class Paint(Body):
    """A page to be painted without a reception."""

    page: str
    values: dict[str, bool | int | float | str | None] = Field(default_factory=dict)


class Compare(Body):
    """A kept picture that the window is compared with, and what is known of it."""

    picture: str = Field(description="a PNG file in base64")
    about: dict[str, Any] = Field(default_factory=dict, description="as this call told it before")


class Pass(Body):
    """How much time is to pass."""

    seconds: float = Field(ge=0, le=86_400)


Kind = Literal[
    "page", "hint", "moment", "cue", "press", "card", "apdu", "staff", "frames", "fault.armed",
    "fault.mended", "fault.struck", "file", "log", "desk_opened", "picture", "visit",
]  # fmt: skip
"""The kinds of events."""
