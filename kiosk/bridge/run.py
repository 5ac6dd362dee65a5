"""Runs a bridge: opens the card device, the line and the page."""

from collections.abc import Callable
from pathlib import Path

import uvicorn

from drivers.card.card_desk import MyNumberDesk
from drivers.card.virtual.reader import VirtualReader
from kiosk.bridge.link import Link
from kiosk.bridge.page import BridgePage, Device
from kiosk.desk.virtual.cards import CardStore
from kiosk.errors import KioskError
from kiosk.personas import Persona, find, names
from kiosk.personas.schema import Kind
from kiosk.timing import REAL


class VirtualInserter:
    """Holds a persona's virtual card or phone to a reader inside this program."""

    def __init__(self, reader: VirtualReader, store: CardStore, persona: Persona) -> None:
        self._reader, self._store, self._persona = reader, store, persona

    def put(self) -> None:
        """See Inserter. Raises Busy when the card is in another reader."""
        self._reader.insert(self._store.card(self._persona))

    def take(self) -> None:
        """See Inserter."""
        self._reader.remove()


def open_device(home: Path, card: str, reader: str) -> Device:
    """The virtual card or phone of a persona, or the PC/SC reader of that name for "pcsc".

    Raises KioskError.
    """
    store = CardStore(home)
    if card == "pcsc":
        from drivers.card.pcsc import PcscReader

        return Device("pcsc", MyNumberDesk(PcscReader(reader)))
    if card not in names():
        raise KioskError(f"there is no card {card!r}; `kiosk card list` names them, or pcsc")
    persona = find(card)
    virtual = VirtualReader()
    kind = "phone" if persona.card.is_phone else "card"
    inserter = VirtualInserter(virtual, store, persona)
    return Device(
        kind,
        MyNumberDesk(virtual, terminal=store.terminal()),
        inserter,
        persona.card.kind is not Kind.IPHONE,
    )


def run(
    server: str,
    device: Device,
    port: int,
    authority: Path | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> None:
    """Run until interrupted. The page listens on this machine's loopback address only."""
    link = Link(server, authority)
    stop = REAL.signal()
    line = REAL.start("bridge-line", lambda: link.run(stop))
    known = {f"127.0.0.1:{port}", f"localhost:{port}"}
    app = BridgePage(link, device).app(lambda host: host in known)
    say(f"http://127.0.0.1:{port} shows the pairing code and asks for the PIN")
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning", access_log=False)
    try:
        uvicorn.Server(config).run()
    finally:
        stop.set()
        link.close()
        line.join(1.0)
        device.desk.close()
