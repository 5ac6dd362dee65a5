"""The reader layer on the real pcscd: nothing upsets it for longer than the upset lasts."""

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from drivers.card.card_desk import MyNumberDesk
from drivers.card.virtual.vpcd import VpcdPlug
from kiosk import errors
from kiosk.apps.kiosk import Kiosk
from kiosk.config import Config, ReaderConfig
from kiosk.desk.devices import CardPlacer
from kiosk.desk.sources import READERS, ReaderOptions
from kiosk.personas import find
from kiosk.session.events import (
    CardPlaced,
    CardTaken,
    Event,
    Fault,
    Press,
    ReaderDown,
    ReaderReady,
)
from kiosk.session.view import (
    ConsentAllPage,
    DonePage,
    ErrorPage,
    IdlePage,
    MethodPage,
    PinPage,
    Screen,
    TakeCardPage,
)

pytestmark = [
    pytest.mark.pcscd,
    pytest.mark.parametrize("place", ["pcscd"], indirect=True),
]
Desk = Callable[..., MyNumberDesk]
READY = IdlePage(None, phone=True)
PID = Path("/run/pcscd/pcscd.pid")


def kill_pcscd() -> None:
    pid = int(PID.read_text().strip("\n\0"))
    os.kill(pid, signal.SIGKILL)
    ticks = threading.Event()
    while _state(pid) != "Z":
        ticks.wait(0.01)


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return "Z"


def start_pcscd() -> None:
    for left in (PID, PID.with_name("pcscd.comm")):
        left.unlink(missing_ok=True)
    # In the background: it lives until the namespace ends.
    subprocess.run(["sh", "-c", "pcscd --foreground >/dev/null &"], check=True)


def test_pcscd_killed_and_restarted_twice_and_the_next_card_works(
    place: Any, cards: Any, desk: Desk
) -> None:
    reception = desk("sakura")
    for _ in range(2):
        place.put(cards("sakura"))
        reception.identify()
        kill_pcscd()
        with pytest.raises((errors.ServiceDown, errors.CardRemoved)):
            reception.photo()
        reception.release()
        place.until(CardTaken)
        assert place.until(ReaderDown).fault is Fault.READER_SERVICE_DOWN
        with pytest.raises(errors.ServiceDown):
            reception.identify()
        start_pcscd()
        place.until(ReaderReady)
    place.put(cards("sakura"))
    assert reception.identify().pin_tries == 3
    assert reception.photo()


def test_a_card_that_stays_comes_back_by_itself(place: Any, cards: Any, desk: Desk) -> None:
    place.insert(cards("sakura"), stay=True)
    place.until(CardPlaced)
    kill_pcscd()
    place.until(ReaderDown)
    start_pcscd()
    assert place.until(CardPlaced).stayed
    assert desk("sakura").identify().pin_tries == 3
    place.remove()
    place.until(CardTaken)
    place.insert(cards("sakura"))
    assert not place.until(CardPlaced).stayed


def test_a_quick_swap_is_seen_as_taken_and_placed(place: Any, cards: Any, desk: Desk) -> None:
    place.put(cards("sakura"))
    reception = desk("sakura")
    reception.identify()
    place.remove()
    place.insert(cards("haruto"))
    place.until(CardTaken)
    place.until(CardPlaced)
    with pytest.raises(errors.CardRemoved):
        reception.photo()
    reception.release()
    assert reception.identify().pin_tries == 3


def test_a_card_held_by_another_program_is_busy(place: Any, cards: Any, desk: Desk) -> None:
    from drivers.card.pcsc import PcscReader

    place.put(cards("sakura"))
    other = PcscReader("Virtual PCD").connect()
    with pytest.raises(errors.Busy):
        desk("sakura").identify()
    other.close()
    assert desk("sakura").identify().pin_tries == 3


def test_cards_in_two_slots_are_one_too_many(place: Any, cards: Any, desk: Desk) -> None:
    place.put(cards("sakura"))
    place.insert(cards("kenji"), slot=1)
    place.until(CardPlaced)
    with pytest.raises(errors.SecondCard):
        desk("sakura").identify()


def test_a_card_for_a_slot_that_is_taken_is_refused(place: Any, cards: Any, desk: Desk) -> None:
    place.put(cards("sakura"))
    with pytest.raises(errors.Busy, match="slot 0"):
        VpcdPlug(cards("kenji")).start()
    assert desk("sakura").identify().pin_tries == 3


def test_one_slot_by_its_name_sees_only_its_card(place: Any, cards: Any) -> None:
    from drivers.card.pcsc import PcscReader

    place.put(cards("sakura"))
    with pytest.raises(errors.CardRemoved):
        MyNumberDesk(PcscReader("Virtual PCD 00 01")).identify()
    first = MyNumberDesk(PcscReader("00 00$"))
    assert first.identify().pin_tries == 3
    first.release()


def test_the_phones_own_reader_is_no_reader_of_cards(place: Any, cards: Any) -> None:
    config = ReaderConfig(kind="pcsc", phone_name="Virtual PCD 00 01")
    reader, _ = READERS["pcsc"].open(ReaderOptions(config, virtual=False))
    events: Queue[Event] = Queue()
    reader.watch(events.put)
    assert isinstance(events.get(timeout=30), ReaderReady)
    place.insert(cards("sakura"), slot=1)
    place.until(CardPlaced)
    with pytest.raises(errors.CardRemoved):
        reader.connect()
    place.put(cards("kenji"))
    assert isinstance(events.get(timeout=30), CardPlaced)
    assert events.empty()
    reader.connect().close()
    reader.close()


