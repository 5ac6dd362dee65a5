"""config.toml as a typed, closed model: every key has a title, a description and its bounds.

All mistakes of a file are reported at once, each with its place and the nearest known key.
"""

import difflib
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.errors import KioskError
from kiosk.session.rules import (
    Category,
    Facility,
    Paper,
    Rules,
    Timing,
    load_profile,
    paper_on,
    profile_names,
)
from kiosk.session.states import Language

Seconds = Annotated[float, Field(gt=0, le=3600)]
Rate = Annotated[float, Field(gt=0, le=0.02)]
USES = {
    "surgery": Category.SURGERY,
    "care": Category.CARE,
    "medicine": Category.MEDICINE,
    "checkup": Category.CHECKUP,
    "specific_disease": Category.SPECIFIC_DISEASE,
    "limit": Category.LIMIT,
}


class Section(BaseModel):
    """A table of config.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FacilityConfig(Section):
    """The facility whose desk this is."""

    name: str = Field(default="みほん内科クリニック", description="shown at 待受", max_length=40)
    code: str = Field(
        default="1312345678",
        pattern=r"^\d{10}$",
        description="医療機関コード of ten digits, written into results; the default is invented",
    )
    reader: str = Field(
        default="001",
        pattern=r"^\d{3}$",
        description="three digits that tell this reader's result files from another's [G]",
    )
    uses: frozenset[str] = Field(
        default=frozenset(USES),
        description="consent categories in use, of surgery, care, medicine, checkup, "
        "specific_disease and limit; the others are not shown (emulator default: all)",
    )
    ask_prescription: bool = Field(
        default=False, description="ask 処方箋の発行形態 at the reader (OQSCD039 = 2)"
    )

    kind: Literal["medical", "dental", "pharmacy"] = Field(
        default="medical", description="what the office's additions are judged by"
    )
    hospital: bool = Field(default=False, description="compare with hospitals, not clinics")
    prefecture: str = Field(default="", description="都道府県, for printed matter and comparison")
    e_prescription: bool = Field(default=True, description="電子処方箋 is introduced")
    record_sharing: bool = Field(default=False, description="電子カルテ情報共有サービス is in use")
    pediatric: bool = Field(default=False, description="小児科特例 applies")
    settings_need_restart: bool = Field(
        default=False,
        description="a change of 環境設定 waits for the kiosk's restart, as with some readers; "
        "otherwise for the staff's log-off",
    )
    subsidy_form: Literal["use", "provide"] = Field(
        default="use",
        description="how 医療費助成 is asked: use (利用する) or provide (提供する)",
    )
    closing: dict[Language, Annotated[str, Field(max_length=60)]] = Field(
        default={},
        description="the facility's own sentence on the last page, by language: "
        '{ ja = "受付窓口へ診察券をお出しください", en = "…" }; otherwise the usual one',
    )

    @field_validator("uses")
    @classmethod
    def _known(cls, value: frozenset[str]) -> frozenset[str]:
        for name in sorted(value - set(USES)):
            raise ValueError(f"unknown category {name!r}{nearest(name, USES)}")
        return value


class TimingConfig(Section):
    """Seconds until a screen leaves by itself; all are emulator defaults."""

    method: Seconds = Field(default=60, description="本人確認方法選択 and 顔認証の失敗")
    face: Seconds = Field(default=20, description="顔認証, one attempt")
    pin: Seconds = Field(default=60, description="暗証番号, since the last key")
    phone: Seconds = Field(default=30, description="スマートフォン, to be held up to the reader")
    consent: Seconds = Field(default=60, description="each question")
    done: Seconds = Field(default=3, description="受付完了, before the card is asked for")
    take_card: Seconds = Field(default=10, description="カード取り出し, before the alarm")
    alarm_louder_after: Seconds = Field(
        default=10, description="取り忘れ: the alarm grows louder once it has sounded this long"
    )
    message: Seconds = Field(default=15, description="errors and early removal")


class ReaderConfig(Section):
    """The card reader."""

    kind: Literal["inprocess", "pcsc"] = Field(
        default="inprocess",
        description="inprocess: virtual cards inside the program; pcsc: a reader of this machine",
    )
    name: str = Field(
        default="", description="regular expression that exactly one PC/SC reader's name matches"
    )
    ask_code_b: bool = Field(
        default=False,
        description="ask for 照合番号B before 顔認証 where nothing looks at the card's face (kind "
        "pcsc): the emulator's own page; a real device photographs the face",
    )
    slot: Literal["front", "left", "right", "below"] = Field(
        default="front",
        description="where it stands, seen from the patient: before the screen, beside or below "
        "it; pictures, arrows and the voice point there",
    )
    phones: bool = Field(
        default=True,
        description="it also reads smartphones (汎用カードリーダー); otherwise none is offered",
    )


class CameraConfig(Section):
    """The camera."""

    source: str = Field(
        default="camera",
        description="camera, a clip's name (sakura, kenji, masao, empty), a video, a folder, or a "
        "named pipe of a camera's bytes (.mjpg, .yuyv of width x height)",
    )
    start: float = Field(default=0, ge=0, le=3600, description="seconds of a clip to leave out")
    loop: bool = Field(default=True, description="begin a clip or folder anew at its end")
    position: Literal["top", "bottom", "left", "right"] = Field(
        default="top", description="on which side of the screen it is; the face page points there"
    )
    index: int = Field(default=0, ge=0, le=63, description="which webcam, counted from 0")
    product: str = Field(
        default="",
        description="part of the webcam's product name, by which it is found whatever its number "
        "(Linux; elsewhere index counts)",
    )
    width: int = Field(default=1280, ge=160, le=7680, description="asked of the webcam, pixels")
    height: int = Field(default=720, ge=120, le=4320, description="asked of the webcam, pixels")
    fps: float = Field(default=30, gt=0, le=240, description="asked of the webcam, frames a second")
    turn: Literal[0, 90, 180, 270] = Field(
        default=0, description="degrees clockwise by which the webcam's picture must be turned"
    )
    mirrored: bool = Field(default=False, description="the webcam itself gives a mirrored picture")


class FaceConfig(Section):
    """The face engine."""

    engine: Literal["sface", "dlib", "face_recognition"] = Field(
        default="sface",
        description="which engine compares faces; dlib and face_recognition are there to compare "
        "with: they accept every eighth East-Asian stranger at their usual threshold",
    )
    false_accept_rate: Literal["strict", "lenient"] | Rate = Field(
        default="strict",
        description="share of adult East-Asian strangers of one sex that may be accepted, by "
        "decision: a rate, or strict, or lenient (fewer masked faces missed); see `kiosk doctor`",
    )
    attempts: int = Field(
        default=3, ge=1, le=10, description="failures before the PIN is asked (emulator default)"
    )
    challenge: bool = Field(
        default=False, description="ask for a little turn of the head, against photos held up"
    )
    weights: str = Field(
        default="", description="folder with the weight files, looked at before the packages"
    )
    from_age: int = Field(
        default=13,
        ge=0,
        le=120,
        description="younger patients are led to the PIN or to staff: children are hardly told "
        "apart by their faces",
    )


class WindowConfig(Section):
    """The patient's window."""

    full_screen: bool = Field(default=False, description="fill the screen, without a frame")
    width: int = Field(default=800, ge=320, le=7680, description="pixels, when not full screen")
    height: int = Field(default=1280, ge=320, le=7680, description="pixels, when not full screen")
    diagonal_inch: float = Field(
        default=0.0, ge=0, le=100, description="size of the screen; 0: ask the system, else 10.1"
    )
    voice: bool = Field(default=True, description="sounds and voice, and the tool to switch it")
    volume: float = Field(default=0.5, ge=0, le=1, description="of sounds and voice")
    slides: str = Field(
        default="", description="folder with the facility's own pictures for the waiting screen"
    )
    reduced_motion: bool = Field(
        default=False, description="no sliding pages, no moving arrows, no turning ring"
    )
    reach: Literal["normal", "low"] = Field(
        default="normal",
        description="low: what is touched stands in the lower part of a tall screen from the "
        "start, for children and wheelchairs; every patient may press 高さ",
    )


