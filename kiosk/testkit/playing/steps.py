"""The steps of a scenario file: what each kind may say. Each is known by a key that only it has."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Table(BaseModel):
    """A table of a scenario file; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Step(Table):
    """A step that waits."""

    within: float | None = Field(
        default=None, gt=0, le=3600, description="seconds of the desk's time"
    )


class Insert(Step):
    """Insert a persona's card or phone."""

    insert: str
    faults: list[dict[str, Any]] = Field(default_factory=list)
    beside: str | None = None


class Remove(Step):
    """Take the card."""

    remove: Literal[True]
    on: str | None = None


class Press(Step):
    """Press a button."""

    press: str
    on: str | None = None
    digit: int | None = None


class Pin(Step):
    """Type a PIN."""

    pin: str
    on: str | None = None


class Visit(Table):
    """Do an act of a visit away from the reader."""

    visit: str
    use: str | None = None
    card: str | None = None
    card_pin: str | None = None
    answers: dict[str, bool] | None = None
    day: date | None = None
    month: str | None = None
    trouble: str | None = None


class Staff(Table):
    """Press a button of the staff's window; `settings` changes 環境設定 to `uses`."""

    staff: str
    minutes: int | None = None
    uses: list[str] | None = None


class Frames(Table):
    """Change what the camera sees: a clip by name, or a file or folder beside this one."""

    frames: str


class ArmFault(Step):
    """Switch a fault on: at once, on a page, after a hint on its page (`face.closer`); one of the
    camera from a frame of its clip on.
    """

    fault: str
    on: str | None = None
    after: str | None = None
    frame: int | None = Field(default=None, ge=0)


class Mend(Table):
    """Switch a fault off."""

    mend: str


class Wait(Table):
    """Let time pass."""

    wait: float = Field(ge=0, le=86_400)


class Finish(Table):
    """Go on as a willing patient does, until the waiting screen is shown and no card is left."""

    finish: Literal[True]


class Expect(Step):
    """Wait until all of this is seen."""

    expect: dict[str, Any] = Field(min_length=1)


class Never(Step):
    """Watch for `within` seconds that not all of this is seen."""

    never: dict[str, Any] = Field(min_length=1)


STEPS: dict[str, type[Table]] = {
    "insert": Insert,
    "remove": Remove,
    "press": Press,
    "pin": Pin,
    "visit": Visit,
    "staff": Staff,
    "frames": Frames,
    "fault": ArmFault,
    "mend": Mend,
    "wait": Wait,
    "finish": Finish,
    "expect": Expect,
    "never": Never,
}
"""Each kind of step by the key that only it has."""

AnyStep = (
    Insert | Remove | Press | Pin | Visit | Staff | Frames | ArmFault | Mend | Wait | Finish
    | Expect | Never
)  # fmt: skip
