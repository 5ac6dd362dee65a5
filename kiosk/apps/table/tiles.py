"""Makes the tiles, pictures and choices that the table's window draws."""

from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path

from kiosk.apps.table.fault_catalog import CATALOGUE, PLACES
from kiosk.apps.table.stories import FURTHER
from kiosk.clock import age
from kiosk.config import USES, Config
from kiosk.errors import CameraMissing
from kiosk.personas import Persona
from kiosk.personas.schema import Kind, Shows
from kiosk.session.rules import profile_names
from kiosk.session.states import Language, Preferences, TextSize
from kiosk.session.view import IdlePage, Screen
from kiosk.texts import NATIVE_NAMES, plain
from kiosk.visual_password import DEMO
from ui.table.model import CardTile, Choice, FaultGroup, FaultTile, FrameTile, PatientState

OWNER = "owner"
FRAMES = {
    OWNER: "カードの本人",
    "sakura": "女性",
    "kenji": "男性",
    "masao": "年配の男性",
    "empty": "だれもいない",
    "camera": "この機械のカメラ",
}
FILMS = {
    "glasses": ("worn", "眼鏡", "kenji"),
    "mask_lowered": ("worn", "マスクを下げる", "kenji"),
    "window_light": ("light", "横の窓の光", "sakura"),
    "ceiling_light": ("light", "天井の光", "kenji"),
    "back_light": ("light", "後ろからの光", "masao"),
    "camera_below": ("light", "下からのカメラ", "sakura"),
    "child_below": ("child", "画面の下に写る", "tsumugi"),
    "child_in_arms": ("child", "抱かれている", "sakura"),
    "child_looks_away": ("child", "よそを見る", "itsuki"),
    "child_grown": ("child", "写真より育った", "haruto"),
}
"""Clips of what a camera finds difficult: group, label, and whose card belongs to it."""
FACILITIES: dict[str, tuple[str, frozenset[str], bool]] = {
    "all": ("診療所", frozenset(USES), False),
    "prescription": ("診療所・電子処方箋", frozenset(USES), True),
    "dental": ("歯科", frozenset(USES) - {"specific_disease"}, False),
    "pharmacy": ("薬局", frozenset({"care", "medicine", "limit"}), False),
    "none": ("資格だけ確かめる", frozenset(), False),
}
"""Label, consent categories in use, and whether 処方箋の発行形態 is asked."""
PAGES = {
    "Idle": ("reader", "待受"),
    "Language": ("language", "言語"),
    "Wait": ("clock", "確認中"),
    "Method": ("staff", "本人確認方法の選択"),
    "Face": ("face", "顔認証"),
    "FaceUnproven": ("warning", "顔認証の失敗"),
    "Pin": ("pin", "暗証番号"),
    "Code": ("card", "照合番号B"),
    "Phone": ("phone", "スマートフォンの種類"),
    "Hold": ("phone", "スマートフォンをかざす"),
    "Password": ("eye", f"目視モード用パスワード {DEMO}"),
    "Visual": ("eye", "目視確認"),
    "Registration": ("register", "利用登録"),
    "Certificate": ("expiry", "証明書の期限"),
    "ConsentAll": ("check", "包括同意"),
    "Consent": ("check", "個別同意"),
    "Prescription": ("prescription", "処方箋の発行形態"),
    "Subsidy": ("subsidy", "医療費助成"),
    "Done": ("check", "受付完了"),
    "TakeCard": ("card-take", "カード取り出し"),
    "RemovedEarly": ("warning", "途中で取り出された"),
    "Error": ("error", "エラー"),
}
"""Icon and name of each page of the patient's window."""
GROUPS = ("reception", *Shows, "phone", "other")
"""The groups of further cards, in the order in which they are listed."""
THUMBNAIL_AT_S = 2.5