class StaffConfig(Section):
    """The staff's window, 資格確認端末."""

    sign_out_minutes: int = Field(
        default=10, ge=0, le=1440, description="minutes without a key or a touch; 0: never [G]"
    )
    visual_minutes: int = Field(
        default=10, ge=1, le=480, description="of 目視確認モード where it is for a time [G]"
    )
    modes: frozenset[Literal["disaster", "outage"]] = Field(
        default=frozenset(),
        description="what the national side has switched on: disaster (災害時医療情報閲覧), outage "
        "(障害時モード); in the demo both are on, and 救急時医療情報閲覧 too",
    )


class EligibilityConfig(Section):
    """Which system answers how a patient is insured, and how the kiosk reaches it."""

    adapter: Literal["embedded", "http", "folder"] = Field(
        default="embedded",
        description="embedded: the registry in the data folder; http: a `kiosk serve` at url; "
        "folder: the system behind an OQS folder (cards and consents stay here)",
    )
    url: str = Field(
        default="http://127.0.0.1:8780", pattern=r"^https?://", description="http: its address"
    )
    token_file: str = Field(
        default="",
        description="http: file with the token that `kiosk registry facility` printed; "
        "empty: none is sent",
    )
    authority: str = Field(
        default="", description="https: file of the CA to trust, ca.pem of `kiosk registry tls`"
    )
    certificate: str = Field(default="", description="mutual TLS: file of this kiosk's certificate")
    key: str = Field(default="", description="mutual TLS: file of its key")
    folder: str = Field(default="OQS", description="folder: where its req and res are")
    timeout: Seconds = Field(
        default=5, description="seconds until an answer that does not come counts as an outage [G]"
    )

    @model_validator(mode="after")
    def _pair(self) -> "EligibilityConfig":
        if bool(self.certificate) != bool(self.key):
            raise ValueError("certificate and key belong together; give both or neither")
        return self


