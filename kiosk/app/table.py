"""The demonstrator's table: it tells the table's window what to draw, and does what is pressed.

It only uses what people at a desk have: it lays cards down, holds frames before the camera, presses
what a patient could press, and breaks things on purpose.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from drivers.camera.faults import Faulty
from drivers.camera.source import Source
from kiosk.app.desks import Props, camera
from kiosk.app.faults import BY_ID, CATALOGUE, PLACES, TableFault, TroubledSystem
from kiosk.app.screen import Kiosk
from kiosk.app.stories import CARDS, FURTHER, SCRIPTS, Laid, Script
from kiosk.config import USES, Config
from kiosk.eligibility.clock import age, japan
from kiosk.eligibility.codes import Validity
from kiosk.errors import KioskError
from kiosk.personas import Persona, find, names
from kiosk.personas.schema import FOLDER as PERSONAS
from kiosk.runner import Moment
from kiosk.session.events import Press
from kiosk.session.rules import profile_names
from kiosk.session.states import Language, TextSize
from kiosk.session.view import IdlePage, Screen
from ui.i18n import NATIVE_NAMES, plain
from ui.tray.model import (
    Advance,
    BeginStory,
    CardTile,
    Choice,
    Choose,
    ClearFaults,
    FaultGroup,
    FaultTile,
    FrameTile,
    PatientState,
    PlaceCard,
    Play,
    Story,
    TakeCard,
    ToggleFault,
    TrayAct,
    TrayView,
)
from ui.tray.window import TrayWindow

log = logging.getLogger(__name__)

OWNER = "owner"
FRAMES = {
    OWNER: "カードの本人",
    "collins": "女性",
    "obama": "男性",
    "biden": "年配の男性",
    "empty": "だれもいない",
    "camera": "この機械のカメラ",
}
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
THUMBNAIL_AT_S = 2.5


class MovedClock:
    """Japanese time, moved by whole days."""

    def __init__(self) -> None:
        self.days = 0

    def __call__(self) -> datetime:
        """Naive, as `kiosk.eligibility.clock.japan`."""
        return japan() + timedelta(days=self.days)


class Table(QObject):
    """A kiosk to demonstrate, and the table beside it. `window` is the table's.

    `cards` are ready to hand in the order of their keys, from 1.
    """

    changed = Signal()
    """Something was done in the table's own thread."""

    def __init__(
        self,
        config: Config,
        width: int = 1280,
        height: int = 800,
        cards: tuple[Laid, ...] = CARDS,
    ) -> None:
        super().__init__()
        self.cards = cards
        self.clock, self.system = MovedClock(), TroubledSystem()
        props = Props(self.clock, self.system.judge, self.system.around)
        self.kiosk = Kiosk(config, virtual=True, props=props)
        self.window = TrayWindow(self.act, width, height)
        self._config = config
        self._playing = playing(config)
        self._filmed: tuple[object, ...] = ()
        self._faults: frozenset[str] = frozenset()
        self._story: tuple[Script, int] | None = None
        self._screen: Screen | None = None
        self._began = monotonic()
        self._note = ""
        self._result = ""
        self._pictures: dict[str, bytes] = {}
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="table")
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self.show)
        self.changed.connect(self.show)
        self.kiosk.painted.connect(self._painted)
        self.kiosk.happened.connect(self._happened)
        self.kiosk.furnished.connect(self._furnished)

    def open(self) -> None:
        """Show both windows."""
        self.kiosk.open()
        self.show()
        self.window.show()
        self._second.start()
        for name in FRAMES:
            self._worker.submit(self._picture, name)

    def close(self) -> None:
        """End everything."""
        self._second.stop()
        self.system.suffer(())
        self._worker.shutdown(wait=True, cancel_futures=True)
        self.kiosk.close()
        self.window.close()

    # What is pressed on the table.

    def act(self, act: TrayAct) -> None:
        """Do what was pressed on the table."""
        match act:
            case PlaceCard(id=name):
                self._do(partial(self._place, name))
            case TakeCard():
                self._do(self._take)
            case Play(id=name):
                self._playing = name
                self._aim()
            case ToggleFault(id=name):
                self._break(self._faults ^ {name})
            case ClearFaults():
                self._break(frozenset())
            case BeginStory(id=None):
                self._story = None
            case BeginStory(id=name):
                self._begin(next(script for script in SCRIPTS if script.id == name))
            case Advance(days=days):
                self.clock.days = self.clock.days + days if days else 0
            case Choose(id=name, value=value):
                self._choose(name, value)
        self.show()

    def _do(self, call: Callable[[], None]) -> None:
        """Cards take a moment to make, so not on the GUI's thread."""
        self._worker.submit(self._guarded, call)

    def _guarded(self, call: Callable[[], None]) -> None:
        try:
            self._note = ""
            call()
        except KioskError as error:
            log.warning("the table cannot: %s (%s)", error.detail, error.fault)
            self._note = "置けません。ほかで使われています。"
        except Exception:
            log.exception("the table failed")
        self.changed.emit()

    def _place(self, name: str) -> None:
        furniture = self.kiosk.furniture
        if furniture is None or furniture.hand is None:
            return
        persona, wrong = find(name), self._wrong
        beside = find("licence" if name != "licence" else "suica")
        self._film(persona)
        faults = [fault for one in wrong for fault in one.card]
        two = any(one.two_cards for one in wrong)
        furniture.hand.place(persona, faults, beside if two else None)

    def _take(self) -> None:
        furniture = self.kiosk.furniture
        if furniture is not None and furniture.hand is not None:
            furniture.hand.take()

    def _begin(self, script: Script) -> None:
        """A story is told from a tidy table with a card as new."""
        self._story = (script, 0)
        self._break(frozenset())
        self.clock.days = 0
        self._playing = OWNER
        self._do(partial(self._renew, script.persona))

    def _renew(self, name: str) -> None:
        furniture = self.kiosk.furniture
        if furniture is not None and furniture.hand is not None:
            furniture.hand.renew(find(name))

    def _break(self, faults: frozenset[str]) -> None:
        self._faults = faults
        self.system.suffer(one.system for one in self._wrong if one.system)
        self._aim()

    @property
    def _wrong(self) -> tuple[TableFault, ...]:
        return tuple(BY_ID[name] for name in sorted(self._faults))

    def _choose(self, name: str, value: str) -> None:
        if name == "language":
            self.kiosk.press(Press.LANGUAGE)
            self.kiosk.press(Press.CHOOSE_LANGUAGE, list(Language).index(Language(value)))
        elif name == "text" and self._screen is not None:
            sizes = [str(size.value) for size in TextSize]
            now = str(self._screen.preferences.text_size.value)
            for _ in range((sizes.index(value) - sizes.index(now)) % len(sizes)):
                self.kiosk.press(Press.TEXT_SIZE)
        elif name == "profile":
            self._obey(self._config.model_copy(update={"profile": value}))
        elif name == "facility":
            _, uses, asks = FACILITIES[value]
            facility = {"uses": uses, "ask_prescription": asks}
            changed = self._config.facility.model_copy(update=facility)
            self._obey(self._config.model_copy(update={"facility": changed}))

    def _obey(self, config: Config) -> None:
        self._config = config
        self.kiosk.obey(config.rules())

    # What the camera sees.

    def _aim(self) -> None:
        hand = self.kiosk.furniture.hand if self.kiosk.furniture else None
        self._film(hand.card if hand else None)

    def _film(self, persona: Persona | None) -> None:
        """Hold before the camera what was chosen, of this card's owner if so."""
        if self.kiosk.furniture is None:
            return
        name = self._playing
        if name == OWNER:
            name = persona.clip if persona and persona.clip else "empty"
        spells = tuple(spell for one in self._wrong for spell in one.spells)
        if self._filmed == (name, spells):
            return
        self._filmed = (name, spells)
        settings = self._config.camera.model_copy(update={"source": name})

        def source() -> Source:
            clean = camera(settings)
            return Faulty(clean, spells) if spells else clean

        self.kiosk.furniture.camera.choose(source)

    def _picture(self, name: str) -> None:
        file = next((PERSONAS / "clips").glob(f"{name}.*"), None)
        if file is not None:
            self._pictures[name] = thumbnail(file)
            self.changed.emit()

    # What happens at the kiosk.

    def _furnished(self) -> None:
        self._aim()
        hand = self.kiosk.furniture.hand if self.kiosk.furniture else None
        if hand is not None:
            for card in self.cards:
                self._do(partial(hand.make, find(card.persona)))

    def _painted(self, screen: Screen) -> None:
        before, self._screen = self._screen, screen
        if before is None or isinstance(before.page, IdlePage):
            self._began = monotonic()
        if self._story is not None:
            script, step = self._story
            self._story = (script, script.follow(step, screen))
        self.show()

    def _happened(self, moment: Moment) -> None:
        if moment.result:
            self._result = Validity(self.system.validity).label
        elif moment.phase == "Reading" and not moment.outcome:
            self._result = ""

    # What the window draws.

    def show(self) -> None:
        """Draw the table as it is."""
        self.window.present(self.view())

    def view(self) -> TrayView:
        """The table as it is."""
        hand = self.kiosk.furniture.hand if self.kiosk.furniture else None
        card = hand.card if hand else None
        now = self.clock()
        ready = {laid.persona for laid in self.cards}
        return TrayView(
            clock=now,
            shifted=bool(self.clock.days),
            cards=tuple(tile(find(c.persona), now, c.note, c.accent) for c in self.cards),
            others=tuple(tile(find(n), now, "", FURTHER) for n in names() if n not in ready),
            frames=tuple(
                FrameTile(name, label, self._pictures.get(name, b""))
                for name, label in frames(self._playing).items()
            ),
            groups=tuple(self._group(place) for place in PLACES),
            stories=tuple(self._told(script) for script in SCRIPTS),
            choices=self._choices(),
            on_reader=card.id if card else None,
            reader_note=self._note or (pin_note(card) if card else ""),
            playing=self._playing,
            patient=self._patient(),
            result=self._result,
        )

    def _group(self, place: str) -> FaultGroup:
        there = (fault for fault in CATALOGUE if fault.place == place)
        tiles = (FaultTile(f.id, f.label, f.id in self._faults) for f in there)
        return FaultGroup(place, tuple(tiles))

    def _told(self, script: Script) -> Story:
        told = self._story is not None and self._story[0] is script
        lines = tuple(line.text for line in script.lines)
        return Story(
            script.id, script.title, lines, self._story[1] if told and self._story else None
        )

    def _patient(self) -> PatientState | None:
        screen = self._screen
        if screen is None or isinstance(screen.page, IdlePage):
            return None
        symbol, label = PAGES[type(screen.page).__name__.removesuffix("Page")]
        return PatientState(symbol, label, screen.step, round(monotonic() - self._began))

    def _choices(self) -> tuple[Choice, ...]:
        facility = self._config.facility
        wanted = (facility.uses, facility.ask_prescription)
        kind = next((k for k, (_, *rest) in FACILITIES.items() if tuple(rest) == wanted), "all")
        preferences = self._screen.preferences if self._screen else None
        language = preferences.language if preferences else Language.JAPANESE
        size = preferences.text_size if preferences else TextSize.NORMAL
        profiles = tuple((name, name) for name in profile_names())
        kinds = tuple((k, label) for k, (label, *_) in FACILITIES.items())
        languages = tuple((str(one), plain(NATIVE_NAMES[one])) for one in Language)
        sizes = tuple((str(one.value), f"{one.value} %") for one in TextSize)
        return (
            Choice("profile", "info", self._config.profile, profiles),
            Choice("facility", "surgery", kind, kinds),
            Choice("language", "language", str(language), languages),
            Choice("text", "text-size", str(size.value), sizes),
        )


