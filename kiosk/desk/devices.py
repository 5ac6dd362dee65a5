"""Opens the devices of a desk as the configuration names them. No Qt here."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509

from drivers.camera.mailbox import FrameMailbox
from drivers.camera.sources.switched import Switched
from drivers.card.card_desk import MyNumberDesk
from drivers.card.mynumber import Terminal
from drivers.card.printed_face import Printed
from drivers.card.reader import Reader
from drivers.card.virtual.faulty_card import CardFault, Exchange, FaultyCard
from drivers.card.virtual.reader import Chip
from drivers.matching import CameraFaceDesk
from kiosk import private
from kiosk.clock import Clock, japan
from kiosk.config import Config, FaceConfig
from kiosk.desk.eligibility import open_adapter
from kiosk.desk.receptions.device_calls import Devices
from kiosk.desk.run_once import desk_folder
from kiosk.desk.sources import READERS, CardSlot, ReaderOptions, camera, open_for_phones
from kiosk.desk.virtual.cards import CardStore
from kiosk.eligibility.adapters.embedded import Ask, judge_here
from kiosk.eligibility.desk_identity import DeskIdentity
from kiosk.eligibility.national.store.database import sqlite_url
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.port import Eligibility
from kiosk.errors import DataUnwritable, FolderUnwritable, PrintUnreadable
from kiosk.home import data_folder
from kiosk.personas import Persona, everyone
from kiosk.session.events import Fault
from kiosk.timing import REAL, SYSTEM_CHANCE, Chance, Time
from kiosk.visual_password import FILE as VISUAL_PASSWORD
from kiosk.visual_password import VisualPassword
from models.decision import asked_rate
from models.engine import Engine, load_dlib, load_sface
from models.graphs.weights import WrongWeights


@dataclass
class _Spot:
    """A reader's slot, whose card or phone was put there last, and whether its face is unread."""

    slot: CardSlot
    persona: Persona | None = None
    unread: bool = False

    @property
    def lying(self) -> Persona | None:
        """Whose card or phone lies there; a faulty card may have left by itself."""
        return self.persona if self.slot.holds() else None