class FolderConfig(Section):
    """Where things are kept."""

    data: str = Field(
        default="", description="cards, registry, test CA; empty: the user's data folder"
    )
    desk: str = Field(
        default="",
        description="this desk's own identity, its lock, and answers that wait to be sent; desks "
        "that share a data folder need one each; empty: data",
    )
    registry: str = Field(
        default="", description="SQLite file of the registry; empty: registry.sqlite3 in data"
    )
    face: str = Field(
        default="face", description="where results are put for the receipt computer (OQS face)"
    )
    results_for: Literal["owner", "group", "everyone"] = Field(
        default="owner", description="who on this machine may read the results besides this user"
    )
    journal: str = Field(default="journal.jsonl", description="the journal of receptions")


class Config(Section):
    """Everything that can be set."""

    profile: str = Field(
        default="2025-09-19",
        description=f"the flow in force from that date on: {', '.join(profile_names())}",
    )
    facility: FacilityConfig = FacilityConfig()
    timing: TimingConfig = TimingConfig()
    reader: ReaderConfig = ReaderConfig()
    camera: CameraConfig = CameraConfig()
    face: FaceConfig = FaceConfig()
    window: WindowConfig = WindowConfig()
    folder: FolderConfig = FolderConfig()
    staff: StaffConfig = StaffConfig()
    eligibility: EligibilityConfig = EligibilityConfig()
    system: EligibilitySettings = EligibilitySettings()

    @field_validator("profile")
    @classmethod
    def _shipped(cls, value: str) -> str:
        if value not in profile_names():
            raise ValueError(f"no such profile{nearest(value, profile_names())}")
        return value

    def rules(self, day: date | None = None) -> Rules:
        """What the session obeys on that day; None: one of today's time."""
        uses = frozenset(USES[name] for name in self.facility.uses)
        closing = tuple((tag.value, words) for tag, words in self.facility.closing.items())
        facility = Facility(
            self.facility.name,
            uses,
            self.facility.ask_prescription,
            phones=self.reader.phones,
            subsidy_form=self.facility.subsidy_form,
            closing=closing,
            paper=Paper.CERTIFICATE if day is None else paper_on(day),
        )
        timing = Timing(**self.timing.model_dump(), face_attempts=self.face.attempts)
        return Rules(
            load_profile(self.profile),
            facility,
            timing,
            ask_code_b=self.reader.ask_code_b,
            low=self.window.reach == "low",
            face_from_age=self.face.from_age,
        )