def playing(config: Config) -> str:
    """What the camera sees at first: the card's owner, unless something else was asked for."""
    source = config.camera.source
    return source if source == "camera" or source not in FRAMES else OWNER


def frames(chosen: str) -> dict[str, str]:
    """The strips on the table; one of the presenter's own takes the place of the fourth."""
    if chosen in FRAMES:
        return FRAMES
    own = {chosen if name == "biden" else name: label for name, label in FRAMES.items()}
    return own | {chosen: Path(chosen).name}


def tile(persona: Persona, now: datetime, note: str, accent: str) -> CardTile:
    """A persona's card as a picture."""
    years = age(persona.person.birth, now.date())
    words = f"{years}歳・{note}" if note else f"{years}歳"
    return CardTile(persona.id, persona.person.name.replace("　", " "), words, accent)


def pin_note(persona: Persona) -> str:
    """What the presenter must know to play this patient; the persons are invented."""
    pin = persona.card.pin
    return f"暗証番号は {pin} です" if pin else "暗証番号はありません"


def thumbnail(file: Path) -> bytes:
    """A frame of a clip as a small JPEG; empty when there is none."""
    import cv2

    video = cv2.VideoCapture(str(file), cv2.CAP_ANY, [cv2.CAP_PROP_N_THREADS, 1])
    video.set(cv2.CAP_PROP_POS_MSEC, THUMBNAIL_AT_S * 1000)
    good, pixels = video.read()
    video.release()
    if not good:
        return b""
    small = cv2.resize(pixels, (320, round(320 * pixels.shape[0] / pixels.shape[1])))
    return bytes(cv2.imencode(".jpg", small)[1])