class CardPlacer:
    """Places virtual cards and phones, and knows what is printed on the card that is there.

    `phones` is the slot of the phones' own reader, None where the card's reader takes them.
    `moved` is called with whose card is about to be placed, and with None before it is taken.
    """

    moved: Callable[[Persona | None], None] = staticmethod(lambda _: None)

    def __init__(
        self,
        slot: CardSlot,
        store: CardStore,
        registry: Registry,
        time: Time = REAL,
        phones: CardSlot | None = None,
    ) -> None:
        self._store, self._registry, self._time = store, registry, time
        self._cards, self._phones = _Spot(slot), _Spot(phones) if phones else None

    @property
    def card(self) -> Persona | None:
        """Whose phone, or else whose card, lies on its reader: what `take` takes."""
        return self.at_phones or self._cards.lying

    @property
    def at_cards(self) -> Persona | None:
        """The owner of the card, or of the misplaced phone, on the card's reader."""
        return self._cards.lying

    @property
    def at_phones(self) -> Persona | None:
        """Whose phone lies on the phones' own reader."""
        return self._phones.lying if self._phones else None

    def in_the_way(self, persona: Persona, *, misplaced: bool = False) -> Persona | None:
        """The owner of what lies where the card or phone of `persona` would be placed."""
        return self._spot(persona, misplaced).lying

    def _spot(self, persona: Persona, misplaced: bool) -> _Spot:
        apart = persona.card.is_phone and not misplaced
        return self._phones if self._phones and apart else self._cards

    def make(self, persona: Persona) -> None:
        """Issue the persona's card if there is none, and enter its certificate in the registry."""
        issue = self._store.issue(persona)
        if persona.closed:
            return
        serial = x509.load_der_x509_certificate(issue.authentication_certificate).serial_number
        self._registry.enroll_card(persona.id, serial, revoked=persona.card.revoked)

    def place(
        self,
        persona: Persona,
        faults: Sequence[CardFault] = (),
        beside: Persona | None = None,
        unread: bool = False,
        *,
        misplaced: bool = False,
        struck: Callable[[CardFault], None] = lambda _: None,
        told: Callable[[Exchange], None] = lambda _: None,
    ) -> None:
        """Place the card on its reader, with these faults, and a second card `beside` it.

        A phone is placed on its own reader where there is one, and with `misplaced` on the card's.
        With `unread` nothing can be read on the card's face: it is turned, or blinded by light.
        `struck` and `told` are those of FaultyCard.

        Raises Busy when the card is in use, ServiceDown without vpcd.
        """
        spot = self._spot(persona, misplaced)
        self._empty(spot)
        self.make(persona)
        card = self._store.card(persona)
        chips: list[Chip] = [FaultyCard(card, faults, self._time, struck, told)]
        if beside is not None:
            chips.append(self._store.card(beside))
        self.moved(persona)
        spot.persona, spot.unread = persona, unread
        spot.slot.put(*chips)

    def renew(self, persona: Persona) -> None:
        """Reset the person: a card with all tries, and 初回登録 as in the persona's file."""
        self.take()
        self._empty(self._cards)
        self._store.reset(persona)
        self._registry.fill([persona])
        self.make(persona)

    def take(self) -> None:
        """Take the phone off its reader, or else the card off its own."""
        self._empty(self._phones if self._phones and self.at_phones else self._cards)

    def _empty(self, spot: _Spot) -> None:
        if spot.lying is not None:
            self.moved(None)
        spot.slot.empty()
        spot.persona, spot.unread = None, False

    def printed(self) -> Printed | None:
        """What the card on the reader shows on its face. Raises PrintUnreadable."""
        if self._cards.unread:
            raise PrintUnreadable(
                "the card's face cannot be read; turn the card, or shade the reader"
            )
        card = self._cards.persona
        return self._store.printed(card) if card else None

    def fail(self, fault: Fault | None) -> None:
        """Let the card's reader report that it cannot be used, or with None that it can again."""
        self._cards.slot.fail(fault)


@dataclass(frozen=True, slots=True)
class Desk:
    """An open desk. `card_placer` is None where cards are real; `close` gives everything back."""

    devices: Devices
    card_placer: CardPlacer | None
    registry: Registry
    card_desk: MyNumberDesk
    face_desk: CameraFaceDesk
    camera: Switched
    close: Callable[[], None]
    identity: str
    """The id of this desk in the registry."""


def as_it_is(eligibility: Eligibility) -> Eligibility:
    """The eligibility adapter without a wrapper."""
    return eligibility


def unbroken() -> None:
    """The connection to a system outside of this process as it is."""


def engine(config: FaceConfig) -> Engine:
    """The configured face engine. Raises WrongWeights, also when its package is missing."""
    site = Path(config.weights) if config.weights else None
    if config.engine == "dlib":
        return load_dlib(site)
    if config.engine == "face_recognition":
        from models.face_recognition_engine import FaceRecognition

        try:
            return FaceRecognition()
        except ImportError as error:
            raise WrongWeights(
                "face_recognition is not installed; install the extra `peer` or use sface"
            ) from error
    return load_sface(site)


@dataclass(frozen=True, slots=True)
class Replacements:
    """Parts of a desk that a demonstrator's table or a test desk replaces; no default changes
    anything.

    `clock` is the wall clock, `ask` the registry's answer, `around` wraps the eligibility adapter,
    `contact` is called before each exchange with a system outside of this process and may raise the
    fault of an outage. `load` gives the face engine. `time` and `chance` are where waiting, threads
    and random bytes come from; `workers` is how many frames are matched at once, `command_s` what
    each command to a virtual card takes. `terminal` is this desk's certified key. `filled`: the
    registry holds all personas already. `password` is the facility's
    目視モード用パスワード.
    """

    clock: Clock = japan
    ask: Ask = judge_here
    around: Callable[[Eligibility], Eligibility] = as_it_is
    contact: Callable[[], None] = unbroken
    time: Time = REAL
    chance: Chance = SYSTEM_CHANCE
    load: Callable[[FaceConfig], Engine] = engine
    workers: int = 2
    command_s: float = 0.0
    terminal: Terminal | None = None
    filled: bool = False
    password: VisualPassword | None = None


