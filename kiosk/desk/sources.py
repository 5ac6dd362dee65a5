"""The camera sources and card readers of a desk: one entry for each, with its options and check.

A new one is an entry here and a file of its own in `drivers/camera` or `drivers/card`; its options
are fields of `CameraConfig` or `ReaderConfig`. tests/kiosk/desk/test_sources.py names what is
missing.
"""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from drivers.camera.source import RealPace, Source
from drivers.camera.sources import numbers
from drivers.camera.sources.mounted import Mounted
from drivers.camera.sources.recording import Clip, recorded
from drivers.camera.sources.stream import Stream, is_stream
from drivers.camera.sources.webcam import Webcam, WebcamSettings
from drivers.card.reader import Reader
from drivers.card.virtual.reader import Chip, VirtualReader
from kiosk.config import CameraConfig, ReaderConfig
from kiosk.desk.finding import Finding
from kiosk.errors import CameraMissing, KioskError, NoPcsc
from kiosk.personas.schema import FOLDER as PERSONAS
from kiosk.session.events import Fault
from kiosk.timing import REAL, Time

VPCD_READERS = ("Virtual PCD 00 00", "Virtual PCD 00 01")
"""The slots of the virtual reader of vpcd, as pcscd names them: for cards, and for phones."""


@dataclass(frozen=True, slots=True)
class CameraKind:
    """A kind of camera source.

    `chosen` says whether a configuration means it, `open` makes the source, `check` is what the
    doctor finds without switching anything on. `options` are the fields of `CameraConfig` that it
    obeys.
    """

    name: str
    options: tuple[str, ...]
    chosen: Callable[[CameraConfig], bool]
    open: Callable[[CameraConfig, Time], Source]
    check: Callable[[CameraConfig], Finding]


def webcam(config: CameraConfig, time: Time = REAL) -> Source:
    """The webcam, whatever the configured source is."""
    size = (config.width, config.height)
    webcam = Webcam(WebcamSettings(config.index, *size, config.fps, product=config.product))
    upright = not config.turn and not config.mirrored
    return webcam if upright else Mounted(webcam, turn=config.turn, mirrored=config.mirrored)


def _check_webcam(config: CameraConfig) -> Finding:
    if sys.platform != "linux":
        return Finding("camera", True, "The first camera of the system is used.", False)
    number, cameras = config.index, numbers.listed()
    if config.product:
        found = numbers.named(config.product, cameras)
        if found is None:
            there = ", ".join(sorted({one.name for one in cameras})) or "none"
            sentence = f"There is no camera {config.product!r}; there is: {there}."
            return Finding("camera", False, sentence, False, "camera.missing", config.product)
        number = found.number
    device = Path(f"/dev/video{number}")
    if not device.exists():
        sentence = f"There is no camera {number}; plug one in or use --frames sakura."
        return Finding("camera", False, sentence, False, "camera.missing", str(number))
    if not os.access(device, os.R_OK | os.W_OK):
        sentence = f"{device} may not be opened by this user; join the group video."
        return Finding("camera", False, sentence, False, "camera.forbidden", str(device))
    name = next((one.name for one in cameras if one.number == number), "")
    sentence = f"There is a camera at {device}{f' ({name})' if name else ''}."
    return Finding("camera", True, sentence, False)


def _stream(config: CameraConfig, time: Time) -> Source:
    return Stream(Path(config.source), (config.width, config.height), time)


def _shipped(name: str) -> Path | None:
    """The file of a shipped clip."""
    return next((one for one in (PERSONAS / "clips").iterdir() if one.stem == name), None)


def is_shipped(config: CameraConfig) -> bool:
    """Whether the source is a clip that comes with the program, so that nobody real is seen."""
    return _shipped(config.source) is not None


def _recording(config: CameraConfig, time: Time) -> Source:
    file = _shipped(config.source) or Path(config.source)
    return recorded(file, loop=config.loop, start_s=config.start, pace=RealPace(time))


