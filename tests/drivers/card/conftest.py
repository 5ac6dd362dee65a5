"""Virtual cards for the tests, and the two places they can be put: in-process and real pcscd.

Tests marked `pcscd` need a pcscd of their own: `test_on_pcscd.py` runs them beside one, in a
private namespace; by hand: `tools/with-pcscd .venv/bin/pytest -m pcscd tests/drivers/card`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from time import monotonic
from typing import Any

import pytest

from drivers.card.card_desk import MyNumberDesk
from drivers.card.reader import Reader
from drivers.card.virtual.card import VirtualCard
from drivers.card.virtual.personalise import content
from drivers.card.virtual.reader import Chip, VirtualReader
from drivers.card.virtual.vpcd import VpcdPlug
from kiosk.desk.virtual.cards import CardStore, CardTerminal
from kiosk.personas import Persona, find
from kiosk.session.events import CardPlaced, CardTaken, Event, ReaderReady

BESIDE_PCSCD = "WITH_PCSCD" in os.environ
ALONE = "PYTEST_XDIST_WORKER" not in os.environ
"""Every worker of pytest-xdist collects every test: the one that judges begins the process then."""
HERE = Path(__file__).parent
ROOT = HERE.parents[2]
SUITE = pytest.StashKey["Suite"]()


class Suite:
    """The tests marked `pcscd` in a process of their own, begun early: they mostly wait."""

    def __init__(self) -> None:
        self._output = tempfile.TemporaryFile("w+")  # noqa: SIM115  closed in `close`
        pytest_command = [sys.executable, "-m", "pytest", "-q", "-m", "pcscd", str(HERE)]
        self._process = subprocess.Popen(
            [sys.executable, str(ROOT / "tools" / "with-pcscd"), *pytest_command],
            stdout=self._output,
            stderr=subprocess.STDOUT,
            cwd=ROOT,
        )

    def result(self) -> subprocess.CompletedProcess[str]:
        """Wait for the end."""
        code = self._process.wait(timeout=580)
        self._output.seek(0)
        return subprocess.CompletedProcess("pytest -m pcscd", code, self._output.read())

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        self._output.close()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the tests marked `pcscd` to a process beside pcscd.

    Without workers it begins at once and is judged last. A worker of pytest-xdist begins it where
    it judges it and waits meanwhile, so that file comes first of all: at the end the other workers
    would wait too. In that process those that stop the service come last: after a restart the
    virtual reader missed a card that was put in just after another one had been pulled.
    """
    if BESIDE_PCSCD:
        items.sort(key=lambda item: item.path.parent.name == "pcsc")
        return
    mine = [item for item in items if HERE in item.path.parents]
    off = [item for item in mine if item.get_closest_marker("pcscd")]
    judges = [item for item in mine if item.path.name == "test_on_pcscd.py"]
    config.hook.pytest_deselected(items=off)
    rest = [item for item in items if item not in off and item not in judges]
    items[:] = rest + judges if ALONE else judges + rest


def pytest_collection_finish(session: pytest.Session) -> None:
    """Begin that process when it will be judged."""
    judged = any(item.path.name == "test_on_pcscd.py" for item in session.items)
    if ALONE and judged and sys.platform == "linux" and not session.config.option.collectonly:
        session.config.stash[SUITE] = Suite()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Whatever happened: nothing is left running."""
    if suite := config.stash.get(SUITE, None):
        suite.close()


@pytest.fixture
def beside_pcscd(request: pytest.FixtureRequest) -> Callable[[], Any]:
    """Waits for the tests marked `pcscd` and returns how they ended."""
    suite = request.config.stash.get(SUITE, None)
    if suite is None and sys.platform == "linux":
        suite = request.config.stash[SUITE] = Suite()
    if suite is None:
        pytest.skip("pcscd with vpcd in a private namespace exists on Linux only")
    return suite.result


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


@pytest.fixture
def own_store(tmp_path: Path, cards: Cards) -> Callable[[], CardStore]:
    """Make a store with the keys of the session's, since making keys takes long."""

    def make() -> CardStore:
        sakura = find("sakura")
        cards.store.issue(sakura)
        shutil.copytree(cards.store.folder / "ca", tmp_path / "ca")
        shutil.copytree(cards.store.home(sakura), tmp_path / "cards" / "sakura")
        return CardStore(tmp_path)

    return make


@dataclass
class Place:
    """A reader, the hand that puts cards on it, and what it reported."""

    reader: Reader
    insert: Callable[..., None]
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
                event = self.events.get(timeout=30)
            except Empty:
                raise AssertionError(f"no {kind.__name__} within 30 s") from None
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

    plugs: list[tuple[VpcdPlug, int, int]] = []

    def insert(chip: Chip, *, slot: int = 0, stay: bool = False) -> None:
        seen = _events(slot)
        plugs.append((VpcdPlug(chip, slot=slot, stay=stay).start(), slot, seen))

    def remove() -> None:
        while plugs:
            plug, slot, before = plugs.pop()
            plug.stop()
            deadline, ticks = monotonic() + 20, threading.Event()
            while (_events(slot) - before) % 2 and monotonic() < deadline:
                ticks.wait(0.02)  # inserted, not yet removed

    return Place(PcscReader("Virtual PCD"), insert, remove, events)


def _events(slot: int) -> int:
    """How many insertions and removals pcscd has seen in a slot.

    It looks every 0.4 s. Its state alone may say "empty" earlier, when a disconnect fails; a card
    that is put in then would never be seen.
    """
    from smartcard import scard

    from drivers.card import pcsc_service

    handle = pcsc_service.context()
    names = pcsc_service.readers(handle, f"Virtual PCD 00 0{slot}")
    count = pcsc_service.states(handle, names)[names[0]] >> 16
    scard.SCardReleaseContext(handle)
    return count


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
