"""The tables of config.toml: every key has a type, a default, a description and its bounds."""

import difflib
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from kiosk.session.rules import Category
from kiosk.session.states import Language

Kind = Literal["medical", "dental", "pharmacy", "station"]
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


def nearest(word: str, known: Any) -> str:
    """`; did you mean …?` with at most the three nearest of the known words; empty without any."""
    close = difflib.get_close_matches(word, list(known), n=1)
    close = close or difflib.get_close_matches(word, sorted(known), n=3, cutoff=0.0)
    return f"; did you mean {', '.join(close)}?" if close else ""


class Section(BaseModel):
    """A table of config.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FacilityConfig(Section):
    """The facility whose desk this is."""

    name: str = Field(default="みほん内科クリニック", description="shown at 待受", max_length=40)
    code: str = Field(
        default="1312345678",
        pattern=r"^\d{10}$",
        description="医療機関コード of ten digits (a station's 訪問看護ステーションコード), "
        "written into results; the default is invented",
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

    kind: Kind = Field(default="medical", description="what the office's additions are judged by")
    hospital: bool = Field(default=False, description="compare with hospitals, not clinics")
    prefecture: str = Field(default="", description="都道府県, for comparison: 東京都")
    units: int = Field(default=1, ge=1, le=999, description="how many readers the facility has")
    since: date | None = Field(
        default=None, description="the day from which this profile holds; empty: always"
    )
    former_kind: Kind | None = Field(
        default=None, description="what the months before `since` are judged by; empty: as now"
    )
    e_prescription: bool = Field(default=True, description="電子処方箋 is introduced")
    record_sharing: bool = Field(default=False, description="電子カルテ情報共有サービス is in use")
    pediatric: bool = Field(default=False, description="小児科特例 applies")
    settings_need_restart: bool = Field(
        default=False,
        description="a change of 環境設定 waits for the kiosk's restart, as with some readers; "
        "otherwise for the staff's log-off",
    )
    ask_subsidy: bool = Field(
        default=True, description="ask about 医療費助成 where a patient has one"
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

    @field_validator("since", "former_kind", mode="before")
    @classmethod
    def _none(cls, value: object) -> object:
        return None if value == "" else value

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
    phones: Literal["own", "same", "none"] = Field(
        default="own",
        description="what reads smartphones: own, a reader of their own beside it "
        "(汎用カードリーダー), as most desks have; same, this reader, as newer models do; none: no "
        "phone is offered",
    )
    phone_name: str = Field(
        default="",
        description="pcsc: regular expression that exactly one PC/SC reader's name matches, for "
        "phones = own; empty: no phone is offered",
    )
    phone_slot: Literal["left", "right", "below"] = Field(
        default="right",
        description="where the phones' own reader stands, seen from the patient: beside or below "
        "the screen",
    )

    @field_validator("phones", mode="before")
    @classmethod
    def _as_before(cls, value: object) -> object:
        """True and False, which earlier versions had."""
        return {True: "same", False: "none"}[value] if isinstance(value, bool) else value


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
