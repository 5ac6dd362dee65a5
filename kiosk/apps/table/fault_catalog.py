"""The faults of the demonstrator's table as data.

Ids are those of known complaints and of the drivers' faults. A fault of a card or a phone takes
effect the next time one is placed, one of the camera or the system at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from drivers.camera.sources.faulty_source import FaultInterval, SourceFault
from drivers.card.virtual.faulty_card import (
    CardFault,
    Delayed,
    Mute,
    PhotoBomb,
    PulledAt,
    StatusWord,
)
from kiosk.apps.table.faulty_eligibility import ALWAYS, MisdirectedResult, Wrong
from kiosk.errors import CertificateUnknown, FolderUnwritable, NetworkDown, SystemDown
from kiosk.personas import Persona, find
from kiosk.personas.schema import Kind
from kiosk.session.codes import Validity
from kiosk.session.events import Fault

FOR_EVER = 10**9


@dataclass(frozen=True, slots=True)
class TableFault:
    """A fault that one press switches on: its id, label, place and effects.

    With `standing` a clip begins when its person stands still; with `challenge` the patient must
    turn the head too.
    """

    id: str
    label: str
    place: str
    card: tuple[CardFault, ...] = ()
    two_cards: bool = False
    camera: SourceFault | None = None
    system: Wrong | None = None
    standing: bool = False
    challenge: bool = False
    unread: bool = False
    """Nothing can be read on the card's face; no try of the card's code is spent."""
    misplaced: bool = False
    """A phone is laid on the card's place."""
    other_kind: bool = False
    """A phone of the other kind is held."""
    reader: Fault | None = None
    keeps_settings: bool = False
    """A change of 環境設定 does not reach the reader; it is started anew when this is mended."""

    @property
    def intervals(self) -> tuple[FaultInterval, ...]:
        """The faults of the camera, from the first frame on."""
        return (FaultInterval(self.camera, 0, FOR_EVER),) if self.camera else ()

    @property
    def laid(self) -> bool:
        """Whether it strikes by how a card or phone is laid down."""
        return self.two_cards or self.unread or self.misplaced or self.other_kind

    def concerns(self, persona: Persona) -> bool:
        """Whether it can strike what this person lays down: a card, or a phone."""
        if persona.card.is_phone:
            return not self.unread  # a phone has no printed face
        return self.place != "phone"