def open_desk(
    config: Config,
    mailbox: FrameMailbox,
    *,
    virtual: bool,
    replacements: Replacements | None = None,
) -> Desk:
    """Open the devices, the registry and the eligibility adapter that the configuration names.

    It takes about a second, so call it from a worker thread. With `virtual`, virtual cards are put
    into a PC/SC reader too (vpcd). Raises KioskError: Busy when this desk is open in another
    process, DataUnwritable, SystemDown; what was opened until then is closed again.
    """
    replaced = replacements or Replacements()
    home = data_folder(config.folder.data)
    database = Path(config.folder.registry) if config.folder.registry else home / "registry.sqlite3"
    store = CardStore(home, lambda: replaced.clock().date(), replaced.chance)
    with ExitStack() as made:
        with _unusable_is_named():
            private.folder(home)
            database.parent.mkdir(parents=True, exist_ok=True)
            identity = DeskIdentity(desk_folder(config))
            made.callback(identity.close)
            authorities = [store.ca.authentication.der]
            terminal = replaced.terminal or store.terminal()
        registry = Registry(sqlite_url(database))
        made.callback(registry.close)
        if not replaced.filled:
            registry.fill(everyone().values())
        settings = ReaderOptions(config.reader, virtual, replaced.time, replaced.command_s)
        reader, slot = READERS[config.reader.kind].open(settings)
        other, phone_slot = open_for_phones(settings) or (None, None)
        placer = CardPlacer(slot, store, registry, replaced.time, phone_slot) if slot else None
        card = _card_desk(reader, placer, store, terminal, replaced)
        phones = _card_desk(other, None, store, terminal, replaced) if other else None
        face_desk, switched = _face_desk(config, mailbox, replaced)
        with suppress(OSError):  # reported on the patient's screen when a result is written
            private.share(Path(config.folder.face), config.folder.results_for)
        eligibility, disconnect = open_adapter(
            config,
            registry,
            authorities,
            identity,
            clock=replaced.clock,
            ask=replaced.ask,
            contact=replaced.contact,
            time=replaced.time,
            chance=replaced.chance,
        )
        made.callback(disconnect)
        password = replaced.password or VisualPassword(
            home / VISUAL_PASSWORD, clock=replaced.time.monotonic
        )
        devices = Devices(card, face_desk, replaced.around(eligibility), password, phones)
        close = made.pop_all().close
        return Desk(devices, placer, registry, card, face_desk, switched, close, identity.id)


@contextmanager
def _unusable_is_named() -> Iterator[None]:
    """Turn an error of the data folder into DataUnwritable."""
    try:
        yield
    except OSError as error:
        raise DataUnwritable(f"the data folder cannot be used: {error.strerror}") from None
    except FolderUnwritable as error:
        raise DataUnwritable(f"the data folder cannot be used: {error.detail}") from None


def _card_desk(
    reader: Reader,
    placer: CardPlacer | None,
    store: CardStore,
    terminal: Terminal,
    replaced: Replacements,
) -> MyNumberDesk:
    return MyNumberDesk(
        reader,
        printed=placer.printed if placer else lambda: None,
        terminal=terminal,
        today=store.today,
        monotonic=replaced.time.monotonic,
        chance=replaced.chance,
    )


def _face_desk(
    config: Config, mailbox: FrameMailbox, replaced: Replacements
) -> tuple[CameraFaceDesk, Switched]:
    """The face desk, and the camera that can be switched while it runs."""
    switched = Switched(lambda: camera(config.camera, replaced.time))
    face_desk = CameraFaceDesk(
        lambda: switched,
        lambda: replaced.load(config.face),
        false_accept_rate=asked_rate(config.face.false_accept_rate),
        mailbox=mailbox,
        challenge=config.face.challenge,
        workers=replaced.workers,
        time=replaced.time,
    )
    return face_desk, switched