def choices(config: Config, screen: Screen | None) -> tuple[Choice, ...]:
    """The settings for the next patient, and the preferences of this one."""
    facility = config.facility
    wanted = (facility.uses, facility.ask_prescription)
    kind = next((k for k, (_, *rest) in FACILITIES.items() if tuple(rest) == wanted), "all")
    now = screen.preferences if screen else Preferences()
    profiles = tuple((name, name) for name in profile_names())
    kinds = tuple((k, label) for k, (label, *_) in FACILITIES.items())
    languages = tuple((str(one), plain(NATIVE_NAMES[one])) for one in Language)
    sizes = tuple((str(one.value), f"{one.value} %") for one in TextSize)
    return (
        Choice("profile", "info", config.profile, profiles),
        Choice("facility", "surgery", kind, kinds),
        Choice("language", "language", str(now.language), languages),
        Choice("text", "text-size", str(now.text_size.value), sizes),
    )


def playing(config: Config, persona: Persona) -> str:
    """The id of the clip that plays first: that of the card's owner, where `persona` is filmed."""
    source = config.camera.source
    return OWNER if source == seen(OWNER, persona) else source


def seen(chosen: str, persona: Persona | None) -> str:
    """The id of the clip for a choice, with this card on the reader."""
    if chosen != OWNER:
        return chosen
    return persona.clip if persona and persona.clip else "empty"


def frames(chosen: str) -> dict[str, str]:
    """The clips on the table; a clip of the presenter takes the place of the fourth."""
    if chosen in FRAMES or chosen in FILMS:
        return FRAMES
    own = {chosen if name == "masao" else name: label for name, label in FRAMES.items()}
    return own | {chosen: Path(chosen).name}


def films(people: Mapping[str, Persona]) -> tuple[FrameTile, ...]:
    """The further clips, each with the name of the person whose card belongs to it."""
    return tuple(
        FrameTile(name, f"{label}  {shown_name(people[who])}", group=group)
        for name, (group, label, who) in FILMS.items()
    )


def shown_name(persona: Persona) -> str:
    """The name as the tiles show it."""
    return persona.person.name.replace("　", " ")


def tile(persona: Persona, now: datetime, note: str, accent: str) -> CardTile:
    """A persona's card as a picture."""
    years = age(persona.person.birth, now.date())
    words = f"{years}歳・{note}" if note else f"{years}歳"
    name = shown_name(persona)
    return CardTile(persona.id, name, words, accent, persona.card.is_phone, group(persona))


def group(persona: Persona) -> str:
    """The group of a further card: what its insurance shows, or what kind of card it is."""
    if persona.shows is not None:
        return persona.shows
    if persona.card.is_phone:
        return "phone"
    return "reception" if persona.card.kind in (Kind.MY_NUMBER, Kind.FACE_ONLY) else "other"


def further(
    people: Mapping[str, Persona], ready: Collection[str], now: datetime
) -> tuple[CardTile, ...]:
    """The cards that have no key of their own, by group."""
    others = (one for name, one in people.items() if name not in ready)
    ordered = sorted(others, key=lambda one: GROUPS.index(group(one)))
    return tuple(tile(one, now, "", FURTHER) for one in ordered)


def pin_note(persona: Persona) -> str:
    """The PIN of this invented person, for the presenter."""
    if persona.card.kind is Kind.IPHONE:
        return "Face IDは済んでいます"
    pin = persona.card.pin
    return f"暗証番号は {pin} です" if pin else "暗証番号はありません"


def thumbnail(file: Path) -> bytes:
    """A frame of a clip as a small JPEG; empty when there is none."""
    import cv2

    from drivers.camera.sources.recording import first_frames

    try:
        pixels = first_frames(file, 1, THUMBNAIL_AT_S)[0]
    except (CameraMissing, IndexError):
        return b""
    small = cv2.resize(pixels, (320, round(320 * pixels.shape[0] / pixels.shape[1])))
    return bytes(cv2.imencode(".jpg", small)[1])


def groups(active: frozenset[str]) -> tuple[FaultGroup, ...]:
    """The faults of the catalogue by place; those with an id in `active` are switched on."""
    return tuple(
        FaultGroup(
            place,
            tuple(FaultTile(f.id, f.label, f.id in active) for f in CATALOGUE if f.place == place),
        )
        for place in PLACES
    )


def patient_state(screen: Screen | None, seconds: float) -> PatientState | None:
    """What the patient's window shows, `seconds` after its first page; None while it waits."""
    if screen is None or isinstance(screen.page, IdlePage):
        return None
    symbol, label = PAGES[type(screen.page).__name__.removesuffix("Page")]
    return PatientState(symbol, label, screen.step, round(seconds))