def _check_stream(config: CameraConfig) -> Finding:
    return Finding("camera", True, f"Frames come from {config.source}.", False)


def _check_recording(config: CameraConfig) -> Finding:
    """Whether the recording can be read: its first frame is decoded."""
    source = _recording(config, REAL)
    try:
        source.open()
        hdr = isinstance(source, Clip) and source.hdr
    except CameraMissing as error:
        return Finding("camera", False, error.detail, False)
    finally:
        source.close()
    sentence = f"Frames come from {config.source}"
    if hdr:
        sentence += ", an HDR video: its colours are approximate; record without HDR if you can"
    return Finding("camera", True, f"{sentence}.", False)


CAMERAS = (
    CameraKind(
        "webcam",
        ("index", "product", "width", "height", "fps", "turn", "mirrored"),
        lambda config: config.source == "camera",
        webcam,
        _check_webcam,
    ),
    CameraKind(
        "stream",
        ("width", "height"),
        lambda config: is_stream(Path(config.source)),
        _stream,
        _check_stream,
    ),
    CameraKind("recording", ("start", "loop"), lambda config: True, _recording, _check_recording),
)
"""The kinds of camera sources; the first that is chosen is used."""


def camera_kind(config: CameraConfig) -> CameraKind:
    """The kind of source that a configuration means."""
    return next(kind for kind in CAMERAS if kind.chosen(config))


def camera(config: CameraConfig, time: Time = REAL) -> Source:
    """The source of frames: the webcam, a shipped clip by name, or a recording of the user's."""
    return camera_kind(config).open(config, time)


class CardSlot(Protocol):
    """Where a virtual card can be put: the in-process reader, or a slot of vpcd."""

    def put(self, *chips: Chip) -> None:
        """Insert a card, or several at once. Raises Busy, ServiceDown."""
        ...

    def holds(self) -> bool:
        """Whether a card is in it; a faulty card may remove itself at a command."""
        ...

    def empty(self) -> None:
        """Take the card out."""
        ...

    def fail(self, fault: Fault | None) -> None:
        """Report that the reader cannot be used, or with None that it can again."""
        ...


class InProcessSlot:
    """A slot of a reader inside this program."""

    def __init__(self, reader: VirtualReader) -> None:
        self.put = reader.insert
        self.holds = reader.occupied
        self.empty = reader.remove
        self.fail = reader.fail


class VpcdSlot:
    """A slot of pcscd's virtual reader."""

    def __init__(self, slot: int) -> None:
        from drivers.card.virtual.vpcd import VpcdPlug

        self._plug_type, self._slot = VpcdPlug, slot
        self._plug: VpcdPlug | None = None

    def put(self, *chips: Chip) -> None:
        """See CardSlot; only the first card is inserted."""
        self._plug = self._plug_type(chips[0], slot=self._slot).start()

    def holds(self) -> bool:
        """See CardSlot."""
        return self._plug is not None and self._plug.plugged

    def empty(self) -> None:
        """See CardSlot."""
        if self._plug is not None:
            self._plug.stop()
        self._plug = None

    def fail(self, fault: Fault | None) -> None:
        """See CardSlot; a reader of pcscd reports its own faults only."""


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """How a reader is opened: with `virtual` it takes virtual cards; see `Replacements`.

    With `phones` it is the phones' own reader (汎用カードリーダー).
    """

    config: ReaderConfig
    virtual: bool
    time: Time = REAL
    command_s: float = 0.0
    phones: bool = False


Opened = tuple[Reader, CardSlot | None]
"""A reader, and its slot for virtual cards where there is one."""


@dataclass(frozen=True, slots=True)
class ReaderKind:
    """A kind of card reader.

    `options` are the fields of `ReaderConfig` that it obeys, `check` is what the doctor finds.
    """

    options: tuple[str, ...]
    open: Callable[[ReaderOptions], Opened]
    check: Callable[[ReaderConfig], Iterator[Finding]]