def test_a_reader_that_is_not_there_is_named(place: Any) -> None:
    from drivers.card.pcsc import PcscReader

    events: Queue[Event] = Queue()
    reader = PcscReader("ACR1252")
    with pytest.raises(errors.NoReader, match="ACR1252"):
        reader.connect()
    reader.watch(events.put)
    down = events.get(timeout=30)
    assert isinstance(down, ReaderDown)
    assert down.fault is Fault.READER_MISSING
    reader.close()


def test_a_card_is_read_with_a_code_from_the_keypad_which_is_spent_once(
    place: Any, cards: Any, tmp_path: Path
) -> None:
    from typer.testing import CliRunner

    from kiosk.cli.main import app

    sakura = cards("sakura")
    place.put(sakura)
    code = cards.store.printed(find("sakura")).code_b
    command = ["card", "read", "--reader", "Virtual PCD 00 00", "--photo", str(tmp_path / "p.jp2")]
    done = CliRunner().invoke(app, command, input=f"{code}\n")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "p.jp2").read_bytes()[4:8] == b"jP  "
    assert code not in done.output
    wrong = CliRunner().invoke(app, command, input=f"{code[:-1]}{(int(code[-1]) + 1) % 10}\n")
    assert wrong.exit_code == 1
    assert "9 tries are left" in wrong.output
    nonsense = CliRunner().invoke(app, command, input="12345678901234\n")
    assert nonsense.exit_code == 1
    again = CliRunner().invoke(app, command, input=f"{code[:-1]}{(int(code[-1]) + 1) % 10}\n")
    assert "8 tries are left" in again.output  # what no card can bear was not sent


class Received:
    """A kiosk on the reader of pcscd, what it shows, and the next patient with a card."""

    def __init__(self, tmp_path: Path, qtbot: Any) -> None:
        self._seen: list[Screen] = []
        self._qtbot = qtbot
        config = Config.model_validate(
            {
                "reader": {"kind": "pcsc"},
                "timing": {"message": 1.0},
                "camera": {"source": "empty"},
                "folder": {
                    "data": str(tmp_path / "home"),
                    "face": str(tmp_path / "face"),
                    "journal": str(tmp_path / "journal.jsonl"),
                },
            }
        )
        self.kiosk = Kiosk(config, virtual=True)
        self.kiosk.painted.connect(self._seen.append)
        self.kiosk.open()

    def on(self, page: object) -> None:
        """Wait for a page, by its type or its content."""

        def there() -> bool:
            now = self._seen[-1].page if self._seen else None
            return isinstance(now, page) if isinstance(page, type | tuple) else now == page

        self._qtbot.waitUntil(there, timeout=40000)

    @property
    def placer(self) -> CardPlacer:
        """The hand with the cards."""
        desk = self.kiosk.desk
        assert desk is not None
        assert desk.card_placer is not None
        return desk.card_placer

    def lay(self) -> None:
        """Whose card is taken for one that was left behind lays it down once more."""
        self.placer.place(find("sakura"))
        self.on((MethodPage, TakeCardPage))
        if isinstance(self._seen[-1].page, TakeCardPage):
            self.placer.take()
            self.on(READY)
            self.placer.place(find("sakura"))
            self.on(MethodPage)

    def receive(self) -> None:
        """A whole reception by PIN."""
        self.lay()
        self.kiosk.press(Press.PIN)
        self.on(PinPage)
        for digit in "1234":
            self.kiosk.press(Press.DIGIT, int(digit))
        self.kiosk.press(Press.ENTER)
        self.on(ConsentAllPage)
        self.kiosk.press(Press.AGREE_ALL)
        self.on(DonePage)


@pytest.fixture
def received(place: Any, tmp_path: Path, qtbot: Any) -> Iterator[Callable[[], Received]]:
    place.reader.close()
    begun: list[Received] = []

    def begin() -> Received:
        begun.append(Received(tmp_path, qtbot))
        return begun[-1]

    yield begin
    for one in begun:
        placer = one.kiosk.desk.card_placer if one.kiosk.desk else None
        one.kiosk.close()
        if placer:
            placer.take()


def test_a_running_kiosk_outlives_pcscd_twice_and_receives_the_next_patient(
    received: Callable[[], Received],
) -> None:
    kiosk = received()
    kiosk.on(READY)
    for _ in range(2):
        kiosk.lay()
        kill_pcscd()
        kiosk.on(ErrorPage)
        kiosk.placer.take()
        start_pcscd()
        kiosk.on(READY)
    kiosk.receive()


def test_a_kiosk_that_starts_without_pcscd_names_it_and_receives_a_patient_once_it_is_there(
    received: Callable[[], Received],
) -> None:
    kill_pcscd()
    kiosk = received()
    kiosk.on(IdlePage(Fault.READER_SERVICE_DOWN, phone=False))
    start_pcscd()
    kiosk.on(READY)
    kiosk.receive()
