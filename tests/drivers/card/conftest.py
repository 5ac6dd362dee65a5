"""Virtual cards for the tests, and the two places they can be put: in-process and real pcscd.

Tests marked `pcscd` need a pcscd of their own: `test_on_pcscd.py` runs them beside one, in a
private namespace; by hand: `tools/with-pcscd .venv/bin/pytest -m pcscd tests/drivers/card`.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import pytest

from drivers.card.desk import MyNumberDesk
from drivers.card.reader import Reader
from drivers.card.virtual.card import VirtualCard
from drivers.card.virtual.personalise import content
from drivers.card.virtual.reader import Chip, VirtualReader
from drivers.card.virtual.vpcd import VpcdPlug
from kiosk.cards import CardStore, CardTerminal
from kiosk.personas import Persona, find
from kiosk.session.events import CardPlaced, CardTaken, Event, ReaderReady

BESIDE_PCSCD = "WITH_PCSCD" in os.environ


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without a pcscd of our own, its tests are left to `test_on_pcscd.py`."""
    if BESIDE_PCSCD:
        return
    here = Path(__file__).parent
    off = [i for i in items if here in i.path.parents and i.get_closest_marker("pcscd")]
    if off:
        config.hook.pytest_deselected(items=off)
        items[:] = [i for i in items if i not in off]


class Cards:
    """Fresh cards on demand: keys and photos are made once, counters live in memory."""

    def __init__(self, store: CardStore) -> None:
        self.store = store
        self.terminal: CardTerminal = store.terminal()

    def __call__(self, name: str, **changes: Any) -> VirtualCard:
        """A new card of a persona, with changes to its [card] part."""
        persona = self.persona(name, **changes)
        return VirtualCard(content(persona, self.store.issue(persona)), name=name)

    def persona(self, name: str, **changes: Any) -> Persona:
        persona = find(name)
        return persona.model_copy(update={"card": persona.card.model_copy(update=changes)})


@pytest.fixture(scope="session")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Cards:
    return Cards(CardStore(tmp_path_factory.mktemp("store")))


@dataclass
class Place:
    """A reader, the hand that puts cards on it, and what it reported."""

    reader: Reader
    insert: Callable[[Chip], None]
    remove: Callable[[], None]
    events: "Queue[Event]"

    def put(self, chip: Chip) -> None:
        """Insert and wait until the reader has seen it."""
        self.insert(chip)
        self.until(CardPlaced)

    def take(self) -> None:
        """Remove and wait until the reader has seen it."""
        self.remove()
        self.until(CardTaken)

    def until(self, kind: type[Event]) -> Event:
        """Drop events up to the first of a kind."""
        while True:
            try:
                event = self.events.get(timeout=10)
            except Empty:
                raise AssertionError(f"no {kind.__name__} within 10 s") from None
            if isinstance(event, kind):
                return event


@pytest.fixture(params=["inprocess", pytest.param("pcscd", marks=pytest.mark.pcscd)])
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    """The same tests over both transports."""
    events: Queue[Event] = Queue()
    if request.param == "inprocess":
        reader = VirtualReader()
        made = Place(reader, reader.insert, reader.remove, events)
    else:
        made = _on_pcscd(events)
    made.reader.watch(events.put)
    made.until(ReaderReady)
    yield made
    made.remove()
    made.reader.close()


def _on_pcscd(events: "Queue[Event]") -> Place:
    from drivers.card.pcsc import PcscReader

    plugs: list[VpcdPlug] = []

    def remove() -> None:
        while plugs:
            plugs.pop().stop()
        _wait_until_empty()

    return Place(
        PcscReader("Virtual PCD"), lambda c: plugs.append(VpcdPlug(c).start()), remove, events
    )


def _wait_until_empty() -> None:
    """pcscd looks for the card every 0.4 s: the next test must not see this one's."""
    from smartcard import scard

    from drivers.card import pcsc

    handle = pcsc.context()
    known = pcsc.states(handle, pcsc.readers(handle, "Virtual PCD"))
    while any(state & scard.SCARD_STATE_PRESENT for state in known.values()):
        _, found = scard.SCardGetStatusChange(handle, 1000, list(known.items()))
        known = {name: state for name, state, _ in found}
    scard.SCardReleaseContext(handle)


@pytest.fixture
def desk(place: Place, cards: Cards) -> Iterator[Callable[..., MyNumberDesk]]:
    """Make a desk for a persona: it sees that persona's printed face. Released at the end."""
    made: list[MyNumberDesk] = []

    def make(name: str, **options: Any) -> MyNumberDesk:
        options.setdefault("printed", lambda: cards.store.printed(find(name)))
        made.append(MyNumberDesk(place.reader, **{"terminal": cards.terminal, **options}))
        return made[-1]

    yield make
    for one in made:
        one.release()