def open_for_phones(settings: ReaderOptions) -> Opened | None:
    """Open the phones' own reader as `READERS` does; None where none is configured."""
    config = settings.config
    named = bool(config.phone_name) or config.kind != "pcsc" or settings.virtual
    if config.phones != "own" or not named:
        return None
    return READERS[config.kind].open(replace(settings, phones=True))


def _in_process(settings: ReaderOptions) -> Opened:
    fault = None if settings.virtual else Fault.READER_MISSING
    inside = VirtualReader(settings.time, settings.command_s, fault=fault)
    return inside, InProcessSlot(inside)


def _check_in_process(config: ReaderConfig) -> Iterator[Finding]:
    """`kiosk run` has no reader then: the cards of `inprocess` are placed by the demo only."""
    sentence = (
        "reader.kind is inprocess, so kiosk run has no card reader, only kiosk demo has; set "
        'reader.kind = "pcsc" in config.toml for a real one.'
    )
    yield Finding("reader.kind", False, sentence, False, "reader.virtual")
    yield from _pcsc_findings(needed=False)


def _pcsc(settings: ReaderOptions) -> Opened:
    from drivers.card.pcsc import PcscReader

    config, phones = settings.config, settings.phones
    name = config.phone_name if phones else config.name
    if settings.virtual:
        name = name or VPCD_READERS[phones]
    reader = PcscReader(name, "" if phones else _of_phones(config))
    return reader, VpcdSlot(int(phones)) if settings.virtual else None


def _of_phones(config: ReaderConfig) -> str:
    """What selects the phones' own reader, so that it is no reader of cards; "" without one."""
    return config.phone_name if config.phones == "own" else ""


def _check_pcsc(config: ReaderConfig) -> Iterator[Finding]:
    yield from _pcsc_findings(needed=True, cards=config.name, phones=_of_phones(config))
    if config.phones == "own" and not config.phone_name:
        sentence = (
            "reader.phones is own, but reader.phone_name names no reader, so no phone is offered; "
            'name it in config.toml, or set reader.phones = "same" where one reader takes both.'
        )
        yield Finding("reader.phones", False, sentence, False, "reader.phones")


def _pcsc_findings(*, needed: bool, cards: str = "", phones: str = "") -> Iterator[Finding]:
    """The PC/SC service and its readers; both are optional while cards are virtual.

    `cards` and `phones` select the card's reader and the phones' own; "" for `phones`: none.
    """
    try:
        from drivers.card.pcsc_service import context, readers, selected
    except NoPcsc as error:
        yield Finding("pcsc", False, f"{error.detail}.", needed, "pcsc.missing")
        return
    try:
        found = readers(context(), "")
    except KioskError:
        way = "start it (Debian: apt install pcscd, then systemctl start pcscd)"
        sentence = f"The PC/SC service does not run; {way}."
        yield Finding("pcsc", False, sentence, needed, "pcsc.down")
        sentence = "No card reader can be seen without it."
        yield Finding("reader", False, sentence, needed, "pcsc.down")
        return
    yield Finding("pcsc", True, "The PC/SC service runs.", needed)
    if found:
        yield Finding("reader", True, f"Card readers: {', '.join(found)}.", needed)
    else:
        sentence = "No card reader is plugged in; virtual cards need none."
        yield Finding("reader", False, sentence, needed, "reader.missing")
    both = set(selected(found, cards)) & set(selected(found, phones)) if phones else set()
    if both and (cards or len(both) == len(found)):
        sentence = (
            "reader.name and reader.phone_name select the same reader, which then takes phones "
            'only; let each match one reader, or set reader.phones = "same" where one takes both.'
        )
        yield Finding("reader.phones", False, sentence, False, "reader.shared")


READERS: dict[str, ReaderKind] = {
    "inprocess": ReaderKind((), _in_process, _check_in_process),
    "pcsc": ReaderKind(("name", "phone_name"), _pcsc, _check_pcsc),
}
"""The kinds of card readers by `reader.kind`."""
