"""The concrete devices behind the runner's ports, chosen from the configuration. No Qt here."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from cryptography import x509

from drivers.camera.mailbox import Mailbox
from drivers.camera.recording import Clip, Folder
from drivers.camera.source import Source
from drivers.camera.webcam import Webcam, WebcamSettings
from drivers.card.desk import MyNumberDesk
from drivers.card.printed import Printed
from drivers.card.reader import Reader
from drivers.card.virtual.card import VirtualCard
from drivers.card.virtual.reader import VirtualReader
from drivers.matching import FaceEyes
from kiosk.cards import CardStore
from kiosk.config import CameraConfig, Config, FaceConfig
from kiosk.eligibility.embedded import Embedded
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.registry import Registry, sqlite_url
from kiosk.home import data_home
from kiosk.personas import Persona, find, names
from kiosk.personas.schema import FOLDER as PERSONAS
from kiosk.runner import Desks
from models.engine import Engine, load_sface

VPCD_READER = "Virtual PCD 00 00"
"""The first slot of the virtual reader of vpcd, as pcscd names it."""


class Slot(Protocol):
    """Where a virtual card can be put: the in-process reader, or a slot of vpcd."""

    def put(self, card: VirtualCard) -> None:
        """Insert the card. Raises Busy, ServiceDown."""
        ...

    def empty(self) -> None:
        """Take the card out."""
        ...


class InProcess:
    """A slot of a reader inside this program."""

    def __init__(self, reader: VirtualReader) -> None:
        self.put = reader.insert
        self.empty = reader.remove


class Vpcd:
    """A slot of pcscd's virtual reader."""

    def __init__(self) -> None:
        from drivers.card.virtual.vpcd import VpcdPlug

        self._plug_type = VpcdPlug
        self._plug: VpcdPlug | None = None

    def put(self, card: VirtualCard) -> None:
        """See Slot."""
        self._plug = self._plug_type(card).start()

    def empty(self) -> None:
        """See Slot."""
        if self._plug is not None:
            self._plug.stop()
        self._plug = None


class Hand:
    """The hand that lays virtual cards on a reader; it also sees what is printed on them."""

    def __init__(self, slot: Slot, store: CardStore, registry: Registry) -> None:
        self._slot, self._store, self._registry = slot, store, registry
        self._card: Persona | None = None

    @property
    def card(self) -> Persona | None:
        """Whose card lies on the reader."""
        return self._card

    def make(self, persona: Persona) -> None:
        """Issue the persona's card if it was not yet, and tell the registry whose it is."""
        issue = self._store.issue(persona)
        serial = x509.load_der_x509_certificate(issue.authentication_certificate).serial_number
        self._registry.enroll_card(persona.id, serial, revoked=persona.card.revoked)

    def place(self, persona: Persona) -> None:
        """Lay the card on the reader. Raises Busy when it is in use, ServiceDown without vpcd."""
        self.take()
        self.make(persona)
        self._card = persona
        self._slot.put(self._store.card(persona))

    def take(self) -> None:
        """Take the card off the reader."""
        self._slot.empty()
        self._card = None

    def printed(self) -> Printed | None:
        """What the card on the reader shows on its face."""
        return self._store.printed(self._card) if self._card else None


@dataclass(frozen=True, slots=True)
class Furniture:
    """All that stands at one desk. `hand` is None where cards are real."""

    desks: Desks
    hand: Hand | None
    registry: Registry
    eyes: FaceEyes
    close: Callable[[], None]


def furnish(config: Config, mailbox: Mailbox, *, virtual: bool) -> Furniture:
    """Set up the desk that the configuration describes; takes a moment, so not on a GUI's thread.

    `virtual` lays virtual cards even into a PC/SC reader (vpcd).
    Raises FolderUnwritable, SystemDown, OSError.
    """
    home = Path(config.folder.data) if config.folder.data else data_home()
    home.mkdir(parents=True, exist_ok=True)
    store = CardStore(home)
    database = Path(config.folder.registry) if config.folder.registry else home / "registry.sqlite3"
    registry = Registry(sqlite_url(database))
    registry.fill(find(name) for name in names())
    reader, slot = card_reader(config, virtual=virtual)
    hand = Hand(slot, store, registry) if slot else None
    card = MyNumberDesk(
        reader, printed=hand.printed if hand else lambda: None, terminal=store.terminal()
    )
    eyes = FaceEyes(
        lambda: camera(config.camera),
        lambda: engine(config.face),
        false_accept_rate=config.face.false_accept_rate,
        mailbox=mailbox,
    )
    facility = Facility(config.facility.code, config.facility.name)
    folder = Path(config.folder.face)
    with suppress(OSError):  # said on the patient's screen when a result has to be written
        folder.mkdir(parents=True, exist_ok=True)
    eligibility = Embedded(registry, [store.ca.authentication.der], facility, folder)
    return Furniture(Desks(card, eyes, eligibility), hand, registry, eyes, registry.close)


def card_reader(config: Config, *, virtual: bool) -> tuple[Reader, Slot | None]:
    """The reader, and the slot for virtual cards where there is one."""
    if config.reader.kind == "inprocess":
        inside = VirtualReader()
        return inside, InProcess(inside)
    from drivers.card.pcsc import PcscReader

    if virtual:
        return PcscReader(config.reader.name or VPCD_READER), Vpcd()
    return PcscReader(config.reader.name), None


def camera(config: CameraConfig) -> Source:
    """The source of frames: the webcam, a shipped clip by name, a video file or a folder."""
    if config.source == "camera":
        size = (config.width, config.height)
        return Webcam(WebcamSettings(config.index, *size, config.fps))
    shipped = next((PERSONAS / "clips").glob(f"{config.source}.*"), None)
    path = shipped or Path(config.source)
    if path.is_dir():
        return Folder(path, loop=config.loop)
    return Clip(path, loop=config.loop, start_s=config.start)


def engine(config: FaceConfig) -> Engine:
    """The face engine. Raises WeightsMismatch."""
    return load_sface(Path(config.weights) if config.weights else None)