class ConfigMistakes(KioskError):
    """config.toml cannot be used; `mistakes` has one sentence each."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("; ".join(mistakes))
        self.mistakes = mistakes


def load(file: Path | None) -> Config:
    """Read a config file; None gives the defaults. Raises ConfigMistakes with every mistake."""
    if file is None:
        return Config()
    try:
        text = file.read_text(encoding="utf-8-sig")
        return parse(text, file.name)
    except OSError as error:
        raise ConfigMistakes([f"{file.name} cannot be read: {error.strerror}"]) from error
    except UnicodeDecodeError as error:
        raise ConfigMistakes([f"{file.name} is not UTF-8: save it as UTF-8"]) from error


def parse(text: str, name: str = "config.toml") -> Config:
    """Validate the text of a config file. Raises ConfigMistakes with every mistake."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigMistakes([f"{name} is not TOML: {error}"]) from error
    return parse_table(table, text, name)


def parse_table(table: dict[str, Any], text: str = "", name: str = "options") -> Config:
    """Validate a config table that came from `text`. Raises ConfigMistakes with every mistake."""
    try:
        return Config.model_validate(table)
    except ValidationError as error:
        raise ConfigMistakes([sentence(e, text, name) for e in error.errors()]) from error


def sentence(error: Any, text: str, name: str) -> str:
    """One mistake of pydantic's as one sentence with its place and, for a key, the nearest one."""
    path = [str(part) for part in error["loc"]]
    where = f"{name}:{line_of(path, text)}" if text else name
    place = f"{where}: {'.'.join(path)}"
    if error["type"] == "extra_forbidden":
        return f"{place} is not known{nearest(path[-1], keys_beside(path))}"
    message = str(error["msg"]).removeprefix("Value error, ")
    return f"{place}: {message[0].lower()}{message[1:]}"


def keys_beside(path: list[str]) -> list[str]:
    """The keys that the table of `path` may hold."""
    model: Any = Config
    for part in path[:-1]:
        field = model.model_fields.get(part)
        if field is None or not isinstance(field.annotation, type):
            return []
        model = field.annotation
    return list(getattr(model, "model_fields", ()))


def nearest(word: str, known: Any) -> str:
    """`; did you mean …?`, or the known words where none is near."""
    close = difflib.get_close_matches(word, list(known), n=1)
    if close:
        return f"; did you mean {close[0]}?"
    return f"; known are {', '.join(sorted(known))}" if known else ""


def line_of(path: list[str], text: str) -> int:
    """The line, from 1, on which a key stands; that of its table, or 1, where it is not found."""
    table, found = "", 1
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped.startswith("["):
            table = stripped.strip("[]").strip()
            if table == ".".join(path):
                return number
            if table == path[0]:
                found = number
        elif "=" in stripped:
            key = stripped.split("=", 1)[0].strip().strip('"')
            if f"{table}.{key}".strip(".") == ".".join(path):
                return number
    return found


def describe(config: Config) -> Iterator[tuple[str, Any, Any, str]]:
    """Every key as (dotted key, effective value, default, description)."""
    for name, field in Config.model_fields.items():
        value = getattr(config, name)
        if isinstance(value, BaseModel):
            for key, inner in type(value).model_fields.items():
                effective = getattr(value, key)
                yield f"{name}.{key}", effective, inner.default, inner.description or ""
        else:
            yield name, value, field.default, field.description or ""
