"""The faults of the demonstrator's table as data, and the eligibility system that suffers them.

Ids are those of the field's complaints and of the drivers' own faults. A card's fault strikes the
next time a card is laid down, a camera's and the system's at once.
"""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from drivers.camera.faults import Spell, Trouble
from drivers.card.virtual.faults import Delayed, Mute, PhotoBomb, PulledAt, StatusWord
from drivers.card.virtual.faults import Fault as CardFault
from kiosk.eligibility.codes import Validity
from kiosk.eligibility.embedded import Told, judge_here
from kiosk.eligibility.port import Delivery, Eligibility, Proof, Ticket
from kiosk.eligibility.queries import Holder
from kiosk.errors import FolderUnwritable, KioskError, NetworkDown, SystemDown
from kiosk.session.effects import Answers

FOR_EVER = 10**9


@dataclass(frozen=True, slots=True)
class Wrong:
    """Trouble of the eligibility side: an error or a delay at a call, or another verdict."""

    at: str = "identify"
    error: type[KioskError] | None = None
    seconds: float = 0.0
    verdict: Validity | None = None


@dataclass(frozen=True, slots=True)
class TableFault:
    """A fault that one press switches on: its id, its label, where it is, and what it does."""

    id: str
    label: str
    place: str
    card: tuple[CardFault, ...] = ()
    two_cards: bool = False
    camera: Trouble | None = None
    system: Wrong | None = None

    @property
    def spells(self) -> tuple[Spell, ...]:
        """What the camera suffers, from the first frame on."""
        return (Spell(self.camera, 0, FOR_EVER),) if self.camera else ()


CATALOGUE = (
    TableFault("card.in_sleeve", "ケース入り", "card", card=(Mute(times=0),)),
    TableFault("card.pulled", "途中で抜く", "card", card=(PulledAt(at=12),)),
    TableFault("card.slow", "応答が遅い", "card", card=(Delayed(times=0, seconds=0.25),)),
    TableFault("card.two", "2枚重なる", "card", two_cards=True),
    TableFault("card.status", "誤った応答", "card", card=(StatusWord(at=2, times=0, sw=0x6F00),)),
    TableFault("card.photo", "写真が壊れている", "card", card=(PhotoBomb(),)),
    TableFault("camera.unplug", "抜ける", "camera", camera=Trouble.UNPLUG),
    TableFault("camera.freeze", "止まる", "camera", camera=Trouble.FREEZE),
    TableFault("camera.black", "真っ黒", "camera", camera=Trouble.BLACK),
    TableFault("camera.dark", "暗い", "camera", camera=Trouble.DARK),
    TableFault("face.backlit", "逆光", "camera", camera=Trouble.BACKLIT),
    TableFault("face.too_close", "近すぎる", "camera", camera=Trouble.CLOSE),
    TableFault("face.off_center", "横にずれる", "camera", camera=Trouble.ASIDE),
    TableFault("face.two_faces", "2人写る", "camera", camera=Trouble.TWO),
    TableFault("validity=2", "無効", "eligibility", system=Wrong(verdict=Validity.INVALID)),
    TableFault(
        "validity=3", "新しい資格あり", "eligibility", system=Wrong(verdict=Validity.SUPERSEDED)
    ),
    TableFault(
        "validity=4", "該当資格なし", "eligibility", system=Wrong(verdict=Validity.NOT_FOUND)
    ),
    TableFault("net.down", "回線が切れる", "network", system=Wrong(error=NetworkDown)),
    TableFault("system.down", "システム停止", "network", system=Wrong(error=SystemDown)),
    TableFault("query.slow", "応答が遅い", "network", system=Wrong(seconds=12.0)),
    TableFault(
        "folder.unwritable", "書き込めない", "file", system=Wrong("submit", FolderUnwritable)
    ),
    TableFault("xml.late", "遅れて届く", "file", system=Wrong("submit", seconds=10.0)),
)
BY_ID = {fault.id: fault for fault in CATALOGUE}
PLACES = tuple(dict.fromkeys(fault.place for fault in CATALOGUE))


class TroubledSystem:
    """An Eligibility around another one, which suffers whatever is wrong at the moment.

    `validity` is the last verdict that was delivered, OQSCD006; empty before the first.
    """

    def __init__(self) -> None:
        self.validity = ""
        self._wrong: tuple[Wrong, ...] = ()
        self._relief = threading.Event()
        self._inner: Eligibility | None = None

    def around(self, inner: Eligibility) -> Eligibility:
        """Stand before `inner`."""
        self._inner = inner
        return self

    def suffer(self, wrong: Iterable[Wrong]) -> None:
        """From now on this is wrong and nothing else; a delay that is under way ends."""
        self._relief.set()
        self._relief = threading.Event()
        self._wrong = tuple(wrong)

    def challenge(self) -> bytes:
        """See Eligibility."""
        return self._system.challenge()

    def identify(self, proof: Proof) -> Ticket:
        """See Eligibility."""
        self._meet("identify")
        return self._system.identify(proof)

    def register(self, ticket: Ticket) -> None:
        """See Eligibility."""
        self._system.register(ticket)

    def submit(self, ticket: Ticket, answers: Answers) -> Delivery:
        """See Eligibility."""
        self._meet("submit")
        delivery = self._system.submit(ticket, answers)
        self.validity = delivery.validity
        return delivery

    def deliver_pending(self) -> int:
        """See Eligibility."""
        return self._system.deliver_pending()

    def judge(self, holder: Holder, on: date) -> Told:
        """By the registry, unless the verdict is to be another one."""
        verdict = next((w.verdict for w in self._wrong if w.verdict), None)
        if verdict is Validity.INVALID:
            ended = (i.model_copy(update={"end": min(on, i.end or on)}) for i in holder.insurances)
            return judge_here(replace(holder, insurances=tuple(ended)), on)
        if verdict is Validity.NOT_FOUND:
            return judge_here(replace(holder, insurances=()), on)
        told = judge_here(holder, on)
        return (verdict, told[1]) if verdict else told

    @property
    def _system(self) -> Eligibility:
        assert self._inner is not None
        return self._inner

    def _meet(self, call: str) -> None:
        for wrong in self._wrong:
            if wrong.at != call:
                continue
            if wrong.seconds:
                self._relief.wait(wrong.seconds)
            if wrong.error:
                raise wrong.error("switched on at the demonstrator's table; switch it off there")