CATALOGUE = (
    TableFault("card.in_sleeve", "ケース入り", "card", card=(Mute(times=0),)),
    TableFault("card.pulled", "途中で抜く", "card", card=(PulledAt(at=12),)),
    TableFault("card.slow", "応答が遅い", "card", card=(Delayed(times=0, seconds=0.25),)),
    TableFault("card.two", "2枚重なる", "card", two_cards=True),
    TableFault("card.status", "誤った応答", "card", card=(StatusWord(at=2, times=0, sw=0x6F00),)),
    TableFault("card.photo", "写真が壊れている", "card", card=(PhotoBomb(),)),
    TableFault("card.turned", "向きが逆", "card", unread=True),
    TableFault("card.glare", "印字が読めない", "card", unread=True),
    TableFault("phone.misplaced", "場所ちがい", "phone", misplaced=True),
    TableFault("phone.other_kind", "別の種類", "phone", other_kind=True),
    TableFault("phone.metal", "金属", "phone", card=(Mute(times=0),)),
    TableFault("reader.missing", "見つからない", "reader", reader=Fault.READER_MISSING),
    TableFault("reader.stopped", "停止中", "reader", reader=Fault.READER_SERVICE_DOWN),
    TableFault("reader.busy", "ほかで使用", "reader", reader=Fault.READER_BUSY),
    TableFault("reader.starting", "起動中", "reader", reader=Fault.STARTING),
    TableFault("settings.stale", "古い設定", "reader", keeps_settings=True),
    TableFault("camera.unplug", "抜ける", "camera", camera=SourceFault.UNPLUG),
    TableFault("camera.freeze", "止まる", "camera", camera=SourceFault.FREEZE),
    TableFault("camera.black", "真っ黒", "camera", camera=SourceFault.BLACK),
    TableFault("camera.dark", "暗い", "camera", camera=SourceFault.DARK),
    TableFault("face.backlit", "逆光", "camera", camera=SourceFault.BACKLIT),
    TableFault("face.too_close", "近すぎる", "camera", camera=SourceFault.CLOSE),
    TableFault("face.off_center", "横にずれる", "camera", camera=SourceFault.ASIDE),
    TableFault("face.two_faces", "2人写る", "camera", camera=SourceFault.TWO),
    TableFault("face.masked", "マスク", "camera", camera=SourceFault.MASK, standing=True),
    TableFault(
        "face.spoof",
        "写真をかざす",
        "camera",
        camera=SourceFault.PHOTO,
        standing=True,
        challenge=True,
    ),
    TableFault("validity=2", "無効", "eligibility", system=Wrong(verdict=Validity.INVALID)),
    TableFault(
        "validity=3", "新しい資格あり", "eligibility", system=Wrong(verdict=Validity.SUPERSEDED)
    ),
    TableFault(
        "validity=4", "該当資格なし", "eligibility", system=Wrong(verdict=Validity.NOT_FOUND)
    ),
    TableFault(
        "certificate.new",
        "更新したばかり",
        "eligibility",
        system=Wrong(error=CertificateUnknown, days=1),
    ),
    TableFault("net.down", "回線が切れる", "network", system=Wrong(ALWAYS, NetworkDown)),
    TableFault("system.down", "システム停止", "network", system=Wrong(ALWAYS, SystemDown)),
    TableFault("query.slow", "応答が遅い", "network", system=Wrong(seconds=12.0)),
    TableFault("query.duplicate", "二重に照会", "network", system=Wrong("submit", twice=True)),
    TableFault(
        "folder.unwritable", "書き込めない", "file", system=Wrong("submit", FolderUnwritable)
    ),
    TableFault("xml.late", "遅れて届く", "file", system=Wrong("submit", seconds=10.0)),
    TableFault(
        "xml.crossed", "別人のXML", "file", system=Wrong("submit", stray=MisdirectedResult.CROSSED)
    ),
    TableFault(
        "xml.partial", "書きかけ", "file", system=Wrong("submit", stray=MisdirectedResult.PARTIAL)
    ),
    TableFault(
        "xml.duplicate",
        "二重に届く",
        "file",
        system=Wrong("submit", stray=MisdirectedResult.DUPLICATE),
    ),
)
BY_ID = {fault.id: fault for fault in CATALOGUE}
PLACES = tuple(dict.fromkeys(fault.place for fault in CATALOGUE))
PHONES = {Kind.IPHONE: "android", Kind.ANDROID: "iphone"}
"""For each kind of phone, the persona with one of the other kind."""


@dataclass(frozen=True, slots=True)
class Laying:
    """What is laid down, and how: whose card or phone, with which faults; see CardPlacer."""

    persona: Persona
    faults: tuple[CardFault, ...] = ()
    beside: Persona | None = None
    unread: bool = False
    misplaced: bool = False


def laying(persona: Persona, wrong: Iterable[TableFault]) -> Laying:
    """What is laid down when `persona` lays a card or phone while these faults are on."""
    struck = tuple(fault for fault in wrong if fault.concerns(persona))
    other = any(fault.other_kind for fault in struck)
    two = any(fault.two_cards for fault in struck)
    return Laying(
        find(PHONES[persona.card.kind]) if other else persona,
        tuple(one for fault in struck for one in fault.card),
        find("licence" if persona.id != "licence" else "suica") if two else None,
        any(fault.unread for fault in struck),
        any(fault.misplaced for fault in struck),
    )
