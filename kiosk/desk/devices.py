"""Opens the devices of a desk as the configuration names them. No Qt here."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509

from drivers.camera.mailbox import FrameMailbox
from drivers.camera.switched import Switched
from drivers.card.card_desk import MyNumberDesk
from drivers.card.mynumber import Terminal
from drivers.card.printed_face import Printed
from drivers.card.reader import Reader
from drivers.card.virtual.faulty_card import CardFault, FaultyCard
from drivers.card.virtual.reader import Chip
from drivers.matching import CameraFaceDesk
from kiosk import private
from kiosk.clock import Clock, japan
from kiosk.config import Config, FaceConfig
from kiosk.desk.cards import CardStore
from kiosk.desk.eligibility import open_adapter
from kiosk.desk.run_once import desk_folder
from kiosk.desk.runner import Devices
from kiosk.desk.sources import READERS, CardSlot, ReaderSettings, camera
from kiosk.eligibility.adapters.embedded import Ask, judge_here
from kiosk.eligibility.desk_identity import DeskIdentity
from kiosk.eligibility.national.registry import Registry, sqlite_url
from kiosk.eligibility.port import Eligibility
from kiosk.errors import DataUnwritable, FolderUnwritable
from kiosk.home import data_folder
from kiosk.personas import Persona, everyone
from kiosk.session.events import Fault
from kiosk.timing import REAL, SYSTEM_CHANCE, Chance, Time
from kiosk.visual_password import FILE as VISUAL_PASSWORD
from kiosk.visual_password import VisualPassword
from models.decision import asked_rate
from models.engine import Engine, load_dlib, load_sface
from models.weights import WeightsMismatch


class CardPlacer:
    """Places virtual cards on a reader, and knows what is printed on the one that is there.

    `moved` is called with whose card is about to be placed, and with None before it is taken.
    """

    moved: Callable[[Persona | None], None] = staticmethod(lambda _: None)

    def __init__(
        self, slot: CardSlot, store: CardStore, registry: Registry, time: Time = REAL
    ) -> None:
        self._slot, self._store, self._registry, self._time = slot, store, registry, time
        self._card: Persona | None = None
        self._unread = False

    @property
    def card(self) -> Persona | None:
        """Whose card lies on the reader."""
        return self._card if self._slot.holds() else None

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
        struck: Callable[[CardFault], None] = lambda _: None,
        told: Callable[[int, int, bytes], None] = lambda number, ins, status: None,
    ) -> None:
        """Place the card on the reader, with these faults, and a second card `beside` it.

        With `unread` nothing can be read on the card's face: it is turned, or blinded by light.
        `struck` and `told` are those of FaultyCard.

        Raises Busy when the card is in use, ServiceDown without vpcd.
        """
        self.take()
        self.make(persona)
        card = self._store.card(persona)
        chips: list[Chip] = [FaultyCard(card, faults, self._time, struck, told)]
        if beside is not None:
            chips.append(self._store.card(beside))
        self.moved(persona)
        self._card, self._unread = persona, unread
        self._slot.put(*chips)

    def renew(self, persona: Persona) -> None:
        """Reset the person: a card with all tries, and 初回登録 as in the persona's file."""
        self.take()
        self._store.reset(persona)
        self._registry.fill([persona])
        self.make(persona)

    def take(self) -> None:
        """Take the card off the reader."""
        if self.card is not None:
            self.moved(None)
        self._slot.empty()
        self._card = None

    def printed(self) -> Printed | None:
        """What the card on the reader shows on its face."""
        readable = self._card is not None and not self._unread
        return self._store.printed(self._card) if self._card and readable else None

    def fail(self, fault: Fault | None) -> None:
        """Let the reader report that it cannot be used, or with None that it can again."""
        self._slot.fail(fault)


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
    """The configured face engine. Raises WeightsMismatch, also when its package is missing."""
    site = Path(config.weights) if config.weights else None
    if config.engine == "dlib":
        return load_dlib(site)
    if config.engine == "face_recognition":
        from models.face_recognition_engine import FaceRecognition

        try:
            return FaceRecognition()
        except ImportError as error:
            raise WeightsMismatch(
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
    store = CardStore(home, lambda: replaced.clock().date())
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
        settings = ReaderSettings(config.reader, virtual, replaced.time, replaced.command_s)
        reader, slot = READERS[config.reader.kind].open(settings)
        placer = CardPlacer(slot, store, registry, replaced.time) if slot else None
        card = _card_desk(reader, placer, store, terminal, replaced)
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
        devices = Devices(card, face_desk, replaced.around(eligibility), password)
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
